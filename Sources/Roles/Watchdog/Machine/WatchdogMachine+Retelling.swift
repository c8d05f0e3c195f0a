import BusinessTime
import Contacts
import Facts
import Standards

/// A clock of which the past is another than was known is counted anew from its beginning.
extension WatchdogMachine {
    /// Counts a clock by all that is known of it now: what it passed so stands, what it did not is taken
    /// back, and what it passed so at another instant passes then.
    mutating func retell(_ fact: ClockRetold, at now: Instant) {
        guard let clock = state.ledger[fact.clock], let first = fact.spans.first else { return }
        for threshold in clock.thresholds where threshold.isPassed {
            guard let due = threshold.due, reached(threshold.budget, clock, fact) != due else { continue }
            let before = fact.spans.last { $0.at <= due }?.at ?? first.at
            takeBack(threshold, of: clock.id, stopped: before, at: now)
        }
        begin(fact.clock, first)
        for span in fact.spans.dropFirst() { enter(span, fact.clock, at: now) }
        guard let stop = fact.stop else { return }
        self.stop(
            ClockStopped(
                clock: fact.clock, at: stop.at, cause: stop.cause, by: stop.by,
                reopensUntil: stop.reopensUntil),
            at: now)
    }

    private mutating func begin(_ id: Clock.ID, _ first: RetoldSpan) {
        guard let clock = state.ledger[id] else { return }
        let arithmetic = arithmetic(of: unit(of: clock))
        let dues = clock.thresholds.filter { !$0.isPassed }.map {
            arithmetic.due(of: $0.budget, from: first.at)
        }
        span(
            clock, first.mode, at: first.at, used: 0, dues: first.mode == .running ? dues : [], Act(first),
            pauses: 0)
    }

    private mutating func enter(_ next: RetoldSpan, _ id: Clock.ID, at now: Instant) {
        guard let before = state.ledger[id] else { return }
        passThresholds(of: before, by: next.at, at: now)
        guard let clock = state.ledger[id] else { return }
        let used = used(by: clock, until: next.at)
        switch (clock.mode, next.mode) {
        case (_, .suspended):
            span(clock, .suspended, at: next.at, used: used, dues: [], Act(next))
            guard clock.mode == .running else { return }
            review(
                clock, at: next.at, due: before.nextBreach, contacted: next.contacted, Act(next),
                configuration.pauseWatch?.suspensions)
        case (.suspended, .running): run(clock, at: next.at, used: used, Act(next))
        case (.running, .running):
            // It has run on, so that nothing is due at another time than before.
            let dues = clock.thresholds.filter { !$0.isPassed }.compactMap(\.due)
            span(clock, .running, at: next.at, used: used, dues: dues, Act(next))
        }
    }

    /// When a clock told so has used up a budget; nil when it never has.
    private func reached(_ budget: Int64, _ clock: LedgerClock, _ fact: ClockRetold) -> Instant? {
        let arithmetic = arithmetic(of: unit(of: clock))
        var used: Int64 = 0
        var place = 0
        while place < fact.spans.count {
            let span = fact.spans[place]
            // What runs on runs as one.
            var next = place + 1
            while next < fact.spans.count, fact.spans[next].mode == span.mode { next += 1 }
            place = next
            guard span.mode == .running else { continue }
            let due = arithmetic.due(of: budget, used: used, from: span.at)
            guard let end = next < fact.spans.count ? fact.spans[next].at : fact.stop?.at else { return due }
            if isLate(end, due, clock) { return due }
            used += arithmetic.used(from: span.at, to: end)
        }
        return nil
    }
}

extension WatchdogMachine.Act {
    fileprivate init(_ span: RetoldSpan) {
        self.init(cause: span.cause, by: span.by, evidence: span.evidence)
    }
}
