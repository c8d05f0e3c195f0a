public import Contacts

extension StandardClock {
    /// What a clock on work items goes by: the item's class, its facts and its events.
    public struct ItemTerms: Hashable, Sendable {
        /// The classes whose items have it.
        public var classes: [WorkClass]
        /// The facts that an item must have for it; none means any item of the classes.
        public var facts: [WorkFact]
        /// Facts any one of which keeps an item from having it; what does not say them has it.
        public var unless: [WorkFact]
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
            classes: [WorkClass], facts: [WorkFact] = [], unless: [WorkFact] = [],
            startsAt: WorkEvent? = nil, startsAfter: WorkEvent? = nil, stopsAt: [WorkEvent],
            lapsesAt: [WorkEvent] = [], reopened: ReopenedTime = .counts
        ) {
            self.unless = unless
            self.startsAfter = startsAfter
            self.lapsesAt = lapsesAt
            self.classes = classes
            self.facts = facts
            self.startsAt = startsAt
            self.stopsAt = stopsAt
            self.reopened = reopened
        }

        /// True when an item of `workClass` with `facts` has the clock.
        public func apply(to workClass: WorkClass, _ facts: [WorkFact]) -> Bool {
            classes.contains(workClass) && self.facts.allSatisfy { facts.contains($0) }
                && !unless.contains { facts.contains($0) }
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
