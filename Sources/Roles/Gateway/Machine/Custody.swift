public import Contacts

/// What a gateway knows of one contact from taking it into custody until it is closed.
public struct Custody: Hashable, Sendable, Codable {
    /// How it came.
    public let channel: Channel
    /// The instant every clock of it counts from; nothing on its medium is said to have happened earlier.
    public let received: Instant
    /// How its medium stands.
    public internal(set) var phase: Phase
    /// Every effect asked for on it, pending or settled, so that a repeated request does nothing.
    public internal(set) var effects: [Effect.ID]
    /// Whether a person answered for its medium before; nil, as in older checkpoints, when nobody did.
    var wasReleased: Bool?

    /// How a contact's medium stands; each case carries what is true in it and nothing else.
    public enum Phase: Hashable, Sendable, Codable {
        /// The member waits and was never connected: leaving now is abandoning.
        case waiting
        /// The member and the agent of an offer are connected.
        case connected(Connection, Line)
        /// The member was connected once and is there still, without an agent.
        case waitingAgain
        /// The medium is down; the router has been told and the outcome is awaited.
        case gone
        /// The outcome is known and the medium is being ended.
        case closing
    }

    /// Whom the member is connected with, and by which offer.
    public struct Connection: Hashable, Sendable, Codable {
        /// The offer that won the contact.
        public var offer: Offer.ID
        /// The agent.
        public var agent: Agent.ID
    }

    /// Whether a connected member is on hold.
    public enum Line: String, Hashable, Sendable, Codable, CaseIterable {
        case talking, held
    }
}
