// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

/// What the watchdog records.
public enum WatchdogFact: RecordedFact {
    case watermarkAsked(WatermarkAsked)
    case attendanceChanged(AttendanceChanged)
    case clockArmed(ClockArmed)
    case clockSpanChanged(ClockSpanChanged)
    case clockClosed(ClockClosed)
    case clockWarned(ThresholdPassed)
    case clockBreached(ThresholdPassed)
    case breachRetracted(BreachRetracted)
    case alarmRaised(AlarmRaised)
    case alarmGrew(AlarmGrew)
    case alarmAcknowledged(AlarmAcknowledged)
    case alarmOverdue(AlarmOverdue)
    case outageNoted(OutageNoted)
    case watermarkNoted(WatermarkNoted)
    case watermarkAwaited(WatermarkAwaited)
    case alarmReduced(AlarmReduced)
    case rateCounted(RateCounted)
    case feasibilityJudged(FeasibilityJudged)
    case calendarsRecounted(CalendarsRecounted)
    /// Said to others or for the record alone: nothing of it is remembered.
    case told(Told)

    /// What it says and remembers nothing of.
    public enum Told: Hashable, Sendable {
        case requestRefused(RequestRefused)
        case escalationDue(EscalationDue)
        case announcementDue(AnnouncementDue)
        case clockRefused(ClockRefused)
        case toneDue(ToneDue)
        case pauseFlagged(PauseFlagged)
    }
}

extension WatchdogFact {
    // What is only told, spelled like the others where it is recorded.
    public static func requestRefused(_ fact: RequestRefused) -> WatchdogFact { .told(.requestRefused(fact)) }
    public static func escalationDue(_ fact: EscalationDue) -> WatchdogFact { .told(.escalationDue(fact)) }
    public static func announcementDue(_ fact: AnnouncementDue) -> WatchdogFact {
        .told(.announcementDue(fact))
    }
    public static func clockRefused(_ fact: ClockRefused) -> WatchdogFact { .told(.clockRefused(fact)) }
    public static func toneDue(_ fact: ToneDue) -> WatchdogFact { .told(.toneDue(fact)) }
    public static func pauseFlagged(_ fact: PauseFlagged) -> WatchdogFact { .told(.pauseFlagged(fact)) }

    /// The fact by this type; nil when another role's.
    public init?(_ fact: Fact) {
        switch fact {
        case .watermarkAsked(let fact): self = .watermarkAsked(fact)
        case .attendanceChanged(let fact): self = .attendanceChanged(fact)
        case .clockArmed(let fact): self = .clockArmed(fact)
        case .clockSpanChanged(let fact): self = .clockSpanChanged(fact)
        case .clockClosed(let fact): self = .clockClosed(fact)
        case .clockWarned(let fact): self = .clockWarned(fact)
        case .clockBreached(let fact): self = .clockBreached(fact)
        case .breachRetracted(let fact): self = .breachRetracted(fact)
        case .alarmRaised(let fact): self = .alarmRaised(fact)
        case .alarmGrew(let fact): self = .alarmGrew(fact)
        case .alarmAcknowledged(let fact): self = .alarmAcknowledged(fact)
        case .alarmOverdue(let fact): self = .alarmOverdue(fact)
        case .outageNoted(let fact): self = .outageNoted(fact)
        case .watermarkNoted(let fact): self = .watermarkNoted(fact)
        case .watermarkAwaited(let fact): self = .watermarkAwaited(fact)
        case .alarmReduced(let fact): self = .alarmReduced(fact)
        case .rateCounted(let fact): self = .rateCounted(fact)
        case .feasibilityJudged(let fact): self = .feasibilityJudged(fact)
        case .calendarsRecounted(let fact): self = .calendarsRecounted(fact)
        case .requestRefused(let fact): self = .told(.requestRefused(fact))
        case .escalationDue(let fact): self = .told(.escalationDue(fact))
        case .announcementDue(let fact): self = .told(.announcementDue(fact))
        case .clockRefused(let fact): self = .told(.clockRefused(fact))
        case .toneDue(let fact): self = .told(.toneDue(fact))
        case .pauseFlagged(let fact): self = .told(.pauseFlagged(fact))
        default: return nil
        }
    }

    /// The same as a fact of anybody.
    public var fact: Fact {
        switch self {
        case .watermarkAsked(let fact): .watermarkAsked(fact)
        case .attendanceChanged(let fact): .attendanceChanged(fact)
        case .clockArmed(let fact): .clockArmed(fact)
        case .clockSpanChanged(let fact): .clockSpanChanged(fact)
        case .clockClosed(let fact): .clockClosed(fact)
        case .clockWarned(let fact): .clockWarned(fact)
        case .clockBreached(let fact): .clockBreached(fact)
        case .breachRetracted(let fact): .breachRetracted(fact)
        case .alarmRaised(let fact): .alarmRaised(fact)
        case .alarmGrew(let fact): .alarmGrew(fact)
        case .alarmAcknowledged(let fact): .alarmAcknowledged(fact)
        case .alarmOverdue(let fact): .alarmOverdue(fact)
        case .outageNoted(let fact): .outageNoted(fact)
        case .watermarkNoted(let fact): .watermarkNoted(fact)
        case .watermarkAwaited(let fact): .watermarkAwaited(fact)
        case .alarmReduced(let fact): .alarmReduced(fact)
        case .rateCounted(let fact): .rateCounted(fact)
        case .feasibilityJudged(let fact): .feasibilityJudged(fact)
        case .calendarsRecounted(let fact): .calendarsRecounted(fact)
        case .told(.requestRefused(let fact)): .requestRefused(fact)
        case .told(.escalationDue(let fact)): .escalationDue(fact)
        case .told(.announcementDue(let fact)): .announcementDue(fact)
        case .told(.clockRefused(let fact)): .clockRefused(fact)
        case .told(.toneDue(let fact)): .toneDue(fact)
        case .told(.pauseFlagged(let fact)): .pauseFlagged(fact)
        }
    }
}
