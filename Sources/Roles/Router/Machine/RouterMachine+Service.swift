import Contacts
import Facts

/// What gateways report of the medium, and what agents ask of it.
extension RouterMachine {
    /// An agent took the offer: the gateway is asked to connect, unless the contact is leaving this tier.
    mutating func accepted(_ fact: OfferAccepted) {
        guard let contact = current(fact.contact, fact.generation, "offer_accepted") else { return }
        let effect = Effect.ID.connecting(fact.offer)
        guard !contact.asked.contains(effect) else { return }
        switch contact.phase {
        case .placed, .handoffOffered, .connecting:
            request(effect, .connect(offer: fact.offer, agent: fact.agent), of: contact)
        case .releasing: break  // The source gives the agent free with its release.
        case .inService, .wrapUp:
            refuse("offer_accepted", of: fact.contact, field: "offer", "another offer was served")
        }
    }

    /// The member and the agent are connected: service begins.
    mutating func connected(_ fact: ContactConnected) {
        guard let contact = state.contacts[fact.contact] else { return }
        switch contact.phase {
        case .connecting(let attempt, _) where attempt.offer == fact.offer: begin(contact, fact)
        case .inService(let attempt, _) where attempt.offer == fact.offer: break
        case .wrapUp(let attempt) where attempt.offer == fact.offer: break
        case .placed, .connecting, .inService, .wrapUp, .releasing, .handoffOffered:
            refuse("connected", of: fact.contact, field: "offer", "\(fact.offer) is not being connected")
        }
    }

    private mutating func begin(_ contact: OpenContact, _ fact: ContactConnected) {
        let began = ServiceBegan(
            contact: fact.contact,
            generation: contact.placement.generation,
            tier: contact.placement.tier,
            offer: fact.offer,
            agent: fact.agent,
            at: fact.at
        )
        record(.serviceBegan(began), to: [queue(of: contact)])
        standHoldClock(of: fact.contact, at: fact.at, cause: "answered")
        stopClocks(of: fact.contact, on: .answered, at: fact.at)
        if contact.placement.tier != .one {
            stopClocks(of: fact.contact, on: .specialistAnswered, at: fact.at)
        }
        askForReleaseIfDecided(fact.contact)
    }

    /// The connection was not made: the member has gone, or waits again at the kept place.
    mutating func connectFailed(_ fact: ConnectFailed, at now: Instant) {
        guard let contact = state.contacts[fact.contact] else { return }
        if fact.reason == .contactGone { return memberLeft(fact.contact, at: now) }
        if case .connecting(let attempt, _) = contact.phase, attempt.offer == fact.offer {
            interrupt(contact, .connectFailed, at: now)
        } else {
            refuse("connect_failed", of: fact.contact, field: "offer", "\(fact.offer) is not being connected")
        }
    }

    /// The member is on hold.
    mutating func held(_ fact: ContactHeld) {
        guard let contact = state.contacts[fact.contact] else { return }
        switch contact.phase {
        case .inService(_, .talking):
            changeHold(contact, .held, at: fact.at)
            runHoldClock(of: fact.contact, at: fact.at, cause: "held")
        // The tier is letting go and needs no word of it; the member holds all the same.
        case .releasing: runHoldClock(of: fact.contact, at: fact.at, cause: "held")
        case .placed, .connecting, .handoffOffered: heldBeforeRelease(contact, at: fact.at)
        case .inService, .wrapUp: break
        }
    }

    /// The member is off hold.
    mutating func resumed(_ fact: ContactResumed) {
        guard let contact = state.contacts[fact.contact] else { return }
        switch contact.phase {
        case .inService(_, .held):
            changeHold(contact, .resumed, at: fact.at)
            standHoldClock(of: fact.contact, at: fact.at, cause: "resumed")
        // The hold ends here; what the member waits for after the release counts from the release.
        case .releasing: standHoldClock(of: fact.contact, at: fact.at, cause: "resumed")
        case .placed, .connecting, .handoffOffered: resumedBeforeRelease(contact, at: fact.at)
        case .inService, .wrapUp: break
        }
    }

    private mutating func changeHold(_ contact: OpenContact, _ change: HoldChanged.Change, at: Instant) {
        let fact = HoldChanged(
            contact: contact.placement.contact,
            generation: contact.placement.generation,
            tier: contact.placement.tier,
            change: change,
            at: at
        )
        record(.holdChanged(fact), to: [queue(of: contact)])
    }

    /// A connected medium came apart.
    mutating func disconnected(_ fact: ContactDisconnected) {
        guard let contact = state.contacts[fact.contact] else { return }
        switch fact.party {
        case .member: memberLeft(fact.contact, at: fact.at)
        case .agent: agentEnded(contact, at: fact.at)
        case .agentLeg:
            guard case .inService = contact.phase else { return }
            interrupt(contact, .agentLegLost, at: fact.at)
        }
    }

