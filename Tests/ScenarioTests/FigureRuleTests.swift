import Contacts
import Measures
import Standards
import Testing
import TopologyFile

/// Rules about more than one figure, from the gateway to the report.
@Suite("Rules of figures, from the gateway to the report")
struct FigureRuleTests {
    /// Serves "telephone-window-rule".
    @Test("13.C19: a bad day is missed although the week is good, and a good day does not mend it")
    func windowRule() throws {
        let stage = try Stage()
        try stage.play("at 2026-03-02T09:00")
        for number in 1...20 {
            try stage.play("phone brings benefits\nafter 5 s")
            if number == 1 {
                try stage.play("medium: C1-1 left\nA001 signs in\nA001 ready")
            } else {
                try stage.play(served(number, offer: number - 1))
            }
        }
        try stage.play("at 2026-03-03T09:00")
        for number in 21...40 {
            try stage.play("phone brings benefits")
            try stage.play(served(number, offer: number - 1))
        }
        try stage.play("at 2026-03-09T09:00\nphone brings benefits")
        func met(_ kind: WindowKind, _ first: String, _ last: String) throws -> [Bool?] {
            try stage.report("telephone-abandonment", kind, first, last).map(\.met)
        }
        #expect(try met(.day, "2026-03-02", "2026-03-03") == [false, true])
        #expect(try met(.week, "2026-03-02", "2026-03-08") == [true])
    }

    private func served(_ number: Int, offer: Int) -> String {
        """
        A001 accepts O1-\(offer)
        medium: C1-\(number) left
        A001 notes C1-\(number) resolved
        A001 completes C1-\(number)
        """
    }

    @Test("13.C19: without an event there is no data, and so nothing is met or missed")
    func noData() throws {
        let stage = try Stage()
        try stage.play("at 2026-03-02T09:00\nA001 signs in\nat 2026-04-02T09:00\nA001 ready")
        let standards = stage.rules.topology.standards.filter { $0.measure != nil }
        for standard in standards where standard.applies == .always {
            for kind in [WindowKind.week, .month] {
                let rows = try stage.report(standard.id, kind, "2026-03-02", "2026-03-31")
                #expect(!rows.isEmpty && rows.allSatisfy { $0.met == nil }, "\(standard.id)")
            }
        }
        #expect(standards.count >= 68)
    }

    /// A transactional call that takes so long, and what the member says of it.
    private func board(seconds: Int, survey: String) throws -> Bool? {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-02T09:00
            A025 signs in
            A025 ready
            phone brings billing
            A025 accepts O2-1
            after \(seconds) s
            medium: C1-1 left
            A025 notes C1-1 resolved
            A025 completes C1-1
            \(survey)
            at 2026-03-12T09:00
            phone brings billing
            """)
        return try stage.reported("kpi-set", .week, "2026-03-02", "2026-03-08").met
    }

    @Test("13.C19: the six indicators without surveys are neither met nor missed; one that is missed decides")
    func boardWithoutSurveys() throws {
        #expect(try board(seconds: 600, survey: "survey C1-1 satisfaction=5 recommendation=9") == true)
        #expect(try board(seconds: 600, survey: "") == nil)
        #expect(try board(seconds: 721, survey: "") == false)
    }

    @Test("13.C19: a mean mark of 4.2 does as well as 85 satisfied in a hundred, and less does not")
    func satisfactionByMark() throws {
        func isMet(_ marks: [Int]) throws -> Bool? {
            let stage = try Stage()
            try stage.play("at 2026-03-02T09:00")
            for (place, mark) in marks.enumerated() {
                try stage.play(
                    """
                    phone brings benefits
                    medium: C1-\(place + 1) left
                    survey C1-\(place + 1) satisfaction=\(mark)
                    """)
            }
            return try stage.reported("kpi-csat", .week, "2026-03-02", "2026-03-08").met
        }
        #expect(try isMet([5, 5, 5, 5, 1]) == true)
        #expect(try isMet([5, 5, 5, 5, 1, 4]) == false)
    }

    @Test("13.C19: an excluded claim is no case of the 30 days, and is one of the 90")
    func excludedClaim() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-02T09:00
            work_item brings claim excluded=government evidence=letter-1
            at 2026-06-10T09:00
            item C4-1 completed
            """)
        #expect(try stage.reported("claims-retained-30", .month, "2026-06-01", "2026-06-30").met == nil)
        #expect(try stage.reported("claims-all-90", .month, "2026-06-01", "2026-06-30").met == false)
    }

    @Test("13.C19: messages are written inquiries: one that is late fails the letters' figure")
    func messagesAreWritten() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-02T09:00
            work_item brings routine-written
            email brings benefits
            at 2026-03-16T12:00
            item C4-1 completed
            at 2026-03-17T09:00
            work_item brings claim
            """)
        let row = try stage.reported("routine-written-final-response", .month, "2026-03-01", "2026-03-31")
        #expect(row.split == [["C4-1"], ["C3-1"]] && row.met == false)
    }
}
