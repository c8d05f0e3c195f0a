import AgentDesk
import Contacts
import Facts
import Gateway
import Router
import Standards
import TierQueue
import Watchdog

/// What each machine of the simulated topology is told.
extension SimulatedSite {
    /// Who works at each tier.
    static let agents: [Tier: [RosterAgent]] = [
        .one: [
            agent("A1", ["claims": 2, "general": 2]), agent("A2", ["claims": 2, "general": 2]),
            agent("A3", ["general": 2]),
            agent("A4", ["claims": 1, "clinical": 1, "general": 1]),
        ],
        .two: [
            agent("B1", ["claims": 3, "clinical": 2, "general": 1]),
            agent("B2", ["clinical": 2, "general": 1]),
            agent("B3", ["claims": 2, "general": 1, "clinical": 1]),
        ],
        .three: [agent("C1", ["escalations": 2]), agent("C2", ["escalations": 1])],
    ]

    /// Who works at each tier by the roster of this version: every other edit moves one up and one down,
    /// every third drops one, and stations take an edit up one after the other.
    func roster(_ tier: Tier) -> [RosterAgent] {
        let moved: [Agent.ID: Tier] = version.isMultiple(of: 2) ? ["A4": .two, "B2": .one] : [:]
        let dropped: Set<Agent.ID> = version.isMultiple(of: 3) ? ["B3"] : []
        return Tier.allCases.flatMap { home in
            (Self.agents[home] ?? []).filter { (moved[$0.id] ?? home) == tier && !dropped.contains($0.id) }
        }
    }

    private static func agent(_ id: Agent.ID, _ skills: [SkillName: Int]) -> RosterAgent {
        let needs = skills.keys.sorted().map { SkillNeed($0, level: skills[$0] ?? 1) }
        return RosterAgent(
            id: id, group: "floor", skills: needs, capacity: AgentCapacity(voice: 1, chat: 2, written: 2))
    }

    /// Every clock, by its limits; all count elapsed time, so that the oracle can count for itself.
    static let clocks: [StandardClock] = [
        clock("phone.answer", [("3s", .warn, 3), ("6s", .breach, 6), ("20s", .breach, 20)], .answered),
        clock("chat.first-response", [("8s", .breach, 8)], .personWrote),
        StandardClock(
            name: holdClock, clause: "simulation", standards: [], unit: .elapsed,
            thresholds: [
                StandardClock.Threshold("2s", .warn, after: .seconds(2)),
                StandardClock.Threshold("4s", .breach, after: .seconds(4)),
            ],
            stopsAt: .contactEnded, startMode: .suspended),
        clock("acknowledgement", [("2s", .breach, 2)], .acknowledged),
        clock("resolution", [("15s", .warn, 15), ("40s", .breach, 40)], .resolved, of: .inquiry),
        clock("tier3.response", [("10s", .breach, 10)], .tierThreeAnswered, from: .escalated),
    ]
    static let holdClock: ClockName = "phone.hold"

    private static func clock(
        _ name: ClockName, _ limits: [(String, ClockThreshold.Level, Int)], _ stop: StandardClock.StopEvent,
        of subject: StandardClock.Subject = .contact, from start: StandardClock.StartEvent = .received
    ) -> StandardClock {
        StandardClock(
            name: name, clause: "simulation", standards: [], unit: .elapsed,
            thresholds: limits.map { StandardClock.Threshold($0.0, $0.1, after: .seconds($0.2)) },
            attachesTo: subject, countsFrom: start, stopsAt: stop)
    }

    func gateway(_ gateway: StationName) -> GatewayConfiguration {
        let (number, channel): (UInt16, Channel) =
            switch gateway {
            case "phone": (1, .phone)
            case "chat": (2, .chat)
            default: (3, .email)
            }
        return GatewayConfiguration(
            gateway: gateway, number: number, channels: [channel], directory: Self.directory,
            effects: Self.effects)
    }

    /// Every deadline passes now and then, and nothing is asked again: that no effect is forgotten is to be
    /// seen to by the backlog of a new subscription alone.
    private static let effects: EffectRules = {
        var rules = EffectRules()
        for kind in EffectKind.allCases { rules[kind] = .init(within: .seconds(20), retries: 0) }
        return rules
    }()

