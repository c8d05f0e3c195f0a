public import Contacts

extension StandardClock {
    /// What a clock on work items goes by: the item's events.
    public struct ItemTerms: Hashable, Sendable {
        /// The event it counts from, never earlier than receipt; nil to count from receipt.
        public var startsAt: WorkEvent?
        /// What must have happened before the event it counts from; nil when nothing must.
        public var startsAfter: WorkEvent?
        /// The events that stop it, beside the end of the item.
        public var stopsAt: [WorkEvent]
        /// The events after which nothing is owed by it any more; what was missed by then stays missed.
        public var lapsesAt: [WorkEvent]
        /// What becomes of the time between a stop and a reopening.
        public var reopened: ReopenedTime

        /// Makes the terms.
        public init(
            startsAt: WorkEvent? = nil, startsAfter: WorkEvent? = nil, stopsAt: [WorkEvent],
            lapsesAt: [WorkEvent] = [], reopened: ReopenedTime = .counts
        ) {
            self.startsAfter = startsAfter
            self.lapsesAt = lapsesAt
            self.startsAt = startsAt
            self.stopsAt = stopsAt
            self.reopened = reopened
        }

        /// True when `event` ends the clock for good: what it asks for was done, or is no longer owed.
        public func isOver(after event: WorkEvent) -> Bool {
            stopsAt.contains(event) || lapsesAt.contains(event)
        }
    }

    /// What becomes of the time between a stop and a reopening.
    public enum ReopenedTime: String, Sendable, Codable, CaseIterable, Hashable {
        /// It counts as if the clock had never stopped: the reply that was no answer bought no time.
        case counts
        /// It does not count.
        case stands
    }

    /// What lets a clock be suspended: a clause, and the events that begin and end it, with proof.
    public struct Suspension: Hashable, Sendable {
        /// The clause that allows it: `TOM 1-3 ¶4.1`.
        public var clause: String
        /// The event from which the clock stands; it needs evidence.
        public var begins: WorkEvent
        /// The event from which it runs on.
        public var ends: WorkEvent

        /// Makes a suspension.
        public init(clause: String, begins: WorkEvent, ends: WorkEvent) {
            self.clause = clause
            self.begins = begins
            self.ends = ends
        }
    }
}
