public import Contacts
public import Facts

/// Live figures of a tier queue for the wallboard; hints for people, never authority.
extension TierQueueMachine: StationMachine {
    /// What the console shows of this tier.
    public func gauges(at now: Instant) -> [Gauge] {
        let tier = "\(configuration.tier)"
        var gauges = [Gauge("queued_contacts", labels: ["tier": tier], value: Int64(state.contactCount))]
        for figure in waitingFigures {
            let labels = [
                "tier": tier, "class": figure.contactClass.rawValue, "channel": figure.channel.rawValue,
            ]
            gauges.append(Gauge("waiting", labels: labels, value: Int64(figure.count)))
            let wait = max(0, figure.oldest.duration(to: now).microseconds)
            gauges.append(Gauge("oldest_wait_us", labels: labels, value: wait))
        }
        let agents = agentFigures
        for state in Agent.State.allCases {
            gauges.append(
                Gauge(
                    "agents", labels: ["tier": tier, "state": state.rawValue],
                    value: Int64(agents.count { $0.state == state })))
        }
        for figure in agents where figure.state != .signedOut {
            gauges.append(
                Gauge(
                    "agent_state",
                    labels: ["tier": tier, "agent": figure.agent.rawValue, "state": figure.state.rawValue],
                    value: (figure.since ?? now).microseconds))
        }
        return gauges
    }

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

    /// One figure for each class and channel of which anybody waits, in whatever lines, by class; O(lines).
    public var waitingFigures: [WaitingFigure] {
        struct Kind: Hashable {
            var contactClass: ContactClass
            var channel: Channel
        }
        let lines = Dictionary(grouping: index.lines.filter { $0.earliest != nil }) { line in
            Kind(contactClass: line.key.contactClass, channel: line.key.channel)
        }
        return lines.compactMap { kind, lines in
            guard let oldest = lines.compactMap(\.earliest?.received).min() else { return nil }
            return WaitingFigure(
                contactClass: kind.contactClass, channel: kind.channel,
                count: lines.reduce(0) { $0 + $1.open.count + $1.declined.count }, oldest: oldest)
        }.sorted {
            ($0.contactClass.rawValue, $0.channel.rawValue) < ($1.contactClass.rawValue, $1.channel.rawValue)
        }
    }

    /// One figure an agent who ever signed in, by agent; O(agents).
    public var agentFigures: [AgentFigure] {
        stored.agents.keys.sorted().compactMap { id in
            stored.agents[id].map { AgentFigure(agent: id, state: $0.state, since: $0.since) }
        }
    }
}
