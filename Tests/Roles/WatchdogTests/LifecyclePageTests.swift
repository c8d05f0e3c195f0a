import Contacts
import Facts
import Handbook
import Testing

@testable import Watchdog

/// Draws the handbook's table of a clock in the watchdog's ledger from the pair table.
@Suite("Handbook: a clock")
struct LifecyclePageTests {
    @Test("the page shows what changes a clock")
    func clock() throws {
        var table = LifecycleTable()
        for event in PairTableTests.Event.allCases {
            for situation in PairTableTests.Situation.allCases {
                var watch = try PairTableTests.watch(situation)
                let before = Self.name(of: watch)
                let facts = watch.handle(PairTableTests.input(event), after: .seconds(25)).map(\.fact)
                table.note(
                    from: before, to: Self.name(of: watch), cause: "\(event)", by: event.speaker,
                    facts: facts.kinds.map { "\($0)" })
            }
        }
        // A warning after 20 s and a breach after 30 s; the running clock began at 20 s, the warned one at 0.
        for (situation, second) in [(PairTableTests.Situation.running, 40), (.warned, 30)] {
            var watch = try PairTableTests.watch(situation)
            let before = Self.name(of: watch)
            var facts = watch.tick(after: .seconds(second))
            facts += watch.answer(through: .seconds(second + 1), after: .seconds(second + 1))
            table.note(
                from: before, to: Self.name(of: watch),
                cause: "a threshold's instant, and a watermark behind it", by: "time, router",
                facts: facts.kinds.map { "\($0)" })
        }
        let part = DrawnPart("clock", of: "contact-lifecycle.md")
        try part.hold(against: table.text)
    }

    private static func name(of watch: Watch) -> String {
        guard let clock = watch.machine.state.ledger[Watch.answer], clock.closing == nil
        else { return "notThere" }
        if clock.mode == .suspended { return "suspended" }
        let passed = clock.thresholds.filter(\.isPassed)
        if passed.contains(where: { $0.level == .breach }) { return "breached" }
        return passed.isEmpty ? "running" : "warned"
    }
}

extension PairTableTests.Event {
    /// Who may say it, or what brings it about.
    fileprivate var speaker: String {
        switch self {
        case .classified, .inquiryOpened, .started, .suspended, .resumed, .stopped, .ended, .watermark,
            .otherFact:
            "router"
        case .tick: "time"
        case .linkLost, .linkRegained: "link"
        case .otherStation: "tier queue"
        case .acknowledgement, .otherSubmission: "lead"
        }
    }
}
