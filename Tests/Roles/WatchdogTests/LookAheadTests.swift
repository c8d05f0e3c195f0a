import BusinessTime
import Contacts
import Facts
import Foundation
import Standards
import Testing

@testable import Watchdog

/// Clocks, roster and attendance in the watchdog, before anything is late.
@Suite("Watchdog: what can no longer be done in time is said before")
struct LookAheadTests {
    private static let row = EnforcementRow(
        name: "reviews", clock: FeasibilityRule.clock, threshold: "reviews",
        action: .alarm(recipient: "chief", acknowledgeWithin: .seconds(36_000), next: ["deputy"]))

    /// Two people who need an hour for a review, which is due after 24 hours.
    private static func rule(heads: UInt64 = 2, members: Set<Agent.ID> = ["A1", "A2"]) -> FeasibilityRule {
        FeasibilityRule(
            every: .seconds(900),
            teams: [
                .init(
                    row: row, calendar: "hours", members: members, heads: heads, share: 10_000,
                    handling: [.init("review", .seconds(3600))])
            ])
    }

    private func watch(_ rule: FeasibilityRule? = rule()) throws -> Watch {
        var watch = try Watch()
        let before = watch.machine.configuration
        watch.machine.configuration = WatchdogConfiguration(
            directory: .standard, clocks: before.clocks.values.map(\.self),
            calendars: before.calendars.values.map(\.self), rows: [], feasibility: rule)
        return watch
    }

    private func review(_ number: UInt64) -> Clock.ID {
        Clock.ID("review", item: Contact.ID(gateway: 4, number: number))
    }

    private func attend(_ agent: Agent.ID, _ isPresent: Bool, _ watch: inout Watch, at second: Int) {
        watch.router(
            .attendanceChanged(
                AttendanceChanged(
                    agent: agent, tier: .two, isPresent: isPresent, at: at(.seconds(second)))),
            after: .seconds(second))
    }

    private func judged(_ facts: [Fact]) -> FeasibilityJudged? {
        facts.compactMap { if case .feasibilityJudged(let fact) = $0 { fact } else { nil } }.first
    }

    @Test("it looks when work opens and every quarter of an hour, and stops when nothing is open")
    func rhythm() throws {
        var watch = try watch()
        #expect(watch.machine.state.nextDeadline == nil)
        attend("A1", true, &watch, at: 0)
        #expect(judged(watch.arm(review(1)))?.next == at(.seconds(900)))
        #expect(judged(watch.arm(review(2), after: .seconds(10))) == nil)
        #expect(watch.machine.state.nextDeadline == at(.seconds(900)))
        #expect(judged(watch.tick(after: .seconds(900)))?.verdicts.map(\.pieces) == [2])
        for number in [1, 2] as [UInt64] {
            watch.router(stopped(review(number), .seconds(1000)), after: .seconds(1000))
        }
        #expect(judged(watch.tick(after: .seconds(1800)))?.next == nil)
        #expect(watch.machine.state.nextDeadline == nil)
    }

