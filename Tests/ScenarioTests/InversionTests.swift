import Contacts
import Facts
import Kernel
import Projection
import Reporting
import Testing

/// What was there to be offered is judged by what had reached the queue, not by when it had been received.
@Suite("Scenarios: inversions are judged by what was queued")
struct InversionTests {
    private func found(_ stage: Stage) -> InversionFinder {
        var projection = ContactProjection(of: .contacts)
        for one in stage.log { projection.take(one.fact, at: one.header.at) }
        return InversionFinder(projection.ours, among: projection.contacts.values)
    }

    @Test("13.A4: a call that reaches its queue when a later one is offered already inverts nothing")
    func late() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            A001 signs in
            A001 ready
            after 5 s
            phone brings benefits key=a
            after 3 s
            phone brings benefits received=2026-03-30T09:00:01 key=b
            A001 accepts O1-1
            after 1 min
            A001 notes C1-1 resolved
            A001 ends C1-1
            A001 completes C1-1
            """)
        let offers = stage.facts([.offerMade]).compactMap { fact -> OfferMade? in
            if case .offerMade(let made) = fact { made } else { nil }
        }
        #expect(offers.map(\.contact.number) == [1, 2])
        #expect(offers.count == 2 && offers[0].received > offers[1].received, "the second came first")
        let found = found(stage)
        #expect(found.contacts == 2 && found.inverted.isEmpty && found.unexplained.isEmpty)
    }
}
