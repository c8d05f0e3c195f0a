import SharedTesting
import BusinessTime
import Contacts
import Facts
import Kernel
import Reporting
import Standards
import Testing
import Watchdog

/// An audit log as the real watchdog machine makes it: what the router says goes in, both go to the log.
private struct WatchedLog {
    private(set) var log = Log()
    private var watchdog: WatchdogMachine

    init(_ calendar: BusinessCalendar) {
        // A clause that lets a clock be suspended, for the test of spans.
        let clocks = StandardClock.contract(hours: "hours").map { clock in
            var clock = clock
            if clock.name == "resolution" {
                clock.suspension = .init(clause: "of the test", begins: "asked", ends: "answered")
            }
            return clock
        }
        watchdog = WatchdogMachine(
            configuration: WatchdogConfiguration(
                directory: .standard, clocks: clocks, calendars: [calendar], rows: []),
            state: WatchdogState())
    }

    mutating func router(_ second: Int64, _ fact: Fact) {
        log.say("router", second, fact)
        take(.fact(fact, from: "router"), second)
    }

    /// Everything up to this second is known, and what is due fires.
    mutating func pass(_ second: Int64) {
        take(.tick, second)
        let watermark = Watermark(ask: watchdog.state.size > 0 ? 1 : 0, through: at(second))
        take(.fact(.watermark(watermark), from: "router"), second)
        take(.tick, second + 2)
    }

    /// The watchdog starts with another edition of its calendar.
    mutating func restart(with calendar: BusinessCalendar, _ second: Int64) {
        let before = watchdog.configuration
        let configuration = WatchdogConfiguration(
            directory: .standard, clocks: before.clocks.values.map(\.self), calendars: [calendar], rows: [])
        watchdog = WatchdogMachine(configuration: configuration, state: watchdog.state)
        take(.tick, second)
    }

    private mutating func take(_ input: Input, _ second: Int64) {
        for decided in watchdog.handle(input, at: at(second)) { log.say("watchdog", second, decided.fact) }
    }
}

/// Friday 2026-11-20, 09:00 in New York, 14:00Z.
private let friday: Int64 = 1_795_183_200
private let hour: Int64 = 3600

@Suite("Calendar diff")
struct CalendarDiffTests {
    private static func calendar(
        version: Int, windows: [[BusinessCalendar.Window]]? = nil, closures: [CivilDate] = []
    ) throws -> BusinessCalendar {
        try BusinessCalendar(
            name: "hours", version: version, zone: Zone(name: "EST", fixedOffset: -5 * 3600),
            windows: windows ?? BusinessCalendar.weekly(.init(open: 8 * 60, close: 18 * 60)),
            closures: closures, years: 2026...2027)
    }

    private static let closure = CivilDate(year: 2026, month: 11, day: 23)

    private func start(_ log: inout WatchedLog, _ name: ClockName, from second: Int64) -> Clock.ID {
        let clock = Clock.ID(name, contact: first, inquiry: name == "acknowledgement" ? 0 : 1)
        log.router(second, .clockStarted(ClockStarted(start: Clock.Start(clock, from: at(second)))))
        return clock
    }

    private func diff(_ log: WatchedLog, _ newer: BusinessCalendar, at second: Int64) -> CalendarDiff {
        CalendarDiff(
            log.log.projection(), newer: [newer], standards: StandardClock.contract(hours: "hours"),
            at: at(second))
    }

    @Test("every clock fact carries the calendar with the version that it was counted in")
    func version() throws {
        var log = WatchedLog(try Self.calendar(version: 7))
        _ = start(&log, "acknowledgement", from: friday)
        let armed = log.log.facts.compactMap { fact in
            if case .clockArmed(let armed) = fact.fact { armed.calendar } else { nil }
        }
        #expect(armed == ["hours@7"])
    }

    @Test("the same calendar moves nothing")
    func same() throws {
        var log = WatchedLog(try Self.calendar(version: 1))
        for name in ["acknowledgement", "resolution", "follow-up"] as [ClockName] {
            _ = start(&log, name, from: friday)
        }
        let diff = diff(log, try Self.calendar(version: 2), at: friday)
        #expect(diff.openClocks == 3 && diff.moves.isEmpty && diff.skipped.isEmpty)
    }

    @Test("a closure moves what is counted over it, in hours and in workdays, and nothing before it")
    func closure() throws {
        var log = WatchedLog(try Self.calendar(version: 1))
        _ = start(&log, "acknowledgement", from: friday)
        let resolution = start(&log, "resolution", from: friday)
        let followUp = start(&log, "follow-up", from: friday)
        let diff = diff(log, try Self.calendar(version: 2, closures: [Self.closure]), at: friday)
        let day = 24 * hour
        // 9 h on Friday, 10 h on each workday after but Thanksgiving: 24 h end on Tuesday, 48 h on Friday
        // at 17:00; without Monday on Wednesday, and on Monday at 17:00.
        let target = at(friday + 4 * day + 4 * hour)
        let limit = at(friday + 7 * day + 8 * hour)
        #expect(diff.moves.map(\.clock) == [followUp, resolution, resolution])
        let hours = diff.moves.filter { $0.clock == resolution }
        #expect(hours.map(\.from) == [target, limit])
        #expect(hours.map(\.to) == [target.advanced(by: .seconds(day)), at(friday + 10 * day + 8 * hour)])
        #expect(hours.map(\.level) == [.warn, .breach])
        let days = try #require(diff.moves.first)
        // The tenth workday is Friday, then Monday.
        #expect(days.from.duration(to: days.to) == .seconds(3 * day))
        #expect(diff.moves.allSatisfy { $0.effect == .none && $0.countedIn == "hours@1" })
    }

