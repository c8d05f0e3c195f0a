public import BusinessTime
public import Contacts
public import Facts
public import Projection
public import Standards

/// What another edition of the calendars does to the deadlines that are open in an audit log.
///
/// What a clock had counted when its present span began stays counted, because a fact says so with the
/// version it used; the span itself, and what is left of each budget, is counted anew.
public struct CalendarDiff: Sendable {
    /// A threshold of an open clock whose due instant moves.
    public struct Move: Hashable, Sendable {
        /// The clock.
        public var clock: Clock.ID
        /// Its calendar with the version it was counted in.
        public var countedIn: String
        /// The threshold's name.
        public var threshold: String
        /// Warning or breach.
        public var level: ClockThreshold.Level
        /// The due instant in the log.
        public var from: Instant
        /// The due instant in the new edition.
        public var to: Instant
        /// True when the log holds its passing; what was fired is never taken back by a calendar.
        public var isFired: Bool
        /// Whether it has passed at the instant looked at, by the log and by the new edition.
        public var effect: Effect
    }

    /// What a move does to a threshold at the instant looked at.
    public enum Effect: String, Sendable, Codable, Hashable {
        /// Passed neither before nor after, or both.
        case none
        /// Passed in the new edition only.
        case appears
        /// Passed in the log only.
        case vanishes
    }

    /// An open clock that could not be computed.
    public struct Skipped: Hashable, Sendable {
        /// The clock.
        public var clock: Clock.ID
        /// Why not.
        public var reason: String
    }

    /// The instant looked at.
    public let at: Instant
    /// Open clocks that count in a calendar of either edition.
    public private(set) var openClocks = 0
    /// What moves, by clock and threshold.
    public private(set) var moves: [Move] = []
    /// Open clocks that were left out.
    public private(set) var skipped: [Skipped] = []
    /// The calendars that open clocks count in.
    public private(set) var used: Set<CalendarName> = []

    private let newer: [CalendarName: BusinessCalendar]
    private let standards: [ClockName: StandardClock]

    /// Recomputes every due of the open clocks of `projection`.
    ///
    /// - Parameters:
    ///   - projection: the audit log, folded.
    ///   - newer: the calendars that are to be put to use.
    ///   - standards: the clocks of standards.yaml, which say how each counts.
    ///   - at: the instant at which passed and open thresholds are told apart.
    public init(
        _ projection: ContactProjection, newer: [BusinessCalendar], standards: [StandardClock], at: Instant
    ) {
        self.at = at
        self.newer = Dictionary(newer.map { ($0.name, $0) }) { first, _ in first }
        self.standards = Dictionary(standards.map { ($0.name, $0) }) { first, _ in first }
        for life in projection.clocks.values.sorted(by: { $0.clock < $1.clock }) where life.isOpen {
            take(life)
        }
    }

    private mutating func take(_ life: ClockLife) {
        guard let armed = life.armed, let text = armed.calendar else { return }
        let name = CalendarName(String(text.prefix { $0 != "@" }))
        openClocks += 1
        used.insert(name)
        guard let calendar = newer[name] else {
            return skip(life, "its calendar \(text) is not in the new edition")
        }
        guard let unit = standards[life.clock.name]?.unit, unit.calendar == name else {
            return skip(life, "no clock of the standards file counts so in \(name)")
        }
        guard life.mode == .running else { return }
        let span = life.presentSpan ?? (since: armed.from, used: 0)
        for threshold in armed.thresholds {
            // What was reached before the present span began, the calendar of that time has counted.
            guard let from = life.due(of: threshold.name), threshold.budget > span.used || span.used == 0
            else { continue }
            let to = unit.due(of: threshold.budget - span.used, from: span.since, in: calendar)
            guard to != from else { continue }
            moves.append(
                Move(
                    clock: life.clock, countedIn: text, threshold: threshold.name, level: threshold.level,
                    from: from, to: to, isFired: life.passed.contains { $0.fact.threshold == threshold.name },
                    effect: effect(from: from, to: to, unit)))
        }
    }

    private mutating func skip(_ life: ClockLife, _ reason: String) {
        skipped.append(Skipped(clock: life.clock, reason: reason))
    }

    private func effect(from: Instant, to: Instant, _ unit: StandardClock.Unit) -> Effect {
        let isPassed = { (due: Instant) in unit.countsDates ? due <= at : due < at }
        switch (isPassed(from), isPassed(to)) {
        case (false, true): return .appears
        case (true, false): return .vanishes
        case (true, true), (false, false): return .none
        }
    }
}

extension ClockLife {
    /// True while the clock counts or is suspended: armed, and neither stopped nor closed since.
    public var isOpen: Bool { armed != nil && closed == nil && stopped == nil }

    /// Whether it runs now.
    public var mode: Clock.Start.Mode { spans.last?.mode ?? armed?.mode ?? .suspended }

    /// From when its present span counts, and what it had counted by then, in microseconds; nil before its
    /// first change.
    var presentSpan: (since: Instant, used: Int64)? { spans.last.map { ($0.at, $0.used) } }

    /// When a threshold is due, or was when it passed; nil while that is not known.
    func due(of threshold: String) -> Instant? {
        passed.last { $0.fact.threshold == threshold }?.fact.due ?? dues[threshold]
    }
}
