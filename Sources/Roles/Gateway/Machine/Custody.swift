public import Contacts
import Facts

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
    /// When it was taken in; nil in older checkpoints, as what follows.
    var ingested: Instant?
    /// What it is, by all that was said of it.
    var attributes: ContactAttributes?
    /// When it was received by a later word than that at receipt; nil when there is none.
    var corrected: Instant?
    /// When the first acknowledgement was sent.
    var acknowledged: Instant?
    /// When the first reply was sent.
    var replied: Instant?
    /// When a person's first line was sent.
    var wrote: Instant?
    /// When an agent's leg was lost last, by which the same event told again is known.
    var legLost: Instant?
    /// When the member was put on hold last, likewise.
    var held: Instant?
    /// When the member was taken off hold last, likewise.
    var resumed: Instant?

    /// When it was received, by all that was said of it.
    var counted: Instant { corrected ?? received }

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

    /// Keeps when the first message of a purpose went out.
    mutating func note(_ fact: MessageSent) {
        switch fact.purpose {
        case .acknowledgement: acknowledged = acknowledged ?? fact.at
        case .reply: replied = replied ?? fact.at
        case .line: wrote = wrote ?? fact.at
        }
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
