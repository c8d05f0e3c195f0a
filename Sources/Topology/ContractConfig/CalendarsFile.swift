package import BusinessTime
package import Config
package import Contacts

/// calendars.yaml: when each service is open.
package struct CalendarsFile {
    /// Its calendars, in the order written.
    package var calendars: [Placed<CalendarPlan>] = []

    /// Reads `root`, looking zones up in `zones`.
    package init(_ root: Field, zones: inout ZoneShelf, _ findings: inout Findings) {
        guard let table = Table(root, keys: ["version", "calendars"], &findings) else { return }
        table.requireVersion(&findings)
        var seen: Set<CalendarName> = []
        for item in table.required("calendars", &findings)?.items(&findings) ?? [] {
            guard let plan = CalendarPlan(item, zones: &zones, &findings) else { continue }
            guard seen.insert(plan.name).inserted else {
                findings.add(item, value: "\"\(plan.name)\"", expected: "each calendar once")
                continue
            }
            calendars.append(Placed(plan, item))
        }
    }

    /// The calendar called `name`, without its tables.
    package func plan(_ name: CalendarName) -> CalendarPlan? {
        calendars.first { $0.value.name == name }?.value
    }
}

/// A calendar as the file gives it; its tables are computed only when a topology is put to use.
package struct CalendarPlan {
    package let name: CalendarName
    package let version: Int
    package let zone: Zone
    package let windows: [[BusinessCalendar.Window]]
    package let holidays: BusinessCalendar.Holidays
    package let closures: [CivilDate]
    package let days: BusinessCalendar.Days

    private static let keys = ["name", "version", "zone", "windows", "holidays", "closures", "days"]

    package init?(_ field: Field, zones: inout ZoneShelf, _ findings: inout Findings) {
        guard let table = Table(field, keys: Self.keys, &findings) else { return nil }
        let name: CalendarName? = table.name("name", &findings)
        let version = table.required("version", &findings)?.integer(1...Int.max, &findings)
        let zone = table.required("zone", &findings).flatMap { zones.zone($0, &findings) }
        let windows = table.required("windows", &findings).flatMap { WeekOfWindows($0, &findings)?.days }
        let holidays = table.required("holidays", &findings)?
            .word(BusinessCalendar.Holidays.allCases, &findings)
        let days = table.optional("days").map { $0.word(BusinessCalendar.Days.allCases, &findings) }
        let closures = table.list("closures", &findings, .any).flatMap { Closure.dates($0, &findings) }
        guard let name, let version, let zone, let windows, let holidays, let days = days ?? .observed else {
            return nil
        }
        self.name = name
        self.version = version
        self.zone = zone
        self.windows = windows
        self.holidays = holidays
        self.closures = closures
        self.days = days
        if let place = table.optional("closures") { requireWorkdays(place, &findings) }
    }

    /// The calendar with its tables; nil with a finding when business time refuses it all the same.
    package func calendar(_ field: Field, _ findings: inout Findings) -> BusinessCalendar? {
        do throws(BusinessTimeError) {
            return try BusinessCalendar(
                name: name, version: version, zone: zone, windows: windows, holidays: holidays,
                closures: closures, days: days)
        } catch {
            findings.add(field, value: "\(error)", expected: "a calendar that business time can count in")
            return nil
        }
    }

    /// Ten years without a workday, or without a window, are no calendar: a limit in it would never be due.
    ///
    /// Only closures can take so many away, because the week has a window and no ten years are holidays.
    private func requireWorkdays(_ place: Field, _ findings: inout Findings) {
        guard closures.count >= Self.fewestForTenYears, let first = closures.min(), let last = closures.max()
        else { return }
        let closed = Set(closures.map(\.daysSinceEpoch))
        let ends = first.advanced(byDays: -7).daysSinceEpoch...last.advanced(byDays: 7).daysSinceEpoch
        for asked in [Self.Asked.workday, .window] where days == .observed || asked == .workday {
            var since = ends.lowerBound
            for day in ends where holds(asked, on: CivilDate(daysSinceEpoch: day), closed) {
                if day - since > Self.tenYears { break }
                since = day
            }
            let next = ends.first { $0 > since && holds(asked, on: CivilDate(daysSinceEpoch: $0), closed) }
            guard let next, next - since > Self.tenYears else { continue }
            findings.add(
                place,
                value: "no \(asked.rawValue) from \(CivilDate(daysSinceEpoch: since + 1))"
                    + " to \(CivilDate(daysSinceEpoch: next - 1))",
                expected: "closures that leave \(asked.shown) in every ten years")
            return
        }
    }

    private enum Asked: String {
        case workday, window

        var shown: String { self == .workday ? "a workday" : "an opening window" }
    }

    /// One weekday's dates of ten years but for holidays: fewer closures cannot close a calendar for so long.
    private static let fewestForTenYears = 400
    private static let tenYears = 3652

    private func holds(_ asked: Asked, on date: CivilDate, _ closed: Set<Int>) -> Bool {
        let isClosed =
            closed.contains(date.daysSinceEpoch) || holidays == .federal && FederalHolidays.contains(date)
        switch asked {
        case .workday: return date.weekday <= 5 && !isClosed
        case .window: return !isClosed && !windows[date.weekday - 1].isEmpty
        }
    }
}

/// An entry of `closures`: a date, or a run of dates with its first and last.
private enum Closure {
    /// More dates than a run may have; a slip of the pen in a year must not fill the memory.
    private static let longest = 20_000

    static func dates(_ field: Field, _ findings: inout Findings) -> [CivilDate] {
        guard field.scalar == nil else { return [field.date(&findings)].compactMap(\.self) }
        guard let table = Table(field, keys: ["from", "to"], &findings) else { return [] }
        let from = table.required("from", &findings)?.date(&findings)
        let last = table.required("to", &findings)
        guard let from, let last, let to = last.date(&findings) else { return [] }
        guard from <= to, to.daysSinceEpoch - from.daysSinceEpoch < longest else {
            findings.add(last, expected: "a date from \(from) on, fewer than \(longest) days later")
            return []
        }
        return (from.daysSinceEpoch...to.daysSinceEpoch).map { CivilDate(daysSinceEpoch: $0) }
    }
}
