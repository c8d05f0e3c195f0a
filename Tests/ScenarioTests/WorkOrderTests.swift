import Contacts
import Facts
import Testing

/// Routed work is offered by what it owes: urgent classes before routine ones, least slack within a class.
@Suite("The order of work, from the gateway to the offer")
struct WorkOrderTests {
    private func offered(_ stage: Stage) -> [String] {
        stage.facts([.offerMade]).compactMap { fact in
            guard case .offerMade(let made) = fact else { return nil }
            return "\(made.contact) \(made.contactClass)"
        }
    }

    @Test("13.B15: an urgent appeal is offered before other clinical work that came earlier")
    func expeditedFirst() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            work_item brings appeal-medical-necessity
            work_item brings preauthorization
            work_item brings appeal-expedited
            A037 signs in
            A037 ready
            """)
        #expect(offered(stage).first == "C4-3 expedited-appeal")
    }

    @Test("13.B15: of one class goes first what has the least slack, by the clocks that it owes")
    func leastSlack() throws {
        let stage = try Stage()
        // An appeal has 30 days, a request for leave two workdays, a clinical question seven days.
        try stage.play(
            """
            at 2026-03-30T09:00
            work_item brings appeal-medical-necessity
            work_item brings clinical-review
            work_item brings preauthorization
            """)
        let dues = stage.facts([.contactPlaced]).compactMap { fact -> Instant? in
            guard case .contactPlaced(let placement) = fact else { return nil }
            return placement.due
        }
        #expect(dues.count == 3 && dues.sorted(by: >) == dues, "\(dues)")
        try stage.play("A037 signs in\nA037 ready")
        #expect(offered(stage).first == "C4-3 clinical-review")
    }

    @Test("13.B15: how many urgent offers in a row go before routine work is the roster's to say")
    func urgentRun() throws {
        for (run, order) in [(4, [2, 3, 4, 5, 1, 6, 7]), (2, [2, 3, 1, 4, 5, 6, 7])] {
            let stage = try Stage()
            try stage.edit("roster.yaml", "urgent_run: 4", "urgent_run: \(run)")
            try stage.play("at 2026-03-30T09:00\nwork_item brings appeal-medical-necessity")
            for _ in 2...7 { try stage.play("work_item brings appeal-expedited") }
            try stage.play("A037 signs in\nA037 ready")
            for place in order.indices {
                let item = try #require(offered(stage).last?.split(separator: " ").first)
                try stage.play(
                    """
                    A037 accepts O2-\(place + 1)
                    A037 notes \(item) resolved
                    A037 ends \(item)
                    A037 completes \(item)
                    """)
            }
            let items = offered(stage).map { String($0.prefix { $0 != " " }) }
            #expect(items == order.map { "C4-\($0)" }, "\(run)")
        }
    }
}
