import BusinessTime
import Contacts
import Measures
import Router
import Standards
import Testing
import TopologyFile

/// Witnesses of the controls and practices that the measuring code or a check already shows; each test feeds
/// one passing and one failing case.
@Suite("Witnesses: controls that measures and checks show")
struct ControlWitnessTests {
    private func recipe(_ id: Standard.ID) throws -> (Witness, Recipe) {
        let witness = try Witness(id)
        let recipe = try Recipe(witness.standard, witness.standard.thresholds[0], witness.contract)
        return (witness, recipe)
    }

    /// Serves "telephone-window-rule".
    @Test("a bad day is missed although the week is good, and a good day does not mend it")
    func windowRule() throws {
        let (witness, recipe) = try recipe("telephone-abandonment")
        let bad = recipe.abandoned(50).records.calls
        let later = bad.map { call in
            var call = call
            call.received = call.received.advanced(by: .days(1))
            call.answered = call.received.advanced(by: .seconds(5))
            call.ending = .init(.resolved, at: call.received.advanced(by: .seconds(300)))
            call.contact = Contact.ID(gateway: 5, number: call.contact.number)
            return call
        }
        var parts = RecordSet.Parts()
        parts.calls = bad + later
        let records = recipe.records(parts)
        func isMet(_ window: ReportWindow) throws -> Bool? {
            try witness.isMet(witness.standard, 0, by: Population(records: records, window: window))
        }
        let next = recipe.day.advanced(byDays: 1)
        #expect(try isMet(recipe.oneDay) == false)
        #expect(try isMet(ReportWindow(.day, next...next, name: "next day", in: recipe.zone)) == true)
        #expect(try isMet(recipe.window(.week, 7)) == true)
    }

    /// Serves "count-receipt-as-day-one".
    @Test("a letter of the last second of a day counts that day: its 15th day passes, the 16th does not")
    func receiptIsDayOne() throws {
        let (witness, recipe) = try recipe("routine-written-final-response")
        let clock = try #require(recipe.topology.clocks.first { $0.name == "routine-written.response" })
        let calendar = try #require(recipe.topology.calendars.first { $0.name == clock.unit.calendar })
        let receipt = recipe.instant(1, hour: 0).advanced(by: .seconds(-1))
        let limit = try #require(clock.thresholds.first { $0.name == "15d" })
        let due = calendar.due(start: receipt, kind: clock.unit.kind(limit.amount))
        func isMet(onDay day: Int) throws -> Bool? {
            var record = ClockRecord(
                Clock.ID(clock.name, item: Recipe.id(0)), from: receipt,
                dues: [.init(limit.name, at: due)], isExclusive: clock.unit.countsDates)
            record.ending = .stopped(recipe.instant(day - 1, hour: 23))
            var parts = RecordSet.Parts()
            parts.clocks = [record]
            let population = Population(records: recipe.records(parts), window: recipe.window(.month, 31))
            return try witness.isMet(witness.standard, 0, by: population)
        }
        #expect(try isMet(onDay: 15) == true)
        #expect(try isMet(onDay: 16) == false)
    }

    /// Serves "tom-claims-custody-scope" and "claims-default-population".
    @Test("one late claim of no network fails the 90 days of all claims", arguments: ["yes", "no"])
    func everyClaimCounts(network: String) throws {
        let (witness, recipe) = try recipe("claims-all-90")
        func isMet(_ good: Int) throws -> Bool? {
            let population = try recipe.clocks(.init("claim.all"), good)
            var parts = RecordSet.Parts()
            parts.clocks = population.records.clocks
            parts.items = population.records.items.map { item in
                var item = item
                item.facts["network"] = network
                return item
            }
            return try witness.isMet(
                witness.standard, 0,
                by: Population(records: recipe.records(parts), window: population.window))
        }
        #expect(try isMet(1000) == true)
        #expect(try isMet(999) == false)
    }

