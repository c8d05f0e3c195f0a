public import Contacts

/// Reads the Technion "Anonymous Bank" call files, line by line.
///
/// A call enters our world when it leaves the voice response for a person. Whoever hung up did so after the
/// recorded wait; of whoever was served, the recorded wait is only a lower bound of the patience, and the
/// rest is drawn from the day's memoryless estimate (all waits over the number of hang-ups) by a generator
/// seeded with the call's id.
public struct BankReader: Sendable {
    /// More than this is a forgotten receiver; replayed as this.
    public static let longestService = Duration.seconds(7200)

    private let wanted: CivilDate?
    private let seed: UInt64?
    private var columns: [String: Int]?
    private var days: [CivilDate: Day] = [:]
    private var odd: [OddRow: Int] = [:]
    private var leftOut = 0

    /// Reads every date, or only `date`.
    ///
    /// - Parameters:
    ///   - date: The only date wanted.
    ///   - seed: Draws other rests of patience; nil draws those that every replay has.
    public init(date: CivilDate? = nil, seed: UInt64? = nil) {
        wanted = date
        self.seed = seed
    }

    private struct Day {
        var calls: [BankCall] = []
        var waits: Int64 = 0
        var hangUps: Int64 = 0
    }

    /// Takes the next line, the header first.
    ///
    /// - Parameter line: A line without its line feed.
    /// - Throws: `TraceError` when the header lacks a column.
    public mutating func take(_ line: some StringProtocol) throws(TraceError) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map { field in
            let text = String(field)
            return text.hasSuffix("\r") ? String(text.dropLast()) : text
        }
        guard !(fields.count == 1 && fields[0].isEmpty) else { return }
        guard let columns else {
            for name in BankCall.columns where !fields.contains(name) { throw .missingColumn(name) }
            self.columns = Dictionary(fields.enumerated().map { ($1, $0) }) { first, _ in first }
            return
        }
        take(Row(fields: fields, columns: columns))
    }

    private mutating func take(_ row: Row) {
        guard let date = row.text("date").flatMap(BankCall.date) else { return note(.unreadable) }
        guard wanted == nil || wanted == date, row.text("outcome") != "PHANTOM" else {
            leftOut += 1
            return
        }
        guard let call = BankCall(row) else { return note(.unreadable) }
        for kind in call.odd { note(kind) }
        days[date, default: Day()].calls.append(call)
        days[date]?.waits += call.wait
        if call.outcome == .hangUp { days[date]?.hangUps += 1 }
    }

    private mutating func note(_ kind: OddRow) { odd[kind, default: 0] += 1 }

    /// What was read; the trace starts at midnight of its first date.
    public func finish() throws(TraceError) -> RecordedTraffic {
        guard columns != nil else { throw .empty }
        let dates = days.keys.sorted()
        let first = wanted ?? dates.first
        var contacts: [TraceContact] = []
        for date in dates {
            guard let day = days[date], let first else { continue }
            let offset = Int64(date.daysSinceEpoch - first.daysSinceEpoch) * 86_400
            // Nobody hung up: nothing is known of patience but that it was longer than everything seen.
            let mean = day.hangUps == 0 ? nil : Double(day.waits) / Double(day.hangUps)
            contacts += day.calls.map { $0.contact(offset: offset, meanPatience: mean, seed: seed) }
        }
        return RecordedTraffic(contacts: contacts, odd: odd, leftOut: leftOut, date: first)
    }
}
