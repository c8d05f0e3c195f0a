import Contacts
import Facts
import Foundation
import Measures
import Reporting
import Standards
import Testing
import TopologyFile

/// What a clause asks for is asked before its event is believed, by the tables as shipped.
@Suite("Gates of work, from the gateway to the report")
struct GateTests {
    /// A stage on which tiers call the roll every hour: routed work waits for months here.
    private func quietStage() throws -> Stage {
        let shipped = try EditedRegister.shipped.get()
        return try Stage(StageRules(shipped.folder, shipped.topology))
    }

    /// What an item's reports lacked, each with its names.
    private func lacks(_ stage: Stage) -> [String] {
        stage.facts([.workItemIncomplete]).compactMap { fact in
            guard case .workItemIncomplete(let lack) = fact else { return nil }
            return "\(lack.item) \(lack.change): \(lack.lacks.map(\.rawValue).joined(separator: ", "))"
        }
    }

    /// The names alone.
    private func names(_ stage: Stage) -> [String] {
        lacks(stage).compactMap { $0.components(separatedBy: ": ").last }
    }

    /// The events that the router believes, in order.
    private func happened(_ stage: Stage) -> [String] {
        stage.facts([.workItemChanged]).compactMap { fact in
            guard case .workItemChanged(let changed) = fact, case .event(let event) = changed.change else {
                return nil
            }
            return "\(changed.item) \(event)"
        }
    }

    /// What is said of an item last.
    private func facts(_ item: String, _ stage: Stage) -> [String: String] {
        var known: [WorkFact] = []
        for fact in stage.facts([.workItemOpened, .workItemChanged]) {
            switch fact {
            case .workItemOpened(let opened) where "\(opened.item)" == item: known = opened.facts
            case .workItemChanged(let changed) where "\(changed.item)" == item: known = changed.facts
            default: break
            }
        }
        return Dictionary(known.map { ($0.name.rawValue, $0.value.rawValue) }) { first, _ in first }
    }

    private static let inTime = "denial-received=2025-03-03 filed=2025-03-06 date-source=mail-record"
    private static let late = "denial-received=2025-03-03 filed=2025-03-07 date-source=mail-record"
    private static let resolved = "review=done correction=done explanation=no-liability response=done"

