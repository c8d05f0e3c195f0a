public import Contacts
import Standards

/// One clock of a contact, inquiry or work item, as the watchdog kept it.
public struct ClockRecord: Hashable, Sendable {
    /// The clock.
    public var clock: Clock.ID
    /// How its contact came; nil when the log does not say.
    public var channel: Channel?
    /// The class of its contact or work item.
    public var contactClass: ContactClass?
    /// The instant it counts from: receipt, escalation, information complete.
    public var from: Instant
    /// Its thresholds with the instant each was due last; nil while it is suspended.
    public var dues: [Due]
    /// How it ended; nil while open.
    public var ending: Ending?
    /// True for kinds that count days: a stop exactly at due is late (standards.md#business-time).
    public var isExclusive: Bool

    /// A threshold of the clock.
    public struct Due: Hashable, Sendable {
        /// Its name: `target`, `limit`, `15-days`.
        public var name: String
        /// When it is due.
        public var at: Instant?

        /// Makes a due.
        public init(_ name: String, at: Instant?) {
            self.name = name
            self.at = at
        }
    }

    /// How a clock ended.
    public enum Ending: Hashable, Sendable {
        /// What it waited for happened.
        case stopped(Instant)
        /// It ended without that: the contact was abandoned, withdrawn or closed.
        case lapsed(Instant)
        /// Its contact was served and closed without it, which we could have done: a failure, in time or not.
        case forgone(Instant)
    }

    /// Makes the record of a clock that was just armed.
    public init(_ clock: Clock.ID, from: Instant, dues: [Due], isExclusive: Bool = false) {
        self.clock = clock
        self.from = from
        self.dues = dues
        self.isExclusive = isExclusive
    }

    /// When `threshold` is due; nil while suspended, or when it has none of that name.
    public func due(_ threshold: String) -> Instant? { dues.first { $0.name == threshold }?.at }

    /// When it stopped, if it did.
    public var stopped: Instant? {
        if case .stopped(let at) = ending { at } else { nil }
    }

    /// When it left the ledger, stopped or lapsed.
    public var over: Instant? {
        switch ending {
        case .stopped(let at), .lapsed(let at), .forgone(let at): at
        case nil: nil
        }
    }

    /// True when a stop at `instant` is in time for `due`.
    public func isInTime(_ instant: Instant, due: Instant) -> Bool {
        isExclusive ? instant < due : instant <= due
    }

    /// True when `due` has passed at `instant` with nothing done.
    public func isOverdue(at instant: Instant, due: Instant) -> Bool {
        isExclusive ? due <= instant : due < instant
    }
}

/// One work item: a tracked piece of work with a class, facts and events.
public struct ItemRecord: Hashable, Sendable {
    /// The item, which is a contact of the portal gateway.
    public var item: Contact.ID
    /// Its class at present: `preauthorization`, `claim`, `duplicate-set`.
    public var itemClass: ContactClass
    /// Custody instant, which reclassifying keeps.
    public var received: Instant
    /// Names and short tokens said of it last; for looking up only.
    public var facts: [String: String]
    /// What was said of it at each time, in the order told; empty when nothing changed.
    public var statements: [Statement]
    /// What happened to it, in order.
    public var events: [Event]
    /// When it was completed, withdrawn or opened again, in order; open from receipt until the first of them.
    public var turns: [Turn]
    /// Reports without what the clause asks for, which had no effect, in the order told.
    public var refusals: [Refusal] = []

    /// A report that lacked something.
    public struct Refusal: Hashable, Sendable {
        /// The event that was reported; nil when facts were.
        public var event: String?
        /// When it is said to have happened.
        public var at: Instant
        /// The facts and events that were not there.
        public var lacks: [String]

        /// Makes a refusal.
        public init(_ event: String?, at: Instant, lacks: [String]) {
            self.event = event
            self.at = at
            self.lacks = lacks
        }
    }

    /// Something that happened to the item.
    public struct Event: Hashable, Sendable {
        /// `information-complete`, `determination-issued`, `completed`, `reopened`.
        public var name: String
        /// When.
        public var at: Instant

        /// Makes an event.
        public init(_ name: String, at: Instant) {
            self.name = name
            self.at = at
        }
    }

    /// All that is said of the item from an instant on.
    public struct Statement: Hashable, Sendable {
        /// When it was so.
        public var at: Instant
        /// When it was said.
        public var noted: Instant
        /// The facts; for looking up only.
        public var facts: [String: String]

        /// Makes a statement; one that does not say otherwise was said when it was so.
        public init(at: Instant, noted: Instant? = nil, facts: [String: String]) {
            self.at = at
            self.noted = noted ?? at
            self.facts = facts
        }
    }

