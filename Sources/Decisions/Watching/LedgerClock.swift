import Contacts
import Facts

/// A clock in the watchdog's ledger: a budget per threshold, and what has been used of it.
struct LedgerClock: Hashable, Codable {
    /// A threshold and whether it was passed.
    struct Threshold: Hashable, Codable {
        var name: String
        var level: ClockThreshold.Level
        var budget: Int64
        /// When it is due, or was when it passed; nil while the clock is suspended before it.
        var due: Instant?
        var isPassed = false
    }

    let id: Clock.ID
    var mode: Clock.Start.Mode
    /// The instant at which the present span began.
    var since: Instant
    /// Counted time before ``since``, in microseconds.
    var used: Int64
    /// Ascending by budget.
    var thresholds: [Threshold]
    /// How it stopped, while it may be reopened; its thresholds keep what they say.
    var closing: Closing?

    /// Out of line, since hardly any clock is stopped and in the ledger.
    indirect enum Closing: Hashable, Codable {
        case closed(ClockClosed)

        var fact: ClockClosed {
            switch self {
            case .closed(let fact): fact
            }
        }
    }

    /// The clock as it was armed.
    init(_ armed: ClockArmed) {
        id = armed.clock
        mode = armed.mode
        since = armed.from
        used = 0
        thresholds = armed.thresholds.map {
            Threshold(name: $0.name, level: $0.level, budget: $0.budget, due: $0.due)
        }
    }

    /// The place of the threshold that is due next; nil while suspended or when all are passed.
    var nextPlace: Int? {
        var next: Int?
        for place in thresholds.indices where !thresholds[place].isPassed {
            guard let due = thresholds[place].due else { continue }
            if let place = next, let best = thresholds[place].due, best <= due { continue }
            next = place
        }
        return next
    }

    /// When its next threshold is due, nil while suspended or when all are passed; or until when a stopped
    /// one may be reopened.
    var nextDue: Instant? {
        if let closing { return closing.fact.reopensUntil }
        return nextPlace.flatMap { thresholds[$0].due }
    }

    mutating func change(_ span: ClockSpanChanged) {
        closing = nil
        mode = span.mode
        since = span.at
        used = span.used
        var dues = span.dues.makeIterator()
        for place in thresholds.indices where !thresholds[place].isPassed {
            thresholds[place].due = dues.next()
        }
    }

    mutating func pass(_ passed: ThresholdPassed) {
        for place in thresholds.indices where thresholds[place].name == passed.threshold {
            thresholds[place].due = passed.due
            thresholds[place].isPassed = true
        }
    }

    /// Takes back a passing; the threshold is due again only when the clock runs again.
    mutating func retract(_ retracted: BreachRetracted) {
        for place in thresholds.indices where thresholds[place].name == retracted.threshold {
            thresholds[place].due = nil
            thresholds[place].isPassed = false
        }
    }
}
