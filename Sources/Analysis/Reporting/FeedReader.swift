public import Contacts
internal import Measures
public import Tables

/// Reads what a carrier or a survey counted, from a CSV file whose header says what it is.
///
/// `trunk,from,to,count,source` holds attempts that were blocked before they reached us, one row for each
/// trunk and interval, also those with none; `contact,at,satisfaction,recommendation` holds answers to
/// surveys, marks of 1 to 5 and of 0 to 10, either of them blank when it was not asked.
public struct FeedReader: TableTaker {
    /// What was read so far.
    public private(set) var feed = Feed()
    private var trunks: [String: [(from: Instant, to: Instant)]] = [:]
    private var answered: Set<Contact.ID> = []
    private let instant: (String) -> Instant?

    /// Counts of a carrier, or answers.
    public let forms = [
        ["trunk", "from", "to", "count", "source"], ["contact", "at", "satisfaction", "recommendation"],
    ]

    /// Makes a reader; `instant` reads an instant as people type it.
    public init(instant: @escaping (String) -> Instant?) { self.instant = instant }

    /// Takes the next row.
    public mutating func take(_ row: TableRow) throws(TableFault) {
        if row.form == 0 { try takeBlocked(row) } else { try takeSurvey(row) }
    }

    private mutating func takeBlocked(_ row: TableRow) throws(TableFault) {
        let trunk = try row.needed("trunk", "a name")
        let (from, to) = (try moment("from", row), try moment("to", row))
        guard from < to else { throw row.fault("to", "an instant after from") }
        let count = try row.whole("count", in: 0...1_000_000_000)
        if trunks[trunk, default: []].contains(where: { $0.from < to && from < $0.to }) {
            throw row.fault("from", "an interval that no other row of the trunk touches")
        }
        trunks[trunk, default: []].append((from, to))
        feed.blocked.append(
            BlockedRecord(
                source: .carrier(trunk: trunk, source: row.text("source") ?? ""), channel: .phone, from: from,
                to: to, count: Int64(count)))
    }

    private mutating func takeSurvey(_ row: TableRow) throws(TableFault) {
        let contact = try row.value("contact", "a contact such as C1-42") { text in
            Contact.ID(text).flatMap { "\($0)" == text ? $0 : nil }
        }
        let record = SurveyRecord(
            contact: contact, at: try moment("at", row), satisfaction: try mark("satisfaction", row, 1...5),
            recommendation: try mark("recommendation", row, 0...10))
        guard answered.insert(contact).inserted else {
            throw row.fault("contact", "a contact that no row before has: each answers one survey")
        }
        feed.surveys.append(record)
    }

    private func moment(_ column: String, _ row: TableRow) throws(TableFault) -> Instant {
        try row.value(column, "an instant such as 2026-03-02T08:00:00Z", instant)
    }

    private func mark(
        _ column: String, _ row: TableRow, _ range: ClosedRange<Int>
    ) throws(TableFault) -> Int? {
        try row.ifAny(column) { (column) throws(TableFault) in try row.whole(column, in: range) }
    }
}
