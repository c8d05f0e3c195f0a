import BusinessTime
import Contacts
import Facts
import Standards

/// Clocks begin, are suspended, run on and stop.
extension WatchdogMachine {
    /// Takes a clock into the ledger; one that is there already is not begun twice.
    mutating func arm(_ start: Clock.Start) {
        guard state.ledger[start.clock] == nil else { return }
        guard let clock = configuration.clocks[start.clock.name] else {
            return record(
                .requestRefused(
                    RequestRefused(
                        request: "start_clock", field: "clock",
                        reason: "\(start.clock.name) is no clock of the standards in force",
                        items: [start.clock.contact])))
        }
        let arithmetic = arithmetic(of: clock.unit)
        let thresholds = clock.thresholds.map { threshold in
            let budget = threshold.amount.microseconds
            let due = start.mode == .running ? arithmetic.due(of: budget, from: start.from) : nil
            return ClockThreshold(name: threshold.name, level: threshold.level, budget: budget, due: due)
        }
        record(
            .clockArmed(
                ClockArmed(
                    clock: start.clock, from: start.from, calendar: arithmetic.calendar?.description,
                    thresholds: thresholds, mode: start.mode)))
    }

    /// A clock is suspended from the instant of the fact, if a clause lets it.
    mutating func suspend(_ fact: ClockSuspended, at now: Instant) {
        recountIfStale(fact.clock)
        guard let clock = state.ledger[fact.clock], clock.mode == .running, clock.closing == nil else {
            return
        }
        if let reason = obstacle(to: fact) {
            return record(
                .clockRefused(
                    ClockRefused(
                        clock: fact.clock, request: "suspend", at: fact.at, by: fact.by,
                        reason: reason)))
        }
        let when = max(fact.at, clock.since)
        settleThresholds(of: clock, stopped: when, at: now)
        let act = Act(cause: fact.cause, by: fact.by, evidence: fact.evidence)
        span(clock, .suspended, at: when, used: used(by: clock, until: when), dues: [], act)
        // A hold clock that is suspended is a member taken off hold.
        guard configuration.clocks[clock.id.name]?.startMode == .running else { return }
        review(
            clock, at: when, due: clock.nextBreach, contacted: fact.contacted, act,
            configuration.pauseWatch?.suspensions)
    }

    /// What keeps a clock from being suspended: clocks pause only where a clause allows it, and with proof
    /// (standards.md#pauses). One that waits for its first resumption, as the hold clock does, counts what it
    /// is told to.
    private func obstacle(to fact: ClockSuspended) -> String? {
        guard let standard = configuration.clocks[fact.clock.name] else {
            return "\(fact.clock.name) is no clock of the standards in force"
        }
        if standard.startMode == .suspended { return nil }
        guard let suspension = standard.suspension else {
            return "no clause lets \(fact.clock.name) be suspended (\(standard.clause))"
        }
        if case .months = standard.unit {
            return "\(fact.clock.name) counts months, which are never suspended"
        }
        guard fact.evidence == nil else { return nil }
        return "no evidence; \(suspension.clause) lets it be suspended only with proof"
    }

    /// A clock runs on with what is left of each budget; one that has stopped is reopened.
    ///
    /// One that runs already has run since earlier than was known, when the fact says so: it tells in the
    /// order of what happened that nothing let it stand in between.
    mutating func resume(_ fact: ClockResumed) {
        recountIfStale(fact.clock)
        guard let clock = state.ledger[fact.clock] else { return }
        let act = Act(cause: fact.cause, by: fact.by, evidence: fact.evidence)
        if let closing = clock.closing { return reopen(clock, closing.fact, at: fact.at, act) }
        switch clock.mode {
        case .suspended:
            run(clock, at: max(fact.at, clock.since), used: clock.used, act)
            if !clock.id.isItem, configuration.clocks[clock.id.name]?.startMode == .suspended {
                reviewHold(clock, at: fact.at, act)
            }
        case .running:
            guard fact.at < clock.since, !unit(of: clock).countsDates else { return }
            run(clock, at: fact.at, used: clock.used, act)
        }
    }

    /// The clock counts on from its own beginning; what it has passed stays passed.
    private mutating func reopen(
        _ clock: LedgerClock, _ closed: ClockClosed, at instant: Instant, _ act: Act
    ) {
        let when = max(instant, closed.at)
        switch (clock.mode, configuration.clocks[clock.id.name]?.item?.reopened ?? .counts) {
        case (.running, .counts) where isOutdated(clock):
            run(clock, at: closed.at, used: closed.used, act)
        case (.running, .counts):
            // As if it had never stopped, so that nothing is due at another time than before.
            let arithmetic = arithmetic(of: unit(of: clock))
            let dues = clock.thresholds.filter { !$0.isPassed }.map { threshold in
                threshold.due ?? arithmetic.due(of: threshold.budget, used: closed.used, from: closed.at)
            }
            span(clock, .running, at: closed.at, used: closed.used, dues: dues, act)
        case (.running, .stands):
            let stop = Act(cause: closed.cause, by: closed.by, evidence: nil)
            span(clock, .suspended, at: closed.at, used: closed.used, dues: [], stop)
            run(clock, at: when, used: closed.used, act)
        case (.suspended, _): run(clock, at: when, used: closed.used, act)
        }
    }

