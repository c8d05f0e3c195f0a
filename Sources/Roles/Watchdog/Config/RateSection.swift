package import BusinessTime
package import Config
package import Contacts
package import Standards

/// `escalation_rate` of enforcement.yaml: the marks of the share of contacts that reach Tier 3.
package struct RateSection {
    /// What the watchdog is told.
    package var rule: EscalationRateRule
    /// Everybody whom an alarm may go to.
    package var people: [Placed<PersonName>]
    /// Calendars whose closed hours have another recipient.
    package var calendars: [Placed<CalendarName>]

    private struct Row {
        var mark: EscalationRateRule.Mark
        var people: [Placed<PersonName>]
        var calendar: Placed<CalendarName>?
    }

    /// Reads `field`; `names` are those of the file's other rows.
    package init?(_ field: Field, names: Set<RuleName>, _ findings: inout Findings) {
        guard let table = Table(field, keys: ["window", "least", "alarms"], &findings) else { return nil }
        let window = table.required("window", &findings)?.elapsed(&findings)
        let least = table.required("least", &findings)?.integer(1...1_000_000, &findings)
        var taken = names
        let rows = (table.required("alarms", &findings)?.items(&findings) ?? []).compactMap { item in
            let row = Self.row(item, &findings)
            if let row, !taken.insert(row.mark.row.name).inserted {
                findings.add(item, value: "\"\(row.mark.row.name)\"", expected: "each row's name once")
            }
            return row
        }
        guard let window, let least else { return nil }
        rule = EscalationRateRule(window: window, least: UInt64(least), marks: rows.map(\.mark))
        people = rows.flatMap(\.people)
        calendars = rows.compactMap(\.calendar)
    }

    private static func row(_ field: Field, _ findings: inout Findings) -> Row? {
        let keys = ["name", "threshold", "at", "clear", "alarm", "cap", "off_hours"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let name: RuleName? = table.name("name", &findings, expected: "a row's name")
        let threshold = table.required("threshold", &findings)?.text(&findings, limit: Limit.name)
        let at = table.required("at", &findings).flatMap { share($0, &findings) }
        let clearField = table.required("clear", &findings)
        let clear = clearField.flatMap { share($0, &findings) }
        let cap = table.optional("cap")?.integer(1...1_000_000, &findings)
        let deed = table.required("alarm", &findings).flatMap { EnforcementFile.alarm($0, &findings) }
        let offHours = table.optional("off_hours").flatMap { EnforcementFile.offHours($0, &findings) }
        guard let name, let threshold, let at, let clearField, let clear, let deed else { return nil }
        guard clear <= at else {
            findings.add(clearField, expected: "a share not above the one at which it rings")
            return nil
        }
        let row = EnforcementRow(
            name: name, clock: EscalationRateRule.clock, threshold: threshold, action: deed.action,
            cap: cap ?? 10, offHours: offHours?.rule)
        return Row(
            mark: EscalationRateRule.Mark(row: row, at: at, clear: clear),
            people: deed.people + (offHours.map { [$0.recipient] } ?? []), calendar: offHours?.calendar)
    }

    /// `4.5 %` in hundredths of a percent.
    package static func share(_ field: Field, _ findings: inout Findings) -> UInt64? {
        let expected = "a share such as 5 % or 4.25 %, above 0 % and up to 100 %"
        guard let text = field.scalar, text.hasSuffix("%") else {
            findings.add(field, expected: expected)
            return nil
        }
        let number = text.dropLast().reversed().drop { $0 == " " }.reversed()
        let parts = String(number).split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
        guard isNumber, (1...2).contains(parts.count), parts.count == 1 || parts[1].count <= 2,
            let whole = UInt64(parts[0]), whole <= 100
        else {
            findings.add(field, expected: expected)
            return nil
        }
        let digits = parts.count == 2 ? String(parts[1]) + (parts[1].count == 1 ? "0" : "") : "0"
        let share = whole * 100 + (UInt64(digits) ?? 0)
        guard (1...10_000).contains(share) else {
            findings.add(field, expected: expected)
            return nil
        }
        return share
    }
}