    @Test("more than the people signed in can do rings once, before the first is late, and names the items")
    func rings() throws {
        var watch = try watch()
        attend("A1", true, &watch, at: 0)
        attend("B9", true, &watch, at: 0)
        // Nine hours are left today, and of Saturday none: nine reviews by one person.
        for number in 1...9 as ClosedRange<UInt64> { #expect(watch.arm(review(number)).alarms.isEmpty) }
        #expect(watch.tick(after: .seconds(900)).alarms.map(\.rule) == ["reviews"], "a quarter is gone")
        #expect(watch.tick(after: .seconds(1800)).alarms.isEmpty, "it has rung")
        let verdict = judged(watch.tick(after: .seconds(2700)))?.verdicts.first
        #expect(verdict?.due == at(.seconds(86_400)) && verdict?.present == 1 && verdict?.rostered == 2)
        #expect(verdict?.needed == Duration.seconds(9 * 3600).microseconds)
        #expect(verdict?.available == Duration.seconds(9 * 3600 - 2700).microseconds)
        // The second comes: there is time enough, and a later shortfall rings again.
        attend("A2", true, &watch, at: 3000)
        #expect(judged(watch.tick(after: .seconds(3600)))?.verdicts.first?.due == nil)
        attend("A2", false, &watch, at: 4000)
        let again = watch.tick(after: .seconds(4500))
        let alarm = try #require(again.alarms.first)
        #expect(alarm.recipient == "chief")
        #expect(alarm.clock == Clock.ID("feasibility", contact: review(1).contact))
        #expect(judged(again)?.verdicts[0].items == (1...9).map { review($0) })
        let evidence = try #require(alarm.evidence)
        #expect(evidence.hasPrefix("9 pieces due by 2024-03-02T14:00:00.000000Z need 9.00 h of work;"))
        let end =
            "1 signed in, 2 rostered have 7.75 h; first: review@C4-1, review@C4-2, review@C4-3, "
            + "review@C4-4, review@C4-5"
        #expect(evidence.hasSuffix(end), "\(evidence)")
    }

    @Test("tomorrow is the roster's, whoever has left today; so is the beginning of a day")
    func tomorrow() throws {
        let later = FeasibilityRule(
            every: .seconds(900),
            teams: [
                .init(
                    row: Self.row, calendar: "hours", members: ["A1", "A2"], heads: 2, share: 10_000,
                    handling: [.init("expedited", .seconds(3600))])
            ])
        var watch = try watch(later)
        let clock = Clock.ID("expedited", item: WorkClocks.item)
        // Due at the end of Tuesday: nobody is signed in on Friday, two are rostered on Monday and Tuesday.
        let first = judged(watch.arm(clock))?.verdicts.first
        #expect(first?.due == nil && first?.present == 0)
        #expect(first?.available == Duration.seconds(40 * 3600).microseconds)
        // Monday 08:00 to 08:15: who is to come may still sign in.
        let monday = 71 * 3600
        #expect(
            judged(watch.tick(after: .seconds(monday)))?.verdicts.first?.available
                == Duration.seconds(40 * 3600).microseconds)
        #expect(
            judged(watch.tick(after: .seconds(monday + 900)))?.verdicts.first?.available
                == Duration.seconds(20 * 3600).microseconds)
    }

    @Test("people who do not sign in here count as rostered; what is suspended or is late needs nobody")
    func heads() throws {
        var watch = try watch(Self.rule(heads: 1, members: []))
        for number in 1...10 as ClosedRange<UInt64> { watch.arm(review(number)) }
        let short = judged(watch.tick(after: .seconds(900)))?.verdicts.first
        #expect(short?.present == nil && short?.due != nil && short?.pieces == 10)
        watch.router(suspended(review(1), .seconds(1000)), after: .seconds(1000))
        watch.router(suspended(review(2), .seconds(1000)), after: .seconds(1000))
        let fits = judged(watch.tick(after: .seconds(1800)))?.verdicts.first
        #expect(fits?.due == nil && fits?.pieces == 8)
        // A day later all are late: nothing can be met any more, and nothing is to be said beforehand.
        watch.tick(after: .seconds(86_400))
        watch.answer(through: .seconds(86_400), after: .seconds(86_400))
        #expect(judged(watch.tick(after: .seconds(87_300)))?.verdicts.first?.pieces == 0)
    }

    @Test("who was there survives a checkpoint; a rule that is taken away ends the looking")
    func checkpoint() throws {
        var watch = try watch()
        attend("A1", true, &watch, at: 0)
        watch.arm(review(1))
        let written = try JSONEncoder().encode(watch.machine.state)
        let read = try JSONDecoder().decode(WatchdogState.self, from: written)
        #expect(read == watch.machine.state)
        #expect(read.ledger.load.has("review"))
        watch.machine.configuration = try self.watch(nil).machine.configuration
        #expect(judged(watch.tick(after: .seconds(900)))?.next == nil)
        #expect(try self.watch(nil).machine.configuration.feasibility == nil)
    }

    @Test("without a rule nothing is looked at")
    func off() throws {
        var watch = try watch(nil)
        #expect(judged(watch.arm(review(1))) == nil)
    }
}
