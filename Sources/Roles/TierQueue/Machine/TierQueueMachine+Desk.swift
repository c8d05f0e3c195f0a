import Contacts
import Facts

extension TierQueueMachine {
    /// The desk can not be reached: nobody could answer, so what is offered waits again and nobody is to
    /// blame.
    mutating func loseLink(_ station: StationName, at now: Instant) {
        guard station == configuration.directory.desk, stored.deskLink == .regained else { return }
        // Offers first, so that at no point something is offered to a lost desk.
        for agent in stored.agents.keys.sorted() {
            guard let offered = stored.agents[agent]?.openOffer,
                let contact = stored.contacts[offered.contact]
            else { continue }
            close(contact, .revoked, reason: Reason.deskLost)
        }
        record(.deskLinkChanged(DeskLinkChanged(desk: station, change: .lost, at: now)))
    }

    /// The desk is back: everything is matched, since offers stood still.
    mutating func regainLink(_ station: StationName, at now: Instant) {
        guard station == configuration.directory.desk, stored.deskLink == .lost else { return }
        record(.deskLinkChanged(DeskLinkChanged(desk: station, change: .regained, at: now)))
        matchEverything(at: now)
    }

    mutating func signIn(_ requested: AgentRequested, at now: Instant) {
        var record = stored.agents[requested.agent] ?? AgentRecord()
        let isKnown = index.knows(requested.agent)
        guard isKnown || !record.work.isEmpty else {
            refuse(requested, field: "agent", "\(requested.agent) is not on this tier's roster")
            // Nothing is open here: the desk may take the agent to the tier whose roster has the agent now.
            return endSession(of: requested.agent, Reason.offRoster, at: now)
        }
        guard record.session != requested.session else { return }
        let offered = record.openOffer.flatMap { stored.contacts[$0.contact] }
        if let offered {
            close(offered, .revoked, reason: Reason.newSession)
            record = stored.agents[requested.agent] ?? record
        }
        record.session = requested.session
        record.imposed = isKnown ? Reason.signedIn : Reason.offRoster
        show(requested.agent, record, at: now)
        if let offered { match(contact: offered.placement.contact, at: now) }
    }

    mutating func makeReady(_ requested: AgentRequested, at now: Instant) {
        guard var record = stored.agents[requested.agent], !record.isReady else { return }
        matchAssumingReady(requested.agent, at: now)
        guard !(stored.agents[requested.agent]?.isReady ?? true) else { return }
        guard index.knows(requested.agent) else {
            return refuse(
                requested, field: "agent",
                "\(requested.agent) is on this tier's roster no more; only what is open can be finished",
                items: record.work.map(\.contact))
        }
        record.reason = nil
        record.imposed = nil
        show(requested.agent, record, at: now)
    }

    mutating func makeNotReady(_ requested: AgentRequested, _ reason: ReasonCode, at now: Instant) {
        guard configuration.notReadyReasons.contains(reason) else {
            return refuse(requested, field: "reason", "\(reason) is not among the codes for not ready")
        }
        guard var record = stored.agents[requested.agent], record.reason != reason else { return }
        record.reason = reason
        show(requested.agent, record, at: now)
    }

    mutating func signOut(
        _ requested: AgentRequested,
        _ rule: Agent.SignOutRule,
        at now: Instant
    ) {
        guard let record = stored.agents[requested.agent] else { return }
        let blocking: [Agent.Work]
        switch rule {
        case .refuseWithWork: blocking = record.work
        case .returnAtPlace: blocking = record.work.filter { $0.phase != .offered }
        }
        guard blocking.isEmpty else {
            return refuse(
                requested,
                field: "work",
                "\(blocking.count) contacts are still open",
                items: blocking.map(\.contact)
            )
        }
        let offered = record.openOffer.flatMap { stored.contacts[$0.contact] }
        if let offered { close(offered, .revoked, reason: Reason.signedOut) }
        endSession(of: requested.agent, nil, at: now)
        if let offered { match(contact: offered.placement.contact, at: now) }
    }

    /// After another roster: who is on it no more finishes what is connected and gets nothing new.
    mutating func followRoster(at now: Instant) {
        for agent in stored.agents.keys.sorted() {
            guard let before = stored.agents[agent], before.session != nil else { continue }
            guard !index.knows(agent) else {
                if before.imposed == Reason.offRoster { impose(Reason.signedIn, on: agent, at: now) }
                continue
            }
            if let offered = before.openOffer.flatMap({ stored.contacts[$0.contact] }) {
                close(offered, .revoked, reason: Reason.offRoster)
            }
            if stored.agents[agent]?.work.isEmpty ?? true {
                endSession(of: agent, Reason.offRoster, at: now)
            } else if before.imposed != Reason.offRoster {
                impose(Reason.offRoster, on: agent, at: now)
            }
        }
    }

    private mutating func impose(_ reason: ReasonCode, on agent: Agent.ID, at now: Instant) {
        guard var record = stored.agents[agent] else { return }
        record.imposed = reason
        show(agent, record, at: now)
    }

    mutating func refuseSession(_ requested: AgentRequested) {
        if case .answer(let offer, _) = requested.request {
            return refuse(requested, offer, "the session is not the agent's current one")
        }
        refuse(requested, field: "session", "\(requested.session) is not the session of \(requested.agent)")
    }

    /// Tells the desk, and so the agent, that a request can not be done.
    mutating func refuse(
        _ requested: AgentRequested,
        field: String,
        _ reason: String,
        items: [Contact.ID] = []
    ) {
        let refused = RequestRefused(
            request: requested.request.name,
            field: field,
            reason: reason,
            agent: requested.agent,
            items: items
        )
        record(.requestRefused(refused), to: [configuration.directory.desk])
    }

    /// Tells the desk that an answer came too late or from elsewhere.
    mutating func refuse(_ requested: AgentRequested, _ offer: Offer.ID, _ reason: String) {
        let refused = OfferRefused(
            offer: offer,
            agent: requested.agent,
            session: requested.session,
            reason: reason
        )
        record(.offerRefused(refused), to: [configuration.directory.desk])
    }
}
