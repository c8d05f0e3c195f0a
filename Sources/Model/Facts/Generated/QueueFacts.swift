// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// Why a telephone contact may be served before an earlier one of its class and need;
/// the list is closed (P7).
public enum InversionReason: String, Sendable, Codable, CaseIterable, Hashable {
    case transfer
    case keptCallbackPlace = "kept_callback_place"
    case urgentClinical = "urgent_clinical"
    case conflictOfInterest = "conflict_of_interest"
    case operatorAction = "operator_action"
}

/// A tier queue took a placement; the contact waits at the place its received instant gives it.
public struct ContactQueued: Hashable, Sendable, Codable {
    public var placement: Placement
    public var at: Instant
    /// When the queue calls the roll, if this is what makes it do so; nil when that is settled already.
    public var reconcileAt: Instant?
    public init(placement: Placement, at: Instant, reconcileAt: Instant? = nil) {
        self.placement = placement
        self.at = at
        self.reconcileAt = reconcileAt
    }
}

/// A contact is presented to one agent until `deadline`.
public struct OfferMade: Hashable, Sendable, Codable {
    public var offer: Offer.ID
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public var session: Agent.SessionID
    public var channel: Channel
    public var contactClass: ContactClass
    /// The instant that gives the contact its place.
    public var received: Instant
    public var deadline: Instant
    /// Why this one and no earlier one of its class and need, from the closed list;
    /// nil when it is the earliest.
    public var inversion: InversionReason?
    /// Of written work: the contacts of lower classes that the agent could have been offered instead.
    public var passedOver: [Contact.ID]
    public init(
        offer: Offer.ID, contact: Contact.ID, generation: Generation, agent: Agent.ID,
        session: Agent.SessionID, channel: Channel, contactClass: ContactClass, received: Instant,
        deadline: Instant, inversion: InversionReason? = nil, passedOver: [Contact.ID] = []
    ) {
        self.offer = offer
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.session = session
        self.channel = channel
        self.contactClass = contactClass
        self.received = received
        self.deadline = deadline
        self.inversion = inversion
        self.passedOver = passedOver
    }
}

/// The agent took the offer.
public struct OfferAccepted: Hashable, Sendable, Codable {
    public var offer: Offer.ID
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public init(offer: Offer.ID, contact: Contact.ID, generation: Generation, agent: Agent.ID) {
        self.offer = offer
        self.contact = contact
        self.generation = generation
        self.agent = agent
    }
}

/// The offer ended without being taken; the contact waits again at its place.
public struct OfferClosed: Hashable, Sendable, Codable {
    /// How it ended, because each is counted differently.
    public enum Cause: String, Sendable, Codable, CaseIterable, Hashable {
        /// The agent said no (OfferDeclined).
        case declined
        /// Nobody answered in time (OfferExpired); what follows is RONA, the agent is made not ready.
        case expired
        /// The queue took it back (OfferRevoked): withdrawn, or the desk was lost; RONA is not counted.
        case revoked
    }
    public var offer: Offer.ID
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public var cause: Cause
    public var reason: ReasonCode?
    /// After a decline: when the same agent may be offered it again if nobody else can serve it;
    /// nil otherwise.
    public var notAgainBefore: Instant?
    /// True when the agent's conflict of interest leaves nobody: every agent signed in who could serve the
    /// contact has one.
    ///
    /// It waits for somebody else to sign in, and a person has to know.
    public var everybodyBarred: Bool
    public init(
        offer: Offer.ID, contact: Contact.ID, generation: Generation, agent: Agent.ID, cause: Cause,
        reason: ReasonCode? = nil, notAgainBefore: Instant? = nil, everybodyBarred: Bool = false
    ) {
        self.offer = offer
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.cause = cause
        self.reason = reason
        self.notAgainBefore = notAgainBefore
        self.everybodyBarred = everybodyBarred
    }
}

/// An answer to an offer that is no longer open, or from another session; late, not wrong.
public struct OfferRefused: Hashable, Sendable, Codable {
    public var offer: Offer.ID
    public var agent: Agent.ID
    public var session: Agent.SessionID
    public var reason: String
    public init(offer: Offer.ID, agent: Agent.ID, session: Agent.SessionID, reason: String) {
        self.offer = offer
        self.agent = agent
        self.session = session
        self.reason = reason.cut()
    }
}

/// An agent's whole snapshot after a change; the tier queue is the only writer of it.
public struct AgentStateChanged: Hashable, Sendable, Codable {
    public var agent: Agent.ID
    public var tier: Tier
    /// The session that speaks for the agent; nil when signed out.
    public var session: Agent.SessionID?
    public var state: Agent.State
    /// Why not ready, as it shows and counts: the agent's own code of the roster's list, when the agent gave
    /// one; otherwise what the queue gave, of ``queueReasons``.
    public var reason: ReasonCode?
    /// Everything the agent holds, in the order taken.
    public var work: [Agent.Work]
    public var at: Instant
    /// When the wrap-up limit runs out; nil outside wrap-up or without a limit.
    public var wrapUpUntil: Instant?
    /// What the queue gave beside the agent's own `reason`; nil when there are not two.
    public var imposed: ReasonCode?
    public init(
        agent: Agent.ID, tier: Tier, session: Agent.SessionID?, state: Agent.State, reason: ReasonCode?,
        work: [Agent.Work], at: Instant, wrapUpUntil: Instant? = nil, imposed: ReasonCode? = nil
    ) {
        self.agent = agent
        self.tier = tier
        self.session = session
        self.state = state
        self.reason = reason
        self.work = work
        self.at = at
        self.wrapUpUntil = wrapUpUntil
        self.imposed = imposed
    }
}

