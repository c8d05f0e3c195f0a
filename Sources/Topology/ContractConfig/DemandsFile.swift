package import Config
import Contacts
package import Standards

/// standards.yaml, section `demands:`: what each clause of the documents covers.
package struct DemandsFile {
    /// Its rows, in the order written.
    package var demands: [Placed<Demand>] = []
    /// The section itself, for what is missing from it.
    package let field: Field

    /// Reads the section.
    package init(_ field: Field, _ findings: inout Findings) {
        self.field = field
        demands = (field.items(&findings) ?? []).compactMap { item in
            Self.demand(item, &findings).map { Placed($0, item) }
        }
    }

    private static func demand(_ field: Field, _ findings: inout Findings) -> Demand? {
        let keys = ["clause", "standards", "of", "covers", "except"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let clause = table.required("clause", &findings)?.text(&findings)
        let standards: [Placed<Standard.ID>] = table.names("standards", &findings)
        if standards.isEmpty { _ = table.required("standards", &findings, expected: "ids of the register") }
        guard let kind = table.required("of", &findings)?.word(Demand.Kind.allCases, &findings) else {
            return nil
        }
        let form = ScopeForm("covers", in: table, .init(kind), &findings)
        guard let clause, !standards.isEmpty else { return nil }
        return Demand(clause: clause, standards: standards.map(\.value), kind: kind, scope: form.scope)
    }
}

extension ScopeForm.Keys {
    fileprivate init(_ kind: Demand.Kind) {
        switch kind {
        case .contacts: self = .contacts
        case .escalations: self = .escalations
        case .items: self = .items
        }
    }
}
