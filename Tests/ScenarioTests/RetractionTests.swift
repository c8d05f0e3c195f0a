import Contacts
import Facts
import Measures
import Reporting
import Standards
import Testing

/// What was taken for a breach and was none, from the gateway to the report.
@Suite("Scenarios: a breach that is taken back is taken back everywhere")
struct RetractionTests {
    /// Three expedited appeals of a Monday are put off on Tuesday; of two it is told when they seem late.
    private static let appeals = """
        at 2026-03-30T09:00
        work_item brings appeal-expedited
        work_item brings appeal-expedited
        work_item brings appeal-expedited
        at 2026-03-31T10:00
        item C4-1 rescheduled evidence=letter-1
        at 2026-04-02T09:00
        item C4-2 rescheduled at=2026-03-31T10:00 evidence=letter-2
        item C4-3 rescheduled at=2026-03-31T10:00 evidence=letter-3
        """

    private func stage() throws -> Stage {
        let stage = try Stage()
        try stage.play(Self.appeals)
        return stage
    }

    @Test("13.A1: three appeals paused alike are 3 of 3, however late two of the pauses were told")
    func alike() throws {
        let stage = try stage()
        #expect(stage.facts([.breachRetracted]).count >= 2, "two had been taken for late")
        try stage.play(
            """
            at 2026-04-06T09:00
            item C4-1 resumed
            item C4-2 resumed
            item C4-3 resumed
            at 2026-04-07T12:00
            item C4-1 completed
            item C4-2 completed
            item C4-3 completed
            """)
        let figures = stage.figures(of: "appeal-expedited", date(4, 1)...date(4, 30), .month)
        #expect(figures == ["3 of 3 met"])
        let spans = (1...3).map { number in
            stage.explanation(of: Contact.ID(gateway: 4, number: number)).split(separator: "\n")
                .filter { $0.contains("appeal.expedited  ") || $0.hasPrefix("    running") }
                .map { $0.replacing(", breached at limit, taken back", with: "") }
                .map { $0.replacing(", warned at limit-warning, taken back", with: "") }
        }
        #expect(spans[0] == spans[1] && spans[0] == spans[2], "explained alike: \(spans)")
    }

    @Test("13.A1: of what is open and paused no report says that it is late, whenever the pause was told")
    func open() throws {
        let stage = try stage()
        try stage.play("at 2026-04-06T09:00")
        for figures in [
            stage.figures(of: "appeal-expedited", date(3, 30)...date(4, 5), .week),
            stage.figures(of: "appeal-expedited", date(4, 2)...date(4, 2), .day),
        ] {
            #expect(figures == ["0 of 0 not judged"])
        }
    }

    @Test("13.A1: its alarms wait for nobody any more, and go on to nobody, also those that went on before")
    func alarms() throws {
        let stage = try stage()
        let owed = Set(stage.facts([.breachRetracted]).compactMap(Passing.init))
        let alarms = stage.facts([.alarmRaised]).filter { fact in
            Passing(fact).map(owed.contains) ?? false
        }
        let reduced = stage.facts([.alarmReduced]).compactMap { fact -> UInt64? in
            if case .alarmReduced(let reduced) = fact, reduced.count == 0 { reduced.alarm } else { nil }
        }
        let raised = alarms.compactMap { fact -> UInt64? in
            if case .alarmRaised(let raised) = fact { raised.alarm } else { nil }
        }
        #expect(!raised.isEmpty && raised == reduced.sorted())
        let before = stage.log.count
        try stage.play("at 2026-04-05T09:00")
        let later = stage.facts([.alarmRaised, .alarmOverdue], from: before).filter { fact in
            if case .alarmOverdue(let overdue) = fact { return raised.contains(overdue.alarm) }
            return Passing(fact).map(owed.contains) ?? false
        }
        #expect(later.isEmpty, "\(later)")
    }

    private struct Passing: Hashable {
        var clock: Clock.ID
        var threshold: String

        init?(_ fact: Fact) {
            switch fact {
            case .breachRetracted(let fact): (clock, threshold) = (fact.clock, fact.threshold)
            case .alarmRaised(let fact): (clock, threshold) = (fact.clock, fact.threshold)
            default: return nil
            }
        }
    }
}
