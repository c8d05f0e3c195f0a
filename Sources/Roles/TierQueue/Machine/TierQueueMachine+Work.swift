import Contacts
import Facts

/// Where an agent wants a contact to go on, and why.
struct EscalationWish {
    var to: Tier
    var reason: ReasonCode
    var priority: Urgency
}

extension TierQueueMachine {
    /// Decides what an agent asks for; every request ends in a fact or was already done.
    mutating func decide(_ requested: AgentRequested, at now: Instant) {
        if case .signIn = requested.request { return signIn(requested, at: now) }
        guard let session = stored.agents[requested.agent]?.session, session == requested.session else {
            return refuseSession(requested)
        }
        switch requested.request {
        case .signIn: break
        case .ready: makeReady(requested, at: now)
        case .notReady(let reason): makeNotReady(requested, reason, at: now)
        case .signOut(let rule): signOut(requested, rule, at: now)
        case .answer(let offer, .accept): accept(requested, offer, at: now)
        case .answer(let offer, .decline(let reason)): decline(requested, offer, reason, at: now)
        case .hold(let contact): ask(requested, .hold, contact)
        case .resume(let contact): ask(requested, .resume, contact)
        case .endService(let contact): ask(requested, .disconnect, contact)
        case .reply(let contact): ask(requested, .reply, contact)
        case .dispose(let contact, let dispositions): dispose(requested, contact, dispositions)
        case .wrapUpEnded(let contact): endWrapUp(requested, contact, at: now)
        case .verify(let contact, let verification): verify(requested, contact, verification, at: now)
        case .note(let contact, let code): note(requested, contact, code, at: now)
        case .respond(let contact, let recipient): respond(requested, contact, recipient, at: now)
        case .followUp(let contact, let said): followUp(requested, contact, said, at: now)
        case .identify(let contact, let said): identify(requested, contact, said, at: now)
        case .escalate(let contact, let tier, let reason, let priority):
            escalate(requested, contact, EscalationWish(to: tier, reason: reason, priority: priority))
        }
    }

    /// Only the open offer of this very agent can be accepted; the session was checked before.
    mutating func accept(_ requested: AgentRequested, _ offer: Offer.ID, at now: Instant) {
        if isConnecting(requested.agent, offer) { return }
        guard let contact = openOffer(of: requested.agent, offer) else {
            return refuse(requested, offer, "the offer is no longer open")
        }
        let accepted = OfferAccepted(
            offer: offer,
            contact: contact.placement.contact,
            generation: contact.placement.generation,
            agent: requested.agent
        )
        record(
            .offerAccepted(accepted),
            to: [configuration.directory.router, configuration.directory.desk]
        )
        match(agent: requested.agent, at: now)
    }

    mutating func decline(
        _ requested: AgentRequested,
        _ offer: Offer.ID,
        _ reason: ReasonCode,
        at now: Instant
    ) {
        guard configuration.declineReasons.isEmpty || configuration.declineReasons.contains(reason) else {
            return refuse(requested, field: "reason", "\(reason) is not among the codes for declining")
        }
        guard let contact = openOffer(of: requested.agent, offer) else {
            return refuse(requested, offer, "the offer is no longer open")
        }
        let isConflict = reason == Reason.conflict
        close(
            contact,
            .declined,
            reason: reason,
            notAgainBefore: isConflict ? nil : now.advanced(by: configuration.declineBackOff),
            everybodyBarred: isConflict && isEverybodyBarred(contact.placement, and: requested.agent)
        )
        match(contact: contact.placement.contact, at: now)
        match(agent: requested.agent, at: now)
    }

    /// Asks the medium for something; what already is so needs no asking.
    mutating func ask(_ requested: AgentRequested, _ action: MediumAsked.Action, _ id: Contact.ID) {
        guard let contact = work(of: requested, on: id) else { return }
        switch (contact.stage, action) {
        case _ where contact.openAsks?.contains(action) == true:
            break  // Pressed twice, it is one effect, and the medium has not answered yet.
        case (.inService, .reply), (.held, .reply), (.wrapUp, .reply):
            let channel = contact.placement.channel
            guard channel.isMail else {
                let reason = "\(id) came by \(channel.rawValue); expected a written contact"
                return refuse(requested, field: "contact", reason, items: [id])
            }
            tellRouter(requested, action, contact)
        case (.inService, .hold), (.held, .resume), (.inService, .disconnect), (.held, .disconnect):
            tellRouter(requested, action, contact)
        case (.held, .hold), (.inService, .resume), (.wrapUp, .disconnect):
            break
        case (.waiting, _), (.offered, _), (.connecting, _), (.parked, _), (.wrapUp, .hold),
            (.wrapUp, .resume):
            refuse(requested, field: "contact", "\(id) is in phase \(contact.phase.rawValue)", items: [id])
        }
    }

    private mutating func tellRouter(
        _ requested: AgentRequested, _ action: MediumAsked.Action, _ contact: QueuedContact
    ) {
        // The generation keeps the effect's key apart from those of an earlier stay at this tier.
        let number = UInt64(contact.placement.generation) * 1_000_000 + contact.asks + 1
        let asked = MediumAsked(
            contact: contact.placement.contact,
            generation: contact.placement.generation,
            agent: requested.agent,
            action: action,
            number: number
        )
        record(.mediumAsked(asked), to: [configuration.directory.router])
    }

