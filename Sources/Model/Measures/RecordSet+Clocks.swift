import Contacts
public import Standards

/// Which contacts, items and clocks a window is judged by.
public enum Cohort: String, Sendable, Hashable, CaseIterable {
    /// What was completed in it, and what was open and overdue at its end (FEATURES A10): the official one.
    case completion
    /// What was received in it, as far as it is decided; shown beside.
    case receipt
}

extension RecordSet {
    /// For each window, the share of the clocks that stopped within the threshold called `within`.
    ///
    /// In the completion cohort a clock that is open and past due at the window's end is a failure, in each
    /// window until it stops. A clock that lapsed before it was due, because nobody was left to serve, owed
    /// nothing and is left out; one that stands still is not overdue.
    public func clockAttainment(
        _ population: Measure.ClockPopulation, within: String, in windows: [ReportWindow], _ cohort: Cohort
    ) -> [Figure] {
        let names = [population.clock] + population.also
        let clocks = names.flatMap { clocksByName[$0] ?? [] }.filter { belongs($0, to: population) }
        switch cohort {
        case .receipt:
            let received = Timeline(clocks) { $0.from }
            return windows.map { window in
                var draft = ClockDraft()
                for clock in received.records(in: window) { draft.judge(clock, within, by: through) }
                return draft.figure
            }
        case .completion:
            let over = Timeline(clocks) { $0.over }
            let late = clocks.filter { isLate($0, within) }
            return windows.map { window in
                let end = min(window.end, through)
                var draft = ClockDraft()
                for clock in over.records(in: window) { draft.judge(clock, within, by: end) }
                for clock in late where clock.from < end {
                    guard clock.over.map({ $0 >= window.end }) ?? true, let due = clock.due(within),
                        clock.isOverdue(at: end, due: due)
                    else { continue }
                    draft.bad.append(.clock(clock.clock))
                }
                return draft.figure
            }
        }
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
        var good: [Subject] = []
        var bad: [Subject] = []

        /// Counts a clock by what is known at `instant`; one that is not decided then is left out.
        mutating func judge(_ clock: ClockRecord, _ within: String, by instant: Instant) {
            guard let due = clock.due(within) else {
                // It stood still when it ended, so that it was within its time.
                if clock.stopped != nil, clock.dues.contains(where: { $0.name == within }) {
                    good.append(.clock(clock.clock))
                }
                return
            }
            switch clock.ending {
            case .stopped(let at) where clock.isInTime(at, due: due): good.append(.clock(clock.clock))
            case .stopped: bad.append(.clock(clock.clock))
            case .lapsed(let at):
                if !clock.isInTime(at, due: due) { bad.append(.clock(clock.clock)) }
            case nil:
                if clock.isOverdue(at: instant, due: due) { bad.append(.clock(clock.clock)) }
            }
        }

        var figure: Figure { Figure(counted: good, others: bad) }
    }
}
