public import Config
import Deciding
import Gateway
import GatewayIngress
import HTTP
import Hosting
import Kernel
import StateFolder
import Station
import TopologyFile
import Wire

/// What the four gateways have in common, which is all but their name: one machine, one adapter ingress.
public struct Gateway: Sendable {
    private let program: Program

    /// The gateway that `program` is.
    public init(_ program: Program) { self.program = program }

    /// Runs the gateway to its end, and the process with it.
    public func run() async -> Never {
        await Host(program).run { context in
            guard
                let configuration = context.topology.gateway(
                    for: context.settings.name, rate: context.clock.rate),
                !configuration.channels.isEmpty
            else {
                throw StationError("station \(context.settings.name) takes no channel", exitStatus: 78)
            }
            return MachineDecider(
                machine: GatewayMachine(configuration: configuration, state: GatewayState()))
        } edges: { station, context in
            guard let address = context.settings.http else { return [] }
            let routes = GatewayRoutes(
                port: StationPort(station),
                tokens: try TokenFile.load(TokenFile.path(in: context.topology.state)),
                channels: context.settings.channels)
            let server = HTTPServer(routes.routes, at: address, log: context.log)
            context.figures.add(server.gauges)
            return [server]
        }
    }
}
