import Contacts
public import Facts

extension TierQueueState {
    /// Applies one recorded fact.
    public mutating func evolve(_ fact: QueueFact) {
        switch fact {
        case .contactQueued(let fact): queue(fact)
        case .offerMade(let fact): offer(fact)
        case .offerAccepted(let fact): accept(fact)
        case .offerClosed(let fact): close(fact)
        case .agentStateChanged(let fact): show(fact)
        case .wrapUpStarted(let fact): move(fact.contact, to: .wrapUp(agent: fact.agent, until: fact.until))
        case .workParked(let fact): park(fact.contact)
        case .workResumed(let fact): resume(fact.contact)
        case .dispositionNoted(let fact): contacts[fact.contact]?.note(fact.dispositions)
        case .contactNoted(let fact): contacts[fact.contact]?.note(fact.code)
        case .serviceEnded(let fact): forget(fact.contact)
        case .contactReleased(let fact): forget(fact.contact)
        case .contactReturned(let fact): takeBack(fact)
        case .mediumAsked(let fact): contacts[fact.contact]?.ask(fact.action)
        case .mediumRefused(let fact): contacts[fact.contact]?.settle(fact.action)
        case .deskLinkChanged(let fact): deskLink = fact.change
        case .reconciliationSent(let fact): turnReconciliation(fact)
        case .told: break  // Said to others, or for the record alone.
        }
    }

    /// Takes a new contact, or a better rank of one that is held already.
    private mutating func queue(_ fact: ContactQueued) {
        let placement = fact.placement
        if let at = fact.reconcileAt { nextReconciliation = at }
        if contacts[placement.contact] == nil {
            contactOrder.insert(placement.contact)
            contacts[placement.contact] = QueuedContact(placement: placement, stage: .waiting)
        } else {
            contacts[placement.contact]?.placement = placement
        }
    }

    /// The next slice begins behind this one; an answer to a mismatch is outside of the turn.
    private mutating func turnReconciliation(_ fact: ReconciliationSent) {
        guard fact.answering == nil else { return }
        nextReconciliation = fact.next
        reconciledThrough = fact.through
    }

    private mutating func offer(_ fact: OfferMade) {
        lastOffer = max(lastOffer, fact.offer.number)
        contacts[fact.contact]?.passedOver = nil
        for passed in fact.passedOver {
            guard var contact = contacts[passed] else { continue }
            contact.passedOver = (contact.passedOver ?? 0) + 1
            contacts[passed] = contact
        }
        setStage(of: fact.contact, .offered(fact.offer, agent: fact.agent, deadline: fact.deadline))
        agents[fact.agent, default: AgentRecord()].offer(
            Agent.Work(contact: fact.contact, channel: fact.channel, phase: .offered, offer: fact.offer)
        )
    }

    private mutating func accept(_ fact: OfferAccepted) {
        contacts[fact.contact]?.lastDecline = nil
        move(fact.contact, to: .connecting(fact.offer, agent: fact.agent))
    }

    /// The contact waits again; who did not answer is not ready (RONA), who declined is remembered: for good
    /// when it was for a conflict of interest.
    private mutating func close(_ fact: OfferClosed) {
        agents[fact.agent]?.drop(fact.contact)
        switch fact.cause {
        case .declined:
            if fact.reason == TierQueueMachine.Reason.conflict {
                contacts[fact.contact]?.placement.bar([fact.agent])
                return setStage(of: fact.contact, .waiting)
            }
            setStage(
                of: fact.contact,
                .waiting,
                decline: QueuedContact.Decline(agent: fact.agent, until: fact.notAgainBefore)
            )
        case .expired:
            agents[fact.agent]?.imposed = TierQueueMachine.Reason.rona
            setStage(of: fact.contact, .waiting)
        case .revoked:
            setStage(of: fact.contact, .waiting)
        }
    }

    /// Takes an agent's snapshot; the phases between connecting and wrap-up are told by nothing else.
    private mutating func show(_ fact: AgentStateChanged) {
        agents[fact.agent, default: AgentRecord()].show(fact)
        for work in fact.work {
            switch contacts[work.contact]?.stage {
            case .connecting(let offer, let agent), .inService(let offer, let agent),
                .held(let offer, let agent):
                if work.phase == .inService { setStage(of: work.contact, .inService(offer, agent: agent)) }
                if work.phase == .held { setStage(of: work.contact, .held(offer, agent: agent)) }
            case .waiting, .offered, .parked, .wrapUp, nil:
                break
            }
        }
    }

    private mutating func park(_ contact: Contact.ID) {
        guard case .inService(let offer, let agent) = contacts[contact]?.stage else { return }
        move(contact, to: .parked(offer, agent: agent))
    }

    private mutating func resume(_ contact: Contact.ID) {
        guard case .parked(let offer, let agent) = contacts[contact]?.stage else { return }
        move(contact, to: .inService(offer, agent: agent))
    }

    /// The contact waits again and its agent is not ready; or, while it waits, a decline's back-off is over.
    private mutating func takeBack(_ fact: ContactReturned) {
        guard let contact = contacts[fact.contact] else { return }
        if contact.isWaiting {
            let over = contact.lastDecline.map { QueuedContact.Decline(agent: $0.agent, until: nil) }
            setStage(of: fact.contact, .waiting, decline: over)
        } else if contact.agent == fact.agent {
            agents[fact.agent]?.drop(fact.contact)
            agents[fact.agent]?.imposed = fact.reason
            setStage(of: fact.contact, .waiting)
        }
    }

    private mutating func forget(_ contact: Contact.ID) {
        guard let held = contacts.removeValue(forKey: contact) else { return }
        contactOrder.remove(contact)
        if let due = held.deadline { deadlines.remove(ContactDeadline(at: due, contact: contact)) }
        if let agent = held.agent { agents[agent]?.drop(contact) }
    }

    /// The contact and its agent's work go on to `stage` together.
    private mutating func move(_ contact: Contact.ID, to stage: QueuedContact.Stage) {
        setStage(of: contact, stage)
        guard let held = contacts[contact], let agent = held.agent else { return }
        agents[agent]?.move(contact, to: held.phase)
    }

    /// The only place that changes a stage, so that `deadlines` never disagrees.
    private mutating func setStage(
        of contact: Contact.ID,
        _ stage: QueuedContact.Stage,
        decline: QueuedContact.Decline? = nil
    ) {
        let before = contacts[contact]?.deadline
        contacts[contact]?.enter(stage)
        if let decline { contacts[contact]?.lastDecline = decline }
        let after = contacts[contact]?.deadline
        guard before != after else { return }
        if let before { deadlines.remove(ContactDeadline(at: before, contact: contact)) }
        if let after { deadlines.insert(ContactDeadline(at: after, contact: contact)) }
    }
}
