public import Contacts
public import Tables

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

/// Reads `BASE.roster.csv`: a row per interval, lunch is a gap.
public struct RosterReader: TableTaker, Sendable {
    /// The shifts in the file's order.
    public private(set) var shifts: [Shift] = []
    private var known: Set<Agent.ID>?
    private var taken: [Agent.ID: [Shift]] = [:]

    /// The columns that a roster needs; tier, group and skills are not looked at.
    public let forms = [["agent_id", "on_s", "off_s"]]

    /// Has read nothing yet.
    ///
    /// - Parameter known: who may be on it; nil for anybody.
    public init(known: Set<Agent.ID>? = nil) { self.known = known }

    /// Takes the next row.
    public mutating func take(_ row: TableRow) throws(TableFault) {
        let agent = Agent.ID(try row.needed("agent_id", "an agent"))
        guard known?.contains(agent) ?? true else {
            throw row.fault("agent_id", "an agent of the topology's roster")
        }
        let reach = TraceReader.reach
        let on = try row.seconds("on_s", in: -reach...reach)
        let shift = Shift(agent: agent, on: on, off: try row.seconds("off_s", in: -reach...reach))
        guard shift.on < shift.off else { throw row.fault("off_s", "seconds after on_s") }
        if taken[agent, default: []].contains(where: { $0.on < shift.off && shift.on < $0.off }) {
            throw row.fault("on_s", "an interval that no other row of the agent touches")
        }
        taken[agent, default: []].append(shift)
        shifts.append(shift)
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

/// Reads `BASE.forecast.csv`.
public struct ForecastReader: TableTaker, Sendable {
    /// The bins in the file's order.
    public private(set) var bins: [ForecastBin] = []
    private var taken: Set<Place> = []

    private struct Place: Hashable {
        var queue: String
        var start: Duration
    }

    /// The columns that a forecast needs.
    public let forms = [["queue", "bin_start_s", "expected_arrivals"]]

    /// Has read nothing yet.
    public init() {}

    /// Takes the next row.
    public mutating func take(_ row: TableRow) throws(TableFault) {
        let queue = try row.needed("queue", "the name of a queue")
        let start = try row.seconds("bin_start_s", in: 0...TraceReader.reach)
        let expected = try row.value("expected_arrivals", "a number from 0 to 100000, such as 8.4") { text in
            Seconds.parse(text).flatMap { (.zero)...(.seconds(100_000)) ~= $0 ? $0 : nil }
        }
        guard taken.insert(Place(queue: queue, start: start)).inserted else {
            throw row.fault("bin_start_s", "a quarter that no row before has for the queue")
        }
        bins.append(
            ForecastBin(queue: queue, start: start, expectedThousandths: expected.microseconds / 1000))
    }
}
