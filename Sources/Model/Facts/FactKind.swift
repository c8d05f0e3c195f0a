public import Contacts

/// The number of a fact's kind in entry headers and on the wire; never reused, never renumbered.
///
/// Numbers below 16 belong to the station itself (StationCore).
public enum FactKind: UInt16, Sendable, CaseIterable, Hashable {
    case contactReceived = 20
    case contactConnected = 21
    case connectFailed = 22
    case contactHeld = 23
    case contactResumed = 24
    case contactAbandoned = 25
    case contactDisconnected = 26
    case messageReceived = 27
    case messageSent = 28
    case messageFailed = 29
    case contactBlocked = 30
    case watermark = 31
    case effectPending = 32
    case effectDone = 33
    case effectFailed = 34
    case requestRefused = 35
    case workItemReceived = 36
    case workItemReported = 37
    case attemptsBlocked = 38
    case surveyAnswered = 39
    case contactClassified = 50
    case inquiryOpened = 51
    case inquiryResolved = 52
    case contactPlaced = 53
    case contactWithdrawn = 54
    case priorityRaised = 55
    case handoffOffered = 56
    case escalationDecided = 57
    case escalationRefused = 58
    case effectRequested = 59
    case contactEnded = 60
    case serviceBegan = 61
    case serviceInterrupted = 62
    case holdChanged = 63
    case clockStarted = 64
    case clockSuspended = 65
    case clockResumed = 66
    case clockStopped = 67
    case watermarkAsked = 68
    case rollDoubted = 69
    case rollSettled = 70
    case invariantBroken = 71
    case workItemOpened = 72
    case workItemChanged = 73
    case workItemRefused = 74
    case contactQueued = 80
    case offerMade = 81
    case offerAccepted = 82
    case offerClosed = 83
    case offerRefused = 84
    case agentStateChanged = 85
    case wrapUpStarted = 86
    case dispositionNoted = 87
    case serviceEnded = 88
    case handoffAccepted = 89
    case placementRefused = 90
    case contactReleased = 91
    case contactReturned = 92
    case escalationAsked = 93
    case mediumAsked = 94
    case contactVerified = 96
    case deskLinkChanged = 95
    case rollCalled = 97
    case attendanceChanged = 98
    case agentRequested = 110
    case agentShown = 111
    case standingsAsked = 112
    case clockArmed = 120
    case clockSpanChanged = 121
    case clockClosed = 122
    case clockWarned = 123
    case clockBreached = 124
    case breachRetracted = 125
    case escalationDue = 126
    case announcementDue = 127
    case alarmRaised = 128
    case alarmGrew = 129
    case alarmAcknowledged = 130
    case alarmOverdue = 131
    case outageNoted = 132
    case watermarkNoted = 133
    case watermarkAwaited = 134
    case clockRefused = 135
    case rateCounted = 140
    case feasibilityJudged = 141
    case pauseFlagged = 142
    case calendarsRecounted = 143
    case effectOverdue = 150
    case effectWithdrawn = 151
    case mediumReleased = 152
    case mediumRefused = 153
}

extension FactKind {
    /// The kind's name: `contactReceived`.
    ///
    /// Not by way of `CustomStringConvertible`:
    /// the name that the compiler gives a case would then ask for itself.
    public var description: String { "\(self)" }
}

