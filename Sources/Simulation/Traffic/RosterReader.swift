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

/// What a roster says that one of its agents can do.
public struct RosteredAgent: Hashable, Sendable {
    /// The agent.
    public var agent: Agent.ID
    /// The line that the agent belongs to, as written.
    public var tier: String
    /// The agent's team.
    public var group: String
    /// The agent's skills, sorted; one without a level is had in full, level 5.
    public var skills: [SkillNeed]
    /// Telephone contacts at once.
    public var voice: Int
    /// Chats at once.
    public var chat: Int

    /// Makes what is known of an agent.
    public init(agent: Agent.ID, tier: String, group: String, skills: [SkillNeed], voice: Int, chat: Int) {
        self.agent = agent
        self.tier = tier
        self.group = group
        self.skills = skills.sorted()
        self.voice = voice
        self.chat = chat
    }
}

/// Reads `BASE.roster.csv`: a row per interval, lunch is a gap.
public struct RosterReader: TableTaker, Sendable {
    /// The shifts in the file's order.
    public private(set) var shifts: [Shift] = []
    /// Everybody with skills, in the order of their first rows; none when the file has no column of skills.
    public private(set) var people: [RosteredAgent] = []
    private var places: [Agent.ID: Int] = [:]
    private var known: Set<Agent.ID>?
    private var taken: [Agent.ID: [Shift]] = [:]

    /// The columns that a roster needs; with skills go tier, group, max_voice and max_chat.
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
        guard row.text("skills") != nil else { return }
        let person = try Self.person(agent, row)
        if let place = places[agent] {
            guard people[place] == person else { throw row.fault("skills", "an agent alike in every row") }
        } else {
            places[agent] = people.count
            people.append(person)
        }
    }

    private static func person(_ agent: Agent.ID, _ row: TableRow) throws(TableFault) -> RosteredAgent {
        try RosteredAgent(
            agent: agent, tier: row.needed("tier", "the agent's line"),
            group: row.needed("group", "the agent's team"),
            skills: row.value("skills", "skills such as claims|spanish:2, levels 1 to 5") {
                TraceReader.needs($0, usual: 5)
            },
            voice: row.whole("max_voice", in: 0...20), chat: row.whole("max_chat", in: 0...20))
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
