public import BusinessTime
public import Contacts

/// `teams` of foresight.yaml: who does which work with a deadline, and how long it takes, so that the
/// watchdog can tell that not all of it can be done in time.
public struct FeasibilityRule: Hashable, Sendable {
    /// The name under which alarms speak of it; no clock has it.
    public static let clock: ClockName = "feasibility"

    /// How often it is looked at.
    public var every: Duration
    /// The teams, in the order of the file.
    public var teams: [Team]

    /// People who do work of certain clocks.
    public struct Team: Hashable, Sendable {
        /// Its name, and whom to alarm.
        public var row: EnforcementRow
        /// When it works.
        public var calendar: CalendarName
        /// Its members by the roster; none for a team that does not sign in here.
        public var members: Set<Agent.ID>
        /// How many it has.
        public var heads: UInt64
        /// The part of their time that goes into this work, in hundredths of a percent.
        public var share: UInt64
        /// The clocks whose work it does, each with how long one person works on one, in the order written.
        public var handling: [Handling]

        /// Makes a team.
        public init(
            row: EnforcementRow, calendar: CalendarName, members: Set<Agent.ID>, heads: UInt64, share: UInt64,
            handling: [Handling]
        ) {
            self.row = row
            self.calendar = calendar
            self.members = members
            self.heads = heads
            self.share = share
            self.handling = handling
        }
    }

    /// How long the work that a clock waits for takes.
    public struct Handling: Hashable, Sendable {
        /// The clock.
        public var clock: ClockName
        /// How long one person works on one.
        public var time: Duration

        /// Makes a row.
        public init(_ clock: ClockName, _ time: Duration) {
            self.clock = clock
            self.time = time
        }
    }

    /// Makes a rule.
    public init(every: Duration, teams: [Team]) {
        self.every = every
        self.teams = teams
    }
}
