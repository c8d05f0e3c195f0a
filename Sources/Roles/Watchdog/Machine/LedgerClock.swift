import BusinessTime
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
    /// How often it began to be suspended, or for the clock of a contact, which stands until then, to count.
    var pauses: UInt16 = 0
    /// The version of the calendar in which its dues were counted last; 0 when it has none.
    var edition: UInt16
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
        edition = Self.edition(of: armed.calendar)
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

    /// When it is breached next; nil while it does not count, or when nothing is left to be breached.
    var nextBreach: Instant? {
        guard closing == nil else { return nil }
        var next: Instant?
        for threshold in thresholds where threshold.level == .breach && !threshold.isPassed {
            guard let due = threshold.due else { continue }
            next = min(next ?? due, due)
        }
        return next
    }

    /// True when a breach of it stands.
    var isBreached: Bool { thresholds.contains { $0.level == .breach && $0.isPassed } }

    private static func edition(of calendar: String?) -> UInt16 {
        UInt16(truncatingIfNeeded: calendar.flatMap { BusinessCalendar.version(in: $0) } ?? 0)
    }

    mutating func change(_ span: ClockSpanChanged) {
        closing = nil
        if let known = span.pauses {
            pauses = UInt16(clamping: known)
        } else if span.mode != mode, span.mode == (id.isItem ? .suspended : .running), pauses < .max {
            pauses += 1
        }
        mode = span.mode
        edition = Self.edition(of: span.calendar)
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

    private enum CodingKeys: String, CodingKey {
        case id, mode, pauses, edition, since, used, thresholds, closing
    }

    /// A checkpoint of an earlier build has neither pauses nor edition.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(Clock.ID.self, forKey: .id)
        mode = try values.decode(Clock.Start.Mode.self, forKey: .mode)
        pauses = try values.decodeIfPresent(UInt16.self, forKey: .pauses) ?? 0
        edition = try values.decodeIfPresent(UInt16.self, forKey: .edition) ?? 0
        since = try values.decode(Instant.self, forKey: .since)
        used = try values.decode(Int64.self, forKey: .used)
        thresholds = try values.decode([Threshold].self, forKey: .thresholds)
        closing = try values.decodeIfPresent(Closing.self, forKey: .closing)
    }

    /// Takes back a passing; what stops or suspends the clock follows and says when the threshold is due.
    mutating func retract(_ retracted: BreachRetracted) {
        for place in thresholds.indices where thresholds[place].name == retracted.threshold {
            thresholds[place].due = retracted.due
            thresholds[place].isPassed = false
        }
    }
}
