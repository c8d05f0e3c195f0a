public import Contacts
public import Facts

/// Everything an agent desk remembers: who sits where.
public struct AttendingState: MachineState {
    /// The current sitting of each agent.
    var sittings: [Agent.ID: Sitting] = [:]

    /// One agent at one desk.
    struct Sitting: Hashable, Sendable, Codable {
        /// Its session.
        var session: Agent.SessionID
        /// Whether the tier queue has shown a standing with it.
        var stage: Stage
        /// The tier whose queue it was asked of, or took it; nil in a checkpoint from before that was kept.
        var tier: Tier?

        /// A sign-in on its way to the queue outlives a standing of the time before it.
        enum Stage: String, Hashable, Sendable, Codable {
            case asked, taken
        }
    }

    /// The state before any fact.
    public init() {}

    /// The session that may speak for `agent`; nil when nobody signed in.
    public func session(of agent: Agent.ID) -> Agent.SessionID? { sittings[agent]?.session }

    /// A desk waits for nothing.
    public var nextDeadline: Instant? { nil }

    /// Agents who sit here.
    public var size: Int { sittings.count }

    /// Applies one recorded fact.
    public mutating func evolve(_ fact: DeskFact) {
        switch fact {
        case .agentRequested(let requested):
            guard case .signIn = requested.request else { return }
            sittings[requested.agent] = Sitting(
                session: requested.session, stage: .asked, tier: requested.tier)
        case .agentShown(let fact):
            take(fact.standing)
        case .told: break  // Said to others, or for the record alone.
        }
    }

    /// A sitting has a session with a name.
    public func checkInvariants() {
        for (agent, sitting) in sittings {
            precondition(!sitting.session.rawValue.isEmpty, "\(agent) sits with a session")
        }
    }

    /// True when the queue takes or ends the agent's sitting with `standing`.
    func isChanged(by standing: AgentStateChanged) -> Bool {
        guard let sitting = sittings[standing.agent], sitting.tier.map({ $0 == standing.tier }) ?? true
        else { return false }
        switch sitting.stage {
        // A queue without the agent on its roster will not take what is asked of it.
        case .asked: return standing.session == sitting.session || standing.hasLeftRoster
        case .taken: return standing.session == nil
        }
    }

    private mutating func take(_ standing: AgentStateChanged) {
        guard isChanged(by: standing) else { return }
        if standing.session == nil {
            sittings[standing.agent] = nil
        } else {
            sittings[standing.agent]?.stage = .taken
            sittings[standing.agent]?.tier = standing.tier
        }
    }
}

extension AgentStateChanged {
    /// True when the queue ended the sitting: the agent is not on its roster and has nothing open there.
    var hasLeftRoster: Bool { session == nil && reason == "off_roster" }
}
