public import Contacts
public import Facts

/// What the watchdog remembers: the clock ledger, what it knows of other stations' time, open alarms, and who
/// is there.
public struct WatchdogState: MachineState {
    /// A question for the time that other stations have passed.
    struct Ask: Hashable, Codable {
        var number: UInt64
        /// The instant asked about.
        var instant: Instant
        /// Until when the answer is awaited before what is due is presumed.
        var until: Instant
    }

    /// Every clock that counts.
    var ledger = ClockLedger()
    /// The alarms that wait for a person.
    var alarms = AlarmBook()
    /// All stops at or before this instant are known.
    var through = Instant.distantPast
    /// The one question in flight.
    var ask: Ask?
    /// The number of the last question.
    var lastAsk: UInt64 = 0
    /// The instant that the last question was about; before everything after an outage.
    var lastAsked = Instant.distantPast
    /// The last time that the watchdog was not running.
    var outage: OutageNoted?

    /// Who was closed and who reached Tier 3 of late; nil before the first, as in older checkpoints.
    var rates: EscalationRate?

    /// Who is there, and when to look ahead; nil before the first, as in older checkpoints.
    var breachForecast: BreachForecast?

    /// When the next slice of clocks is counted anew by another version of their calendar; nil when none is.
    var recountAt: Instant?

    /// As checkpoints have them, from before some of these were renamed.
    private enum CodingKeys: String, CodingKey {
        case ledger, alarms, through, ask, lastAsk, lastAsked, outage, rates
        case breachForecast = "foresight"
        case recountAt
    }

    /// The state before any fact.
    public init() {}

    /// How many clocks are in the ledger, suspended ones and those that may be reopened included.
    public var clockCount: Int { ledger.count }

    /// The alarms that wait for a person, oldest first.
    public var openAlarms: [AlarmRaised] { alarms.open }

    /// When a clock must be asked about or presumed, or an alarm is overdue.
    public var nextDeadline: Instant? {
        let due = ledger.first.map { first in max(first.instant, ask?.until ?? first.instant) }
        var next = due
        for other in [alarms.nextDeadline, breachForecast?.next, recountAt] {
            if let other { next = min(next ?? other, other) }
        }
        return next
    }

    /// Clocks in the ledger.
    public var size: Int { ledger.count }

    /// Applies one recorded fact.
    public mutating func evolve(_ fact: WatchdogFact) {
        switch fact {
        case .clockArmed(let armed): ledger.arm(LedgerClock(armed))
        case .clockSpanChanged(let span): ledger.update(span.clock) { $0.change(span) }
        case .clockClosed(let closed): ledger.close(closed)
        case .clockWarned(let passed): ledger.update(passed.clock) { $0.pass(passed) }
        case .clockBreached(let passed):
            ledger.update(passed.clock) { $0.pass(passed) }
            breachForecast?.note(late: passed.clock)
        case .breachRetracted(let retracted):
            ledger.update(retracted.clock) { $0.retract(retracted) }
            if ledger[retracted.clock]?.isBreached != true { breachForecast?.note(notLate: retracted.clock) }
        case .alarmRaised(let alarm): alarms.raise(alarm)
        case .alarmGrew(let grown): alarms.grow(grown)
        case .alarmReduced(let reduced): alarms.reduce(reduced)
        case .alarmAcknowledged(let acknowledged): alarms.acknowledge(acknowledged.alarm)
        case .alarmOverdue(let overdue): alarms.expire(overdue.alarm)
        case .outageNoted(let outage): note(outage)
        case .watermarkAsked(let asked): note(asked)
        case .watermarkAwaited(let awaited): note(awaited)
        case .watermarkNoted(let watermark): note(watermark)
        case .rateCounted(let counted):
            if rates == nil { rates = EscalationRate() }
            rates?.count(counted)
        case .attendanceChanged(let changed):
            if breachForecast == nil { breachForecast = BreachForecast() }
            breachForecast?.note(changed)
        case .feasibilityJudged(let judged):
            if breachForecast == nil { breachForecast = BreachForecast() }
            breachForecast?.note(judged)
        case .calendarsRecounted(let recounted): recountAt = recounted.next
        case .told: break  // Said to others, or for the record alone.
        }
    }

    /// What was asked before an outage is asked anew: its answer may be long gone.
    private mutating func note(_ outage: OutageNoted) {
        self.outage = outage
        ask = nil
        lastAsked = .distantPast
    }

    private mutating func note(_ asked: WatermarkAsked) {
        ask = Ask(number: asked.ask, instant: asked.instant, until: asked.instant)
        lastAsk = max(lastAsk, asked.ask)
        lastAsked = asked.instant
    }

    private mutating func note(_ awaited: WatermarkAwaited) {
        guard ask?.number == awaited.ask else { return }
        ask?.until = awaited.at
    }

    private mutating func note(_ watermark: WatermarkNoted) {
        through = max(through, watermark.through)
        if ask?.number == watermark.ask { ask = nil }
    }

    /// Stops the process when an invariant is broken.
    public func checkInvariants() {
        ledger.checkInvariants()
        alarms.checkInvariants()
        rates?.checkInvariants()
        if let ask {
            precondition(ask.number == lastAsk, "the question in flight is the last")
        }
    }
}
