// The console shows what the stations say of themselves, and passes acknowledgements of alarms to the
// watchdog. It owns nothing durable; this file only wires.

import Config
import ConsoleWeb
import HTTP
import Hosting
import Kernel
import StateFolder
import TopologyFile

await Host(.opsConsole).run(services: { context in
    guard let address = context.settings.http else {
        throw StationError(
            "\(context.settings.name) has no http address, expected host and port", exitStatus: 78)
    }
    let stations = context.topology.stations.filter(\.program.isStation).map { station in
        WatchedStation(
            name: station.name, program: station.program, ingressEndpoint: station.ingressEndpoint)
    }
    let board = Wallboard(stations)
    let poller = StatusPoller(
        stations: stations, board: board, console: context.settings.name, log: context.log)
    let routes = ConsoleRoutes(
        board: board, tokens: try TokenFile.load(TokenFile.path(in: context.topology.state)),
        address: address,
        submitAtWatchdog: poller.submitAtWatchdog, own: { context.figures.gauges })
    let server = HTTPServer(routes.routes, at: address, log: context.log)
    context.figures.add(server.gauges)
    return [poller, server]
})
