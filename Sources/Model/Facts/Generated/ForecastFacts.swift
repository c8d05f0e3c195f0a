// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// An agent signed in to a tier or out of it; the tier queue says so, and the router passes it on to the
/// watchdog, which counts who is there to do what is due.
public struct AttendanceChanged: Hashable, Sendable, Codable {
    public var agent: Agent.ID
    public var tier: Tier
    /// True from signing in until signing out.
    public var isPresent: Bool
    public var at: Instant
    public init(agent: Agent.ID, tier: Tier, isPresent: Bool, at: Instant) {
        self.agent = agent
        self.tier = tier
        self.isPresent = isPresent
        self.at = at
    }
}

extension FeasibilityJudged {
    /// What was found of one team's work.
    public struct Verdict: Hashable, Sendable, Codable {
        /// The team of foresight.yaml.
        public var team: RuleName
        /// How many of the team were signed in; nil when it does not sign in here.
        public var present: UInt64?
        /// How many there are by the roster.
        public var rostered: UInt64
        /// The first deadline by which not all can be done; nil when everything can.
        public var due: Instant?
        /// Clocks due by then, or all that are open when everything can be done.
        public var pieces: UInt64
        /// What those need together, microseconds of work.
        public var needed: Int64
        /// What the people have until then, microseconds of work.
        public var available: Int64
        /// The clocks due by then, earliest first, when the team has just become short; at most ``limit``.
        public var items: [Clock.ID]
        public init(
            team: RuleName, present: UInt64?, rostered: UInt64, due: Instant?, pieces: UInt64, needed: Int64,
            available: Int64, items: [Clock.ID] = []
        ) {
            self.team = team
            self.present = present
            self.rostered = rostered
            self.due = due
            self.pieces = pieces
            self.needed = needed
            self.available = available
            self.items = items
        }
    }
}

/// The watchdog looked at whether the people there can bring all open work in by its deadlines.
public struct FeasibilityJudged: Hashable, Sendable, Codable {
    public var at: Instant
    /// When it looks again; nil when there is nothing to look at.
    public var next: Instant?
    /// One for each team, in the order of the file.
    public var verdicts: [Verdict]
    public init(at: Instant, next: Instant?, verdicts: [Verdict]) {
        self.at = at
        self.next = next
        self.verdicts = verdicts
    }
}

/// A clock began to be suspended, or a member was put on hold, in a way that somebody should look at.
///
/// Nothing is undone by it: a pause can be right and still look like this.
public struct PauseFlagged: Hashable, Sendable, Codable {
    /// Why a pause is put on the list.
    public enum Reason: String, Sendable, Codable, CaseIterable, Hashable {
        /// So shortly before something is due.
        case beforeDeadline = "before_deadline"
        /// One of too many on the same clock.
        case repeated
        /// Nobody spoke with the member, or wrote to the party, before it.
        case withoutContact = "without_contact"
    }
    /// The clock that is suspended, or the hold clock that runs.
    public var clock: Clock.ID
    public var at: Instant
    /// Counts the pauses of the clock, from 1.
    public var number: UInt64
    /// In the order of ``Reason``; never none.
    public var reasons: [Reason]
    /// What was due next of the clock, or for a hold of the contact's other clocks; nil when nothing was.
    public var due: Instant?
    /// When the member or party was last spoken or written to, as far as is known.
    public var contacted: Instant?
    /// What brought the pause about.
    public var cause: String
    public var by: ActorName?
    public var evidence: EvidenceToken?
    public init(
        clock: Clock.ID, at: Instant, number: UInt64, reasons: [Reason], due: Instant?, contacted: Instant?,
        cause: String, by: ActorName?, evidence: EvidenceToken?
    ) {
        self.clock = clock
        self.at = at
        self.number = number
        self.reasons = reasons
        self.due = due
        self.contacted = contacted
        self.cause = cause.cut()
        self.by = by
        self.evidence = evidence
    }
}

/// The watchdog counts open clocks anew because a calendar has another version than they were counted in.
///
/// What each moves to is a `ClockSpanChanged` of its own; this says how far the work is.
public struct CalendarsRecounted: Hashable, Sendable, Codable {
    public var at: Instant
    /// Contacts and items that are still to be looked at.
    public var left: UInt64
    /// When the next slice is done; nil when this was the last.
    public var next: Instant?
    public init(at: Instant, left: UInt64, next: Instant?) {
        self.at = at
        self.left = left
        self.next = next
    }
}
