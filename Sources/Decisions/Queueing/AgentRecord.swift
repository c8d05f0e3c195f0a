import Contacts
import Facts

/// What the facts tell about one agent; skills and capacity are the configuration's.
struct AgentRecord: Hashable, Sendable, Codable {
    /// The session that speaks for the agent; nil when signed out.
    var session: Agent.SessionID?
    /// Why not ready, at once or, with work in hand, after it; nil when the agent wants contacts.
    var reason: ReasonCode?
    /// Everything the agent holds, in the order taken.
    var work: [Agent.Work] = []
    /// Since when the agent has held just this and been ready for more; nil until that is next shown.
    ///
    /// An offer that ends unanswered leaves it alone: being offered a contact that is then withdrawn does not
    /// send an agent to the end of the idle.
    var since: Instant?

    /// The open offer; an agent has at most one.
    var openOffer: Agent.Work? { work.first { $0.phase == .offered } }

    /// True when the agent signed in and wants contacts.
    var isReady: Bool { session != nil && reason == nil }

    /// What the agent is doing, the most pressing first.
    var state: Agent.State {
        guard session != nil else { return .signedOut }
        if openOffer != nil { return .offered }
        if work.contains(where: { $0.phase != .wrapUp }) { return .engaged }
        if !work.isEmpty { return .wrapUp }
        return reason == nil ? .ready : .notReady
    }

    /// Takes the standing that was shown.
    mutating func show(_ fact: AgentStateChanged) {
        if session != fact.session || reason != fact.reason { since = nil }
        session = fact.session
        reason = fact.reason
        work = fact.work
        since = since ?? fact.at
    }

    /// Adds an offer; only a ready agent is offered a contact, so an offer also tells that the agent is
    /// ready.
    mutating func offer(_ offered: Agent.Work) {
        if reason != nil { since = nil }
        reason = nil
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
