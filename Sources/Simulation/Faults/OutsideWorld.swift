import Contacts
import Facts
import Kernel
import TierQueue

/// Callers, adapters and agents: everything that is not a station, with its own memory of what happened.
struct OutsideWorld {
    /// A submission that its sender repeats until it is answered.
    struct Request {
        /// What the sender does with the answer.
        enum Purpose {
            case arrival(SimulatedOutsideKey)
            case other
        }

        var station: StationName
        var key: String
        var body: [UInt8]
        var purpose: Purpose
    }

    /// A medium as its adapter knows it, such as a call in the PBX.
    struct Medium {
        /// Where the member is.
        enum State {
            case there, connected, gone
        }

        var state = State.there
    }

    var requests: [UInt64: Request] = [:]
    var lastRequest: UInt64 = 0
    var lastPush = 0
    var media: [Contact.ID: Medium] = [:]
    /// What became of each effect: the outside absorbs repeats by the effect's id.
    var settled: [Effect.ID: Submission] = [:]
    /// Effects that an adapter has heard of and not done; it forgets them when it dies.
    var underWay: [Effect.ID: StationName] = [:]
    var agents: [FloorAgent] = []
    /// How many contacts were tried, counting repeats once.
    var tried: UInt64 = 0
    // Figures for people.
    var crashes = 0
    var resets = 0
    var checkpoints = 0
    var prunings = 0
    var upgrades = 0
    var refusedRollbacks = 0
}

/// The idempotency key of an arrival.
typealias SimulatedOutsideKey = String

/// An agent of the floor: sees a snapshot, and acts on it like a person with moods.
struct FloorAgent {
    let id: Agent.ID
    let tier: Tier
    /// Counts the sign-ins; the last one speaks for the agent.
    var sessionNumber = 0
    var snapshot: AgentStateChanged?
    /// The push that showed it.
    var shownBy = 0
    /// What the agent means to do about each contact, so that one snapshot is acted on once.
    var plans: [Contact.ID: Intention] = [:]
    /// Until then the agent waits for what the last request leads to.
    var waitsUntil: Int64 = 0
    /// Until then the agent is away and does not sign in.
    var awayUntil: Int64 = 0

    /// What is planned for a contact in a phase.
    struct Intention {
        var phase: Contact.Phase
        var offer: Offer.ID?
        /// After that the agent thinks again.
        var until: Int64
    }

    /// The session that speaks for the agent now.
    var session: Agent.SessionID { Agent.SessionID("\(id)/\(sessionNumber)") }

    /// Everybody, in the order of tiers.
    static var floor: [FloorAgent] {
        Tier.allCases.flatMap { tier in
            (SimulatedSite.agents[tier] ?? []).map { FloorAgent(id: $0.id, tier: tier) }
        }
    }
}
