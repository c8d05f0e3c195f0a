// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// The portal gateway took a work item into custody; committed before the outside hears "accepted" (P1).
public struct WorkItemReceived: Hashable, Sendable, Codable {
    /// The item's identity from now on; an item that is routed too is the contact of the same id.
    public var item: Contact.ID
    public var gateway: StationName
    public var workClass: WorkClass
    /// The member it is about, when known.
    public var member: MemberToken?
    /// Custody or carrier time; every clock that counts from receipt counts from it, whatever the class.
    public var received: Instant
    /// When it was taken in here.
    public var ingested: Instant
    /// Ascending by name.
    public var facts: [WorkFact]
    /// Who brought it in.
    public var by: ActorName
    /// The idempotency key of the submission.
    public var key: String
    /// Who asks; nil when nobody said, as in journals of the time before items had one.
    public var requester: Requester?
    /// Where the proof of its facts is kept; nil when nobody said, as in older journals.
    public var evidence: EvidenceToken?
    /// The line in which it waits to be taken up, first in, first out; nil when it waits in none.
    public var line: String?
    public init(
        item: Contact.ID, gateway: StationName, workClass: WorkClass, member: MemberToken?, received: Instant,
        ingested: Instant, facts: [WorkFact], by: ActorName, key: String, requester: Requester? = nil,
        evidence: EvidenceToken? = nil, line: String? = nil
    ) {
        self.item = item
        self.gateway = gateway
        self.workClass = workClass
        self.member = member
        self.received = received
        self.ingested = ingested
        self.facts = facts
        self.by = by
        self.key = key
        self.requester = requester
        self.evidence = evidence
        self.line = line?.cut()
    }
}

/// Something was reported of a work item: an event, another class, other facts.
public struct WorkItemReported: Hashable, Sendable, Codable {
    public var item: Contact.ID
    public var change: WorkChange
    /// When it happened.
    public var at: Instant
    public var by: ActorName
    /// Where its proof is kept; what must have one stands in work.yaml.
    public var evidence: EvidenceToken?
    /// When the gateway heard of it.
    public var noted: Instant
    /// Until when the item may still be reopened, when this ends it; nil while it is open.
    public var keptUntil: Instant?
    /// The line in which it waits to be taken up from now on; nil when it waits in none.
    public var line: String?
    public init(
        item: Contact.ID, change: WorkChange, at: Instant, by: ActorName, evidence: EvidenceToken?,
        noted: Instant, keptUntil: Instant?, line: String? = nil
    ) {
        self.item = item
        self.change = change
        self.at = at
        self.by = by
        self.evidence = evidence
        self.noted = noted
        self.keptUntil = keptUntil
        self.line = line?.cut()
    }
}

/// What was reported of a work item lacks what the clause asks for, so that it has no effect; the adapter was
/// told, and the clocks run on.
public struct WorkItemIncomplete: Hashable, Sendable, Codable {
    public var item: Contact.ID
    public var change: WorkChange
    public var at: Instant
    public var by: ActorName
    /// The facts and events that are not there, or not as they have to be.
    public var lacks: [ReasonCode]
    /// What was expected, by which clause.
    public var reason: String
    /// When the gateway heard of it.
    public var noted: Instant
    public init(
        item: Contact.ID, change: WorkChange, at: Instant, by: ActorName, lacks: [ReasonCode], reason: String,
        noted: Instant
    ) {
        self.item = item
        self.change = change
        self.at = at
        self.by = by
        self.lacks = lacks
        self.reason = reason.cut()
        self.noted = noted
    }
}

/// A work item was taken up while an older one of its line still waited; it is measured, not prevented.
public struct WorkOutOfTurn: Hashable, Sendable, Codable {
    public var item: Contact.ID
    /// The oldest one that waited.
    public var before: Contact.ID
    /// Its line.
    public var line: String
    public var at: Instant
    public var by: ActorName
    public init(item: Contact.ID, before: Contact.ID, line: String, at: Instant, by: ActorName) {
        self.item = item
        self.before = before
        self.line = line.cut()
        self.at = at
        self.by = by
    }
}

/// The router tracks a work item; the clocks that begin with its receipt are in it.
public struct WorkItemOpened: Hashable, Sendable, Codable {
    public var item: Contact.ID
    public var gateway: StationName
    public var workClass: WorkClass
    public var member: MemberToken?
    public var received: Instant
    /// Ascending by name.
    public var facts: [WorkFact]
    public var by: ActorName
    /// When the router took it up.
    public var noted: Instant
    public var clocks: [Clock.Start]
    /// Who asks; nil when nobody said, as in journals of the time before items had one.
    public var requester: Requester?
    public init(
        item: Contact.ID, gateway: StationName, workClass: WorkClass, member: MemberToken?, received: Instant,
        facts: [WorkFact], by: ActorName, noted: Instant, clocks: [Clock.Start], requester: Requester? = nil
    ) {
        self.item = item
        self.gateway = gateway
        self.workClass = workClass
        self.member = member
        self.received = received
        self.facts = facts
        self.by = by
        self.noted = noted
        self.clocks = clocks
        self.requester = requester
    }
}

