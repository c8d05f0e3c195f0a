// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// A tier queue says what it holds of a range of contacts, so that the router can compare.
///
/// Called every so often while it holds anything, a slice at a time; or in answer to ``MismatchFound``, then
/// about exactly the contacts that differ.
public struct ReconciliationSent: Hashable, Sendable, Codable {
    /// A contact that the queue holds.
    public struct Held: Hashable, Sendable, Codable {
        public var contact: Contact.ID
        /// The placement under which it is held.
        public var generation: Generation
        /// Who has it or is being offered it; nil while it waits.
        public var agent: Agent.ID?
        public init(contact: Contact.ID, generation: Generation, agent: Agent.ID?) {
            self.contact = contact
            self.generation = generation
            self.agent = agent
        }
    }
    /// A waiting contact of the range of which a person must know.
    public struct Neglected: Hashable, Sendable, Codable {
        public var contact: Contact.ID
        /// The placement under which it waits.
        public var generation: Generation
        /// What is wrong: ``Invariant/idleAgent`` or ``Invariant/everybodyBarred``.
        public var invariant: Invariant
        /// The agent who is free for it; nil when nobody is.
        public var agent: Agent.ID?
        public init(
            contact: Contact.ID, generation: Generation, invariant: Invariant, agent: Agent.ID? = nil
        ) {
            self.contact = contact
            self.generation = generation
            self.invariant = invariant
            self.agent = agent
        }
    }
    public var tier: Tier
    /// The range begins above it; nil at the beginning of all contacts.
    public var after: Contact.ID?
    /// The last of the range; nil at the end of all contacts.
    public var through: Contact.ID?
    /// Everything held in the range, ascending by contact.
    public var held: [Held]
    public var at: Instant
    /// The mismatch that this answers; nil when it was called by the clock.
    public var answering: UInt64?
    /// When the queue calls next by the clock; nil when it will not, because it holds nothing.
    public var next: Instant?
    /// Contacts of the range that wait and should not, or can not be served; ascending by contact.
    public var neglected: [Neglected]
    public init(
        tier: Tier, after: Contact.ID? = nil, through: Contact.ID? = nil, held: [Held], at: Instant,
        answering: UInt64? = nil, next: Instant? = nil, neglected: [Neglected] = []
    ) {
        self.tier = tier
        self.after = after
        self.through = through
        self.held = held
        self.at = at
        self.answering = answering
        self.next = next
        self.neglected = neglected
    }
}

/// A reconciliation is not what the router believes, and it asks the queue about these contacts once more.
///
/// The question follows everything that the router has said to the queue: when the queue answers it, nothing
/// said before is in flight any more, and a difference that is still there is not one of timing.
public struct MismatchFound: Hashable, Sendable, Codable {
    /// A contact about which queue and router differ; at least one of the generations is there.
    public struct Mismatch: Hashable, Sendable, Codable {
        public var contact: Contact.ID
        /// The generation that the queue holds; nil when it does not hold the contact.
        public var held: Generation?
        /// The generation that the router believes to be with this queue; nil when none is.
        public var placed: Generation?
        public init(contact: Contact.ID, held: Generation?, placed: Generation?) {
            self.contact = contact
            self.held = held
            self.placed = placed
        }
    }
    /// Counts the router's mismatches, from 1.
    public var mismatch: UInt64
    public var tier: Tier
    /// Ascending by contact.
    public var mismatches: [Mismatch]
    public var at: Instant
    public init(mismatch: UInt64, tier: Tier, mismatches: [Mismatch], at: Instant) {
        self.mismatch = mismatch
        self.tier = tier
        self.mismatches = mismatches
        self.at = at
    }

    private enum CodingKeys: String, CodingKey {
        case mismatch = "doubt"
        case tier
        case mismatches
        case at
    }
}

/// The queue has answered a mismatch; what it still differs in follows as `InvariantBroken`.
public struct MismatchSettled: Hashable, Sendable, Codable {
    public var mismatch: UInt64
    public var tier: Tier
    public init(mismatch: UInt64, tier: Tier) {
        self.mismatch = mismatch
        self.tier = tier
    }
}

/// What must always be true and is not: a defect found while the centre runs, or, for `everybody_barred`,
/// what only a person can put right.
public enum Invariant: String, Sendable, Codable, CaseIterable, Hashable {
    /// A tier holds a contact that has ended or is elsewhere: an agent busy with no live contact, a contact
    /// in two places.
    case strayContact = "stray_contact"
    /// A tier does not hold a contact that is placed with it: a contact in no place.
    case missingContact = "missing_contact"
    /// A contact waits although an agent who can serve it is ready, has room and is not barred from it.
    case idleAgent = "idle_agent"
    /// A contact waits, and every agent signed in who can serve it has a conflict of interest with it.
    case everybodyBarred = "everybody_barred"
}

/// An invariant is broken; the facts that heal it follow, and the watchdog alarms somebody.
public struct InvariantBroken: Hashable, Sendable, Codable {
    public var invariant: Invariant
    public var contact: Contact.ID
    /// The generation that the queue holds, or that it should hold.
    public var generation: Generation
    public var tier: Tier
    /// Who has the contact at that tier, as far as is known.
    public var agent: Agent.ID?
    /// What was compared, and when, in words.
    public var evidence: String
    public var at: Instant
    public init(
        invariant: Invariant, contact: Contact.ID, generation: Generation, tier: Tier, agent: Agent.ID?,
        evidence: String, at: Instant
    ) {
        self.invariant = invariant
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.agent = agent
        self.evidence = evidence.cut()
        self.at = at
    }
}
