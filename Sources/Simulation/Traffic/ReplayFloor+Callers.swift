internal import Contacts
internal import Facts

/// Members and the phone adapter.
extension ReplayFloor {
    mutating func arrived(_ index: Int, _ answer: ReplayAnswer, at now: Instant) {
        switch answer {
        case .accepted(let contact?):
            ledger.accepted[contact] = index
            gateways[contact.gateway] = plan.arrivals[index].gateway
            takeIn(contact, plan.arrivals[index])
            known(contact, at: now)
        case .accepted(nil): ledger.refused.append((index, "the gateway named no contact"))
        case .busy: ledger.blockedByChannel[plan.arrivals[index].contact.channel, default: 0] += 1
        case .refused(let refusal): ledger.refused.append((index, "\(refusal.field): \(refusal.reason)"))
        case .rejected(let reason): ledger.refused.append((index, reason))
        }
    }

    private mutating func takeIn(_ contact: Contact.ID, _ arrival: ReplayPlan.Arrival) {
        // An effect on the contact may have been pushed before the answer to its arrival came.
        guard callers[contact] == nil else { return }
        let leavesAt = patience(arrival).map { arrival.due.advanced(by: $0) }
        callers[contact] = SimulatedCaller(channel: arrival.contact.channel, leavesAt: leavesAt)
        if let leavesAt { set(.patience(contact), at: leavesAt) }
    }

    private func patience(_ arrival: ReplayPlan.Arrival) -> Duration? {
        guard options.pace == .onTheClock, arrival.contact.channel.isLive else { return nil }
        return arrival.contact.patience
    }

    mutating func runOutOfPatience(_ contact: Contact.ID, at now: Instant) {
        guard callers[contact]?.runsOutOfPatience(at: now) == true else { return }
        hangUp(contact)
    }

    /// Tells the gateway that the member left.
    mutating func hangUp(_ contact: Contact.ID) {
        callers[contact]?.leave()
        guard let station = gateways[contact.gateway] else { return }
        submit(
            .medium(MediumEvent(contact: contact, event: .left, at: nil)), to: station, for: .medium(contact))
    }

    /// The agent's line goes out to the member of a chat.
    mutating func write(_ contact: Contact.ID) {
        guard let station = gateways[contact.gateway] ?? arrival(of: contact)?.gateway else { return }
        submit(
            .medium(MediumEvent(contact: contact, event: .lineSent, at: nil)), to: station,
            for: .medium(contact))
    }

    /// Does an effect on a medium, once; what was done already is not done again when it is pushed again.
    mutating func perform(_ pending: EffectPending, at station: StationName) {
        gateways[pending.contact.gateway] = station
        guard !doneEffects.contains(pending.effect), effectsInFlight.insert(pending.effect).inserted else {
            return
        }
        let purpose = Purpose.effect(pending.effect, pending)
        if case .connect = pending.action {
            if callers[pending.contact] == nil {
                callers[pending.contact] = SimulatedCaller(channel: .phone, leavesAt: nil)
            }
            guard callers[pending.contact]?.connectionAsked() == true else {
                let reason = ConnectFailed.Reason.contactGone.rawValue
                return submit(.effectFailed(pending.effect, reason: reason), to: station, for: purpose)
            }
        }
        submit(.effectDone(pending.effect), to: station, for: purpose)
    }

    /// The gateway knows that an effect was done.
    mutating func done(_ effect: Effect.ID, _ pending: EffectPending, _ answer: ReplayAnswer, at now: Instant)
    {
        effectsInFlight.remove(effect)
        guard case .accepted = answer else {
            ledger.lateSubmissions += 1
            if case .connect = pending.action { callers[pending.contact]?.connectionFailed() }
            return
        }
        doneEffects.insert(effect)
        switch pending.action {
        case .connect: callers[pending.contact]?.connected()
        case .disconnect, .close: callers[pending.contact]?.leave()
        case .hold, .resume, .announce, .acknowledge, .reply: break
        }
    }
}
