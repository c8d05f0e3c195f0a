import Deciding
import Doors
import GatewayEdge
import Hosting
import Receiving
import Station
import StationCore
public import TopologyFile
import Wire

/// What the four gateways have in common, which is all but their name: one machine, one adapter ingress.
public struct Gateway: Sendable {
    private let program: Program

    /// The gateway that `program` is.
    public init(_ program: Program) { self.program = program }

    /// Runs the gateway to its end, and the process with it.
    public func run() async -> Never {
        await Host(program).run { site in
            guard
                let configuration = site.topology.receiving(for: site.settings.name, rate: site.clock.rate),
                !configuration.channels.isEmpty
            else {
                throw StationError("station \(site.settings.name) takes no channel", exitStatus: 78)
            }
            return MachineDecider(
                machine: ReceivingMachine(configuration: configuration, state: ReceivingState()))
        } edges: { station, site in
            guard let address = site.settings.http else { return [] }
            let routes = GatewayRoutes(
                port: StationPort(station),
                tokens: try TokenFile.load(TokenFile.path(in: site.topology.state)),
                channels: site.settings.channels)
            let door = Door(routes.router, at: address, log: site.log)
            site.figures.add(door.gauges)
            return [door]
        }
    }
}
