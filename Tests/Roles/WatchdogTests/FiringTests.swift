import Contacts
import Facts
import Standards
import Testing

@testable import Watchdog

@Suite("Watchdog: when thresholds fire")
struct FiringTests {
    @Test(
        "a threshold is asked about at due, never before, and fires when the watermark reaches due",
        arguments: [-1, 0, 1])
    func boundary(milliseconds: Int) throws {
        var watch = try Watch()
        watch.arm(Watch.answer)
        #expect(watch.machine.state.nextDeadline == at(.seconds(20)))
        let moment = Duration.seconds(20) + .milliseconds(milliseconds)
        let asked = watch.tick(after: moment)
        #expect(asked.kinds == (milliseconds < 0 ? [] : [.watermarkAsked, .watermarkAwaited]))
        let answered = watch.answer(through: moment, after: moment)
        #expect(answered.passings.map(\.threshold) == (milliseconds < 0 ? [] : ["20s"]))
    }

    @Test("a watermark one millisecond before due fires nothing, one at due fires", arguments: [-1, 0, 1])
    func watermark(milliseconds: Int) throws {
        var watch = try Watch()
        watch.arm(Watch.answer)
        watch.tick(after: .seconds(20))
        let facts = watch.answer(
            through: .seconds(20) + .milliseconds(milliseconds), after: .seconds(20) + .milliseconds(5))
        #expect(facts.passings.count == (milliseconds < 0 ? 0 : 1))
        #expect(facts.passings.allSatisfy { !$0.presumed && $0.due == at(.seconds(20)) })
    }

    @Test(
        "T5: a stop 1 ms before due or at due is on time and nothing fires; 1 ms later proves the breach",
        arguments: [-1, 0, 1])
    func stopAroundDue(milliseconds: Int) throws {
        var watch = try Watch()
        watch.arm(Watch.answer)
        watch.tick(after: .seconds(20))
        let when = Duration.seconds(20) + .milliseconds(milliseconds)
        let facts = watch.router(stopped(Watch.answer, when), after: .seconds(20) + .milliseconds(30))
        #expect(facts.kinds == (milliseconds <= 0 ? [.clockClosed] : [.clockWarned, .clockClosed]))
        #expect(watch.tick(after: .seconds(40)).isEmpty)
    }

    @Test("each threshold fires once, in order of due, warn as a warning and breach as a breach")
    func once() throws {
        var watch = try Watch()
        watch.arm(Watch.answer)
        var facts: [Fact] = []
        for second in 0...70 {
            facts += watch.tick(after: .seconds(second))
            facts += watch.answer(through: .seconds(second), after: .seconds(second))
        }
        #expect(facts.passings.map(\.threshold) == ["20s", "30s", "60s"])
        #expect(facts.kinds.filter { $0 == .clockWarned }.count == 1)
        #expect(facts.kinds.filter { $0 == .clockBreached }.count == 2)
    }

    @Test("without a watermark a threshold is presumed one second after due, and a stop in time retracts it")
    func presumedAndRetracted() throws {
        var watch = try Watch()
        watch.arm(Watch.answer)
        watch.tick(after: .seconds(20))
        #expect(watch.machine.state.nextDeadline == at(.seconds(21)))
        #expect(watch.tick(after: .milliseconds(20_999)).isEmpty)
        let presumed = watch.tick(after: .seconds(21))
        #expect(presumed.passings.map(\.presumed) == [true])
        let late = watch.router(stopped(Watch.answer, .seconds(20)), after: .milliseconds(21_500))
        #expect(late.kinds == [.breachRetracted, .clockClosed])
        #expect(watch.machine.state.clockCount == 0)
        #expect(watch.machine.state.nextDeadline == nil)
    }

    @Test("a stop after due leaves a presumed breach in force")
    func presumedAndRight() throws {
        var watch = try Watch()
        watch.arm(Watch.answer)
        watch.tick(after: .seconds(20))
        watch.tick(after: .seconds(21))
        let late = watch.router(stopped(Watch.answer, .milliseconds(20_001)), after: .milliseconds(21_500))
        #expect(late.kinds == [.clockClosed])
    }

    @Test("an abandonment before due retracts a presumed breach and drops the contact's own clocks only")
    func ended() throws {
        var watch = try Watch()
        watch.arm(Watch.answer)
        watch.arm(Watch.hold, mode: .suspended)
        watch.arm(Watch.resolution)
        watch.tick(after: .seconds(20))
        watch.tick(after: .seconds(21))
        let facts = watch.router(WatchdogTests.ended(Watch.contact, .seconds(19)), after: .seconds(22))
        #expect(facts.kinds == [.breachRetracted, .clockClosed, .clockClosed])
        #expect(watch.machine.state.ledger[Watch.resolution] != nil)
        #expect(watch.machine.state.clockCount == 1)
    }

    @Test(
        "an unanswered contact takes its inquiries' clocks with it, an answered one or a callback does not"
    )
    func inquiryClocks() throws {
        for outcome in Contact.Outcome.allCases {
            var watch = try Watch()
            watch.arm(Watch.resolution)
            watch.router(WatchdogTests.ended(Watch.contact, .seconds(5), outcome), after: .seconds(5))
            let isKept = outcome.isAnswered || outcome == .callback
            #expect(watch.machine.state.clockCount == (isKept ? 1 : 0), "\(outcome)")
        }
    }

