// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// A threshold of a clock: what is to happen when the counted time reaches its budget.
public struct ClockThreshold: Hashable, Sendable, Codable {
    /// Whether passing it is a warning or a breach of the standard.
    public enum Level: String, Sendable, Codable, CaseIterable, Hashable {
        case warn, breach
    }
    /// Its name in standards.yaml: `20s`, `target`, `limit`.
    public var name: String
    public var level: Level
    /// Counted time that reaches it, in microseconds of the clock's own unit of time (elapsed or business).
    public var budget: Int64
    /// The instant at which it is due while the clock runs; nil while suspended.
    public var due: Instant?
    public init(name: String, level: Level, budget: Int64, due: Instant?) {
        self.name = name
        self.level = level
        self.budget = budget
        self.due = due
    }
}

/// The watchdog took a clock into its ledger.
public struct ClockArmed: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var from: Instant
    /// Named calendar of calendars.yaml and its version, for business time; nil for elapsed time.
    public var calendar: String?
    public var thresholds: [ClockThreshold]
    public var mode: Clock.Start.Mode
    public init(
        clock: Clock.ID, from: Instant, calendar: String?, thresholds: [ClockThreshold],
        mode: Clock.Start.Mode
    ) {
        self.clock = clock
        self.from = from
        self.calendar = calendar
        self.thresholds = thresholds
        self.mode = mode
    }
}

/// A clock's span ended or began: suspended with what it had used, or running with its dues computed anew.
public struct ClockSpanChanged: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var mode: Clock.Start.Mode
    public var at: Instant
    /// Counted time up to `at`, microseconds.
    public var used: Int64
    /// Dues of the thresholds not yet passed, in the ledger's order; empty while suspended.
    public var dues: [Instant]
    public var cause: String
    /// Who brought it about; nil when the medium did.
    public var by: ActorName?
    /// Where the proof is kept, when a clause demands one.
    public var evidence: EvidenceToken?
    /// The calendar and its version by which it was counted; nil for elapsed time.
    public var calendar: String?
    /// How often it had been paused before, when it is counted anew from its beginning; nil when it is not.
    public var pauses: UInt64?
    public init(
        clock: Clock.ID, mode: Clock.Start.Mode, at: Instant, used: Int64, dues: [Instant], cause: String,
        by: ActorName? = nil, evidence: EvidenceToken? = nil, calendar: String? = nil, pauses: UInt64? = nil
    ) {
        self.clock = clock
        self.mode = mode
        self.at = at
        self.used = used
        self.dues = dues
        self.cause = cause.cut()
        self.by = by
        self.evidence = evidence
        self.calendar = calendar
        self.pauses = pauses
    }
}

/// A clock is over: stopped, or its contact ended.
///
/// One that may be reopened stays in the ledger until ``reopensUntil`` and is closed a second time then, with
/// the same figures.
public struct ClockClosed: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var at: Instant
    /// Counted time when it stopped, microseconds.
    public var used: Int64
    public var cause: String
    /// Who brought it about; nil when the medium did.
    public var by: ActorName?
    /// Until when it may be reopened; nil when it left the ledger.
    public var reopensUntil: Instant?
    /// The calendar and its version by which it was counted; nil for elapsed time.
    public var calendar: String?
    public init(
        clock: Clock.ID, at: Instant, used: Int64, cause: String, by: ActorName? = nil,
        reopensUntil: Instant? = nil, calendar: String? = nil
    ) {
        self.clock = clock
        self.at = at
        self.used = used
        self.cause = cause.cut()
        self.by = by
        self.reopensUntil = reopensUntil
        self.calendar = calendar
    }
}

/// The ledger does not let a clock be suspended, and why: no clause allows it, or the proof is missing.
public struct ClockRefused: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    /// What was asked: `suspend`, `resume`.
    public var request: String
    public var at: Instant
    public var by: ActorName?
    /// What is wrong and what was expected.
    public var reason: String
    public init(clock: Clock.ID, request: String, at: Instant, by: ActorName?, reason: String) {
        self.clock = clock
        self.request = request
        self.at = at
        self.by = by
        self.reason = reason.cut()
    }
}

/// A threshold was passed; once per threshold, never early (P4).
public struct ThresholdPassed: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var threshold: String
    public var due: Instant
    public var at: Instant
    /// Fired without the watermark of the stations that could have stopped it.
    public var presumed: Bool
    /// Fell due while the watchdog was not running.
    public var duringOutage: Bool
    public init(
        clock: Clock.ID, threshold: String, due: Instant, at: Instant, presumed: Bool, duringOutage: Bool
    ) {
        self.clock = clock
        self.threshold = threshold
        self.due = due
        self.at = at
        self.presumed = presumed
        self.duringOutage = duringOutage
    }
}

/// A passing was wrong, a breach or a warning: the stop had happened at or before the due instant.
public struct BreachRetracted: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var threshold: String
    public var due: Instant
    public var stopped: Instant
    /// What it was that is taken back; nil in older journals, which do not say.
    public var level: ClockThreshold.Level?
    public init(
        clock: Clock.ID, threshold: String, due: Instant, stopped: Instant, level: ClockThreshold.Level? = nil
    ) {
        self.clock = clock
        self.threshold = threshold
        self.due = due
        self.stopped = stopped
        self.level = level
    }
}

