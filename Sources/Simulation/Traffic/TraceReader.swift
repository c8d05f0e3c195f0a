internal import Contacts
public import Tables

/// Reads `BASE.contacts.csv` (cli.md#trace-format). A row that cannot be read is refused, never left out.
public struct TraceReader: TableTaker, Sendable {
    /// Three years: the oldest backlog and the longest trace that anybody plays, seconds.
    static let reach = 100_000_000

    private var contacts: [TraceContact] = []
    private var labels: Set<String> = []

    /// The columns that a trace needs.
    public let forms = [["contact_id", "arrival_s", "channel", "queue", "handle_s"]]

    /// Has read nothing yet.
    public init() {}

    /// Takes the next row.
    public mutating func take(_ row: TableRow) throws(TableFault) {
        let contact = try Self.contact(row)
        guard labels.insert(contact.label).inserted else {
            throw row.fault("contact_id", "a name that no row before has")
        }
        contacts.append(contact)
    }

    /// What was read.
    public var traffic: RecordedTraffic { RecordedTraffic(contacts: contacts) }

    private static func contact(_ row: TableRow) throws(TableFault) -> TraceContact {
        try TraceContact(
            label: row.needed("contact_id", "a name of the contact"),
            arrival: row.seconds("arrival_s", in: -reach...reach),
            channel: row.value(
                "channel", "phone, chat, message, email, letter, walkin or work_item", channel),
            queue: row.needed("queue", "the queue that it enters"),
            needs: row.ifAny("required_skills") { (column) throws(TableFault) in
                try row.value(column, "skills such as claims|spanish:2, levels 1 to 5") { Self.needs($0) }
            } ?? [],
            priority: row.ifAny("priority") { (column) throws(TableFault) in
                try row.whole(column, in: 0...1_000_000)
            } ?? 0,
            service: row.seconds("handle_s", in: 0...reach), patience: patience(row, "patience_s"),
            target: patience(row, "target_wait_s"),
            secondLeg: secondLeg(row))
    }

    private static func patience(_ row: TableRow, _ column: String) throws(TableFault) -> Duration? {
        try row.ifAny(column) { (column) throws(TableFault) in try row.seconds(column, in: 0...reach) }
    }

    private static func secondLeg(_ row: TableRow) throws(TableFault) -> TraceContact.SecondLeg? {
        let patience = try patience(row, "leg2_patience_s")
        guard let queue = row.text("leg2_queue") else {
            for column in ["leg2_handle_s", "leg2_patience_s"] where row.text(column) != nil {
                throw row.fault(column, "nothing, because leg2_queue is empty")
            }
            return nil
        }
        return try TraceContact.SecondLeg(
            queue: queue, service: row.seconds("leg2_handle_s", in: 0...reach), patience: patience)
    }

    static func channel(_ word: String) -> Channel? {
        switch word {
        case "message": .secureMessage
        case "walkin": .walkIn
        default: Channel(rawValue: word)
        }
    }

    /// `claims|clinical:2`; a skill without a level is of the usual one.
    static func needs(_ text: String, usual: Int = 1) -> [SkillNeed]? {
        var needs: [SkillNeed] = []
        for part in text.split(separator: "|", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: ":", omittingEmptySubsequences: false)
            guard let name = pieces.first, !name.isEmpty, pieces.count <= 2 else { return nil }
            guard pieces.count == 2 else {
                needs.append(SkillNeed(SkillName(String(name)), level: usual))
                continue
            }
            guard let level = Numeral.whole(String(pieces[1])), (1...5).contains(level) else { return nil }
            needs.append(SkillNeed(SkillName(String(name)), level: level))
        }
        return needs.sorted()
    }
}
