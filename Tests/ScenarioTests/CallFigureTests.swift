import Contacts
import Facts
import Measures
import Standards
import Testing

/// Calls and chats from a gateway through router, queue and watchdog to the report.
@Suite("Figures of contacts, from the gateway to the report")
struct CallFigureTests {
    private let day = "2026-03-30"

    /// A call that Tier 1 answers at once and hands to Tier 2, where somebody accepts after so many seconds.
    private func handedOn(accepted seconds: Int) throws -> Stage {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            A001 signs in
            A001 ready
            phone brings benefits
            A001 accepts O1-1
            after 60 s
            A001 escalates C1-1 to 2 claims_question routine
            after \(seconds) s
            A025 signs in
            A025 ready
            A025 accepts O2-1
            after 60 s
            medium: C1-1 left
            A025 notes C1-1 resolved
            A025 completes C1-1
            after 60 s
            """)
        return stage
    }

    @Test(
        "13.A7: each wait of a call for a person counts, after a transfer too",
        arguments: [(30, true), (31, false)])
    func everyWait(_ seconds: Int, _ isGood: Bool) throws {
        let row = try handedOn(accepted: seconds).reported("telephone-answer-individual", .day, day)
        #expect(row.split == (isGood ? [["C1-1"], []] : [[], ["C1-1"]]) && row.met == isGood)
        let waits = try #require(row.companions.first { $0.name == "each wait by itself" }?.figure)
        #expect(waits.ratio == Ratio(isGood ? 2 : 1, of: 2))
        #expect(row.beside("the first wait alone") == ["C1-1"])
        let brief = try handedOn(accepted: seconds).reported("phone-answer-80-20", .day, day)
        #expect(brief.split == [["C1-1"], []], "the brief asks how long a caller waits in the queue")
    }

    @Test("13.A7: who leaves while waiting for the second person was not answered")
    func leftInTransfer() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            A001 signs in
            A001 ready
            phone brings benefits
            A001 accepts O1-1
            after 60 s
            A001 escalates C1-1 to 2 claims_question routine
            after 5 s
            medium: C1-1 left
            after 60 s
            """)
        let row = try stage.reported("telephone-answer-individual", .day, day)
        #expect(row.split == [[], ["C1-1"]])
    }

    @Test(
        "13.A6: a call outside opening hours is refused service in every measure, or in none, by one option",
        arguments: [Standard.ClosedHours.atAllTimes, .openingHours])
    func closedHours(_ hours: Standard.ClosedHours) throws {
        let stage = try Stage()
        try stage.edit(
            "contract.yaml", "calls_outside_opening_hours: at-all-times",
            "calls_outside_opening_hours: \(hours.rawValue)")
        try stage.play(
            """
            at 2026-03-30T17:00
            A001 signs in
            A001 ready
            phone brings benefits
            A001 accepts O1-1
            after 60 s
            medium: C1-1 left
            A001 notes C1-1 resolved
            A001 completes C1-1
            at 2026-03-30T19:00
            phone brings benefits
            at 2026-04-20T09:00
            """)
        let isRefused = hours == .atAllTimes
        let late = isRefused ? ["C1-2"] : []
        #expect(
            try stage.reported("telephone-answer-individual", .day, day).split == [["C1-1"], late])
        #expect(
            try stage.reported("telephone-one-call-resolution", .day, day).split == [["C1-1"], late])
        let blocked = try stage.reported("telephone-blockage", .day, day)
        // Without a carrier's counts only a miss can be proved: one of two is one.
        #expect(blocked.met == (isRefused ? false : nil) && blocked.split[0] == late)
        for id in ["telephone-abandonment", "telephone-asa", "telephone-total-hold"] as [Standard.ID] {
            let row = try stage.reported(id, .day, day)
            #expect(!row.split.joined().contains("C1-2") && row.met == true, "\(id)")
            #expect(row.beside("calls outside opening hours") == ["C1-2"], "\(id)")
        }
    }

    @Test("13.A8: a quarter of an hour informs, whatever it reads")
    func quarterHour() throws {
        let rows = try handedOn(accepted: 31).report("telephone-answer-individual", .quarterHour, day)
        #expect(rows.contains { $0.figure.ratio == Ratio(0, of: 1) })
        #expect(rows.allSatisfy { $0.met == nil })
    }
}
