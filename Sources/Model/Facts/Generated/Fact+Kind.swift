// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

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
        case .attemptsBlocked: .attemptsBlocked
        case .surveyAnswered: .surveyAnswered
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
        case .mismatchFound: .mismatchFound
        case .mismatchSettled: .mismatchSettled
        case .invariantBroken: .invariantBroken
        case .workItemOpened: .workItemOpened
        case .workItemChanged: .workItemChanged
        case .workItemRefused: .workItemRefused
        case .clockRetold: .clockRetold
        case .answerJudged: .answerJudged
        case .contactLinked: .contactLinked
        case .messageNoted: .messageNoted
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
        case .deskLinkChanged: .deskLinkChanged
        case .contactVerified: .contactVerified
        case .reconciliationSent: .reconciliationSent
        case .attendanceChanged: .attendanceChanged
        case .contactNoted: .contactNoted
        case .responseGiven: .responseGiven
        case .inquiryFollowedUp: .inquiryFollowedUp
        case .contactIdentified: .contactIdentified
        case .agentRequested: .agentRequested
        case .agentShown: .agentShown
        case .snapshotsAsked: .snapshotsAsked
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
        case .alarmReduced: .alarmReduced
        case .toneDue: .toneDue
        case .rateCounted: .rateCounted
        case .feasibilityJudged: .feasibilityJudged
        case .pauseFlagged: .pauseFlagged
        case .calendarsRecounted: .calendarsRecounted
        case .effectOverdue: .effectOverdue
        case .effectWithdrawn: .effectWithdrawn
        case .mediumReleased: .mediumReleased
        case .mediumRefused: .mediumRefused
        case .toneSounded: .toneSounded
        case .contactReported: .contactReported
        case .contactChanged: .contactChanged
        case .workItemIncomplete: .workItemIncomplete
        case .workOutOfTurn: .workOutOfTurn
        case .workParked: .workParked
        case .workResumed: .workResumed
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
        case .workItemReceived(let fact): fact.item
        case .workItemReported(let fact): fact.item
        case .surveyAnswered(let fact): fact.contact
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
        case .workItemOpened(let fact): fact.item
        case .workItemChanged(let fact): fact.item
        case .workItemRefused(let fact): fact.item
        case .clockRetold(let fact): fact.clock.contact
        case .answerJudged(let fact): fact.inquiry.contact
        case .contactLinked(let fact): fact.contact
        case .messageNoted(let fact): fact.contact
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
        case .contactNoted(let fact): fact.contact
        case .responseGiven(let fact): fact.contact
        case .inquiryFollowedUp(let fact): fact.contact
        case .contactIdentified(let fact): fact.contact
        case .clockArmed(let fact): fact.clock.contact
        case .clockSpanChanged(let fact): fact.clock.contact
        case .clockClosed(let fact): fact.clock.contact
        case .clockWarned(let fact): fact.clock.contact
        case .clockBreached(let fact): fact.clock.contact
        case .breachRetracted(let fact): fact.clock.contact
        case .escalationDue(let fact): fact.clock.contact
        case .announcementDue(let fact): fact.clock.contact
        case .alarmRaised(let fact): fact.clock.contact
        case .clockRefused(let fact): fact.clock.contact
        case .alarmReduced(let fact): fact.clock.contact
        case .toneDue(let fact): fact.clock.contact
        case .rateCounted(let fact): fact.contact
        case .pauseFlagged(let fact): fact.clock.contact
        case .effectOverdue(let fact): fact.contact
        case .effectWithdrawn(let fact): fact.contact
        case .mediumReleased(let fact): fact.contact
        case .mediumRefused(let fact): fact.contact
        case .toneSounded(let fact): fact.contact
        case .contactReported(let fact): fact.contact
        case .contactChanged(let fact): fact.contact
        case .workItemIncomplete(let fact): fact.item
        case .workOutOfTurn(let fact): fact.item
        case .workParked(let fact): fact.contact
        case .workResumed(let fact): fact.contact
        case .contactBlocked, .watermark, .requestRefused, .attemptsBlocked, .watermarkAsked, .mismatchFound,
            .mismatchSettled, .offerRefused, .agentStateChanged, .deskLinkChanged, .reconciliationSent,
            .attendanceChanged, .agentRequested, .agentShown, .snapshotsAsked, .alarmGrew, .alarmAcknowledged,
            .alarmOverdue, .outageNoted, .watermarkNoted, .watermarkAwaited, .feasibilityJudged,
            .calendarsRecounted:
            nil
        }
    }
}
