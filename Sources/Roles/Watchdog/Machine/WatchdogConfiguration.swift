public import BusinessTime
public import Contacts
public import Facts
public import Standards

/// What the topology tells the watchdog.
public struct WatchdogConfiguration: Sendable {
    /// The names of the stations.
    public var directory: Directory
    /// The clocks of standards.yaml by name; for looking up only, never iterated.
    public var clocks: [ClockName: StandardClock]
    /// The calendars of calendars.yaml by name; for looking up only, never iterated.
    public var calendars: [CalendarName: BusinessCalendar]
    /// The rows of enforcement.yaml, in the order of the file.
    public var rows: [EnforcementRow] {
        didSet { rowsByClock = WatchdogConfiguration.indexed(rows) }
    }
    /// When the share of contacts that reach Tier 3 is worth an alarm; nil when nobody asked.
    ///
    /// The rows of its marks, and of the teams below, are among ``rows`` too, where who is next is looked up.
    public var escalationRate: EscalationRateRule?
    /// Who does which work with a deadline; nil when nobody asked to look ahead.
    public var feasibility: FeasibilityRule?
    /// Which pauses are put on the list for review; nil when none are.
    public var pauseWatch: PauseWatch?
    /// How long after due a threshold is presumed passed when no watermark came.
    public var presumeAfter: Duration
    /// A deadline handled later than this means that the watchdog was not running.
    public var outageAfter: Duration

    /// What is done about a broken invariant that enforcement.yaml has no row for: nobody may miss it.
    static let invariantRow = EnforcementRow(
        name: "invariant", clock: Invariant.clock, threshold: "",
        action: .alarm(recipient: "operator", acknowledgeWithin: .seconds(900), next: []), cap: 10)

    /// What is done about a medium that does not answer when enforcement.yaml has no row for it.
    static let effectRow = EnforcementRow(
        name: "effect", clock: EffectKind.clock, threshold: "",
        action: .alarm(recipient: "operator", acknowledgeWithin: .seconds(900), next: []), cap: 10)

    /// The rows of each clock and threshold, in the order of the file.
    private(set) var rowsByClock: [RowKey: [EnforcementRow]]

    struct RowKey: Hashable {
        var clock: ClockName
        var threshold: String
    }

    /// Makes a configuration; every calendar that a clock or row names is among `calendars`.
    public init(
        directory: Directory, clocks: [StandardClock], calendars: [BusinessCalendar], rows: [EnforcementRow],
        escalationRate: EscalationRateRule? = nil, feasibility: FeasibilityRule? = nil,
        pauseWatch: PauseWatch? = nil, presumeAfter: Duration = .seconds(1),
        outageAfter: Duration = .seconds(5)
    ) {
        let marks = escalationRate?.marks.map(\.row) ?? []
        let rows = rows + marks + (feasibility?.teams.map(\.row) ?? [])
        self.directory = directory
        self.clocks = Dictionary(clocks.map { ($0.name, $0) }) { first, _ in first }
        self.calendars = Dictionary(calendars.map { ($0.name, $0) }) { first, _ in first }
        self.rows = rows
        self.escalationRate = escalationRate
        self.feasibility = feasibility
        self.pauseWatch = pauseWatch
        self.presumeAfter = presumeAfter
        self.outageAfter = outageAfter
        rowsByClock = WatchdogConfiguration.indexed(rows)
        let named = clocks.compactMap(\.unit.calendar) + rows.compactMap(\.offHours?.calendar)
        for name in named + (feasibility?.teams.map(\.calendar) ?? []) {
            precondition(self.calendars[name] != nil, "calendar \(name) is named but not given")
        }
    }

    /// The rows for a passed threshold, in the order of the file.
    func rows(of clock: ClockName, threshold: String) -> [EnforcementRow] {
        rowsByClock[RowKey(clock: clock, threshold: threshold)] ?? []
    }

    private static func indexed(_ rows: [EnforcementRow]) -> [RowKey: [EnforcementRow]] {
        Dictionary(grouping: rows) { RowKey(clock: $0.clock, threshold: $0.threshold) }
    }
}
