import Contacts
import Facts

/// What adapters report about the medium of a contact.
extension GatewayMachine {
    /// Turns an adapter's event into a fact; an event that tells nothing new has no effect.
    mutating func note(_ event: MediumEvent, at now: Instant) {
        guard let custody = state.contacts[event.contact] else {
            return refuse(event.event.rawValue, field: "contact", "\(event.contact) is not in custody here")
        }
        let at = happened(event.at, since: custody.received, at: now)
        switch event.event {
        case .left: memberLeft(event.contact, custody.phase, at: at)
        case .agentLegLost: agentLegLost(event.contact, custody.phase, at: at)
        case .held: held(event.contact, custody.phase, at: at)
        case .resumed: resumed(event.contact, custody.phase, at: at)
        case .messageReceived: messageReceived(event.contact, custody.phase, at: at)
        case .replySent: replySent(event.contact, custody.phase, at: at)
        case .replyFailed: replyFailed(event.contact, custody.phase, at: at)
        case .lineSent: lineSent(event.contact, custody.phase, at: at)
        }
        withdrawMoot(of: event.contact)
    }

    mutating func memberLeft(_ contact: Contact.ID, _ phase: Custody.Phase, at: Instant) {
        switch phase {
        case .waiting:
            tellRouter(.contactAbandoned(ContactAbandoned(contact: contact, at: at)))
        case .connected, .waitingAgain:
            tellRouter(.contactDisconnected(ContactDisconnected(contact: contact, at: at, party: .member)))
        case .gone: break
        case .closing: record(.effectDone(EffectDone(effect: .closing(contact), contact: contact)))
        }
    }

    private mutating func agentLegLost(_ contact: Contact.ID, _ phase: Custody.Phase, at: Instant) {
        guard case .connected = phase else { return }
        tellRouter(.contactDisconnected(ContactDisconnected(contact: contact, at: at, party: .agentLeg)))
    }

    /// Says that the member is on hold, once.
    mutating func held(_ contact: Contact.ID, _ phase: Custody.Phase, at: Instant) {
        guard case .connected(_, .talking) = phase else { return }
        tellRouter(.contactHeld(ContactHeld(contact: contact, at: at)))
    }

    /// Says that the member is off hold, once.
    mutating func resumed(_ contact: Contact.ID, _ phase: Custody.Phase, at: Instant) {
        guard case .connected(_, .held) = phase else { return }
        tellRouter(.contactResumed(ContactResumed(contact: contact, at: at)))
    }

    private mutating func messageReceived(_ contact: Contact.ID, _ phase: Custody.Phase, at: Instant) {
        guard phase != .closing else { return }
        tellRouter(.messageReceived(MessageReceived(contact: contact, at: at)))
    }

    private mutating func replySent(_ contact: Contact.ID, _ phase: Custody.Phase, at: Instant) {
        guard phase != .closing else { return }
        tellRouter(.messageSent(MessageSent(contact: contact, purpose: .reply, at: at)))
    }

    /// Before somebody is connected and when nobody is any more, no person writes.
    private mutating func lineSent(_ contact: Contact.ID, _ phase: Custody.Phase, at: Instant) {
        guard case .connected = phase else { return }
        tellRouter(.messageSent(MessageSent(contact: contact, purpose: .line, at: at)))
    }

    private mutating func replyFailed(_ contact: Contact.ID, _ phase: Custody.Phase, at: Instant) {
        guard phase != .closing else { return }
        let failure = MessageFailed(
            contact: contact,
            purpose: .reply,
            at: at,
            reason: "reported by the adapter"
        )
        tellRouter(.messageFailed(failure))
    }
}