/// What was reported of a work item holds now; what follows for its clocks comes after it as clock facts.
public struct WorkItemChanged: Hashable, Sendable, Codable {
    public var item: Contact.ID
    public var change: WorkChange
    public var at: Instant
    public var by: ActorName
    public var evidence: EvidenceToken?
    /// The class from now on.
    public var workClass: WorkClass
    /// The facts from now on, ascending by name.
    public var facts: [WorkFact]
    /// Whether the item is open after it.
    public var status: Status
    /// When the router decided it.
    public var noted: Instant
    public init(
        item: Contact.ID, change: WorkChange, at: Instant, by: ActorName, evidence: EvidenceToken?,
        workClass: WorkClass, facts: [WorkFact], status: Status, noted: Instant
    ) {
        self.item = item
        self.change = change
        self.at = at
        self.by = by
        self.evidence = evidence
        self.workClass = workClass
        self.facts = facts
        self.status = status
        self.noted = noted
    }
}

/// What was reported of a work item has no effect, and why; nothing is dropped silently.
public struct WorkItemRefused: Hashable, Sendable, Codable {
    public var item: Contact.ID
    public var change: WorkChange
    public var at: Instant
    public var by: ActorName
    /// What is wrong and what was expected.
    public var reason: String
    public init(item: Contact.ID, change: WorkChange, at: Instant, by: ActorName, reason: String) {
        self.item = item
        self.change = change
        self.at = at
        self.by = by
        self.reason = reason.cut()
    }
}

/// A stretch of a clock that is told anew, from an instant on.
public struct RetoldSpan: Hashable, Sendable, Codable {
    public var mode: Clock.Start.Mode
    public var at: Instant
    public var cause: String
    /// Who brought it about; nil for the beginning.
    public var by: ActorName?
    /// Where the proof is kept, when a clause demands one.
    public var evidence: EvidenceToken?
    /// Of a suspension: when the party was last told something; nil when never, as far as is known.
    public var contacted: Instant?
    public init(
        mode: Clock.Start.Mode, at: Instant, cause: String, by: ActorName? = nil,
        evidence: EvidenceToken? = nil, contacted: Instant? = nil
    ) {
        self.mode = mode
        self.at = at
        self.cause = cause.cut()
        self.by = by
        self.evidence = evidence
        self.contacted = contacted
    }
}

/// How a clock that is told anew ended.
public struct RetoldStop: Hashable, Sendable, Codable {
    public var at: Instant
    public var cause: String
    public var by: ActorName?
    /// Until when the clock may be reopened; nil when it is over for good.
    public var reopensUntil: Instant?
    public init(at: Instant, cause: String, by: ActorName? = nil, reopensUntil: Instant? = nil) {
        self.at = at
        self.cause = cause.cut()
        self.by = by
        self.reopensUntil = reopensUntil
    }
}

/// All that a clock did, from its beginning, by what is known now.
///
/// It came back after it was away or had ended, or something was told later than what happened after it.
public struct ClockRetold: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    /// In order of their instants; the first is its beginning.
    public var spans: [RetoldSpan]
    /// How it ended; nil while it has not.
    public var stop: RetoldStop?
    /// What made it be told anew.
    public var cause: String
    public var by: ActorName?
    public init(
        clock: Clock.ID, spans: [RetoldSpan], stop: RetoldStop? = nil, cause: String, by: ActorName? = nil
    ) {
        self.clock = clock
        self.spans = spans
        self.stop = stop
        self.cause = cause.cut()
        self.by = by
    }
}

/// A new work item, as an adapter reports it.
public struct WorkItemSubmission: Hashable, Sendable, Codable {
    public var workClass: WorkClass
    public var member: MemberToken?
    /// Custody or carrier time; nil when the gateway's own time of taking it in is to count.
    public var received: Instant?
    public var facts: [WorkFact]
    public var by: ActorName
    /// The idempotency key of the event.
    public var key: String
    /// Who asks, when the adapter knows.
    public var requester: Requester?
    /// Where the proof of its facts is kept; what must have one stands in work.yaml.
    public var evidence: EvidenceToken?
    public init(
        workClass: WorkClass, member: MemberToken? = nil, received: Instant?, facts: [WorkFact],
        by: ActorName, key: String, requester: Requester? = nil, evidence: EvidenceToken? = nil
    ) {
        self.workClass = workClass
        self.member = member
        self.received = received
        self.facts = facts
        self.by = by
        self.key = key
        self.requester = requester
        self.evidence = evidence
    }
}

/// What happened to a work item, as an adapter reports it.
public struct WorkReport: Hashable, Sendable, Codable {
    public var item: Contact.ID
    public var change: WorkChange
    /// When it happened; nil when the gateway's own time is to count.
    public var at: Instant?
    public var by: ActorName
    /// Where its proof is kept.
    public var evidence: EvidenceToken?
    /// What is the case when an event happens, said with it; nothing beside other changes.
    public var facts: [WorkFact]
    public init(
        item: Contact.ID, change: WorkChange, at: Instant?, by: ActorName, evidence: EvidenceToken? = nil,
        facts: [WorkFact] = []
    ) {
        self.item = item
        self.change = change
        self.at = at
        self.by = by
        self.evidence = evidence
        self.facts = facts
    }
}
