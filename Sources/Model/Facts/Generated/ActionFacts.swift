// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// What the outside is asked to do, without its particulars: deadlines and alarms go by it.
public enum EffectKind: String, Sendable, Codable, CaseIterable, Hashable {
    case connect, hold, resume, disconnect, close, announce, acknowledge, reply
}

/// What the outside is asked to do.
public enum EffectAction: Hashable, Sendable, Codable {
    case connect(offer: Offer.ID, agent: Agent.ID)
    case hold
    case resume
    /// Ends the connected medium, as an agent asked.
    case disconnect
    /// Ends the contact's medium because the contact is closed.
    case close(Contact.Outcome)
    case announce(String)
    case acknowledge
    /// Sends what the agent has written to the member.
    case reply
}
