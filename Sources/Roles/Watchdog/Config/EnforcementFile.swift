package import BusinessTime
package import Config
package import Contacts
package import Facts
package import Standards

/// enforcement.yaml: what the watchdog does when a clock passes a threshold.
package struct EnforcementFile {
    /// The rows in order.
    package var rows: [Row] = []
    /// The list of rows, for what is missing from it.
    package var field: Field?
    /// What it says of the share of contacts that reach Tier 3, if anything.
    package var rate: RateSection?

    /// The names of all its rows.
    package var names: Set<RuleName> {
        Set(rows.map(\.row.name)).union(rate?.rule.marks.map(\.row.name) ?? [])
    }

    /// A row with the places that later checks speak of.
    package struct Row {
        package var row: EnforcementRow
        package var field: Field
        package var clock: Field
        package var threshold: Field
        package var action: Field
        package var people: [Placed<PersonName>]
        package var offHours: Placed<CalendarName>?
        /// Stands for every threshold of that level, instead of the one named.
        package var level: ClockThreshold.Level?
    }

    private static let rowKeys = [
        "name", "clock", "clocks", "threshold", "level", "alarm", "announce", "tone", "escalate", "cap",
        "off_hours",
    ]

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        let keys = ["version", "enforcement", "escalation_rate"]
        guard let table = Table(root, keys: keys, &findings) else { return }
        table.requireVersion(&findings)
        var names: Set<RuleName> = []
        field = table.required("enforcement", &findings)
        for item in field?.items(&findings) ?? [] {
            let group = Self.rows(item, &findings)
            if let row = group.first?.row, !names.insert(row.name).inserted {
                findings.add(item, value: "\"\(row.name)\"", expected: "each row's name once")
            }
            rows += group
        }
        rate = table.optional("escalation_rate").flatMap { RateSection($0, names: names, &findings) }
    }

    /// One row; for `clocks` and `level` one for each clock, all of the same name and with one cap.
    private static func rows(_ field: Field, _ findings: inout Findings) -> [Row] {
        guard let table = Table(field, keys: rowKeys, &findings) else { return [] }
        guard let listed = table.optional("clocks") else { return row(table, &findings).map { [$0] } ?? [] }
        for key in ["clock", "threshold"] {
            if let extra = table.optional(key) {
                findings.add(extra, value: "the key \"\(key)\"", expected: "clocks and level alone")
                return []
            }
        }
        let clocks: [Placed<ClockName>] = table.names("clocks", &findings)
        let level = table.required("level", &findings)?.word(ClockThreshold.Level.allCases, &findings)
        guard let level, let shared = shared(table, &findings) else { return [] }
        return clocks.map { clock in
            var row = shared.row(of: clock.value, at: clock.field, threshold: "", listed)
            row.level = level
            return row
        }
    }

    private static func row(_ table: Table, _ findings: inout Findings) -> Row? {
        let clockField = table.required("clock", &findings)
        let clock: ClockName? = clockField?.name(&findings, expected: "a clock's name")
        let thresholdField = table.required("threshold", &findings)
        let threshold = thresholdField?.text(&findings, limit: Limit.name)
        let shared = shared(table, &findings)
        if let level = table.optional("level") {
            findings.add(level, value: "the key \"level\"", expected: "it only beside clocks")
        }
        guard let clockField, let clock, let thresholdField, let threshold, let shared else { return nil }
        return shared.row(of: clock, at: clockField, threshold: threshold, thresholdField)
    }

    /// What a row says beside its clock and threshold.
    private struct Shared {
        var name: RuleName
        var action: Deed
        var cap: Int
        var offHours: DutyOfficer?
        var field: Field

        func row(of clock: ClockName, at place: Field, threshold: String, _ thresholdPlace: Field) -> Row {
            let row = EnforcementRow(
                name: name, clock: clock, threshold: threshold, action: action.action, cap: cap,
                offHours: offHours?.rule)
            return Row(
                row: row, field: field, clock: place, threshold: thresholdPlace, action: action.field,
                people: action.people + (offHours.map { [$0.recipient] } ?? []), offHours: offHours?.calendar)
        }
    }

    private static func shared(_ table: Table, _ findings: inout Findings) -> Shared? {
        let name: RuleName? = table.name("name", &findings, expected: "a row's name")
        let cap = table.optional("cap")?.integer(1...1_000_000, &findings)
        let action = action(table, &findings)
        let offHours = table.optional("off_hours").flatMap { Self.offHours($0, &findings) }
        guard let name, let action else { return nil }
        return Shared(name: name, action: action, cap: cap ?? 10, offHours: offHours, field: table.field)
    }

    package struct Deed {
        package var action: EnforcementRow.Action
        package var field: Field
        package var people: [Placed<PersonName>] = []
    }

    /// Exactly one of the actions.
    private static func action(_ table: Table, _ findings: inout Findings) -> Deed? {
        let keys = ["alarm", "announce", "tone", "escalate"]
        let given = keys.filter { table.optional($0) != nil }
        guard given.count == 1, let key = given.first, let field = table.optional(key) else {
            let value = given.isEmpty ? "nothing" : given.joined(separator: " and ")
            findings.add(table.field, value: value, expected: "one of \(Field.choice(keys))")
            return nil
        }
        switch key {
        case "announce":
            return field.text(&findings).map { Deed(action: .announce($0), field: field) }
        case "tone":
            guard field.truth(&findings) == true else {
                findings.add(field, expected: "true")
                return nil
            }
            return Deed(action: .tone, field: field)
        case "escalate":
            return escalation(field, &findings)
        default:
            return alarm(field, &findings)
        }
    }

    package static func alarm(_ field: Field, _ findings: inout Findings) -> Deed? {
        let keys = ["recipient", "acknowledge_within", "next"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let recipientField = table.required("recipient", &findings)
        let recipient: PersonName? = recipientField?.name(&findings, expected: "a person")
        let withinField = table.optional("acknowledge_within")
        let within = withinField?.elapsed(&findings)
        let next: [Placed<PersonName>] = table.names("next", &findings, .any)
        guard let recipientField, let recipient, withinField == nil || within != nil else { return nil }
        if withinField == nil, let after = table.optional("next") {
            findings.add(after, expected: "next only beside acknowledge_within")
            return nil
        }
        let action = EnforcementRow.Action.alarm(
            recipient: recipient, acknowledgeWithin: within, next: next.map(\.value))
        return Deed(action: action, field: field, people: [Placed(recipient, recipientField)] + next)
    }

    private static func escalation(_ field: Field, _ findings: inout Findings) -> Deed? {
        guard let table = Table(field, keys: ["to", "reason", "priority"], &findings) else { return nil }
        let to = table.required("to", &findings)?.tier(&findings)
        let reason: ReasonCode? = table.name("reason", &findings, expected: "a reason code")
        let priority = table.required("priority", &findings)?.word(Urgency.allCases, &findings)
        guard let to, let reason, let priority else { return nil }
        return Deed(action: .escalate(to: to, reason: reason, priority: priority), field: field)
    }

    package struct DutyOfficer {
        package var rule: EnforcementRow.OffHours
        package var calendar: Placed<CalendarName>
        package var recipient: Placed<PersonName>
    }

    package static func offHours(_ field: Field, _ findings: inout Findings) -> DutyOfficer? {
        guard let table = Table(field, keys: ["calendar", "recipient"], &findings) else { return nil }
        let calendarField = table.required("calendar", &findings)
        let calendar: CalendarName? = calendarField?.name(&findings, expected: "a calendar's name")
        let recipientField = table.required("recipient", &findings)
        let recipient: PersonName? = recipientField?.name(&findings, expected: "a person")
        guard let calendarField, let calendar, let recipientField, let recipient else { return nil }
        return DutyOfficer(
            rule: EnforcementRow.OffHours(calendar: calendar, recipient: recipient),
            calendar: Placed(calendar, calendarField), recipient: Placed(recipient, recipientField))
    }
}
