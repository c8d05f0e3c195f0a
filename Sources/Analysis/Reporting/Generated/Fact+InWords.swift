// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

internal import Contacts
internal import Facts

extension Fact {
    /// What the fact says, in a supervisor's words: what happened, whom it concerns, and why.
    var inWords: String {
        switch self {
        case .contactReceived(let fact):
            "received by \(fact.channel.rawValue) at \(fact.received)\(fact.stampWords): "
                + fact.attributes.inquiries.map(\.type).listed
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
        case .workItemReceived(let fact):
            "work item of class \(fact.workClass) received at \(fact.received)"
                + (fact.facts.isEmpty ? "" : " (" + fact.facts.listed + ")")
                + (fact.requester.map { " of \($0.rawValue)" } ?? "") + ", brought by \(fact.by)"
                + (fact.evidence.map { ", evidence \($0)" } ?? "")
        case .workItemReported(let fact):
            "reported: \(fact.change) at \(fact.at), by \(fact.by)"
                + (fact.evidence.map { ", evidence \($0)" } ?? "")
        case .surveyAnswered(let fact):
            "survey answered:" + (fact.satisfaction.map { " satisfaction \($0) of 5" } ?? "")
                + (fact.recommendation.map { " recommendation \($0) of 10" } ?? "")
        case .contactClassified(let fact):
            "class \(fact.contactClass), rank \(fact.rank), Tier \(fact.tier), needs "
                + (fact.needs.isEmpty ? "nothing" : fact.needs.listed) + " by rule \(fact.rule)"
        case .inquiryOpened(let fact): "inquiry \(fact.inquiry.index) about \(fact.type), case \(fact.caseID)"
        case .inquiryResolved(let fact):
            "inquiry \(fact.inquiry.index) resolved"
                + (fact.acceptance.map { ", the member \($0.rawValue)" } ?? "")
        case .contactPlaced(let fact):
            "placed with Tier \(fact.tier) (generation \(fact.generation), \(fact.cause.rawValue))"
        case .contactWithdrawn(let fact): "taken back from Tier \(fact.tier): \(fact.reason.rawValue)"
        case .priorityRaised(let fact): "rank raised to \(fact.rank) by rule \(fact.rule)"
        case .handoffOffered(let fact):
            "handed from Tier \(fact.from) to Tier \(fact.placement.tier) by rule \(fact.rule)"
        case .escalationDecided(let fact):
            "moves from Tier \(fact.from) to Tier \(fact.to) by rule \(fact.rule): \(fact.reason), "
                + "\(fact.priority.rawValue), asked by " + (fact.agent.map { "\($0)" } ?? "a clock")
        case .escalationRefused(let fact):
            "stays with Tier \(fact.tier)" + (fact.rule.map { " by rule \($0)" } ?? "") + ": \(fact.reason)"
        case .effectRequested(let fact): "asks the medium to \(fact.action.inWords)"
        case .contactEnded(let fact):
            "ended: \(fact.outcome.rawValue)" + (fact.agent.map { ", last with \($0)" } ?? "")
        case .serviceBegan(let fact): "in service with \(fact.agent)"
        case .serviceInterrupted(let fact): "service interrupted: \(fact.cause.rawValue)"
        case .holdChanged(let fact): "hold: \(fact.change.rawValue)"
        case .clockStarted(let fact): "clock \(fact.start.clock) begins from \(fact.start.from)"
        case .clockSuspended(let fact):
            "clock \(fact.clock) is suspended: \(fact.cause)" + (fact.by.map { ", by \($0)" } ?? "")
                + (fact.evidence.map { ", evidence \($0)" } ?? "")
        case .clockResumed(let fact):
            "clock \(fact.clock) runs on: \(fact.cause)" + (fact.by.map { ", by \($0)" } ?? "")
                + (fact.evidence.map { ", evidence \($0)" } ?? "")
        case .clockStopped(let fact): "clock \(fact.clock) stops: \(fact.cause)"
        case .invariantBroken(let fact): "\(fact.invariant.rawValue): \(fact.evidence)"
        case .workItemOpened(let fact):
            "tracked as \(fact.workClass), clocks: "
                + (fact.clocks.isEmpty ? "none" : fact.clocks.map(\.clock.name).listed)
        case .workItemChanged(let fact):
            "\(fact.change) at \(fact.at), by \(fact.by)" + (fact.evidence.map { ", evidence \($0)" } ?? "")
                + "\(fact.ending)"
        case .workItemRefused(let fact): "\(fact.change), said by \(fact.by), has no effect: \(fact.reason)"
        case .clockRetold(let fact):
            "clock \(fact.clock) is told anew from its beginning: \(fact.cause)"
                + (fact.by.map { ", by \($0)" } ?? "")
        case .answerJudged(let fact):
            "answer to inquiry \(fact.inquiry.index): the member \(fact.acceptance.rawValue) at "
                + "\(fact.at)"
        case .contactLinked(let fact):
            "belongs to" + (fact.member.map { " member \($0)" } ?? "")
                + (fact.issue.map { ", issue \($0)" } ?? "") + (fact.caseID.map { ", case \($0)" } ?? "")
                + (fact.index.map { ", inquiry \($0)" } ?? "") + ", says \(fact.agent)"
        case .messageNoted(let fact):
            "takes note: \(fact.purpose.rawValue) \(fact.word.rawValue) at \(fact.at)"
        case .contactQueued(let fact):
            "waits in Tier \(fact.placement.tier), place of \(fact.placement.received)"
        case .offerMade(let fact):
            "offered to \(fact.agent), who wins it (\(fact.offer)), until \(fact.deadline)"
                + (fact.inversion.map { "; before an earlier one: \($0.rawValue)" } ?? "")
        case .offerAccepted(let fact): "\(fact.agent) accepts \(fact.offer)"
        case .offerClosed(let fact):
            "\(fact.offer) to \(fact.agent) \(fact.cause.rawValue)" + (fact.reason.map { ": \($0)" } ?? "")
        case .offerRefused(let fact):
            "the answer of \(fact.agent) to \(fact.offer) is refused: \(fact.reason)"
        case .wrapUpStarted(let fact): "\(fact.agent) wraps up"
        case .dispositionNoted(let fact):
            "\(fact.agent) notes "
                + fact.dispositions.map { "inquiry \($0.index) \($0.result.rawValue)" }.listed
        case .serviceEnded(let fact): "\(fact.agent) is done with it"
        case .handoffAccepted(let fact): "Tier \(fact.placement.tier) takes it"
        case .placementRefused(let fact): "Tier \(fact.tier) does not take it: \(fact.reason)"
        case .contactReleased(let fact): "Tier \(fact.tier) lets it go: \(fact.reason.rawValue)"
        case .contactReturned(let fact): "waits again, no longer with \(fact.agent): \(fact.reason)"
        case .escalationAsked(let fact):
            "\(fact.agent) asks for Tier \(fact.to): \(fact.reason), \(fact.priority.rawValue)"
        case .mediumAsked(let fact): "\(fact.agent) asks to \(fact.action.rawValue)"
        case .contactVerified(let fact):
            "\(fact.agent) notes the member as \(fact.verification.level.rawValue), by "
                + "\(fact.verification.method.rawValue)"
        case .contactNoted(let fact): "\(fact.agent) notes \(fact.code.rawValue)"
        case .responseGiven(let fact): "\(fact.agent) answers the \(fact.recipient.rawValue)"
        case .inquiryFollowedUp(let fact):
            "\(fact.agent) follows up inquiry \(fact.said.index) by \(fact.said.means.rawValue) at "
                + "\(fact.at): \(fact.said.result.rawValue)\(fact.memberWords)"
        case .contactIdentified(let fact): "\(fact.agent) says whose it is"
        case .clockArmed(let fact): "clock \(fact.clock) watched: " + fact.thresholds.map(\.inWords).listed
        case .clockSpanChanged(let fact):
            "clock \(fact.clock) \(fact.mode.rawValue) after "
                + "\(Duration.microseconds(fact.used).inWords)\(fact.duesInWords): \(fact.cause)"
        case .clockClosed(let fact):
            "clock \(fact.clock) over after \(Duration.microseconds(fact.used).inWords): " + "\(fact.cause)"
        case .clockWarned(let fact):
            "clock \(fact.clock) warns: \(fact.threshold), due \(fact.due)\(fact.circumstances)"
        case .clockBreached(let fact):
            "clock \(fact.clock) breached: \(fact.threshold), due \(fact.due)\(fact.circumstances)"
        case .breachRetracted(let fact):
            "\(fact.levelInWords) \(fact.threshold) of \(fact.clock) taken back: it had stopped at "
                + "\(fact.stopped)"
        case .escalationDue(let fact): "clock \(fact.clock) moves it to Tier \(fact.to): \(fact.reason)"
        case .announcementDue(let fact):
            "\(fact.announcement) is to be heard: \(fact.threshold) of \(fact.clock)"
        case .alarmRaised(let fact):
            "alarm \(fact.alarm) for \(fact.recipient) by rule \(fact.rule): \(fact.threshold) of "
                + "\(fact.clock)" + (fact.evidence.map { ": \($0)" } ?? "")
        case .clockRefused(let fact): "clock \(fact.clock) is not to \(fact.request): \(fact.reason)"
        case .alarmReduced(let fact):
            "alarm \(fact.alarm) stands for \(fact.count): \(fact.threshold) of \(fact.clock) is "
                + "taken back"
        case .toneDue(let fact): "a tone is to be heard at the desk: \(fact.threshold) of \(fact.clock)"
        case .rateCounted(let fact):
            "\(fact.eventWords): \(fact.reached) reached Tier 3, \(fact.closed) closed in the "
                + "window\(fact.crossingWords)"
        case .pauseFlagged(let fact):
            "pause \(fact.number) of \(fact.clock) is put on the list for review: "
                + fact.reasons.map(\.inWords).listed
        case .effectOverdue(let fact):
            "the medium has not answered to \(fact.effect), asked at \(fact.asked) "
                + "(attempt \(fact.attempt))"
        case .effectWithdrawn(let fact): "\(fact.effect) is withdrawn: \(fact.reason)"
        case .mediumReleased(let fact):
            "\(fact.by) answers for the medium, \(fact.reason): "
                + (fact.effects.isEmpty ? "its end" : fact.effects.listed)
        case .mediumRefused(let fact):
            "\(fact.agent) is told that the medium did not \(fact.action.rawValue): \(fact.reason)"
        case .toneSounded(let fact): "\(fact.agent) hears a tone: \(fact.threshold)"
        case .contactReported(let fact):
            "reported: \(fact.change) at \(fact.at), by \(fact.by)"
                + (fact.evidence.map { ", evidence \($0)" } ?? "")
        case .contactChanged(let fact):
            "\(fact.change) at \(fact.at), by \(fact.by)" + (fact.evidence.map { ", evidence \($0)" } ?? "")
                + "; what was recorded at receipt stands beside it"
        case .workItemIncomplete(let fact):
            "\(fact.change) at \(fact.at), said by \(fact.by), has no effect: \(fact.reason)"
        case .workOutOfTurn(let fact):
            "taken up by \(fact.by) at \(fact.at) out of turn: \(fact.before) of \(fact.line) is "
                + "older and waits"
        case .workParked(let fact): "\(fact.agent) puts it aside for \(fact.waiting)"
        case .workResumed(let fact): "\(fact.agent) goes on with it"
        case .contactBlocked, .watermark, .requestRefused, .attemptsBlocked, .watermarkAsked, .mismatchFound,
            .mismatchSettled, .agentStateChanged, .deskLinkChanged, .reconciliationSent, .attendanceChanged,
            .agentRequested, .agentShown, .snapshotsAsked, .alarmGrew, .alarmAcknowledged, .alarmOverdue,
            .outageNoted, .watermarkNoted, .watermarkAwaited, .feasibilityJudged, .calendarsRecounted:
            kind.description
        }
    }
}