    @Test("what it says beforehand is what a watchdog does that starts with the new edition")
    func cameTrue() throws {
        let newer = try Self.calendar(version: 2, closures: [Self.closure])
        var log = WatchedLog(try Self.calendar(version: 1))
        let resolution = start(&log, "resolution", from: friday)
        _ = start(&log, "follow-up", from: friday)
        let said = diff(log, newer, at: friday + hour)
        log.restart(with: newer, friday + hour)
        let done = diff(log, newer, at: friday + hour)
        #expect(said.moves.count == 3 && done.moves.isEmpty && done.openClocks == 2)
        let dues = log.log.facts.compactMap { fact -> [Instant]? in
            guard case .clockSpanChanged(let span) = fact.fact, span.clock == resolution else { return nil }
            return span.dues
        }
        #expect(dues == [said.moves.filter { $0.clock == resolution }.map(\.to)])
    }

    @Test("a breach appears when the new due has passed, and vanishes when it has not")
    func breaches() throws {
        let short = try Self.calendar(version: 1)
        let allDay = BusinessCalendar.weekly(.init(open: 0, close: 1440))
        let long = try Self.calendar(version: 2, windows: allDay)
        var log = WatchedLog(short)
        let clock = start(&log, "acknowledgement", from: friday + 8 * hour)
        // 4 h from 17:00: 1 h on Friday, 3 h on Monday; round the clock, 21:00 on Friday.
        let diff = diff(log, long, at: friday + 13 * hour)
        let move = try #require(diff.moves.first { $0.level == .breach })
        #expect(move.clock == clock && move.effect == .appears && !move.isFired)
        #expect(move.to == at(friday + 12 * hour))

        var other = WatchedLog(long)
        _ = start(&other, "acknowledgement", from: friday + 8 * hour)
        other.pass(friday + 13 * hour)
        let back = self.diff(other, short, at: friday + 13 * hour)
        let gone = try #require(back.moves.first { $0.level == .breach })
        #expect(gone.effect == .vanishes && gone.isFired)
        #expect(gone.to == at(friday + 3 * 24 * hour + 2 * hour))
    }

    @Test("stopped and suspended clocks have no deadline to move; what was counted stays counted")
    func spans() throws {
        var log = WatchedLog(try Self.calendar(version: 1))
        let stopped = start(&log, "acknowledgement", from: friday)
        let held = start(&log, "resolution", from: friday)
        log.router(
            friday + hour, .clockStopped(ClockStopped(clock: stopped, at: at(friday + hour), cause: "sent")))
        let pause = ClockSuspended(
            clock: held, at: at(friday + hour), cause: "wait", evidence: "letter-7")
        log.router(friday + hour, .clockSuspended(pause))
        let newer = try Self.calendar(version: 2, closures: [Self.closure])
        let waiting = diff(log, newer, at: friday + hour)
        #expect(waiting.openClocks == 1 && waiting.moves.isEmpty)
        let tuesday = friday + 4 * 24 * hour
        log.router(tuesday, .clockResumed(ClockResumed(clock: held, at: at(tuesday), cause: "back")))
        // An hour was counted on Friday; from Tuesday on, both calendars count alike.
        let running = diff(log, newer, at: tuesday)
        #expect(running.openClocks == 1 && running.moves.isEmpty)
    }

    @Test("a clock that the standards no longer have, or whose calendar is gone, is named and left out")
    func skipped() throws {
        var log = WatchedLog(try Self.calendar(version: 1))
        _ = start(&log, "acknowledgement", from: friday)
        let gone = CalendarDiff(
            log.log.projection(), newer: [], standards: StandardClock.contract(hours: "hours"),
            at: at(friday))
        #expect(gone.skipped.count == 1 && gone.used == ["hours"])
        let unknown = CalendarDiff(
            log.log.projection(), newer: [try Self.calendar(version: 2)], standards: [], at: at(friday))
        #expect(unknown.skipped.count == 1 && unknown.moves.isEmpty)
    }

    @Test("the dates that differ are those of the closure, and every weekday when the hours change")
    func openings() throws {
        let old = try Self.calendar(version: 1)
        let week = CivilDate(year: 2026, month: 11, day: 20)...CivilDate(year: 2026, month: 11, day: 26)
        let closed = OpeningDiff(old, try Self.calendar(version: 2, closures: [Self.closure]), over: week)
        #expect(closed.days.map(\.date) == [Self.closure])
        #expect(closed.days.first?.new.isEmpty == true && closed.days.first?.newWorkday == false)
        let longer = try Self.calendar(
            version: 2, windows: BusinessCalendar.weekly(.init(open: 8 * 60, close: 19 * 60)))
        // Thanksgiving is closed in both.
        #expect(OpeningDiff(old, longer, over: week).days.map(\.date.day) == [20, 23, 24, 25])
    }
}
