import Contacts
import Facts

extension TierQueueMachine {
    /// Decides an entry of another station.
    mutating func take(_ fact: QueueIntake, at now: Instant) {
        switch fact {
        case .contactPlaced(let placement): place(placement, .placed, at: now)
        case .handoffOffered(let offered): place(offered.placement, .handedOff, at: now)
        case .contactWithdrawn(let withdrawn): withdraw(withdrawn, at: now)
        case .priorityRaised(let raised): raise(raised, at: now)
        case .serviceBegan(let began): begin(began, at: now)
        case .serviceInterrupted(let interrupted): interrupt(interrupted, at: now)
        case .holdChanged(let changed): changeHold(changed, at: now)
        case .escalationRefused(let refused): passOn(refused)
        case .mediumRefused(let refused): passOn(refused)
        case .toneSounded(let tone): passOn(tone)
        case .requestRefused(let refused): passOn(refused)
        case .watermarkAsked(let asked): answer(asked, at: now)
        case .mismatchFound(let found): answer(found, at: now)
        case .agentRequested(let requested): decide(requested, at: now)
        case .snapshotsAsked: showEverybody(at: now)
        }
    }

    private mutating func answer(_ asked: WatermarkAsked, at now: Instant) {
        record(
            .watermark(Watermark(ask: asked.ask, through: now)),
            to: [configuration.directory.router]
        )
        reconcileIfIdle(at: now)
    }

    private enum Arrival {
        case placed, handedOff
    }

    private mutating func place(_ placement: Placement, _ arrival: Arrival, at now: Instant) {
        if let held = stored.contacts[placement.contact] {
            guard held.placement.generation != placement.generation else { return }
            return refuse(placement, "generation \(held.placement.generation) is held here")
        }
        guard placement.tier == configuration.tier else {
            return refuse(placement, "this is the queue of tier \(configuration.tier)")
        }
        if arrival == .handedOff {
            guard index.anyoneCanServe(placement) else {
                return refuse(placement, "no agent of the roster has the skills it needs")
            }
            record(
                .handoffAccepted(HandoffAccepted(placement: placement, at: now)),
                to: [configuration.directory.router]
            )
        }
        let queued = ContactQueued(placement: placement, at: now, reconcileAt: firstReconciliation(at: now))
        record(.contactQueued(queued))
        noteArrival(of: placement.contact)
    }

    private mutating func refuse(_ placement: Placement, _ reason: String) {
        let refused = PlacementRefused(
            contact: placement.contact,
            generation: placement.generation,
            tier: configuration.tier,
            reason: reason
        )
        record(.placementRefused(refused), to: [configuration.directory.router])
    }

    /// Lets the contact go.
    ///
    /// When it is gone already, what was said then (ended, released) is on its way as the answer.
    private mutating func withdraw(_ withdrawn: ContactWithdrawn, at now: Instant) {
        guard let contact = current(withdrawn.contact, withdrawn.generation) else { return }
        close(contact, .revoked, reason: ReasonCode(withdrawn.reason.rawValue))
        let released = ContactReleased(
            contact: withdrawn.contact,
            generation: withdrawn.generation,
            tier: configuration.tier,
            reason: withdrawn.reason,
            at: now,
            barred: contact.placement.barred ?? []
        )
        record(.contactReleased(released), to: [configuration.directory.router])
        if let agent = contact.agent { match(agent: agent, at: now) }
    }

    /// Queues the contact again with its better rank: its place is still the one its received instant gives.
    private mutating func raise(_ raised: PriorityRaised, at now: Instant) {
        guard let contact = current(raised.contact, raised.generation), raised.rank < contact.placement.rank
        else { return }
        var placement = contact.placement
        placement.rank = raised.rank
        record(.contactQueued(ContactQueued(placement: placement, at: now)))
        // A chat that had to wait behind a call may go before it now.
        match(contact: raised.contact, at: now)
    }

    private mutating func begin(_ began: ServiceBegan, at now: Instant) {
        guard let contact = current(began.contact, began.generation),
            case .connecting(let offer, let agent) = contact.stage, offer == began.offer, agent == began.agent
        else { return }
        showWork(of: agent, on: began.contact, as: .inService, at: now)
    }