    @Test("one question is in flight at a time, and what falls due meanwhile is asked about next")
    func oneQuestion() throws {
        var watch = try Watch()
        let other = Clock.ID("phone.answer", contact: Contact.ID(gateway: 1, number: 43))
        watch.arm(Watch.answer)
        watch.arm(other, from: .milliseconds(200), after: .milliseconds(200))
        #expect(watch.tick(after: .seconds(20)).kinds == [.watermarkAsked, .watermarkAwaited])
        #expect(watch.tick(after: .milliseconds(20_300)).isEmpty)
        let facts = watch.answer(through: .seconds(20), after: .milliseconds(20_400))
        #expect(facts.kinds == [.watermarkNoted, .clockWarned, .watermarkAsked, .watermarkAwaited])
        #expect(watch.machine.state.nextDeadline == at(.milliseconds(21_200)))
    }

    @Test("a dead router delays no clock by more than the second after its due")
    func deadRouter() throws {
        var watch = try Watch()
        var ids: [Clock.ID] = []
        for number in 0..<50 {
            let id = Clock.ID("chat.first-response", contact: Contact.ID(gateway: 2, number: UInt64(number)))
            watch.arm(id, from: .milliseconds(number * 70), after: .milliseconds(number * 70))
            ids.append(id)
        }
        var fired: [Clock.ID] = []
        while let deadline = watch.machine.state.nextDeadline {
            let facts = watch.tick(after: Watch.start.duration(to: deadline))
            for passed in facts.passings {
                #expect(passed.presumed)
                #expect(passed.at == passed.due.advanced(by: .seconds(1)))
                fired.append(passed.clock)
            }
        }
        #expect(fired == ids)
    }

    @Test("an answer that tells too little never keeps a breach from being presumed")
    func unhelpfulAnswers() throws {
        var watch = try Watch()
        watch.arm(Watch.answer)
        var fired: [ThresholdPassed] = []
        for step in 0..<30 {
            let moment = Duration.milliseconds(20_000 + step * 100)
            fired += watch.answer(through: .seconds(19), after: moment).passings
        }
        #expect(fired.map(\.threshold) == ["20s"])
        #expect(fired.first?.at == at(.seconds(21)))
    }

    @Test("a clock that arrives after its due, below the known watermark, fires at once")
    func lateArrival() throws {
        var watch = try Watch()
        watch.router(.watermark(Watermark(ask: 0, through: at(.seconds(50)))), after: .seconds(50))
        let facts = watch.arm(Watch.answer, after: .seconds(51))
        #expect(facts.passings.map(\.threshold) == ["20s", "30s"])
    }

    @Test(
        "4 business hours from Friday 15:00 end on Monday 09:00, and the fact names the calendar's version"
    )
    func businessHours() throws {
        var watch = try Watch()
        let id = Clock.ID("acknowledgement", contact: Watch.contact)
        let facts = watch.arm(id, from: .seconds(6 * 3600), after: .seconds(6 * 3600))
        guard case .clockArmed(let armed) = facts.first else {
            Issue.record("not armed")
            return
        }
        #expect(armed.calendar == "hours@3")
        #expect(armed.thresholds.map(\.due) == [at(.seconds(3 * 86_400))])
    }

    @Test("workdays: a stop exactly at the due instant is late, and such a clock is never suspended")
    func workdays() throws {
        var watch = try Watch()
        let id = Clock.ID("follow-up", contact: Watch.contact, inquiry: 1)
        watch.arm(id)
        // Day 1 is Friday 1 March, day 10 Thursday 14 March; due is midnight after it, 05:00Z.
        let due = try #require(watch.machine.state.nextDeadline)
        #expect("\(due)" == "2024-03-15T05:00:00.000000Z")
        #expect(watch.router(suspended(id, .seconds(1)), after: .seconds(1)).kinds == [.clockRefused])
        let after = Watch.start.duration(to: due)
        let facts = watch.router(stopped(id, after), after: after)
        #expect(facts.kinds == [.clockBreached, .clockClosed])
    }

    @Test("after hundreds of clocks begun and stopped, the next deadline is the earliest that is left")
    func churn() throws {
        var watch = try Watch()
        func id(_ number: Int) -> Clock.ID {
            Clock.ID("chat.first-response", contact: Contact.ID(gateway: 2, number: UInt64(number)))
        }
        for number in 0..<500 {
            watch.arm(id(number), from: .milliseconds(number * 7919 % 500))
        }
        for number in 0..<480 {
            watch.router(stopped(id(number * 7 % 500), .seconds(1)), after: .seconds(1))
        }
        let left = (480..<500).map { $0 * 7 % 500 }
        let earliest = left.map { $0 * 7919 % 500 }.min() ?? 0
        #expect(watch.machine.state.clockCount == 20)
        #expect(watch.machine.state.nextDeadline == at(.seconds(60) + .milliseconds(earliest)))
    }
}
