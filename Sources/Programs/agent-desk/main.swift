// The agent desk passes agents' requests to the tier queue that owns them, and shows agents what it answers.
// This file only wires: each decision is in Decisions/Attending.

import Attending
import Contacts
import DeskEdge
import HTTP
import EdgeHosting
import Facts
import Hosting
import StationCore
import TopologyFile
import Wire

await Host(.agentDesk).run { site in
    MachineDecider(
        machine: AttendingMachine(configuration: site.topology.attending, state: AttendingState()),
        pushes: .init(
            [.agentStateChanged, .offerMade, .offerClosed, .offerRefused, .requestRefused, .mediumRefused],
            topics: { fact, _ in fact.agentToTell.map { ["agent/\($0)"] } ?? [] }),
        backlog: { machine, topic in
            guard topic.hasPrefix("agent/") else { return [] }
            let agent = Agent.ID(String(topic.dropFirst("agent/".count)))
            return machine.standing(of: agent).map { [.agentStateChanged($0)] } ?? []
        })
} edges: { station, site in
    guard let address = site.settings.http else { return [] }
    let routes = DeskRoutes(
        port: StationPort(station), tokens: try TokenFile.load(TokenFile.path(in: site.topology.state)))
    let server = HTTPServer(routes.routes, at: address, log: site.log)
    site.figures.add(server.gauges)
    return [server]
}

extension Fact {
    /// The agent whose page shows the fact; nil when no page does.
    var agentToTell: Agent.ID? {
        switch self {
        case .agentStateChanged(let fact): fact.agent
        case .offerMade(let fact): fact.agent
        case .offerClosed(let fact): fact.agent
        case .offerRefused(let fact): fact.agent
        case .requestRefused(let fact): fact.agent
        case .mediumRefused(let fact): fact.agent
        default: nil
        }
    }
}