    private mutating func changeHold(_ hold: HoldChanged, at now: Instant) {
        guard let contact = current(hold.contact, hold.generation) else { return }
        switch (contact.stage, hold.change) {
        case (.inService(_, let agent), .held): showWork(of: agent, on: hold.contact, as: .held, at: now)
        case (.held(_, let agent), .resumed): showWork(of: agent, on: hold.contact, as: .inService, at: now)
        case (.inService, .resumed), (.held, .held), (.waiting, _), (.offered, _), (.connecting, _),
            (.parked, _), (.wrapUp, _):
            break
        }
    }

    private mutating func interrupt(_ interrupted: ServiceInterrupted, at now: Instant) {
        guard let contact = current(interrupted.contact, interrupted.generation) else { return }
        switch (contact.stage, interrupted.cause) {
        case (.connecting(_, let agent), .memberLeft), (.connecting(_, let agent), .agentEnded),
            (.inService(_, let agent), .memberLeft), (.inService(_, let agent), .agentEnded),
            (.held(_, let agent), .memberLeft), (.held(_, let agent), .agentEnded),
            (.parked(_, let agent), .memberLeft), (.parked(_, let agent), .agentEnded):
            startWrapUp(contact, agent, at: interrupted.at)
        case (.connecting(_, let agent), .agentLegLost), (.inService(_, let agent), .agentLegLost),
            (.held(_, let agent), .agentLegLost), (.parked(_, let agent), .agentLegLost):
            giveBack(contact, agent, Reason.legLost, at: now)
        case (.connecting(_, let agent), .connectFailed):
            giveBack(contact, agent, Reason.legFailed, at: now)
        case (.inService, .connectFailed), (.held, .connectFailed), (.parked, .connectFailed), (.waiting, _),
            (.offered, _), (.wrapUp, _):
            break
        }
    }

    private mutating func startWrapUp(_ contact: QueuedContact, _ agent: Agent.ID, at left: Instant) {
        let limit = configuration.wrapUpLimit(contact.placement.channel)
        let started = WrapUpStarted(
            contact: contact.placement.contact,
            generation: contact.placement.generation,
            agent: agent,
            at: left,
            until: limit.map { left.advanced(by: $0) }
        )
        record(.wrapUpStarted(started))
    }

    /// The member remains and waits again at the place kept; the agent, whose leg is gone, is not ready.
    private mutating func giveBack(
        _ contact: QueuedContact,
        _ agent: Agent.ID,
        _ reason: ReasonCode,
        at now: Instant
    ) {
        let returned = ContactReturned(
            contact: contact.placement.contact,
            generation: contact.placement.generation,
            agent: agent,
            reason: reason,
            at: now
        )
        record(.contactReturned(returned))
        match(contact: contact.placement.contact, at: now)
    }

    private mutating func passOn(_ refused: EscalationRefused) {
        guard let agent = current(refused.contact, refused.generation)?.agent else { return }
        let refusal = RequestRefused(
            request: "escalate",
            field: "to",
            reason: refused.reason,
            agent: agent,
            items: [refused.contact]
        )
        record(.requestRefused(refusal), to: [configuration.directory.desk])
    }

    /// The agent may ask again, and is told why it was not done.
    private mutating func passOn(_ refused: MediumRefused) {
        guard current(refused.contact, refused.generation)?.agent == refused.agent else { return }
        record(.mediumRefused(refused), to: [configuration.directory.desk])
    }

    /// The router tells every queue what it refuses an agent; the one at which the agent sits passes it on.
    private mutating func passOn(_ refused: RequestRefused) {
        guard let agent = refused.agent, stored.agents[agent]?.session != nil else { return }
        record(.requestRefused(refused), to: [configuration.directory.desk])
    }

    /// The agent hears it, unless somebody else has the contact by now.
    private mutating func passOn(_ tone: ToneSounded) {
        guard current(tone.contact, tone.generation)?.agent == tone.agent else { return }
        record(.toneSounded(tone), to: [configuration.directory.desk])
    }

    /// The held contact, when what is said is about the generation held; anything else is late.
    private func current(_ contact: Contact.ID, _ generation: Generation) -> QueuedContact? {
        stored.contacts[contact].flatMap { $0.placement.generation == generation ? $0 : nil }
    }

    /// Shows the agent's work on `contact` in another phase, which is also how the state learns it.
    private mutating func showWork(
        of agent: Agent.ID,
        on contact: Contact.ID,
        as phase: Contact.Phase,
        at now: Instant
    ) {
        guard var record = stored.agents[agent] else { return }
        record.move(contact, to: phase)
        show(agent, record, at: now)
    }
}