    /// A clock's stop event happened at `fact.at`; how a stopped one may be reopened can change.
    mutating func stop(_ fact: ClockStopped, at now: Instant) {
        recountIfStale(fact.clock)
        guard let clock = state.ledger[fact.clock] else { return }
        if var closed = clock.closing?.fact {
            closed.reopensUntil = fact.reopensUntil
            return record(.clockClosed(closed))
        }
        settleThresholds(of: clock, stopped: fact.at, at: now)
        record(
            .clockClosed(
                ClockClosed(
                    clock: fact.clock, at: fact.at, used: used(by: clock, until: fact.at), cause: fact.cause,
                    by: fact.by, reopensUntil: fact.reopensUntil,
                    calendar: arithmetic(of: unit(of: clock)).calendar?.description)))
    }

    /// Nothing can reopen the clock any more.
    mutating func forget(_ closing: LedgerClock.Closing) {
        var closed = closing.fact
        closed.reopensUntil = nil
        record(.clockClosed(closed))
    }

    /// The contact's own clocks end with it; those of inquiries live on while a person still owes an answer,
    /// and those of a message until it is sent and cannot come back.
    mutating func end(_ ended: ContactEnded, at now: Instant) {
        let keepsInquiries =
            switch ended.outcome {
            case .resolved, .unresolved, .noResult, .callback: true
            case .abandoned, .withdrawn, .closedHours: false
            }
        for clock in state.ledger.clocks(of: ended.contact)
        where (clock.id.inquiry == 0 || !keepsInquiries && !clock.id.isItem)
            && !ended.awaiting.contains(clock.id) && (clock.id.isItem || clock.closing == nil)
        {
            stop(ClockStopped(clock: clock.id, at: ended.at, cause: "contact_ended"), at: now)
        }
    }

    /// Fires what a stop proves to have been passed, and takes back what it proves not to have been.
    private mutating func settleThresholds(of clock: LedgerClock, stopped: Instant, at now: Instant) {
        passThresholds(of: clock, by: stopped, at: now)
        for threshold in clock.thresholds where threshold.isPassed {
            guard let due = threshold.due, !isLate(stopped, due, clock) else { continue }
            takeBack(threshold, of: clock.id, stopped: stopped, at: now)
        }
    }

    /// Fires what was due while the clock ran until `stopped`.
    mutating func passThresholds(of clock: LedgerClock, by stopped: Instant, at now: Instant) {
        for threshold in clock.thresholds where !threshold.isPassed {
            guard let due = threshold.due, due <= now, isLate(stopped, due, clock) else { continue }
            pass(threshold, of: clock.id, due: due, certainty: .known, at: now)
        }
    }

    /// True when a stop at `instant` comes too late for `due`.
    func isLate(_ instant: Instant, _ due: Instant, _ clock: LedgerClock) -> Bool {
        unit(of: clock).countsDates ? instant >= due : instant > due
    }

    /// Takes back a passing, and the alarms that stand for it.
    mutating func takeBack(
        _ threshold: LedgerClock.Threshold, of clock: Clock.ID, stopped: Instant, at now: Instant
    ) {
        guard let due = threshold.due else { return }
        tell(
            .breachRetracted(
                BreachRetracted(
                    clock: clock, threshold: threshold.name, due: due, stopped: stopped,
                    level: threshold.level)))
        takeBackAlarms(ClockPassing(clock: clock, threshold: threshold.name), at: now)
    }

    /// Who does something to a clock, and why.
    struct Act {
        var cause: String
        var by: ActorName?
        var evidence: EvidenceToken?
    }

    mutating func run(_ clock: LedgerClock, at when: Instant, used: Int64, _ act: Act) {
        let arithmetic = arithmetic(of: unit(of: clock))
        let dues = clock.thresholds.filter { !$0.isPassed }.map { threshold in
            arithmetic.due(of: threshold.budget, used: used, from: when)
        }
        span(clock, .running, at: when, used: used, dues: dues, act)
    }

    mutating func span(
        _ clock: LedgerClock, _ mode: Clock.Start.Mode, at when: Instant, used: Int64, dues: [Instant],
        _ act: Act, pauses: UInt64? = nil
    ) {
        record(
            .clockSpanChanged(
                ClockSpanChanged(
                    clock: clock.id, mode: mode, at: when, used: used, dues: dues, cause: act.cause,
                    by: act.by, evidence: act.evidence,
                    calendar: arithmetic(of: unit(of: clock)).calendar?.description, pauses: pauses)))
    }

    /// The unit of a clock; one that the standards no longer have counts elapsed time until it closes.
    func unit(of clock: LedgerClock) -> StandardClock.Unit {
        configuration.clocks[clock.id.name]?.unit ?? .elapsed
    }

    func arithmetic(of unit: StandardClock.Unit) -> ClockArithmetic {
        ClockArithmetic(unit: unit, calendar: unit.calendar.flatMap { configuration.calendars[$0] })
    }

    /// Counted time of a clock until `end`, in microseconds of its unit.
    func used(by clock: LedgerClock, until end: Instant) -> Int64 {
        guard clock.mode == .running else { return clock.used }
        return clock.used + arithmetic(of: unit(of: clock)).used(from: clock.since, to: end)
    }
}