extension Fact {
    /// The fact's kind.
    public var kind: FactKind {
        switch self {
        case .contactReceived: .contactReceived
        case .contactConnected: .contactConnected
        case .connectFailed: .connectFailed
        case .contactHeld: .contactHeld
        case .contactResumed: .contactResumed
        case .contactAbandoned: .contactAbandoned
        case .contactDisconnected: .contactDisconnected
        case .messageReceived: .messageReceived
        case .messageSent: .messageSent
        case .messageFailed: .messageFailed
        case .contactBlocked: .contactBlocked
        case .watermark: .watermark
        case .effectPending: .effectPending
        case .effectDone: .effectDone
        case .effectFailed: .effectFailed
        case .requestRefused: .requestRefused
        case .workItemReceived: .workItemReceived
        case .workItemReported: .workItemReported
        case .contactClassified: .contactClassified
        case .inquiryOpened: .inquiryOpened
        case .inquiryResolved: .inquiryResolved
        case .contactPlaced: .contactPlaced
        case .contactWithdrawn: .contactWithdrawn
        case .priorityRaised: .priorityRaised
        case .handoffOffered: .handoffOffered
        case .escalationDecided: .escalationDecided
        case .escalationRefused: .escalationRefused
        case .effectRequested: .effectRequested
        case .contactEnded: .contactEnded
        case .serviceBegan: .serviceBegan
        case .serviceInterrupted: .serviceInterrupted
        case .holdChanged: .holdChanged
        case .clockStarted: .clockStarted
        case .clockSuspended: .clockSuspended
        case .clockResumed: .clockResumed
        case .clockStopped: .clockStopped
        case .watermarkAsked: .watermarkAsked
        case .rollDoubted: .rollDoubted
        case .rollSettled: .rollSettled
        case .invariantBroken: .invariantBroken
        case .workItemOpened: .workItemOpened
        case .workItemChanged: .workItemChanged
        case .workItemRefused: .workItemRefused
        case .contactQueued: .contactQueued
        case .offerMade: .offerMade
        case .offerAccepted: .offerAccepted
        case .offerClosed: .offerClosed
        case .offerRefused: .offerRefused
        case .agentStateChanged: .agentStateChanged
        case .wrapUpStarted: .wrapUpStarted
        case .dispositionNoted: .dispositionNoted
        case .serviceEnded: .serviceEnded
        case .handoffAccepted: .handoffAccepted
        case .placementRefused: .placementRefused
        case .contactReleased: .contactReleased
        case .contactReturned: .contactReturned
        case .escalationAsked: .escalationAsked
        case .mediumAsked: .mediumAsked
        case .contactVerified: .contactVerified
        case .deskLinkChanged: .deskLinkChanged
        case .rollCalled: .rollCalled
        case .agentRequested: .agentRequested
        case .agentShown: .agentShown
        case .standingsAsked: .standingsAsked
        case .clockArmed: .clockArmed
        case .clockSpanChanged: .clockSpanChanged
        case .clockClosed: .clockClosed
        case .clockWarned: .clockWarned
        case .clockBreached: .clockBreached
        case .breachRetracted: .breachRetracted
        case .escalationDue: .escalationDue
        case .announcementDue: .announcementDue
        case .alarmRaised: .alarmRaised
        case .alarmGrew: .alarmGrew
        case .alarmAcknowledged: .alarmAcknowledged
        case .alarmOverdue: .alarmOverdue
        case .outageNoted: .outageNoted
        case .watermarkNoted: .watermarkNoted
        case .watermarkAwaited: .watermarkAwaited
        case .clockRefused: .clockRefused
        case .rateCounted: .rateCounted
        case .attemptsBlocked: .attemptsBlocked
        case .surveyAnswered: .surveyAnswered
        case .attendanceChanged: .attendanceChanged
        case .feasibilityJudged: .feasibilityJudged
        case .pauseFlagged: .pauseFlagged
        case .calendarsRecounted: .calendarsRecounted
        case .effectOverdue: .effectOverdue
        case .effectWithdrawn: .effectWithdrawn
        case .mediumReleased: .mediumReleased
        case .mediumRefused: .mediumRefused
        }
    }

