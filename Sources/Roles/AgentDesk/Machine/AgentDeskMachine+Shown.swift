public import Contacts
public import Facts

/// What the pages of agents hear of the desk: what it passes on from the queues, and what it refuses itself.
extension AgentDeskMachine: StationMachine {
    /// What a page shows.
    public static let pushed: Set<FactKind> = [
        .agentStateChanged, .offerMade, .offerClosed, .offerRefused, .requestRefused, .mediumRefused,
        .toneSounded,
    ]

    /// The page of each agent subscribes to its own topic.
    public static func topics(of fact: Fact, from _: StationName?) -> [String] {
        agent(toTell: fact).map { [prefix + $0.rawValue] } ?? []
    }

    private static let prefix = "agent/"

    private static func agent(toTell fact: Fact) -> Agent.ID? {
        if case .agentStateChanged(let fact) = fact { return fact.agent }
        if case .offerMade(let fact) = fact { return fact.agent }
        if case .offerClosed(let fact) = fact { return fact.agent }
        if case .offerRefused(let fact) = fact { return fact.agent }
        if case .requestRefused(let fact) = fact { return fact.agent }
        if case .mediumRefused(let fact) = fact { return fact.agent }
        if case .toneSounded(let fact) = fact { return fact.agent }
        return nil
    }

    /// The agent's snapshot, with the offers in it.
    public func backlog(of topic: String) -> [Fact] {
        guard topic.hasPrefix(Self.prefix) else { return [] }
        let agent = Agent.ID(String(topic.dropFirst(Self.prefix.count)))
        return snapshot(of: agent).map { [.agentStateChanged($0)] } ?? []
    }
}
