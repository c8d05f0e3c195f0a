public import Contacts
public import Tables

/// Reads the Technion "Anonymous Bank" call files, fields between tabs.
///
/// A call enters our world when it leaves the voice response for a person. Whoever hung up did so after the
/// recorded wait; of whoever was served, the recorded wait is only a lower bound of the patience, and the
/// rest is drawn from the day's memoryless estimate (all waits over the number of hang-ups) by a generator
/// seeded with the call's id.
public struct BankReader: TableTaker, Sendable {
    /// More than this is a forgotten receiver; replayed as this.
    public static let longestService = Duration.seconds(7200)

    private let wanted: CivilDate?
    private let seed: UInt64?
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

    /// The columns that the files have and that are looked at.
    public let forms = [BankCall.columns]
    /// A tab.
    public let separator = TableReader.Separator.tab

    /// Takes the next row: phantoms and other dates are left out and counted, oddness is counted.
    public mutating func take(_ row: TableRow) throws(TableFault) {
        let date = try row.value("date", "a date yymmdd of the 20th century", BankCall.date)
        let outcome = try row.value("outcome", "AGENT, HANG or PHANTOM", BankCall.Outcome.init(rawValue:))
        guard wanted == nil || wanted == date, outcome != .phantom else {
            leftOut += 1
            return
        }
        let call = try BankCall(row, outcome)
        for kind in call.odd { note(kind) }
        days[date, default: Day()].calls.append(call)
        days[date]?.waits += call.wait
        if call.outcome == .hangUp { days[date]?.hangUps += 1 }
    }

    private mutating func note(_ kind: OddRow) { odd[kind, default: 0] += 1 }

    /// What was read; the trace starts at midnight of its first date.
    public var traffic: RecordedTraffic {
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
