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
        "calls outside opening hours are in the telephone's population as long as the file says inside",
        arguments: ["telephone-abandonment", "telephone-blockage"] as [Standard.ID])
    func closedHours(_ id: Standard.ID) throws {
        let witness = try Witness(id)
        let recipe = try Recipe(witness.standard, witness.standard.thresholds[0], witness.contract)
        // One step too many, and so many told that nobody is there as dilute it.
        let bad = try recipe.population(isMet: false)
        var parts = RecordSet.Parts()
        parts.calls = bad.records.calls
        parts.blocked = bad.records.blocked
        for number in 0..<100 {
            var call = CallRecord(
                contact: Recipe.id(5000 + number), channel: .phone, received: recipe.instant())
            call.contactClass = "general"
            call.ending = .init(.closedHours, at: call.received)
            parts.calls.append(call)
        }
        let population = Population(records: recipe.records(parts), window: bad.window)
        #expect(witness.standard.closedHours == .inside)
        #expect(try witness.isMet(witness.standard, 0, by: population) == true)
        let apart = try Register.standard(id, reading: "A51", changedTo: "apart-only")
        #expect(apart.closedHours == .apart)
        #expect(try witness.isMet(apart, 0, by: population) == false)
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
