import Contacts
import Facts
import Router
import SharedTesting
import Standards
import Testing

@Suite("Router: how much is kept of a work item")
struct WorkLimitTests {
    /// Five classes that share nothing but their names' beginning, each with twenty facts of its own.
    private static let classes = (1...5).map { number in
        WorkClassRule(
            name: WorkClass("class-\(number)"), facts: names(number).map { .init($0) },
            events: [.init("completed")], ends: ["completed"])
    }

    private static func names(_ number: Int) -> [Name<NameKind.WorkFact>] {
        (1...20).map { Name("fact-\(number)-\($0)") }
    }

    private func desk() -> WorkDesk {
        var desk = WorkDesk()
        desk.watched.machine.configuration.work += Self.classes
        return desk
    }

    private func facts(_ number: Int, _ count: Int) -> WorkChange {
        .facts(Self.names(number).prefix(count).map { WorkFact($0, "yes") })
    }

    @Test("11.1: an item that is reclassified again and again keeps 64 facts; more are refused by name")
    func classes() throws {
        var desk = desk()
        desk.open("class-1", facts: [])
        for number in 1...3 {
            desk.report(.reclassified(WorkClass("class-\(number)")))
            desk.report(facts(number, 20))
        }
        #expect(desk.tracked?.facts.count == 60)
        desk.report(.reclassified("class-4"))
        desk.report(facts(4, 4))
        #expect(desk.tracked?.facts.count == Limit.keptWorkFacts)
        let decided = desk.report(facts(4, 5))
        guard case .workItemRefused(let refused) = decided.map(\.fact).last else {
            Issue.record("one fact more is refused")
            return
        }
        #expect(refused.reason.contains("65 facts") && refused.reason.contains("at most 64"))
        #expect(desk.tracked?.facts.count == Limit.keptWorkFacts)
        // What it has may change, and the work goes on.
        #expect(desk.report(facts(4, 3)).transcript.first == "workItemChanged>watchdog")
        #expect(desk.report(.event("completed")).transcript.first == "workItemChanged>watchdog")
    }

    @Test("11.1: an item that an older version let have more facts goes on; it only takes no more")
    func older() throws {
        var desk = desk()
        desk.open("class-1", facts: (1...70).map { WorkFact(Name("old-\($0)"), "yes") })
        #expect(desk.tracked?.facts.count == 70)
        #expect(desk.report(facts(1, 1)).transcript == ["workItemRefused"])
        #expect(desk.report(.reclassified("class-2")).transcript == ["workItemChanged>watchdog"])
        #expect(desk.report(.event("completed")).transcript == ["workItemChanged>watchdog"])
    }

    @Test("11.1: the cause of a clock that thirty-two long facts stop is cut to what a fact can hold")
    func longCause() throws {
        var desk = WorkDesk()
        let long = String(repeating: "v", count: Limit.name)
        desk.watched.machine.configuration.work[0].facts += (0..<31).map { .init(Name("long-\($0)")) }
        desk.open(facts: [WorkFact("network", "yes")])
        let others = (0..<31).map { WorkFact(Name("long-\($0)"), Name(long)) }
        let decided = desk.report(.facts(others + [WorkFact("network", "no")]))
        let stops = decided.compactMap { one -> ClockStopped? in
            if case .clockStopped(let stopped) = one.fact { stopped } else { nil }
        }
        #expect(stops.map(\.clock.name) == ["network"])
        #expect(stops.allSatisfy { $0.cause.utf8.count <= Limit.text })
    }
}
