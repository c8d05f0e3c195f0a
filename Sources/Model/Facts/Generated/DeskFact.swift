// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

/// What the agent desk records.
public enum DeskFact: RecordedFact {
    case agentRequested(AgentRequested)
    case agentShown(AgentShown)
    /// Said to others or for the record alone: nothing of it is remembered.
    case told(Told)

    /// What it says and remembers nothing of.
    public enum Told: Hashable, Sendable {
        case requestRefused(RequestRefused)
        case snapshotsAsked(SnapshotsAsked)
    }
}

extension DeskFact {
    // What is only told, spelled like the others where it is recorded.
    public static func requestRefused(_ fact: RequestRefused) -> DeskFact { .told(.requestRefused(fact)) }
    public static func snapshotsAsked(_ fact: SnapshotsAsked) -> DeskFact { .told(.snapshotsAsked(fact)) }

    /// The fact by this type; nil when another role's.
    public init?(_ fact: Fact) {
        switch fact {
        case .agentRequested(let fact): self = .agentRequested(fact)
        case .agentShown(let fact): self = .agentShown(fact)
        case .requestRefused(let fact): self = .told(.requestRefused(fact))
        case .snapshotsAsked(let fact): self = .told(.snapshotsAsked(fact))
        default: return nil
        }
    }

    /// The same as a fact of anybody.
    public var fact: Fact {
        switch self {
        case .agentRequested(let fact): .agentRequested(fact)
        case .agentShown(let fact): .agentShown(fact)
        case .told(.requestRefused(let fact)): .requestRefused(fact)
        case .told(.snapshotsAsked(let fact)): .snapshotsAsked(fact)
        }
    }
}
