internal import Contacts

/// Reads `BASE.contacts.csv`, line by line (TRACE format).
public struct TraceReader: Sendable {
    private var contacts: [TraceContact] = []
    private var odd: [OddRow: Int] = [:]
    private var columns: [String: Int]?

    private static let required = ["contact_id", "arrival_s", "channel", "queue", "handle_s"]

    /// Has read nothing yet.
    public init() {}

    /// Takes the next line, the header first.
    ///
    /// - Parameter line: A line without its line feed.
    /// - Throws: `TraceError` when the header lacks a column.
    public mutating func take(_ line: some StringProtocol) throws(TraceError) {
        let fields = CSVLine.fields(line)
        guard !(fields.count == 1 && fields[0].isEmpty) else { return }
        guard let columns else { return try takeHeader(fields) }
        guard let contact = Self.contact(Row(fields: fields, columns: columns)) else {
            odd[.unreadable, default: 0] += 1
            return
        }
        contacts.append(contact)
    }

    /// What was read.
    public func finish() throws(TraceError) -> RecordedTraffic {
        guard columns != nil else { throw .empty }
        return RecordedTraffic(contacts: contacts, odd: odd)
    }

    private mutating func takeHeader(_ fields: [String]) throws(TraceError) {
        for name in Self.required where !fields.contains(name) { throw .missingColumn(name) }
        columns = Dictionary(fields.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    private static func contact(_ row: Row) -> TraceContact? {
        guard let label = row.text("contact_id"), let arrival = row.seconds("arrival_s"),
            let channel = row.text("channel").flatMap(Self.channel), let queue = row.text("queue"),
            let service = row.seconds("handle_s"), service >= .zero, row.isSound("patience_s"),
            let needs = needs(row.text("required_skills") ?? "")
        else { return nil }
        var leg: TraceContact.SecondLeg?
        if let next = row.text("leg2_queue") {
            guard let time = row.seconds("leg2_handle_s"), row.isSound("leg2_patience_s") else { return nil }
            leg = TraceContact.SecondLeg(queue: next, service: time, patience: row.seconds("leg2_patience_s"))
        }
        return TraceContact(
            label: label, arrival: arrival, channel: channel, queue: queue, needs: needs,
            priority: row.text("priority").flatMap { Int($0) } ?? 0, service: service,
            patience: row.seconds("patience_s"), secondLeg: leg)
    }

    static func channel(_ word: String) -> Channel? {
        switch word {
        case "message": .secureMessage
        case "walkin": .walkIn
        default: Channel(rawValue: word)
        }
    }

    /// `claims|clinical:2`.
    static func needs(_ text: String) -> [SkillNeed]? {
        var needs: [SkillNeed] = []
        for part in text.split(separator: "|") {
            let pieces = part.split(separator: ":")
            guard let name = pieces.first, pieces.count <= 2 else { return nil }
            guard pieces.count == 2 else {
                needs.append(SkillNeed(SkillName(String(name))))
                continue
            }
            guard let level = Int(pieces[1]), (1...5).contains(level) else { return nil }
            needs.append(SkillNeed(SkillName(String(name)), level: level))
        }
        return needs.sorted()
    }
}

/// Why a file is no trace at all.
public enum TraceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file has no header.
    case empty
    /// The header lacks a column.
    case missingColumn(String)
    /// A line cannot be used.
    case line(Int, reason: String)

    /// What is wrong and what was expected.
    public var description: String {
        switch self {
        case .empty: "the file is empty, expected a header and rows"
        case .missingColumn(let name): "the header has no column \(name), expected one"
        case .line(let number, let reason): "line \(number): \(reason)"
        }
    }
}

/// A line's fields by the name of their column.
struct Row {
    let fields: [String]
    let columns: [String: Int]

    /// A field's text; nil when it is empty or missing.
    func text(_ name: String) -> String? {
        guard let index = columns[name], index < fields.count, !fields[index].isEmpty else { return nil }
        return fields[index]
    }

    /// A field as seconds with a fraction; nil when it is empty or no number.
    func seconds(_ name: String) -> Duration? { text(name).flatMap(Seconds.parse) }

    /// False when the field holds something that is no number.
    func isSound(_ name: String) -> Bool { text(name) == nil || seconds(name) != nil }
}
