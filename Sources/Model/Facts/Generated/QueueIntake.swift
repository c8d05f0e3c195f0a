// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// What a tier queue takes from other stations, and decides something about.
public enum QueueIntake: Hashable, Sendable {
    case requestRefused(RequestRefused)
    case contactPlaced(Placement)
    case contactWithdrawn(ContactWithdrawn)
    case priorityRaised(PriorityRaised)
    case handoffOffered(HandoffOffered)
    case escalationRefused(EscalationRefused)
    case serviceBegan(ServiceBegan)
    case serviceInterrupted(ServiceInterrupted)
    case holdChanged(HoldChanged)
    case watermarkAsked(WatermarkAsked)
    case mismatchFound(MismatchFound)
    case agentRequested(AgentRequested)
    case snapshotsAsked(SnapshotsAsked)
    case mediumRefused(MediumRefused)
    case toneSounded(ToneSounded)

    /// The fact by this type; nil when it is for others, or there is nothing to decide about it here.
    public init?(_ fact: Fact) {
        switch fact {
        case .requestRefused(let fact): self = .requestRefused(fact)
        case .contactPlaced(let fact): self = .contactPlaced(fact)
        case .contactWithdrawn(let fact): self = .contactWithdrawn(fact)
        case .priorityRaised(let fact): self = .priorityRaised(fact)
        case .handoffOffered(let fact): self = .handoffOffered(fact)
        case .escalationRefused(let fact): self = .escalationRefused(fact)
        case .serviceBegan(let fact): self = .serviceBegan(fact)
        case .serviceInterrupted(let fact): self = .serviceInterrupted(fact)
        case .holdChanged(let fact): self = .holdChanged(fact)
        case .watermarkAsked(let fact): self = .watermarkAsked(fact)
        case .mismatchFound(let fact): self = .mismatchFound(fact)
        case .agentRequested(let fact): self = .agentRequested(fact)
        case .snapshotsAsked(let fact): self = .snapshotsAsked(fact)
        case .mediumRefused(let fact): self = .mediumRefused(fact)
        case .toneSounded(let fact): self = .toneSounded(fact)
        default: return nil
        }
    }
}
