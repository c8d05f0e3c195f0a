// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// The router's classification of a contact, and the clocks that begin with it.
public struct ContactClassified: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var gateway: StationName
    public var channel: Channel
    public var received: Instant
    public var contactClass: ContactClass
    public var rank: Int
    public var needs: [SkillNeed]
    public var tier: Tier
    /// The row of routing.yaml that decided it.
    public var rule: RuleName
    /// Clocks on the contact itself.
    public var clocks: [Clock.Start]
    /// How many inquiries it carries.
    public var inquiryCount: Int
    public init(
        contact: Contact.ID, gateway: StationName, channel: Channel, received: Instant,
        contactClass: ContactClass, rank: Int, needs: [SkillNeed], tier: Tier, rule: RuleName,
        clocks: [Clock.Start], inquiryCount: Int
    ) {
        self.contact = contact
        self.gateway = gateway
        self.channel = channel
        self.received = received
        self.contactClass = contactClass
        self.rank = rank
        self.needs = needs
        self.tier = tier
        self.rule = rule
        self.clocks = clocks
        self.inquiryCount = inquiryCount
    }
}

/// An inquiry of a contact, linked to its case, with its own clocks.
public struct InquiryOpened: Hashable, Sendable, Codable {
    public var inquiry: Inquiry.ID
    public var caseID: Case.ID
    public var type: InquiryType
    public var received: Instant
    public var clocks: [Clock.Start]
    /// Who asks and about what, when the gateway knew; nil also in journals from before these were kept.
    public var member: MemberToken?
    public var issue: IssueToken?
    public init(
        inquiry: Inquiry.ID, caseID: Case.ID, type: InquiryType, received: Instant, clocks: [Clock.Start],
        member: MemberToken? = nil, issue: IssueToken? = nil
    ) {
        self.inquiry = inquiry
        self.caseID = caseID
        self.type = type
        self.received = received
        self.clocks = clocks
        self.member = member
        self.issue = issue
    }
}

/// An inquiry is settled.
public struct InquiryResolved: Hashable, Sendable, Codable {
    public var inquiry: Inquiry.ID
    public var at: Instant
    /// What the member said of the answer; nil when nobody wrote it down.
    public var acceptance: Inquiry.Acceptance?
    /// Until when the member may object, of what an earlier contact left open; nil when it is over for good.
    public var reopensUntil: Instant?
    /// The written contact whose reply gave the answer, and takes it back when it comes back; nil otherwise.
    public var replyOf: Contact.ID?
    public init(
        inquiry: Inquiry.ID, at: Instant, acceptance: Inquiry.Acceptance? = nil, reopensUntil: Instant? = nil,
        replyOf: Contact.ID? = nil
    ) {
        self.inquiry = inquiry
        self.at = at
        self.acceptance = acceptance
        self.reopensUntil = reopensUntil
        self.replyOf = replyOf
    }
}

/// The router takes a contact back from a tier.
public struct ContactWithdrawn: Hashable, Sendable, Codable {
    /// Why it is taken back, because the queue frees or keeps the agent by it.
    public enum Reason: String, Sendable, Codable, CaseIterable, Hashable {
        /// The member left before the answer.
        case abandoned
        /// It moves to another tier; the source answers with `ContactReleased`.
        case escalated
        case withdrawn
        /// The router revokes a hand-off that it offered.
        case revoked
        /// The queue gives it back unasked: its agent had put it aside and takes no more.
        case leftAside = "left_aside"
    }
    public var contact: Contact.ID
    public var generation: Generation
    public var tier: Tier
    public var reason: Reason
    public init(contact: Contact.ID, generation: Generation, tier: Tier, reason: Reason) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.reason = reason
    }
}

/// A waiting contact's rank became better.
public struct PriorityRaised: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var tier: Tier
    public var rank: Int
    public var rule: RuleName
    public init(contact: Contact.ID, generation: Generation, tier: Tier, rank: Int, rule: RuleName) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.rank = rank
        self.rule = rule
    }
}

