package import Config
package import Contacts
package import Router

/// escalation.yaml: which hand-offs between tiers are allowed, and who answers for them.
///
/// Their clocks follow from standards.yaml alone.
package struct EscalationFile {
    /// The rows in order; the first that matches decides.
    package var rows: [Row] = []

    /// A row with the places that later checks speak of.
    package struct Row {
        package var row: EscalationRow
        package var field: Field
        package var needs: SkillList?
        package var needsField: Field?
        /// The response that the row promises.
        package var window: Placed<TimeLength>?
        package var people: [Placed<PersonName>]
        /// Where the target stands.
        package var target: Field
    }

    private static let rowKeys = [
        "name", "from", "to", "reason", "priority", "allowed", "because", "window", "class", "needs",
        "rank_bonus", "owner", "backup",
    ]
    /// What a row once said of clocks.
    private static let gone = [
        "clocks": "no such line: take it out, for clocks follow from applies_to in the standards file"
    ]

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        guard let table = Table(root, keys: ["version", "escalation"], &findings) else { return }
        table.requireVersion(&findings)
        var names: Set<RuleName> = []
        for item in table.required("escalation", &findings)?.items(&findings) ?? [] {
            guard let row = Self.row(item, &findings) else { continue }
            if !names.insert(row.row.name).inserted {
                findings.add(item, value: "\"\(row.row.name)\"", expected: "each row's name once")
            }
            rows.append(row)
        }
    }

    private static func row(_ field: Field, _ findings: inout Findings) -> Row? {
        guard let table = Table(field, keys: rowKeys, gone: gone, &findings) else { return nil }
        let name: RuleName? = table.name("name", &findings, expected: "a row's name")
        let ruling = ruling(table, &findings)
        let move = move(table, isRefused: ruling.map { $0 != .allowed } ?? false, &findings)
        let reason: ReasonCode? = table.optionalName("reason", &findings, expected: "a reason code")
        let priority = table.optional("priority")?.word(Urgency.allCases, &findings)
        let contactClass: ContactClass? = table.optionalName("class", &findings, expected: "a class")
        let needsField = table.optional("needs")
        let needs = needsField.flatMap { SkillList($0, &findings) }
        needs?.requireFew(&findings)
        let bonus = table.optional("rank_bonus")?.integer(0...10_000, &findings)
        let window = table.optional("window").flatMap { field in
            field.timeLength(&findings).map { Placed($0, field) }
        }
        let owner = person("owner", table, &findings)
        let backup = person("backup", table, &findings)
        guard let name, let move, let ruling else { return nil }
        let row = EscalationRow(
            name: name, from: move.from, to: move.to, reason: reason, priority: priority, ruling: ruling,
            contactClass: contactClass,
            needs: needs.map { $0.skills.map(\.value).sorted() }, rankBonus: bonus ?? 0, owner: owner?.value,
            backup: backup?.value)
        return Row(
            row: row, field: field, needs: needs, needsField: needsField, window: window,
            people: [owner, backup].compactMap(\.self), target: move.target)
    }

    private static func move(
        _ table: Table, isRefused: Bool, _ findings: inout Findings
    ) -> (from: Tier, to: Tier, target: Field)? {
        let from = table.required("from", &findings)?.tier(&findings)
        let target = table.required("to", &findings)
        let to = target?.tier(&findings)
        guard let from, let target, let to else { return nil }
        // Within a tier only a reason, a class and needs of its own make it a move: a transfer.
        let isTransfer = !isRefused && ["reason", "class", "needs"].allSatisfy { table.optional($0) != nil }
        guard to != from || isTransfer else {
            findings.add(target, expected: isRefused ? "another tier than \(from)" : Self.above(from))
            return nil
        }
        return (from, to, target)
    }

    /// What is expected of the target of a move that is allowed.
    ///
    /// Whoever checks a file says so of a move downward, once it is known whether it lets a contact go round.
    package static func above(_ from: Tier) -> String {
        "a tier above \(from): escalation only leads upward"
            + ", and a transfer within a tier needs a reason, a class and needs"
    }

    private static func ruling(_ table: Table, _ findings: inout Findings) -> EscalationRow.Ruling? {
        guard let allowed = table.required("allowed", &findings)?.truth(&findings) else { return nil }
        let because = table.optional("because")
        if allowed {
            if let because { findings.add(because, expected: "a reason only beside allowed: false") }
            return .allowed
        }
        return table.required("because", &findings)?.text(&findings).map { .refused(reason: $0) }
    }

    private static func person(
        _ key: String, _ table: Table, _ findings: inout Findings
    ) -> Placed<PersonName>? {
        guard let field = table.required(key, &findings), let name: PersonName = field.name(&findings) else {
            return nil
        }
        return Placed(name, field)
    }
}
