import Contacts
import Facts
import Measures
import Reporting
import Standards
import Testing

/// Claims that the Government directs to keep pending, from the gateway to the report.
///
/// A claim of Monday, 30 March is due in 90 days, at the end of 27 June; each day on which it stands is
/// one more.
@Suite("Scenarios: a clock that comes back is in the state that it would have had")
struct ReturnTests {
    private static let stands = """
        at 2026-03-30T09:00
        work_item brings claim
        at 2026-06-01T10:00
        item C4-1 government-direction evidence=order-1
        """

    /// 10:00 on 1 June 2026, New York.
    private static let directed = Instant(microseconds: 1_780_322_400_000_000)

    /// What happens to a claim that stands since 1 June, and when it is due in the end.
    enum Story: String, CaseIterable, CustomTestStringConvertible {
        case lifted, reopened, reclassified, toldLate, toldLateAfterReopening, secondOrder

        var testDescription: String { rawValue }

        var lines: String {
            switch self {
            case .lifted:
                """
                at 2026-06-09T10:00
                item C4-1 direction-lifted
                """
            case .reopened:
                """
                at 2026-06-03T10:00
                item C4-1 completed
                at 2026-06-05T10:00
                item C4-1 reopened
                at 2026-06-09T10:00
                item C4-1 direction-lifted
                """
            case .reclassified:
                """
                at 2026-06-03T10:00
                item C4-1 becomes information-request
                at 2026-06-05T10:00
                item C4-1 becomes claim
                at 2026-06-09T10:00
                item C4-1 direction-lifted
                """
            case .toldLate:
                """
                at 2026-06-20T10:00
                item C4-1 direction-lifted at=2026-06-09T10:00
                """
            case .toldLateAfterReopening:
                """
                at 2026-06-12T10:00
                item C4-1 completed
                at 2026-06-15T10:00
                item C4-1 reopened
                item C4-1 direction-lifted at=2026-06-09T10:00
                """
            case .secondOrder:
                """
                at 2026-06-10T10:00
                item C4-1 government-direction evidence=order-2
                at 2026-06-12T10:00
                item C4-1 direction-lifted at=2026-06-05T10:00
                at 2026-06-14T10:00
                item C4-1 direction-lifted
                """
            }
        }
    }

    private func figures(_ story: Story, completed: String) throws -> (figures: [String], told: String) {
        let stage = try Stage()
        try stage.play(Self.stands)
        try stage.play(story.lines)
        try stage.play("at \(completed)\nitem C4-1 completed")
        return (
            stage.figures(of: "claims-all-90", date(7, 1)...date(7, 31), .month),
            stage.explanation(of: Contact.ID(gateway: 4, number: 1))
        )
    }

    @Test(
        "13.A2: eight days of standing are eight more, told in time or late, over an end or another class",
        arguments: Story.allCases)
    func due(_ story: Story) throws {
        let met = try figures(story, completed: "2026-07-05T23:59")
        #expect(met.figures == ["1 of 1 met"], "\(met.told)")
        let missed = try figures(story, completed: "2026-07-06T00:00")
        #expect(missed.figures == ["0 of 1 missed"], "\(missed.told)")
    }

    @Test("13.A2: what stands when its item is reopened or its class comes back stands, and warns of nothing")
    func stands() throws {
        for story in [Story.reopened, .reclassified] {
            let stage = try Stage()
            try stage.play(Self.stands)
            let lines = story.lines.split(separator: "\n").dropLast(2).joined(separator: "\n")
            try stage.play(lines + "\nat 2026-09-01T09:00")
            // What was due before the direction, and what the other class owes, is passed.
            let later = stage.facts([.clockWarned, .clockBreached]).filter { fact in
                switch fact {
                case .clockWarned(let passed), .clockBreached(let passed):
                    passed.clock.name.rawValue.hasPrefix("claim") && passed.at >= Self.directed
                default: false
                }
            }
            #expect(later.isEmpty, "\(story): \(later)")
            let told = stage.explanation(of: Contact.ID(gateway: 4, number: 1))
            #expect(told.contains("suspended from 2026-06-01T14:00:00.000000Z until now"), "\(told)")
        }
    }
}
