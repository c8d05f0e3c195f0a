import Config
import Contacts
import Standards

/// `needs:` and `order:` of a class of work: what clauses ask before something may be said of an item.
struct WorkGatesForm {
    /// The rows.
    private(set) var needs: [WorkNeed] = []
    /// In which order items are taken up.
    private(set) var order: WorkClassRule.Order?
    /// The classes that rows are for, with their places.
    private(set) var classes: [Placed<WorkClass>] = []

    private let facts: [WorkClassRule.FactRule]
    private let events: [WorkEvent]

    private static let keys = [
        "clause", "for", "becoming", "when", "facts", "any_of", "same", "at_least", "to_come", "after",
    ]

    /// Reads both, over the facts and events of the class.
    init(
        _ table: Table, _ facts: [WorkClassRule.FactRule], _ events: [WorkEvent], _ findings: inout Findings
    ) {
        self.facts = facts
        self.events = events
        for field in table.list("needs", &findings) {
            if let need = need(field, &findings) { needs.append(need) }
        }
        order = table.optional("order").flatMap { order($0, &findings) }
        for fact in facts {
            guard let computed = fact.computed, let field = table.optional("facts") else { continue }
            for name in [computed.from, computed.to] { expectDate(name, field, &findings) }
        }
    }

    private mutating func need(_ field: Field, _ findings: inout Findings) -> WorkNeed? {
        guard let table = Table(field, keys: Self.keys, &findings) else { return nil }
        guard
            let clause = table.required("clause", &findings)?.text(
                &findings, expected: "the clause that asks")
        else { return nil }
        var need = WorkNeed(clause: clause)
        need.events = known(table.names("for", &findings), &findings)
        let becoming: [Placed<WorkClass>] = table.names("becoming", &findings)
        classes += becoming
        need.classes = becoming.map(\.value)
        need.when = conditions("when", table, &findings)
        need.facts = conditions("facts", table, &findings)
        need.anyOf = knownFacts("any_of", table, &findings)
        need.toCome = knownFacts("to_come", table, &findings)
        need.pairs =
            pairs(.same, "same", table, &findings) + pairs(.atLeast, "at_least", table, &findings)
        need.after = known(table.names("after", &findings), &findings)
        for name in need.toCome { expectDate(name, field, &findings) }
        if need.events.isEmpty, need.classes.isEmpty, need.when.isEmpty {
            findings.add(field, value: "a need of nothing", expected: "for, becoming or when")
        }
        if need.facts.isEmpty, need.anyOf.isEmpty, need.toCome.isEmpty, need.pairs.isEmpty, need.after.isEmpty
        {
            findings.add(
                field, value: "nothing needed", expected: Field.choice(Array(Self.keys.dropFirst(4))))
        }
        return need
    }

    private func order(_ field: Field, _ findings: inout Findings) -> WorkClassRule.Order? {
        guard let table = Table(field, keys: ["waits", "by"], &findings) else { return nil }
        _ = table.required("waits", &findings)
        let waits = conditions("waits", table, &findings)
        let by: Name<NameKind.WorkFact>? = table.optionalName("by", &findings, expected: "a fact")
        if let by, let place = table.optional("by") { expectFact(by, place, &findings) }
        guard let first = waits.first else { return nil }
        if waits.count > 1 {
            findings.add(field, value: "several facts", expected: "one that says who waits")
        }
        return .init(waits: first, by: by)
    }

    // MARK: What the class has

    private func known(_ names: [Placed<WorkEvent>], _ findings: inout Findings) -> [WorkEvent] {
        for place in names where !events.contains(place.value) {
            findings.add(place.field, expected: "one of the events of the class")
        }
        return names.map(\.value)
    }

    private func knownFacts(
        _ key: String, _ table: Table, _ findings: inout Findings
    ) -> [Name<NameKind.WorkFact>] {
        let names: [Placed<Name<NameKind.WorkFact>>] = table.names(key, &findings)
        for place in names { expectFact(place.value, place.field, &findings) }
        return names.map(\.value)
    }

    /// `{review: [done], payee: any}`.
    private func conditions(
        _ key: String, _ table: Table, _ findings: inout Findings
    ) -> [WorkNeed.Condition] {
        table.mapping(key, &findings).map { name, field in
            expectFact(Name(name), field, &findings)
            guard field.scalar != "any" else { return .init(Name(name)) }
            let values = FactForm.values(of: field, &findings) ?? []
            let may = facts.first { $0.name == Name(name) }?.values ?? []
            if !may.isEmpty, !values.allSatisfy(may.contains) {
                findings.add(
                    field, expected: "some of the values of \(name): \(Field.choice(may.map(\.rawValue)))")
            }
            return .init(Name(name), values)
        }
    }

    private func pairs(
        _ comparison: WorkNeed.Pair.Comparison, _ key: String, _ table: Table, _ findings: inout Findings
    ) -> [WorkNeed.Pair] {
        table.mapping(key, &findings).compactMap { name, field in
            expectFact(Name(name), field, &findings)
            let other: Name<NameKind.WorkFact>? = field.name(&findings, expected: "a fact")
            guard let other else { return nil }
            expectFact(other, field, &findings)
            let isOfNumbers = [Name(name), other].allSatisfy { name in
                facts.first { $0.name == name }?.form == .number
            }
            if comparison == .atLeast, !isOfNumbers {
                findings.add(field, expected: "two facts that are numbers")
            }
            return .init(comparison, Name(name), other)
        }
    }

    private func expectFact(
        _ name: Name<NameKind.WorkFact>, _ field: Field, _ findings: inout Findings
    ) {
        guard !facts.contains(where: { $0.name == name }) else { return }
        let known = facts.map(\.name.rawValue)
        findings.add(
            field, value: "the fact \"\(name)\"", expected: "a fact of the class: \(Field.choice(known))")
    }

    private func expectDate(
        _ name: Name<NameKind.WorkFact>, _ field: Field, _ findings: inout Findings
    ) {
        guard facts.first(where: { $0.name == name })?.form != .date else { return }
        findings.add(field, value: "the fact \"\(name)\"", expected: "a fact of the class that is a date")
    }
}
