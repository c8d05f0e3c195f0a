public import Contacts

/// When one agent is on shift, from the trace's start.
public struct Shift: Hashable, Sendable {
    /// The agent.
    public var agent: Agent.ID
    /// Comes in.
    public var on: Duration
    /// Takes no more after it; what is under way is finished.
    public var off: Duration

    /// Makes a shift.
    public init(agent: Agent.ID, on: Duration, off: Duration) {
        self.agent = agent
        self.on = on
        self.off = off
    }
}

/// Reads `BASE.roster.csv`, line by line: a row per interval, lunch is a gap.
public struct RosterReader: Sendable {
    /// The shifts in the file's order.
    public private(set) var shifts: [Shift] = []
    private var columns: [String: Int]?
    private var line = 0

    /// Has read nothing yet.
    public init() {}

    /// Takes the next line, the header first.
    ///
    /// - Parameter text: A line without its line feed.
    /// - Throws: `TraceError` naming the line.
    public mutating func take(_ text: some StringProtocol) throws(TraceError) {
        line += 1
        let fields = CSVLine.fields(text)
        guard !(fields.count == 1 && fields[0].isEmpty) else { return }
        guard let columns else {
            for name in ["agent_id", "on_s", "off_s"] where !fields.contains(name) {
                throw .missingColumn(name)
            }
            self.columns = Dictionary(fields.enumerated().map { ($1, $0) }) { first, _ in first }
            return
        }
        let row = Row(fields: fields, columns: columns)
        guard let agent = row.text("agent_id"), let on = row.seconds("on_s"), let off = row.seconds("off_s"),
            on < off
        else { throw .line(line, reason: "expected agent_id and an interval on_s before off_s") }
        shifts.append(Shift(agent: Agent.ID(agent), on: on, off: off))
    }
}

/// What a forecast expects of one queue in one quarter of an hour.
public struct ForecastBin: Hashable, Sendable {
    /// The queue.
    public var queue: String
    /// The quarter's start, from the trace's start.
    public var start: Duration
    /// Expected arrivals, in thousandths: exact as written and free of rounding.
    public var expectedThousandths: Int64
}

/// Reads `BASE.forecast.csv`, line by line.
public struct ForecastReader: Sendable {
    /// The bins in the file's order.
    public private(set) var bins: [ForecastBin] = []
    private var columns: [String: Int]?
    private var line = 0

    /// Has read nothing yet.
    public init() {}

    /// Takes the next line, the header first.
    ///
    /// - Parameter text: A line without its line feed.
    /// - Throws: `TraceError` naming the line.
    public mutating func take(_ text: some StringProtocol) throws(TraceError) {
        line += 1
        let fields = CSVLine.fields(text)
        guard !(fields.count == 1 && fields[0].isEmpty) else { return }
        guard let columns else {
            for name in ["queue", "bin_start_s", "expected_arrivals"] where !fields.contains(name) {
                throw .missingColumn(name)
            }
            self.columns = Dictionary(fields.enumerated().map { ($1, $0) }) { first, _ in first }
            return
        }
        let row = Row(fields: fields, columns: columns)
        guard let queue = row.text("queue"), let start = row.seconds("bin_start_s"),
            let expected = row.seconds("expected_arrivals")
        else { throw .line(line, reason: "expected queue, bin_start_s and expected_arrivals") }
        bins.append(
            ForecastBin(queue: queue, start: start, expectedThousandths: expected.microseconds / 1000))
    }
}
