import BusinessTime
import Contacts
import Facts
import Reporting
import TopologyFile

/// What `tierline calendar diff` found, for standard output.
struct CalendarReport: Encodable {
    struct Day: Encodable {
        var date: String
        var old: [String]
        var new: [String]
        /// Whether limits in workdays count it, when that differs.
        var workday: String?
    }

    struct Edition: Encodable {
        var name: String
        /// Nil when there is no such calendar.
        var old_version: Int?
        var new_version: Int?
        var changes: [String]
        var dates: [Day]
    }

    struct Move: Encodable {
        var clock: String
        var calendar: String
        var threshold: String
        var level: String
        var from: String
        var to: String
        var fired: Bool
    }

    struct Breaches: Encodable {
        var appear: [Move]
        var vanish: [Move]
    }

    struct Skipped: Encodable {
        var clock: String
        var reason: String
    }

    var at: String
    /// The first and the last date that was compared.
    var dates_from: String
    var dates_to: String
    var calendars: [Edition]
    var open_clocks: Int
    var moves: [Move]
    var breaches: Breaches
    var warnings: Breaches
    var skipped: [Skipped]

    /// Dates further ahead than every deadline decide nothing; a year of them is looked at in any case.
    init(_ older: CalendarEdition, _ newer: CalendarEdition, _ diff: CalendarDiff) {
        at = "\(diff.at)"
        let dues = diff.moves.flatMap { [$0.from, $0.to] }.filter { $0 < .distantFuture }
        let first = Zone.utc.date(at: min(diff.at, dues.min() ?? diff.at))
        let year = Zone.utc.date(at: diff.at).advanced(byDays: 366)
        let last = max(year, Zone.utc.date(at: dues.max() ?? diff.at))
        dates_from = "\(first)"
        dates_to = "\(last)"
        let names = Set((older.calendars + newer.calendars).map(\.name)).sorted()
        calendars = names.map { name in
            Self.edition(name, older.calendar(name), newer.calendar(name), first...last)
        }
        open_clocks = diff.openClocks
        moves = diff.moves.map(Self.move)
        let breaches = diff.moves.filter { $0.level == .breach }
        let warnings = diff.moves.filter { $0.level == .warn }
        self.breaches = Self.breaches(breaches)
        self.warnings = Self.breaches(warnings)
        skipped = diff.skipped.map { Skipped(clock: "\($0.clock)", reason: $0.reason) }
    }

    private static func edition(
        _ name: CalendarName, _ old: BusinessCalendar?, _ new: BusinessCalendar?,
        _ range: ClosedRange<CivilDate>
    ) -> Edition {
        var edition = Edition(
            name: name.rawValue, old_version: old?.version, new_version: new?.version, changes: [], dates: [])
        guard let old, let new else { return edition }
        edition.changes = new.changes(from: old)
        guard !edition.changes.isEmpty else { return edition }
        edition.dates = OpeningDiff(old, new, over: range).days.map { day in
            let workday: String? =
                day.oldWorkday == day.newWorkday ? nil : day.newWorkday ? "becomes one" : "no longer"
            return Day(
                date: "\(day.date)", old: day.old.map(Self.text), new: day.new.map(Self.text),
                workday: workday)
        }
        return edition
    }

    private static func breaches(_ moves: [CalendarDiff.Move]) -> Breaches {
        Breaches(
            appear: moves.filter { $0.effect == .appears }.map(move),
            vanish: moves.filter { $0.effect == .vanishes }.map(move))
    }

    private static func move(_ move: CalendarDiff.Move) -> Move {
        Move(
            clock: "\(move.clock)", calendar: move.countedIn, threshold: move.threshold,
            level: move.level.rawValue, from: "\(move.from)", to: "\(move.to)", fired: move.isFired)
    }

    private static func text(_ window: BusinessCalendar.Window) -> String {
        func clock(_ minutes: Int) -> String {
            [minutes / 60, minutes % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }.joined(separator: ":")
        }
        return "\(clock(window.open))-\(clock(window.close))"
    }

    // MARK: For people

    /// The most dates that are printed for one calendar; the JSON has them all.
    private static let shownDates = 40

    var text: String {
        var lines: [String] = []
        for calendar in calendars {
            let versions = [calendar.old_version, calendar.new_version].map { $0.map { "\($0)" } ?? "none" }
            let changes = calendar.changes.isEmpty ? "unchanged" : calendar.changes.joined(separator: ", ")
            lines.append("\(calendar.name) \(versions[0]) -> \(versions[1]): \(changes)")
            for day in calendar.dates.prefix(Self.shownDates) {
                let times = [day.old, day.new].map { $0.isEmpty ? "closed" : $0.joined(separator: " ") }
                let workday = day.workday.map { "; workday: \($0)" } ?? ""
                lines.append("  \(day.date)  \(times[0]) -> \(times[1])" + workday)
            }
            let rest = calendar.dates.count - Self.shownDates
            if rest > 0 { lines.append("  and \(rest) more dates until \(dates_to)") }
        }
        lines.append("\(open_clocks) open clocks at \(at): \(moves.count) deadlines move")
        lines += moves.map { "  \(Self.line($0))" }
        for (name, list) in [
            ("breaches appear", breaches.appear), ("breaches vanish", breaches.vanish),
            ("warnings appear", warnings.appear), ("warnings vanish", warnings.vanish),
        ] where !list.isEmpty {
            lines.append("\(list.count) \(name)")
            lines += list.map { "  \(Self.line($0))" }
        }
        for clock in skipped { lines.append("not counted: \(clock.clock): \(clock.reason)") }
        return lines.joined(separator: "\n")
    }

    private static func line(_ move: Move) -> String {
        "\(move.clock) \(move.threshold) (\(move.calendar)): \(move.from) -> \(move.to)"
            + (move.fired ? ", fired already" : "")
    }
}
