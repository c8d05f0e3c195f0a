package import Config
import Contacts
package import Standards
import Yams

/// `applies_to`, `covers` and `except` of standards.yaml: a case as a mapping, or a list of them.
package struct ScopeForm {
    /// What was read.
    package let scope: ClockScope

    /// What a case may go by.
    package enum Keys: Hashable {
        /// A contact with its inquiries, from its receipt.
        case contacts
        /// An inquiry left open by a contact of which only the channel is remembered.
        case leftOpen
        /// A hand-off to another tier.
        case escalations
        /// A work item.
        case items

        fileprivate var words: [String] {
            switch self {
            case .contacts: ["channels", "inquiry_types", "requesters", "urgencies"]
            case .leftOpen: ["channels"]
            case .escalations: ["tiers", "priorities", "reasons"]
            case .items: ["classes", "where", "requesters"]
            }
        }
    }

    /// Reads the cases at `key` of `table`, and what `except` beside them leaves out.
    package init(_ key: String, in table: Table, _ keys: Keys, _ findings: inout Findings) {
        let field = table.required(
            key, &findings, expected: "what it is for: \(Field.choice(keys.words))")
        let cases = field.map { Self.cases($0, keys, &findings) } ?? []
        let except = table.optional("except").map { Self.cases($0, keys, &findings) } ?? []
        scope = ClockScope(cases, except: except)
        guard keys == .items, let field else { return }
        for one in cases where one.classes.isEmpty {
            findings.add(field, value: "a case without classes", expected: "the classes of work in each case")
        }
    }

    private static func cases(
        _ field: Field, _ keys: Keys, _ findings: inout Findings
    ) -> [ClockScope.Case] {
        guard case .sequence = field.node else { return [one(field, keys, &findings)].compactMap(\.self) }
        return field.few(&findings).compactMap { one($0, keys, &findings) }
    }

    private static func one(
        _ field: Field, _ keys: Keys, _ findings: inout Findings
    ) -> ClockScope.Case? {
        guard let table = Table(field, keys: keys.words, &findings) else { return nil }
        guard keys.words.contains(where: { table.optional($0) != nil }) else {
            findings.add(field, expected: "at least one of \(Field.choice(keys.words))")
            return nil
        }
        let types: [Placed<InquiryType>] = table.names("inquiry_types", &findings)
        let classes: [Placed<WorkClass>] = table.names("classes", &findings)
        let reasons: [Placed<ReasonCode>] = table.names("reasons", &findings)
        let facts = table.mapping("where", &findings).compactMap { key, value in
            value.name(&findings, expected: "a fact's value").map { WorkFact(Name(key), $0) }
        }
        return ClockScope.Case(
            channels: table.words("channels", Channel.allCases, &findings), inquiryTypes: types.map(\.value),
            requesters: table.words("requesters", Requester.allCases, &findings),
            urgencies: table.words("urgencies", Urgency.allCases, &findings)
                + table.words("priorities", Urgency.allCases, &findings),
            classes: classes.map(\.value), facts: facts.sorted(),
            tiers: table.list("tiers", &findings).compactMap { $0.tier(&findings) },
            reasons: reasons.map(\.value))
    }
}
