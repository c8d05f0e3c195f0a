import BusinessTime
import Contacts
import Facts
import Standards
import Testing

@testable import Watchdog

/// A watchdog that is started with another version of a calendar.
@Suite("Watchdog: open clocks are counted anew by the calendar in force")
struct RecountTests {
    /// The tests' calendar, closed on Monday 2024-03-04, or with a shorter day.
    private func changed(
        _ watch: Watch, version: Int = 4, closures: [CivilDate] = [CivilDate(year: 2024, month: 3, day: 4)],
        close: Int = 18
    ) throws -> WatchdogConfiguration {
        let before = watch.machine.configuration
        let hours = try BusinessCalendar(
            name: "hours", version: version, zone: Zone(name: "EST", fixedOffset: -5 * 3600),
            windows: BusinessCalendar.weekly(.init(open: 8 * 60, close: close * 60)), closures: closures,
            years: 2024...2025)
        return WatchdogConfiguration(
            directory: .standard, clocks: before.clocks.values.map(\.self),
            calendars: before.calendars.values.filter { $0.name != "hours" } + [hours], rows: before.rows)
    }

    private func spans(_ facts: [Fact]) -> [ClockSpanChanged] {
        facts.compactMap { if case .clockSpanChanged(let fact) = $0 { fact } else { nil } }
    }

    @Test("dues move with the version, what is suspended or is counted in nothing stays, and only once")
    func moves() throws {
        var watch = try Watch()
        let (preauthorization, still) = (WorkClocks.id("preauthorization"), WorkClocks.id("expedited"))
        watch.arm(preauthorization)
        watch.arm(still)
        watch.arm(Watch.answer, from: .seconds(-5))
        watch.router(suspended(still, .seconds(10)), after: .seconds(10))
        let before = try #require(watch.machine.state.ledger[preauthorization]?.thresholds.map(\.due))
        watch.machine.configuration = try changed(watch)
        let facts = watch.tick(after: .seconds(12))
        let moved = spans(facts)
        #expect(moved.map(\.clock) == [preauthorization] && moved.first?.cause == "calendar_changed")
        #expect(moved.first?.calendar == "hours@4" && moved.first?.at == Watch.start)
        // Two and five workdays after Friday: Tuesday becomes Wednesday, Friday becomes Monday.
        #expect(before.map(\.?.description) == ["2024-03-06T05:00:00.000000Z", "2024-03-09T05:00:00.000000Z"])
        #expect(
            moved.first?.dues.map(\.description)
                == ["2024-03-07T05:00:00.000000Z", "2024-03-12T05:00:00.000000Z"])
        #expect(facts.kinds.contains(.calendarsRecounted))
        #expect(spans(watch.tick(after: .seconds(13))).isEmpty)
        // The same version after another start changes nothing.
        watch.machine.configuration = try changed(watch)
        #expect(watch.tick(after: .seconds(14)).isEmpty)
        // What was suspended counts on in the version in force.
        let on = spans(watch.router(resumed(still, .seconds(20)), after: .seconds(20)))
        #expect(on.first?.calendar == "hours@4")
    }

    @Test("what the old version would have fired does not fire, and what the new one makes due fires at once")
    func fires() throws {
        var late = try Watch()
        let resolution = Watch.resolution
        late.arm(resolution)
        // 24 and 48 business hours from Friday 09:00.
        let due = try #require(late.machine.state.nextDeadline)
        late.machine.configuration = try changed(late)
        let after = Watch.start.duration(to: due)
        late.tick(after: after)
        let passed = late.answer(through: after, after: after)
        #expect(passed.passings.isEmpty && late.machine.state.nextDeadline.map { $0 > due } == true)

        var early = try Watch()
        early.arm(resolution)
        early.machine.configuration = try changed(early, closures: [], close: 20)
        // With two hours more on each day the 24 hours are over earlier than they were.
        let sooner = try #require(
            spans(early.tick(after: .seconds(60))).first?.dues.first)
        #expect(sooner < due)
        let at = Watch.start.duration(to: sooner)
        early.tick(after: at)
        #expect(early.answer(through: at, after: at).passings.map(\.due) == [sooner])
    }

    @Test("what had been counted before the present span stays counted")
    func keepsUsed() throws {
        var watch = try Watch()
        let paused = WorkClocks.id("expedited")
        watch.arm(paused)
        watch.router(suspended(paused, .seconds(3600)), after: .seconds(3600))
        watch.router(resumed(paused, .days(3)), after: .days(3))
        let used = try #require(watch.machine.state.ledger[paused]?.used)
        watch.machine.configuration = try changed(watch)
        let span = try #require(spans(watch.tick(after: .days(3) + .seconds(1))).first)
        #expect(span.used == used && span.at == at(.days(3)))
    }

    @Test("many are counted anew in slices, the first due first, and a restart in between goes on")
    func slices() throws {
        var watch = try Watch()
        for number in 1...1300 as ClosedRange<UInt64> {
            watch.arm(Clock.ID("resolution", contact: Contact.ID(gateway: 1, number: number), inquiry: 1))
        }
        watch.machine.configuration = try changed(watch)
        let first = watch.tick(after: .seconds(1))
        #expect(spans(first).count == 512 && spans(first).first?.clock.contact.number == 1)
        #expect(watch.machine.state.nextDeadline == at(.milliseconds(1010)))
        // Started again: what is done is not done twice.
        watch.machine = WatchdogMachine(
            configuration: watch.machine.configuration, state: watch.machine.state)
        let second = watch.tick(after: .milliseconds(1010))
        #expect(spans(second).count == 512 && spans(second).first?.clock.contact.number == 513)
        let last = watch.tick(after: .milliseconds(1020))
        #expect(spans(last).count == 1300 - 1024)
        #expect(watch.machine.state.recountAt == nil)
    }

    @Test("a stop that comes before a clock's slice is judged by the calendar in force")
    func stopFirst() throws {
        var watch = try Watch()
        for number in 1...600 as ClosedRange<UInt64> {
            watch.arm(Clock.ID("resolution", contact: Contact.ID(gateway: 1, number: number), inquiry: 1))
        }
        watch.machine.configuration = try changed(watch)
        watch.tick(after: .seconds(1))
        let last = Clock.ID("resolution", contact: Contact.ID(gateway: 1, number: 600), inquiry: 1)
        let facts = watch.router(stopped(last, .seconds(1)), after: .milliseconds(1001))
        #expect(spans(facts).map(\.clock) == [last])
        guard case .clockClosed(let closed) = facts.last else {
            Issue.record("not closed")
            return
        }
        #expect(closed.calendar == "hours@4" && closed.used == 1_000_000)
    }
}
