public import Contacts
public import Facts

/// What the router knows of one contact from its classification to its outcome.
public struct OpenContact: Hashable, Sendable, Codable {
    /// The gateway that has it in custody.
    public let gateway: StationName
    /// The instant every clock of it counts from, by all that was said of it.
    public internal(set) var received: Instant
    /// Which tier holds it, and everything that tier was told; generation 0 until it is placed for the first
    /// time.
    public internal(set) var placement: Placement
    /// Where it stands.
    public internal(set) var phase: Phase = .placed
    /// The agent who served it last; nil while nobody has answered.
    public internal(set) var servedBy: Agent.ID?
    /// The clocks on the contact itself, from their start to their stop.
    public internal(set) var clocks: [StartedClock]
    /// The latest instant from which its hold clock was said to run; nil while that is suspended.
    public internal(set) var waitsSince: Instant?
    /// The inquiries it brought that are not resolved.
    public internal(set) var inquiries: [OpenInquiry] = []
    /// The effects asked for since it was placed, so that a repeated request asks for nothing.
    public internal(set) var asked: [Effect.ID] = []

    /// What the watchdog was told of its waiting at this placement, so that it is told once.
    public internal(set) var flagged: [Invariant]?

    /// What happened to it first and when; nil before anything did, and in older checkpoints.
    var milestones: Milestones?

    /// When things first happened to a contact that clocks wait for.
    struct Milestones: Hashable, Sendable, Codable {
        /// A person answered.
        var answered: Instant?
        /// A person of Tier 2 or 3 did.
        var specialistAnswered: Instant?
        /// It was handed to Tier 3.
        var handedOn: Instant?
    }

    /// How it came.
    public var channel: Channel { placement.channel }

    /// The agent who is connected with the member; nil while nobody is.
    var serving: Agent.ID? {
        guard case .inService(let attempt, _) = phase else { return nil }
        return attempt.agent
    }

    /// How it ends when the member leaves now: whoever was answered once is not counted as abandoned, but no
    /// agent is there to say what became of the inquiries.
    var outcomeOnLeaving: Contact.Outcome { servedBy == nil ? .abandoned : .noResult }

    /// Where a contact stands; each case carries what is true in it and nothing else.
    public enum Phase: Hashable, Sendable, Codable {
        /// Its tier has it, waiting or being offered.
        case placed
        /// An agent took it and the gateway is connecting. An escalation that fell due meanwhile waits until
        /// the gateway has said what became of the connection, so that nobody is moved in mid-connection.
        case connecting(Attempt, handoff: EscalationDecided?)
        /// The member and the agent are connected.
        case inService(Attempt, Line)
        /// The medium came apart; the agent finishes the work.
        case wrapUp(Attempt)
        /// The source was asked to let go, for a hand-off.
        case releasing(EscalationDecided)
        /// The target was offered it. It becomes the target's by `HandoffAccepted`, of which the router needs
        /// no note: what follows is the same as in `placed`, but for a refusal, which goes back to `from`.
        case handoffOffered(from: Placement)
    }

    /// The offer and the agent that took it.
    public struct Attempt: Hashable, Sendable, Codable {
        /// The offer.
        public var offer: Offer.ID
        /// The agent.
        public var agent: Agent.ID
    }

    /// Whether a connected member is on hold.
    public enum Line: String, Hashable, Sendable, Codable, CaseIterable {
        case talking, held
    }
}

/// A clock that the router started and has not stopped.
public struct StartedClock: Hashable, Sendable, Codable {
    /// Its name in standards.yaml.
    public var name: ClockName
    /// Whether it counts now.
    public var mode: Clock.Start.Mode
    /// The tier that the contact was placed with when it started, whose answer a `tierResponse` clock awaits.
    public var tier: Tier
}

/// An inquiry that is not resolved, with its clocks; it outlives its contact when that ended unresolved.
public struct OpenInquiry: Hashable, Sendable, Codable {
    /// The inquiry.
    public let inquiry: Inquiry.ID
    /// The case it belongs to; resolving a later inquiry of the case resolves this one.
    public internal(set) var caseID: Case.ID
    /// Its clocks, from their start to their stop; those of an answer that the member may still object to
    /// have stopped, and would run on.
    public internal(set) var clocks: [StartedClock]
    /// Who asks, as far as that is known.
    public internal(set) var member: MemberToken?
    /// The issue, as far as that is known.
    public internal(set) var issue: IssueToken?
    /// When its contact ended and left it open; nil while that is open, and in older checkpoints.
    public internal(set) var left: Instant?
    /// How its contact came; nil while that is open, and in older checkpoints.
    public internal(set) var channel: Channel?
    /// The answer that it was given since, while the member's word on it is awaited; nil while it is open.
    public internal(set) var answer: Answer?
    /// When a reply was first sent while it was answered, which counts if the member objects to the answer;
    /// nil when none was.
    public internal(set) var written: Instant?

    /// An answer on which the member has not said anything yet.
    public struct Answer: Hashable, Sendable, Codable {
        /// When it was given.
        public var at: Instant
        /// Until when the member's word can change anything.
        public var until: Instant
        /// The written contact whose reply it is, and which takes it back; nil when it was given otherwise.
        public var reply: Contact.ID?
    }

    /// What is said of its contact; what is not said stays as it was.
    mutating func link(_ fact: ContactLinked) {
        member = fact.member ?? member
        issue = fact.issue ?? issue
        guard let caseID = fact.caseID else {
            if fact.member != nil || fact.issue != nil {
                caseID = Case.ID(member: member, issue: issue, inquiry: inquiry)
            }
            return
        }
        self.caseID = caseID
    }
}

/// When an answer cannot be objected to any more.
struct AnswerLimit: Hashable, Comparable, Sendable, Codable {
    var until: Instant
    var inquiry: Inquiry.ID

    static func < (left: AnswerLimit, right: AnswerLimit) -> Bool {
        (left.until, left.inquiry) < (right.until, right.inquiry)
    }
}
