import Contacts
import Facts
import Measures
import Reporting
import Standards
import Testing

/// What a call leaves open, from the gateway to the report: who closes it, and when (TOM 1-3 ¶3.4 bullet 7).
@Suite("Follow-ups: what a contact left open can be closed")
struct FollowUpTests {
    private let followUp: Standard.ID = "telephone-followup-resolution"

    /// Two calls that nobody knows the member of, each left open on a Monday at nine.
    private func leftOpen(calls: Int = 1) throws -> Stage {
        let stage = try Stage()
        try stage.play("at 2026-03-30T09:00\nA001 signs in\nA001 ready")
        for number in 1...calls {
            try stage.play(
                """
                phone brings benefits
                A001 accepts O1-\(number)
                A001 notes C1-\(number) unresolved
                A001 ends C1-\(number)
                A001 completes C1-\(number)
                """)
        }
        return stage
    }

    private func judged(_ stage: Stage) throws -> [[String]] {
        try stage.play("at 2026-05-04T09:00\nphone brings benefits")
        return try stage.reported(followUp, .month, "2026-04-01", "2026-04-30").split
    }

    private func breaches(_ stage: Stage) -> Int {
        stage.facts([.clockBreached, .breachRetracted]).reduce(0) { sum, fact in
            switch fact {
            case .clockBreached(let fact): sum + (fact.clock.name == "follow-up" ? 1 : 0)
            case .breachRetracted(let fact):
                sum - (fact.clock.name == "follow-up" && fact.threshold == "limit" ? 1 : 0)
            default: sum
            }
        }
    }

    @Test("13.B11: a call back with the answer, which the member accepts, closes what the contact left open")
    func answered() throws {
        let stage = try leftOpen(calls: 2)
        try stage.play(
            """
            at 2026-04-02T10:00
            A001 follows up C1-1 call resolved acceptance=accepted
            """)
        #expect(try judged(stage) == [["C1-1"], ["C1-2"]])
        #expect(breaches(stage) == 1, "only what nobody followed up is late")
        let told = stage.explanation(of: Contact.ID(gateway: 1, number: 1))
        #expect(told.contains("A001 follows up inquiry 1 by call"))
    }

    @Test("13.B11: an attempt is no answer, and an answer to which the member objects settles nothing")
    func attempts() throws {
        let stage = try leftOpen(calls: 2)
        try stage.play(
            """
            at 2026-04-02T10:00
            A001 follows up C1-1 call unresolved
            A001 follows up C1-2 call resolved acceptance=objected
            at 2026-04-14T10:00
            """)
        #expect(breaches(stage) == 2)
        #expect(stage.facts([.inquiryResolved]).isEmpty)
        #expect(try judged(stage) == [[], ["C1-1", "C1-2"]])
    }

    @Test("13.B11: a letter with the answer stops the clock; what the member says of it later decides")
    func letters() throws {
        let stage = try leftOpen(calls: 3)
        try stage.play(
            """
            at 2026-04-02T10:00
            A001 follows up C1-1 letter resolved
            A001 follows up C1-2 letter resolved
            A001 follows up C1-3 letter resolved
            at 2026-04-08T10:00
            A001 follows up C1-2 call resolved acceptance=accepted
            A001 follows up C1-3 call resolved acceptance=objected
            at 2026-04-14T10:00
            """)
        #expect(breaches(stage) == 1, "an objection opens it again, as if it had never been answered")
        #expect(try judged(stage) == [["C1-2"], ["C1-1", "C1-3"]], "of the first nobody knows")
    }

    @Test("13.B11: what is told late counts when it happened, and a breach of it is taken back")
    func toldLate() throws {
        let stage = try leftOpen()
        try stage.play("at 2026-04-14T10:00")
        #expect(breaches(stage) == 1)
        try stage.play("A001 follows up C1-1 call resolved acceptance=accepted at=2026-04-10T16:00")
        #expect(breaches(stage) == 0)
        #expect(try judged(stage) == [["C1-1"], []])
    }

    @Test("13.B11: a call that gets its member and issue later brings the earlier ones of that case with it")
    func linkedByIssue() throws {
        let stage = try leftOpen(calls: 2)
        try stage.play(
            """
            A001 identifies C1-1 member=m-1 issue=i-1
            at 2026-04-02T10:00
            phone brings benefits
            A001 accepts O1-3
            A001 identifies C1-3 member=m-1
            A001 identifies C1-3 issue=i-1
            A001 notes C1-3 resolved acceptance=accepted
            A001 ends C1-3
            A001 completes C1-3
            """)
        #expect(try judged(stage) == [["C1-1"], ["C1-2"]])
    }

    @Test("13.B11: what a letter of the case is said to have settled is accepted when that was sent")
    func acceptedByLetter() throws {
        let letter = """
            A001 identifies C1-1 member=m-1 issue=i-1
            at 2026-04-02T10:00
            A001 follows up C1-1 call resolved evidence=recording-1
            letter brings benefits member=m-1 issue=i-1
            A001 accepts O1-3
            A001 notes C4-1 resolved acceptance=accepted
            A001 ends C4-1
            A001 completes C4-1
            """
        for isSent in [false, true] {
            let stage = try leftOpen(calls: 2)
            try stage.play(letter + (isSent ? "\nmedium: C4-1 reply_sent" : ""))
            #expect(try judged(stage) == (isSent ? [["C1-1"], ["C1-2"]] : [[], ["C1-1", "C1-2"]]))
        }
    }

