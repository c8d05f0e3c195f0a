public import Contacts
public import Facts

/// Everything an agent desk remembers: who sits where, and what was last shown to each.
public struct AttendingState: MachineState {
    /// The current sitting of each agent.
    var sittings: [Agent.ID: Sitting] = [:]
    /// The standing that each agent's page shows.
    var shown: [Agent.ID: AgentStateChanged] = [:]

    /// One agent at one desk.
    struct Sitting: Hashable, Sendable, Codable {
        /// Its session.
        var session: Agent.SessionID
        /// Whether the tier queue has shown a standing with it.
        var stage: Stage

        /// A sign-in on its way to the queue outlives a standing of the time before it.
        enum Stage: String, Hashable, Sendable, Codable {
            case asked, taken
        }
    }

    /// The state before any fact.
    public init() {}

    /// The session that may speak for `agent`; nil when nobody signed in.
    public func session(of agent: Agent.ID) -> Agent.SessionID? { sittings[agent]?.session }

    /// What the page of `agent` shows; nil before the first standing.
    public func standing(of agent: Agent.ID) -> AgentStateChanged? { shown[agent] }

    /// A desk waits for nothing.
    public var nextDeadline: Instant? { nil }

    /// Agents who ever sat here.
    public var size: Int { shown.count }

    /// Applies one recorded fact of this desk; facts of others change nothing here.
    public mutating func evolve(_ fact: Fact) {
        switch fact {
        case .agentRequested(let requested):
            guard case .signIn = requested.request else { return }
            sittings[requested.agent] = Sitting(session: requested.session, stage: .asked)
        case .agentShown(let fact):
            show(fact.standing)
        case .contactReceived, .contactConnected, .connectFailed, .contactHeld, .contactResumed,
            .contactAbandoned, .contactDisconnected, .messageReceived, .messageSent, .messageFailed,
            .contactBlocked, .watermark, .effectPending, .effectDone, .effectFailed, .requestRefused,
            .contactClassified, .inquiryOpened, .inquiryResolved, .contactPlaced, .contactWithdrawn,
            .priorityRaised, .handoffOffered, .escalationDecided, .escalationRefused, .effectRequested,
            .contactEnded, .serviceBegan, .serviceInterrupted, .holdChanged, .clockStarted, .clockSuspended,
            .clockResumed, .clockStopped, .watermarkAsked, .contactQueued, .offerMade, .offerAccepted,
            .offerClosed, .offerRefused, .agentStateChanged, .wrapUpStarted, .dispositionNoted, .serviceEnded,
            .handoffAccepted, .placementRefused, .contactReleased, .contactReturned, .escalationAsked,
            .mediumAsked, .contactVerified, .deskLinkChanged, .rollCalled, .rollDoubted, .rollSettled,
            .invariantBroken,
            .workItemReceived, .workItemReported, .workItemOpened, .workItemChanged, .workItemRefused,
            .clockRefused, .clockArmed, .clockSpanChanged, .clockClosed,
            .clockWarned,
            .clockBreached, .breachRetracted, .escalationDue, .announcementDue, .alarmRaised, .alarmGrew,
            .alarmAcknowledged, .alarmOverdue, .outageNoted, .watermarkNoted, .watermarkAwaited, .rateCounted:
            break
        }
    }

    /// Every sitting that the queue has taken is in the standing shown.
    public func checkInvariants() {
        for (agent, sitting) in sittings where sitting.stage == .taken {
            precondition(shown[agent]?.session != nil, "\(agent) signed out has no sitting")
        }
        for (agent, standing) in shown {
            precondition(standing.agent == agent, "\(agent) is shown the own standing")
        }
    }

    private mutating func show(_ standing: AgentStateChanged) {
        shown[standing.agent] = standing
        guard let sitting = sittings[standing.agent] else { return }
        if standing.session == sitting.session {
            sittings[standing.agent]?.stage = .taken
        } else if standing.session == nil, sitting.stage == .taken {
            sittings[standing.agent] = nil
        }
    }
}
