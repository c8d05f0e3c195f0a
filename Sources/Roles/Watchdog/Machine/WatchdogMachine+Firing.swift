import BusinessTime
import Contacts
import Facts
import Standards

/// Thresholds fire, watermarks are asked for.
extension WatchdogMachine {
    /// Whether a passing is known or presumed for want of a watermark.
    enum Certainty {
        case known, presumed
    }

    /// Does everything that `now` allows; afterwards the next deadline lies after `now`.
    mutating func settle(at now: Instant) {
        fire(at: now)
        expireAlarms(at: now)
        if hasTakenBack { takeBackForecasts(at: now) }
        lookAhead(at: now)
        askIfDue(at: now)
        raiseCalledAlarms(at: now)
    }

    /// Fires what is due and known by the watermark, or was asked about and waited for long enough.
    private mutating func fire(at now: Instant) {
        while let first = state.ledger.first, first.instant <= now {
            if let closing = state.ledger[first.clock]?.closing {
                forget(closing)
                continue
            }
            // What another version of the calendar counts otherwise must not fire by the old one.
            if recountIfStale(first.clock) { continue }
            guard let certainty = certainty(ofDue: first.instant, at: now),
                let clock = state.ledger[first.clock],
                let place = clock.nextPlace
            else { return }
            pass(clock.thresholds[place], of: clock.id, due: first.instant, certainty: certainty, at: now)
        }
    }

    /// Whether a due threshold may fire now; nil while an answer is awaited.
    private func certainty(ofDue due: Instant, at now: Instant) -> Certainty? {
        if due <= state.through { return .known }
        guard now >= due.advanced(by: configuration.presumeAfter) else { return nil }
        let isWaitedFor = state.ask.map { now >= $0.until } ?? (due <= state.lastAsked)
        return isWaitedFor ? .presumed : nil
    }

    /// Asks for a watermark when something is due and no answer is on its way; one question at a time.
    private mutating func askIfDue(at now: Instant) {
        guard let due = state.ledger.first?.instant, due <= now else { return }
        if let ask = state.ask, now < ask.until { return }
        let presumed = due.advanced(by: configuration.presumeAfter)
        let until = presumed > now ? presumed : now.advanced(by: configuration.presumeAfter)
        if let ask = state.ask, due <= ask.instant {
            return record(.watermarkAwaited(WatermarkAwaited(ask: ask.number, at: until)))
        }
        let number = state.lastAsk + 1
        tell(.watermarkAsked(WatermarkAsked(ask: number, instant: now)))
        record(.watermarkAwaited(WatermarkAwaited(ask: number, at: until)))
    }

    /// Records that a threshold was passed, and asks for what enforcement.yaml says of it.
    mutating func pass(
        _ threshold: LedgerClock.Threshold, of clock: Clock.ID, due: Instant, certainty: Certainty,
        at now: Instant
    ) {
        let isDuringOutage = state.outage.map { $0.from <= due && due <= $0.through } ?? false
        let passed = ThresholdPassed(
            clock: clock, threshold: threshold.name, due: due, at: now, presumed: certainty == .presumed,
            duringOutage: isDuringOutage)
        switch threshold.level {
        case .warn: tell(.clockWarned(passed))
        case .breach: tell(.clockBreached(passed))
        }
        for row in configuration.rows(of: clock.name, threshold: threshold.name) {
            enforce(row, for: passed, at: now)
        }
    }

    /// What is said to a caller is said in time or not at all; a move to another tier is never left out.
    private mutating func enforce(_ row: EnforcementRow, for passed: ThresholdPassed, at now: Instant) {
        switch row.action {
        case .alarm(let recipient, let within, _):
            call(
                passed, row: row, recipient: self.recipient(of: row, instead: recipient, at: now),
                within: within)
        case .announce(let announcement):
            if !passed.duringOutage { announce(announcement, for: passed) }
        case .tone:
            if !passed.duringOutage {
                tell(.toneDue(ToneDue(clock: passed.clock, threshold: passed.threshold)))
            }
        case .escalate(let tier, let reason, let priority):
            tell(
                .escalationDue(
                    EscalationDue(clock: passed.clock, reason: reason, to: tier, priority: priority)))
        }
    }

    private mutating func announce(_ announcement: String, for passed: ThresholdPassed) {
        tell(
            .announcementDue(
                AnnouncementDue(
                    clock: passed.clock, threshold: passed.threshold, announcement: announcement)))
    }

    /// Outside opening hours the duty officer, when the row names one.
    func recipient(
        of row: EnforcementRow, instead recipient: PersonName, at now: Instant
    ) -> PersonName {
        dutyOfficer(of: row, at: now) ?? recipient
    }

    /// Who is alarmed by a row outside its opening hours; nil inside of them, and when it names nobody.
    func dutyOfficer(of row: EnforcementRow, at now: Instant) -> PersonName? {
        guard let offHours = row.offHours, let calendar = configuration.calendars[offHours.calendar],
            !calendar.isOpen(at: now)
        else { return nil }
        return offHours.recipient
    }
}
