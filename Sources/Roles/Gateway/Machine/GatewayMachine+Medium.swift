import Contacts
import Facts

/// What adapters report about the medium of a contact.
extension GatewayMachine {
    /// Turns an adapter's event into a fact; an event that tells nothing new has no effect.
    mutating func note(_ event: MediumEvent, at now: Instant) {
        let custody = state.custody(of: event.contact)
        guard let custody, state.contacts[event.contact] != nil || event.event.isOfMessage else {
            return refuse(event.event.rawValue, field: "contact", "\(event.contact) is not in custody here")
        }
        let at = happened(event.at, since: custody.received, at: now)
        switch event.event {
        case .left: memberLeft(event.contact, custody.phase, at: at)
        case .agentLegLost: agentLegLost(event, custody, at: at)
        case .held where event.at == nil || custody.said?.held != at:
            held(event.contact, custody.phase, at: at)
        case .resumed where event.at == nil || custody.said?.resumed != at:
            resumed(event.contact, custody.phase, at: at)
        case .held, .resumed: break  // Told again: the line may have changed since.
        case .messageReceived: messageReceived(event.contact, custody.phase, at: at)
        case .replySent: messageSent(event.contact, .reply, at: at)
        case .replyFailed: messageFailed(event.contact, .reply, "reported by the adapter", at: at)
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
        case .closing: record(.effectDone(EffectDone(effect: .closing(contact), contact: contact, at: at)))
        }
    }

    /// A leg is lost once: what is told again, or names another leg, says nothing of the present one.
    private mutating func agentLegLost(_ event: MediumEvent, _ custody: Custody, at: Instant) {
        guard case .connected(let connection, _) = custody.phase else { return }
        if let effect = event.effect, effect != .connecting(connection.offer) { return }
        guard event.at == nil || custody.said?.legLost != at else { return }
        tellRouter(
            .contactDisconnected(ContactDisconnected(contact: event.contact, at: at, party: .agentLeg)))
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

    /// The medium took a message for the member.
    mutating func messageSent(_ contact: Contact.ID, _ purpose: MessagePurpose, at: Instant) {
        tellRouter(.messageSent(MessageSent(contact: contact, purpose: purpose, at: at)))
    }

    /// Before somebody is connected and when nobody is any more, no person writes.
    private mutating func lineSent(_ contact: Contact.ID, _ phase: Custody.Phase, at: Instant) {
        guard case .connected = phase else { return }
        tellRouter(.messageSent(MessageSent(contact: contact, purpose: .line, at: at)))
    }
}

extension MediumEvent.Event {
    /// True for what can be said of a written contact after it was closed.
    fileprivate var isOfMessage: Bool {
        switch self {
        case .replySent, .replyFailed: true
        case .left, .agentLegLost, .held, .resumed, .messageReceived, .lineSent: false
        }
    }
}