/// The agent puts written work aside for somebody who waits; it stays with the agent, who goes on with it
/// afterwards.
public struct WorkParked: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    /// Who waits and is offered to the agent.
    public var waiting: Contact.ID
    public var at: Instant
    public init(
        contact: Contact.ID, generation: Generation, agent: Agent.ID, waiting: Contact.ID, at: Instant
    ) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.waiting = waiting
        self.at = at
    }
}

/// The agent goes on with work that was put aside.
public struct WorkResumed: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public var at: Instant
    public init(contact: Contact.ID, generation: Generation, agent: Agent.ID, at: Instant) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.at = at
    }
}

/// The member left or the agent ended it; the agent finishes the work on it.
public struct WrapUpStarted: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public var at: Instant
    /// When the configured wrap-up limit ends it; nil without a limit.
    public var until: Instant?
    public init(contact: Contact.ID, generation: Generation, agent: Agent.ID, at: Instant, until: Instant?) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.at = at
        self.until = until
    }
}

/// The agent is done with the contact, wrap-up included.
public struct ServiceEnded: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public var dispositions: [Inquiry.Disposition]
    public var at: Instant
    public init(
        contact: Contact.ID, generation: Generation, agent: Agent.ID, dispositions: [Inquiry.Disposition],
        at: Instant
    ) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.dispositions = dispositions
        self.at = at
    }
}

/// The dispositions an agent entered while the contact is still with the agent.
public struct DispositionNoted: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public var dispositions: [Inquiry.Disposition]
    public init(
        contact: Contact.ID, generation: Generation, agent: Agent.ID, dispositions: [Inquiry.Disposition]
    ) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.dispositions = dispositions
    }
}

/// An agent made sure who the member is; the method and the level, never the values.
public struct ContactVerified: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public var verification: Verification
    public var at: Instant
    public init(
        contact: Contact.ID, generation: Generation, agent: Agent.ID, verification: Verification, at: Instant
    ) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.verification = verification
        self.at = at
    }
}

/// The target of a hand-off holds the contact now.
public struct HandoffAccepted: Hashable, Sendable, Codable {
    public var placement: Placement
    public var at: Instant
    public init(placement: Placement, at: Instant) {
        self.placement = placement
        self.at = at
    }
}

/// The target of a hand-off does not take it, or the generation is late.
public struct PlacementRefused: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var tier: Tier
    public var reason: String
    public init(contact: Contact.ID, generation: Generation, tier: Tier, reason: String) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.reason = reason.cut()
    }
}

/// A tier queue no longer holds the contact at this generation.
public struct ContactReleased: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var tier: Tier
    public var reason: ContactWithdrawn.Reason
    public var at: Instant
    /// Who said here to have a conflict of interest with it, sorted; the next placement carries them on.
    public var barred: [Agent.ID]
    public init(
        contact: Contact.ID, generation: Generation, tier: Tier, reason: ContactWithdrawn.Reason, at: Instant,
        barred: [Agent.ID] = []
    ) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.reason = reason
        self.at = at
        self.barred = barred
    }
}

/// A contact that an agent held waits again at its place: the agent's leg was lost, or the agent signed out.
///
/// Also, about the agent who declined a waiting contact:
/// the back-off is over and it may be offered to that agent.
public struct ContactReturned: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public var reason: ReasonCode
    public var at: Instant
    public init(
        contact: Contact.ID, generation: Generation, agent: Agent.ID, reason: ReasonCode, at: Instant
    ) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.reason = reason
        self.at = at
    }
}

/// An agent asks for another tier; relayed to the router, who decides by escalation.yaml.
public struct EscalationAsked: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public var from: Tier
    public var to: Tier
    public var reason: ReasonCode
    public var priority: Urgency
    public init(
        contact: Contact.ID, generation: Generation, agent: Agent.ID, from: Tier, to: Tier,
        reason: ReasonCode, priority: Urgency
    ) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.from = from
        self.to = to
        self.reason = reason
        self.priority = priority
    }
}

/// An agent asks the medium for something; relayed to the router, who orders it from the gateway.
public struct MediumAsked: Hashable, Sendable, Codable {
    /// What is asked of the medium.
    public enum Action: String, Sendable, Codable, CaseIterable, Hashable {
        case hold, resume, disconnect
        /// Sends what the agent has written; of a written contact only.
        case reply
    }
    public var contact: Contact.ID
    public var generation: Generation
    public var agent: Agent.ID
    public var action: Action
    /// Counts the asks on this contact at this tier, so that each effect has its own external key.
    public var number: UInt64
    public init(
        contact: Contact.ID, generation: Generation, agent: Agent.ID, action: Action, number: UInt64
    ) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.action = action
        self.number = number
    }
}

/// The desk's link was lost or came back; the queue offers nothing to its agents meanwhile.
public struct DeskLinkChanged: Hashable, Sendable, Codable {
    /// Which way it changed.
    public enum Change: String, Sendable, Codable, CaseIterable, Hashable {
        case lost, regained
    }
    public var desk: StationName
    public var change: Change
    public var at: Instant
    public init(desk: StationName, change: Change, at: Instant) {
        self.desk = desk
        self.change = change
        self.at = at
    }
}
