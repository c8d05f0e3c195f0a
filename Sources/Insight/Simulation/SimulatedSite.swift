import Attending
import Contacts
import Facts
import Queueing
import Receiving
import Routing
import Standards
import StationCore
import Watching

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

    static let directory = Directory(
        router: "router", tiers: ["tier-1", "tier-2", "tier-3"], watchdog: "watchdog", desk: "desk",
        gateways: [1: "phone", 2: "chat", 3: "email"])
    static let audit: StationName = "audit"
    static let queues: [StationName] = ["tier-1", "tier-2", "tier-3"]
    static let gateways: [StationName] = ["phone", "email", "chat"]
    /// Every station that there ever is, the chat gateway included.
    static let stations: [StationName] =
        gateways + ["router"] + queues + ["watchdog", "desk", audit]

    /// The stations of this version, in the order of ``stations``.
    var members: [StationName] {
        Self.stations.filter { ($0 != "chat" || hasChat) && ($0 != "email" || !isEmailRetired) }
    }

    /// What `station` consumes; a retired gateway's stream is still the audit sink's to read.
    func upstreams(of station: StationName) -> [StationName] {
        let known = Self.stations.filter { $0 != "chat" || hasChat }
        switch station {
        case "router":
            return known.filter { Self.gateways.contains($0) || Self.queues.contains($0) || $0 == "watchdog" }
        case "desk": return Self.queues
        case Self.audit: return known.filter { $0 != Self.audit }
        case _ where Self.queues.contains(station): return ["router", "desk"]
        default: return ["router"]
        }
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
        settings.paced = [Self.audit, "watchdog", "desk"]
        return settings
    }

    /// The decider of `station` with an empty state.
    func decider(of station: StationName, table: FactTable, bug: DeliberateBug?) -> ErasedDecider {
        if let queue = Self.queues.firstIndex(of: station) {
            let machine = TierQueueMachine(configuration: queueing(Tier.allCases[queue]))
            let decider = TableDecider(machine, table: table)
            return ErasedDecider(base: Self.spoiled(decider, by: bug, table))
        }
        switch station {
        case "router":
            let machine = RouterMachine(configuration: routing, state: RouterState())
            return ErasedDecider(base: TableDecider(machine, table: table))
        case "watchdog":
            let machine = WatchdogMachine(configuration: watching, state: WatchdogState())
            return ErasedDecider(base: TableDecider(machine, table: table))
        case "desk":
            return ErasedDecider(
                base: TableDecider(AttendingMachine(configuration: attending), table: table, rule: .desk))
        case Self.audit:
            return ErasedDecider(base: KeepingDecider())
        default:
            let machine = ReceivingMachine(configuration: receiving(station), state: ReceivingState())
            return ErasedDecider(
                base: TableDecider(machine, table: table, rule: .gateway, takesContacts: true))
        }
    }

    /// A tier queue with the bug that is in one, if that is the one wanted.
    private static func spoiled(
        _ queue: any SimulatedDecider, by bug: DeliberateBug?, _ table: FactTable
    ) -> any SimulatedDecider {
        switch bug {
        case .noFencing: UnfencedQueue(queue, table: table)
        case .foldForgetsField: ForgetfulQueue(queue, table: table)
        default: queue
        }
    }
}

extension PushRule where M == ReceivingMachine {
    /// Effects, as the gateway programs push them.
    static let gateway = PushRule(
        topics: { fact, publisher in
            if publisher == nil, case .effectPending = fact { ["effects"] } else { [] }
        },
        backlog: { machine, topic in
            topic == "effects" ? machine.state.pendingEffects.map { .effectPending($0) } : []
        })
}

extension PushRule where M == AttendingMachine {
    /// Standings, which carry the offers too; all that a simulated agent looks at.
    static let desk = PushRule(
        topics: { fact, publisher in
            if publisher != nil, case .agentStateChanged(let standing) = fact {
                ["agent/\(standing.agent)"]
            } else {
                []
            }
        },
        backlog: { machine, topic in
            let agent = Agent.ID(String(topic.dropFirst("agent/".count)))
            return machine.standing(of: agent).map { [.agentStateChanged($0)] } ?? []
        })
}
