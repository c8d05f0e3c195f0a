public import Contacts
public import Facts

/// Everything an agent desk remembers: who is signed in where.
public struct AgentDeskState: MachineState {
    /// The current session of each agent.
    var sessions: [Agent.ID: AgentSession] = [:]

    /// As checkpoints have them, from before some of these were renamed.
    private enum CodingKeys: String, CodingKey {
        case sessions = "sittings"
    }

    /// One agent at one desk.
    struct AgentSession: Hashable, Sendable, Codable {
        /// Its name.
        var id: Agent.SessionID
        /// Whether the tier queue has shown a snapshot with it.
        var stage: Stage
        /// The tier whose queue it was asked of, or took it; nil in a checkpoint from before that was kept.
        var tier: Tier?

        /// As checkpoints have them, from before some of these were renamed.
        private enum CodingKeys: String, CodingKey {
            case id = "session"
            case stage, tier
        }

        /// A sign-in on its way to the queue outlives a snapshot of the time before it.
        enum Stage: String, Hashable, Sendable, Codable {
            case asked, taken
        }
    }

    /// The state before any fact.
    public init() {}

    /// The session that may speak for `agent`; nil when nobody signed in.
    public func session(of agent: Agent.ID) -> Agent.SessionID? { sessions[agent]?.id }

    /// A desk waits for nothing.
    public var nextDeadline: Instant? { nil }

    /// Agents who are signed in here.
    public var size: Int { sessions.count }

    /// Applies one recorded fact.
    public mutating func evolve(_ fact: DeskFact) {
        switch fact {
        case .agentRequested(let requested):
            guard case .signIn = requested.request else { return }
            sessions[requested.agent] = AgentSession(
                id: requested.session, stage: .asked, tier: requested.tier)
        case .agentShown(let fact):
            take(fact.snapshot)
        case .told: break  // Said to others, or for the record alone.
        }
    }

    /// A session has a name.
    public func checkInvariants() {
        for (agent, session) in sessions {
            precondition(!session.id.rawValue.isEmpty, "\(agent) has a session with a name")
        }
    }

    /// True when the queue takes or ends the agent's session with `snapshot`.
    func isChanged(by snapshot: AgentStateChanged) -> Bool {
        guard let session = sessions[snapshot.agent], session.tier.map({ $0 == snapshot.tier }) ?? true
        else { return false }
        switch session.stage {
        // A queue without the agent on its roster will not take what is asked of it.
        case .asked: return snapshot.session == session.id || snapshot.hasLeftRoster
        case .taken: return snapshot.session == nil
        }
    }

    private mutating func take(_ snapshot: AgentStateChanged) {
        guard isChanged(by: snapshot) else { return }
        if snapshot.session == nil {
            sessions[snapshot.agent] = nil
        } else {
            sessions[snapshot.agent]?.stage = .taken
            sessions[snapshot.agent]?.tier = snapshot.tier
        }
    }
}

extension AgentStateChanged {
    /// True when the queue ended the session: the agent is not on its roster and has nothing open there.
    var hasLeftRoster: Bool { session == nil && reason == "off_roster" }
}