    @Test("13.B15: a debt is not settled without its four parts, what lacks is said, and its clock runs on")
    func debtParts() throws {
        let stage = try quietStage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings debt-research
            at 2025-03-05T09:00
            item C4-1 completed
            """)
        let said = stage.said.joined(separator: "\n")
        let lacking = "review, correction, explanation, response, check-to lacking; expected review done, "
        #expect(said.contains("completed of C4-1: \(lacking)not open, correction done or no-errors"))
        #expect(said.contains("check-to (TOM 1-3 ¶7.0)"))
        #expect(lacks(stage) == ["C4-1 completed: review, correction, explanation, response, check-to"])
        try stage.play(
            """
            item C4-1 has review=done correction=done explanation=no-liability check-to=nobody
            item C4-1 completed
            """)
        #expect(lacks(stage).last == "C4-1 completed: response" && happened(stage).isEmpty)
        // The tenth day passes with the item open.
        try stage.play("at 2025-03-14T09:00\nitem C4-1 completed response=done\nat 2025-04-02T09:00")
        #expect(happened(stage) == ["C4-1 completed"])
        let late = try stage.report("debt-collection-resolution", .month, "2025-03-01", "2025-03-31")
        #expect(late.map(\.met) == [false, true])
        let parts = try stage.reported("debt-collection-resolution-parts", .month, "2025-03-01", "2025-03-31")
        #expect(parts.met == true && parts.beside("not whole at first") == ["C4-1"])
    }

    @Test("13.B15: with a check on its way the answer says so, by priority and about when")
    func checkNote() throws {
        let stage = try quietStage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings debt-research
            item C4-1 completed \(Self.resolved) check-to=provider
            """)
        #expect(lacks(stage) == ["C4-1 completed: check-priority, check-expected"])
        // Nothing of a refused report is the case.
        #expect(facts("C4-1", stage).isEmpty)
        try stage.play(
            """
            item C4-1 completed \(Self.resolved) check-to=provider check-priority=yes check-expected=soon
            item C4-1 has check-expected=2025-03-20
            item C4-1 completed \(Self.resolved) check-to=provider check-priority=yes
            """)
        #expect(stage.said.contains { $0.contains("soon is not what it may be; expected a date") })
        #expect(happened(stage) == ["C4-1 completed"])
        #expect(facts("C4-1", stage)["check-expected"] == "2025-03-20")
    }

    @Test("13.B15: what is opened again has its parts to be done again")
    func reopened() throws {
        let stage = try quietStage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings debt-research
            item C4-1 completed \(Self.resolved) check-to=nobody
            at 2025-03-04T09:00
            item C4-1 reopened
            restart portal
            item C4-1 completed
            """)
        #expect(happened(stage) == ["C4-1 completed", "C4-1 reopened"])
        #expect(lacks(stage) == ["C4-1 completed: review, correction, explanation, response"])
        #expect(facts("C4-1", stage)["review"] == "open" && facts("C4-1", stage)["check-to"] == "nobody")
    }

    @Test("13.B15: an agent who resolves the contact of a debt ends the contact, not what is not settled")
    func agentResolves() throws {
        let stage = try quietStage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings debt-research
            A025 signs in
            A025 ready
            A025 accepts O2-1
            A025 notes C4-1 resolved
            A025 ends C4-1
            A025 completes C4-1
            """)
        #expect(!stage.facts([.contactEnded]).isEmpty && happened(stage).isEmpty)
        #expect(lacks(stage) == ["C4-1 completed: review, correction, explanation, response, check-to"])
        // Who resolved it is told what lacks, and whoever asks later is.
        let told = stage.log.compactMap { entry -> RequestRefused? in
            guard case .requestRefused(let refused) = entry.fact, entry.publisher == "tier-2" else {
                return nil
            }
            return refused
        }
        #expect(told.map(\.request) == ["resolved"] && told.map(\.agent) == ["A025"])
        let reason = try #require(told.first?.reason)
        #expect(reason.contains("waits in no queue, since this lacks: review, correction, explanation"))
        #expect(reason.contains("TOM 1-3 ¶7.0"))
        let explained = stage.explanation(of: Contact.ID(gateway: 4, number: 1))
        #expect(explained.contains("completed at") && explained.contains("has no effect: review, correction"))
        // The clock runs on, to its breach.
        try stage.play("at 2025-04-10T09:00")
        #expect(!stage.facts([.clockBreached]).isEmpty)
    }

    @Test("13.B15: an interim letter says what holds it up and by when; one without stops no clock")
    func interimLetter() throws {
        let stage = try quietStage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings grievance
            at 2025-04-02T09:00
            item C4-1 interim-sent evidence=letter-1
            item C4-1 interim-sent evidence=letter-1 delay=workload expected-completion=2025-04-01
            """)
        #expect(names(stage) == ["delay, expected-completion", "expected-completion"])
        #expect(stage.said.contains { $0.contains("2025-04-02 or later, not 2025-04-01") })
        try stage.play(
            """
            at 2025-04-03T09:00
            item C4-1 interim-sent evidence=letter-2 delay=workload expected-completion=2025-05-01
            at 2025-05-02T09:00
            """)
        let content = try stage.reported("grievance-interim-content", .month, "2025-04-01", "2025-04-30")
        #expect(content.split == [["C4-1"], []] && content.beside("not whole at first") == ["C4-1"])
        let sent = try stage.reported("grievance-interim-response", .month, "2025-04-01", "2025-04-30")
        #expect(sent.split == [[], ["C4-1"]], "the letter that counts came a day late")
    }

    @Test("13.B15: whether an appeal is urgent is computed from two dates, and nobody says otherwise")
    func eligibility() throws {
        let stage = try quietStage()
        try stage.play(
            """
            at 2025-03-10T09:00
            work_item brings appeal-expedited \(Self.inTime)
            work_item brings appeal-expedited \(Self.late)
            work_item brings appeal-expedited
            work_item brings appeal-expedited eligible=no
            work_item brings appeal-expedited eligible=yes \(Self.late)
            work_item brings appeal-expedited denial-received=2025-03-03
            """)
        #expect(["C4-1", "C4-2", "C4-3"].map { facts($0, stage)["eligible"] } == ["yes", "no", "yes"])
        let said = stage.said.joined(separator: "\n")
        #expect(
            said.contains("no is not so: without denial-received and filed it counts as in time; expected"))
        #expect(said.contains("filed is 4 days after denial-received, and 3 are in time; expected no"))
        #expect(said.contains("date-source lacking; expected date-source (TOM 1-3 ¶4.1)"))
        // A date that is known later decides anew.
        try stage.play("item C4-3 has denial-received=2025-03-03 filed=2025-03-08 date-source=beneficiary")
        #expect(facts("C4-3", stage)["eligible"] == "no")
    }

    @Test("13.B15: what is not eligible owes the three days until somebody says what it is; what is stays so")
    func notEligible() throws {
        let stage = try quietStage()
        try stage.play(
            """
            at 2025-03-10T09:00
            work_item brings appeal-expedited \(Self.late)
            work_item brings appeal-expedited \(Self.inTime)
            item C4-1 becomes appeal-medical-necessity
            item C4-2 becomes appeal-factual
            """)
        #expect(lacks(stage) == ["C4-2 reclassified to appeal-factual: eligible"])
        try stage.play("at 2025-03-20T09:00\nitem C4-1 completed\nitem C4-2 completed\nat 2025-04-02T09:00")
        func row(_ id: Standard.ID) throws -> [[String]] {
            try stage.reported(id, .month, "2025-03-01", "2025-03-31").split
        }
        #expect(try row("appeal-expedited") == [[], ["C4-2"]])
        #expect(try row("appeal-medical-necessity") == [["C4-1"], []])
    }

    @Test("13.B15: a resubmission brings back all that was rejected; an unprocessable voucher says why")
    func vouchers() throws {
        let stage = try quietStage()
        try stage.play(
            """
            at 2025-05-05T09:00
            work_item brings ted-voucher state=unprocessable
            work_item brings ted-voucher state=edit-failure rejected-records=3 rejected-set=d3
            item C4-1 resubmitted resubmitted-records=2 resubmitted-set=d2
            item C4-1 resubmitted resubmitted-records=3 resubmitted-set=d2
            item C4-1 resubmitted resubmitted-records=3 resubmitted-set=d3
            work_item brings ted-voucher
            item C4-2 transmitted
            at 2025-05-20T09:00
            item C4-2 has unprocessable=yes
            item C4-2 has unprocessable=yes reason=weather
            item C4-2 has unprocessable=yes reason=sequence-number
            """)
        #expect(stage.said.contains { $0.contains("reason lacking; expected reason (TOM 1-3 ¶1.8.2)") })
        #expect(
            names(stage) == [
                "resubmitted-records, resubmitted-set", "resubmitted-set", "reason", "reason",
            ])
        #expect(happened(stage) == ["C4-1 resubmitted", "C4-2 transmitted"])
        #expect(facts("C4-2", stage)["reason"] == "sequence-number")
    }

    @Test("13.B15: what lies in the files is found by its numbers, on a medium of the clause")
    func files() throws {
        let stage = try quietStage()
        try stage.play(
            """
            at 2025-05-05T09:00
            work_item brings filing
            item C4-1 filed icn=12 filing-state=VA medium=hard-copy documents=none
            item C4-1 filed icn=2025125000017 medium=hard-copy documents=none
            item C4-1 filed icn=2025125000017 filing-state=VA medium=tape documents=none
            at 2025-06-02T09:00
            """)
        #expect(names(stage) == ["icn", "filing-state, contract-number", "medium"])
        func row(_ id: Standard.ID) throws -> Evaluation {
            try stage.reported(id, .month, "2025-05-01", "2025-05-31")
        }
        #expect(try row("filing-index").met == false && row("filing-media").met == false)
        #expect(try row("filing-timeliness").met == false, "what is not filed is not in time either")
    }
}