    /// A change of the item's status.
    public struct Turn: Hashable, Sendable {
        /// How the item stands from then on.
        public var status: Status
        /// When.
        public var at: Instant

        /// Makes a turn.
        public init(_ status: Status, at: Instant) {
            self.status = status
            self.at = at
        }
    }

    /// Whether there is work on the item.
    public enum Status: Hashable, Sendable {
        /// Somebody has to do something.
        case open
        /// The work was done.
        case completed
        /// Whoever asked for it does not want it any more.
        case withdrawn
    }

    /// Makes the record of an item that was just received.
    public init(
        _ item: Contact.ID, class itemClass: ContactClass, received: Instant, facts: [String: String] = [:],
        events: [Event] = [], turns: [Turn] = [], statements: [Statement] = []
    ) {
        self.statements = statements
        self.item = item
        self.itemClass = itemClass
        self.received = received
        self.facts = facts
        self.events = events
        self.turns = turns
    }

    /// Moves it to another receipt: what came with it was so then.
    public mutating func moveReceipt(to instant: Instant) {
        received = instant
        if !statements.isEmpty { statements[0].at = instant }
    }

    /// How it stands just before `instant`.
    public func status(before instant: Instant = .distantFuture) -> Status {
        turns.last { $0.at < instant }?.status ?? .open
    }

    /// Whether a fact has one of the values at the end before `instant`: it was never said, it says so, or
    /// the item was opened again after it said otherwise.
    func isStill(in condition: Measure.Condition, before instant: Instant) -> Bool {
        let told = statements.filter { $0.at < instant }
        let known = statements.isEmpty ? [Statement(at: received, facts: facts)] : told
        var (value, since) = (String?.none, received)
        for statement in known where statement.facts[condition.fact] != value {
            (value, since) = (statement.facts[condition.fact], statement.at)
        }
        guard let value, !condition.values.contains(value) else { return true }
        return turns.contains { $0.status == .open && since < $0.at && $0.at < instant }
    }

    /// When it was completed, for good as far as the log goes: reopening takes a completion back.
    public var completed: Instant? {
        guard let last = turns.last, last.status == .completed else { return nil }
        return last.at
    }
}

/// One answer of a member to a survey, as a feed brings it.
public struct SurveyRecord: Hashable, Sendable {
    /// The contact it is about.
    public var contact: Contact.ID
    /// When it was given.
    public var at: Instant
    /// Satisfaction, 1 to 5.
    public var satisfaction: Int?
    /// Would recommend, 0 to 10.
    public var recommendation: Int?

    /// Makes an answer.
    public init(contact: Contact.ID, at: Instant, satisfaction: Int?, recommendation: Int?) {
        self.contact = contact
        self.at = at
        self.satisfaction = satisfaction
        self.recommendation = recommendation
    }
}

/// Attempts that were refused before they could wait.
public struct BlockedRecord: Hashable, Sendable {
    /// Who counted them.
    public enum Source: Hashable, Sendable {
        /// The carrier or session border controller, for one of its trunks.
        case carrier(trunk: String, source: String)
        /// A gateway of ours, which refused them itself.
        case gateway(StationName)
    }
    /// Who counted them.
    public var source: Source
    /// How they would have come.
    public var channel: Channel
    /// The first instant counted.
    public var from: Instant
    /// The first instant after those counted.
    public var to: Instant
    /// How many.
    public var count: Int64

    /// Makes a count.
    public init(source: Source, channel: Channel, from: Instant, to: Instant, count: Int64) {
        self.source = source
        self.channel = channel
        self.from = from
        self.to = to
        self.count = count
    }

    /// True when both are of one carrier's trunk.
    public func isOfTrunk(of other: BlockedRecord) -> Bool {
        guard case .carrier(let trunk, _) = source, case .carrier(let another, _) = other.source else {
            return false
        }
        return trunk == another
    }

    /// The row as a figure lists it.
    public var subject: Subject {
        switch source {
        case .carrier(let trunk, let source): .feed("\(source) \(trunk) \(from)..\(to): \(count)")
        case .gateway(let name): .feed("\(name) \(from)..\(to): \(count)")
        }
    }
}

/// A stretch in which an agent was signed in and ready, or busy.
public struct AgentSpan: Hashable, Sendable {
    /// Who.
    public var agent: Agent.ID
    /// Since when.
    public var from: Instant
    /// Until when.
    public var to: Instant
    /// Talking, holding or wrapping up; otherwise waiting for the next contact.
    public var isBusy: Bool

    /// Makes a span.
    public init(agent: Agent.ID, from: Instant, to: Instant, isBusy: Bool) {
        self.agent = agent
        self.from = from
        self.to = to
        self.isBusy = isBusy
    }
}
