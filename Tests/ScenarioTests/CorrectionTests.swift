import Contacts
import Facts
import Measures
import Reporting
import Standards
import Testing
import TopologyFile

/// What is said of a contact after its receipt moves its clocks and figures, beside what was recorded.
@Suite("Corrections of contacts, from the gateway to the report")
struct CorrectionTests {
    /// Nobody compares lists with the tiers more often than once an hour, for a letter waits for weeks.
    private func stage() throws -> Stage {
        let stage = try Stage()
        try stage.edit("single-host.yaml", "roll_call: 15s", "roll_call: 1h")
        return stage
    }

    private func refusals(_ stage: Stage) -> [String] {
        stage.facts([.requestRefused]).compactMap { fact in
            guard case .requestRefused(let refused) = fact else { return nil }
            return "\(refused.request) \(refused.field)"
        }
    }

    private func clocks(_ stage: Stage, _ kind: FactKind) -> [String] {
        stage.facts([kind]).compactMap { fact in
            switch fact {
            case .clockBreached(let passed): "\(passed.clock.name) \(passed.threshold)"
            case .breachRetracted(let taken): "\(taken.clock.name) \(taken.threshold)"
            case .clockArmed(let armed): "\(armed.clock.name)"
            default: nil
            }
        }
    }

    @Test(
        "13.B16: a letter that is a grievance has the clocks of ¶5.0 from its receipt, and not those of ¶3.1")
    func reclassified() throws {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            letter brings benefits
            letter brings benefits
            letter brings benefits
            at 2026-04-20T09:00
            contact C4-1 becomes grievance evidence=scan-1
            contact C4-2 becomes grievance
            at 2026-06-02T09:00
            """)
        #expect(refusals(stage).isEmpty)
        let sixty = try stage.reported("grievance-completion", .month, "2026-05-01", "2026-05-31")
        #expect(sixty.split == [[], ["C4-1", "C4-2"]])
        // Missed when it was said, and without proof that it was never owed.
        let fifteen = try stage.reported("routine-written-final-response", .month, "2026-04-01", "2026-04-30")
        #expect(fifteen.split == [[], ["C4-2", "C4-3"]])
        #expect(fifteen.beside("exceptions") == ["C4-1"])
        let stamp = try stage.reported("grievance-date-stamp", .month, "2026-03-01", "2026-03-31")
        #expect(stamp.split == [["C4-1", "C4-2"], []], "the stamp was before the word")
        let plain = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
        #expect(plain.split == [["C4-3"], []])
        #expect(clocks(stage, .clockBreached).filter { $0 == "written.grievance 60d" }.count == 2)
    }

    @Test("13.B16: what is listed says who, when, with what proof, and what each clock would have been")
    func listed() throws {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            letter brings benefits
            at 2026-04-20T09:00
            contact C4-1 becomes grievance requester=congressional by=lead evidence=scan-1
            contact C4-1 received 2026-03-23T09:00 evidence=envelope-1
            at 2026-06-02T09:00
            """)
        let all = stage.exceptions()
        #expect(all.map(\.ground) == [.reclassified, .receiptCorrected])
        #expect(
            all.map { "\($0.item) \($0.by) \($0.evidence?.rawValue ?? "-")" } == [
                "C4-1 lead scan-1", "C4-1 mailroom envelope-1",
            ])
        #expect(all.first?.says == "reclassified to grievance, of congressional")
        #expect(
            all.last?.says
                == "receipt corrected to 2026-03-23T13:00:00.000000Z, was 2026-03-30T13:00:00.000000Z")
        let response = all.first?.outcomes.first {
            $0.clock.name == "written.response" && $0.threshold == "15d"
        }
        #expect(response?.with == .notOwed && response?.without == .missed)
        let stamp = all.last?.outcomes.first { $0.clock.name == "letter.grievance-stamp" }
        #expect(stamp?.with == .missed && stamp?.without == .met)
        let words = stage.explanation(of: Contact.ID(gateway: 4, number: 1))
        #expect(words.contains("received by letter at 2026-03-30T13:00:00.000000Z"))
        #expect(words.contains("receipt corrected to 2026-03-23T13:00:00.000000Z"))
    }

    @Test("13.B16: with an earlier receipt a stamp that was in time is late, and every clock counts from it")
    func earlierReceipt() throws {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            letter brings benefits
            at 2026-04-08T09:00
            contact C4-1 received 2026-03-23T09:00 evidence=envelope-1
            at 2026-05-20T09:00
            """)
        let stamp = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
        #expect(stamp.split == [[], ["C4-1"]])
        let plain = stamp.companions.first { $0.name == "without exceptions" }?.figure
        #expect(plain?.counted.compactMap { $0.contact.map { "\($0)" } } == ["C4-1"])
        #expect(clocks(stage, .clockBreached).first == "letter.stamp limit")
        // Day 15 of the earlier receipt was over when it was said.
        let breached = stage.facts([.clockBreached]).compactMap { fact -> String? in
            guard case .clockBreached(let passed) = fact, passed.threshold == "15d" else { return nil }
            return "\(passed.due)"
        }
        #expect(breached == ["2026-04-07T04:00:00.000000Z"])
    }

    @Test("13.B16: with a later receipt a breach is taken back and comes when it is due")
    func laterReceipt() throws {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-24T10:00
            letter brings benefits received=2026-03-10T09:00
            at 2026-04-01T09:00
            contact C4-1 received 2026-03-23T09:00 evidence=envelope-1
            """)
        #expect(clocks(stage, .breachRetracted).contains("written.response 15d"))
        let first = stage.log.count
        try stage.play("at 2026-04-10T09:00")
        let passed = stage.facts([.clockBreached], from: first)
        #expect(passed.count == 1, "due 2026-04-07: \(passed)")
        let stamp = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
        #expect(stamp.split == [["C4-1"], []])
    }

    /// An agent of Tier 1 answers a letter some days after it came.
    private let answered = """
        at 2026-03-30T09:00
        letter brings benefits
        at 2026-04-06T09:00
        A001 signs in
        A001 ready
        after 5 s
        A001 accepts O1-1
        after 5 min
        A001 notes C4-1 resolved
        medium: C4-1 reply_sent
        A001 ends C4-1
        A001 completes C4-1
        at 2026-04-20T09:00
        """

    @Test("13.B16: a letter that was answered is corrected too, and its figures with it")
    func afterItsEnd() throws {
        let stage = try stage()
        try stage.play(answered)
        #expect(stage.facts([.contactEnded]).count == 1)
        let before = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
        #expect(before.split == [["C4-1"], []])
        try stage.play("contact C4-1 received 2026-03-16T09:00 evidence=envelope-1")
        #expect(refusals(stage).isEmpty)
        let stamp = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
        #expect(stamp.split == [[], ["C4-1"]] && stamp.beside("exceptions") == ["C4-1"])
        let plain = stamp.companions.first { $0.name == "without exceptions" }?.figure
        #expect(plain?.counted.compactMap { $0.contact.map { "\($0)" } } == ["C4-1"])
        let answer = try stage.reported("routine-written-final-response", .month, "2026-04-01", "2026-04-30")
        #expect(answer.split == [[], ["C4-1"]], "day 15 of the earlier receipt was 2026-03-30")
        #expect(answer.beside("exceptions") == ["C4-1"])
        let listed = try #require(stage.exceptions().first)
        let outcome = listed.outcomes.first { $0.clock.name == "letter.stamp" }
        #expect(outcome?.with == .missed && outcome?.without == .met)
    }

    @Test("13.B16: a letter that was answered in time becomes a grievance, and counts as one alone")
    func reclassifiedAfterItsEnd() throws {
        for evidence in ["", " evidence=scan-1"] {
            let stage = try stage()
            try stage.play(answered + "\ncontact C4-1 becomes grievance\(evidence)")
            #expect(refusals(stage).isEmpty)
            let stamp = try stage.reported("grievance-date-stamp", .month, "2026-03-01", "2026-03-31")
            #expect(stamp.split == [["C4-1"], []] && plainly(stamp) == [[], []])
            let routine = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
            #expect(routine.split == [[], []] && plainly(routine) == [["C4-1"], []], "once, not twice")
            #expect(stage.exceptions().map(\.ground) == [.reclassified])
        }
    }

    @Test("13.B16: what a letter had missed as what it was stays missed, unless another word has proof")
    func missedBeforeItsEnd() throws {
        for (evidence, missed) in [("", ["C4-1"]), (" evidence=scan-1", [])] {
            let stage = try stage()
            let late = answered.replacing(
                "letter brings benefits", with: "letter brings benefits received=2026-03-16T09:00")
            try stage.play(late + "\ncontact C4-1 becomes grievance\(evidence)")
            let routine = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
            // Where it is missed either way, nothing else stands beside it.
            let beside = missed.isEmpty ? ["C4-1"] : []
            #expect(routine.split == [[], missed] && plainly(routine) == [[], beside])
            let stamp = try stage.reported("grievance-date-stamp", .month, "2026-03-01", "2026-03-31")
            #expect(stamp.split == [[], ["C4-1"]] && plainly(stamp) == [[], []])
        }
    }

    /// The figure without exceptions: what it counts, and what it does not.
    private func plainly(_ evaluation: Evaluation) -> [[String]] {
        let plain = evaluation.companions.first { $0.name == "without exceptions" }?.figure
        return [plain?.counted ?? [], plain?.others ?? []].map { subjects in
            subjects.compactMap { $0.contact.map { "\($0)" } }
        }
    }

    @Test("13.B16: what came live and has ended stands as it was counted")
    func tooLate() throws {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            phone brings benefits
            after 5 s
            medium: C1-1 left
            contact C1-1 becomes billing evidence=record-1
            """)
        #expect(refusals(stage) == ["contact_reclassified contact"])
    }

    @Test("13.B16: a letter is corrected for 180 days from when it was taken in, and no longer")
    func forgotten() throws {
        let stage = try stage()
        try stage.play(answered)
        try stage.play(
            """
            at 2026-09-26T08:00
            letter brings benefits
            contact C4-1 received 2026-03-27T09:00 evidence=envelope-1
            at 2026-09-27T09:00
            letter brings benefits
            contact C4-1 received 2026-03-26T09:00 evidence=envelope-2
            """)
        #expect(refusals(stage) == ["receipt_corrected contact"])
        #expect(stage.facts([.contactChanged]).count == 1)
    }

    @Test("13.B16: what was missed as another kind, without proof, was so by the receipt as it is known now")
    func anotherKindsReceipt() throws {
        // Stamped within three workdays of the 30th, and of none before the 27th.
        for (received, split) in [("2026-03-23", [[], ["C4-1"]]), ("2026-03-27", [[], []])] {
            var stage = try stage()
            try stage.play(
                """
                at 2026-03-30T09:00
                letter brings benefits
                at 2026-04-01T09:00
                contact C4-1 becomes grievance
                contact C4-1 received \(received)T09:00 evidence=envelope-1
                at 2026-04-20T09:00
                """)
            let letter = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
            #expect(letter.split == split, "\(received)")
            stage = try self.stage()
            try stage.play(
                """
                at 2026-03-30T09:00
                work_item brings routine-written
                item C4-1 date-stamped
                at 2026-04-01T09:00
                item C4-1 becomes grievance
                item C4-1 received \(received)T09:00 evidence=envelope-1
                at 2026-04-20T09:00
                """)
            let item = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
            #expect(item.split == split, "\(received)")
        }
    }

    @Test("13.B16: the receipt of a work item too, with clocks that had ended")
    func itemReceipt() throws {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            work_item brings routine-written
            item C4-1 date-stamped
            at 2026-04-08T09:00
            item C4-1 received 2026-03-23T09:00 evidence=envelope-1
            at 2026-04-10T09:00
            item C4-1 completed
            """)
        #expect(refusals(stage).isEmpty)
        let stamp = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
        #expect(stamp.split == [[], ["C4-1"]] && stamp.beside("exceptions") == ["C4-1"])
        let answer = try stage.reported("routine-written-final-response", .month, "2026-04-01", "2026-04-30")
        #expect(answer.split == [[], ["C4-1"]], "day 15 was 2026-04-06")
        #expect(stage.exceptions().map(\.ground) == [.receiptCorrected])
    }

    @Test("13.B16: an item's stamp that was late is as late by an earlier receipt, told when it had ended")
    func itemReceiptOfLate() throws {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-16T09:00
            work_item brings routine-written
            at 2026-03-25T09:00
            item C4-1 date-stamped
            at 2026-03-26T09:00
            item C4-1 completed
            at 2026-03-27T09:00
            item C4-1 received 2026-03-13T09:00 evidence=envelope-1
            """)
        #expect(refusals(stage).isEmpty)
        let stamp = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
        #expect(stamp.split == [[], ["C4-1"]])
    }

    @Test("13.B16: a letter that became another clinical matter after its answer is answered by that")
    func answeredClinical() throws {
        let stage = try stage()
        try stage.play(
            answered.replacing("brings benefits", with: "brings clinical_question")
                .replacing("A001", with: "A041").replacing("O1-1", with: "O2-1")
                .replacing("2026-04-06", with: "2026-04-03")
                + "\ncontact C4-1 becomes prior_authorization evidence=scan-1\nat 2026-04-20T10:00")
        #expect(refusals(stage).isEmpty)
        let decided = try stage.reported("clinical-decision", .month, "2026-04-01", "2026-04-30")
        #expect(decided.split == [["C4-1"], []])
    }

    @Test("13.B16: without the word, too, who wrote is answered when that was sent, and not before")
    func unsentWithout() throws {
        let sent = "medium: C4-1 reply_sent"
        for (reply, then, without) in [
            (sent, "", ["C4-1"]), ("", "", []), (sent, "medium: C4-1 reply_failed", []),
        ] {
            let stage = try stage()
            try stage.play(
                """
                at 2026-03-30T09:00
                letter brings correspondence
                contact C4-1 becomes grievance evidence=scan-1
                A001 signs in
                A001 ready
                A001 accepts O1-1
                A001 notes C4-1 resolved
                \(reply)
                A001 ends C4-1
                A001 completes C4-1
                \(then)
                at 2026-03-31T09:00
                """)
            let answer = try stage.reported(
                "routine-written-final-response", .month, "2026-03-01", "2026-03-31")
            let plain = answer.companions.first { $0.name == "without exceptions" }?.figure
            #expect((plain?.counted ?? []).compactMap { $0.contact.map { "\($0)" } } == without)
        }
    }

    private func acknowledged(_ lines: String) throws -> (split: [[String]], exceptions: [String]?) {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-02T09:00
            medium waits
            email brings benefits
            after 5 min
            medium did acknowledge/C3-1
            \(lines)
            at 2026-03-04T12:00
            """)
        #expect(refusals(stage).isEmpty)
        let row = try stage.reported("email-acknowledge", .day, "2026-03-02")
        return (row.split, row.beside("exceptions"))
    }

    @Test("13.B16: an acknowledgement that comes back is owed, after another receipt was told too")
    func bouncedAfter() throws {
        let earlier = "contact C3-1 received 2026-03-02T08:00 evidence=envelope-1"
        let bounce = "after 1 h\nmedium failed acknowledge/C3-1 unknown-address"
        let owed = try acknowledged("\(earlier)\n\(bounce)")
        #expect(owed.split == [[], ["C3-1"]] && owed.exceptions == nil)
        // Sent again before the limit from the later word, and after it.
        for (at, split) in [("12:00", [["C3-1"], []]), ("12:00:01", [[], ["C3-1"]])] {
            let again = try acknowledged("\(earlier)\n\(bounce)\nat \(at)\nmedium did acknowledge/C3-1")
            #expect(again.split == split, "\(at)")
        }
    }

    @Test("13.B16: one that had come back counts from another receipt that is told after that")
    func bouncedBefore() throws {
        let told = """
            after 5 min
            medium failed acknowledge/C3-1 unknown-address
            contact C3-1 received 2026-03-02T08:00 evidence=envelope-1
            """
        #expect(try acknowledged(told).split == [[], ["C3-1"]])
        for (at, split) in [("12:00", [["C3-1"], []]), ("12:00:01", [[], ["C3-1"]])] {
            #expect(
                try acknowledged("\(told)\nat \(at)\nmedium did acknowledge/C3-1").split == split, "\(at)")
        }
    }

    @Test("13.B16: what is owed no more does not run on when its message comes back")
    func bouncedAway() throws {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-02T09:00
            letter brings grievance
            medium: C4-1 reply_sent
            contact C4-1 becomes benefits evidence=scan-1
            medium: C4-1 reply_failed
            """)
        #expect(refusals(stage).isEmpty && stage.facts([.clockResumed]).isEmpty)
    }

    @Test("13.B16: without the word, too, who was served is owed the acknowledgement")
    func unacknowledgedWithout() throws {
        let (did, back) = ("medium did acknowledge/C3-1", "medium failed acknowledge/C3-1 unknown-address")
        for (then, met) in [
            ("at 13:00\n\(did)", true), ("at 13:00:01\n\(did)", false), ("", false),
            ("at 10:00\n\(did)\n\(back)", false), ("at 10:00\n\(did)\nafter 169 h\n\(back)", true),
        ] {
            let stage = try stage()
            try stage.play(
                """
                at 2026-03-30T09:00
                medium waits
                email brings benefits
                contact C3-1 becomes billing evidence=record-1
                A001 signs in
                A001 ready
                A001 accepts O1-1
                A001 notes C3-1 resolved
                A001 ends C3-1
                A001 completes C3-1
                \(then)
                after 24 h
                """)
            let row = try stage.reported("email-acknowledge", .day, "2026-03-30")
            #expect(row.split == (met ? [["C3-1"], []] : [[], ["C3-1"]]), "\(then)")
            #expect(row.beside("exceptions") == nil, "as it is with the word: \(then)")
        }
    }

    @Test("13.B16: a receipt is the mailroom's to correct, with proof, of what does not come live")
    func refused() throws {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            letter brings benefits,billing
            phone brings benefits
            work_item brings routine-written
            contact C4-1 received 2026-03-23T09:00
            contact C4-1 received 2026-03-23T09:00 by=lead evidence=envelope-1
            contact C4-1 received 2026-03-30T09:01 evidence=envelope-1
            contact C1-1 received 2026-03-30T08:59 evidence=record-1
            contact C4-1 becomes grievance evidence=scan-1
            contact C4-1 becomes benefits,billing evidence=scan-1
            contact C4-9 becomes grievance evidence=scan-1
            item C4-2 received 2026-03-23T09:00 by=mailroom-3
            item C4-2 received 2026-03-23T09:00 by=lead evidence=envelope-1
            """)
        #expect(
            refusals(stage) == [
                "receipt_corrected evidence", "receipt_corrected actor", "receipt_corrected received",
                "receipt_corrected contact", "contact_reclassified inquiries", "contact_reclassified contact",
                "contact_reclassified contact", "work_report evidence", "work_report actor",
            ])
    }

    @Test("13.B16: what is back after a turn through another kind owes what it always did")
    func thereAndBack() throws {
        let stage = try stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            letter brings benefits
            at 2026-04-02T09:00
            contact C4-1 becomes grievance evidence=scan-1
            at 2026-04-20T09:00
            contact C4-1 becomes benefits evidence=scan-2
            at 2026-05-02T09:00
            """)
        let fifteen = try stage.reported("routine-written-final-response", .month, "2026-04-01", "2026-04-30")
        #expect(fifteen.split == [[], ["C4-1"]])
        let stamp = try stage.reported("routine-written-date-stamp", .month, "2026-03-01", "2026-03-31")
        #expect(stamp.split == [["C4-1"], []])
        let sixty = try stage.reported("grievance-date-stamp", .month, "2026-03-01", "2026-03-31")
        #expect(sixty.split == [[], []])
    }
}