    /// The agent ended the medium; of a live one nothing is left, also when the contact was leaving the tier.
    private mutating func agentEnded(_ contact: OpenContact, at: Instant) {
        switch contact.phase {
        case .inService: interrupt(contact, .agentEnded, at: at)
        case .wrapUp: break
        case .placed, .connecting, .releasing, .handoffOffered:
            if contact.channel.isLive { memberLeft(contact.placement.contact, at: at) }
        }
    }

    /// Tells the tier queue that the medium came apart; the hold clock follows the member.
    mutating func interrupt(_ contact: OpenContact, _ cause: ServiceInterrupted.Cause, at: Instant) {
        let id = contact.placement.contact
        let fact = ServiceInterrupted(
            contact: id,
            generation: contact.placement.generation,
            tier: contact.placement.tier,
            at: at,
            cause: cause
        )
        record(.serviceInterrupted(fact), to: [queue(of: contact)])
        switch cause {
        case .memberLeft, .agentEnded: standHoldClock(of: id, at: at, cause: cause.rawValue)
        case .agentLegLost: runHoldClock(of: id, at: at, cause: cause.rawValue)
        case .connectFailed: break
        }
        askForReleaseIfDecided(id)
    }

    /// The serving agent says that the matter is answered, to the member or who handed it on (reading A52).
    mutating func responded(_ fact: ResponseGiven) {
        guard current(fact.contact, fact.generation, "respond") != nil else { return }
        stopClocks(of: fact.contact, on: .tierResponse, at: fact.at)
    }

    /// The serving agent asks for hold, resume or the end of the medium, or has a reply sent.
    mutating func mediumAsked(_ fact: MediumAsked) {
        guard let contact = current(fact.contact, fact.generation, fact.action.rawValue) else { return }
        guard contact.serving == fact.agent || fact.action == .reply && contact.servedBy == fact.agent else {
            return refuse(
                fact.action.rawValue, of: fact.contact, "\(fact.agent) is not serving it", asker: fact.agent)
        }
        // The generation tells apart two stays of a contact at the same tier, which count their asks anew.
        let effect = Effect.ID("\(fact.action.rawValue)/\(fact.contact)/\(fact.generation).\(fact.number)")
        guard !contact.asked.contains(effect) else { return }
        switch fact.action {
        case .hold: request(effect, .hold, of: contact)
        case .resume: request(effect, .resume, of: contact)
        case .disconnect: request(effect, .disconnect, of: contact)
        case .reply: request(effect, .reply, of: contact)
        }
    }

    /// The medium did not do what the serving agent asked for, and the agent is told.
    mutating func effectFailed(_ fact: EffectFailed) {
        guard let action = fact.kind?.asked, let contact = state.contacts[fact.contact],
            case .inService(let attempt, _) = contact.phase, contact.asked.contains(fact.effect)
        else { return }
        let refused = MediumRefused(
            contact: fact.contact,
            generation: contact.placement.generation,
            tier: contact.placement.tier,
            agent: attempt.agent,
            action: action,
            reason: fact.reason
        )
        record(.mediumRefused(refused), to: [queue(of: contact)])
    }

    /// The watchdog asks for something to be said to the member, who must be there to hear it.
    mutating func announce(_ fact: AnnouncementDue) {
        guard let contact = state.contacts[fact.clock.contact] else { return }
        let effect = Effect.ID("announce/\(fact.clock)/\(fact.threshold)")
        guard !contact.asked.contains(effect) else { return }
        switch contact.phase {
        case .placed, .connecting, .inService, .releasing, .handoffOffered:
            request(effect, .announce(fact.announcement), of: contact)
        case .wrapUp: break
        }
    }

    /// The watchdog asks for a tone: whoever serves the member hears it, and nobody while none does.
    mutating func tone(_ fact: ToneDue) {
        guard let contact = state.contacts[fact.clock.contact],
            case .inService(let attempt, _) = contact.phase
        else { return }
        let sounded = ToneSounded(
            contact: fact.clock.contact,
            generation: contact.placement.generation,
            tier: contact.placement.tier,
            agent: attempt.agent,
            threshold: fact.threshold
        )
        record(.toneSounded(sounded), to: [queue(of: contact)])
    }

    private mutating func request(_ effect: Effect.ID, _ action: EffectAction, of contact: OpenContact) {
        let fact = EffectRequested(effect: effect, contact: contact.placement.contact, action: action)
        record(.effectRequested(fact), to: [contact.gateway])
    }
}
