internal import Contacts
internal import Facts

extension Fact {
    /// The words of what happens between the router and the tiers.
    var placementWords: String {
        switch self {
        case .contactPlaced(let fact):
            "placed with Tier \(fact.tier) (generation \(fact.generation), \(fact.cause.rawValue))"
        case .contactWithdrawn(let fact): "taken back from Tier \(fact.tier): \(fact.reason.rawValue)"
        case .handoffOffered(let fact):
            "handed from Tier \(fact.from) to Tier \(fact.placement.tier) by rule \(fact.rule)"
        case .escalationDecided(let fact):
            "moves from Tier \(fact.from) to Tier \(fact.to) by rule \(fact.rule): "
                + "\(fact.reason), \(fact.priority.rawValue), "
                + (fact.agent.map { "asked by \($0)" } ?? "asked by a clock")
        case .escalationRefused(let fact):
            "stays with Tier \(fact.tier)" + (fact.rule.map { " by rule \($0)" } ?? "") + ": \(fact.reason)"
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
                + fact.dispositions.map { "inquiry \($0.index) \($0.result.rawValue)" }.joined(
                    separator: ", ")
        case .serviceEnded(let fact): "\(fact.agent) is done with it"
        case .handoffAccepted(let fact): "Tier \(fact.placement.tier) takes it"
        case .placementRefused(let fact): "Tier \(fact.tier) does not take it: \(fact.reason)"
        case .contactReleased(let fact): "Tier \(fact.tier) lets it go: \(fact.reason.rawValue)"
        case .contactReturned(let fact): "waits again, no longer with \(fact.agent): \(fact.reason)"
        case .escalationAsked(let fact):
            "\(fact.agent) asks for Tier \(fact.to): \(fact.reason), \(fact.priority.rawValue)"
        case .contactVerified(let fact):
            "\(fact.agent) notes the member as \(fact.verification.level.rawValue), by "
                + fact.verification.method.rawValue
        case .invariantBroken(let fact): "\(fact.invariant.rawValue): \(fact.evidence)"
        case .mediumAsked(let fact): "\(fact.agent) asks to \(fact.action.rawValue)"
        case .contactReceived, .contactConnected, .connectFailed, .contactHeld, .contactResumed,
            .contactAbandoned, .contactDisconnected, .messageReceived, .messageSent, .messageFailed,
            .contactBlocked, .watermark, .effectPending, .effectDone, .effectFailed, .requestRefused,
            .contactClassified, .inquiryOpened, .inquiryResolved, .priorityRaised, .effectRequested,
            .contactEnded, .serviceBegan, .serviceInterrupted, .holdChanged, .clockStarted,
            .clockSuspended, .clockResumed, .clockStopped, .watermarkAsked, .agentStateChanged,
            .deskLinkChanged,
            .rollCalled, .rollDoubted, .rollSettled, .agentRequested, .agentShown,
            .standingsAsked, .clockArmed,
            .clockSpanChanged,
            .clockClosed, .clockWarned, .clockBreached, .breachRetracted, .escalationDue,
            .announcementDue, .alarmRaised, .alarmGrew, .alarmAcknowledged, .alarmOverdue, .outageNoted,
            .watermarkNoted, .watermarkAwaited, .workItemReceived, .workItemReported, .workItemOpened,
            .workItemChanged, .workItemRefused, .clockRefused, .rateCounted,
            .attendanceChanged, .feasibilityJudged, .pauseFlagged, .calendarsRecounted,
            .attemptsBlocked, .surveyAnswered,
            .effectOverdue, .effectWithdrawn, .mediumReleased, .mediumRefused:
            kind.description
        }
    }

