import Contacts
import Facts
import Foundation
import Measures
import Reporting
import Standards
import Testing
import TopologyFile

/// What excuses a work item needs proof or stays a failure, and is listed with what would have been.
@Suite("Exceptions, from the gateway to the register")
struct ExceptionTests {
    private func lines(_ stage: Stage) -> [String] {
        stage.exceptions().map {
            "\($0.item) \($0.ground.rawValue) \($0.says) \($0.proof): \($0.wouldHaveBeen)"
        }
    }

    private func refusals(_ stage: Stage) -> [String] {
        stage.facts([.requestRefused, .workItemRefused]).compactMap { fact in
            switch fact {
            case .requestRefused(let refused): "\(refused.field): \(refused.reason)"
            case .workItemRefused(let refused): refused.reason
            default: nil
            }
        }
    }

    @Test("13.B12: a fact that excuses is refused without proof, at receipt, later and after the end")
    func factsNeedProof() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claim government-pend=yes
            work_item brings claim excluded=government
            work_item brings claim excluded=no retained=yes government-pend=no
            item C4-1 has excluded=external-development
            item C4-1 has retained=no
            item C4-1 has excluded=government evidence=letter-1
            item C4-1 has excluded=no
            item C4-1 completed
            item C4-1 has government-pend=yes
            """)
        #expect(
            refusals(stage) == [
                "evidence: absent; government-pend=yes needs to say where its proof is kept",
                "evidence: absent; excluded=government needs to say where its proof is kept",
                "evidence: absent; excluded=external-development needs to say where its proof is kept",
                "evidence: absent; retained=no needs to say where its proof is kept",
                "evidence: absent; government-pend=yes needs to say where its proof is kept",
            ])
        #expect(stage.exceptions().map(\.says) == ["excluded=government"])
    }

    @Test("13.B12: nothing that needs proof is believed without by a turn through another class")
    func reclassificationBringsNoProof() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings grievance
            at 2025-03-04T09:00
            item C4-1 becomes routine-written evidence=letter-2
            item C4-1 interim-sent delay=workload expected-completion=2025-04-15
            item C4-1 becomes grievance evidence=letter-3
            """)
        #expect(refusals(stage).isEmpty)
        let running = stage.facts([.clockResumed]).compactMap { fact -> ClockName? in
            guard case .clockResumed(let resumed) = fact else { return nil }
            return resumed.clock.name
        }
        #expect(running.contains("grievance.interim"), "the interim answer has no proof: \(running)")
    }

    @Test("13.B12: what is reclassified after its due stays missed without proof, and is listed with it")
    func reclassified() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claim
            work_item brings claim
            at 2025-04-20T09:00
            item C4-1 becomes filing at=2025-03-10T09:00
            item C4-2 becomes filing at=2025-03-10T09:00 by=lead evidence=memo-7
            at 2025-06-02T09:00
            """)
        let row = try stage.reported("claims-retained-30", .month, "2025-04-01", "2025-04-30")
        #expect(row.split == [[], ["C4-1"]] && row.beside("exceptions") == ["C4-2"])
        let plain = row.companions.first { $0.name == "without exceptions" }?.figure
        #expect(plain?.others.compactMap { $0.contact.map { "\($0)" } } == ["C4-1", "C4-2"])
        let all = stage.exceptions()
        #expect(all.map(\.ground) == [.reclassified, .reclassified])
        #expect(all.map(\.evidence) == [nil, "memo-7"] && all.map(\.by) == ["mailroom", "lead"])
        #expect(all.map { "\($0.at)" }.last == "2025-03-10T13:00:00.000000Z")
        #expect(all.map { "\($0.noted)" }.last == "2025-04-20T13:00:00.000000Z")
        let retained = all.map { $0.outcomes.filter { $0.clock.name == "claim.retained" } }
        #expect(retained.map { $0.map(\.with) } == [[.missed], [.notOwed]])
        #expect(retained.map { $0.map(\.without) } == [[.missed], [.missed]])
    }

    @Test("13.B12: a withdrawal and an instant before a due that is told after it are listed, in time or not")
    func withdrawnAndBackDated() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claim
            work_item brings claim
            work_item brings claim
            at 2025-03-20T09:00
            item C4-3 completed at=2025-03-19T09:00
            at 2025-04-20T09:00
            item C4-1 completed at=2025-03-20T09:00
            item C4-2 withdrawn at=2025-03-20T09:00
            at 2025-06-02T09:00
            """)
        let due = "(due 2025-04-02T04:00:00.000000Z)"
        #expect(
            lines(stage).map { $0.components(separatedBy: "; ").last ?? "" } == [
                "C4-1 back-dated completed no proof: claim.retained 30d missed \(due), met as it is",
                "claim.retained 30d missed \(due), not owed as it is",
            ])
        let row = try stage.reported("claims-retained-30", .month, "2025-03-01", "2025-03-31")
        #expect(row.split == [["C4-1", "C4-3"], []] && row.beside("exceptions") == ["C4-1"])
        let plain = row.companions.first { $0.name == "without exceptions" }?.figure
        #expect(plain?.counted.compactMap { $0.contact.map { "\($0)" } } == ["C4-3"])
    }

    @Test("13.B12: what a clock counts from, told late, is not what stopped it, however late that was told")
    func toldLateToBegin() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claims-cycle
            item C4-1 transmitted
            at 2025-03-03T16:00
            item C4-1 history-available
            at 2025-03-07T09:00
            item C4-1 cycle-completed at=2025-03-03T08:30
            """)
        #expect(lines(stage) == [])
    }

    @Test("13.B12: what was excused at receipt has the clock that it would have had")
    func atReceipt() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claim excluded=government evidence=letter-1
            work_item brings claim government-pend=yes evidence=letter-2
            item C4-1 has retained=no evidence=letter-3
            at 2025-07-01T09:00
            """)
        let all = stage.exceptions()
        #expect(all.map(\.says) == ["excluded=government", "retained=no", "government-pend=yes"])
        func standing(_ place: Int, _ clock: ClockName) -> ExceptionRecord.Outcome? {
            all[place].outcomes.first { $0.clock.name == clock }
        }
        #expect(standing(0, "claim.retained")?.with == .notOwed)
        #expect(standing(0, "claim.retained")?.without == .missed)
        #expect(standing(2, "claim.all")?.with == .leftOut && standing(2, "claim.all")?.without == .missed)
        let row = try stage.reported("claims-all-90", .month, "2025-06-01", "2025-06-30")
        #expect(row.split == [[], ["C4-1"]] && row.beside("exceptions") == ["C4-2"])
    }

    @Test("13.B12: without the exception, too, a clock counts from what came after what was asked for")
    func neverAsked() throws {
        let asks = "item C4-1 information-requested"
        for (asked, clock) in [("", "preauthorization.determination"), (asks, "preauthorization.completed")] {
            let stage = try Stage()
            try stage.play(
                """
                at 2025-03-03T09:00
                work_item brings preauthorization
                \(asked)
                item C4-1 information-complete
                item C4-1 withdrawn
                at 2025-03-20T09:00
                work_item brings filing
                """)
            let row = try stage.reported("preauth-determination", .month, "2025-03-01", "2025-03-31")
            let plain = try #require(row.companions.first { $0.name == "without exceptions" }?.figure)
            let owed = plain.others.map { subject -> ClockName? in
                guard case .clock(let id) = subject else { return nil }
                return id.name
            }
            #expect(owed == [ClockName(clock)])
        }
    }

    @Test("13.B12: the report has the register, in all its forms")
    func inTheReport() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claim
            at 2025-04-20T09:00
            item C4-1 withdrawn by=lead evidence=memo-7
            at 2025-06-02T09:00
            """)
        let first = CivilDate(year: 2025, month: 4, day: 1)
        let report = stage.report(["claims-retained-30"], first...first.advanced(byDays: 29), .month)
        #expect(report.exceptions.count == 1)
        let said = #""exceptions":[{"item":"C4-1","ground":"withdrawn","says":"withdrawn""#
        #expect(report.json.contains(said))
        #expect(report.csv.contains("said 2025-04-20T13:00:00.000000Z by lead, proof memo-7"))
        #expect(report.html.contains("Exceptions to look at"))
    }
}
