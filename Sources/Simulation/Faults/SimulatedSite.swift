import AgentDesk
import Contacts
import Deciding
import Facts
import Gateway
import Kernel
import Router
import Standards
import TierQueue
import Watchdog

/// The topology that is simulated: its stations, who consumes whom, and what each machine is told.
///
/// Limits are seconds instead of minutes and hours, so that a run of two minutes meets every clock.
struct SimulatedSite {
    /// Counts the changes of the configuration; part of its digest.
    var version = 1
    /// Whether the chat gateway, which is registered later, is part of it.
    var hasChat = false
    /// Whether the e-mail gateway was drained and retired.
    var isEmailRetired = false

    /// The default names; there is no portal.
    static let directory: Directory = {
        var directory = Directory.standard
        directory.gateways[4] = nil
        return directory
    }()
    static let audit: StationName = "audit"
    static let queues = directory.tiers
    static let gateways: [StationName] = ["phone", "email", "chat"]
    /// Every station that there ever is, the chat gateway included.
    static let stations: [StationName] =
        gateways + [directory.router] + queues + [directory.watchdog, directory.desk, audit]

    /// The stations of this version, in the order of ``stations``.
    var members: [StationName] {
        Self.stations.filter { ($0 != "chat" || hasChat) && ($0 != "email" || !isEmailRetired) }
    }

    /// The role of `station`; whatever machines do not name is the audit sink.
    private static func role(of station: StationName) -> StationRole {
        directory.role(of: station) ?? .auditSink
    }

    /// What `station` consumes; a retired gateway's stream is still the audit sink's to read.
    func upstreams(of station: StationName) -> [StationName] {
        let sources = Self.role(of: station).sources
        return Self.stations.filter { ($0 != "chat" || hasChat) && sources.contains(Self.role(of: $0)) }
    }

    /// Who consumes `station`.
    func consumers(of station: StationName) -> [StationName] {
        members.filter { upstreams(of: $0).contains(station) }
    }

    /// What the kernel of `station` is told.
    func settings(of station: StationName) -> KernelSettings {
        var settings = KernelSettings(
            name: station, upstreams: upstreams(of: station), consumers: consumers(of: station),
            auditSink: station == Self.audit ? nil : Self.audit,
            retired: isEmailRetired && station == "router" ? ["email"] : [],
            configurationDigest: "version \(version)", configurationContent: [UInt8](repeating: 7, count: 40),
            prunes: station != Self.audit)
        settings.paced = Set(Self.stations.filter { Self.role(of: $0).isPaced })
        return settings
    }

    /// The decider of `station` with an empty state.
    func decider(of station: StationName, codec: any MachineCodec, bug: DeliberateBug?) -> AnyDecider {
        guard let machine = machine(of: station) else { return AnyDecider(KeepingDecider()) }
        let decider = Self.join(machine, codec)
        guard Self.queues.contains(station) else { return AnyDecider(decider) }
        switch bug {
        case .noFencing: return AnyDecider(UnfencedQueue(decider, codec: codec))
        case .foldForgetsField: return AnyDecider(ForgetfulQueue(decider, codec: codec))
        default: return AnyDecider(decider)
        }
    }

    /// As a process joins its machine, but proved at each step, in release builds too.
    private static func join(
        _ machine: some StationMachine, _ codec: some MachineCodec
    ) -> any SimulatedDecider {
        MachineDecider(machine: machine, codec: codec, proving: .always)
    }

    /// The machine of `station` with an empty state; nil for the audit sink, which has none.
    private func machine(of station: StationName) -> (any StationMachine)? {
        switch Self.role(of: station) {
        case .gateway: GatewayMachine(configuration: gateway(station), state: GatewayState())
        case .router: RouterMachine(configuration: routing, state: RouterState())
        case .tierQueue:
            TierQueueMachine(
                configuration: tierQueue(Tier.allCases[Self.queues.firstIndex(of: station) ?? 0]))
        case .watchdog: WatchdogMachine(configuration: watchdog, state: WatchdogState())
        case .agentDesk: AgentDeskMachine(configuration: agentDesk)
        case .auditSink: nil
        }
    }
}
