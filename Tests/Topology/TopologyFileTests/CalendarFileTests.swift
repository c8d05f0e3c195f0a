import BusinessTime
import Config
import Contacts
import Testing
import TopologyFile

@Suite("Calendars file")
struct CalendarFileTests {
    private func edition(_ calendars: String, name: String = "calendars.yaml") throws -> CalendarEdition {
        let folder = try ScratchFolder()
        return try CalendarEdition(path: folder.write("version: 1\ncalendars:\n\(calendars)", to: name))
    }

    private func calendar(
        _ name: String = "nurse-line", version: Int = 1, zone: String = "America/New_York",
        windows: String, closures: String = "[]"
    ) -> String {
        """
          - name: \(name)
            version: \(version)
            zone: \(zone)
            holidays: federal
            closures: \(closures)
            windows: \(windows)

        """
    }

    private func instant(_ date: CivilDate, _ hour: Int, in calendar: BusinessCalendar) -> Instant {
        calendar.zone.instant(ofDay: date.daysSinceEpoch, minute: hour * 60)
    }

    @Test("a window over midnight is two, each a part of its own date; holidays close the part on their date")
    func midnight() throws {
        let night = try #require(
            try edition(calendar(windows: "{weekdays: [\"22:00-06:00+1\"]}")).calendars.first)
        #expect(night.windows[0] == [.init(open: 1320, close: 1440)], "nobody opens on Sunday night")
        #expect(night.windows[1] == [.init(open: 0, close: 360), .init(open: 1320, close: 1440)])
        #expect(night.windows[5] == [.init(open: 0, close: 360)], "Friday's night ends on Saturday")
        // Thanksgiving is Thursday 2026-11-26: Wednesday's night ends at its midnight, its own part is
        // closed, and what is left of its night after midnight is Friday's, who is open.
        let holiday = CivilDate(year: 2026, month: 11, day: 26)
        #expect(night.isOpen(at: instant(holiday.advanced(byDays: -1), 23, in: night)))
        for hour in [0, 5, 22, 23] { #expect(!night.isOpen(at: instant(holiday, hour, in: night))) }
        #expect(night.isOpen(at: instant(holiday.advanced(byDays: 1), 0, in: night)))
        // 4 hours from Wednesday 22:00: two until midnight, none on Thursday, two on Friday.
        let start = instant(holiday.advanced(byDays: -1), 22, in: night)
        let due = night.due(start: start, kind: .businessHours(.seconds(4 * 3600)))
        #expect(due == instant(holiday.advanced(byDays: 1), 2, in: night))
    }

    @Test("split shifts beside a night, and a window until midnight exactly")
    func shifts() throws {
        let calendar = try #require(
            try edition(
                calendar(
                    windows: "{monday: [\"08:00-12:00\", \"13:00-17:00\", \"20:00-02:00+1\"],"
                        + " tuesday: [\"02:00-04:00\", \"20:00-00:00+1\"]}")
            ).calendars.first)
        #expect(calendar.windows[0].map(\.open) == [480, 780, 1200])
        #expect(calendar.windows[1].map(\.open) == [0, 120, 1200])
        #expect(calendar.windows[1].map(\.close) == [120, 240, 1440])
        #expect(calendar.windows[2].isEmpty, "midnight itself belongs to nobody's next day")
    }

    @Test("calendars of several zones stand side by side, each with its own dates")
    func zones() throws {
        let file = try edition(
            calendar("east", windows: "{weekdays: [\"08:00-18:00\"]}")
                + calendar("west", zone: "America/Los_Angeles", windows: "{weekdays: [\"08:00-18:00\"]}"))
        let east = try #require(file.calendar("east"))
        let west = try #require(file.calendar("west"))
        let date = CivilDate(year: 2026, month: 11, day: 27)
        #expect(instant(date, 8, in: east).duration(to: instant(date, 8, in: west)) == .seconds(3 * 3600))
        let evening = instant(date, 17, in: west)
        #expect(west.isOpen(at: evening) && !east.isOpen(at: evening))
    }

    @Test("a run of closures closes each of its dates")
    func closures() throws {
        let run = try #require(
            try edition(
                calendar(
                    windows: "{weekdays: [\"08:00-18:00\"]}",
                    closures: "[2026-11-27, {from: 2026-12-28, to: 2026-12-31}]")
            ).calendars.first)
        #expect(run.closures.map(\.day) == [27, 28, 29, 30, 31])
        #expect(!run.isWorkday(CivilDate(year: 2026, month: 12, day: 29)))
    }

    @Test("a calendar that changed under its version is named with the line and what changed")
    func version() throws {
        let old = try edition(calendar(windows: "{weekdays: [\"08:00-18:00\"]}"), name: "old.yaml")
        let same = try edition(
            calendar(windows: "{weekdays: [\"08:00-19:00\"]}", closures: "[2026-11-27]"), name: "same.yaml")
        let found = same.faults(after: old, used: [])
        #expect(found.count == 1)
        let finding = try #require(found.first)
        #expect(finding.line == 4 && finding.path == "calendars[0].version" && finding.value == "\"1\"")
        #expect(finding.expected == "above 1, because windows, closures changed")
        let raised = try edition(
            calendar(version: 2, windows: "{weekdays: [\"08:00-19:00\"]}"), name: "raised.yaml")
        #expect(raised.faults(after: old, used: ["nurse-line"]).isEmpty)
        #expect(old.faults(after: raised, used: []).count == 1, "an older version is a fault too")
    }

    @Test("a calendar that open clocks count in may not be missing")
    func missing() throws {
        let old = try edition(calendar(windows: "{weekdays: [\"08:00-18:00\"]}"), name: "old.yaml")
        let other = try edition(calendar("other", windows: "{monday: [\"08:00-18:00\"]}"), name: "new.yaml")
        #expect(other.faults(after: old, used: []).isEmpty)
        #expect(other.faults(after: old, used: ["nurse-line"]).count == 1)
    }

    @Test("eleven years of closures are refused, nine and a half are not")
    func tenYears() {
        let windows = "{weekdays: [\"08:00-18:00\"]}"
        #expect(throws: TopologyError.self) {
            try edition(calendar(windows: windows, closures: "[{from: 2027-01-01, to: 2037-12-31}]"))
        }
        #expect(throws: Never.self) {
            try edition(calendar(windows: windows, closures: "[{from: 2027-01-01, to: 2036-06-30}]"))
        }
    }
}
