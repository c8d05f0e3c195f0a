// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

/// What the watchdog takes from other stations, and decides something about.
public enum WatchdogIntake: Hashable, Sendable {
    case watermark(Watermark)
    case contactClassified(ContactClassified)
    case inquiryOpened(InquiryOpened)
    case handoffOffered(HandoffOffered)
    case contactEnded(ContactEnded)
    case clockStarted(ClockStarted)
    case clockSuspended(ClockSuspended)
    case clockResumed(ClockResumed)
    case clockStopped(ClockStopped)
    case invariantBroken(InvariantBroken)
    case workItemOpened(WorkItemOpened)
    case clockRetold(ClockRetold)
    case attendanceChanged(AttendanceChanged)
    case effectOverdue(EffectOverdue)

    /// The fact by this type; nil when it is for others, or there is nothing to decide about it here.
    public init?(_ fact: Fact) {
        switch fact {
        case .watermark(let fact): self = .watermark(fact)
        case .contactClassified(let fact): self = .contactClassified(fact)
        case .inquiryOpened(let fact): self = .inquiryOpened(fact)
        case .handoffOffered(let fact): self = .handoffOffered(fact)
        case .contactEnded(let fact): self = .contactEnded(fact)
        case .clockStarted(let fact): self = .clockStarted(fact)
        case .clockSuspended(let fact): self = .clockSuspended(fact)
        case .clockResumed(let fact): self = .clockResumed(fact)
        case .clockStopped(let fact): self = .clockStopped(fact)
        case .invariantBroken(let fact): self = .invariantBroken(fact)
        case .workItemOpened(let fact): self = .workItemOpened(fact)
        case .clockRetold(let fact): self = .clockRetold(fact)
        case .attendanceChanged(let fact): self = .attendanceChanged(fact)
        case .effectOverdue(let fact): self = .effectOverdue(fact)
        default: return nil
        }
    }
}
