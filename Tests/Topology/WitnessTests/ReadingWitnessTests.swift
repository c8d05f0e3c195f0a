import BusinessTime
import Contacts
import Measures
import Standards
import Testing
import TopologyFile

/// Witnesses of readings: the option that the file names decides, and another one decides otherwise.
@Suite("Witnesses: readings of the register")
struct ReadingWitnessTests {
    @Test(
        "13.A6: calls outside opening hours are refused in each measure, or in none, as the contract says",
        arguments: [
            "telephone-blockage", "telephone-answer-individual", "telephone-one-call-resolution",
        ] as [Standard.ID])
    func closedHours(_ id: Standard.ID) throws {
        var witness = try Witness(id)
        let recipe = try Recipe(witness.standard, witness.standard.thresholds[0], witness.contract)
        // As good as is owed, and so many told that nobody is there as are too many.
        let good = try recipe.population(isMet: true)
        var parts = RecordSet.Parts()
        parts.calls = good.records.calls
        parts.blocked = good.records.blocked
        for number in 0..<100 {
            var call = CallRecord(
                contact: Recipe.id(5000 + number), channel: .phone, received: recipe.instant())
            call.contactClass = "general"
            call.inquiries = [.init(index: 1, type: "benefits")]
            call.ending = .init(.closedHours, at: call.received)
            parts.calls.append(call)
        }
        let population = Population(records: recipe.records(parts), window: good.window)
        #expect(witness.standard.asksClosedHours && witness.contract.closedHours == .atAllTimes)
        #expect(try witness.isMet(witness.standard, 0, by: population) == false)
        witness.contract.closedHours = .openingHours
        #expect(try witness.isMet(witness.standard, 0, by: population) == true)
    }

    @Test("silence is no acceptance as long as the file says recorded, and is one when it says deemed")
    func acceptance() throws {
        let witness = try Witness("telephone-followup-resolution")
        let recipe = try Recipe(witness.standard, witness.standard.thresholds[0], witness.contract)
        let clock = try #require(recipe.topology.clocks.first { $0.name == "follow-up" })
        let calendar = try #require(recipe.topology.calendars.first { $0.name == clock.unit.calendar })
        let spoken = try recipe.population(isMet: true)
        var parts = RecordSet.Parts()
        parts.clocks = spoken.records.clocks
        parts.calls = spoken.records.calls.map { call in
            recipe.followedUp(
                call.contact, from: call.received, settled: call.inquiries[0].resolved ?? call.received, nil)
        }
        parts.calendars = [clock.name: calendar]
        let population = Population(records: recipe.records(parts), window: spoken.window)
        #expect(witness.standard.acceptance == .recorded)
        #expect(try witness.isMet(witness.standard, 0, by: spoken) == true)
        #expect(try witness.isMet(witness.standard, 0, by: population) == false)
        let deemed = try Register.standard(
            "telephone-followup-resolution", reading: "A14", changedTo: "deemed")
        #expect(try witness.isMet(deemed, 0, by: population) == true)
    }
}
