import Contacts
import Facts
import Foundation
import Standards
import Testing

@testable import Watchdog

@Suite("Clock ledger: spans, suspension and reopening")
struct SpanTests {
    private let expedited = WorkClocks.id("expedited")

    @Test(
        "a clock is suspended only where a clause allows it and with proof; a refusal says what is missing"
    )
    func suspension() throws {
        var watch = try Watch()
        for name in ["expedited", "routine", "yearly"] as [ClockName] { watch.arm(WorkClocks.id(name)) }
        func ask(_ name: ClockName, evidence: EvidenceToken?) -> Fact {
            .clockSuspended(
                ClockSuspended(
                    clock: WorkClocks.id(name), at: at(.seconds(5)), cause: "rescheduled", by: "clerk",
                    evidence: evidence))
        }
        let table: [(ClockName, EvidenceToken?, String)] = [
            ("expedited", nil, "no evidence; TOM 1-3 ¶4.1"), ("routine", "letter", "no clause lets routine"),
            ("yearly", "letter", "no clause lets yearly"),
        ]
        for (name, evidence, reason) in table {
            let before = watch.machine.state
            let facts = watch.router(ask(name, evidence: evidence), after: .seconds(6))
            guard case .clockRefused(let refused)? = facts.first, facts.count == 1 else {
                Issue.record("\(name): \(facts)")
                continue
            }
            #expect(refused.reason.hasPrefix(reason) && refused.by == "clerk")
            #expect(watch.machine.state == before)
        }
        let facts = watch.router(ask("expedited", evidence: "letter-9"), after: .seconds(7))
        guard case .clockSpanChanged(let span)? = facts.first else {
            Issue.record("\(facts)")
            return
        }
        #expect(span.mode == .suspended && span.evidence == "letter-9" && span.calendar == "hours@3")
    }

    @Test("being suspended from Monday to Thursday moves three workdays from Tuesday's end to Friday's")
    func moved() throws {
        var watch = try Watch()
        watch.arm(expedited)
        let monday = Duration.hours(3 * 24 + 3)
        let thursday = Duration.hours(6 * 24)
        let stand = watch.router(suspended(expedited, monday), after: monday)
        guard case .clockSpanChanged(let span)? = stand.first else {
            Issue.record("\(stand)")
            return
        }
        #expect(span.used == Duration.workdays(1).microseconds)
        watch.router(resumed(expedited, thursday), after: thursday)
        #expect(watch.machine.state.nextDeadline?.description == "2024-03-09T05:00:00.000000Z")
    }

    @Test("a reopened clock counts on from its own beginning: nothing is due later, nothing is passed twice")
    func reopened() throws {
        var watch = try Watch()
        let routine = WorkClocks.id("routine")
        watch.arm(routine)
        let day = Duration.hours(24)
        watch.answer(through: day * 16, after: day * 16)
        let stop = ClockStopped(
            clock: routine, at: at(day * 17), cause: "completed", by: "clerk", reopensUntil: at(day * 400))
        let closed = watch.router(.clockStopped(stop), after: day * 17)
        #expect(closed.kinds == [.clockClosed])
        #expect(watch.machine.state.clockCount == 1)
        #expect(watch.tick(after: day * 20).isEmpty)
        let again = watch.router(
            .clockResumed(ClockResumed(clock: routine, at: at(day * 20), cause: "reopened", by: "member")),
            after: day * 20)
        guard case .clockSpanChanged(let span)? = again.first, again.count == 1 else {
            Issue.record("\(again)")
            return
        }
        #expect(span.mode == .running && span.at == at(day * 17))
        #expect(
            span.dues.map(\.description) == ["2024-03-31T05:00:00.000000Z", "2024-04-15T05:00:00.000000Z"])
        let fired = watch.answer(through: day * 50, after: day * 50)
        #expect(fired.passings.map(\.threshold) == ["limit-2", "limit-3"])
    }

    @Test("what fell due between the stop and the reopening fires then, with its own due")
    func overdueWhenReopened() throws {
        var watch = try Watch()
        let review = WorkClocks.id("review")
        watch.arm(review)
        watch.router(
            .clockStopped(
                ClockStopped(clock: review, at: at(.hours(20)), cause: "c", reopensUntil: at(.hours(900)))),
            after: .hours(20))
        watch.tick(after: .hours(30))
        watch.router(
            .clockResumed(ClockResumed(clock: review, at: at(.hours(30)), cause: "reopened")),
            after: .hours(30))
        let fired = watch.answer(through: .hours(31), after: .hours(31))
        #expect(fired.passings.map(\.due) == [at(.hours(24))])
    }

    @Test("a clock whose clause says so stands between the stop and the reopening")
    func stands() throws {
        var watch = try Watch()
        let standing = WorkClocks.id("standing")
        let day = Duration.hours(24)
        watch.arm(standing)
        let stop = ClockStopped(clock: standing, at: at(day * 2), cause: "c", reopensUntil: at(day * 400))
        watch.router(.clockStopped(stop), after: day * 2)
        let again = watch.router(
            .clockResumed(ClockResumed(clock: standing, at: at(day * 7), cause: "reopened")), after: day * 7)
        #expect(again.kinds == [.clockSpanChanged, .clockSpanChanged])
        #expect(watch.machine.state.nextDeadline?.description == "2024-03-16T05:00:00.000000Z")
    }

    @Test("a stopped clock leaves the ledger when nothing can reopen it any more")
    func forgotten() throws {
        var watch = try Watch()
        watch.arm(expedited)
        let stop = ClockStopped(clock: expedited, at: at(.hours(1)), cause: "c", reopensUntil: at(.hours(50)))
        watch.router(.clockStopped(stop), after: .hours(1))
        #expect(watch.machine.state.nextDeadline == at(.hours(50)))
        let gone = watch.tick(after: .hours(50))
        #expect(gone.kinds == [.clockClosed])
        #expect(watch.machine.state.clockCount == 0)
        watch.router(resumed(expedited, .hours(51)), after: .hours(51))
        #expect(watch.machine.state.clockCount == 0)
    }

    @Test("the end of a contact leaves the clocks of a work item of the same id alone")
    func contactEnds() throws {
        var watch = try Watch()
        watch.arm(Clock.ID("phone.answer", contact: WorkClocks.item))
        watch.arm(expedited)
        watch.router(ended(WorkClocks.item, .seconds(1), .abandoned), after: .seconds(1))
        #expect(watch.machine.state.clockCount == 1)
        #expect(watch.machine.state.ledger[expedited] != nil)
    }

    @Test("a checkpoint keeps what a stopped clock may be reopened with")
    func checkpoint() throws {
        var watch = try Watch()
        watch.arm(expedited)
        let stop = ClockStopped(clock: expedited, at: at(.hours(1)), cause: "c", reopensUntil: at(.hours(50)))
        watch.router(.clockStopped(stop), after: .hours(1))
        let bytes = try JSONEncoder().encode(watch.machine.state)
        #expect(try JSONDecoder().decode(WatchdogState.self, from: bytes) == watch.machine.state)
    }
}
