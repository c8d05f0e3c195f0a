import Contacts
import Facts
import OrderedCollections

extension TierQueueMachine {
    /// Offers `contact` to whoever is free for it, if it waits and somebody is.
    mutating func match(contact id: Contact.ID, at now: Instant) {
        guard !waitsForBatch(), stored.deskLink == .regained, let contact = stored.contacts[id],
            contact.isWaiting
        else { return }
        guard let agent = index.agent(for: contact, in: stored.contacts, at: now) else {
            return interrupt(for: contact, at: now)
        }
        offer(contact, to: agent, at: now)
        // It was another one's turn; somebody else may be free for this one.
        if stored.contacts[id]?.isWaiting == true { match(contact: id, at: now) }
    }

    /// Offers `agent` the contact that goes first, if the agent is ready with room and one waits.
    mutating func match(agent: Agent.ID, at now: Instant) {
        guard stored.agents[agent]?.isReady ?? false else { return }
        matchAssumingReady(agent, at: now)
    }

    /// Offers `agent` a contact as if the agent were ready; an offer made tells that the agent is.
    mutating func matchAssumingReady(_ agent: Agent.ID, at now: Instant) {
        guard !waitsForBatch(), stored.deskLink == .regained, let record = stored.agents[agent]
        else { return }
        let kinds = index.room(of: agent, record)
        guard !kinds.isEmpty, let id = index.contact(for: agent, kinds: kinds, in: stored.contacts, at: now),
            let contact = stored.contacts[id]
        else { return }
        offer(contact, to: agent, at: now)
    }

    /// Matches until nobody is free for anything that waits, the contact that goes first at each step.
    mutating func matchEverything(at now: Instant) {
        guard !waitsForBatch(), stored.deskLink == .regained else { return }
        while let (id, agent) = index.best(in: stored.contacts, at: now), let contact = stored.contacts[id] {
            offer(contact, to: agent, at: now)
        }
        for agent in index.softAgents { softened.append(agent) }
    }

    /// Looks again at what was held back, once somebody is freer or some time has gone by.
    mutating func matchHeldBack(at now: Instant) {
        guard index.isReserving, index.isFreer || heldUntil.map({ $0 <= now }) ?? true else { return }
        (index.isReserving, index.isFreer) = (false, false)
        matchEverything(at: now)
        heldUntil = index.isReserving ? now.advanced(by: Self.lookAgain) : nil
    }

    /// How long what is held back waits at most until it is looked at again.
    private static let lookAgain = Duration.seconds(30)

    /// Ends every stage whose deadline has come, then matches what that set free.
    mutating func expire(at now: Instant) {
        var anything = false
        while let due = stored.deadlines.first, due.at <= now {
            anything = true
            guard let contact = stored.contacts[due.contact] else {
                preconditionFailure("a deadline at \(due.at) for \(due.contact), which is not held")
            }
            end(contact, at: now)
        }
        if anything { matchEverything(at: now) }
    }

    /// Ends the stage of `contact`, whose deadline has come.
    private mutating func end(_ contact: QueuedContact, at now: Instant) {
        let id = contact.placement.contact
        switch contact.stage {
        case .waiting:
            guard let decline = contact.lastDecline else { return }
            let returned = ContactReturned(
                contact: id,
                generation: contact.placement.generation,
                agent: decline.agent,
                reason: Reason.backOffOver,
                at: now
            )
            record(.contactReturned(returned))
        case .offered:
            close(contact, .expired)
        case .wrapUp(let agent, _):
            endService(contact, agent, at: now)
        case .connecting, .inService, .held, .parked:
            preconditionFailure("\(contact.phase) of \(id) has no deadline")
        }
    }

    mutating func offer(_ first: QueuedContact, to agent: Agent.ID, at now: Instant) {
        let turn = index.turn(
            of: first, for: agent, limit: configuration.urgentRun, in: stored.contacts)
        guard let contact = stored.contacts[turn.contact] else {
            preconditionFailure("\(turn.contact), which has its turn, is not held")
        }
        guard let session = stored.agents[agent]?.session else {
            preconditionFailure("\(agent), who is to be offered \(contact.placement.contact), is signed out")
        }
        let placement = contact.placement
        let timeout = configuration.offerTimeout(placement.channel)
        let made = OfferMade(
            offer: Offer.ID(tier: configuration.tier, number: stored.lastOffer + 1),
            contact: placement.contact,
            generation: placement.generation,
            agent: agent,
            session: session,
            channel: placement.channel,
            contactClass: placement.contactClass,
            received: placement.received,
            deadline: now.advanced(by: timeout),
            inversion: index.inversion(of: contact),
            passedOver: turn.passedOver
        )
        record(.offerMade(made), to: [configuration.directory.router, configuration.directory.desk])
    }

    /// Closes the open offer of `contact`, if there is one.
    mutating func close(
        _ contact: QueuedContact,
        _ cause: OfferClosed.Cause,
        reason: ReasonCode? = nil,
        notAgainBefore: Instant? = nil,
        everybodyBarred: Bool = false
    ) {
        guard case .offered(let offer, let agent, _) = contact.stage else { return }
        let closed = OfferClosed(
            offer: offer,
            contact: contact.placement.contact,
            generation: contact.placement.generation,
            agent: agent,
            cause: cause,
            reason: reason,
            notAgainBefore: notAgainBefore,
            everybodyBarred: everybodyBarred
        )
        record(.offerClosed(closed), to: [configuration.directory.router, configuration.directory.desk])
    }

    /// The agent is done with `contact`.
    mutating func endService(_ contact: QueuedContact, _ agent: Agent.ID, at now: Instant) {
        let ended = ServiceEnded(
            contact: contact.placement.contact,
            generation: contact.placement.generation,
            agent: agent,
            dispositions: contact.completedDispositions,
            at: now
        )
        record(.serviceEnded(ended), to: [configuration.directory.router])
    }
}
