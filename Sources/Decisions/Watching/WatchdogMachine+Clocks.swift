import BusinessTime
import Contacts
import Facts
import Standards

/// Clocks begin, stand still, run on and stop.
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
        let thresholds = clock.thresholds.map { threshold in
            let budget = threshold.amount.microseconds
            let due = start.mode == .running ? due(of: budget, unit: clock.unit, from: start.from) : nil
            return ClockThreshold(name: threshold.name, level: threshold.level, budget: budget, due: due)
        }
        record(
            .clockArmed(
                ClockArmed(
                    clock: start.clock, from: start.from, calendar: calendar(of: clock.unit)?.description,
                    thresholds: thresholds, mode: start.mode)))
    }

    /// A clock stands still from the instant of the fact; workdays never do.
    mutating func suspend(_ fact: ClockSuspended, at now: Instant) {
        guard let clock = state.ledger[fact.clock], clock.mode == .running, !countsDays(clock) else { return }
        let when = max(fact.at, clock.since)
        settleThresholds(of: clock, stopped: when, at: now)
        record(
            .clockSpanChanged(
                ClockSpanChanged(
                    clock: clock.id, mode: .suspended, at: when, used: used(by: clock, until: when), dues: [],
                    cause: fact.cause)))
    }

    /// A clock runs on with what is left of each budget.
    ///
    /// One that runs already has run since earlier than was known, when the fact says so: it tells in the
    /// order of what happened that nothing let it stand in between.
    mutating func resume(_ fact: ClockResumed) {
        guard let clock = state.ledger[fact.clock] else { return }
        let when: Instant
        switch clock.mode {
        case .suspended: when = max(fact.at, clock.since)
        case .running:
            guard fact.at < clock.since, !countsDays(clock) else { return }
            when = fact.at
        }
        let dues = clock.thresholds.filter { !$0.isPassed }.map { threshold in
            due(of: max(0, threshold.budget - clock.used), unit: unit(of: clock), from: when)
        }
        record(
            .clockSpanChanged(
                ClockSpanChanged(
                    clock: clock.id, mode: .running, at: when, used: clock.used, dues: dues, cause: fact.cause
                )))
    }

    /// A clock's stop event happened at `when`.
    mutating func stop(_ id: Clock.ID, when: Instant, cause: String, at now: Instant) {
        guard let clock = state.ledger[id] else { return }
        settleThresholds(of: clock, stopped: when, at: now)
        record(
            .clockClosed(ClockClosed(clock: id, at: when, used: used(by: clock, until: when), cause: cause)))
    }

    /// The contact's own clocks end with it; those of inquiries live on while a person still owes an answer.
    mutating func end(_ ended: ContactEnded, at now: Instant) {
        let keepsInquiries =
            switch ended.outcome {
            case .resolved, .unresolved, .callback: true
            case .abandoned, .withdrawn, .closedHours: false
            }
        for clock in state.ledger.clocks(of: ended.contact) where clock.id.inquiry == 0 || !keepsInquiries {
            stop(clock.id, when: ended.at, cause: "contact_ended", at: now)
        }
    }

    /// Fires what a stop proves to have been passed, and takes back what it proves not to have been.
    private mutating func settleThresholds(of clock: LedgerClock, stopped: Instant, at now: Instant) {
        let isExclusive = countsDays(clock)
        for threshold in clock.thresholds {
            guard let due = threshold.due else { continue }
            let isLate = isExclusive ? stopped >= due : stopped > due
            if isLate, !threshold.isPassed, due <= now {
                pass(threshold, of: clock.id, due: due, certainty: .known, at: now)
            } else if !isLate, threshold.isPassed {
                tell(
                    .breachRetracted(
                        BreachRetracted(
                            clock: clock.id, threshold: threshold.name, due: due, stopped: stopped)))
            }
        }
    }

    private func countsDays(_ clock: LedgerClock) -> Bool {
        switch unit(of: clock) {
        case .workdays: true
        case .elapsed, .businessHours: false
        }
    }

    /// The unit of a clock; one that the standards no longer have counts elapsed time until it closes.
    private func unit(of clock: LedgerClock) -> StandardClock.Unit {
        configuration.clocks[clock.id.name]?.unit ?? .elapsed
    }

    private func calendar(of unit: StandardClock.Unit) -> BusinessCalendar? {
        unit.calendar.flatMap { configuration.calendars[$0] }
    }

    /// When `budget` microseconds of `unit` have passed since `start`.
    private func due(of budget: Int64, unit: StandardClock.Unit, from start: Instant) -> Instant {
        let amount = Duration.microseconds(budget)
        guard let calendar = calendar(of: unit) else { return start.advanced(by: amount) }
        let days = Int(budget / Duration.workdays(1).microseconds)
        switch unit {
        case .elapsed: return start.advanced(by: amount)
        case .businessHours: return calendar.due(from: start, amount: amount)
        case .workdays(_, .dayOne): return calendar.due(start: start, kind: .workdayOne(days))
        case .workdays(_, .after): return calendar.due(start: start, kind: .workdayAfter(days))
        }
    }

    /// Counted time of a clock until `end`, in microseconds of its unit.
    private func used(by clock: LedgerClock, until end: Instant) -> Int64 {
        guard clock.mode == .running, end > clock.since else { return clock.used }
        let unit = unit(of: clock)
        guard let calendar = calendar(of: unit) else {
            return clock.used + clock.since.duration(to: end).microseconds
        }
        switch unit {
        case .elapsed: return clock.used + clock.since.duration(to: end).microseconds
        case .businessHours: return clock.used + calendar.elapsed(from: clock.since, to: end).microseconds
        case .workdays:
            return Duration.workdays(calendar.workdays(from: clock.since, to: end)).microseconds
        }
    }
}
