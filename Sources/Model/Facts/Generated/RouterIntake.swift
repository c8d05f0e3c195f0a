// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

/// What the router takes from other stations, and decides something about.
public enum RouterIntake: Hashable, Sendable {
    case contactReceived(ContactReceived)
    case contactConnected(ContactConnected)
    case connectFailed(ConnectFailed)
    case contactHeld(ContactHeld)
    case contactResumed(ContactResumed)
    case contactAbandoned(ContactAbandoned)
    case contactDisconnected(ContactDisconnected)
    case messageSent(MessageSent)
    case watermark(Watermark)
    case effectFailed(EffectFailed)
    case workItemReceived(WorkItemReceived)
    case workItemReported(WorkItemReported)
    case watermarkAsked(WatermarkAsked)
    case offerAccepted(OfferAccepted)
    case offerClosed(OfferClosed)
    case serviceEnded(ServiceEnded)
    case placementRefused(PlacementRefused)
    case contactReleased(ContactReleased)
    case escalationAsked(EscalationAsked)
    case mediumAsked(MediumAsked)
    case reconciliationSent(ReconciliationSent)
    case attendanceChanged(AttendanceChanged)
    case escalationDue(EscalationDue)
    case announcementDue(AnnouncementDue)
    case effectOverdue(EffectOverdue)

    /// The fact by this type; nil when it is for others, or there is nothing to decide about it here.
    public init?(_ fact: Fact) {
        switch fact {
        case .contactReceived(let fact): self = .contactReceived(fact)
        case .contactConnected(let fact): self = .contactConnected(fact)
        case .connectFailed(let fact): self = .connectFailed(fact)
        case .contactHeld(let fact): self = .contactHeld(fact)
        case .contactResumed(let fact): self = .contactResumed(fact)
        case .contactAbandoned(let fact): self = .contactAbandoned(fact)
        case .contactDisconnected(let fact): self = .contactDisconnected(fact)
        case .messageSent(let fact): self = .messageSent(fact)
        case .watermark(let fact): self = .watermark(fact)
        case .effectFailed(let fact): self = .effectFailed(fact)
        case .workItemReceived(let fact): self = .workItemReceived(fact)
        case .workItemReported(let fact): self = .workItemReported(fact)
        case .watermarkAsked(let fact): self = .watermarkAsked(fact)
        case .offerAccepted(let fact): self = .offerAccepted(fact)
        case .offerClosed(let fact): self = .offerClosed(fact)
        case .serviceEnded(let fact): self = .serviceEnded(fact)
        case .placementRefused(let fact): self = .placementRefused(fact)
        case .contactReleased(let fact): self = .contactReleased(fact)
        case .escalationAsked(let fact): self = .escalationAsked(fact)
        case .mediumAsked(let fact): self = .mediumAsked(fact)
        case .reconciliationSent(let fact): self = .reconciliationSent(fact)
        case .attendanceChanged(let fact): self = .attendanceChanged(fact)
        case .escalationDue(let fact): self = .escalationDue(fact)
        case .announcementDue(let fact): self = .announcementDue(fact)
        case .effectOverdue(let fact): self = .effectOverdue(fact)
        default: return nil
        }
    }
}
