// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// What a contact is by a later word; what is not said stays as it was.
public struct ContactKind: Hashable, Sendable, Codable {
    /// The type of each inquiry in its order; empty when they stay as they were.
    public var types: [InquiryType]
    public var requester: Requester?
    public var urgency: Urgency?
    public var memberClass: MemberClass?
    public init(
        types: [InquiryType], requester: Requester? = nil, urgency: Urgency? = nil,
        memberClass: MemberClass? = nil
    ) {
        self.types = types
        self.requester = requester
        self.urgency = urgency
        self.memberClass = memberClass
    }
}

/// What a report about a contact says.
public enum ContactChange: Hashable, Sendable, Codable {
    /// It is of another kind; its receipt stays, every due is computed anew.
    case reclassified(ContactKind)
    /// It was received at another instant.
    case received(Instant)
}

/// What a contact is by a later word, as an adapter reports it.
public struct ContactReport: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var change: ContactChange
    /// When it was found; nil when the gateway's own time is to count.
    public var at: Instant?
    public var by: ActorName
    /// Where its proof is kept.
    public var evidence: EvidenceToken?
    public init(
        contact: Contact.ID, change: ContactChange, at: Instant?, by: ActorName,
        evidence: EvidenceToken? = nil
    ) {
        self.contact = contact
        self.change = change
        self.at = at
        self.by = by
        self.evidence = evidence
    }
}

/// The gateway took a word about a contact in its custody; what it recorded at receipt stands beside it.
public struct ContactReported: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var change: ContactChange
    /// When it was found.
    public var at: Instant
    public var by: ActorName
    public var evidence: EvidenceToken?
    /// When the gateway heard of it.
    public var noted: Instant
    /// How the contact came.
    public var channel: Channel
    /// When it was received, by this and all words before.
    public var received: Instant
    /// What it is, by this and all words before.
    public var attributes: ContactAttributes
    /// What it was until then.
    public var before: ContactAttributes
    /// When it was taken in here.
    public var ingested: Instant
    /// When the first message of each purpose was sent; nil when none was.
    public var acknowledged: Instant?
    public var replied: Instant?
    public var wrote: Instant?
    public init(
        contact: Contact.ID, change: ContactChange, at: Instant, by: ActorName, evidence: EvidenceToken?,
        noted: Instant, channel: Channel, received: Instant, attributes: ContactAttributes,
        before: ContactAttributes, ingested: Instant, acknowledged: Instant?, replied: Instant?,
        wrote: Instant?
    ) {
        self.contact = contact
        self.change = change
        self.at = at
        self.by = by
        self.evidence = evidence
        self.noted = noted
        self.channel = channel
        self.received = received
        self.attributes = attributes
        self.before = before
        self.ingested = ingested
        self.acknowledged = acknowledged
        self.replied = replied
        self.wrote = wrote
    }
}

/// What was reported of a contact holds now; what follows for its clocks comes after it as clock facts.
public struct ContactChanged: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var change: ContactChange
    public var at: Instant
    public var by: ActorName
    public var evidence: EvidenceToken?
    /// When the router decided it.
    public var noted: Instant
    /// When it was received, by this and all words before.
    public var received: Instant
    /// What it is, by this and all words before.
    public var attributes: ContactAttributes
    public init(
        contact: Contact.ID, change: ContactChange, at: Instant, by: ActorName, evidence: EvidenceToken?,
        noted: Instant, received: Instant, attributes: ContactAttributes
    ) {
        self.contact = contact
        self.change = change
        self.at = at
        self.by = by
        self.evidence = evidence
        self.noted = noted
        self.received = received
        self.attributes = attributes
    }
}
