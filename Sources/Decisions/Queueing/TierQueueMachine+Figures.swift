public import Contacts

/// Live figures of a tier queue for the wallboard; hints for people, never authority.
extension TierQueueMachine {
    /// How many contacts of a class wait, and since when the first of them does.
    public struct WaitingFigure: Hashable, Sendable {
        /// The class.
        public let contactClass: ContactClass
        /// Its channel.
        public let channel: Channel
        /// How many wait.
        public let count: Int
        /// When the first of them was received.
        public let oldest: Instant
    }

    /// What an agent is doing, and since when.
    public struct AgentFigure: Hashable, Sendable {
        /// The agent.
        public let agent: Agent.ID
        /// What the agent is doing.
        public let state: Agent.State
        /// Since when, as far as the state tells; nil while that is about to change.
        public let since: Instant?
    }

    /// One figure a waiting line that is not empty; O(lines).
    public var waitingFigures: [WaitingFigure] {
        index.lines.compactMap { line in
            guard let earliest = line.earliest else { return nil }
            return WaitingFigure(
                contactClass: line.key.contactClass, channel: line.key.channel,
                count: line.open.count + line.declined.count, oldest: earliest.received)
        }
    }

    /// One figure an agent who ever signed in, by agent; O(agents).
    public var agentFigures: [AgentFigure] {
        stored.agents.keys.sorted().compactMap { id in
            stored.agents[id].map { AgentFigure(agent: id, state: $0.state, since: $0.since) }
        }
    }
}
