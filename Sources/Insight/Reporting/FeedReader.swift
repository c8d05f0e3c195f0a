public import Contacts
internal import Measures

/// Reads what a carrier or a survey counted, line by line of a CSV file whose header says what it is.
///
/// `trunk,from,to,count,source` holds attempts that were blocked before they reached us, one row for each
/// trunk and interval, also those with none; `contact,at,satisfaction,recommendation` holds answers to
/// surveys, marks of 1 to 5 and of 0 to 10, either of them blank when it was not asked.
public struct FeedReader {
    /// What was read so far.
    public private(set) var feed = Feed()
    private var form: Form?
    private var trunks: [String: [(from: Instant, to: Instant)]] = [:]
    private let instant: (String) -> Instant?

    private enum Form: CaseIterable {
        case blocked, surveys

        var header: [String] {
            switch self {
            case .blocked: ["trunk", "from", "to", "count", "source"]
            case .surveys: ["contact", "at", "satisfaction", "recommendation"]
            }
        }
    }

    /// Makes a reader; `instant` reads an instant as people type it.
    public init(instant: @escaping (String) -> Instant?) { self.instant = instant }

    /// Begins a further file, whose first line is a header.
    public mutating func beginFile() { form = nil }

    /// Takes the fields of the next line.
    ///
    /// - Throws: `FeedError` naming the column, the value and what was expected.
    public mutating func take(_ fields: [String]) throws(FeedError) {
        guard let form else {
            form = Form.allCases.first { $0.header == fields }
            guard form == nil else { return }
            let forms = Form.allCases.map { $0.header.joined(separator: ",") }.joined(separator: " or ")
            throw FeedError(column: "(header)", value: fields.joined(separator: ","), expected: forms)
        }
        guard fields.count == form.header.count else {
            throw FeedError(
                column: "(row)", value: "\(fields.count) fields", expected: "\(form.header.count) fields")
        }
        switch form {
        case .blocked: try takeBlocked(fields)
        case .surveys: try takeSurvey(fields)
        }
    }

    private mutating func takeBlocked(_ fields: [String]) throws(FeedError) {
        let (from, to) = (try moment("from", fields[1]), try moment("to", fields[2]))
        guard from < to else {
            throw FeedError(column: "to", value: fields[2], expected: "an instant after from")
        }
        guard let count = Int64(fields[3]), (0...1_000_000_000).contains(count) else {
            throw FeedError(column: "count", value: fields[3], expected: "a whole number, 0 or more")
        }
        guard !fields[0].isEmpty else { throw FeedError(column: "trunk", value: "", expected: "a name") }
        if trunks[fields[0], default: []].contains(where: { $0.from < to && from < $0.to }) {
            throw FeedError(
                column: "from", value: fields[1],
                expected: "an interval that no other row of the trunk touches")
        }
        trunks[fields[0], default: []].append((from, to))
        feed.blocked.append(
            BlockedRecord(
                source: .carrier(trunk: fields[0], source: fields[4]), channel: .phone, from: from, to: to,
                count: count))
    }

    private mutating func takeSurvey(_ fields: [String]) throws(FeedError) {
        guard let contact = Contact.ID(fields[0]) else {
            throw FeedError(column: "contact", value: fields[0], expected: "a contact such as C1-42")
        }
        feed.surveys.append(
            SurveyRecord(
                contact: contact, at: try moment("at", fields[1]),
                satisfaction: try mark("satisfaction", fields[2], 1...5),
                recommendation: try mark("recommendation", fields[3], 0...10)))
    }

    private func moment(_ column: String, _ text: String) throws(FeedError) -> Instant {
        guard let moment = instant(text) else {
            throw FeedError(column: column, value: text, expected: "an instant such as 2026-03-02T08:00:00Z")
        }
        return moment
    }

    private func mark(
        _ column: String, _ text: String, _ range: ClosedRange<Int>
    ) throws(FeedError) -> Int? {
        if text.isEmpty { return nil }
        guard let mark = Int(text), range.contains(mark) else {
            throw FeedError(
                column: column, value: text,
                expected: "\(range.lowerBound) to \(range.upperBound), or nothing")
        }
        return mark
    }
}

/// A line of a feed that is not what it should be.
public struct FeedError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The column at fault.
    public var column: String
    /// What stands there.
    public var value: String
    /// What was expected.
    public var expected: String

    /// For people, without the file and the line.
    public var description: String { "column \(column): value \(value): expected \(expected)" }
}
