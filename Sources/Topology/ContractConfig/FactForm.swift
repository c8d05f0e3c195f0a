import Config
import Contacts
import Standards
import Yams

/// A fact of a class of work: a form, the list of what it may be, or a mapping that says more.
struct FactForm {
    /// What was read.
    let rule: WorkClassRule.FactRule

    private static let keys = ["form", "values", "evidence", "but_for", "first", "moves", "computed"]

    /// Reads the fact `key`; nil with a finding when it is none.
    init?(_ key: String, _ field: Field, _ findings: inout Findings) {
        if let scalar = field.scalar {
            guard let form = WorkFactForm(rawValue: scalar) else {
                let forms = WorkFactForm.allCases.map(\.rawValue)
                findings.add(field, expected: "\(Field.choice(forms)), or a list of values")
                return nil
            }
            var rule = WorkClassRule.FactRule(Name(key))
            rule.form = form
            self.rule = rule
            return
        }
        guard case .mapping = field.node else {
            guard let values = Self.values(of: field, &findings) else { return nil }
            rule = .init(Name(key), values)
            return
        }
        guard let table = Table(field, keys: Self.keys, &findings) else { return nil }
        let before = findings.list.count
        let form = table.optional("form")?.word(WorkFactForm.allCases, &findings)
        if form == nil { _ = table.required("values", &findings) }
        let may = table.optional("values").flatMap { Self.values(of: $0, &findings) } ?? []
        var rule = WorkClassRule.FactRule(
            Name(key), may, evidence: Self.evidence(table, &findings),
            unproven: Self.some("but_for", of: may, table, &findings))
        rule.form = form ?? .any
        rule.first = table.optional("first").flatMap { Self.one($0, of: may, &findings) }
        rule.moves = Self.moves(table, may, &findings)
        rule.computed = table.optional("computed").flatMap { Self.computed($0, may, &findings) }
        if let place = table.optional("moves"), rule.first == nil {
            findings.add(place, value: "moves", expected: "first beside them, from which the first one goes")
        }
        guard findings.list.count == before else { return nil }
        self.rule = rule
    }

    static func values(of field: Field, _ findings: inout Findings) -> [Name<NameKind.WorkFactValue>]? {
        field.items(&findings)?.compactMap { item in item.name(&findings, expected: "a value") }
    }

    private static func evidence(
        _ table: Table, _ findings: inout Findings
    ) -> WorkClassRule.EventRule.Evidence {
        table.optional("evidence")?.word(WorkClassRule.EventRule.Evidence.allCases, &findings) ?? .optional
    }

    /// The values at `key`, which must be among those of the fact.
    private static func some(
        _ key: String, of may: [Name<NameKind.WorkFactValue>], _ table: Table, _ findings: inout Findings
    ) -> [Name<NameKind.WorkFactValue>] {
        guard let field = table.optional(key), let values = values(of: field, &findings) else { return [] }
        if !values.allSatisfy(may.contains) {
            findings.add(field, expected: "some of the values of the fact")
        }
        return values
    }

    private static func one(
        _ field: Field, of may: [Name<NameKind.WorkFactValue>], _ findings: inout Findings
    ) -> Name<NameKind.WorkFactValue>? {
        let value: Name<NameKind.WorkFactValue>? = field.name(&findings, expected: "a value")
        guard let value else { return nil }
        if !may.contains(value) { findings.add(field, expected: "one of the values of the fact") }
        return value
    }

    /// From each value to which: `{open: [pending, closed]}`.
    private static func moves(
        _ table: Table, _ may: [Name<NameKind.WorkFactValue>], _ findings: inout Findings
    ) -> [Name<NameKind.WorkFactValue>: [Name<NameKind.WorkFactValue>]] {
        var moves: [Name<NameKind.WorkFactValue>: [Name<NameKind.WorkFactValue>]] = [:]
        for (from, field) in table.mapping("moves", &findings) {
            let to = values(of: field, &findings) ?? []
            if !([Name(from)] + to).allSatisfy(may.contains) {
                findings.add(field, value: "\(from) to \(to)", expected: "values of the fact")
            }
            moves[Name(from)] = to
        }
        return moves
    }

    private static func computed(
        _ field: Field, _ may: [Name<NameKind.WorkFactValue>], _ findings: inout Findings
    ) -> WorkClassRule.FactRule.Computed? {
        let keys = ["from", "to", "within_days", "in_time", "later"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let from: Name<NameKind.WorkFact>? = table.name("from", &findings, expected: "a fact")
        let to: Name<NameKind.WorkFact>? = table.name("to", &findings, expected: "a fact")
        let days = table.required("within_days", &findings)?.integer(0...3660, &findings)
        let inTime = table.required("in_time", &findings).flatMap { one($0, of: may, &findings) }
        let later = table.required("later", &findings).flatMap { one($0, of: may, &findings) }
        guard let from, let to, let days, let inTime, let later else { return nil }
        return .init(from: from, to: to, withinDays: days, values: (inTime: inTime, later: later))
    }
}
