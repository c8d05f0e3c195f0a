import Contacts
import Facts

/// What the facts tell about one agent; skills and capacity are the configuration's.
struct AgentRecord: Hashable, Sendable, Codable {
    /// The session that speaks for the agent; nil when signed out.
    var session: Agent.SessionID?
    /// Why not ready by the agent's own word, at once or, with work in hand, after it; nil when the agent
    /// gave none. Also what the queue gave, in a checkpoint from before the two were kept apart.
    var reason: ReasonCode?
    /// Why the queue made the agent not ready; kept beside the agent's own reason, never instead of it.
    var imposed: ReasonCode?
    /// Everything the agent holds, in the order taken.
    var work: [Agent.Work] = []
    /// Since when the agent has held just this and been ready for more; nil until that is next shown.
    ///
    /// An offer that ends unanswered leaves it alone: being offered a contact that is then withdrawn does not
    /// send an agent to the end of the idle.
    var since: Instant?

    /// The open offer; an agent has at most one.
    var openOffer: Agent.Work? { work.first { $0.phase == .offered } }

    /// Why not ready, as it shows and counts: the agent's own reason goes before the queue's.
    var shownReason: ReasonCode? { reason ?? imposed }

    /// True when the agent signed in and wants contacts.
    var isReady: Bool { session != nil && shownReason == nil }

    /// What the agent is doing, the most pressing first.
    var state: Agent.State {
        guard session != nil else { return .signedOut }
        if openOffer != nil { return .offered }
        if work.contains(where: { $0.phase != .wrapUp }) { return .engaged }
        if !work.isEmpty { return .wrapUp }
        return shownReason == nil ? .ready : .notReady
    }

    /// Takes the snapshot that was shown.
    mutating func show(_ fact: AgentStateChanged) {
        let byQueue =
            fact.imposed == nil && fact.reason.map(AgentStateChanged.queueReasons.contains) ?? false
        let own = byQueue ? nil : fact.reason
        let given = byQueue ? fact.reason : fact.imposed
        if session != fact.session || reason != own || imposed != given { since = nil }
        session = fact.session
        reason = own
        imposed = given
        work = fact.work
        since = since ?? fact.at
    }

    /// Adds an offer; only a ready agent is offered a contact, so an offer also tells that the agent is
    /// ready.
    mutating func offer(_ offered: Agent.Work) {
        if shownReason != nil { since = nil }
        reason = nil
        imposed = nil
        work.append(offered)
    }

    /// The phase of the work on `contact` changes.
    mutating func move(_ contact: Contact.ID, to phase: Contact.Phase) {
        guard let index = work.firstIndex(where: { $0.contact == contact }) else { return }
        if work[index].phase == .offered { since = nil }
        work[index].phase = phase
        work[index].offer = nil
    }

    /// The agent no longer holds `contact`.
    mutating func drop(_ contact: Contact.ID) {
        guard let index = work.firstIndex(where: { $0.contact == contact }) else { return }
        if work[index].phase != .offered { since = nil }
        work.remove(at: index)
    }
}
