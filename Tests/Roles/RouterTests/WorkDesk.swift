import BusinessTime
import Contacts
import Facts
import Router
import SharedTesting
import Standards
import Watchdog

/// A router with tables of its own, whose facts a watchdog hears, and one work item in it.
struct WorkDesk {
    var watched: Watched<RouterMachine>
    var watchdog: WatchdogMachine
    var now = Instant(microseconds: 1_709_301_600_000_000)  // Friday 2024-03-01T14:00:00Z
    /// Everything the watchdog recorded.
    var ledger: [Fact] = []
    let item = Contact.ID(gateway: 4, number: 1)

    static let preauthorization = WorkClassRule(
        name: "preauthorization", facts: [.init("network", ["yes", "no"])],
        events: [
            .init("information-complete", tellsParty: true), .init("reviewed"), .init("determination-issued"),
            .init("rescheduled", evidence: .required), .init("resumed"), .init("reopened"),
        ],
        ends: ["determination-issued"], reopens: ["reopened"], reopenWithin: .hours(24 * 30))
    static let appeal = WorkClassRule(
        name: "appeal", events: preauthorization.events, ends: ["determination-issued"],
        reopens: ["reopened"], reopenWithin: .hours(24 * 30))
    static let filing = WorkClassRule(name: "filing", events: [.init("filed")], ends: ["filed"])

    static let clocks: [StandardClock] = [
        clock(
            "determination", ["preauthorization"], 2, stops: ["determination-issued"],
            from: "information-complete"),
        clock(
            "network", ["preauthorization"], 3, stops: ["determination-issued"],
            facts: [WorkFact("network", "yes")]),
        clock("review", ["preauthorization", "appeal"], 1, stops: ["reviewed"]),
        clock("appeal", ["appeal"], 5, stops: ["determination-issued"], pausing: true),
        clock("filing", ["filing"], 5, stops: ["filed"]),
    ]

    private static func clock(
        _ name: ClockName, _ classes: [WorkClass], _ days: Int, stops: [WorkEvent], from: WorkEvent? = nil,
        facts: [WorkFact] = [], pausing: Bool = false
    ) -> StandardClock {
        StandardClock(
            name: name, clause: "a test's", standards: [], unit: .elapsed,
            thresholds: [
                .init("warning", .warn, after: .days(days) - .hours(4)),
                .init("limit", .breach, after: .days(days)),
            ],
            attachesTo: .item, countsFrom: from == nil ? .received : .itemEvent, stopsAt: .itemEvent,
            appliesTo: .init([.init(classes: classes, facts: facts)]),
            item: .init(startsAt: from, stopsAt: stops),
            suspension: pausing ? .init(clause: "TOM 1-3 ¶4.1", begins: "rescheduled", ends: "resumed") : nil)
    }

    init() {
        var configuration = RouterConfiguration.sample
        configuration.work = [Self.preauthorization, Self.appeal, Self.filing]
        configuration.itemClocks = Self.clocks
        watched = Watched(configuration)
        watchdog = WatchdogMachine(
            configuration: WatchdogConfiguration(
                directory: .standard, clocks: Self.clocks, calendars: [], rows: []),
            state: WatchdogState())
    }

    @discardableResult
    mutating func open(_ name: WorkClass = "preauthorization", facts: [WorkFact] = []) -> [Decided] {
        hear(
            .workItemReceived(
                WorkItemReceived(
                    item: item, gateway: "portal", workClass: name, member: nil, received: now, ingested: now,
                    facts: facts, by: "mailroom", key: "k")))
    }

    @discardableResult
    mutating func report(
        _ change: WorkChange, after: Duration = .hours(1), evidence: EvidenceToken? = nil
    ) -> [Decided] {
        now = now.advanced(by: after)
        return hear(
            .workItemReported(
                WorkItemReported(
                    item: item, change: change, at: now, by: "clerk", evidence: evidence, noted: now,
                    keptUntil: nil)))
    }

    @discardableResult
    mutating func hear(_ fact: Fact, from station: StationName = "portal") -> [Decided] {
        let decided = watched.handle(.fact(fact, from: station), at: now)
        for one in decided where one.destinations.contains("watchdog") {
            ledger += watchdog.handle(.fact(one.fact, from: "router"), at: now).map(\.fact)
            watchdog.state.checkInvariants()
        }
        return decided
    }

    /// Lets time pass until nothing is due before `end`, with a watermark for each question.
    mutating func pass(until end: Instant) {
        while let deadline = watchdog.state.nextDeadline, deadline <= end {
            now = max(now, deadline)
            let facts = watchdog.handle(.tick, at: now).map(\.fact)
            ledger += facts
            for case .watermarkAsked(let asked) in facts {
                let mark = Fact.watermark(Watermark(ask: asked.ask, through: now))
                ledger += watchdog.handle(.fact(mark, from: "router"), at: now).map(\.fact)
            }
        }
        now = max(now, end)
    }

    var tracked: TrackedItem? { watched.state.work.items[item] }

    /// `name: phase`, in the order in which the clocks began.
    var phases: [String] { tracked?.clocks.map { "\($0.name): \($0.phase.rawValue)" } ?? [] }

    var passings: [ThresholdPassed] {
        ledger.compactMap { fact in
            switch fact {
            case .clockWarned(let passed), .clockBreached(let passed): passed
            default: nil
            }
        }
    }
}
