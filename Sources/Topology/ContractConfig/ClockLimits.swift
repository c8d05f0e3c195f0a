import BusinessTime
package import Config
import Contacts
import Facts
package import Standards

/// What one clock of standards.yaml counts in, and its thresholds.
package struct ClockLimits {
    package let unit: StandardClock.Unit
    /// Ascending and all in one unit, which the first one decides.
    package let thresholds: [StandardClock.Threshold]

    /// Reads the thresholds of a clock's `table`; nil after adding to `findings`.
    package init?(_ table: Table, _ findings: inout Findings) {
        let before = findings.list.count
        let items = table.required("thresholds", &findings)?.few(&findings) ?? []
        let rows = items.flatMap { Self.rows($0, &findings) }
        guard let first = rows.first, findings.list.count == before else { return nil }
        guard let unit = Self.unit(of: first.after, table, &findings) else { return nil }
        var names: Set<String> = []
        var last: Duration = .zero
        for row in rows {
            guard row.after.value.isSameUnit(as: first.after.value) else {
                findings.add(row.after.field, expected: "the unit of the first threshold")
                return nil
            }
            guard row.limit.amount > last else {
                findings.add(row.after.field, expected: "more than the threshold before")
                return nil
            }
            guard names.insert(row.limit.name).inserted else {
                findings.add(row.after.field, value: "\"\(row.limit.name)\"", expected: "each threshold once")
                return nil
            }
            last = row.limit.amount
        }
        self.unit = unit
        thresholds = rows.map(\.limit)
    }

    private struct Row {
        var limit: StandardClock.Threshold
        var after: Placed<TimeLength>
    }

    /// A threshold, behind the warning that leads it if it has one.
    private static func rows(_ field: Field, _ findings: inout Findings) -> [Row] {
        let keys = ["name", "level", "after", "warn_before"]
        guard let table = Table(field, keys: keys, &findings) else { return [] }
        let name: Name<ClockLimits>? = table.name("name", &findings)
        let level = table.required("level", &findings)?.word(ClockThreshold.Level.allCases, &findings)
        let after = table.required("after", &findings)
        let length = after?.timeLength(&findings)
        let lead = table.optional("warn_before")
        let early = lead?.timeLength(&findings)
        guard let name, let level, let after, let length, lead == nil || early != nil else { return [] }
        let limit = StandardClock.Threshold(name.rawValue, level, after: length.amount)
        let row = Row(limit: limit, after: Placed(length, after))
        guard let lead, let early else { return [row] }
        guard early.isSameUnit(as: length), early.amount < length.amount else {
            findings.add(lead, expected: "less than the threshold, in its unit")
            return []
        }
        let warning = StandardClock.Threshold(
            "\(name)-warning", .warn, after: length.amount - early.amount)
        return [Row(limit: warning, after: Placed(length, lead)), row]
    }

    private static func unit(
        of length: Placed<TimeLength>, _ table: Table, _ findings: inout Findings
    ) -> StandardClock.Unit? {
        let countingField = table.optional("counting")
        let counting = countingField.map { $0.word(StandardClock.Unit.Counting.allCases, &findings) }
        if let countingField, !length.value.hasCounting {
            findings.add(countingField, expected: "counting only beside business days or calendar days")
            return nil
        }
        if case .elapsed = length.value {
            guard let field = table.optional("calendar") else { return .elapsed }
            findings.add(field, expected: "a calendar only beside business time, days or months")
            return nil
        }
        let calendar: CalendarName? = table.name("calendar", &findings, expected: "a calendar's name")
        guard let calendar, let counting = counting ?? .dayOne else { return nil }
        switch length.value {
        case .elapsed: return .elapsed
        case .business: return .businessHours(calendar)
        case .dailyBusiness: return .dailyBusinessHours(calendar)
        case .businessDays: return .workdays(calendar, counting)
        case .calendarDays: return .calendarDays(calendar, counting)
        case .months: return .months(calendar)
        }
    }
}

extension TimeLength {
    /// The amount as standard clocks hold it: days and months as days of 24 hours.
    fileprivate var amount: Duration {
        switch self {
        case .elapsed(let microseconds), .business(let microseconds), .dailyBusiness(let microseconds):
            .microseconds(microseconds)
        case .businessDays(let count), .calendarDays(let count), .months(let count): .days(count)
        }
    }

    fileprivate var hasCounting: Bool {
        switch self {
        case .businessDays, .calendarDays: true
        case .elapsed, .business, .dailyBusiness, .months: false
        }
    }

    fileprivate func isSameUnit(as other: TimeLength) -> Bool {
        switch (self, other) {
        case (.elapsed, .elapsed), (.business, .business), (.businessDays, .businessDays),
            (.dailyBusiness, .dailyBusiness), (.calendarDays, .calendarDays), (.months, .months):
            true
        case (.elapsed, _), (.business, _), (.businessDays, _), (.dailyBusiness, _), (.calendarDays, _),
            (.months, _):
            false
        }
    }
}