/// A breach moves the contact to the next tier; the router decides by escalation.yaml.
public struct EscalationDue: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var reason: ReasonCode
    public var to: Tier
    public var priority: Urgency
    public init(clock: Clock.ID, reason: ReasonCode, to: Tier, priority: Urgency) {
        self.clock = clock
        self.reason = reason
        self.to = to
        self.priority = priority
    }
}

/// The watchdog asks for something to be said to the caller.
public struct AnnouncementDue: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var threshold: String
    public var announcement: String
    public init(clock: Clock.ID, threshold: String, announcement: String) {
        self.clock = clock
        self.threshold = threshold
        self.announcement = announcement.cut()
    }
}

/// A threshold that a clock has passed.
public struct ClockPassing: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var threshold: String
    public init(clock: Clock.ID, threshold: String) {
        self.clock = clock
        self.threshold = threshold
    }
}

/// Passings that are told together.
public struct ClockPassings: Hashable, Sendable, Codable {
    public var passings: [ClockPassing]
    public init(passings: [ClockPassing]) {
        self.passings = passings
    }
}

/// The watchdog asks for a tone at the desk of the agent who serves the contact; the member does not hear it.
public struct ToneDue: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var threshold: String
    public init(clock: Clock.ID, threshold: String) {
        self.clock = clock
        self.threshold = threshold
    }
}

/// An alarm for a person; grouped when more arise than the row's cap allows.
public struct AlarmRaised: Hashable, Sendable, Codable {
    /// Counts alarms, from 1.
    public var alarm: UInt64
    public var recipient: PersonName
    /// The row of enforcement.yaml.
    public var rule: RuleName
    /// The clock that raised it; for a grouped alarm the first of the group.
    ///
    /// It is ``Invariant/clock`` when it was none but a broken invariant, which is then the threshold.
    public var clock: Clock.ID
    public var threshold: String
    public var at: Instant
    /// How many passings it stands for.
    public var count: UInt64
    /// When it must be acknowledged before the next recipient is alarmed; nil when nobody waits for it.
    public var acknowledgeBy: Instant?
    /// What a broken invariant was seen by; nil for a clock, whose facts are the evidence.
    public var evidence: String?
    /// Further passings that it stands for, the first of them; nil when there are none.
    public var others: ClockPassings?
    public init(
        alarm: UInt64, recipient: PersonName, rule: RuleName, clock: Clock.ID, threshold: String, at: Instant,
        count: UInt64, acknowledgeBy: Instant?, evidence: String? = nil, others: ClockPassings? = nil
    ) {
        self.alarm = alarm
        self.recipient = recipient
        self.rule = rule
        self.clock = clock
        self.threshold = threshold
        self.at = at
        self.count = count
        self.acknowledgeBy = acknowledgeBy
        self.evidence = evidence?.cut()
        self.others = others
    }
}

/// More passings joined a grouped alarm.
public struct AlarmGrew: Hashable, Sendable, Codable {
    public var alarm: UInt64
    public var count: UInt64
    public var at: Instant
    /// The passings that joined, the first of them.
    public var joined: [ClockPassing]
    public init(alarm: UInt64, count: UInt64, at: Instant, joined: [ClockPassing] = []) {
        self.alarm = alarm
        self.count = count
        self.at = at
        self.joined = joined
    }
}

/// What an alarm stood for is not so: a passing was taken back, or a shortage averted.
///
/// With none left nobody has to acknowledge it, and nobody is alarmed next.
public struct AlarmReduced: Hashable, Sendable, Codable {
    public var alarm: UInt64
    /// What is taken back.
    public var clock: Clock.ID
    public var threshold: String
    /// How many passings are left.
    public var count: UInt64
    public var at: Instant
    public init(alarm: UInt64, clock: Clock.ID, threshold: String, count: UInt64, at: Instant) {
        self.alarm = alarm
        self.clock = clock
        self.threshold = threshold
        self.count = count
        self.at = at
    }
}

/// A person took note of an alarm.
public struct AlarmAcknowledged: Hashable, Sendable, Codable {
    public var alarm: UInt64
    public var by: PersonName
    public var at: Instant
    public init(alarm: UInt64, by: PersonName, at: Instant) {
        self.alarm = alarm
        self.by = by
        self.at = at
    }
}

/// An alarm was not acknowledged in time and goes to the next recipient.
public struct AlarmOverdue: Hashable, Sendable, Codable {
    public var alarm: UInt64
    public var at: Instant
    public init(alarm: UInt64, at: Instant) {
        self.alarm = alarm
        self.at = at
    }
}

/// The watchdog noticed that it had not run for a while.
public struct OutageNoted: Hashable, Sendable, Codable {
    public var from: Instant
    public var through: Instant
    public init(from: Instant, through: Instant) {
        self.from = from
        self.through = through
    }
}

/// A watermark reached the watchdog, and clocks due at or before `through` may fire; or one of those that the
/// router collects reached the router.
public struct WatermarkNoted: Hashable, Sendable, Codable {
    public var ask: UInt64
    public var through: Instant
    /// The station that answered, when it is one of several.
    public var station: StationName?
    public init(ask: UInt64, through: Instant, station: StationName? = nil) {
        self.ask = ask
        self.through = through
        self.station = station
    }
}

/// The watchdog asked and still waits.
public struct WatermarkAwaited: Hashable, Sendable, Codable {
    public var ask: UInt64
    public var at: Instant
    public init(ask: UInt64, at: Instant) {
        self.ask = ask
        self.at = at
    }
}
