import Contacts
import Facts
import Measures
import Standards
import Testing
import TopologyFile

/// Facts that are told of items after their end count where the measure says, and reopen nothing.
@Suite("Facts that come late, from the gateway to the report")
struct LateFactTests {
    @Test("13.B14: an error that an audit finds weeks after completion counts in the quarter of completion")
    func paymentError() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claim billed-cents=10000 payment-error-cents=0
            work_item brings claim billed-cents=10000
            item C4-1 completed
            item C4-2 completed
            at 2025-05-12T09:00
            item C4-1 has payment-error-cents=900 by=auditor
            restart portal
            item C4-2 has payment-error-cents=-200 by=auditor
            at 2025-08-02T09:00
            """)
        let row = try stage.reported("claims-payment-error", .quarter, "2025-01-01", "2025-03-31")
        #expect(row.figure.ratio == Ratio(1100, of: 20_000) && row.met == false)
        let said = row.companions.first { $0.name == "said after completion" }
        #expect(
            said?.figure.counted.map(\.description) == [
                "C4-1 said 2025-05-12T13:00:00.000000Z", "C4-2 said 2025-05-12T13:00:00.000000Z",
            ])
        let next = try stage.reported("claims-payment-error", .quarter, "2025-04-01", "2025-06-30")
        #expect(next.figure.ratio.isEmpty)
        // Nothing was reopened: no clock runs, and what may happen is what may happen to ended work.
        #expect(stage.facts([.clockResumed, .workItemRefused]).isEmpty)
        try stage.play("item C4-1 completed")
        let expected = "C4-1 has ended; expected reopened, facts, or an event from before its end"
        #expect(stage.said.last?.contains(expected) == true)
    }

    @Test("13.B14: edit results and flags after the end are taken, of what nothing reopens too")
    func flags() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-05-05T09:00
            work_item brings ted-record edit=passed
            work_item brings ted-record
            work_item brings ted-voucher
            work_item brings ted-voucher
            item C4-1 recorded
            item C4-2 recorded
            item C4-3 transmitted
            item C4-4 withdrawn
            at 2025-06-10T09:00
            item C4-1 has edit=failed occurrence-error=yes
            item C4-2 has edit=passed
            item C4-3 has unprocessable=yes reason=amount-paid
            item C4-4 has unprocessable=yes reason=amount-paid
            at 2025-07-10T09:00
            """)
        let edits = try stage.reported("ted-edit-pass-rate", .month, "2025-05-01", "2025-05-31")
        #expect(edits.split == [["C4-2"], ["C4-1"]])
        let errors = try stage.reported("ted-occurrence-error", .quarter, "2025-04-01", "2025-06-30")
        #expect(errors.split == [["C4-1"], ["C4-2"]] && errors.beside("said after completion") == ["C4-1"])
        // What was withdrawn stays withdrawn.
        let share = try stage.reported("ted-unprocessable-share", .month, "2025-05-01", "2025-05-31")
        #expect(share.split == [["C4-3"], []])
    }

    @Test("13.B14: a claim that was retained after all owes its 30 days, though it is told after the end")
    func owedAfterAll() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claim excluded=government evidence=letter-1
            work_item brings claim excluded=government evidence=letter-2
            at 2025-03-10T09:00
            item C4-2 completed
            at 2025-05-02T09:00
            item C4-1 completed
            """)
        func row(_ first: String, _ last: String) throws -> Evaluation {
            try stage.reported("claims-retained-30", .month, first, last)
        }
        #expect(try row("2025-05-01", "2025-05-31").figure.ratio.isEmpty)
        try stage.play(
            """
            at 2025-05-20T09:00
            item C4-1 has excluded=no by=auditor
            item C4-2 has excluded=no by=auditor
            at 2025-06-02T09:00
            """)
        #expect(try row("2025-05-01", "2025-05-31").split == [[], ["C4-1"]])
        #expect(try row("2025-05-01", "2025-05-31").beside("said after completion") == ["C4-1"])
        #expect(try row("2025-03-01", "2025-03-31").split == [["C4-2"], []])
        // The ledger has the breach too, when it is due and not when it is told.
        let breaches = stage.facts([.clockBreached]).compactMap { fact -> String? in
            guard case .clockBreached(let passed) = fact else { return nil }
            return "\(passed.clock) \(passed.threshold) \(passed.due)"
        }
        #expect(breaches == ["claim.retained@C4-1 30d 2025-04-02T04:00:00.000000Z"])
    }

    @Test("13.B14: a late fact with proof takes back what was missed, one without does not")
    func takenBackWithProof() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings ted-voucher
            work_item brings ted-voucher
            at 2025-03-20T09:00
            item C4-1 transmitted
            item C4-2 transmitted
            at 2025-04-02T09:00
            item C4-1 has submission=resubmission
            item C4-2 has submission=resubmission evidence=memo-1
            at 2025-05-02T09:00
            """)
        let row = try stage.reported("ted-initial-transmission", .month, "2025-03-01", "2025-03-31")
        #expect(row.split == [[], ["C4-1"]] && row.beside("exceptions") == ["C4-2"])
        let retracted = stage.facts([.breachRetracted]).compactMap { fact -> String? in
            guard case .breachRetracted(let taken) = fact, taken.level == .breach else { return nil }
            return "\(taken.clock)"
        }
        #expect(retracted == ["ted.initial@C4-2"])
    }

    @Test("13.B14: what was forgotten takes no facts any more, and says so")
    func forgotten() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-05-05T09:00
            work_item brings ted-record edit=passed
            item C4-1 recorded
            at 2025-10-01T09:00
            item C4-1 has edit=failed
            """)
        #expect(stage.said.last?.contains("could be spoken of until") == true)
    }

    @Test("13.B14: what happened before the end and is told after it takes its place, and reopens nothing")
    func eventFromBefore() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings appeal-reversed
            work_item brings appeal-reversed
            at 2025-03-07T09:00
            item C4-1 completed
            item C4-2 completed
            at 2025-03-09T09:00
            item C4-1 clinically-reviewed at=2025-03-03T18:00
            restart portal
            item C4-2 clinically-reviewed at=2025-03-08T10:00
            at 2025-04-02T09:00
            """)
        #expect(
            stage.said.contains {
                $0.contains("C4-2 has ended; expected reopened, facts, or an event from before its end")
            })
        let row = try stage.reported("clinical-initial-review", .month, "2025-03-01", "2025-03-31")
        #expect(row.split == [["C4-1"], ["C4-2"]])
        // It was told when its time was over, which stands beside.
        #expect(row.beside("exceptions") == ["C4-1"])
        let whole = try stage.reported("appeal-reversed", .month, "2025-03-01", "2025-03-31")
        #expect(whole.split == [["C4-1", "C4-2"], []])
        #expect(stage.facts([.clockResumed, .workItemRefused]).isEmpty)
    }

    @Test("13.B14: a clock that begins with what is told after the end counts, and is over with the end")
    func beginsFromBefore() throws {
        let stage = try Stage()
        try stage.edit("single-host.yaml", "roll_call: 15s", "roll_call: 1h")
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings preauthorization
            at 2025-03-19T15:00
            item C4-1 determination-issued
            at 2025-03-24T09:00
            item C4-1 information-requested at=2025-03-04T09:00
            item C4-1 information-complete at=2025-03-18T09:00
            at 2025-05-02T09:00
            """)
        let row = try stage.reported("preauth-determination", .month, "2025-03-01", "2025-03-31")
        #expect(row.split == [["C4-1"], []])
        #expect(row.beside("exceptions") == ["C4-1"])
        #expect(stage.facts([.clockResumed, .workItemRefused]).isEmpty)
    }
}
