public import Contacts
public import Facts

/// A person at the desk: signs in, goes ready, answers, disposes, ends wrap-up, and goes home.
///
/// It looks at the newest snapshot that the desk shows and asks for what is missing. So nothing depends on
/// having seen each step: after a restart of the desk, the first snapshot says what is still to be done.
public struct SimulatedAgent: Sendable {
    /// Whether the agent is to be at work.
    public enum Duty: Hashable, Sendable {
        case onShift, offShift
    }

    /// The agent.
    public let id: Agent.ID
    /// The session this run speaks with.
    public let session: Agent.SessionID
    /// Whether the agent is to be at work.
    public var duty: Duty
    /// What the desk showed last.
    public private(set) var snapshot: AgentStateChanged?
    private let leavingReason: ReasonCode?
    private let retryAfter: Duration
    private let signsOut: @Sendable (Offer.ID) -> Bool
    /// Since when each offer was seen; only open ones.
    private var offers: [Offer.ID: Instant] = [:]
    /// What was asked for and is still wanted, with the instant; nil while it is not answered.
    private var asked: [DeskRequest: Instant?] = [:]
    private var disposed: Set<Contact.ID> = []
    /// The written contacts whose reply the medium was asked to send.
    private var replied: Set<Contact.ID> = []

    /// An agent who has not signed in.
    public init(_ id: Agent.ID, duty: Duty, options: ReplayOptions) {
        self.id = id
        self.duty = duty
        session = Agent.SessionID("\(options.run)-\(id)")
        leavingReason = options.leavingReason
        retryAfter = options.retryAfter
        signsOut = { options.signsOut(on: $0) }
    }

    /// True when the agent is signed in with this run's session.
    public var isSignedIn: Bool { snapshot?.session == session }

    /// True when an offer was seen here first at an instant before `now` by `reaction` or more.
    private func hasReacted(to offer: Offer.ID, at now: Instant, _ reaction: (Offer.ID) -> Duration) -> Bool {
        guard let seen = offers[offer] else { return false }
        return seen.advanced(by: reaction(offer)) <= now
    }

    /// Takes what the desk shows; an older snapshot than the last is late and changes nothing.
    ///
    /// - Returns: True when it was news.
    public mutating func take(_ shown: AgentStateChanged, at now: Instant) -> Bool {
        if let snapshot, shown.at < snapshot.at { return false }
        snapshot = shown
        let open = shown.work.compactMap { $0.phase == .offered ? $0.offer : nil }
        offers = offers.filter { open.contains($0.key) }
        for offer in open where offers[offer] == nil { offers[offer] = now }
        let held = Set(shown.work.map(\.contact))
        disposed.formIntersection(held)
        replied.formIntersection(held)
        return true
    }

    /// What to ask the desk for now; each is remembered as asked.
    public mutating func asks(at now: Instant, reaction: (Offer.ID) -> Duration) -> [DeskRequest] {
        let wanted = wants(at: now, reaction: reaction)
        asked = asked.filter { entry in wanted.contains(entry.key) || entry.value == nil }
        let fresh = wanted.filter { request in
            switch asked[request] {
            case nil: true
            case .some(nil): false
            case .some(.some(let at)): at.advanced(by: retryAfter) <= now
            }
        }
        for request in fresh { asked.updateValue(nil, forKey: request) }
        return fresh
    }

    /// The desk committed a request or refused it; it is made again only if nothing changes for a while.
    public mutating func answered(_ request: DeskRequest, at now: Instant) {
        asked.updateValue(now, forKey: request)
        if case .dispose(let contact, _) = request { disposed.insert(contact) }
        if case .reply(let contact) = request { replied.insert(contact) }
    }

    /// When to look again: an offer to answer, or a request that changed nothing; nil when there is nothing.
    public func reviewAt(after now: Instant, reaction: (Offer.ID) -> Duration) -> Instant? {
        let answers = offers.map { $0.value.advanced(by: reaction($0.key)) }.filter { $0 > now }
        let retries = asked.values.compactMap { $0?.advanced(by: retryAfter) }
        return (answers + retries).min()
    }

    private func wants(at now: Instant, reaction: (Offer.ID) -> Duration) -> [DeskRequest] {
        guard let snapshot, snapshot.session == session else { return duty == .onShift ? [.signIn] : [] }
        var wants: [DeskRequest] = []
        for work in snapshot.work {
            switch work.phase {
            case .offered:
                if let offer = work.offer, hasReacted(to: offer, at: now, reaction) {
                    // Only whoever has nothing else in hand may go home on an offer.
                    let leaves = signsOut(offer) && snapshot.work.count == 1
                    wants.append(leaves ? .signOut(.returnAtPlace) : .answer(offer, .accept))
                }
            case .wrapUp: wants.append(finish(work))
            case .received, .classified, .waiting, .connecting, .inService, .held, .parked, .ended: break
            }
        }
        return wants + attendance(snapshot)
    }

    /// Has the reply sent to whoever wrote, writes down that the inquiry is settled and that the member says
    /// so too, then ends the wrap-up. Of what was written nobody has heard the member's word yet.
    private func finish(_ work: Agent.Work) -> DeskRequest {
        let contact = work.contact
        if work.channel.isMail, !replied.contains(contact) { return .reply(contact) }
        if disposed.contains(contact) { return .wrapUpEnded(contact) }
        if work.channel.isMail {
            return .dispose(contact, [Inquiry.Disposition(index: 1, result: .resolved)])
        }
        let word = Inquiry.Disposition(index: 1, result: .resolved, acceptance: .accepted)
        return .dispose(contact, [word])
    }

    private func attendance(_ snapshot: AgentStateChanged) -> [DeskRequest] {
        switch duty {
        case .onShift: return snapshot.reason == nil ? [] : [.ready]
        case .offShift:
            if snapshot.work.isEmpty { return [.signOut(.returnAtPlace)] }
            guard snapshot.reason == nil, let leavingReason else { return [] }
            return [.notReady(leavingReason)]
        }
    }
}
