public import BusinessTime
public import Contacts

/// Whether the people there can still bring all open work in by its deadlines, earliest due first.
///
/// Work that is handled in the order of its deadlines meets all of them if any order does. So it is enough to
/// ask for each deadline whether what is due by then, all together, fits into the open time of the people who
/// are there until then; where it does not, no order helps, and somebody is told before the breach.
public enum DeadlineFeasibility {
    /// A piece of open work.
    public struct Work: Hashable, Sendable {
        /// The item or contact.
        public var id: Contact.ID
        /// When it is due.
        public var due: Instant
        /// How long a person still has to work on it.
        public var needed: Duration

        /// Makes a piece of work.
        public init(_ id: Contact.ID, due: Instant, needed: Duration) {
            self.id = id
            self.due = due
            self.needed = needed
        }
    }

    /// How many people there are from an instant until the next of its kind.
    public struct Staff: Hashable, Sendable {
        /// From when.
        public var from: Instant
        /// How many, signed in or rostered.
        public var heads: Int

        /// Makes a step of the roster.
        public init(from: Instant, heads: Int) {
            self.from = from
            self.heads = heads
        }
    }

    /// What cannot be done.
    public struct Shortfall: Hashable, Sendable {
        /// The first deadline by which not all can be done.
        public var due: Instant
        /// The work due by then, ascending by due: not all of it can meet its deadline.
        public var items: [Contact.ID]
        /// What it needs together.
        public var needed: Duration
        /// What there is.
        public var available: Duration
    }

    /// The first deadline that cannot be met; nil when all can.
    ///
    /// - Parameters:
    ///   - work: the open work, in any order.
    ///   - staff: the roster, ascending; nobody is there before its first step.
    ///   - calendar: when they work.
    ///   - now: from when they do.
    public static func shortfall(
        of work: [Work], staff: [Staff], calendar: BusinessCalendar, from now: Instant
    ) -> Shortfall? {
        let ordered = work.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
        var needed = Duration.zero
        for (place, piece) in ordered.enumerated() {
            needed += piece.needed
            // What is due at the same instant is asked about together.
            if place + 1 < ordered.count, ordered[place + 1].due == piece.due { continue }
            let available = capacity(of: staff, calendar: calendar, from: now, to: piece.due)
            // One piece is worked on by one person at a time, however many there are.
            let alone = calendar.elapsed(from: now, to: piece.due)
            let together = ordered[...place].filter { $0.due == piece.due }
            guard needed <= available, together.allSatisfy({ $0.needed <= alone }) else {
                return Shortfall(
                    due: piece.due, items: ordered[...place].map(\.id), needed: needed, available: available)
            }
        }
        return nil
    }

    private static func capacity(
        of staff: [Staff], calendar: BusinessCalendar, from start: Instant, to end: Instant
    ) -> Duration {
        var sum = Duration.zero
        for (place, step) in staff.enumerated() {
            let until = place + 1 < staff.count ? min(staff[place + 1].from, end) : end
            let from = max(step.from, start)
            if from < until { sum += calendar.elapsed(from: from, to: until) * step.heads }
        }
        return sum
    }
}
