import Contacts
import Facts
import Measures
import Standards
import Testing
import TopologyFile

/// Duplicate sets: their states, the order in which they are taken up, and the money that comes back.
@Suite("Duplicate sets, from the gateway to the report")
struct DuplicateSetTests {
    /// Sets taken up while older ones waited, with these.
    private func jumped(_ stage: Stage) -> [String] {
        stage.facts([.workOutOfTurn]).compactMap { fact in
            guard case .workOutOfTurn(let turn) = fact else { return nil }
            return "\(turn.item) before \(turn.before)"
        }
    }

    @Test("13.B15: a set goes from Open to Pending, Validate or Closed, and back by reopening only")
    func states() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-10-01T09:00
            work_item brings duplicate-set
            item C4-1 has state=validate
            item C4-1 has state=open
            item C4-1 completed
            item C4-1 has state=pending
            item C4-1 completed state=closed finding=none
            item C4-1 has state=pending
            item C4-1 reopened
            item C4-1 has state=pending
            """)
        let said = stage.said.filter { $0.contains("expected") }.joined(separator: "\n")
        #expect(said.contains("open does not follow validate; expected pending or closed"))
        #expect(said.contains("state lacking; expected state closed, not validate (TOM 1-3 ¶6.2)"))
        #expect(said.contains("pending does not follow closed; expected nothing else"))
        let states = stage.facts([.workItemChanged]).compactMap { fact -> String? in
            guard case .workItemChanged(let changed) = fact else { return nil }
            return changed.facts.value(of: "state")?.rawValue
        }
        #expect(states == ["validate", "pending", "closed", "closed", "closed", "open", "pending"])
    }

    @Test("13.B15: a set taken up before an older one of its region is recorded and counted, not prevented")
    func firstInFirstOut() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-10-01T09:00
            work_item brings duplicate-set region=west
            work_item brings duplicate-set region=west
            work_item brings duplicate-set region=west
            work_item brings duplicate-set region=east
            work_item brings duplicate-set region=west received=2025-09-20T09:00
            at 2025-10-06T09:00
            item C4-2 has state=pending
            restart portal
            after 1 min
            item C4-4 has state=pending
            item C4-5 has state=validate
            after 1 min
            item C4-1 withdrawn
            item C4-3 completed state=closed finding=none
            at 2025-11-02T09:00
            """)
        #expect(jumped(stage) == ["C4-2 before C4-5"])
        let row = try stage.reported("dcs-fifo", .month, "2025-10-01", "2025-10-31")
        #expect(row.split == [["C4-3", "C4-4", "C4-5"], ["C4-2"]] && row.met == false)
    }

    @Test("13.B15: moves that are told late are judged by when they happened")
    func toldLate() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-10-01T09:00
            work_item brings duplicate-set
            work_item brings duplicate-set
            at 2025-10-06T09:00
            item C4-2 has state=pending
            at 2025-10-06T12:00
            item C4-1 has state=pending at=2025-10-05T09:00
            at 2025-11-02T09:00
            """)
        #expect(jumped(stage) == ["C4-2 before C4-1"], "as it was known then")
        let row = try stage.reported("dcs-fifo", .month, "2025-10-01", "2025-10-31")
        #expect(row.split == [["C4-1", "C4-2"], []] && row.met == true)
    }

    @Test("13.B15: a set that came as taken up was so at its receipt, a corrected one too")
    func receiptCorrected() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-10-01T09:00
            work_item brings duplicate-set
            at 2025-10-03T09:00
            work_item brings duplicate-set state=pending
            """)
        func takenUp(in month: String, _ last: Int) throws -> Evaluation {
            try stage.reported("dcs-fifo", .month, "2025-\(month)-01", "2025-\(month)-\(last)")
        }
        try stage.play("at 2025-10-03T10:00\nitem C4-2 received 2025-10-02T09:00 evidence=envelope-1")
        #expect(try takenUp(in: "10", 31).split == [[], ["C4-2"]])
        try stage.play("item C4-2 received 2025-09-30T09:00 evidence=envelope-1\nat 2025-11-02T09:00")
        let october = try takenUp(in: "10", 31)
        #expect(october.split == [[], []])
        #expect(october.beside("exceptions") == ["C4-2"], "without the word it was taken up in October")
        #expect(try takenUp(in: "09", 30).split == [["C4-2"], []])
    }

    @Test("13.B15: what was paid twice is asked back, and set off until all of it is there")
    func offsets() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-10-01T09:00
            work_item brings duplicate-set
            item C4-1 has state=pending finding=duplicate overpaid-cents=90000
            item C4-1 completed state=closed
            item C4-1 recovery-requested recovery=offset
            item C4-1 offset-applied recovered-cents=60000
            item C4-1 completed state=closed
            item C4-1 offset-applied recovered-cents=90000
            item C4-1 completed state=closed
            at 2025-11-02T09:00
            """)
        let lacks = stage.facts([.workItemIncomplete]).compactMap { fact -> [String]? in
            guard case .workItemIncomplete(let lack) = fact else { return nil }
            return lack.lacks.map(\.rawValue)
        }
        #expect(lacks == [["recovery", "recovered-cents", "recovery-requested"], ["recovered-cents"]])
        #expect(
            stage.said.contains { $0.contains("recovered-cents at least overpaid-cents, 90000, not 60000") })
        let offset = try stage.reported("dcs-offset-until-satisfied", .month, "2025-10-01", "2025-10-31")
        #expect(offset.met == true)
    }
}
