// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// What an agent asks for; the tier queue, which owns the agent's state, decides.
public enum DeskRequest: Hashable, Sendable, Codable {
    case signIn
    case ready
    case notReady(ReasonCode)
    case signOut(Agent.SignOutRule)
    case answer(Offer.ID, Offer.Answer)
    case hold(Contact.ID)
    case resume(Contact.ID)
    /// Hangs up, or ends work on a written contact; wrap-up follows.
    case endService(Contact.ID)
    case dispose(Contact.ID, [Inquiry.Disposition])
    case wrapUpEnded(Contact.ID)
    case escalate(Contact.ID, to: Tier, reason: ReasonCode, priority: Urgency)
    /// Records how far the member's identity is established.
    case verify(Contact.ID, Verification)
    /// Says something about the contact in a code.
    case note(Contact.ID, ContactNoted.Code)
    /// Says that the agent gave a substantive answer.
    case respond(Contact.ID, to: ResponseGiven.Recipient)
    /// Says what became of an inquiry after its contact had ended.
    case followUp(Contact.ID, FollowUpSaid)
    /// Says to which member, issue or case a contact belongs, now or long after it.
    case identify(Contact.ID, CaseSaid)
    /// Sends the reply that the agent has written; it counts as sent when the medium says so.
    case reply(Contact.ID)
}

/// An agent asked for something at the desk; passed to the tier queue that owns the agent.
public struct AgentRequested: Hashable, Sendable, Codable {
    public var agent: Agent.ID
    public var session: Agent.SessionID
    public var request: DeskRequest
    public var at: Instant
    /// The tier to whose queue it is passed; nil in a journal from before the desk kept it.
    public var tier: Tier?
    public init(
        agent: Agent.ID, session: Agent.SessionID, request: DeskRequest, at: Instant, tier: Tier? = nil
    ) {
        self.agent = agent
        self.session = session
        self.request = request
        self.at = at
        self.tier = tier
    }
}

/// An agent said something about a contact in a code; never in words of its own, which might be the member's.
public struct ContactNoted: Hashable, Sendable, Codable {
    /// What can be said.
    public enum Code: String, Sendable, Codable, CaseIterable, Hashable {
        /// The member complains about us.
        case complaint
        /// The member thanks us.
        case praise
        /// The member wants to be called.
        case callbackWanted = "callback_wanted"
        /// A language was spoken that the agent does not speak.
        case interpreterNeeded = "interpreter_needed"
        /// Somebody speaks for the member.
        case spokenFor = "spoken_for"
        /// A system that the agent works with did not answer.
        case systemDown = "system_down"
    }
    public var contact: Contact.ID
    /// The placement under which the agent has the contact.
    public var generation: Generation
    public var agent: Agent.ID
    public var code: Code
    public var at: Instant
    public init(contact: Contact.ID, generation: Generation, agent: Agent.ID, code: Code, at: Instant) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.code = code
        self.at = at
    }
}

/// A person gave a substantive answer, said by an act of its own: taking a contact, being connected and
/// closing it are no answers (reading A52).
public struct ResponseGiven: Hashable, Sendable, Codable {
    /// Whom to.
    public enum Recipient: String, Sendable, Codable, CaseIterable, Hashable {
        case member
        /// Who handed the matter on.
        case referrer
    }
    public var contact: Contact.ID
    /// The placement under which the agent has the contact.
    public var generation: Generation
    public var agent: Agent.ID
    public var recipient: Recipient
    public var at: Instant
    public init(
        contact: Contact.ID, generation: Generation, agent: Agent.ID, recipient: Recipient, at: Instant
    ) {
        self.contact = contact
        self.generation = generation
        self.agent = agent
        self.recipient = recipient
        self.at = at
    }
}

/// A snapshot in which an agent's session began or ended, kept so that a restarted desk knows who may speak.
public struct AgentShown: Hashable, Sendable, Codable {
    public var snapshot: AgentStateChanged
    public init(snapshot: AgentStateChanged) {
        self.snapshot = snapshot
    }
}

/// A desk that has just begun asks a tier queue for the snapshot of everybody who is signed in there.
public struct SnapshotsAsked: Hashable, Sendable, Codable {
    public var tier: Tier
    public var at: Instant
    public init(tier: Tier, at: Instant) {
        self.tier = tier
        self.at = at
    }
}
