import Contacts
import Facts

/// What the router asks of the medium, and what the outside says became of it.
extension GatewayMachine {
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
        if !asked.action.isMessage, custody.phase == .gone || custody.phase == .closing {
            return cannot(asked.action, asked.effect, of: asked.contact, "the member has gone")
        }
        if case .connect = asked.action { dropEarlierLeg(of: asked.contact) }
        if needsNobody(asked.action, on: custody.channel) {
            done(asked.action, of: asked.contact, at: now)
            record(.effectDone(EffectDone(effect: asked.effect, contact: asked.contact, at: now)))
            withdrawMoot(of: asked.contact)
        } else {
            ask(asked.effect, asked.action, of: asked.contact, at: now)
        }
    }

    /// Asks the medium for the first time.
    private mutating func ask(
        _ effect: Effect.ID, _ action: EffectAction, of contact: Contact.ID, at now: Instant
    ) {
        ask(EffectPending(effect: effect, contact: contact, action: action, asked: now, attempt: 1), at: now)
    }

    /// What was asked of the medium for an earlier agent and was not done is over with that agent's turn:
    /// done late, it would put the member on hold, or hang up, in the next agent's conversation.
    private mutating func dropEarlierLeg(of contact: Contact.ID) {
        for pending in state.pendingEffects(of: contact) {
            switch pending.action {
            case .connect, .hold, .resume, .disconnect:
                withdraw(pending, "another agent is being connected")
            case .close, .announce, .acknowledge, .reply: break
            }
        }
    }

    /// Nothing is asked of a medium that is down; a connection stays asked for until the contact ends,
    /// because its failure is told.
    mutating func withdrawMoot(of contact: Contact.ID) {
        guard state.contacts[contact]?.phase == .gone else { return }
        for pending in state.pendingEffects(of: contact) {
            switch pending.action {
            case .hold, .resume, .disconnect, .announce: withdraw(pending, "the member has gone")
            case .connect, .close, .acknowledge, .reply: break
            }
        }
    }

    /// Tells the adapter that an effect is not wanted any more.
    mutating func withdraw(_ pending: EffectPending, _ reason: String) {
        record(
            .effectWithdrawn(
                EffectWithdrawn(
                    effect: pending.effect, contact: pending.contact, kind: pending.action.kind,
                    reason: reason)))
    }

    /// True when the gateway itself is the medium as far as this action goes; a message is never sent by it.
    private func needsNobody(_ action: EffectAction, on channel: Channel) -> Bool {
        switch action {
        case .connect, .hold, .resume, .disconnect, .close, .announce: !channel.hasLeg
        case .acknowledge, .reply: false
        }
    }

    /// Ends the medium of a contact that has its outcome, at once when no leg is up; a message to the member
    /// is still to be sent.
    mutating func close(_ ended: ContactEnded, at now: Instant) {
        guard let custody = state.contacts[ended.contact], custody.phase != .closing else { return }
        if custody.channel == .workItem { self.ended(ended, at: now) }
        for pending in state.pendingEffects(of: ended.contact) where !pending.action.isMessage {
            withdraw(pending, "the contact has ended")
        }
        let effect = Effect.ID.closing(ended.contact)
        if custody.channel.hasLeg && custody.phase != .gone {
            ask(effect, .close(ended.outcome), of: ended.contact, at: now)
        } else {
            record(.effectDone(EffectDone(effect: effect, contact: ended.contact, at: now)))
        }
    }

    /// The outside did an effect that is pending, or one that had failed or was withdrawn: what the medium
    /// did is so, whatever happened meanwhile.
    ///
    /// - Parameter said: when it did, as it says; nil when the gateway's own time is to count.
    mutating func effectDone(_ effect: Effect.ID, said: Instant?, at now: Instant) {
        guard let asked = state.pendingEffect(effect) ?? state.lapsedEffect(effect) else {
            return refuse("effect_done", field: "effect", "\(effect) is not pending")
        }
        if case .connect = asked.action, state.pendingEffect(effect) == nil {
            let reason = "\(effect) had failed or was withdrawn; the agent's leg is to be ended"
            return refuse("effect_done", field: "effect", reason)
        }
        let begun = asked.asked ?? state.custody(of: asked.contact)?.received ?? now
        let at = happened(said, since: begun, at: now)
        done(asked.action, of: asked.contact, at: at)
        record(.effectDone(EffectDone(effect: effect, contact: asked.contact, at: at)))
        withdrawMoot(of: asked.contact)
    }

    /// The outside could not do a pending effect, or a message that went out came back (reading A47); of one
    /// that was given up already this says nothing new.
    mutating func effectFailed(_ effect: Effect.ID, reason: String, at now: Instant) {
        guard let pending = state.pendingEffect(effect) ?? state.sentMessage(effect) else {
            guard state.lapsedEffect(effect) == nil else { return }
            return refuse("effect_failed", field: "effect", "\(effect) is not pending")
        }
        let cause = ConnectFailed.Reason(rawValue: reason)
        let failed = GatewayFact.effectFailed(
            EffectFailed(
                effect: effect, contact: pending.contact, reason: reason, kind: pending.action.kind))
        switch pending.action {
        case .connect(let offer, let agent):
            let isGone = isGone(pending.contact)
            connectFailed(pending.contact, offer, agent, isGone ? .contactGone : cause ?? .medium)
        case .acknowledge: messageFailed(pending.contact, .acknowledgement, reason, at: now)
        case .reply:
            messageFailed(pending.contact, .reply, reason, at: now)
            return tellRouter(failed)
        case .hold, .resume, .disconnect:
            // The desk asked for it and is told, unless nothing is left to ask for.
            if cause != .contactGone, !isGone(pending.contact) { return tellRouter(failed) }
            memberGone(pending.contact, at: now)
        case .announce:
            if cause == .contactGone { memberGone(pending.contact, at: now) }
        case .close: break
        }
        record(failed)
        withdrawMoot(of: pending.contact)
    }

    /// Says that a message did not go out, or came back.
    mutating func messageFailed(
        _ contact: Contact.ID, _ purpose: MessagePurpose, _ reason: String, at: Instant
    ) {
        tellRouter(
            .messageFailed(MessageFailed(contact: contact, purpose: purpose, at: at, reason: reason)))
    }

    /// The medium found that the member is not there any more.
    private mutating func memberGone(_ contact: Contact.ID, at now: Instant) {
        guard let custody = state.contacts[contact] else { return }
        memberLeft(contact, custody.phase, at: now)
    }

    /// Says what a done effect means for the contact, wherever that stands by now.
    private mutating func done(_ action: EffectAction, of contact: Contact.ID, at now: Instant) {
        guard let custody = state.custody(of: contact) else { return }
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
        case .disconnect: hungUp(contact, custody, at: now)
        case .acknowledge: messageSent(contact, .acknowledgement, at: now)
        case .reply: messageSent(contact, .reply, at: now)
        case .close, .announce: break
        }
    }

    /// The medium was ended, as an agent asked. Where it is a call, the member's leg is down with it, also
    /// when the agent's was lost before and the member was to wait for another.
    mutating func hungUp(_ contact: Contact.ID, _ custody: Custody, at: Instant) {
        switch custody.phase {
        case .connected:
            tellRouter(.contactDisconnected(ContactDisconnected(contact: contact, at: at, party: .agent)))
        case .waitingAgain where custody.channel.hasLeg:
            tellRouter(.contactDisconnected(ContactDisconnected(contact: contact, at: at, party: .agent)))
        case .waiting where custody.channel.hasLeg:
            tellRouter(.contactAbandoned(ContactAbandoned(contact: contact, at: at)))
        case .closing: record(.effectDone(EffectDone(effect: .closing(contact), contact: contact, at: at)))
        case .waiting, .waitingAgain, .gone: break
        }
    }

    /// Says that an effect is not possible because the member has gone.
    private mutating func cannot(
        _ action: EffectAction,
        _ effect: Effect.ID,
        of contact: Contact.ID,
        _ reason: String
    ) {
        if case .connect(let offer, let agent) = action { connectFailed(contact, offer, agent, .contactGone) }
        let failed = GatewayFact.effectFailed(
            EffectFailed(effect: effect, contact: contact, reason: reason, kind: action.kind))
        if action.kind.asked == nil { record(failed) } else { tellRouter(failed) }
    }

    mutating func connectFailed(
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
