import BusinessTime
import Contacts
import Facts
import Standards
import Testing

@testable import Watchdog

@Suite("Clock ledger: what clocks count in")
struct ClockUnitTests {
    // The start is Friday 2024-03-01 09:00 of a zone five hours behind UTC; a day ends at 05:00 UTC.
    @Test(
        "each unit is due when standards.md#business-time says",
        arguments: [
            (
                "routine",
                ["2024-03-16T05:00:00.000000Z", "2024-03-31T05:00:00.000000Z", "2024-04-15T05:00:00.000000Z"]
            ),
            ("interim", ["2024-04-01T05:00:00.000000Z"]),
            ("claim", ["2024-05-30T05:00:00.000000Z"]),
            ("expedited", ["2024-03-06T05:00:00.000000Z"]),
            ("preauthorization", ["2024-03-06T05:00:00.000000Z", "2024-03-09T05:00:00.000000Z"]),
            ("yearly", ["2025-03-02T05:00:00.000000Z"]),
            ("daily", ["2024-03-02T16:00:00.000000Z"]),
            ("review", ["2024-03-02T14:00:00.000000Z"]),
        ])
    func dues(name: String, expected: [String]) throws {
        var watch = try Watch()
        let facts = watch.arm(WorkClocks.id(ClockName(name)))
        guard case .clockArmed(let armed)? = facts.first else {
            Issue.record("\(name) was not armed: \(facts)")
            return
        }
        #expect(armed.thresholds.compactMap { $0.due?.description } == expected)
        #expect(armed.calendar == (name == "review" ? nil : name == "daily" ? "daily@2" : "hours@3"))
    }

    @Test("a stop exactly at the end of a date is late, one a microsecond before is in time")
    func exclusive() throws {
        for (offset, isLate) in [(Int64(-1), false), (0, true)] {
            var watch = try Watch()
            watch.arm(WorkClocks.id("expedited"))
            let due = try #require(watch.machine.state.nextDeadline)
            let after = Watch.start.duration(to: due) + .microseconds(offset)
            let facts = watch.router(stopped(WorkClocks.id("expedited"), after), after: after + .seconds(1))
            #expect(facts.passings.isEmpty != isLate, "\(offset) us from due")
            #expect(facts.contains { $0.kind == .clockClosed })
        }
    }

    /// A clock in days against a walk over all dates: with day 1 counting a date counts when the clock runs
    /// at its end, with counting after when it runs at its beginning, and it is due at the first end of a
    /// date by which enough have counted and at which it runs.
    @Test("however often a clock in days is suspended, a walk over the dates agrees", arguments: 1...300)
    func walk(seed: Int) throws {
        var random = Walk(UInt64(seed))
        let names: [ClockName] = ["claim", "expedited", "paused-after", "paused-days-after"]
        let name = names[seed % names.count]
        var watch = try Watch()
        let clock = WorkClocks.id(name)
        var due: Instant?
        let standard = try #require(WorkClocks.all.first { $0.name == name })
        var pauses: [(from: Instant, to: Instant)] = []
        // Never on a midnight, where beginnings and ends of dates meet.
        var now = Duration.hours(random.below(100)) + .seconds(600)
        due = watch.arm(clock, from: now, after: now).due
        let start = at(now)
        for _ in 0..<random.below(4) {
            let begin = now + .hours(1 + random.below(60))
            guard let last = due, at(begin) < last else { break }
            watch.router(suspended(clock, begin), after: begin)
            now = begin + .hours(1 + random.below(200))
            due = watch.router(resumed(clock, now), after: now).due
            pauses.append((at(begin), at(now)))
        }
        let calendar = try #require(watch.machine.configuration.calendars["hours"])
        let unit = standard.unit
        var counted = 0
        let amount = Int(standard.thresholds[0].amount.microseconds / 86_400_000_000)
        func runs(at instant: Instant) -> Bool {
            instant >= start && !pauses.contains { $0.from <= instant && instant < $0.to }
        }
        var day = calendar.zone.localDay(at: start)
        while true {
            let (begins, ends) = (calendar.zone.instant(ofDay: day), calendar.zone.instant(ofDay: day + 1))
            let counts: Bool
            switch unit {
            case .workdays(_, .dayOne):
                counts = runs(at: ends) && calendar.isWorkday(.init(daysSinceEpoch: day))
            case .workdays(_, .after):
                counts = runs(at: begins) && calendar.isWorkday(.init(daysSinceEpoch: day))
            case .calendarDays(_, .dayOne): counts = runs(at: ends)
            case .calendarDays(_, .after): counts = runs(at: begins)
            default: counts = false
            }
            if counts { counted += 1 }
            if counted >= amount, runs(at: ends) {
                #expect(due == ends, "\(name), \(pauses.count) pauses")
                return
            }
            day += 1
        }
    }
}

/// Numbers that a seed decides.
private struct Walk {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }
}

extension [Fact] {
    /// The first due that they tell of.
    fileprivate var due: Instant? {
        for fact in self {
            if case .clockArmed(let armed) = fact { return armed.thresholds.first?.due }
            if case .clockSpanChanged(let span) = fact { return span.dues.first }
        }
        return nil
    }
}
