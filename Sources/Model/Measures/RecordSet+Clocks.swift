public import Contacts
public import Standards

/// Which contacts, items and clocks a window is judged by.
public enum Cohort: String, Sendable, Hashable, CaseIterable {
    /// What was completed in it, and what was open and overdue at its end (reading A10): the official one.
    case completion
    /// What was received in it, as far as it is decided; shown beside.
    case receipt
}

extension RecordSet {
    /// For each window, the share of the clocks that stopped within the threshold called `within`; with
    /// `acceptance`, of those whose member is content besides (reading A14).
    ///
    /// In the completion cohort a clock that is open and past due at the window's end is a failure, in each
    /// window until it stops. A clock that lapsed before it was due, because nobody was left to serve, owed
    /// nothing and is left out; one that is suspended is not overdue.
    public func clockAttainment(
        _ population: Measure.ClockPopulation, within: String, in windows: [ReportWindow], _ cohort: Cohort,
        acceptance: Standard.Acceptance? = nil
    ) -> [Figure] {
        let rule = acceptance.map { AcceptanceRule(option: $0, silenceDays: population.silenceDays) }
        let names = [population.clock] + population.also
        let clocks = names.flatMap { clocksByName[$0] ?? [] }.filter { belongs($0, to: population) }
        switch cohort {
        case .receipt:
            let received = Timeline(clocks) { $0.from }
            return windows.map { window in
                var draft = ClockDraft()
                for clock in received.records(in: window) {
                    draft.add(clock, verdict(clock, within, by: through, rule))
                }
                return draft.figure
            }
        case .completion:
            let over = Timeline(clocks) { $0.over }
            var drafts = windows.map { window in
                var draft = ClockDraft()
                for clock in over.records(in: window) {
                    draft.add(clock, verdict(clock, within, by: min(window.end, through), rule))
                }
                return draft
            }
            for clock in clocks where isLate(clock, within) {
                for place in overdue(clock, within, in: windows) { drafts[place].add(clock, .bad) }
            }
            return drafts.map(\.figure)
        }
    }

    /// The windows at whose end a clock is open and overdue: from its due until it is over, none between them
    /// left out, so that only these are looked at.
    private func overdue(_ clock: ClockRecord, _ within: String, in windows: [ReportWindow]) -> Range<Int> {
        guard let due = clock.due(within) else { return 0..<0 }
        let first = windows.firstPlace { window in
            let end = min(window.end, through)
            return clock.from < end && clock.isOverdue(at: end, due: due)
        }
        let last = clock.over.map { over in windows.firstPlace { $0.end > over } } ?? windows.count
        return first..<max(first, last)
    }

    /// How a clock stands by what is known at `instant`, and whether the member is content by all the log.
    private func verdict(
        _ clock: ClockRecord, _ within: String, by instant: Instant, _ rule: AcceptanceRule?
    ) -> ClockVerdict {
        let verdict = clock.verdict(within, by: instant)
        guard verdict == .good, let rule else { return verdict }
        return satisfaction(of: clock, due: clock.due(within), rule)
    }

    private func isLate(_ clock: ClockRecord, _ within: String) -> Bool {
        guard let due = clock.due(within) else { return false }
        return clock.over.map { !clock.isInTime($0, due: due) } ?? true
    }

    private func belongs(_ clock: ClockRecord, to population: Measure.ClockPopulation) -> Bool {
        let contact = clock.clock.contact
        if !population.channels.isEmpty {
            guard let channel = clock.channel ?? callsByID[contact]?.channel,
                population.channels.contains(channel)
            else { return false }
        }
        if !population.classes.isEmpty {
            guard let item = itemsByID[contact]?.itemClass.rawValue,
                population.classes.contains(where: { $0.rawValue == item })
            else { return false }
        }
        return holds(contact, population.matching) && !holdsAny(contact, population.except)
    }

    private struct ClockDraft {
        private var good: [Subject] = []
        private var bad: [Subject] = []
        private var waiting = 0

        mutating func add(_ clock: ClockRecord, _ verdict: ClockVerdict) {
            switch verdict {
            case .good: good.append(.clock(clock.clock))
            case .bad: bad.append(.clock(clock.clock))
            case .unsaid: waiting += 1
            case .open: break
            }
        }

        var figure: Figure {
            Figure(
                counted: good, others: bad,
                note: waiting == 0 ? nil : "\(waiting) answered in time wait for the member's word")
        }
    }
}

/// How a clock stands against one of its thresholds.
public enum ClockVerdict: Sendable {
    case good, bad
    /// Nothing is decided, or nothing was owed.
    case open
    /// Answered in time, and the time in which the member may say something is not over.
    case unsaid
}

extension ClockRecord {
    /// How it stands by what is known at `instant`; one that is not decided then is open.
    public func verdict(_ within: String, by instant: Instant) -> ClockVerdict {
        guard let due = due(within) else {
            // It was suspended when it ended, so that it was within its time.
            return stopped != nil && dues.contains { $0.name == within } ? .good : .open
        }
        switch ending {
        case .stopped(let at): return isInTime(at, due: due) ? .good : .bad
        case .lapsed(let at): return isInTime(at, due: due) ? .open : .bad
        case .forgone: return .bad
        case nil: return isOverdue(at: instant, due: due) ? .bad : .open
        }
    }
}