    /// Serves "referral-accuracy-exclusion".
    @Test("a wrong referral without an authorization is no case of accuracy; with one it is")
    func unauthorizedReferral() throws {
        let (witness, recipe) = try recipe("referral-accuracy")
        guard case .share(let share)? = witness.standard.measure else {
            Issue.record("accuracy is a share")
            return
        }
        func isMet(authorized: String) throws -> Bool? {
            let population = recipe.items(share, 950)
            var parts = RecordSet.Parts()
            let wrong = ItemRecord(
                Recipe.id(5000), class: "referral", received: recipe.instant(hour: 9),
                facts: ["authorized": authorized, "rofr": "wrong", "eligibility": "ok", "provider": "ok"],
                turns: [.init(.completed, at: recipe.instant())])
            parts.items = population.records.items + [wrong]
            return try witness.isMet(
                witness.standard, 0,
                by: Population(records: recipe.records(parts), window: population.window))
        }
        #expect(try isMet(authorized: "no") == true)
        #expect(try isMet(authorized: "yes") == false)
    }

    /// Shows that the exclusions of contract.yaml are read, for one clock and not for the other.
    @Test("an excluded claim is no case of the 30 days, and is one of the 90")
    func excludedClaim() throws {
        for (id, clock, isLeftOut) in [
            ("claims-retained-30", "claim.retained", true), ("claims-all-90", "claim.all", false),
        ] as [(Standard.ID, ClockName, Bool)] {
            let (witness, recipe) = try recipe(id)
            // Nobody is in time; whether that is a miss depends on whether anybody counts.
            let population = try recipe.clocks(.init(clock), 0)
            var parts = RecordSet.Parts()
            parts.clocks = population.records.clocks
            parts.items = population.records.items.map { item in
                var item = item
                item.facts["excluded"] = "government"
                return item
            }
            let answer = try witness.isMet(
                witness.standard, 0,
                by: Population(records: recipe.records(parts), window: population.window))
            #expect(answer == (isLeftOut ? nil : false), "\(id)")
        }
    }

    /// Shows reading A18: a late message is a late written inquiry, although all letters are in time.
    @Test("messages are written inquiries: the clock of either kind counts in one population")
    func messagesAreWritten() throws {
        let (witness, recipe) = try recipe("routine-written-final-response")
        func isMet(_ goodMessages: Int) throws -> Bool? {
            let letters = try recipe.clocks(.init("routine-written.response"), 1000)
            let messages = try recipe.clocks(.init("written.response", channels: [.email]), goodMessages)
            var parts = RecordSet.Parts()
            parts.clocks = letters.records.clocks + messages.records.clocks
            parts.items = letters.records.items
            return try witness.isMet(
                witness.standard, 0,
                by: Population(records: recipe.records(parts), window: letters.window))
        }
        #expect(try isMet(700) == true)
        #expect(try isMet(699) == false)
    }

    /// Serves "tier-structure".
    @Test("a topology with three tiers is accepted, and one that lacks a tier is not")
    func threeTiers() {
        #expect(Register.check("single-host.yaml") == [])
        #expect(Register.check("broken/missing-tier.yaml").count == 1)
    }

    /// Serves "escalation-matrix".
    @Test("hand-offs stand in a table: one that the table allows is accepted, one that it does not is not")
    func escalationTable() throws {
        #expect(Register.check("escalation.yaml") == [])
        #expect(Register.check("broken/escalation-nobody-allows.yaml").count == 1)
        let topology = try Register.topology.get()
        let named = Set(topology.routing.escalation.compactMap(\.reason))
        let rows = topology.routing.escalation.filter { $0.to == .three && $0.ruling == .allowed }
        #expect(!rows.isEmpty)
        for row in rows {
            let urgencies = row.priority.map { [$0] } ?? Urgency.allCases
            let reasons = row.reason.map { [$0] } ?? named.sorted()
            let moves = urgencies.flatMap { urgency in reasons.map { (urgency, $0) } }
            for (urgency, reason) in moves {
                let move = ClockScope.Subject.escalation(to: .three, urgency, for: reason)
                let begins = topology.clocks.contains {
                    $0.countsFrom == .escalated && $0.appliesTo.covers(move)
                }
                #expect(begins, "\(row.name) starts a clock of the hand-off for \(reason), \(urgency)")
            }
        }
    }
}
