import Contacts
public import Facts
import SwiftProtobuf

/// The bytes of a fact in an entry's body.
///
/// The kind stands in the entry's header, so a body is just the payload of that kind: no envelope is read
/// twice.
public enum FactCodec {
    /// Encodes a fact's payload; its kind goes into the entry's header.
    public static func encode(_ fact: Fact) -> [UInt8] {
        message(of: fact).bytes
    }

    /// Reads a fact and checks every field.
    ///
    /// - Parameters:
    ///   - kind: The number in the entry's header.
    ///   - body: The entry's body.
    /// - Returns: The fact.
    /// - Throws: `WireError` when no fact has that kind, or the body is not its payload.
    public static func decode(kind: UInt16, body: ArraySlice<UInt8>) throws(WireError) -> Fact {
        guard let known = FactKind(rawValue: kind) else { throw .unknownKind(kind) }
        return try decode(known, body)
    }

    // One line for each kind and nothing else, so that a new kind cannot be forgotten.
    private static func decode(_ kind: FactKind, _ body: ArraySlice<UInt8>) throws(WireError) -> Fact {
        switch kind {
        case .contactReceived: .contactReceived(try WireContactReceived.read(body))
        case .contactConnected: .contactConnected(try WireContactConnected.read(body))
        case .connectFailed: .connectFailed(try WireConnectFailed.read(body))
        case .contactHeld: .contactHeld(try WireContactHeld.read(body))
        case .contactResumed: .contactResumed(try WireContactResumed.read(body))
        case .contactAbandoned: .contactAbandoned(try WireContactAbandoned.read(body))
        case .contactDisconnected: .contactDisconnected(try WireContactDisconnected.read(body))
        case .messageReceived: .messageReceived(try WireMessageReceived.read(body))
        case .messageSent: .messageSent(try WireMessageSent.read(body))
        case .messageFailed: .messageFailed(try WireMessageFailed.read(body))
        case .contactBlocked: .contactBlocked(try WireContactBlocked.read(body))
        case .watermark: .watermark(try WireWatermark.read(body))
        case .effectPending: .effectPending(try WireEffectPending.read(body))
        case .effectDone: .effectDone(try WireEffectDone.read(body))
        case .effectFailed: .effectFailed(try WireEffectFailed.read(body))
        case .requestRefused: .requestRefused(try WireRequestRefused.read(body))
        case .contactClassified: .contactClassified(try WireContactClassified.read(body))
        case .inquiryOpened: .inquiryOpened(try WireInquiryOpened.read(body))
        case .inquiryResolved: .inquiryResolved(try WireInquiryResolved.read(body))
        case .contactPlaced: .contactPlaced(try WirePlacement.read(body))
        case .contactWithdrawn: .contactWithdrawn(try WireContactWithdrawn.read(body))
        case .priorityRaised: .priorityRaised(try WirePriorityRaised.read(body))
        case .handoffOffered: .handoffOffered(try WireHandoffOffered.read(body))
        case .escalationDecided: .escalationDecided(try WireEscalationDecided.read(body))
        case .escalationRefused: .escalationRefused(try WireEscalationRefused.read(body))
        case .effectRequested: .effectRequested(try WireEffectRequested.read(body))
        case .contactEnded: .contactEnded(try WireContactEnded.read(body))
        case .serviceBegan: .serviceBegan(try WireServiceBegan.read(body))
        case .serviceInterrupted: .serviceInterrupted(try WireServiceInterrupted.read(body))
        case .holdChanged: .holdChanged(try WireHoldChanged.read(body))
        case .clockStarted: .clockStarted(try WireClockStarted.read(body))
        case .clockSuspended: .clockSuspended(try WireClockSuspended.read(body))
        case .clockResumed: .clockResumed(try WireClockResumed.read(body))
        case .clockStopped: .clockStopped(try WireClockStopped.read(body))
        case .watermarkAsked: .watermarkAsked(try WireWatermarkAsked.read(body))
        case .rollDoubted: .rollDoubted(try WireRollDoubted.read(body))
        case .rollSettled: .rollSettled(try WireRollSettled.read(body))
        case .invariantBroken: .invariantBroken(try WireInvariantBroken.read(body))
        case .contactQueued: .contactQueued(try WireContactQueued.read(body))
        case .offerMade: .offerMade(try WireOfferMade.read(body))
        case .offerAccepted: .offerAccepted(try WireOfferAccepted.read(body))
        case .offerClosed: .offerClosed(try WireOfferClosed.read(body))
        case .offerRefused: .offerRefused(try WireOfferRefused.read(body))
        case .agentStateChanged: .agentStateChanged(try WireAgentStateChanged.read(body))
        case .wrapUpStarted: .wrapUpStarted(try WireWrapUpStarted.read(body))
        case .dispositionNoted: .dispositionNoted(try WireDispositionNoted.read(body))
        case .serviceEnded: .serviceEnded(try WireServiceEnded.read(body))
        case .handoffAccepted: .handoffAccepted(try WireHandoffAccepted.read(body))
        case .placementRefused: .placementRefused(try WirePlacementRefused.read(body))
        case .contactReleased: .contactReleased(try WireContactReleased.read(body))
        case .contactReturned: .contactReturned(try WireContactReturned.read(body))
        case .escalationAsked: .escalationAsked(try WireEscalationAsked.read(body))
        case .mediumAsked: .mediumAsked(try WireMediumAsked.read(body))
        case .contactVerified: .contactVerified(try WireContactVerified.read(body))
        case .deskLinkChanged: .deskLinkChanged(try WireDeskLinkChanged.read(body))
        case .rollCalled: .rollCalled(try WireRollCalled.read(body))
        case .agentRequested: .agentRequested(try WireAgentRequested.read(body))
        case .agentShown: .agentShown(try WireAgentShown.read(body))
        case .clockArmed: .clockArmed(try WireClockArmed.read(body))
        case .clockSpanChanged: .clockSpanChanged(try WireClockSpanChanged.read(body))
        case .clockClosed: .clockClosed(try WireClockClosed.read(body))
        case .clockWarned: .clockWarned(try WireThresholdPassed.read(body))
        case .clockBreached: .clockBreached(try WireThresholdPassed.read(body))
        case .breachRetracted: .breachRetracted(try WireBreachRetracted.read(body))
        case .escalationDue: .escalationDue(try WireEscalationDue.read(body))
        case .announcementDue: .announcementDue(try WireAnnouncementDue.read(body))
        case .alarmRaised: .alarmRaised(try WireAlarmRaised.read(body))
        case .alarmGrew: .alarmGrew(try WireAlarmGrew.read(body))
        case .alarmAcknowledged: .alarmAcknowledged(try WireAlarmAcknowledged.read(body))
        case .alarmOverdue: .alarmOverdue(try WireAlarmOverdue.read(body))
        case .outageNoted: .outageNoted(try WireOutageNoted.read(body))
        case .watermarkNoted: .watermarkNoted(try WireWatermarkNoted.read(body))
        case .watermarkAwaited: .watermarkAwaited(try WireWatermarkAwaited.read(body))
        case .rateCounted: .rateCounted(try WireRateCounted.read(body))
        }
    }

