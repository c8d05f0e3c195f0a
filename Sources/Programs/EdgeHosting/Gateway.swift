import HTTP
import Facts
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
                let channel = configuration.channels.first
            else {
                throw StationError("station \(site.settings.name) takes no channel", exitStatus: 78)
            }
            return MachineDecider(
                machine: ReceivingMachine(configuration: configuration, state: ReceivingState()),
                pushes: .init(
                    [.effectPending, .effectWithdrawn, .mediumReleased],
                    topics: { _, publisher in publisher == nil ? ["effects"] : [] }),
                backlog: { machine, topic in
                    topic == "effects" ? machine.state.pendingEffects.map { .effectPending($0) } : []
                },
                gauges: { machine, _ in
                    [
                        Gauge("open_contacts", value: Int64(machine.state.contacts.count)),
                        Gauge("pending_effects", value: Int64(machine.state.pendingEffects.count)),
                    ]
                },
                blockage: { count, since, reason in
                    .blocked(
                        BlockedCount(
                            channel: channel, count: count, from: since, reason: blockedReason(reason)))
                })
        } edges: { station, site in
            guard let address = site.settings.http else { return [] }
            let routes = GatewayRoutes(
                port: StationPort(station),
                tokens: try TokenFile.load(TokenFile.path(in: site.topology.state)),
                channels: site.settings.channels)
            let server = HTTPServer(routes.routes, at: address, log: site.log)
            site.figures.add(server.gauges)
            return [server]
        }
    }
}

/// The station's reason in the words of the facts.
private func blockedReason(_ reason: BlockageReason) -> ContactBlocked.Reason {
    switch reason {
    case .inboxFull: .inboxFull
    case .downstreamLag: .downstreamLag
    case .diskReserve: .diskReserve
    }
}
