// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

/// What a tier queue records.
public enum QueueFact: RecordedFact {
    case contactQueued(ContactQueued)
    case offerMade(OfferMade)
    case offerAccepted(OfferAccepted)
    case offerClosed(OfferClosed)
    case agentStateChanged(AgentStateChanged)
    case wrapUpStarted(WrapUpStarted)
    case dispositionNoted(DispositionNoted)
    case serviceEnded(ServiceEnded)
    case contactReleased(ContactReleased)
    case contactReturned(ContactReturned)
    case mediumAsked(MediumAsked)
    case deskLinkChanged(DeskLinkChanged)
    case reconciliationSent(ReconciliationSent)
    case contactNoted(ContactNoted)
    case mediumRefused(MediumRefused)
    case workParked(WorkParked)
    case workResumed(WorkResumed)
    /// Said to others or for the record alone: nothing of it is remembered.
    case told(Told)

    /// What it says and remembers nothing of.
    public enum Told: Hashable, Sendable {
        case watermark(Watermark)
        case requestRefused(RequestRefused)
        case offerRefused(OfferRefused)
        case handoffAccepted(HandoffAccepted)
        case placementRefused(PlacementRefused)
        case escalationAsked(EscalationAsked)
        case contactVerified(ContactVerified)
        case attendanceChanged(AttendanceChanged)
        case responseGiven(ResponseGiven)
        case inquiryFollowedUp(InquiryFollowedUp)
        case contactIdentified(ContactIdentified)
        case toneSounded(ToneSounded)
    }
}

extension QueueFact {
    // What is only told, spelled like the others where it is recorded.
    public static func watermark(_ fact: Watermark) -> QueueFact { .told(.watermark(fact)) }
    public static func requestRefused(_ fact: RequestRefused) -> QueueFact { .told(.requestRefused(fact)) }
    public static func offerRefused(_ fact: OfferRefused) -> QueueFact { .told(.offerRefused(fact)) }
    public static func handoffAccepted(_ fact: HandoffAccepted) -> QueueFact { .told(.handoffAccepted(fact)) }
    public static func placementRefused(_ fact: PlacementRefused) -> QueueFact {
        .told(.placementRefused(fact))
    }
    public static func escalationAsked(_ fact: EscalationAsked) -> QueueFact { .told(.escalationAsked(fact)) }
    public static func contactVerified(_ fact: ContactVerified) -> QueueFact { .told(.contactVerified(fact)) }
    public static func attendanceChanged(_ fact: AttendanceChanged) -> QueueFact {
        .told(.attendanceChanged(fact))
    }
    public static func responseGiven(_ fact: ResponseGiven) -> QueueFact { .told(.responseGiven(fact)) }
    public static func inquiryFollowedUp(_ fact: InquiryFollowedUp) -> QueueFact {
        .told(.inquiryFollowedUp(fact))
    }
    public static func contactIdentified(_ fact: ContactIdentified) -> QueueFact {
        .told(.contactIdentified(fact))
    }
    public static func toneSounded(_ fact: ToneSounded) -> QueueFact { .told(.toneSounded(fact)) }

    /// The fact by this type; nil when another role's.
    public init?(_ fact: Fact) {
        switch fact {
        case .contactQueued(let fact): self = .contactQueued(fact)
        case .offerMade(let fact): self = .offerMade(fact)
        case .offerAccepted(let fact): self = .offerAccepted(fact)
        case .offerClosed(let fact): self = .offerClosed(fact)
        case .agentStateChanged(let fact): self = .agentStateChanged(fact)
        case .wrapUpStarted(let fact): self = .wrapUpStarted(fact)
        case .dispositionNoted(let fact): self = .dispositionNoted(fact)
        case .serviceEnded(let fact): self = .serviceEnded(fact)
        case .contactReleased(let fact): self = .contactReleased(fact)
        case .contactReturned(let fact): self = .contactReturned(fact)
        case .mediumAsked(let fact): self = .mediumAsked(fact)
        case .deskLinkChanged(let fact): self = .deskLinkChanged(fact)
        case .reconciliationSent(let fact): self = .reconciliationSent(fact)
        case .contactNoted(let fact): self = .contactNoted(fact)
        case .mediumRefused(let fact): self = .mediumRefused(fact)
        case .workParked(let fact): self = .workParked(fact)
        case .workResumed(let fact): self = .workResumed(fact)
        case .watermark(let fact): self = .told(.watermark(fact))
        case .requestRefused(let fact): self = .told(.requestRefused(fact))
        case .offerRefused(let fact): self = .told(.offerRefused(fact))
        case .handoffAccepted(let fact): self = .told(.handoffAccepted(fact))
        case .placementRefused(let fact): self = .told(.placementRefused(fact))
        case .escalationAsked(let fact): self = .told(.escalationAsked(fact))
        case .contactVerified(let fact): self = .told(.contactVerified(fact))
        case .attendanceChanged(let fact): self = .told(.attendanceChanged(fact))
        case .responseGiven(let fact): self = .told(.responseGiven(fact))
        case .inquiryFollowedUp(let fact): self = .told(.inquiryFollowedUp(fact))
        case .contactIdentified(let fact): self = .told(.contactIdentified(fact))
        case .toneSounded(let fact): self = .told(.toneSounded(fact))
        default: return nil
        }
    }

    /// The same as a fact of anybody.
    public var fact: Fact {
        switch self {
        case .contactQueued(let fact): .contactQueued(fact)
        case .offerMade(let fact): .offerMade(fact)
        case .offerAccepted(let fact): .offerAccepted(fact)
        case .offerClosed(let fact): .offerClosed(fact)
        case .agentStateChanged(let fact): .agentStateChanged(fact)
        case .wrapUpStarted(let fact): .wrapUpStarted(fact)
        case .dispositionNoted(let fact): .dispositionNoted(fact)
        case .serviceEnded(let fact): .serviceEnded(fact)
        case .contactReleased(let fact): .contactReleased(fact)
        case .contactReturned(let fact): .contactReturned(fact)
        case .mediumAsked(let fact): .mediumAsked(fact)
        case .deskLinkChanged(let fact): .deskLinkChanged(fact)
        case .reconciliationSent(let fact): .reconciliationSent(fact)
        case .contactNoted(let fact): .contactNoted(fact)
        case .mediumRefused(let fact): .mediumRefused(fact)
        case .workParked(let fact): .workParked(fact)
        case .workResumed(let fact): .workResumed(fact)
        case .told(.watermark(let fact)): .watermark(fact)
        case .told(.requestRefused(let fact)): .requestRefused(fact)
        case .told(.offerRefused(let fact)): .offerRefused(fact)
        case .told(.handoffAccepted(let fact)): .handoffAccepted(fact)
        case .told(.placementRefused(let fact)): .placementRefused(fact)
        case .told(.escalationAsked(let fact)): .escalationAsked(fact)
        case .told(.contactVerified(let fact)): .contactVerified(fact)
        case .told(.attendanceChanged(let fact)): .attendanceChanged(fact)
        case .told(.responseGiven(let fact)): .responseGiven(fact)
        case .told(.inquiryFollowedUp(let fact)): .inquiryFollowedUp(fact)
        case .told(.contactIdentified(let fact)): .contactIdentified(fact)
        case .told(.toneSounded(let fact)): .toneSounded(fact)
        }
    }
}
