internal import Contacts
internal import Facts

extension Fact {
    /// What the fact says, in a supervisor's words: what happened, whom it concerns, and why.
    var inWords: String {
        switch self {
        case .contactReceived(let fact):
            "received by \(fact.channel.rawValue) at \(fact.received)\(fact.stampWords): "
                + fact.attributes.inquiries.map(\.type.rawValue).joined(separator: ", ")
        case .contactConnected(let fact): "connected with \(fact.agent) (\(fact.offer))"
        case .connectFailed(let fact): "not connected with \(fact.agent): \(fact.reason.rawValue)"
        case .contactHeld: "on hold"
        case .contactResumed: "off hold"
        case .contactAbandoned(let fact): "the member left unanswered at \(fact.at)"
        case .contactDisconnected(let fact): "disconnected by \(fact.party.rawValue)"
        case .messageReceived: "a further message came"
        case .messageSent(let fact): "\(fact.purpose.rawValue) sent"
        case .messageFailed(let fact): "\(fact.purpose.rawValue) not sent: \(fact.reason)"
        case .effectPending(let fact): "the medium is to \(fact.action.inWords)"
        case .effectDone(let fact): "the medium did \(fact.effect)"
        case .effectFailed(let fact): "the medium could not do \(fact.effect): \(fact.reason)"
        case .effectOverdue(let fact):
            "the medium has not answered to \(fact.effect), asked at \(fact.asked) (attempt \(fact.attempt))"
        case .effectWithdrawn(let fact): "\(fact.effect) is withdrawn: \(fact.reason)"
        case .mediumReleased(let fact): fact.inWords
        case .mediumRefused(let fact):
            "\(fact.agent) is told that the medium did not \(fact.action.rawValue): \(fact.reason)"
        case .contactClassified(let fact):
            "class \(fact.contactClass), rank \(fact.rank), Tier \(fact.tier), needs "
                + (fact.needs.isEmpty ? "nothing" : fact.needs.map(\.description).joined(separator: ", "))
                + " by rule \(fact.rule)"
        case .inquiryOpened(let fact): "inquiry \(fact.inquiry.index) about \(fact.type), case \(fact.caseID)"
        case .inquiryResolved(let fact):
            "inquiry \(fact.inquiry.index) resolved"
                + (fact.acceptance.map { ", the member \($0.rawValue)" } ?? "")
        case .contactEnded(let fact):
            "ended: \(fact.outcome.rawValue)" + (fact.agent.map { ", last with \($0)" } ?? "")
        case .effectRequested(let fact): "asks the medium to \(fact.action.inWords)"
        case .priorityRaised(let fact): "rank raised to \(fact.rank) by rule \(fact.rule)"
        case .serviceBegan(let fact): "in service with \(fact.agent)"
        case .serviceInterrupted(let fact): "service interrupted: \(fact.cause.rawValue)"
        case .holdChanged(let fact): "hold: \(fact.change.rawValue)"
        case .contactPlaced, .contactWithdrawn, .handoffOffered, .escalationDecided, .escalationRefused,
            .contactQueued, .offerMade, .offerAccepted, .offerClosed, .offerRefused, .wrapUpStarted,
            .dispositionNoted, .serviceEnded, .handoffAccepted, .placementRefused, .contactReleased,
            .contactReturned, .escalationAsked, .mediumAsked, .contactVerified, .invariantBroken:
            placementWords
        case .clockStarted, .clockSuspended, .clockResumed, .clockStopped, .clockArmed,
            .clockSpanChanged, .clockClosed, .clockWarned, .clockBreached, .breachRetracted,
            .escalationDue, .announcementDue, .alarmRaised, .clockRefused, .pauseFlagged:
            clockWords
        case .workItemReceived, .workItemReported, .workItemOpened, .workItemChanged, .workItemRefused:
            workWords
        case .rateCounted(let fact):
            (fact.event == .reached ? "reached Tier 3" : "closed")
                + ": \(fact.reached) reached Tier 3, \(fact.closed) closed in the window"
                + fact.crossings.map { ", \($0.change.rawValue) \($0.rule)" }.joined()
        case .surveyAnswered(let fact):
            "survey answered:"
                + (fact.satisfaction.map { " satisfaction \($0) of 5" } ?? "")
                + (fact.recommendation.map { " recommendation \($0) of 10" } ?? "")
        case .contactBlocked, .watermark, .requestRefused, .watermarkAsked, .agentStateChanged,
            .deskLinkChanged,
            .rollCalled, .rollDoubted, .rollSettled, .agentRequested, .agentShown,
            .standingsAsked, .alarmGrew,
            .alarmAcknowledged,
            .alarmOverdue, .outageNoted, .watermarkNoted, .watermarkAwaited, .attendanceChanged,
            .feasibilityJudged, .calendarsRecounted, .attemptsBlocked:
            // About no contact; never asked for its words.
            kind.description
        }
    }
}

extension ContactReceived {
    /// What the adapter said of the receipt, where that does not count; older logs say nothing of it.
    fileprivate var stampWords: String {
        stamped == received || stamped == ingested ? "" : ", stamped \(stamped) by its adapter"
    }
}
