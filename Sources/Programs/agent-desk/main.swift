// The agent desk passes agents' requests to the tier queue that owns them, and shows agents what it answers.
// This file only wires: each decision is in Decisions/Attending.

import Attending
import Deciding
import DeskEdge
import Doors
import EdgeHosting
import Hosting
import StationCore
import TopologyFile
import Wire

await Host(.agentDesk).run { site in
    MachineDecider(
        machine: AttendingMachine(configuration: site.topology.attending, state: AttendingState()))
} edges: { station, site in
    guard let address = site.settings.http else { return [] }
    let routes = DeskRoutes(
        port: StationPort(station), tokens: try TokenFile.load(TokenFile.path(in: site.topology.state)))
    let door = Door(routes.router, at: address, log: site.log)
    site.figures.add(door.gauges)
    return [door]
}
