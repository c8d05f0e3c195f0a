import Contacts
import Facts

/// A person answers for a medium that does not.
extension GatewayMachine {
    /// Settles what is overdue on a contact by the word of a person.
    ///
    /// A hang-up that nobody confirms ends the service, a connection that nobody makes is given up and the
    /// member waits again; a hold, an announcement or a mail that nobody confirms was not done. The outcome
    /// of a contact that waits is never an assumption, so only who releases it once more ends it.
    mutating func release(
        _ contact: Contact.ID, by person: PersonName, _ reason: String, at now: Instant
    ) {
        guard let custody = state.custody(of: contact) else {
            return refuse("release", field: "contact", "\(contact) is not in custody here")
        }
        let pending = state.pendingEffects(of: contact)
        let owed = Array(pending.filter(\.isOverdue).prefix(Self.releaseLimit))
        guard !owed.isEmpty || custody.canEndByRelease else {
            let next = pending.compactMap(\.due).min()
            let until = next.map { "the next deadline is \($0)" } ?? "nothing is pending"
            return refuse("release", field: "contact", "no effect on \(contact) is overdue: \(until)")
        }
        record(
            .mediumReleased(
                MediumReleased(
                    contact: contact, by: person, reason: reason, at: now, effects: owed.map(\.effect))))
        for effect in owed { settle(effect, by: person, at: now) }
        if owed.isEmpty { hungUp(contact, custody, at: now) }
        withdrawMoot(of: contact)
    }

    /// The most effects that one release settles; a contact has a handful.
    private static let releaseLimit = 100

    private mutating func settle(_ owed: EffectPending, by person: PersonName, at now: Instant) {
        // What an earlier one settled may have withdrawn it.
        guard state.pendingEffect(owed.effect) != nil else { return }
        let reason = "released by \(person)"
        let failed = GatewayFact.effectFailed(
            EffectFailed(
                effect: owed.effect, contact: owed.contact, reason: reason, kind: owed.action.kind))
        switch owed.action {
        case .disconnect:
            if let custody = state.contacts[owed.contact] { hungUp(owed.contact, custody, at: now) }
            // Not withdrawn at the adapter: a leg that is still up is to come down.
            record(failed)
        case .close: record(failed)
        case .connect(let offer, let agent):
            connectFailed(owed.contact, offer, agent, .medium)
            withdraw(owed, reason)
        case .acknowledge:
            messageFailed(owed.contact, .acknowledgement, reason, at: now)
            withdraw(owed, reason)
        case .reply:
            messageFailed(owed.contact, .reply, reason, at: now)
            tellRouter(failed)
            withdraw(owed, reason)
        case .hold, .resume:
            tellRouter(failed)
            withdraw(owed, reason)
        case .announce: withdraw(owed, reason)
        }
    }
}

extension Custody {
    /// True when the member waits by a medium that a person answered for before; one who is connected has an
    /// agent who can end it.
    fileprivate var canEndByRelease: Bool {
        guard wasReleased == true, channel.hasLeg else { return false }
        switch phase {
        case .waiting, .waitingAgain: return true
        case .connected, .gone, .closing: return false
        }
    }
}
