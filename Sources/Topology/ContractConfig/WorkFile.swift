package import Config
package import Contacts
package import Standards
import Yams

/// work.yaml: the classes of work items that are tracked, and what may be said of them.
package struct WorkFile {
    /// The rows in order.
    package var rows: [Row] = []

    /// A row with the places that later checks speak of.
    package struct Row {
        package var rule: WorkClassRule
        package var field: Field
        package var inquiryType: Placed<InquiryType>?
        /// The classes that it may become under conditions.
        var becoming: [Placed<WorkClass>] = []
    }

    private static let rowKeys = [
        "class", "text", "facts", "events", "ends", "reopens", "reopen_within", "facts_within",
        "routed", "needs", "order",
    ]

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        guard let table = Table(root, keys: ["version", "work"], &findings) else { return }
        table.requireVersion(&findings)
        var seen: Set<WorkClass> = []
        for item in table.required("work", &findings)?.items(&findings) ?? [] {
            guard let row = Self.row(item, &findings) else { continue }
            guard seen.insert(row.rule.name).inserted else {
                findings.add(item, value: "\"\(row.rule.name)\"", expected: "each class once")
                continue
            }
            rows.append(row)
        }
        checkProof(&findings)
        checkClasses(&findings)
    }

    /// What an item may become is a class of the file.
    private func checkClasses(_ findings: inout Findings) {
        for row in rows {
            for name in row.becoming where self.row(of: name.value) == nil {
                findings.add(name.field, expected: "a class of the file")
            }
        }
    }

    /// A fact goes with an item to another class: one that needs proof in a class needs it in all.
    private func checkProof(_ findings: inout Findings) {
        var known: [Name<NameKind.WorkFact>: (rule: WorkClassRule.FactRule, of: WorkClass)] = [:]
        for row in rows {
            for fact in row.rule.facts {
                let first = known[fact.name] ?? (fact, row.rule.name)
                known[fact.name] = first
                guard fact.evidence != first.rule.evidence || fact.unproven != first.rule.unproven else {
                    continue
                }
                findings.add(
                    row.field, value: "the fact \"\(fact.name)\"",
                    expected: "the same proof of it as in \(first.of)")
            }
        }
    }

    /// The row of a class.
    package func row(of name: WorkClass) -> Row? { rows.first { $0.rule.name == name } }

    private static func row(_ field: Field, _ findings: inout Findings) -> Row? {
        guard let table = Table(field, keys: rowKeys, &findings) else { return nil }
        let before = findings.list.count
        let name: WorkClass? = table.name("class", &findings, expected: "a class of work")
        _ = table.required("text", &findings)?.text(&findings, expected: "the class in our own words")
        let facts = table.mapping("facts", &findings).compactMap {
            FactForm($0.key, $0.value, &findings)?.rule
        }
        let events = (table.required("events", &findings)?.entries(&findings) ?? []).compactMap {
            event($0.key, $0.value, &findings)
        }
        let ends: [Placed<WorkEvent>] = table.names("ends", &findings)
        if ends.isEmpty { _ = table.required("ends", &findings, expected: "the events that end it") }
        let reopens: [Placed<WorkEvent>] = table.names("reopens", &findings)
        let within = reopening(reopens, table, &findings)
        let late = lateFacts(reopens, table, &findings)
        let routed = table.optional("routed").flatMap { route($0, &findings) }
        let gates = WorkGatesForm(table, facts, events.map(\.name), &findings)
        guard findings.list.count == before, let name else { return nil }
        for place in ends + reopens + (routed?.onResolved.map { [$0] } ?? [])
        where !events.contains(where: { $0.name == place.value }) {
            findings.add(place.field, expected: "one of the events of the class")
        }
        var rule = WorkClassRule(
            name: name, facts: facts, events: events, ends: ends.map(\.value), reopens: reopens.map(\.value),
            reopenWithin: within, factsWithin: late,
            routed: routed.map { .init($0.type.value, onResolved: $0.onResolved?.value) })
        if let urgency = routed?.urgency { rule.routed?.urgency = urgency }
        rule.needs = gates.needs
        rule.order = gates.order
        checkRoute(routed, rule, &findings)
        return Row(rule: rule, field: field, inquiryType: routed?.type, becoming: gates.classes)
    }

    private static func event(
        _ key: String, _ field: Field, _ findings: inout Findings
    ) -> WorkClassRule.EventRule? {
        let name = Field(file: field.file, path: field.path, line: field.line, node: .init(key))
        guard let event: WorkEvent = name.name(&findings, expected: "an event") else { return nil }
        if field.isNull { return .init(event) }
        guard let table = Table(field, keys: ["evidence", "tells_party"], &findings) else { return nil }
        let rules = WorkClassRule.EventRule.Evidence.allCases
        return .init(
            event, evidence: table.optional("evidence")?.word(rules, &findings) ?? .optional,
            tellsParty: table.optional("tells_party")?.truth(&findings) ?? false)
    }

    /// How long an ended item may be reopened; needed exactly when something reopens it.
    private static func reopening(
        _ reopens: [Placed<WorkEvent>], _ table: Table, _ findings: inout Findings
    ) -> Duration {
        let field = table.optional("reopen_within")
        guard let first = reopens.first else {
            if let field { findings.add(field, expected: "it only beside reopens") }
            return .zero
        }
        guard let field else {
            findings.add(first.field, value: "nothing", expected: "the key \"reopen_within\" beside reopens")
            return .zero
        }
        return field.elapsed(&findings) ?? .zero
    }

    /// How long facts are taken of what ended; what is reopened is remembered for as long anyhow.
    private static func lateFacts(
        _ reopens: [Placed<WorkEvent>], _ table: Table, _ findings: inout Findings
    ) -> Duration {
        guard let field = table.optional("facts_within") else { return .zero }
        guard reopens.isEmpty else {
            findings.add(field, expected: "it only without reopens; reopen_within is for facts too")
            return .zero
        }
        return field.elapsed(&findings) ?? .zero
    }

    private struct Route {
        var type: Placed<InquiryType>
        var onResolved: Placed<WorkEvent>?
        var urgency: Urgency?
    }

    private static func route(_ field: Field, _ findings: inout Findings) -> Route? {
        guard let table = Table(field, keys: ["inquiry_type", "urgency", "on_resolved"], &findings) else {
            return nil
        }
        let place = table.required("inquiry_type", &findings)
        let type: InquiryType? = place?.name(&findings, expected: "a type of inquiry")
        guard let place, let type else { return nil }
        let event = table.optional("on_resolved")
        let name: WorkEvent? = event?.name(&findings, expected: "an event")
        let placed = event.flatMap { field in name.map { Placed($0, field) } }
        return Route(
            type: Placed(type, place), onResolved: placed,
            urgency: table.optional("urgency")?.word(Urgency.allCases, &findings))
    }

    /// Nobody gives proof when an agent resolves the contact.
    private static func checkRoute(_ routed: Route?, _ rule: WorkClassRule, _ findings: inout Findings) {
        guard let event = routed?.onResolved, rule.event(event.value)?.evidence == .required else { return }
        findings.add(event.field, expected: "an event that needs no evidence")
    }
}
