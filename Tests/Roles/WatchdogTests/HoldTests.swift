import Contacts
import Facts
import Testing

@testable import Watchdog

@Suite("Watchdog: cumulative hold")
struct HoldTests {
    private var watch: Watch

    init() throws {
        watch = try Watch()
        watch.arm(Watch.hold, mode: .suspended)
    }

    @Test("several holds add up; the 20 s warning falls due in the third, after what the first two left")
    mutating func accumulates() {
        #expect(watch.machine.state.nextDeadline == nil)
        for (begin, end) in [(10, 18), (30, 37)] {
            watch.router(resumed(Watch.hold, .seconds(begin)), after: .seconds(begin))
            watch.router(suspended(Watch.hold, .seconds(end)), after: .seconds(end))
        }
        #expect(watch.machine.state.ledger[Watch.hold]?.used == 15_000_000)
        watch.router(resumed(Watch.hold, .seconds(100)), after: .seconds(100))
        #expect(watch.machine.state.nextDeadline == at(.seconds(105)))
        watch.tick(after: .seconds(105))
        let warned = watch.answer(through: .seconds(105), after: .seconds(105))
        #expect(warned.passings.map(\.threshold) == ["20s"])
        #expect(watch.machine.state.nextDeadline == at(.seconds(115)))
        let closed = watch.router(ended(Watch.contact, .seconds(112)), after: .seconds(112))
        guard case .clockClosed(let clock) = closed.last else {
            Issue.record("not closed")
            return
        }
        #expect(clock.used == 27_000_000)
    }

    @Test("a hold of exactly the budget is on time, a microsecond of another one is not")
    mutating func exactly() {
        watch.router(resumed(Watch.hold, .zero), after: .zero)
        let first = watch.router(suspended(Watch.hold, .seconds(20)), after: .milliseconds(20_010))
        #expect(first.kinds == [.clockSpanChanged])
        watch.router(resumed(Watch.hold, .seconds(50)), after: .seconds(50))
        let second = watch.router(
            suspended(Watch.hold, .seconds(50) + .microseconds(1)), after: .milliseconds(50_010))
        #expect(second.kinds == [.clockWarned, .clockSpanChanged])
    }

    @Test("a presumed hold warning is retracted by an unhold in time, and may come due again later")
    mutating func retraction() {
        watch.router(resumed(Watch.hold, .zero), after: .zero)
        watch.tick(after: .seconds(20))
        #expect(watch.tick(after: .seconds(21)).passings.count == 1)
        let late = watch.router(suspended(Watch.hold, .seconds(19)), after: .seconds(22))
        #expect(late.kinds == [.breachRetracted, .clockSpanChanged])
        #expect(watch.machine.state.nextDeadline == nil)
        watch.router(resumed(Watch.hold, .seconds(40)), after: .seconds(40))
        #expect(watch.machine.state.nextDeadline == at(.seconds(41)))
        watch.tick(after: .seconds(41))
        #expect(watch.answer(through: .seconds(41), after: .seconds(41)).passings.map(\.threshold) == ["20s"])
    }

    @Test("a hold that is told after a later wait began counts from its own beginning, and fires what is due")
    mutating func toldLate() {
        watch.router(resumed(Watch.hold, .seconds(47)), after: .seconds(47))
        let earlier = watch.router(resumed(Watch.hold, .seconds(10)), after: .seconds(48))
        // What is overdue by then is asked about at once.
        #expect(earlier.kinds == [.clockSpanChanged, .watermarkAsked, .watermarkAwaited])
        #expect(watch.machine.state.ledger[Watch.hold]?.since == at(.seconds(10)))
        let fired = watch.answer(through: .seconds(48), after: .seconds(48)).passings
        #expect(fired.map(\.threshold) == ["20s", "30s"])
        #expect(fired.map(\.due) == [at(.seconds(30)), at(.seconds(40))])
        let suspended = watch.router(suspended(Watch.hold, .seconds(50)), after: .seconds(50))
        #expect(suspended.kinds == [.clockSpanChanged])
        #expect(watch.machine.state.ledger[Watch.hold]?.used == 40_000_000)
    }

    @Test("an unhold without a hold, and a second hold, have no effect")
    mutating func idempotent() {
        #expect(watch.router(suspended(Watch.hold, .seconds(1)), after: .seconds(1)).isEmpty)
        watch.router(resumed(Watch.hold, .seconds(2)), after: .seconds(2))
        #expect(watch.router(resumed(Watch.hold, .seconds(3)), after: .seconds(3)).isEmpty)
        #expect(watch.machine.state.ledger[Watch.hold]?.since == at(.seconds(2)))
    }
}