    var routing: RouterConfiguration {
        RouterConfiguration(
            directory: Self.directory,
            clocks: [
                ClockRule("phone.answer", stop: .answered, for: Self.on(.phone)),
                ClockRule("chat.first-response", stop: .personWrote, for: Self.on(.chat)),
                ClockRule(Self.holdClock, stop: .contactEnded, for: Self.on(.phone), mode: .suspended),
                ClockRule("acknowledgement", stop: .acknowledged, for: Self.on(.email)),
                ClockRule("resolution", stop: .resolved, on: .inquiry, for: Self.on(.phone, .email)),
                ClockRule(
                    "tier3.response", stop: .tierResponse, from: .escalated,
                    for: .init([.init(tiers: [.three])])),
            ],
            rules: rules, escalation: escalation)
    }

    private var rules: [RoutingRule] {
        [
            RoutingRule(
                name: "clinical", match: .init(channels: [.phone], inquiryTypes: ["clinical"]),
                contactClass: "clinical", rank: 5, needs: [SkillNeed("clinical")], tier: .two),
            RoutingRule(
                name: "claims", match: .init(channels: [.phone], inquiryTypes: ["claims"]),
                contactClass: "claims", rank: 10, needs: [SkillNeed("claims")]),
            RoutingRule(
                name: "phone", match: .init(channels: [.phone]), contactClass: "general", rank: 10,
                needs: [SkillNeed("general")]),
            RoutingRule(
                name: "chat", match: .init(channels: [.chat]), contactClass: "chat", rank: 10,
                needs: [SkillNeed("general")]),
            RoutingRule(
                name: "mail", contactClass: "mail", rank: 20, needs: [SkillNeed("general")]),
        ]
    }

    private static func on(_ channels: Channel...) -> ClockScope { .init([.init(channels: channels)]) }

    private var escalation: [EscalationRow] {
        [
            EscalationRow(
                name: "nobody-can", from: .one, to: .two, reason: "rare", needs: [SkillNeed("nobody-has")]),
            EscalationRow(
                name: "one-two", from: .one, to: .two, contactClass: "transfer",
                needs: [SkillNeed("clinical")], rankBonus: 3),
            EscalationRow(
                name: "two-three", from: .two, to: .three, contactClass: "tier-3",
                needs: [SkillNeed("escalations")], rankBonus: 3),
            EscalationRow(
                name: "one-three", from: .one, to: .three, ruling: .refused(reason: "Tier 2 looks first")),
            EscalationRow(
                name: "three-two", from: .three, to: .two, contactClass: "returned",
                needs: [SkillNeed("clinical")]),
        ]
    }

    /// A later version waits a little longer for answers, so that an upgrade changes what is decided.
    func tierQueue(_ tier: Tier) -> TierQueueConfiguration {
        TierQueueConfiguration(
            tier: tier, directory: Self.directory, agents: roster(tier),
            offerTimeoutOtherwise: .seconds(5 + version), wrapUpLimits: [ChannelLimit(.phone, .seconds(20))],
            declineBackOff: .seconds(4), reconciliation: .seconds(2), notReadyReasons: ["break"])
    }

    var agentDesk: AgentDeskConfiguration {
        AgentDeskConfiguration(
            directory: Self.directory,
            agents: Tier.allCases.flatMap { tier in
                roster(tier).map { AgentTier($0.id, tier) }
            })
    }

    var watchdog: WatchdogConfiguration {
        WatchdogConfiguration(
            directory: Self.directory, clocks: Self.clocks, calendars: [],
            rows: [
                row(
                    "answer", "phone.answer", "6s",
                    .alarm(recipient: "lead", acknowledgeWithin: nil, next: [])),
                row(
                    "late", "phone.answer", "20s",
                    .alarm(recipient: "lead", acknowledgeWithin: .seconds(5), next: ["officer"])),
                row("tone", Self.holdClock, "2s", .tone),
                row("hold", Self.holdClock, "4s", .announce("still_on_hold")),
                row(
                    "move", "resolution", "40s",
                    .escalate(to: .two, reason: "sla_breach", priority: .priority)),
            ])
    }

    private func row(
        _ name: RuleName, _ clock: ClockName, _ threshold: String, _ action: EnforcementRow.Action
    ) -> EnforcementRow {
        EnforcementRow(name: name, clock: clock, threshold: threshold, action: action, cap: 3)
    }
}
