// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

/// What a gateway records.
public enum GatewayFact: RecordedFact {
    indirect case contactReceived(ContactReceived)
    case contactConnected(ContactConnected)
    case contactHeld(ContactHeld)
    case contactResumed(ContactResumed)
    case contactAbandoned(ContactAbandoned)
    case contactDisconnected(ContactDisconnected)
    case messageSent(MessageSent)
    case messageFailed(MessageFailed)
    case watermark(Watermark)
    case effectPending(EffectPending)
    case effectDone(EffectDone)
    case effectFailed(EffectFailed)
    indirect case workItemReceived(WorkItemReceived)
    case workItemReported(WorkItemReported)
    case attemptsBlocked(AttemptsBlocked)
    case surveyAnswered(SurveyAnswered)
    case effectOverdue(EffectOverdue)
    case effectWithdrawn(EffectWithdrawn)
    case mediumReleased(MediumReleased)
    indirect case contactReported(ContactReported)
    /// Said to others or for the record alone: nothing of it is remembered.
    case told(Told)

    /// What it says and remembers nothing of.
    public enum Told: Hashable, Sendable {
        case connectFailed(ConnectFailed)
        case messageReceived(MessageReceived)
        case contactBlocked(ContactBlocked)
        case requestRefused(RequestRefused)
        case workItemIncomplete(WorkItemIncomplete)
        case workOutOfTurn(WorkOutOfTurn)
    }
}

extension GatewayFact {
    // What is only told, spelled like the others where it is recorded.
    public static func connectFailed(_ fact: ConnectFailed) -> GatewayFact { .told(.connectFailed(fact)) }
    public static func messageReceived(_ fact: MessageReceived) -> GatewayFact {
        .told(.messageReceived(fact))
    }
    public static func contactBlocked(_ fact: ContactBlocked) -> GatewayFact { .told(.contactBlocked(fact)) }
    public static func requestRefused(_ fact: RequestRefused) -> GatewayFact { .told(.requestRefused(fact)) }
    public static func workItemIncomplete(_ fact: WorkItemIncomplete) -> GatewayFact {
        .told(.workItemIncomplete(fact))
    }
    public static func workOutOfTurn(_ fact: WorkOutOfTurn) -> GatewayFact { .told(.workOutOfTurn(fact)) }

    /// The fact by this type; nil when another role's.
    public init?(_ fact: Fact) {
        switch fact {
        case .contactReceived(let fact): self = .contactReceived(fact)
        case .contactConnected(let fact): self = .contactConnected(fact)
        case .contactHeld(let fact): self = .contactHeld(fact)
        case .contactResumed(let fact): self = .contactResumed(fact)
        case .contactAbandoned(let fact): self = .contactAbandoned(fact)
        case .contactDisconnected(let fact): self = .contactDisconnected(fact)
        case .messageSent(let fact): self = .messageSent(fact)
        case .messageFailed(let fact): self = .messageFailed(fact)
        case .watermark(let fact): self = .watermark(fact)
        case .effectPending(let fact): self = .effectPending(fact)
        case .effectDone(let fact): self = .effectDone(fact)
        case .effectFailed(let fact): self = .effectFailed(fact)
        case .workItemReceived(let fact): self = .workItemReceived(fact)
        case .workItemReported(let fact): self = .workItemReported(fact)
        case .attemptsBlocked(let fact): self = .attemptsBlocked(fact)
        case .surveyAnswered(let fact): self = .surveyAnswered(fact)
        case .effectOverdue(let fact): self = .effectOverdue(fact)
        case .effectWithdrawn(let fact): self = .effectWithdrawn(fact)
        case .mediumReleased(let fact): self = .mediumReleased(fact)
        case .contactReported(let fact): self = .contactReported(fact)
        case .connectFailed(let fact): self = .told(.connectFailed(fact))
        case .messageReceived(let fact): self = .told(.messageReceived(fact))
        case .contactBlocked(let fact): self = .told(.contactBlocked(fact))
        case .requestRefused(let fact): self = .told(.requestRefused(fact))
        case .workItemIncomplete(let fact): self = .told(.workItemIncomplete(fact))
        case .workOutOfTurn(let fact): self = .told(.workOutOfTurn(fact))
        default: return nil
        }
    }

    /// The same as a fact of anybody.
    public var fact: Fact {
        switch self {
        case .contactReceived(let fact): .contactReceived(fact)
        case .contactConnected(let fact): .contactConnected(fact)
        case .contactHeld(let fact): .contactHeld(fact)
        case .contactResumed(let fact): .contactResumed(fact)
        case .contactAbandoned(let fact): .contactAbandoned(fact)
        case .contactDisconnected(let fact): .contactDisconnected(fact)
        case .messageSent(let fact): .messageSent(fact)
        case .messageFailed(let fact): .messageFailed(fact)
        case .watermark(let fact): .watermark(fact)
        case .effectPending(let fact): .effectPending(fact)
        case .effectDone(let fact): .effectDone(fact)
        case .effectFailed(let fact): .effectFailed(fact)
        case .workItemReceived(let fact): .workItemReceived(fact)
        case .workItemReported(let fact): .workItemReported(fact)
        case .attemptsBlocked(let fact): .attemptsBlocked(fact)
        case .surveyAnswered(let fact): .surveyAnswered(fact)
        case .effectOverdue(let fact): .effectOverdue(fact)
        case .effectWithdrawn(let fact): .effectWithdrawn(fact)
        case .mediumReleased(let fact): .mediumReleased(fact)
        case .contactReported(let fact): .contactReported(fact)
        case .told(.connectFailed(let fact)): .connectFailed(fact)
        case .told(.messageReceived(let fact)): .messageReceived(fact)
        case .told(.contactBlocked(let fact)): .contactBlocked(fact)
        case .told(.requestRefused(let fact)): .requestRefused(fact)
        case .told(.workItemIncomplete(let fact)): .workItemIncomplete(fact)
        case .told(.workOutOfTurn(let fact)): .workOutOfTurn(fact)
        }
    }
}
