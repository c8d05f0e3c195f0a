// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// What the router records.
public enum RouterFact: RecordedFact {
    case watermark(Watermark)
    case contactClassified(ContactClassified)
    case inquiryOpened(InquiryOpened)
    case inquiryResolved(InquiryResolved)
    case contactPlaced(Placement)
    case handoffOffered(HandoffOffered)
    case escalationDecided(EscalationDecided)
    case effectRequested(EffectRequested)
    case contactEnded(ContactEnded)
    case serviceBegan(ServiceBegan)
    case serviceInterrupted(ServiceInterrupted)
    case holdChanged(HoldChanged)
    case clockStarted(ClockStarted)
    case clockSuspended(ClockSuspended)
    case clockResumed(ClockResumed)
    case clockStopped(ClockStopped)
    case watermarkAsked(WatermarkAsked)
    case mismatchFound(MismatchFound)
    case mismatchSettled(MismatchSettled)
    case invariantBroken(InvariantBroken)
    case workItemOpened(WorkItemOpened)
    case workItemChanged(WorkItemChanged)
    case clockRetold(ClockRetold)
    case answerJudged(AnswerJudged)
    case contactLinked(ContactLinked)
    case messageNoted(MessageNoted)
    case watermarkNoted(WatermarkNoted)
    indirect case contactChanged(ContactChanged)
    /// Said to others or for the record alone: nothing of it is remembered.
    case told(Told)

    /// What it says and remembers nothing of.
    public enum Told: Hashable, Sendable {
        case requestRefused(RequestRefused)
        case contactWithdrawn(ContactWithdrawn)
        case priorityRaised(PriorityRaised)
        case escalationRefused(EscalationRefused)
        case workItemRefused(WorkItemRefused)
        case attendanceChanged(AttendanceChanged)
        case effectOverdue(EffectOverdue)
        case mediumRefused(MediumRefused)
        case toneSounded(ToneSounded)
    }
}

extension RouterFact {
    // What is only told, spelled like the others where it is recorded.
    public static func requestRefused(_ fact: RequestRefused) -> RouterFact { .told(.requestRefused(fact)) }
    public static func contactWithdrawn(_ fact: ContactWithdrawn) -> RouterFact {
        .told(.contactWithdrawn(fact))
    }
    public static func priorityRaised(_ fact: PriorityRaised) -> RouterFact { .told(.priorityRaised(fact)) }
    public static func escalationRefused(_ fact: EscalationRefused) -> RouterFact {
        .told(.escalationRefused(fact))
    }
    public static func workItemRefused(_ fact: WorkItemRefused) -> RouterFact {
        .told(.workItemRefused(fact))
    }
    public static func attendanceChanged(_ fact: AttendanceChanged) -> RouterFact {
        .told(.attendanceChanged(fact))
    }
    public static func effectOverdue(_ fact: EffectOverdue) -> RouterFact { .told(.effectOverdue(fact)) }
    public static func mediumRefused(_ fact: MediumRefused) -> RouterFact { .told(.mediumRefused(fact)) }
    public static func toneSounded(_ fact: ToneSounded) -> RouterFact { .told(.toneSounded(fact)) }

