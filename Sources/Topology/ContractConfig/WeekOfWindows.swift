package import BusinessTime
package import Config
import Contacts

/// The opening windows of a week as a calendar writes them, by the date on which each part lies.
///
/// A window that closes on the next day, `22:00-06:00+1`, is split at midnight: its first part belongs to the
/// day it is written for, its second to the day after. So a holiday closes the part that lies on its own
/// date: a night into a holiday ends at midnight, and a night that begins on a holiday opens at midnight.
package struct WeekOfWindows {
    /// Seven lists, Monday first, each ascending and without overlap.
    package private(set) var days: [[BusinessCalendar.Window]]

    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    private static let midnight = 1440

    /// A part of a window with the place where the window stands.
    private struct Part {
        var window: BusinessCalendar.Window
        var place: Field
    }

    /// Reads `field`; nil when a window of it cannot be used.
    package init?(_ field: Field, _ findings: inout Findings) {
        guard let entries = field.entries(&findings) else { return nil }
        var own = [[Part]](repeating: [], count: 7)
        var carried = [Part?](repeating: nil, count: 7)
        var named: Set<Int> = []
        let before = findings.list.count
        for (key, value) in entries {
            guard let days = Self.days(of: key) else {
                let expected = Field.choice(Self.weekdays + ["weekdays", "every_day"])
                findings.add(value, value: "the key \"\(key)\"", expected: expected)
                continue
            }
            guard named.isDisjoint(with: days) else {
                findings.add(value, value: "the key \"\(key)\"", expected: "each day of the week once")
                continue
            }
            named.formUnion(days)
            let parts = Self.day(value, &findings)
            for day in days {
                own[day] = parts.today
                carried[(day + 1) % 7] = parts.tomorrow
            }
        }
        Self.requireApart(own, carried, &findings)
        days = (0..<7).map { day in [carried[day]].compactMap(\.self).map(\.window) + own[day].map(\.window) }
        guard findings.list.count == before else { return nil }
        if days.allSatisfy(\.isEmpty) {
            findings.add(field, expected: "a window on one day of the week at least")
            return nil
        }
    }

    private static func days(of key: String) -> [Int]? {
        switch key {
        case "weekdays": Array(0..<5)
        case "every_day": Array(0..<7)
        default: weekdays.firstIndex(of: key).map { [$0] }
        }
    }

    /// What is carried over midnight ends before the day's own first window opens.
    private static func requireApart(_ own: [[Part]], _ carried: [Part?], _ findings: inout Findings) {
        var told: Set<String> = []
        for day in 0..<7 {
            guard let night = carried[day], let first = own[day].first,
                first.window.open < night.window.close, told.insert(night.place.path).inserted
            else { continue }
            findings.add(
                night.place,
                expected: "a window that closes before the first of \(weekdays[day]),"
                    + " which opens at \(clock(first.window.open))")
        }
    }

    /// The windows of one day, in ascending order and apart from each other, and what lies after midnight.
    private static func day(_ field: Field, _ findings: inout Findings) -> (today: [Part], tomorrow: Part?) {
        var parts: [Part] = []
        var tomorrow: Part?
        for item in field.items(&findings, .any) ?? [] {
            guard let span = span(item.scalar ?? "") else {
                findings.add(
                    item,
                    expected: "a window HH:MM-HH:MM that opens before it closes, or HH:MM-HH:MM+1 that"
                        + " closes on the next day, within 24 hours")
                continue
            }
            if let last = parts.last, span.open < last.window.close {
                findings.add(
                    item,
                    expected: "a window after the one before, which closes at \(clock(last.window.close))")
                continue
            }
            let close = min(span.close, midnight)
            parts.append(Part(window: .init(open: span.open, close: close), place: item))
            if span.close > midnight {
                tomorrow = Part(window: .init(open: 0, close: span.close - midnight), place: item)
            }
        }
        return (parts, tomorrow)
    }

    /// Minutes after the day's midnight; more than 1440 on the next day.
    private static func span(_ text: String) -> (open: Int, close: Int)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let open = minute(parts[0]), open < midnight else { return nil }
        guard parts[1].hasSuffix("+1") else {
            guard let close = minute(parts[1]), open < close else { return nil }
            return (open, close)
        }
        guard let close = minute(parts[1].dropLast(2)), close <= open else { return nil }
        return (open, close + midnight)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = UInt8(parts[0]),
            let minute = UInt8(parts[1]), minute < 60
        else { return nil }
        let minutes = Int(hour) * 60 + Int(minute)
        return minutes <= midnight ? minutes : nil
    }

    private static func clock(_ minutes: Int) -> String {
        let parts = [minutes / 60, minutes % 60]
        return parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }
}