    /// The contact the fact is about, or nil when it is about none.
    public var contact: Contact.ID? {
        switch self {
        case .contactReceived(let fact): fact.contact
        case .contactConnected(let fact): fact.contact
        case .connectFailed(let fact): fact.contact
        case .contactHeld(let fact): fact.contact
        case .contactResumed(let fact): fact.contact
        case .contactAbandoned(let fact): fact.contact
        case .contactDisconnected(let fact): fact.contact
        case .messageReceived(let fact): fact.contact
        case .messageSent(let fact): fact.contact
        case .messageFailed(let fact): fact.contact
        case .effectPending(let fact): fact.contact
        case .effectDone(let fact): fact.contact
        case .effectFailed(let fact): fact.contact
        case .contactClassified(let fact): fact.contact
        case .inquiryOpened(let fact): fact.inquiry.contact
        case .inquiryResolved(let fact): fact.inquiry.contact
        case .contactPlaced(let fact): fact.contact
        case .contactWithdrawn(let fact): fact.contact
        case .priorityRaised(let fact): fact.contact
        case .handoffOffered(let fact): fact.placement.contact
        case .escalationDecided(let fact): fact.contact
        case .escalationRefused(let fact): fact.contact
        case .effectRequested(let fact): fact.contact
        case .contactEnded(let fact): fact.contact
        case .serviceBegan(let fact): fact.contact
        case .serviceInterrupted(let fact): fact.contact
        case .holdChanged(let fact): fact.contact
        case .clockStarted(let fact): fact.start.clock.contact
        case .clockSuspended(let fact): fact.clock.contact
        case .clockResumed(let fact): fact.clock.contact
        case .clockStopped(let fact): fact.clock.contact
        case .invariantBroken(let fact): fact.contact
        case .contactQueued(let fact): fact.placement.contact
        case .offerMade(let fact): fact.contact
        case .offerAccepted(let fact): fact.contact
        case .offerClosed(let fact): fact.contact
        case .wrapUpStarted(let fact): fact.contact
        case .dispositionNoted(let fact): fact.contact
        case .serviceEnded(let fact): fact.contact
        case .handoffAccepted(let fact): fact.placement.contact
        case .placementRefused(let fact): fact.contact
        case .contactReleased(let fact): fact.contact
        case .contactReturned(let fact): fact.contact
        case .escalationAsked(let fact): fact.contact
        case .mediumAsked(let fact): fact.contact
        case .contactVerified(let fact): fact.contact
        case .clockArmed(let fact): fact.clock.contact
        case .clockSpanChanged(let fact): fact.clock.contact
        case .clockClosed(let fact): fact.clock.contact
        case .clockWarned(let fact): fact.clock.contact
        case .clockBreached(let fact): fact.clock.contact
        case .breachRetracted(let fact): fact.clock.contact
        case .escalationDue(let fact): fact.clock.contact
        case .announcementDue(let fact): fact.clock.contact
        case .alarmRaised(let fact): fact.clock.contact
        case .workItemReceived(let fact): fact.item
        case .workItemReported(let fact): fact.item
        case .workItemOpened(let fact): fact.item
        case .workItemChanged(let fact): fact.item
        case .workItemRefused(let fact): fact.item
        case .clockRefused(let fact): fact.clock.contact
        case .rateCounted(let fact): fact.contact
        case .surveyAnswered(let fact): fact.contact
        case .pauseFlagged(let fact): fact.clock.contact
        case .effectOverdue(let fact): fact.contact
        case .effectWithdrawn(let fact): fact.contact
        case .mediumReleased(let fact): fact.contact
        case .mediumRefused(let fact): fact.contact
        case .contactBlocked, .watermark, .requestRefused, .watermarkAsked, .offerRefused, .agentStateChanged,
            .deskLinkChanged, .rollCalled, .rollDoubted, .rollSettled, .agentRequested, .agentShown,
            .standingsAsked, .alarmGrew, .alarmAcknowledged, .alarmOverdue, .outageNoted,
            .watermarkNoted, .watermarkAwaited, .attendanceChanged, .feasibilityJudged, .calendarsRecounted,
            .attemptsBlocked:
            nil
        }
    }
}
