import Contacts
import Facts
import Measures
import Standards
import Testing
import TopologyFile

/// Work items from the portal gateway through router and watchdog to the report.
@Suite("Figures of work items, from the gateway to the report")
struct WorkFigureTests {
    @Test("13.A5: what was paid too much does not make good what was paid too little")
    func errorsNeverNet() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claim billed-cents=10000 payment-error-cents=300
            work_item brings claim billed-cents=10000 payment-error-cents=-300
            work_item brings claim payment-error-cents=5
            item C4-1 completed
            item C4-2 completed
            item C4-3 completed
            at 2025-04-02T09:00
            """)
        let row = try stage.reported("claims-payment-error", .quarter, "2025-01-01", "2025-03-31")
        #expect(row.figure.ratio == Ratio(600, of: 20_000) && row.met == false)
        #expect(row.beside("both numbers not said") == ["C4-3"])
    }

    @Test("13.A5: a set that was moved to Pending is not Open at the month's end, one opened again is")
    func openSets() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-10-01T09:00
            work_item brings duplicate-set
            work_item brings duplicate-set state=open
            work_item brings duplicate-set
            work_item brings duplicate-set
            at 2025-10-20T09:00
            """)
        try stage.state("C4-3", "state", "pending")
        try stage.play("item C4-4 has state=closed finding=none")
        try stage.play(
            """
            item C4-4 completed
            at 2025-10-22T09:00
            item C4-4 reopened
            at 2025-12-03T09:00
            """)
        try stage.state("C4-2", "state", "validate")
        // The log goes on, so that December is over.
        try stage.play("at 2026-01-02T09:00\nwork_item brings duplicate-set")
        func open(_ month: String, _ last: String) throws -> [String] {
            try stage.reported("dcs-open-age", .month, month, last).split[0]
        }
        #expect(try open("2025-11-01", "2025-11-30") == ["C4-1", "C4-2", "C4-4"])
        #expect(try open("2025-12-01", "2025-12-31") == ["C4-1", "C4-4"])
    }

    @Test("13.A5: a run of the cycle counts on the day its records were sent, once, and not before")
    func cyclesAreSent() throws {
        let stage = try Stage()
        for day in ["03", "05", "07"] {
            try stage.play("at 2025-03-\(day)T09:00\nwork_item brings claims-cycle")
        }
        try stage.play(
            """
            item C4-1 cycle-completed
            item C4-1 transmitted
            item C4-1 transmitted
            item C4-2 cycle-completed
            item C4-2 transmitted
            item C4-3 cycle-completed
            item C4-3 history-available
            at 2025-03-12T09:00
            """)
        func row() throws -> Evaluation {
            try stage.reported("claims-cycle-frequency", .rollingSevenDays, "2025-03-09")
        }
        #expect(try row().figure.ratio == Ratio(2, of: 1) && row().met == false)
        try stage.play("item C4-3 transmitted at=2025-03-09T12:00")
        #expect(try row().figure.ratio == Ratio(3, of: 1) && row().met == true)
    }

    @Test("13: what was done while work was of another class counts with its present one, and once")
    func doneInAnotherClass() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-02T09:00
            work_item brings routine-written
            work_item brings routine-written
            work_item brings routine-written
            work_item brings routine-written
            item C4-1 date-stamped
            at 2026-03-04T09:00
            item C4-4 date-stamped
            at 2026-03-10T09:00
            item C4-2 date-stamped
            item C4-3 date-stamped
            at 2026-03-11T09:00
            item C4-1 becomes priority-written
            item C4-2 becomes priority-written
            item C4-3 becomes priority-written evidence=letter-1
            item C4-4 becomes priority-written
            """)
        func row(_ id: Standard.ID) throws -> Evaluation {
            try stage.reported(id, .month, "2026-03-01", "2026-03-31")
        }
        let routine = try row("routine-written-date-stamp").figure
        #expect(routine.counted.isEmpty, "what was stamped in time, warned of or not, counts with the others")
        let missed = routine.others.map(\.description)
        #expect(missed == ["routine-written.stamp@C4-2"], "late, and nothing proved")
        let plain = try row("routine-written-date-stamp").companions.first { $0.name == "without exceptions" }
        #expect(plain?.figure.ratio == Ratio(2, of: 4), "as if all of them were routine still")
        let priority = try row("priority-written-date-stamp").figure
        #expect(
            priority.counted.map(\.description)
                == ["priority-written.stamp@C4-1", "priority-written.stamp@C4-4"])
        #expect(priority.ratio == Ratio(2, of: 4))
    }

    @Test("13.A5: a voucher that DHA sent back is no new voucher, in no clock and no share")
    func returnsAreNoVouchers() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-05-05T09:00
            work_item brings ted-voucher unprocessable=yes reason=header
            work_item brings ted-voucher submission=initial
            work_item brings ted-voucher submission=initial state=unprocessable reason=out-of-balance
            item C4-1 transmitted
            item C4-2 transmitted
            at 2025-05-20T09:00
            item C4-3 returned
            at 2025-06-02T09:00
            """)
        let share = try stage.reported("ted-unprocessable-share", .month, "2025-05-01", "2025-05-31")
        #expect(share.split == [["C4-1"], ["C4-2"]])
        let sent = try stage.reported("ted-initial-transmission", .month, "2025-05-01", "2025-05-31")
        #expect(sent.split == [["C4-1", "C4-2"], []] && sent.met == true)
        let back = try stage.reported("ted-unprocessable-20", .month, "2025-05-01", "2025-05-31")
        #expect(back.split == [["C4-3"], []])
    }

    @Test("13.A5: a claim without a region is a part of its own; one that says no enrolment is named")
    func nothingIsDropped() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claim enrolment=prime region=north network=yes
            work_item brings claim enrolment=prime network=no
            work_item brings claim region=north network=no
            item C4-1 completed
            item C4-2 completed
            item C4-3 completed
            at 2025-04-02T09:00
            """)
        let rows = try stage.report("network-adequacy", .month, "2025-03-01", "2025-03-31")
        #expect(rows.map(\.part) == ["north", "without region"])
        #expect(rows.map(\.split) == [[["C4-1"], []], [[], ["C4-2"]]])
        #expect(rows.map(\.met) == [true, false] && rows[0].beside("enrolment not said") == ["C4-3"])
    }

    @Test("13.A5: where a ramp has a step in a window, each record is held to what its own day owes")
    func rampsByTheItem() throws {
        let stage = try Stage()
        try stage.edit(
            "contract.yaml", "start_of_health_care_delivery: 2025-01-01",
            "start_of_health_care_delivery: 2024-12-15")
        try stage.play("at 2025-03-14T09:00")
        // Month 4 begins on 15 March: 80 of 100 before it, 85 from then on.
        for number in 1...10 {
            try stage.play(
                """
                work_item brings ted-record edit=\(number <= 8 ? "passed" : "failed")
                item C4-\(number) recorded
                """)
        }
        try stage.play("at 2025-03-15T09:00")
        for number in 11...20 {
            try stage.play(
                """
                work_item brings ted-record edit=\(number <= 18 ? "passed" : "failed")
                item C4-\(number) recorded
                """)
        }
        try stage.play("at 2025-04-02T09:00")
        let rows = try stage.report("ted-edit-pass-rate", .month, "2025-03-01", "2025-03-31")
        #expect(rows.map(\.threshold?.limit.value) == [80, 85])
        #expect(rows.map(\.figure.ratio) == [Ratio(8, of: 10), Ratio(8, of: 10)])
        #expect(rows.map(\.met) == [true, false] && rows.allSatisfy(\.window.isWhole))
    }

    @Test("13.B13: a preauthorization is complete at receipt, unless what is missing was asked for")
    func completeAtReceipt() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings preauthorization
            work_item brings preauthorization
            work_item brings preauthorization
            at 2025-03-04T09:00
            item C4-2 information-requested
            item C4-3 information-complete
            at 2025-03-12T09:00
            item C4-2 information-complete
            at 2025-03-14T09:00
            item C4-1 determination-issued
            item C4-2 determination-issued
            item C4-3 determination-issued
            at 2025-04-02T09:00
            """)
        let rows = try stage.report("preauth-determination", .month, "2025-03-01", "2025-03-31")
        #expect(rows.map(\.split) == [[["C4-2"], ["C4-1", "C4-3"]], [["C4-2"], ["C4-1", "C4-3"]]])
    }

    @Test("13.B13: what is asked for when the time is over makes nothing good")
    func askedTooLate() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings preauthorization
            at 2025-03-11T09:00
            item C4-1 information-requested
            at 2025-03-12T09:00
            item C4-1 information-complete
            item C4-1 determination-issued
            at 2025-04-02T09:00
            """)
        let rows = try stage.report("preauth-determination", .month, "2025-03-01", "2025-03-31")
        #expect(rows.map(\.figure.ratio) == [Ratio(1, of: 2), Ratio(1, of: 2)] && rows[1].met == false)
    }

    @Test("13.B13: what was asked for first and is told last counts from the information all the same")
    func askedToldLast() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings preauthorization
            at 2025-03-10T09:00
            item C4-1 information-complete
            item C4-1 information-requested at=2025-03-04T09:00
            at 2025-03-11T09:00
            item C4-1 determination-issued
            at 2025-04-02T09:00
            """)
        let rows = try stage.report("preauth-determination", .month, "2025-03-01", "2025-03-31")
        #expect(rows.map(\.split) == [[["C4-1"], []], [["C4-1"], []]])
    }

    @Test("13.B13: a claim is retained unless one of the four grounds is given")
    func retained() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2025-03-03T09:00
            work_item brings claim
            work_item brings claim retained=no evidence=e1
            work_item brings claim excluded=no
            work_item brings claim excluded=government evidence=e2
            work_item brings claim retained=yes excluded=third-party-liability evidence=e3
            at 2025-05-02T09:00
            """)
        let row = try stage.reported("claims-retained-30", .month, "2025-04-01", "2025-04-30")
        #expect(row.split == [[], ["C4-1", "C4-2", "C4-3"]])
    }
}

extension Stage {
    /// The portal hears that a work item has another value of a fact.
    func state(_ item: String, _ fact: String, _ value: String) throws {
        guard let id = Contact.ID(item), let portal = rules.topology.directory.gateways[id.gateway] else {
            throw ScenarioError("no item \(item)")
        }
        let report = WorkReport(
            item: id, change: .facts([WorkFact(Name(fact), Name(value))]), at: now, by: "clerk",
            evidence: nil)
        try submit(.workReport(report), to: portal)
    }
}
