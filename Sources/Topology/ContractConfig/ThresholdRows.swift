package import Config
import Contacts
package import Standards

/// The thresholds of a standard: each a percentage, or a figure with its comparison; ramps without a hole.
package struct ThresholdRows {
    /// The thresholds, in the order written.
    package var thresholds: [Standard.Threshold] = []

    private static let keys = [
        "level", "percent", "within", "op", "value", "unit", "or", "option_period", "months_since_shcd",
    ]

    /// Reads the list at `thresholds` of `table`; none when it is absent.
    package init(_ table: Table, _ findings: inout Findings) {
        var rows: [Placed<Standard.Threshold>] = []
        for item in table.list("thresholds", &findings) {
            if let threshold = Self.threshold(item, &findings) { rows.append(Placed(threshold, item)) }
        }
        for level in Standard.Level.allCases {
            Self.checkRamp(rows.filter { $0.value.level == level }, &findings)
        }
        thresholds = rows.map(\.value)
    }

    private static func threshold(_ field: Field, _ findings: inout Findings) -> Standard.Threshold? {
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let before = findings.list.count
        let level = table.optional("level")?.word(Standard.Level.allCases, &findings)
        let limit = Self.limit(table, &findings)
        let within: Name<StandardsFile>? = table.optionalName(
            "within", &findings, expected: "a clock's threshold")
        let alternative = table.optional("or").flatMap { Self.alternative($0, &findings) }
        let phase = Self.phase(table, &findings)
        guard let limit, findings.list.count == before else { return nil }
        return Standard.Threshold(
            level ?? .limit, limit, within: within?.rawValue, or: alternative, phase: phase)
    }

    /// `percent: 90`, or `op`, `value` and `unit`; a time limit without its percentage is none.
    private static func limit(_ table: Table, _ findings: inout Findings) -> Standard.Limit? {
        let figure = ["op", "value", "unit"].compactMap { table.optional($0) }
        if let field = table.optional("percent") {
            for other in figure { findings.add(other, expected: "percent, or op with value and unit") }
            guard figure.isEmpty, let percent = Self.percent(field, &findings) else { return nil }
            return Standard.Limit(.atLeast, percent, .percent)
        }
        guard table.optional("within") == nil, !figure.isEmpty else {
            _ = table.required("percent", &findings, expected: "the percentage that must hold it, 0 to 100")
            return nil
        }
        return comparison(table, &findings)
    }

    private static func comparison(_ table: Table, _ findings: inout Findings) -> Standard.Limit? {
        let comparison = table.required("op", &findings)?.word(Standard.Comparison.allCases, &findings)
        let unit = table.required("unit", &findings)?.word(Standard.Unit.allCases, &findings)
        let value: Exact?
        if let field = table.required("value", &findings) {
            value = unit == .percent ? percent(field, &findings) : figure(field, &findings)
        } else {
            value = nil
        }
        guard let comparison, let unit, let value else { return nil }
        return Standard.Limit(comparison, value, unit)
    }

    private static func alternative(_ field: Field, _ findings: inout Findings) -> Standard.Limit? {
        guard let table = Table(field, keys: ["op", "value", "unit"], &findings) else { return nil }
        return comparison(table, &findings)
    }

    private static func figure(_ field: Field, _ findings: inout Findings) -> Exact? {
        guard let figure = field.scalar.flatMap({ Exact($0) }) else {
            findings.add(field, expected: "a number of at most four decimals")
            return nil
        }
        return figure
    }

    private static func percent(_ field: Field, _ findings: inout Findings) -> Exact? {
        guard let figure = field.scalar.flatMap({ Exact($0) }), figure >= 0, figure <= 100 else {
            findings.add(field, expected: "a percentage, 0 to 100")
            return nil
        }
        return figure
    }

    // MARK: Ramps

    private static func phase(_ table: Table, _ findings: inout Findings) -> Standard.Phase? {
        let period = table.optional("option_period")
        let months = table.optional("months_since_shcd")
        if let months, period != nil {
            findings.add(months, expected: "option_period or months_since_shcd, not both")
            return nil
        }
        if let period {
            return span(period, &findings).map { .optionPeriods(from: $0.from, to: $0.to) }
        }
        return months.flatMap { span($0, &findings) }.map { .months(from: $0.from, to: $0.to) }
    }

    /// A number, or a first one with or without a last.
    private static func span(_ field: Field, _ findings: inout Findings) -> (from: Int, to: Int?)? {
        if field.scalar != nil { return field.integer(1...1200, &findings).map { ($0, $0) } }
        guard let table = Table(field, keys: ["from", "to"], &findings) else { return nil }
        guard let from = table.required("from", &findings)?.integer(1...1200, &findings) else { return nil }
        guard let end = table.optional("to") else { return (from, nil) }
        return end.integer(from...1200, &findings).map { (from, $0) }
    }

    /// Each row of a ramp begins right after the one before, and nothing follows one without an end.
    private static func checkRamp(_ rows: [Placed<Standard.Threshold>], _ findings: inout Findings) {
        var last: Standard.Phase?
        for row in rows {
            guard let phase = row.value.phase else {
                if rows.count > 1, rows.contains(where: { $0.value.phase != nil }) {
                    findings.add(row.field, expected: "a stretch of the contract, as the other rows have")
                }
                continue
            }
            if let last, let fault = fault(after: last, phase) {
                findings.add(row.field, value: "from \(phase.first)", expected: fault)
            }
            last = phase
        }
    }

    private static func fault(after last: Standard.Phase, _ next: Standard.Phase) -> String? {
        switch (last, next) {
        case (.optionPeriods, .months), (.months, .optionPeriods):
            return "stretches of one kind"
        case (.optionPeriods, .optionPeriods), (.months, .months):
            guard let end = last.last else { return "nothing after a row without an end" }
            return next.first == end + 1 ? nil : "a ramp without a hole, from \(end + 1)"
        }
    }
}
