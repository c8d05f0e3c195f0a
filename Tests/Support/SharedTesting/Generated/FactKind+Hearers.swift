// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Facts

extension FactKind {
    /// The roles that the schema lets a fact of this kind be sent to; the audit sink gets every fact.
    public var hearers: Set<StationRole> {
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
        case .requestRefused: [.tierQueue, .agentDesk]
        case .workItemReceived: [.router]
        case .workItemReported: [.router]
        case .contactClassified: [.watchdog]
        case .inquiryOpened: [.watchdog]
        case .inquiryResolved: [.watchdog]
        case .contactPlaced: [.tierQueue]
        case .contactWithdrawn: [.tierQueue]
        case .priorityRaised: [.tierQueue]
        case .handoffOffered: [.tierQueue, .watchdog]
        case .escalationRefused: [.tierQueue]
        case .effectRequested: [.gateway]
        case .contactEnded: [.gateway, .watchdog]
        case .serviceBegan: [.tierQueue]
        case .serviceInterrupted: [.tierQueue]
        case .holdChanged: [.tierQueue]
        case .clockStarted: [.watchdog]
        case .clockSuspended: [.watchdog]
        case .clockResumed: [.watchdog]
        case .clockStopped: [.watchdog]
        case .watermarkAsked: [.gateway, .router, .tierQueue]
        case .mismatchFound: [.tierQueue]
        case .invariantBroken: [.watchdog]
        case .workItemOpened: [.watchdog]
        case .workItemChanged: [.watchdog]
        case .clockRetold: [.watchdog]
        case .offerMade: [.router, .agentDesk]
        case .offerAccepted: [.router, .agentDesk]
        case .offerClosed: [.router, .agentDesk]
        case .offerRefused: [.agentDesk]
        case .agentStateChanged: [.agentDesk]
        case .serviceEnded: [.router]
        case .handoffAccepted: [.router]
        case .placementRefused: [.router]
        case .contactReleased: [.router]
        case .escalationAsked: [.router]
        case .mediumAsked: [.router]
        case .reconciliationSent: [.router]
        case .attendanceChanged: [.router, .watchdog]
        case .responseGiven: [.router]
        case .inquiryFollowedUp: [.router]
        case .contactIdentified: [.router]
        case .agentRequested: [.tierQueue]
        case .snapshotsAsked: [.tierQueue]
        case .clockWarned: [.router]
        case .clockBreached: [.router]
        case .breachRetracted: [.router]
        case .escalationDue: [.router]
        case .announcementDue: [.router]
        case .toneDue: [.router]
        case .effectOverdue: [.router, .watchdog]
        case .mediumRefused: [.tierQueue, .agentDesk]
        case .toneSounded: [.tierQueue, .agentDesk]
        case .contactReported: [.router]
        case .workItemIncomplete: [.router]
        case .effectPending, .effectDone, .attemptsBlocked, .surveyAnswered, .escalationDecided,
            .mismatchSettled, .workItemRefused, .answerJudged, .contactLinked, .messageNoted, .contactQueued,
            .wrapUpStarted, .dispositionNoted, .contactReturned, .deskLinkChanged, .contactVerified,
            .contactNoted, .agentShown, .clockArmed, .clockSpanChanged, .clockClosed, .alarmRaised,
            .alarmGrew, .alarmAcknowledged, .alarmOverdue, .outageNoted, .watermarkNoted, .watermarkAwaited,
            .clockRefused, .alarmReduced, .rateCounted, .feasibilityJudged, .pauseFlagged,
            .calendarsRecounted, .effectWithdrawn, .mediumReleased, .contactChanged, .workOutOfTurn,
            .workParked, .workResumed:
            []
        }
    }
}
