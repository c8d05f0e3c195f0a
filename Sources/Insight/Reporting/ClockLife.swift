public import Contacts
public import Facts

/// What became of one clock of one contact or inquiry.
public struct ClockLife: Hashable, Sendable {
    /// The clock.
    public let clock: Clock.ID
    /// From when it counted; nil until the watchdog's fact is in the log.
    public internal(set) var armed: ClockArmed?
    /// When each threshold was due last, by its name; nil while suspended.
    public internal(set) var dues: [String: Instant] = [:]
    /// When its stop event happened.
    public internal(set) var stopped: Instant?
    /// When it left the ledger, and what it had counted.
    public internal(set) var closed: ClockClosed?
    /// How many spans it had when it was closed last; one more means that it was reopened.
    var spansWhenClosed = 0
    /// Running and suspended spans as they began, with the cause.
    public internal(set) var spans: [ClockSpanChanged] = []
    /// Thresholds passed, in order.
    public internal(set) var passed: [Passing] = []
    /// Breaches taken back, by threshold.
    public internal(set) var retracted: Set<String> = []

    /// A threshold that was passed.
    public struct Passing: Hashable, Sendable {
        /// Warning or breach.
        public var level: ClockThreshold.Level
        /// What the watchdog recorded.
        public var fact: ThresholdPassed
    }

    init(_ clock: Clock.ID) { self.clock = clock }

    mutating func take(_ fact: ClockArmed) {
        armed = fact
        for threshold in fact.thresholds { dues[threshold.name] = threshold.due }
    }

    /// The dues of a change are those of the thresholds not yet passed, in the ledger's order.
    mutating func take(_ fact: ClockSpanChanged) {
        spans.append(fact)
        guard let armed else { return }
        let open = armed.thresholds.filter { threshold in
            !passed.contains { $0.fact.threshold == threshold.name }
        }
        for (index, threshold) in open.enumerated() {
            dues[threshold.name] = index < fact.dues.count ? fact.dues[index] : nil
        }
    }
}
