import Contacts
import Facts

/// What the router asks of the medium, and what the outside says became of it.
extension ReceivingMachine {
    /// Takes an effect into the pending ones, or settles it at once when nothing outside has to be waited
    /// for.
    mutating func perform(_ asked: EffectRequested, at now: Instant) {
        guard let custody = state.contacts[asked.contact] else {
            return cannot(
                asked.action,
                asked.effect,
                of: asked.contact,
                "the contact is not in custody any more"
            )
        }
        guard !custody.effects.contains(asked.effect) else { return }
        if custody.phase == .gone || custody.phase == .closing {
            return cannot(asked.action, asked.effect, of: asked.contact, "the member has gone")
        }
        if case .connect = asked.action { dropEarlierLeg(custody) }
        if needsNobody(asked.action, on: custody.channel) {
            done(asked.action, asked.effect, of: asked.contact, at: now)
        } else {
            record(
                .effectPending(
                    EffectPending(effect: asked.effect, contact: asked.contact, action: asked.action)
                )
            )
        }
    }

    /// What an agent asked of the medium and was not done is over with that agent's turn: done late, it would
    /// put the member on hold, or hang up, in the next agent's conversation.
    private mutating func dropEarlierLeg(_ custody: Custody) {
        for pending in custody.effects.compactMap({ state.pendingEffect($0) }) {
            switch pending.action {
            case .hold, .resume, .disconnect:
                let reason = "another agent is being connected"
                record(
                    .effectFailed(
                        EffectFailed(effect: pending.effect, contact: pending.contact, reason: reason)))
            case .connect, .close, .announce, .acknowledge: break
            }
        }
    }

    /// True when the gateway itself is the medium as far as this action goes.
    private func needsNobody(_ action: EffectAction, on channel: Channel) -> Bool {
        switch action {
        case .connect, .hold, .resume, .disconnect, .close, .announce: !channel.hasLeg
        case .acknowledge: configuration.acknowledges == .atOnce
        }
    }

    /// Ends the medium of a contact that has its outcome; forgets the contact at once when no leg is up.
    mutating func close(_ ended: ContactEnded, at now: Instant) {
        guard let custody = state.contacts[ended.contact], custody.phase != .closing else { return }
        if custody.channel == .workItem { self.ended(ended, at: now) }
        let effect = Effect.ID.closing(ended.contact)
        if custody.channel.hasLeg && custody.phase != .gone {
            let action = EffectAction.close(ended.outcome)
            record(.effectPending(EffectPending(effect: effect, contact: ended.contact, action: action)))
        } else {
            record(.effectDone(EffectDone(effect: effect, contact: ended.contact)))
        }
    }

    /// The outside did a pending effect.
    mutating func effectDone(_ effect: Effect.ID, at now: Instant) {
        guard let pending = pendingOrRefused(effect, "effect_done") else { return }
        done(pending.action, effect, of: pending.contact, at: now)
    }

    /// The outside could not do a pending effect.
    mutating func effectFailed(_ effect: Effect.ID, reason: String, at now: Instant) {
        guard let pending = pendingOrRefused(effect, "effect_failed") else { return }
        switch pending.action {
        case .connect(let offer, let agent):
            let cause = ConnectFailed.Reason(rawValue: reason) ?? .medium
            connectFailed(pending.contact, offer, agent, isGone(pending.contact) ? .contactGone : cause)
        case .acknowledge:
            let failure = MessageFailed(
                contact: pending.contact,
                purpose: .acknowledgement,
                at: now,
                reason: reason
            )
            tellRouter(.messageFailed(failure))
        case .hold, .resume, .disconnect, .close, .announce: break
        }
        record(.effectFailed(EffectFailed(effect: effect, contact: pending.contact, reason: reason)))
    }

    /// The pending effect; an effect that is settled already is late, one that was never asked for is
    /// refused.
    private mutating func pendingOrRefused(_ effect: Effect.ID, _ request: String) -> EffectPending? {
        if let pending = state.pendingEffect(effect) { return pending }
        refuse(request, field: "effect", "\(effect) is not pending")
        return nil
    }

    /// Says what a done effect means for the contact, as far as the medium has not come apart meanwhile.
    private mutating func done(
        _ action: EffectAction,
        _ effect: Effect.ID,
        of contact: Contact.ID,
        at now: Instant
    ) {
        guard let custody = state.contacts[contact] else { return }
        switch action {
        case .connect(let offer, let agent):
            if isGone(contact) {
                connectFailed(contact, offer, agent, .contactGone)
            } else {
                let fact = ContactConnected(contact: contact, offer: offer, agent: agent, at: now)
                tellRouter(.contactConnected(fact))
            }
        case .hold: held(contact, custody.phase, at: now)
        case .resume: resumed(contact, custody.phase, at: now)
        case .disconnect: agentLeft(contact, custody.phase, at: now)
        case .acknowledge:
            let fact = MessageSent(contact: contact, purpose: .acknowledgement, at: now)
            tellRouter(.messageSent(fact))
        case .close, .announce: break
        }
        record(.effectDone(EffectDone(effect: effect, contact: contact)))
    }

    private mutating func agentLeft(_ contact: Contact.ID, _ phase: Custody.Phase, at: Instant) {
        guard case .connected = phase else { return }
        tellRouter(.contactDisconnected(ContactDisconnected(contact: contact, at: at, party: .agent)))
    }

    /// Says that an effect is not possible because the member has gone.
    private mutating func cannot(
        _ action: EffectAction,
        _ effect: Effect.ID,
        of contact: Contact.ID,
        _ reason: String
    ) {
        if case .connect(let offer, let agent) = action { connectFailed(contact, offer, agent, .contactGone) }
        record(.effectFailed(EffectFailed(effect: effect, contact: contact, reason: reason)))
    }

    private mutating func connectFailed(
        _ contact: Contact.ID,
        _ offer: Offer.ID,
        _ agent: Agent.ID,
        _ reason: ConnectFailed.Reason
    ) {
        let fact = ConnectFailed(contact: contact, offer: offer, agent: agent, reason: reason)
        tellRouter(.connectFailed(fact))
    }

    private func isGone(_ contact: Contact.ID) -> Bool {
        switch state.contacts[contact]?.phase {
        case .waiting, .connected, .waitingAgain: false
        case .gone, .closing, nil: true
        }
    }
}