    @Test("13.B11: a case can be that of an earlier contact whose member nobody knows, also after both")
    func linkedByCase() throws {
        let stage = try leftOpen(calls: 3)
        try stage.play(
            """
            at 2026-04-02T10:00
            A001 identifies C1-2 case=C1-1/1
            A001 follows up C1-1 call resolved acceptance=accepted
            A001 follows up C1-3 letter resolved
            """)
        #expect(try judged(stage) == [["C1-1", "C1-2"], ["C1-3"]])
        let other = try leftOpen(calls: 2)
        try other.play(
            """
            at 2026-04-02T10:00
            A001 follows up C1-2 letter resolved
            A001 identifies C1-2 case=C1-1/1
            """)
        #expect(other.facts([.inquiryResolved]).count == 2, "the answer is one to the earlier call too")
    }

    @Test("13.B11: who came again is seen by what was said later, and the first call settled nothing")
    func repeats() throws {
        func resolved(_ said: String) throws -> [[String]] {
            let stage = try Stage()
            try stage.play(
                """
                at 2026-03-30T09:00
                A001 signs in
                A001 ready
                phone brings benefits member=m-1 issue=i-1
                A001 accepts O1-1
                A001 notes C1-1 resolved
                A001 ends C1-1
                A001 completes C1-1
                at 2026-04-01T09:00
                phone brings benefits
                A001 accepts O1-2
                A001 notes C1-2 resolved
                A001 ends C1-2
                A001 completes C1-2
                \(said)
                at 2026-04-20T09:00
                phone brings benefits
                """)
            let id: Standard.ID = "telephone-one-call-resolution"
            return try stage.reported(id, .month, "2026-03-01", "2026-03-31").split
        }
        #expect(try resolved("") == [["C1-1"], []])
        #expect(try resolved("A001 identifies C1-2 member=m-1 issue=i-1") == [[], ["C1-1"]])
        #expect(try resolved("A001 identifies C1-2 case=m-1:i-1") == [[], ["C1-1"]])
    }

    @Test("13.B11: a wrap-up without a word has no result, and what is open of it can be closed")
    func noResult() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            A001 signs in
            A001 ready
            phone brings benefits,benefits
            A001 accepts O1-1
            A001 notes C1-1 unresolved
            A001 ends C1-1
            A001 completes C1-1
            """)
        let ended = stage.facts([.contactEnded]).compactMap { fact in
            if case .contactEnded(let fact) = fact { fact.outcome } else { nil }
        }
        #expect(ended == [.noResult])
        try stage.play(
            """
            A001 follows up C1-1 call resolved acceptance=accepted
            A001 follows up C1-1 call resolved inquiry=2 acceptance=accepted
            """)
        #expect(stage.facts([.inquiryResolved]).count == 2)
        try stage.play("A001 follows up C1-1 call resolved")
        let reason = "C1-1: inquiry 1 is not open; expected one that was left open"
        #expect(told(stage) == ["follow_up inquiry: \(reason)"])
    }

    /// What the queue of the agent's tier tells the agent's desk, which shows it.
    private func told(_ stage: Stage) -> [String] {
        stage.log.compactMap { entry in
            guard case .requestRefused(let refused) = entry.fact, refused.agent == "A001",
                entry.publisher == "tier-1"
            else { return nil }
            return "\(refused.request) \(refused.field): \(refused.reason)"
        }
    }

    @Test("13.B11: whoever says what the router refuses is told so, and nobody else is")
    func refusalsAreTold() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            A001 signs in
            A001 ready
            A025 signs in
            phone brings benefits
            A001 accepts O1-1
            A001 follows up C1-1 call resolved
            A001 identifies C1-9 member=m-1
            A001 notes C1-1 unresolved
            A001 ends C1-1
            A001 completes C1-1
            """)
        #expect(
            told(stage) == [
                "follow_up contact: C1-1: it is open; note the result there",
                "identify contact: C1-9: no such contact came",
            ])
        #expect(!stage.log.contains { $0.fact.kind == .requestRefused && $0.publisher == "tier-2" })
        // What is taken is not commented.
        try stage.play("at 2026-04-02T10:00\nA001 follows up C1-1 call resolved acceptance=accepted")
        #expect(told(stage).count == 2)
    }

    @Test("13.B11: an interim letter after the contact stops the clock of the interim answer alone")
    func interim() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            A001 signs in
            A001 ready
            email brings grievance
            """)
        try stage.play(
            """
            A001 accepts O1-1
            A001 notes C3-1 unresolved
            A001 ends C3-1
            A001 completes C3-1
            A001 follows up C3-1 letter unresolved evidence=letter-1
            """)
        let stopped = stage.facts([.clockStopped]).compactMap { fact in
            if case .clockStopped(let fact) = fact { fact.clock.name.rawValue } else { nil }
        }
        #expect(stopped.contains("written.grievance-interim") && !stopped.contains("written.grievance"))
    }
}
