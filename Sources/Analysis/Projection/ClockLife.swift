public import Contacts
public import Facts

/// What became of one clock of one contact or inquiry.
public struct ClockLife: Hashable, Sendable {
    /// The clock.
    public let clock: Clock.ID
    /// From when it counted; nil until the watchdog's fact is in the log.
    public internal(set) var armed: ClockArmed?
    /// From when it counts by a later word; nil while there is none.
    var began: Instant?
    /// When each threshold was due last, by its name; nil while suspended.
    public internal(set) var dues: [String: Instant] = [:]
    /// Its stop event, as the router has it; nil while nothing stopped it, or once it was reopened.
    public internal(set) var stopped: Ending?
    /// That it left the ledger, as the watchdog has it; nil once it runs on.
    public internal(set) var closed: Ending?
    /// Running and suspended spans as they began, with the cause.
    public internal(set) var spans: [ClockSpanChanged] = []
    /// Thresholds passed, in order.
    public internal(set) var passed: [Passing] = []
    /// How many of them were passed before it was watched anew, which it may pass again.
    private var passedBefore = 0

    /// That a clock is over.
    public struct Ending: Hashable, Sendable {
        /// When what ended it happened.
        public var at: Instant
        /// What ended it.
        public var cause: String
        /// What it had counted by then, in microseconds, where the watchdog says it.
        public var used: Int64 = 0
        /// The report that ended it, by its place among its item's or contact's.
        public var report: Int?
        /// When it had ended before, of what was taken away after that.
        var before: Instant?

        /// True when its item is of another class or has other facts now, and does not owe it any more.
        public var isAway: Bool {
            cause.hasPrefix(ContactChange.reclassification) || cause.contains("=")
                || cause == ClockLife.settled
        }
    }

    /// A threshold that was passed.
    public struct Passing: Hashable, Sendable {
        /// Warning or breach.
        public var level: ClockThreshold.Level
        /// What the watchdog recorded.
        public var fact: ThresholdPassed
        /// True once it was taken back.
        public var isTakenBack = false
    }

    init(_ clock: Clock.ID) { self.clock = clock }

    /// The router says that it is over, after a report about its item.
    ///
    /// What was away when the item ended stays ended by what took it away.
    mutating func stop(at: Instant, cause: String, _ report: Int?) {
        let isSettled = cause == Self.settled && stopped != nil
        let before = stopped?.at
        stopped = Ending(at: at, cause: cause, report: isSettled ? stopped?.report : report, before: before)
    }

    /// It is told anew, after a report; what ended it then and does now was told when that was.
    mutating func retell(_ fact: ClockRetold, _ report: Int?) {
        let before = stopped
        began = fact.spans.first?.at
        stopped = nil
        guard let stop = fact.stop else { return }
        let isSame = before?.at == stop.at && before?.cause == stop.cause
        self.stop(at: stop.at, cause: stop.cause, isSame ? before?.report : report)
    }

    /// Counts from another instant, by dues that go with that.
    public mutating func count(from instant: Instant, dues: [String: Instant]) {
        began = instant
        self.dues = dues
    }

    /// From when it counts, by all that was said; nil until the watchdog's fact is in the log.
    public var from: Instant? { armed.map { began ?? $0.from } }

    /// The cause by which the end of an item settles what went with an earlier class.
    static let settled = "ended"

    mutating func take(_ fact: ClockClosed) {
        closed = Ending(at: fact.at, cause: fact.cause, used: fact.used)
    }

    mutating func take(_ fact: ClockArmed) {
        armed = fact
        closed = nil  // Whatever begins again is not over.
        passedBefore = passed.count
        for threshold in fact.thresholds { dues[threshold.name] = threshold.due }
    }

    mutating func take(_ fact: ThresholdPassed, _ level: ClockThreshold.Level) {
        passed.append(Passing(level: level, fact: fact))
    }

    mutating func take(_ fact: BreachRetracted) {
        let place = passed.lastIndex { $0.fact.threshold == fact.threshold && !$0.isTakenBack }
        if let place { passed[place].isTakenBack = true }
    }

    /// True while a threshold is passed and was not taken back.
    public func hasPassed(_ threshold: String) -> Bool {
        passed.contains { $0.fact.threshold == threshold && !$0.isTakenBack }
    }

    /// The dues of a change are those of the thresholds not yet passed, in the ledger's order.
    mutating func take(_ fact: ClockSpanChanged) {
        spans.append(fact)
        closed = nil  // Whatever runs on after it was over is not over.
        guard let armed else { return }
        let open = armed.thresholds.filter { threshold in
            !passed.dropFirst(passedBefore).contains {
                $0.fact.threshold == threshold.name && !$0.isTakenBack
            }
        }
        for (index, threshold) in open.enumerated() {
            dues[threshold.name] = index < fact.dues.count ? fact.dues[index] : nil
        }
    }
}

extension ClockLife {
    /// A stretch of time in which a clock ran or was suspended, and why it began to.
    public struct Span: Hashable, Sendable {
        /// When it began.
        public var from: Instant
        /// When it ended; nil while it goes on.
        public var to: Instant?
        /// Whether the clock ran in it.
        public var mode: Clock.Start.Mode
        /// Why it began.
        public var cause: String
        /// Who brought it about, as far as that is known.
        public var by: ActorName?
        /// Where the proof is kept, when a clause demands one.
        public var evidence: EvidenceToken?
        /// What the clock had counted when it began.
        public var usedBefore: Duration
        /// What the clock counted in it; nil while it goes on.
        public var counted: Duration?

        /// How long it lasted, day and night; nil while it goes on.
        public var length: Duration? { to.map { from.length(to: $0) } }
    }

    /// Its spans without gaps from its beginning until now or its end, so that their lengths add up to the
    /// time between, and what they counted to what the clock counted, to the microsecond.
    public var timeline: [Span] {
        guard let armed else { return [] }
        var list = [Span(from: armed.from, mode: armed.mode, cause: "begins", usedBefore: .zero)]
        for change in spans {
            // What is told late, or at once again, begins where it happened.
            while let last = list.last, last.from >= change.at { list.removeLast() }
            // With another receipt it has another beginning.
            let isBeginning = change.at == began
            if isBeginning { list = [] }
            list.append(
                Span(
                    from: list.isEmpty && !isBeginning ? armed.from : change.at, mode: change.mode,
                    cause: change.cause,
                    by: change.by, evidence: change.evidence, usedBefore: .microseconds(change.used)))
        }
        for index in list.indices.dropLast() {
            list[index].to = list[index + 1].from
            list[index].counted = list[index + 1].usedBefore - list[index].usedBefore
        }
        guard let closed, let last = list.indices.last else { return list }
        list[last].to = max(closed.at, list[last].from)
        list[last].counted = .microseconds(closed.used) - list[last].usedBefore
        return list
    }
}
