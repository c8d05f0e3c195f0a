import BusinessTime
import Contacts
import Measures
import Randomness
import Testing

@Suite("Report windows")
struct WindowTests {
    private let zone: Zone

    init() throws { zone = try systemZone("America/New_York") }

    @Test(
        "windows tile the dates asked for: none overlaps, none is left out, whatever the dates",
        arguments: UInt64(1)...20)
    func partition(_ seed: UInt64) {
        var random = SplitMix64(state: seed)
        for kind in WindowKind.allCases where kind != .rollingSevenDays && kind != .optionPeriod {
            let first = CivilDate(daysSinceEpoch: Int(random.pick(18_000..<21_000)))
            let last = first.advanced(byDays: Int(random.pick(0..<(kind == .quarterHour ? 4 : 500))))
            let windows = kind.windows(from: first, through: last, in: zone)
            #expect(windows.first?.start == zone.instant(ofDay: first.daysSinceEpoch), "seed \(seed)")
            #expect(windows.last?.end == zone.instant(ofDay: last.daysSinceEpoch + 1), "seed \(seed)")
            for (one, next) in zip(windows, windows.dropFirst()) {
                #expect(one.end == next.start && one.start < one.end, "seed \(seed), \(kind) \(one.name)")
            }
            #expect(Set(windows.map(\.name)).count == windows.count, "seed \(seed), \(kind)")
        }
    }

    @Test("a day of 23 hours has 92 quarter hours, one of 25 has 100, and no two of them have one name")
    func clockChanges() throws {
        for (date, count) in [("2026-03-08", 92), ("2026-11-01", 100), ("2026-05-05", 96)] {
            let windows = WindowKind.quarterHour.windows(
                from: try day(date), through: try day(date), in: zone)
            #expect(windows.count == count && Set(windows.map(\.name)).count == count)
        }
        let name = WindowKind.quarterHour.windows(
            from: try day("2026-11-01"), through: try day("2026-11-01"), in: zone)[9].name
        #expect(name == "2026-11-01T01:15-05:00")
    }

    @Test("a month that was asked for in part says so; weeks begin on Monday")
    func parts() throws {
        let months = WindowKind.month.windows(
            from: try day("2026-01-15"), through: try day("2026-03-31"), in: zone)
        #expect(months.map(\.name) == ["2026-01", "2026-02", "2026-03"])
        #expect(months.map(\.isWhole) == [false, true, true])
        let weeks = WindowKind.week.windows(
            from: try day("2026-03-04"), through: try day("2026-03-09"), in: zone)
        #expect(weeks.map(\.name) == ["week of 2026-03-02", "week of 2026-03-09"])
        let quarters = WindowKind.quarter.windows(
            from: try day("2025-12-31"), through: try day("2026-04-01"), in: zone)
        #expect(quarters.map(\.name) == ["2025 Q4", "2026 Q1", "2026 Q2"])
        let years = WindowKind.year.windows(
            from: try day("2024-02-29"), through: try day("2025-01-01"), in: zone)
        #expect(years.map(\.name) == ["2024", "2025"])
    }

    @Test("a rolling window ends on each date and reaches back six dates; option periods are the contract's")
    func rolling() throws {
        let windows = WindowKind.rollingSevenDays.windows(
            from: try day("2026-03-08"), through: try day("2026-03-09"), in: zone)
        #expect(windows.map(\.dates.lowerBound) == [try day("2026-03-02"), try day("2026-03-03")])
        #expect(windows[0].start.duration(to: windows[0].end) == .seconds(7 * 86_400 - 3600))
        let periods = [
            OptionDates(number: 2, first: try day("2026-01-01"), last: try day("2026-12-31")),
            OptionDates(number: 1, first: try day("2025-01-01"), last: try day("2025-12-31")),
        ]
        let found = WindowKind.optionPeriod.windows(
            from: try day("2025-12-01"), through: try day("2026-12-31"), in: zone, periods: periods)
        #expect(found.map(\.name) == ["option period 1", "option period 2"])
        #expect(found.map(\.isWhole) == [false, true])
        let none = WindowKind.optionPeriod.windows(
            from: try day("2024-01-01"), through: try day("2024-12-31"), in: zone, periods: periods)
        #expect(none.isEmpty)
    }

    @Test("a timeline gives each window the records whose instant lies in it", arguments: UInt64(1)...10)
    func timeline(_ seed: UInt64) {
        var random = SplitMix64(state: seed)
        let instants = (0..<200).map { _ in at(random.pick(0..<(86_400 * 5))) }
        let timeline = Timeline(instants) { $0 }
        let windows = WindowKind.day.windows(
            from: CivilDate(daysSinceEpoch: 0), through: CivilDate(daysSinceEpoch: 4), in: .utc)
        for window in windows {
            #expect(timeline.records(in: window).count == instants.count { window.contains($0) })
        }
        #expect(windows.reduce(0) { $0 + timeline.records(in: $1).count } == 200, "seed \(seed)")
    }
}
