public import Contacts
internal import Facts
public import Measures

/// One agent's states in order, each as long as it is the same.
public struct AgentLife: Hashable, Sendable {
    /// The agent.
    public let agent: Agent.ID
    private var states: [State] = []

    private enum Presence: Hashable { case signedOut, away, ready, busy }

    private struct State: Hashable {
        var tier: Tier
        var presence: Presence
        var from: Instant

        var isBusy: Bool? {
            switch presence {
            case .signedOut, .away: nil
            case .ready: false
            case .busy: true
            }
        }
    }

    init(_ agent: Agent.ID) { self.agent = agent }

    mutating func take(_ fact: AgentStateChanged) {
        let last = states.last
        // Who has moved to another tier is neither there nor signed out by a late word of the one before.
        if let last, last.presence != .signedOut, last.tier != fact.tier,
            fact.state == .signedOut || fact.at < last.from
        {
            return
        }
        let presence: Presence =
            switch fact.state {
            case .signedOut: .signedOut
            case .notReady: .away
            case .ready, .offered: .ready
            case .engaged, .wrapUp: .busy
            }
        if let last, last.tier == fact.tier, last.presence == presence { return }
        states.append(State(tier: fact.tier, presence: presence, from: fact.at))
    }

    /// When the agent was ready or busy, until `through`; not ready and signed out are neither.
    public func spans(through: Instant) -> [AgentSpan] {
        let changes = states.indices.filter { $0 == 0 || states[$0 - 1].isBusy != states[$0].isBusy }
            .map { states[$0] }
        return changes.indices.compactMap { place in
            let from = changes[place].from
            let to = place + 1 < changes.count ? changes[place + 1].from : max(from, through)
            guard let isBusy = changes[place].isBusy, from < to else { return nil }
            return AgentSpan(agent: agent, from: from, to: to, isBusy: isBusy)
        }
    }

    /// When the agent was signed in, and at which tier, until `through`.
    public func attendance(through: Instant) -> [(tier: Tier, from: Instant, to: Instant)] {
        states.indices.compactMap { place in
            let state = states[place]
            guard state.presence != .signedOut else { return nil }
            let to = place + 1 < states.count ? states[place + 1].from : through
            return (state.tier, state.from, max(state.from, to))
        }
    }
}