    /// The fact by this type; nil when another role's.
    public init?(_ fact: Fact) {
        switch fact {
        case .watermark(let fact): self = .watermark(fact)
        case .contactClassified(let fact): self = .contactClassified(fact)
        case .inquiryOpened(let fact): self = .inquiryOpened(fact)
        case .inquiryResolved(let fact): self = .inquiryResolved(fact)
        case .contactPlaced(let fact): self = .contactPlaced(fact)
        case .handoffOffered(let fact): self = .handoffOffered(fact)
        case .escalationDecided(let fact): self = .escalationDecided(fact)
        case .effectRequested(let fact): self = .effectRequested(fact)
        case .contactEnded(let fact): self = .contactEnded(fact)
        case .serviceBegan(let fact): self = .serviceBegan(fact)
        case .serviceInterrupted(let fact): self = .serviceInterrupted(fact)
        case .holdChanged(let fact): self = .holdChanged(fact)
        case .clockStarted(let fact): self = .clockStarted(fact)
        case .clockSuspended(let fact): self = .clockSuspended(fact)
        case .clockResumed(let fact): self = .clockResumed(fact)
        case .clockStopped(let fact): self = .clockStopped(fact)
        case .watermarkAsked(let fact): self = .watermarkAsked(fact)
        case .mismatchFound(let fact): self = .mismatchFound(fact)
        case .mismatchSettled(let fact): self = .mismatchSettled(fact)
        case .invariantBroken(let fact): self = .invariantBroken(fact)
        case .workItemOpened(let fact): self = .workItemOpened(fact)
        case .workItemChanged(let fact): self = .workItemChanged(fact)
        case .clockRetold(let fact): self = .clockRetold(fact)
        case .answerJudged(let fact): self = .answerJudged(fact)
        case .contactLinked(let fact): self = .contactLinked(fact)
        case .messageNoted(let fact): self = .messageNoted(fact)
        case .watermarkNoted(let fact): self = .watermarkNoted(fact)
        case .contactChanged(let fact): self = .contactChanged(fact)
        case .requestRefused(let fact): self = .told(.requestRefused(fact))
        case .contactWithdrawn(let fact): self = .told(.contactWithdrawn(fact))
        case .priorityRaised(let fact): self = .told(.priorityRaised(fact))
        case .escalationRefused(let fact): self = .told(.escalationRefused(fact))
        case .workItemRefused(let fact): self = .told(.workItemRefused(fact))
        case .attendanceChanged(let fact): self = .told(.attendanceChanged(fact))
        case .effectOverdue(let fact): self = .told(.effectOverdue(fact))
        case .mediumRefused(let fact): self = .told(.mediumRefused(fact))
        case .toneSounded(let fact): self = .told(.toneSounded(fact))
        default: return nil
        }
    }

    /// The same as a fact of anybody.
    public var fact: Fact {
        switch self {
        case .watermark(let fact): .watermark(fact)
        case .contactClassified(let fact): .contactClassified(fact)
        case .inquiryOpened(let fact): .inquiryOpened(fact)
        case .inquiryResolved(let fact): .inquiryResolved(fact)
        case .contactPlaced(let fact): .contactPlaced(fact)
        case .handoffOffered(let fact): .handoffOffered(fact)
        case .escalationDecided(let fact): .escalationDecided(fact)
        case .effectRequested(let fact): .effectRequested(fact)
        case .contactEnded(let fact): .contactEnded(fact)
        case .serviceBegan(let fact): .serviceBegan(fact)
        case .serviceInterrupted(let fact): .serviceInterrupted(fact)
        case .holdChanged(let fact): .holdChanged(fact)
        case .clockStarted(let fact): .clockStarted(fact)
        case .clockSuspended(let fact): .clockSuspended(fact)
        case .clockResumed(let fact): .clockResumed(fact)
        case .clockStopped(let fact): .clockStopped(fact)
        case .watermarkAsked(let fact): .watermarkAsked(fact)
        case .mismatchFound(let fact): .mismatchFound(fact)
        case .mismatchSettled(let fact): .mismatchSettled(fact)
        case .invariantBroken(let fact): .invariantBroken(fact)
        case .workItemOpened(let fact): .workItemOpened(fact)
        case .workItemChanged(let fact): .workItemChanged(fact)
        case .clockRetold(let fact): .clockRetold(fact)
        case .answerJudged(let fact): .answerJudged(fact)
        case .contactLinked(let fact): .contactLinked(fact)
        case .messageNoted(let fact): .messageNoted(fact)
        case .watermarkNoted(let fact): .watermarkNoted(fact)
        case .contactChanged(let fact): .contactChanged(fact)
        case .told(.requestRefused(let fact)): .requestRefused(fact)
        case .told(.contactWithdrawn(let fact)): .contactWithdrawn(fact)
        case .told(.priorityRaised(let fact)): .priorityRaised(fact)
        case .told(.escalationRefused(let fact)): .escalationRefused(fact)
        case .told(.workItemRefused(let fact)): .workItemRefused(fact)
        case .told(.attendanceChanged(let fact)): .attendanceChanged(fact)
        case .told(.effectOverdue(let fact)): .effectOverdue(fact)
        case .told(.mediumRefused(let fact)): .mediumRefused(fact)
        case .told(.toneSounded(let fact)): .toneSounded(fact)
        }
    }
}
