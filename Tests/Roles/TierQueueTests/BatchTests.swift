import Contacts
import Facts
import Testing

@testable import TierQueue

@Suite("What one batch brings")
struct BatchTests {
    private func place(_ number: UInt64, in floor: inout Floor) {
        floor.giveOfBatch(.fact(.contactPlaced(placement(number)), from: "router"))
    }

    @Test("13.A4: of what one batch brings the earliest received is offered first, however it comes")
    func arrivals() {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1", "a2")
        for number in [3, 1, 2] as [UInt64] { place(number, in: &floor) }
        #expect(floor.machine.nextDeadline == .distantPast, "the end of the batch is awaited")
        #expect(floor.offeredTo(contact(3)) == nil)
        floor.giveOfBatch(.tick)
        #expect(floor.offeredTo(contact(1)) == "a1" && floor.offeredTo(contact(2)) == "a2")
        #expect(floor.offeredTo(contact(3)) == nil)
        #expect(floor.machine.nextDeadline != .distantPast)
    }

    @Test("13.A4: who gets ready amid a batch is offered the earliest of all that it brings")
    func readyAmid() {
        var floor = Floor(configuration(generalist("a1")))
        floor.desk("a1", .signIn)
        place(2, in: &floor)
        let ready = AgentRequested(agent: "a1", session: "s1", request: .ready, at: floor.now)
        floor.giveOfBatch(.fact(.agentRequested(ready), from: "desk"))
        place(1, in: &floor)
        floor.giveOfBatch(.tick)
        #expect(floor.offeredTo(contact(1)) == "a1" && floor.offeredTo(contact(2)) == nil)
    }

    @Test("13.A4: the roll that is called amid a batch takes nobody for neglected whom the batch brought")
    func neglected() throws {
        var settings = configuration(generalist("a1"))
        settings.reconciliation = .seconds(15)
        settings.agents.append(generalist("a2"))
        var floor = Floor(settings)
        floor.ready("a1", "a2")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        floor.now = try #require(floor.machine.state.nextReconciliation)
        let facts =
            floor.giveOfBatch(.fact(.contactPlaced(placement(2)), from: "router"))
            + floor.giveOfBatch(.tick)
        for case .reconciliationSent(let sent) in facts { #expect(sent.neglected.isEmpty) }
        #expect(facts.contains { $0.kind == .offerMade })
    }
}