/// A contact moves to another tier; the source has released the generation before.
public struct HandoffOffered: Hashable, Sendable, Codable {
    public var placement: Placement
    public var from: Tier
    /// The row of escalation.yaml that allowed it.
    public var rule: RuleName
    /// When the source let go; nil in journals from before this was kept.
    public var at: Instant?
    public init(placement: Placement, from: Tier, rule: RuleName, at: Instant? = nil) {
        self.placement = placement
        self.from = from
        self.rule = rule
        self.at = at
    }
}

/// The router decided a hand-off and asks the source to let go; the hand-off stands until `HandoffOffered`.
public struct EscalationDecided: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var from: Tier
    public var to: Tier
    public var rule: RuleName
    public var reason: ReasonCode
    public var priority: Urgency
    /// The agent who asked, or nil when a clock did.
    public var agent: Agent.ID?
    /// The Tier 3 response clock that begins with the hand-off.
    public var clocks: [Clock.Start]
    public init(
        contact: Contact.ID, generation: Generation, from: Tier, to: Tier, rule: RuleName, reason: ReasonCode,
        priority: Urgency, agent: Agent.ID?, clocks: [Clock.Start]
    ) {
        self.contact = contact
        self.generation = generation
        self.from = from
        self.to = to
        self.rule = rule
        self.reason = reason
        self.priority = priority
        self.agent = agent
        self.clocks = clocks
    }
}

/// The router does not allow a hand-off that was asked for; the contact stays where it is.
public struct EscalationRefused: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var tier: Tier
    /// The row that refused it, or nil when no row allows the move.
    public var rule: RuleName?
    public var reason: String
    public init(contact: Contact.ID, generation: Generation, tier: Tier, rule: RuleName?, reason: String) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.rule = rule
        self.reason = reason.cut()
    }
}

/// The router asks a gateway for an effect on its medium.
///
/// Stands for ConnectRequested, AnnouncementRequested, AcknowledgementRequested and the hold and hang-up
/// orders, which differ only in their action.
public struct EffectRequested: Hashable, Sendable, Codable {
    public var effect: Effect.ID
    public var contact: Contact.ID
    public var action: EffectAction
    public init(effect: Effect.ID, contact: Contact.ID, action: EffectAction) {
        self.effect = effect
        self.contact = contact
        self.action = action
    }
}

/// The terminal outcome of a contact; exactly one for each accepted contact (P2).
public struct ContactEnded: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var gateway: StationName
    public var outcome: Contact.Outcome
    public var at: Instant
    /// The tier that held it last; nil when it was never placed.
    public var tier: Tier?
    /// The agent who served it last; nil when nobody did.
    public var agent: Agent.ID?
    /// The clocks that go on until the medium has sent the message that they wait for.
    public var awaiting: [Clock.ID]
    public init(
        contact: Contact.ID, gateway: StationName, outcome: Contact.Outcome, at: Instant, tier: Tier?,
        agent: Agent.ID?, awaiting: [Clock.ID] = []
    ) {
        self.contact = contact
        self.gateway = gateway
        self.outcome = outcome
        self.at = at
        self.tier = tier
        self.agent = agent
        self.awaiting = awaiting
    }
}

/// The medium connected the contact that `offer` won; relayed to its tier queue.
public struct ServiceBegan: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var tier: Tier
    public var offer: Offer.ID
    public var agent: Agent.ID
    public var at: Instant
    public init(
        contact: Contact.ID, generation: Generation, tier: Tier, offer: Offer.ID, agent: Agent.ID, at: Instant
    ) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.offer = offer
        self.agent = agent
        self.at = at
    }
}

