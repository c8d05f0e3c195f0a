// The console shows what the stations say of themselves, and passes acknowledgements of alarms to the
// watchdog. It owns nothing durable; this file only wires.

import ConsoleEdge
import HTTP
import Hosting
import StationCore
import TopologyFile

await Host(.opsConsole).run(services: { site in
    guard let address = site.settings.http else {
        throw StationError(
            "\(site.settings.name) has no http address, expected host and port", exitStatus: 78)
    }
    let stations = WatchedStation.all(of: site.topology)
    let board = Wallboard(stations)
    let poller = StatusPoller(stations: stations, board: board, console: site.settings.name, log: site.log)
    let routes = ConsoleRoutes(
        board: board, tokens: try TokenFile.load(TokenFile.path(in: site.topology.state)), address: address,
        submitAtWatchdog: poller.submitAtWatchdog, own: { site.figures.gauges })
    let server = HTTPServer(routes.routes, at: address, log: site.log)
    site.figures.add(server.gauges)
    return [poller, server]
})