    /// The words of what happens to clocks.
    var clockWords: String {
        switch self {
        case .clockStarted(let fact): "clock \(fact.start.clock) begins from \(fact.start.from)"
        case .clockSuspended(let fact):
            "clock \(fact.clock) stands still: \(fact.cause)" + proof(fact.by, fact.evidence)
        case .clockResumed(let fact):
            "clock \(fact.clock) runs on: \(fact.cause)" + proof(fact.by, fact.evidence)
        case .clockStopped(let fact): "clock \(fact.clock) stops: \(fact.cause)"
        case .clockArmed(let fact):
            "clock \(fact.clock) watched: "
                + fact.thresholds.map { "\($0.name) due \($0.due.map(\.description) ?? "when it runs")" }
                .joined(separator: ", ")
        case .clockSpanChanged(let fact):
            "clock \(fact.clock) \(fact.mode.rawValue) after "
                + "\(Duration.microseconds(fact.used).inWords): \(fact.cause)"
        case .clockClosed(let fact):
            "clock \(fact.clock) over after \(Duration.microseconds(fact.used).inWords): \(fact.cause)"
        case .clockWarned(let fact):
            "clock \(fact.clock) warns: \(fact.threshold), due \(fact.due)" + fact.circumstances
        case .clockBreached(let fact):
            "clock \(fact.clock) breached: \(fact.threshold), due \(fact.due)" + fact.circumstances
        case .breachRetracted(let fact):
            "breach \(fact.threshold) of \(fact.clock) taken back: it had stopped at \(fact.stopped)"
        case .clockRefused(let fact): "clock \(fact.clock) is not to \(fact.request): \(fact.reason)"
        case .pauseFlagged(let fact):
            "pause \(fact.number) of \(fact.clock) is put on the list for review: "
                + fact.reasons.map(\.inWords).joined(separator: ", ")
        case .escalationDue(let fact): "clock \(fact.clock) moves it to Tier \(fact.to): \(fact.reason)"
        case .announcementDue(let fact):
            "\(fact.announcement) is to be heard: \(fact.threshold) of \(fact.clock)"
        case .alarmRaised(let fact):
            "alarm \(fact.alarm) for \(fact.recipient) by rule \(fact.rule): "
                + "\(fact.threshold) of \(fact.clock)" + (fact.evidence.map { ": \($0)" } ?? "")
        case .contactReceived, .contactConnected, .connectFailed, .contactHeld, .contactResumed,
            .contactAbandoned, .contactDisconnected, .messageReceived, .messageSent, .messageFailed,
            .contactBlocked, .watermark, .effectPending, .effectDone, .effectFailed, .requestRefused,
            .contactClassified, .inquiryOpened, .inquiryResolved, .contactPlaced, .contactWithdrawn,
            .priorityRaised, .handoffOffered, .escalationDecided, .escalationRefused, .effectRequested,
            .contactEnded, .serviceBegan, .serviceInterrupted, .holdChanged, .watermarkAsked,
            .contactQueued, .offerMade, .offerAccepted, .offerClosed, .offerRefused, .agentStateChanged,
            .wrapUpStarted, .dispositionNoted, .serviceEnded, .handoffAccepted, .placementRefused,
            .contactReleased, .contactReturned, .escalationAsked, .mediumAsked, .contactVerified,
            .deskLinkChanged, .rollCalled, .rollDoubted, .rollSettled, .invariantBroken,
            .agentRequested, .agentShown,
            .standingsAsked, .alarmGrew, .alarmAcknowledged, .alarmOverdue, .outageNoted,
            .watermarkNoted, .watermarkAwaited, .workItemReceived, .workItemReported, .workItemOpened,
            .workItemChanged, .workItemRefused, .rateCounted,
            .attendanceChanged, .feasibilityJudged, .calendarsRecounted,
            .attemptsBlocked, .surveyAnswered,
            .effectOverdue, .effectWithdrawn, .mediumReleased, .mediumRefused:
            kind.description
        }
    }
}

extension PauseFlagged.Reason {
    /// Why a pause is to be looked at.
    var inWords: String {
        switch self {
        case .beforeDeadline: "shortly before a deadline"
        case .repeated: "again and again"
        case .withoutContact: "with nobody spoken or written to"
        }
    }
}

extension ThresholdPassed {
    /// What a reader must know beside the instant.
    fileprivate var circumstances: String {
        (presumed ? ", presumed" : "") + (duringOutage ? ", while the watchdog was not running" : "")
    }
}

extension MediumReleased {
    /// Who answers for what.
    var inWords: String {
        let settled = effects.isEmpty ? "its end" : effects.map(\.rawValue).joined(separator: ", ")
        return "\(by) answers for the medium, \(reason): \(settled)"
    }
}

extension EffectAction {
    /// What the medium is to do.
    var inWords: String {
        switch self {
        case .connect(let offer, let agent): "connect \(agent) (\(offer))"
        case .hold: "hold"
        case .resume: "resume"
        case .disconnect: "disconnect"
        case .close(let outcome): "close (\(outcome.rawValue))"
        case .announce(let text): "announce \(text)"
        case .acknowledge: "acknowledge"
        }
    }
}
