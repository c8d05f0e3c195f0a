public import Contacts
public import Facts

/// What roster.yaml and routing.yaml tell a tier queue: who may serve what, and how long it waits for people.
///
/// The machine's state never reads it; a new roster may be put in force between two inputs.
public struct TierQueueConfiguration: Hashable, Sendable {
    /// The tier this queue serves.
    public var tier: Tier
    /// The names of the stations it speaks to.
    public var directory: Directory
    /// The agents of the tier, sorted by id.
    public var agents: [RosterAgent]
    /// How long an offer waits for its answer; what has no limit of its own waits `offerTimeoutOtherwise`.
    public var offerTimeouts: [ChannelLimit]
    /// How long an offer on a channel without an entry in `offerTimeouts` waits.
    public var offerTimeoutOtherwise: Duration
    /// After which time wrap-up ends by itself; a channel without an entry has no limit.
    public var wrapUpLimits: [ChannelLimit]
    /// How long a contact waits for someone else than the agent who declined it when only that agent could
    /// serve.
    public var declineBackOff: Duration
    /// How often the queue says what it holds, so that the router notices a difference; nil when never.
    public var reconciliation: Duration?
    /// The codes an agent may give for being not ready, sorted.
    public var notReadyReasons: [ReasonCode]
    /// The codes an agent may give for declining, sorted; empty allows any.
    public var declineReasons: [ReasonCode]
    /// The codes with which an agent may pass a contact on within the tier, sorted; what they lead to stands
    /// in escalation.yaml. Any other wish for the tier that has the contact is a slip.
    public var transferReasons: [ReasonCode] = []
    /// What an agent may hold beside a voice contact, and beside each other.
    public var mixing: MixingRule
    /// Whether an agent in the middle of other work gets more of it while a call waits that goes before.
    public var refill: RefillRule

    /// Whom idle agents serve, what they may begin, and what is put aside.
    public var policy = ServingPolicy.static

    /// How many offers of written work in a row may go before waiting work of a lower class; the next one is
    /// of that work, so that urgent work delays routine work and never starves it.
    public var urgentRun = 4

    /// Which kinds of contact an agent may hold at the same time; the capacity of each kind limits it
    /// further.
    public enum MixingRule: String, Sendable, Codable, CaseIterable, Hashable {
        /// A voice contact stands alone, since nobody chats or writes while speaking; chats and written work
        /// mix.
        case voiceAlone = "voice_alone"
        /// Voice, chat or written work, never two of them.
        case oneKindAtATime = "one_kind_at_a_time"
        /// Each kind counts against its own capacity only.
        case eachOnItsOwn = "each_on_its_own"
    }

    /// What an agent who holds chats or written work, and so has no room for voice, may be offered while a
    /// voice contact that the agent could serve waits.
    ///
    /// Without it whoever chats is never free for a call: each chat that ends is followed by another, and the
    /// call, however urgent, waits as long as there are chats.
    public enum RefillRule: String, Sendable, Codable, CaseIterable, Hashable {
        /// Nothing that the waiting voice contact goes before, so that the agent becomes free for it.
        case voiceFirst = "voice_first"
        /// Whatever there is room for.
        case always
    }

    /// Makes the configuration of `tier`; agents are sorted by id here.
    public init(
        tier: Tier,
        directory: Directory,
        agents: [RosterAgent],
        offerTimeouts: [ChannelLimit] = [],
        offerTimeoutOtherwise: Duration = .seconds(20),
        wrapUpLimits: [ChannelLimit] = [],
        declineBackOff: Duration = .seconds(30),
        reconciliation: Duration? = .seconds(15),
        notReadyReasons: [ReasonCode] = [],
        declineReasons: [ReasonCode] = [],
        mixing: MixingRule = .voiceAlone,
        refill: RefillRule = .voiceFirst
    ) {
        self.tier = tier
        self.directory = directory
        self.agents = agents.sorted { $0.id < $1.id }
        self.offerTimeouts = offerTimeouts
        self.offerTimeoutOtherwise = offerTimeoutOtherwise
        self.wrapUpLimits = wrapUpLimits
        self.declineBackOff = declineBackOff
        self.reconciliation = reconciliation
        self.notReadyReasons = notReadyReasons.sorted()
        self.declineReasons = declineReasons.sorted()
        self.mixing = mixing
        self.refill = refill
    }

    /// How long an offer on `channel` waits for its answer.
    public func offerTimeout(_ channel: Channel) -> Duration {
        offerTimeouts.first { $0.channel == channel }?.limit ?? offerTimeoutOtherwise
    }

    /// After which time wrap-up on `channel` ends by itself; nil when the agent ends it.
    public func wrapUpLimit(_ channel: Channel) -> Duration? {
        wrapUpLimits.first { $0.channel == channel }?.limit
    }
}

/// A length of time that holds for one channel.
public struct ChannelLimit: Hashable, Sendable {
    /// The channel.
    public var channel: Channel
    /// The length of time.
    public var limit: Duration

    /// Makes the limit of `channel`.
    public init(_ channel: Channel, _ limit: Duration) {
        self.channel = channel
        self.limit = limit
    }
}
