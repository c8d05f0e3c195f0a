import Contacts
import Facts
import Foundation
import Standards
import Testing

@testable import Watchdog

/// What follows when a passing was wrong: of alarms, of forecasts, and of the clock itself.
@Suite("Watchdog: what is taken back")
struct RetractionTests {
    private static let lead = EnforcementRow(
        name: "answer-lead", clock: "phone.answer", threshold: "30s",
        action: .alarm(recipient: "lead", acknowledgeWithin: .seconds(900), next: ["backup"]), cap: 2)

    private static func clock(_ number: UInt64) -> Clock.ID {
        Clock.ID("phone.answer", contact: Contact.ID(gateway: 1, number: number))
    }

    /// Calls `1...count` of one instant, all presumed to be answered too late.
    private func presumed(_ count: UInt64) throws -> Watch {
        var watch = try Watch(rows: [Self.lead])
        for number in 1...count { watch.arm(Self.clock(number)) }
        for second in [20, 21, 30, 31] { watch.tick(after: .seconds(second)) }
        return watch
    }

    private func reductions(_ facts: [Fact]) -> [String] {
        facts.compactMap { fact in
            guard case .alarmReduced(let reduced) = fact else { return nil }
            return "\(reduced.alarm): \(reduced.count)"
        }
    }

    @Test("13.A1: an alarm above the cap stands for one less with each that is taken back, till none is left")
    func group() throws {
        var watch = try presumed(5)
        #expect(watch.machine.state.openAlarms.map(\.count) == [1, 1, 3])
        func answer(_ number: UInt64) -> [String] {
            reductions(
                watch.router(stopped(Self.clock(number), .seconds(5)), after: .seconds(40 + Int(number))))
        }
        #expect(answer(3) == ["3: 2"], "the one that is named first")
        #expect(watch.machine.state.openAlarms.last?.clock == Self.clock(4))
        #expect(answer(1) == ["1: 0"])
        #expect(answer(5) == ["3: 1"])
        #expect(answer(4) == ["3: 0"])
        #expect(watch.machine.state.openAlarms.map(\.alarm) == [2])
        #expect(watch.tick(after: .seconds(940)).alarms.map(\.clock) == [Self.clock(2)])
    }

    @Test("13.A1: what an alarm went on as is taken back with it, and both survive a checkpoint")
    func passedOn() throws {
        var watch = try presumed(4)
        #expect(watch.tick(after: .seconds(940)).alarms.map(\.recipient) == ["backup", "backup", "backup"])
        let bytes = try JSONEncoder().encode(watch.machine.state)
        let state = try JSONDecoder().decode(WatchdogState.self, from: bytes)
        #expect(state == watch.machine.state)
        watch = try Watch(rows: [Self.lead], state: state)
        let first = watch.router(stopped(Self.clock(1), .seconds(5)), after: .seconds(950))
        #expect(reductions(first) == ["1: 0", "4: 0"])
        let grouped = watch.router(stopped(Self.clock(4), .seconds(5)), after: .seconds(951))
        #expect(reductions(grouped) == ["3: 1", "6: 1"])
        // An acknowledged one is nobody's any more.
        watch.handle(.submission(.acknowledgeAlarm(2, by: "lead")), after: .seconds(952))
        watch.handle(.submission(.acknowledgeAlarm(5, by: "backup")), after: .seconds(952))
        let last = watch.router(stopped(Self.clock(2), .seconds(5)), after: .seconds(953))
        #expect(reductions(last).isEmpty && last.kinds.contains(.breachRetracted))
    }

    @Test("13.A1: a warning that is taken back is called one")
    func level() throws {
        var watch = try presumed(1)
        let levels = watch.router(stopped(Self.clock(1), .seconds(5)), after: .seconds(40)).compactMap {
            if case .breachRetracted(let fact) = $0 { fact.level } else { nil }
        }
        #expect(levels == [.warn, .breach])
    }

    @Test("13.A1: a clock whose breach was taken back by its end is due as before when it is reopened")
    func reopened() throws {
        var watch = try Watch()
        let clock = WorkClocks.id("routine")
        watch.arm(clock)
        let day = Duration.hours(24)
        let before = watch.machine.state.ledger[clock]?.thresholds.map(\.due)
        watch.answer(through: day * 16, after: day * 16)
        #expect(watch.machine.state.ledger[clock]?.isBreached == true)
        let stop = ClockStopped(
            clock: clock, at: at(day), cause: "completed", by: "clerk", reopensUntil: at(day * 400))
        #expect(watch.router(.clockStopped(stop), after: day * 17).kinds == [.breachRetracted, .clockClosed])
        watch.router(
            .clockResumed(ClockResumed(clock: clock, at: at(day * 18), cause: "reopened")), after: day * 18)
        #expect(watch.machine.state.ledger[clock]?.thresholds.map(\.due) == before)
    }
}

/// What was said beforehand and is not so any more.
@Suite("Watchdog: a shortage that is averted")
struct AvertedShortageTests {
    private static let rule = FeasibilityRule(
        every: .seconds(900),
        teams: [
            .init(
                row: EnforcementRow(
                    name: "reviews", clock: FeasibilityRule.clock, threshold: "reviews",
                    action: .alarm(recipient: "chief", acknowledgeWithin: .hours(40), next: ["deputy"])),
                calendar: "hours", members: [], heads: 1, share: 10_000,
                handling: [.init("review", .seconds(3600))])
        ])

    /// Ten reviews by one person until the next morning: one too many.
    private func short() throws -> Watch {
        var watch = try Watch()
        let before = watch.machine.configuration
        watch.machine.configuration = WatchdogConfiguration(
            directory: .standard, clocks: before.clocks.values.map(\.self),
            calendars: before.calendars.values.map(\.self), rows: [], feasibility: Self.rule)
        for number in 1...10 as ClosedRange<UInt64> { watch.arm(review(number)) }
        #expect(watch.tick(after: .seconds(900)).alarms.map(\.recipient) == ["chief"])
        return watch
    }

    private func review(_ number: UInt64) -> Clock.ID {
        Clock.ID("review", item: Contact.ID(gateway: 4, number: number))
    }

    @Test("13.A1: its alarm is taken back with the next look that finds time enough")
    func averted() throws {
        var watch = try short()
        for number in 1...2 as ClosedRange<UInt64> {
            watch.router(suspended(review(number), .seconds(1000)), after: .seconds(1000))
        }
        #expect(watch.tick(after: .seconds(1800)).kinds == [.feasibilityJudged, .alarmReduced])
        #expect(watch.machine.state.openAlarms.isEmpty)
    }

    @Test("13.A1: it stands while something of it is late, and goes when the last of that is taken back")
    func late() throws {
        var watch = try short()
        watch.tick(after: .seconds(86_400))
        watch.answer(through: .seconds(86_400), after: .seconds(86_400))
        #expect(watch.tick(after: .seconds(87_300)).kinds == [.feasibilityJudged])
        #expect(watch.machine.state.openAlarms.map(\.rule) == ["reviews"], "it came true")
        var facts: [Fact] = []
        for number in 1...10 as ClosedRange<UInt64> {
            #expect(!facts.kinds.contains(.alarmReduced))
            facts = watch.router(suspended(review(number), .seconds(100)), after: .seconds(87_400))
        }
        #expect(facts.kinds.contains(.alarmReduced))
        #expect(watch.machine.state.openAlarms.isEmpty)
    }
}
