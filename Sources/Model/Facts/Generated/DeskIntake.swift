// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

/// What the agent desk takes from other stations, and decides something about.
public enum DeskIntake: Hashable, Sendable {
    case agentStateChanged(AgentStateChanged)

    /// The fact by this type; nil when it is for others, or there is nothing to decide about it here.
    public init?(_ fact: Fact) {
        switch fact {
        case .agentStateChanged(let fact): self = .agentStateChanged(fact)
        default: return nil
        }
    }
}
