public import Contacts
public import Facts

/// What the roster tells an agent desk: which agents exist and whose queue owns each.
public struct AgentDeskConfiguration: Hashable, Sendable {
    /// The names of the stations it speaks to.
    public var directory: Directory
    /// Every agent with its tier, sorted by agent.
    public var agents: [AgentTier]

    /// Makes the configuration; agents are sorted here, because the desk looks them up by halving.
    public init(directory: Directory, agents: [AgentTier]) {
        self.directory = directory
        self.agents = agents.sorted { $0.agent < $1.agent }
    }
}

/// An agent and the tier whose queue owns the agent's state.
public struct AgentTier: Hashable, Sendable {
    /// The agent.
    public var agent: Agent.ID
    /// The tier.
    public var tier: Tier

    /// Makes the pair.
    public init(_ agent: Agent.ID, _ tier: Tier) {
        self.agent = agent
        self.tier = tier
    }
}
