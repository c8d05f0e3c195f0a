internal import Contacts
internal import Tables

/// One row of the bank's file, checked.
struct BankCall: Hashable, Sendable {
    enum Outcome: String, Hashable, Sendable {
        case served = "AGENT"
        case hangUp = "HANG"
        /// A record of no call.
        case phantom = "PHANTOM"
    }

    static let columns = [
        "call_id", "priority", "type", "date", "vru_entry", "vru_exit", "q_start", "q_exit", "q_time",
        "outcome",
        "ser_start", "ser_time", "server",
    ]

    let id: String
    let type: String
    let priority: Int
    let outcome: Outcome
    /// Seconds after local midnight of the row's date.
    let arrival: Int64
    /// Seconds in the queue.
    let wait: Int64
    /// Seconds of talk, within bounds.
    let service: Int64
    let odd: [OddRow]

    init(_ row: TableRow, _ outcome: Outcome) throws(TableFault) {
        func clock(_ column: String) throws(TableFault) -> Int64 {
            try row.value(column, "a time h:mm:ss", Self.clock)
        }
        let (entry, exit) = (try clock("vru_entry"), try clock("vru_exit"))
        let (queued, left) = (try clock("q_start"), try clock("q_exit"))
        let began = try clock("ser_start")
        let wait = Int64(try row.whole("q_time", in: 0...86_400))
        let talked = Int64(try row.whole("ser_time", in: 0...86_400))
        id = try row.needed("call_id", "the number of the call")
        type = try row.needed("type", "the type of the call")
        priority = try row.whole("priority", in: 0...1_000_000)
        self.outcome = outcome
        self.wait = wait
        let reached = queued > 0 ? queued : exit > 0 ? exit : entry
        arrival = Self.after(entry, reached)
        var odd: [OddRow] = []
        // An exit just after midnight is no oddness: the row's date is that of the entry.
        if exit > 0, Self.after(entry, exit) < entry { odd.append(.leavesBeforeEntering) }
        if queued > 0, Self.after(queued, left) - queued != wait { odd.append(.waitDisagrees) }
        switch outcome {
        case .served:
            if row.text("server") == "NO_SERVER" { odd.append(.answeredByNobody) }
            if talked > Self.longest { odd.append(.longService) }
            if talked <= 0 { odd.append(.noService) }
        case .hangUp:
            if talked > 0 || began > 0 { odd.append(.servedYetHungUp) }
        case .phantom: break
        }
        self.odd = odd
        service = min(max(talked, 1), Self.longest)
    }

    /// The call as traffic; `offset` is that of its date from the trace's start, in seconds.
    func contact(offset: Int64, meanPatience: Double?, seed: UInt64?) -> TraceContact {
        var patience: Duration? = .seconds(wait)
        if outcome == .served {
            var generator = SeededGenerator(seededBy: seed.map { "\($0)/\(id)" } ?? id)
            patience = meanPatience.map { mean in
                // A month is for ever on the telephone, and keeps the sum within bounds.
                let rest = min(generator.exponential(mean: mean), 2_678_400)
                return .microseconds(wait * 1_000_000 + Int64(rest * 1_000_000))
            }
        }
        return TraceContact(
            label: id, arrival: .seconds(offset + arrival), channel: .phone, queue: type, priority: priority,
            service: .seconds(service), patience: patience)
    }

    /// `yymmdd`; the data is of 1999.
    static func date(_ text: String) -> CivilDate? {
        guard Numeral.isLike("000000", text), let number = Int(text) else { return nil }
        let year = 1900 + number / 10_000
        let date = CivilDate(year: year, month: number / 100 % 100, day: number % 100)
        return CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date ? date : nil
    }

    private static let longest = BankReader.longestService.components.seconds

    /// `other` on the next day when it seems to lie half a day or more before `start`: midnight came between.
    private static func after(_ start: Int64, _ other: Int64) -> Int64 {
        other + 43_200 <= start ? other + 86_400 : other
    }

    /// `h:mm:ss` in seconds.
    private static func clock(_ text: String) -> Int64? {
        guard Numeral.isLike("0:00:00", text) || Numeral.isLike("00:00:00", text) else { return nil }
        let parts = text.split(separator: ":").map { Int64($0) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            (0..<25).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }
}
