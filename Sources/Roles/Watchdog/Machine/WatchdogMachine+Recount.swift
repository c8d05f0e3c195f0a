import BusinessTime
import Contacts
import Facts
import Standards

/// A watchdog that is started with another version of a calendar counts the clocks in it anew.
///
/// What a clock had counted when its present span began stays counted; the span and what is left of each
/// budget are counted by the version in force, as `tierline calendar diff` says beforehand. A million clocks
/// take their time, so it is done in slices; what is due before its slice comes is counted anew first.
extension WatchdogMachine {
    /// Contacts of one slice, and how long it is to the next: short enough for what fires in between.
    private static let slice = 512
    private static let betweenSlices: Duration = .milliseconds(10)

    /// True for a running clock that was counted in another version of its calendar.
    func isOutdated(_ clock: LedgerClock) -> Bool {
        guard clock.mode == .running, let calendar = arithmetic(of: unit(of: clock)).calendar else {
            return false
        }
        return clock.edition != UInt16(truncatingIfNeeded: calendar.version)
    }

    /// Counts the next slice anew when it is time to.
    mutating func recountSlice(at now: Instant) {
        if stale == nil { stale = state.ledger.contacts { isOutdated($0) && $0.closing == nil } }
        guard let waiting = stale, !waiting.isEmpty || state.recountAt != nil else { return }
        if let next = state.recountAt, next > now { return }
        let slice = waiting.suffix(Self.slice).reversed()
        for contact in slice {
            for clock in state.ledger.clocks(of: contact) { recountIfStale(clock.id) }
        }
        stale?.removeLast(slice.count)
        let left = waiting.count - slice.count
        record(
            .calendarsRecounted(
                CalendarsRecounted(
                    at: now, left: UInt64(left),
                    next: left > 0 ? now.advanced(by: Self.betweenSlices) : nil)))
    }

    /// Counts a clock anew if it was counted in another version of its calendar; true when it was.
    @discardableResult
    mutating func recountIfStale(_ id: Clock.ID) -> Bool {
        // Nothing is outdated but after a start with another version.
        guard stale?.isEmpty == false, let clock = state.ledger[id], clock.closing == nil, isOutdated(clock)
        else { return false }
        let arithmetic = arithmetic(of: unit(of: clock))
        let dues = clock.thresholds.filter { !$0.isPassed }.map { threshold in
            // What was used up before the present span began, the calendar of that time has counted.
            if let due = threshold.due, clock.used > 0, threshold.budget <= clock.used { return due }
            return arithmetic.due(of: threshold.budget, used: clock.used, from: clock.since)
        }
        span(
            clock, .running, at: clock.since, used: clock.used, dues: dues,
            Act(cause: "calendar_changed", by: nil, evidence: nil))
        return true
    }
}
