// Written by ops/generate-wire from Sources/Platform/Wire/Protos; change those.

public import Facts

/// Who records facts and takes those of others.
public enum Role: String, Sendable, Hashable {
    case gateway, router, queue, desk, watchdog
}

extension FactKind {
    /// The roles that the schema lets a fact of this kind be sent to; the audit sink gets every fact.
    public var hearers: Set<Role> {
        switch self {
        case .contactReceived: [.router]
        case .contactConnected: [.router]
        case .connectFailed: [.router]
        case .contactHeld: [.router]
        case .contactResumed: [.router]
        case .contactAbandoned: [.router]
        case .contactDisconnected: [.router]
        case .messageReceived: [.router]
        case .messageSent: [.router]
        case .messageFailed: [.router]
        case .contactBlocked: [.router]
        case .watermark: [.router, .watchdog]
        case .effectFailed: [.router]
        case .requestRefused: [.desk]
        case .workItemReceived: [.router]
        case .workItemReported: [.router]
        case .contactClassified: [.watchdog]
        case .inquiryOpened: [.watchdog]
        case .inquiryResolved: [.watchdog]
        case .contactPlaced: [.queue]
        case .contactWithdrawn: [.queue]
        case .priorityRaised: [.queue]
        case .handoffOffered: [.queue, .watchdog]
        case .escalationRefused: [.queue]
        case .effectRequested: [.gateway]
        case .contactEnded: [.gateway, .watchdog]
        case .serviceBegan: [.queue]
        case .serviceInterrupted: [.queue]
        case .holdChanged: [.queue]
        case .clockStarted: [.watchdog]
        case .clockSuspended: [.watchdog]
        case .clockResumed: [.watchdog]
        case .clockStopped: [.watchdog]
        case .watermarkAsked: [.gateway, .router, .queue]
        case .rollDoubted: [.queue]
        case .invariantBroken: [.watchdog]
        case .workItemOpened: [.watchdog]
        case .workItemChanged: [.watchdog]
        case .offerMade: [.router, .desk]
        case .offerAccepted: [.router, .desk]
        case .offerClosed: [.router, .desk]
        case .offerRefused: [.desk]
        case .agentStateChanged: [.desk]
        case .serviceEnded: [.router]
        case .handoffAccepted: [.router]
        case .placementRefused: [.router]
        case .contactReleased: [.router]
        case .escalationAsked: [.router]
        case .mediumAsked: [.router]
        case .rollCalled: [.router]
        case .attendanceChanged: [.router, .watchdog]
        case .agentRequested: [.queue]
        case .standingsAsked: [.queue]
        case .clockWarned: [.router]
        case .clockBreached: [.router]
        case .breachRetracted: [.router]
        case .escalationDue: [.router]
        case .announcementDue: [.router]
        case .effectOverdue: [.router, .watchdog]
        case .mediumRefused: [.queue, .desk]
        case .effectPending, .effectDone, .attemptsBlocked, .surveyAnswered, .escalationDecided, .rollSettled,
            .workItemRefused, .contactQueued, .wrapUpStarted, .dispositionNoted, .contactReturned,
            .deskLinkChanged, .contactVerified, .contactNoted, .agentShown, .clockArmed, .clockSpanChanged,
            .clockClosed, .alarmRaised, .alarmGrew, .alarmAcknowledged, .alarmOverdue, .outageNoted,
            .watermarkNoted, .watermarkAwaited, .clockRefused, .rateCounted, .feasibilityJudged,
            .pauseFlagged, .calendarsRecounted, .effectWithdrawn, .mediumReleased:
            []
        }
    }
}