/// The medium of a contact came apart, before or after it was connected; relayed to its tier queue.
public struct ServiceInterrupted: Hashable, Sendable, Codable {
    /// What came apart, because it decides between wrap-up and waiting again.
    public enum Cause: String, Sendable, Codable, CaseIterable, Hashable {
        /// The member hung up: the agent wraps up.
        case memberLeft = "member_left"
        /// The agent ended it: the agent wraps up.
        case agentEnded = "agent_ended"
        /// The agent's leg is gone and the member's remains: the contact waits again, at the head.
        case agentLegLost = "agent_leg_lost"
        /// The connection asked for was not made and the member remains.
        case connectFailed = "connect_failed"
    }
    public var contact: Contact.ID
    public var generation: Generation
    public var tier: Tier
    public var at: Instant
    public var cause: Cause
    public init(contact: Contact.ID, generation: Generation, tier: Tier, at: Instant, cause: Cause) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.at = at
        self.cause = cause
    }
}

/// The member went on hold or came off it; relayed to the tier queue.
public struct HoldChanged: Hashable, Sendable, Codable {
    /// Which way it changed.
    public enum Change: String, Sendable, Codable, CaseIterable, Hashable {
        case held, resumed
    }
    public var contact: Contact.ID
    public var generation: Generation
    public var tier: Tier
    public var change: Change
    public var at: Instant
    public init(contact: Contact.ID, generation: Generation, tier: Tier, change: Change, at: Instant) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.change = change
        self.at = at
    }
}

/// A clock begins after the contact was classified: the Tier 3 response, the follow-up of an open inquiry.
public struct ClockStarted: Hashable, Sendable, Codable {
    public var start: Clock.Start
    public init(start: Clock.Start) {
        self.start = start
    }
}

/// A clock is suspended from `at`.
public struct ClockSuspended: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var at: Instant
    public var cause: String
    /// Who brought it about; nil when the medium did.
    public var by: ActorName?
    /// Where the proof is kept; a clock that only a clause lets be suspended needs one.
    public var evidence: EvidenceToken?
    /// When the party was last told something, this included; nil when never, as far as is known.
    public var contacted: Instant?
    public init(
        clock: Clock.ID, at: Instant, cause: String, by: ActorName? = nil, evidence: EvidenceToken? = nil,
        contacted: Instant? = nil
    ) {
        self.clock = clock
        self.at = at
        self.cause = cause.cut()
        self.by = by
        self.evidence = evidence
        self.contacted = contacted
    }
}

/// A clock runs on from `at`; one that had stopped is reopened, and counts on from its own beginning.
public struct ClockResumed: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var at: Instant
    public var cause: String
    /// Who brought it about; nil when the medium did.
    public var by: ActorName?
    /// Where the proof is kept; a clock that only a clause lets be suspended needs one.
    public var evidence: EvidenceToken?
    public init(
        clock: Clock.ID, at: Instant, cause: String, by: ActorName? = nil, evidence: EvidenceToken? = nil
    ) {
        self.clock = clock
        self.at = at
        self.cause = cause.cut()
        self.by = by
        self.evidence = evidence
    }
}

/// A clock's stop event happened at `at`;
/// what fires later for a due after `at` was presumed and is retracted.
public struct ClockStopped: Hashable, Sendable, Codable {
    public var clock: Clock.ID
    public var at: Instant
    public var cause: String
    /// Who brought it about; nil when the medium did.
    public var by: ActorName?
    /// Until when the clock may be reopened; nil when it is over for good.
    public var reopensUntil: Instant?
    /// The message whose sending stopped it, and whose coming back lets it run on; nil when none did.
    public var message: MessagePurpose?
    public init(
        clock: Clock.ID, at: Instant, cause: String, by: ActorName? = nil, reopensUntil: Instant? = nil,
        message: MessagePurpose? = nil
    ) {
        self.clock = clock
        self.at = at
        self.cause = cause.cut()
        self.by = by
        self.reopensUntil = reopensUntil
        self.message = message
    }
}

/// Asks the stations that could stop a clock whether they have passed `instant`.
///
/// The watchdog asks when a clock is due, the router passes the question to the gateways and tiers that hold
/// open contacts. Asking only when something is due keeps an idle topology silent.
public struct WatermarkAsked: Hashable, Sendable, Codable {
    public var ask: UInt64
    public var instant: Instant
    public init(ask: UInt64, instant: Instant) {
        self.ask = ask
        self.instant = instant
    }
}