    /// The message that says a fact, for its bytes and for people.
    static func message(of fact: Fact) -> any SwiftProtobuf.Message {
        switch fact {
        case .contactReceived(let fact): WireContactReceived(fact)
        case .contactConnected(let fact): WireContactConnected(fact)
        case .connectFailed(let fact): WireConnectFailed(fact)
        case .contactHeld(let fact): WireContactHeld(fact)
        case .contactResumed(let fact): WireContactResumed(fact)
        case .contactAbandoned(let fact): WireContactAbandoned(fact)
        case .contactDisconnected(let fact): WireContactDisconnected(fact)
        case .messageReceived(let fact): WireMessageReceived(fact)
        case .messageSent(let fact): WireMessageSent(fact)
        case .messageFailed(let fact): WireMessageFailed(fact)
        case .contactBlocked(let fact): WireContactBlocked(fact)
        case .watermark(let fact): WireWatermark(fact)
        case .effectPending(let fact): WireEffectPending(fact)
        case .effectDone(let fact): WireEffectDone(fact)
        case .effectFailed(let fact): WireEffectFailed(fact)
        case .requestRefused(let fact): WireRequestRefused(fact)
        case .contactClassified(let fact): WireContactClassified(fact)
        case .inquiryOpened(let fact): WireInquiryOpened(fact)
        case .inquiryResolved(let fact): WireInquiryResolved(fact)
        case .contactPlaced(let fact): WirePlacement(fact)
        case .contactWithdrawn(let fact): WireContactWithdrawn(fact)
        case .priorityRaised(let fact): WirePriorityRaised(fact)
        case .handoffOffered(let fact): WireHandoffOffered(fact)
        case .escalationDecided(let fact): WireEscalationDecided(fact)
        case .escalationRefused(let fact): WireEscalationRefused(fact)
        case .effectRequested(let fact): WireEffectRequested(fact)
        case .contactEnded(let fact): WireContactEnded(fact)
        case .serviceBegan(let fact): WireServiceBegan(fact)
        case .serviceInterrupted(let fact): WireServiceInterrupted(fact)
        case .holdChanged(let fact): WireHoldChanged(fact)
        case .clockStarted(let fact): WireClockStarted(fact)
        case .clockSuspended(let fact): WireClockSuspended(fact)
        case .clockResumed(let fact): WireClockResumed(fact)
        case .clockStopped(let fact): WireClockStopped(fact)
        case .watermarkAsked(let fact): WireWatermarkAsked(fact)
        case .rollDoubted(let fact): WireRollDoubted(fact)
        case .rollSettled(let fact): WireRollSettled(fact)
        case .invariantBroken(let fact): WireInvariantBroken(fact)
        case .contactQueued(let fact): WireContactQueued(fact)
        case .offerMade(let fact): WireOfferMade(fact)
        case .offerAccepted(let fact): WireOfferAccepted(fact)
        case .offerClosed(let fact): WireOfferClosed(fact)
        case .offerRefused(let fact): WireOfferRefused(fact)
        case .agentStateChanged(let fact): WireAgentStateChanged(fact)
        case .wrapUpStarted(let fact): WireWrapUpStarted(fact)
        case .dispositionNoted(let fact): WireDispositionNoted(fact)
        case .serviceEnded(let fact): WireServiceEnded(fact)
        case .handoffAccepted(let fact): WireHandoffAccepted(fact)
        case .placementRefused(let fact): WirePlacementRefused(fact)
        case .contactReleased(let fact): WireContactReleased(fact)
        case .contactReturned(let fact): WireContactReturned(fact)
        case .escalationAsked(let fact): WireEscalationAsked(fact)
        case .mediumAsked(let fact): WireMediumAsked(fact)
        case .contactVerified(let fact): WireContactVerified(fact)
        case .deskLinkChanged(let fact): WireDeskLinkChanged(fact)
        case .rollCalled(let fact): WireRollCalled(fact)
        case .agentRequested(let fact): WireAgentRequested(fact)
        case .agentShown(let fact): WireAgentShown(fact)
        case .clockArmed(let fact): WireClockArmed(fact)
        case .clockSpanChanged(let fact): WireClockSpanChanged(fact)
        case .clockClosed(let fact): WireClockClosed(fact)
        case .clockWarned(let fact): WireThresholdPassed(fact)
        case .clockBreached(let fact): WireThresholdPassed(fact)
        case .breachRetracted(let fact): WireBreachRetracted(fact)
        case .escalationDue(let fact): WireEscalationDue(fact)
        case .announcementDue(let fact): WireAnnouncementDue(fact)
        case .alarmRaised(let fact): WireAlarmRaised(fact)
        case .alarmGrew(let fact): WireAlarmGrew(fact)
        case .alarmAcknowledged(let fact): WireAlarmAcknowledged(fact)
        case .alarmOverdue(let fact): WireAlarmOverdue(fact)
        case .outageNoted(let fact): WireOutageNoted(fact)
        case .watermarkNoted(let fact): WireWatermarkNoted(fact)
        case .watermarkAwaited(let fact): WireWatermarkAwaited(fact)
        case .rateCounted(let fact): WireRateCounted(fact)
        }
    }
}
