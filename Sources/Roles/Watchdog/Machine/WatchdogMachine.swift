public import Contacts
public import Facts
import OrderedCollections

/// Watches every clock that the contract sets: warns, records breaches, and asks for what enforcement
/// demands.
///
/// A threshold never fires early and fires once: when the watermark of the stations that could have stopped
/// the clock has passed its due, when the clock's own later stop proves it, or `presumeAfter` after due,
/// presumed. A stop that proves to have been in time retracts it.
public struct WatchdogMachine: Machine {
    /// The configuration in force.
    public var configuration: WatchdogConfiguration {
        didSet { stale = nil }
    }
    /// The fold of every recorded fact.
    public var state: WatchdogState

    /// What this input has decided so far.
    private var decided: [Decided] = []
    /// Alarms that this input's passings call for, raised together at its end so that a storm is grouped.
    var called: OrderedDictionary<AlarmBook.Key, AlarmCall> = [:]
    /// True when this input took a passing back, and what that stood for in forecasts is to be looked at.
    var hasTakenBack = false
    /// Contacts with clocks that were counted in another version of their calendar, the highest first; nil
    /// until it was looked for, with the first input. Follows from configuration and state.
    var stale: [Contact.ID]?

    /// Makes the watchdog with a state recovered from its journal, or an empty one.
    public init(configuration: WatchdogConfiguration, state: WatchdogState) {
        self.configuration = configuration
        self.state = state
    }

    /// Decides one input; an input about a clock that is not in the ledger is late, not wrong.
    public mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        noteOutage(at: now)
        recountSlice(at: now)
        switch input {
        case .fact(let fact, let station):
            if station == configuration.directory.router, let taken = WatchdogIntake(fact) {
                take(taken, at: now)
            }
        case .submission(let submission): take(submission, at: now)
        case .tick, .linkLost, .linkRegained: break
        }
        settle(at: now)
        defer { decided = [] }
        return decided
    }

    /// Records a fact: it is evolved at once and is in the answer.
    mutating func record(_ fact: WatchdogFact) {
        state.evolve(fact)
        decided.append(Decided(fact.fact))
    }

    /// Records a fact that the router consumes.
    mutating func tell(_ fact: WatchdogFact) {
        state.evolve(fact)
        decided.append(Decided(fact.fact, to: [configuration.directory.router]))
    }

    private mutating func take(_ fact: WatchdogIntake, at now: Instant) {
        switch fact {
        case .contactClassified(let classified): classified.clocks.forEach { arm($0) }
        case .inquiryOpened(let opened): opened.clocks.forEach { arm($0) }
        case .clockStarted(let started): arm(started.start)
        case .clockSuspended(let suspended): suspend(suspended, at: now)
        case .clockResumed(let resumed): resume(resumed)
        case .clockStopped(let stopped): stop(stopped, at: now)
        case .clockRetold(let retold): retell(retold, at: now)
        case .workItemOpened(let opened): opened.clocks.forEach { arm($0) }
        case .contactEnded(let ended):
            end(ended, at: now)
            countClosed(ended, at: now)
        case .handoffOffered(let offered): countReached(offered, at: now)
        case .attendanceChanged(let changed): record(.attendanceChanged(changed))
        case .watermark(let watermark): take(watermark)
        case .invariantBroken(let broken): call(broken, at: now)
        case .effectOverdue(let overdue): call(overdue, at: now)
        }
    }

    private mutating func take(_ submission: Submission, at now: Instant) {
        switch submission {
        case .acknowledgeAlarm(let alarm, let person): acknowledge(alarm, by: person, at: now)
        case .arrived, .medium, .effectDone, .effectDoneAt, .effectFailed, .blocked, .desk, .workItem,
            .workReport, .contactReport, .attemptsBlocked, .surveyAnswered, .release:
            record(
                .requestRefused(
                    RequestRefused(
                        request: "submission", field: "station",
                        reason: "the watchdog takes acknowledgements of alarms only")))
        }
    }

    /// A deadline that was missed by more than `outageAfter` means that nobody was there to handle it.
    private mutating func noteOutage(at now: Instant) {
        guard let deadline = state.nextDeadline, now > deadline.advanced(by: configuration.outageAfter) else {
            return
        }
        record(.outageNoted(OutageNoted(from: deadline, through: now)))
    }

    /// An answer to an older question still tells the time; only one that tells nothing new has no effect.
    private mutating func take(_ watermark: Watermark) {
        guard state.ask?.number == watermark.ask || watermark.through > state.through else { return }
        record(.watermarkNoted(WatermarkNoted(ask: watermark.ask, through: watermark.through)))
    }
}
