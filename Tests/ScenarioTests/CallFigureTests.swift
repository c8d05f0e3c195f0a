import Contacts
import Facts
import Measures
import Reporting
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

extension CallFigureTests {
    /// A chat that somebody takes after 10 s and in which a person writes after so many more.
    private func chat(written seconds: Int, by words: String) throws -> Evaluation {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            chat brings benefits
            after 10 s
            medium: C2-1 line_sent
            A014 signs in
            A014 ready
            A014 accepts O1-1
            after \(seconds) s
            \(words)
            after 60 s
            A014 ends C2-1
            A014 notes C2-1 resolved
            A014 completes C2-1
            after 60 s
            """)
        return try stage.reported("chat-first-response", .day, "2026-03-30")
    }

    @Test("13.A7: a chat is answered by the first line that a person writes, not by being taken")
    func firstLine() throws {
        #expect(try chat(written: 50, by: "medium: C2-1 line_sent").split == [["C2-1"], []])
        #expect(try chat(written: 51, by: "medium: C2-1 line_sent").split == [[], ["C2-1"]])
        // Neither what a machine wrote before nor taking, serving and settling it.
        #expect(try chat(written: 20, by: "medium: C2-1 message_received").split == [[], ["C2-1"]])
    }

    /// A call that came to Tier 3 by a priority escalation and of which `words` happened an hour later.
    private func escalated(_ words: String) throws -> Evaluation {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            A001 signs in
            A001 ready
            phone brings benefits
            A001 accepts O1-1
            after 60 s
            A001 escalates C1-1 to 3 complaint priority
            A043 signs in
            A043 ready
            A043 accepts O3-1
            after 60 s
            \(words)
            medium: C1-1 left
            A043 notes C1-1 resolved
            A043 completes C1-1
            at 2026-03-31T18:00
            """)
        return try stage.reported("tier3-priority-response", .day, "2026-03-30")
    }

    @Test("13.A7: Tier 3 has answered when its person says so, and not by taking, connecting or closing")
    func tierThree() throws {
        #expect(try escalated("A043 answers C1-1 referrer").split == [["C1-1"], []])
        #expect(try escalated("A043 answers C1-1 member").split == [["C1-1"], []])
        #expect(try escalated("medium: C1-1 reply_sent").split == [[], ["C1-1"]])
    }

    @Test("13.A7: the tone of a long hold is for the agent's ears; the member hears nothing of it")
    func holdTone() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            A001 signs in
            A001 ready
            phone brings benefits
            A001 accepts O1-1
            after 10 s
            A001 holds C1-1
            after 25 s
            """)
        let heard = stage.log.compactMap { one -> Agent.ID? in
            guard case .toneSounded(let tone) = one.fact, one.publisher == "tier-1" else { return nil }
            return tone.agent
        }
        #expect(heard == ["A001"])
        let asked = stage.log.compactMap { one -> EffectAction? in
            guard case .effectPending(let pending) = one.fact else { return nil }
            return pending.action
        }
        #expect(!asked.contains { if case .announce = $0 { true } else { false } })
    }

    @Test("13.B18: what was there when a call came says how much quicker it goes; who was not asked is named")
    func essentials() throws {
        let stage = try Stage()
        try stage.play("at 2026-03-30T09:00\nA025 signs in\nA025 ready")
        let six = "member_number,date_of_birth,branch,claim_number,dates_of_service,provider"
        let calls = [
            ("complex_claim given=\(six)", 70), ("complex_claim given=provider", 100),
            ("complex_claim given=nothing", 100), ("complex_claim", 10), ("claim_status given=\(six)", 10),
        ]
        for (place, (call, seconds)) in calls.enumerated() {
            try stage.play(
                """
                phone brings \(call)
                A025 accepts O2-\(place + 1)
                after \(seconds) s
                medium: C1-\(place + 1) left
                A025 notes C1-\(place + 1) resolved
                A025 completes C1-\(place + 1)
                after 1 s
                """)
        }
        try stage.play("at 2026-04-01T09:00")
        let row = try stage.reported("intake-aht-effect", .month, "2026-03-30", "2026-03-31")
        #expect(row.figure.ratio.numerator * 100 == row.figure.ratio.denominator * 30)
        #expect(row.beside("essentials not said") == ["C1-4"])
    }
}
