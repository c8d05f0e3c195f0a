public import BusinessTime
public import Contacts

/// Whether the people there can still bring all open work in by its deadlines, earliest due first.
///
/// Work that is handled in the order of its deadlines meets all of them if any order does. So it is enough to
/// ask for each deadline whether what is due by then, all together, fits into the open time of the people who
/// are there until then; where it does not, no order helps, and somebody is told before the breach.
public enum DeadlineFeasibility {
    /// What is due at one instant.
    public struct Load: Hashable, Sendable {
        /// When it is due.
        public var due: Instant
        /// How many pieces of work.
        public var pieces: UInt64
        /// How long one person works on all of them.
        public var needed: Duration
        /// How long on the longest.
        public var longest: Duration

        /// Makes a load of `pieces` that take `each` alike.
        public init(due: Instant, pieces: UInt64 = 1, each: Duration) {
            self.due = due
            self.pieces = pieces
            needed = each * pieces
            longest = each
        }
    }

    /// How many people there are from an instant until the next of its kind.
    public struct Staff: Hashable, Sendable {
        /// From when.
        public var from: Instant
        /// How many, signed in or rostered.
        public var heads: UInt64
        /// The part of their time that goes into this work, in hundredths of a percent.
        public var share: UInt64 = 10_000
    }

    /// What was found.
    public struct Outlook: Hashable, Sendable {
        /// The first deadline by which not all can be done; nil when everything can.
        public var due: Instant?
        /// How many pieces are due by then, or in all when everything can be done.
        public var pieces: UInt64
        /// What those need together.
        public var needed: Duration
        /// What there is until then.
        public var available: Duration
    }

    /// Looks for the first deadline that cannot be met.
    ///
    /// - Parameters:
    ///   - loads: the open work, in any order.
    ///   - staff: the roster, ascending; nobody is there before its first step.
    ///   - calendar: when they work.
    ///   - now: from when they do.
    public static func outlook(
        of loads: [Load], staff: [Staff], calendar: BusinessCalendar, from now: Instant
    ) -> Outlook {
        var found = Outlook(due: nil, pieces: 0, needed: .zero, available: .zero)
        let ordered = loads.sorted { $0.due < $1.due }
        for (place, load) in ordered.enumerated() {
            found.pieces += load.pieces
            found.needed += load.needed
            // One piece is worked on by one person at a time, however many there are.
            let isTooLong = load.longest > calendar.elapsed(from: now, to: load.due)
            // What is due at the same instant is asked about together.
            if !isTooLong, place + 1 < ordered.count, ordered[place + 1].due == load.due { continue }
            found.available = capacity(of: staff, calendar: calendar, from: now, to: load.due)
            guard isTooLong || found.needed > found.available else { continue }
            found.due = load.due
            for other in ordered[(place + 1)...].prefix(while: { $0.due == load.due }) {
                found.pieces += other.pieces
                found.needed += other.needed
            }
            return found
        }
        return found
    }

    private static func capacity(
        of staff: [Staff], calendar: BusinessCalendar, from start: Instant, to end: Instant
    ) -> Duration {
        var sum: Int64 = 0
        for (place, step) in staff.enumerated() {
            let until = place + 1 < staff.count ? min(staff[place + 1].from, end) : end
            let from = max(step.from, start)
            guard from < until else { continue }
            // Hundredths of a percent are taken of what is left after dividing, so that years of a large team
            // fit 64 bits; what is cut off is below a hundredth of a second.
            sum += calendar.elapsed(from: from, to: until).microseconds / 10_000 * Int64(step.share)
                * Int64(step.heads)
        }
        return .microseconds(sum)
    }
}
