import BusinessTime
import Contacts

/// calendars.yaml: when each service is open.
struct CalendarsFile {
    /// Its calendars, in the order written.
    var calendars: [Placed<CalendarPlan>] = []

    /// Reads `root`, looking zones up in `zones`.
    init(_ root: Field, zones: inout ZoneShelf, _ findings: inout Findings) {
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
    func plan(_ name: CalendarName) -> CalendarPlan? {
        calendars.first { $0.value.name == name }?.value
    }
}

/// A calendar as the file gives it; its tables are computed only when a topology is put to use.
struct CalendarPlan {
    let name: CalendarName
    let version: Int
    let zone: Zone
    let windows: [[BusinessCalendar.Window]]
    let holidays: BusinessCalendar.Holidays
    let closures: [CivilDate]
    let days: BusinessCalendar.Days

    private static let keys = ["name", "version", "zone", "windows", "holidays", "closures", "days"]
    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    init?(_ field: Field, zones: inout ZoneShelf, _ findings: inout Findings) {
        guard let table = Table(field, keys: Self.keys, &findings) else { return nil }
        let name: CalendarName? = table.name("name", &findings)
        let version = table.required("version", &findings)?.integer(1...Int.max, &findings)
        let zone = table.required("zone", &findings).flatMap { zones.zone($0, &findings) }
        let windows = table.required("windows", &findings).flatMap { Self.windows($0, &findings) }
        let holidays = table.required("holidays", &findings)?
            .word(BusinessCalendar.Holidays.allCases, &findings)
        let days = table.optional("days").map { $0.word(BusinessCalendar.Days.allCases, &findings) }
        let closures = table.list("closures", &findings, .any).compactMap { $0.date(&findings) }
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
    }

    /// Seven lists, Monday first; a day that is not named is closed.
    private static func windows(_ field: Field, _ findings: inout Findings) -> [[BusinessCalendar.Window]]? {
        guard let entries = field.entries(&findings) else { return nil }
        var week = [[BusinessCalendar.Window]](repeating: [], count: 7)
        var named: Set<Int> = []
        let before = findings.list.count
        for (key, value) in entries {
            guard let days = days(of: key) else {
                let expected = Field.choice(weekdays + ["weekdays", "every_day"])
                findings.add(value, value: "the key \"\(key)\"", expected: expected)
                continue
            }
            guard named.isDisjoint(with: days) else {
                findings.add(value, value: "the key \"\(key)\"", expected: "each day of the week once")
                continue
            }
            named.formUnion(days)
            let list = day(value, &findings)
            for day in days { week[day] = list }
        }
        return findings.list.count == before ? week : nil
    }

    private static func days(of key: String) -> [Int]? {
        switch key {
        case "weekdays": Array(0..<5)
        case "every_day": Array(0..<7)
        default: weekdays.firstIndex(of: key).map { [$0] }
        }
    }

    /// The windows of one day, in ascending order and apart from each other.
    private static func day(_ field: Field, _ findings: inout Findings) -> [BusinessCalendar.Window] {
        var windows: [BusinessCalendar.Window] = []
        for item in field.items(&findings, .any) ?? [] {
            guard let window = window(item.scalar ?? "") else {
                findings.add(item, expected: "a window HH:MM-HH:MM that opens before it closes")
                continue
            }
            if let last = windows.last, window.open < last.close {
                findings.add(
                    item, expected: "a window after the one before, which closes at \(clock(last.close))")
                continue
            }
            windows.append(window)
        }
        return windows
    }

    private static func window(_ text: String) -> BusinessCalendar.Window? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let open = minute(parts[0]), let close = minute(parts[1]), open < close else {
            return nil
        }
        return BusinessCalendar.Window(open: open, close: close)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = UInt8(parts[0]),
            let minute = UInt8(parts[1]), minute < 60
        else { return nil }
        let minutes = Int(hour) * 60 + Int(minute)
        return minutes <= 1440 ? minutes : nil
    }

    private static func clock(_ minutes: Int) -> String {
        let parts = [minutes / 60, minutes % 60]
        return parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }

    /// The calendar with its tables; nil with a finding when business time refuses it all the same.
    func calendar(_ field: Field, _ findings: inout Findings) -> BusinessCalendar? {
        do throws(BusinessTimeError) {
            return try BusinessCalendar(
                name: name, version: version, zone: zone, windows: windows, holidays: holidays,
                closures: closures, days: days)
        } catch {
            findings.add(field, value: "\(error)", expected: "a calendar that business time can count in")
            return nil
        }
    }
}
