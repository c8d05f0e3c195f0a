import Contacts
import Facts
import Router
import Standards
import Testing
import Watchdog

@Suite("Router and watchdog: work reopened at the end of its keeping time")
struct WorkKeepingTests {
    /// Lets an item end; its gateway says until when it may be reopened.
    private func ended(until: inout Instant) -> WorkDesk {
        var desk = WorkDesk()
        desk.open()
        desk.report(.event("information-complete"))
        until = desk.now.advanced(by: .hours(24 * 30))
        desk.hear(reported(desk, .event("determination-issued"), noted: desk.now, keptUntil: until))
        return desk
    }

    private func reported(
        _ desk: WorkDesk, _ change: WorkChange, noted: Instant, keptUntil: Instant? = nil
    ) -> Fact {
        .workItemReported(
            WorkItemReported(
                item: desk.item, change: change, at: noted, by: "clerk", evidence: nil, noted: noted,
                keptUntil: keptUntil))
    }

    @Test("11.9: a reopening that its gateway took in time is whole, though others were heard of meanwhile")
    func late() throws {
        var until = Instant.distantPast
        var desk = ended(until: &until)
        // An hour after the end of the keeping time the router hears of another item, then of the reopening.
        desk.pass(until: until.advanced(by: .hours(1)))
        desk.hear(
            .workItemReceived(
                WorkItemReceived(
                    item: Contact.ID(gateway: 5, number: 1), gateway: "other", workClass: "filing",
                    member: nil, received: desk.now, ingested: desk.now, facts: [], by: "a", key: "k")))
        desk.hear(reported(desk, .event("reopened"), noted: until))
        #expect(desk.tracked?.status == .open)
        #expect(desk.phases == ["review: running", "determination: running"])
        let running = desk.ledger.compactMap { fact -> ClockName? in
            if case .clockSpanChanged(let span) = fact, span.mode == .running { span.clock.name } else { nil }
        }
        #expect(running.sorted() == ["determination", "review"], "they run at the watchdog too")
    }

    @Test("11.9: one that its gateway noted after the keeping time is refused by name, whatever is kept")
    func over() throws {
        var until = Instant.distantPast
        var desk = ended(until: &until)
        desk.now = until.advanced(by: .hours(1))
        let decided = desk.hear(
            reported(desk, .event("reopened"), noted: until.advanced(by: .microseconds(1))))
        guard case .workItemRefused(let refused) = decided.first?.fact else {
            Issue.record("nothing but other traffic would have forgotten it")
            return
        }
        #expect(refused.reason == "it ended and could be spoken of until \(until)")
    }
}
