// The agent desk passes agents' requests to the tier queue that owns them, and shows agents what it answers.
// This file only wires: each decision is in Roles/AgentDesk/Machine.

import AgentDesk
import AgentDeskWeb
import Config
import Deciding
import EdgeHosting
import HTTP
import Hosting
import Kernel
import StateFolder
import TopologyFile
import Wire

await Host(.agentDesk).run { context in
    MachineDecider(
        machine: AgentDeskMachine(configuration: context.topology.agentDesk, state: AgentDeskState()))
} edges: { station, context in
    guard let address = context.settings.http else { return [] }
    let routes = DeskRoutes(
        port: StationPort(station), tokens: try TokenFile.load(TokenFile.path(in: context.topology.state)))
    let server = HTTPServer(routes.routes, at: address, log: context.log)
    context.figures.add(server.gauges)
    return [server]
}
