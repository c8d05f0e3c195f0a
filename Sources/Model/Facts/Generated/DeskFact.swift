// Written by ops/generate-wire from Sources/Platform/Wire/Protos; change those.

/// What the agent desk records.
public enum DeskFact: RecordedFact {
    case agentRequested(AgentRequested)
    case agentShown(AgentShown)
    /// Said to others or for the record alone: nothing of it is remembered.
    case told(Told)

    /// What it says and remembers nothing of.
    public enum Told: Hashable, Sendable {
        case requestRefused(RequestRefused)
        case standingsAsked(StandingsAsked)
    }
}

extension DeskFact {
    // What is only told, spelled like the others where it is recorded.
    public static func requestRefused(_ fact: RequestRefused) -> DeskFact { .told(.requestRefused(fact)) }
    public static func standingsAsked(_ fact: StandingsAsked) -> DeskFact { .told(.standingsAsked(fact)) }

    /// The fact by this type; nil when another role's.
    public init?(_ fact: Fact) {
        switch fact {
        case .agentRequested(let fact): self = .agentRequested(fact)
        case .agentShown(let fact): self = .agentShown(fact)
        case .requestRefused(let fact): self = .told(.requestRefused(fact))
        case .standingsAsked(let fact): self = .told(.standingsAsked(fact))
        default: return nil
        }
    }

    /// The same as a fact of anybody.
    public var fact: Fact {
        switch self {
        case .agentRequested(let fact): .agentRequested(fact)
        case .agentShown(let fact): .agentShown(fact)
        case .told(.requestRefused(let fact)): .requestRefused(fact)
        case .told(.standingsAsked(let fact)): .standingsAsked(fact)
        }
    }
}
