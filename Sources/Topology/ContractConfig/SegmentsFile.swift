package import Config
import Contacts
package import Standards

/// segments.yaml: who asks when nobody says, the classes of members, and the kind of call that each contact
/// is.
package struct SegmentsFile {
    /// The table.
    package var table = SegmentTable(requesterUnlessSaid: [:], memberClasses: [], rows: [])
    /// The rows' places, in their order.
    package var places: [Field] = []
    /// The list of rows, for what is missing from it.
    package var rowsField: Field?

    private static let keys = ["version", "requester_unless_said", "member_classes", "call_types"]

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        guard let file = Table(root, keys: Self.keys, &findings) else { return }
        file.requireVersion(&findings)
        if let field = file.required("requester_unless_said", &findings) {
            table.requesterUnlessSaid = Self.requesters(field, &findings)
        }
        _ = file.required("member_classes", &findings)
        table.memberClasses = file.names("member_classes", &findings).map(\.value)
        rowsField = file.required("call_types", &findings)
        for item in rowsField?.items(&findings) ?? [] {
            guard let row = Table(item, keys: ["type", "when", "except"], &findings) else { continue }
            let type = row.required("type", &findings)?.word(CallType.allCases, &findings)
            let scope = ScopeForm("when", in: row, .contacts, &findings).scope
            guard let type else { continue }
            table.rows.append(.init(type, for: scope))
            places.append(item)
        }
    }

    /// Every channel stands there: what nobody says is said by the table, never by chance.
    private static func requesters(_ field: Field, _ findings: inout Findings) -> [Channel: Requester] {
        let channels = Channel.allCases.map(\.rawValue)
        guard let row = Table(field, keys: channels, &findings) else { return [:] }
        let said = Channel.allCases.compactMap { channel -> (Channel, Requester)? in
            let word = row.required(channel.rawValue, &findings)?.word(Requester.allCases, &findings)
            return word.map { (channel, $0) }
        }
        return Dictionary(uniqueKeysWithValues: said)
    }
}