    mutating func dispose(
        _ requested: AgentRequested,
        _ id: Contact.ID,
        _ dispositions: [Inquiry.Disposition]
    ) {
        guard let contact = work(of: requested, on: id) else { return }
        switch contact.stage {
        case .waiting, .offered, .connecting, .parked:
            refuse(requested, field: "contact", "\(id) is in phase \(contact.phase.rawValue)", items: [id])
        case .inService, .held, .wrapUp:
            let count = contact.placement.inquiryCount
            guard dispositions.allSatisfy({ $0.index >= 1 && Int($0.index) <= count }) else {
                return refuse(requested, field: "inquiry", "\(id) has inquiries 1 to \(count)", items: [id])
            }
            if let reason = contact.placement.channel.misfit(of: dispositions) {
                return refuse(requested, field: "otherwise", "\(id) \(reason)", items: [id])
            }
            var after = contact
            after.note(dispositions)
            guard after != contact else { return }
            let noted = DispositionNoted(
                contact: id,
                generation: contact.placement.generation,
                agent: requested.agent,
                dispositions: dispositions
            )
            record(.dispositionNoted(noted))
        }
    }

    /// Records what the agent established; it changes nothing here and is for the log and the next agent.
    mutating func verify(
        _ requested: AgentRequested, _ id: Contact.ID, _ verification: Verification, at now: Instant
    ) {
        guard let contact = work(of: requested, on: id) else { return }
        switch contact.stage {
        case .waiting, .offered, .connecting, .parked:
            refuse(requested, field: "contact", "\(id) is in phase \(contact.phase.rawValue)", items: [id])
        case .inService, .held, .wrapUp:
            let verified = ContactVerified(
                contact: id, generation: contact.placement.generation, agent: requested.agent,
                verification: verification, at: now)
            record(.contactVerified(verified))
        }
    }

    /// Records what the agent says in a code, once for each code while the contact is here.
    mutating func note(
        _ requested: AgentRequested, _ id: Contact.ID, _ code: ContactNoted.Code, at now: Instant
    ) {
        guard let contact = work(of: requested, on: id), contact.noted?.contains(code) != true else { return }
        switch contact.stage {
        case .waiting, .offered, .connecting, .parked:
            refuse(requested, field: "contact", "\(id) is in phase \(contact.phase.rawValue)", items: [id])
        case .inService, .held, .wrapUp:
            let noted = ContactNoted(
                contact: id, generation: contact.placement.generation, agent: requested.agent, code: code,
                at: now)
            record(.contactNoted(noted))
        }
    }

    /// The agent says that the matter was answered; the router knows which clock waits for that.
    mutating func respond(
        _ requested: AgentRequested, _ id: Contact.ID, _ recipient: ResponseGiven.Recipient, at now: Instant
    ) {
        guard let contact = work(of: requested, on: id) else { return }
        switch contact.stage {
        case .waiting, .offered, .connecting, .parked:
            refuse(requested, field: "contact", "\(id) is in phase \(contact.phase.rawValue)", items: [id])
        case .inService, .held, .wrapUp:
            let given = ResponseGiven(
                contact: id, generation: contact.placement.generation, agent: requested.agent,
                recipient: recipient, at: now)
            record(.responseGiven(given), to: [configuration.directory.router])
        }
    }

    mutating func endWrapUp(_ requested: AgentRequested, _ id: Contact.ID, at now: Instant) {
        guard let contact = work(of: requested, on: id) else { return }
        guard case .wrapUp(let agent, _) = contact.stage else {
            return refuse(
                requested,
                field: "contact",
                "\(id) is in phase \(contact.phase.rawValue)",
                items: [id]
            )
        }
        endService(contact, agent, at: now)
        match(agent: agent, at: now)
    }

    /// Passes the wish to the router.
    ///
    /// A live member in wrap-up has gone, and nobody is left to hand over.
    mutating func escalate(_ requested: AgentRequested, _ id: Contact.ID, _ wish: EscalationWish) {
        guard let contact = work(of: requested, on: id) else { return }
        guard wish.to != configuration.tier || configuration.transferReasons.contains(wish.reason) else {
            return refuse(requested, field: "to", "\(id) is at tier \(wish.to) already", items: [id])
        }
        switch contact.stage {
        case .inService, .held: break
        case .wrapUp where !contact.placement.channel.isLive: break
        case .waiting, .offered, .connecting, .parked, .wrapUp:
            return refuse(
                requested,
                field: "contact",
                "\(id) is in phase \(contact.phase.rawValue)",
                items: [id]
            )
        }
        let asked = EscalationAsked(
            contact: id,
            generation: contact.placement.generation,
            agent: requested.agent,
            from: configuration.tier,
            to: wish.to,
            reason: wish.reason,
            priority: wish.priority
        )
        record(.escalationAsked(asked), to: [configuration.directory.router])
    }

    /// The contact that the asking agent holds; otherwise the agent is told so.
    private mutating func work(of requested: AgentRequested, on id: Contact.ID) -> QueuedContact? {
        guard let contact = stored.contacts[id], contact.agent == requested.agent else {
            refuse(requested, field: "contact", "\(requested.agent) does not hold \(id)", items: [id])
            return nil
        }
        return contact
    }

    private func openOffer(of agent: Agent.ID, _ offer: Offer.ID) -> QueuedContact? {
        guard let open = stored.agents[agent]?.openOffer, open.offer == offer else { return nil }
        return stored.contacts[open.contact]
    }

    /// True while the medium is being connected for `offer`: the answer was taken, and came twice.
    private func isConnecting(_ agent: Agent.ID, _ offer: Offer.ID) -> Bool {
        stored.agents[agent]?.work.contains { work in
            guard case .connecting(let accepted, _) = stored.contacts[work.contact]?.stage else {
                return false
            }
            return accepted == offer
        } ?? false
    }
}
