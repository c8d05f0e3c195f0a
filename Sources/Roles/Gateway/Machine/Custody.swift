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
    /// ``said``, by reference: whoever looks at a custody for its phase copies no attributes.
    private var aside: Aside?

    private indirect enum Aside: Hashable, Sendable, Codable { case said(Said) }

    /// What is known of it beyond how its medium stands; nil in older checkpoints.
    var said: Said? {
        get {
            guard case .said(let said)? = aside else { return nil }
            return said
        }
        set { aside = newValue.map(Aside.said) }
    }

    /// A contact that has just been taken in.
    init(_ fact: ContactReceived) {
        channel = fact.channel
        received = fact.received
        phase = .waiting
        effects = []
        aside = .said(Said(ingested: fact.ingested, attributes: fact.attributes))
    }

    /// What it is and what was told of it.
    struct Said: Hashable, Sendable, Codable {
        /// When it was taken in.
        var ingested: Instant
        /// What it is, by all that was said of it.
        var attributes: ContactAttributes
        /// When it was received by a later word than that at receipt; nil when there is none.
        var corrected: Instant?
        /// When the first acknowledgement was sent that has not come back.
        var acknowledged: Instant?
        /// When the first reply was sent that has not come back.
        var replied: Instant?
        /// When a person's first line was sent.
        var wrote: Instant?
        /// When an agent's leg was lost last, by which the same event told again is known.
        var legLost: Instant?
        /// When the member was put on hold last, likewise.
        var held: Instant?
        /// When the member was taken off hold last, likewise.
        var resumed: Instant?
    }

    /// When it was received, by all that was said of it.
    var counted: Instant { said?.corrected ?? received }

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
        case .acknowledgement where said?.acknowledged == nil: said?.acknowledged = fact.at
        case .reply where said?.replied == nil: said?.replied = fact.at
        case .line where said?.wrote == nil: said?.wrote = fact.at
        case .acknowledgement, .reply, .line: break
        }
    }

    /// What came back was not sent (reading A47).
    mutating func note(_ fact: MessageFailed) {
        guard var known = said else { return }
        func left(_ sent: Instant?) -> Instant? { sent.flatMap { fact.takesBack(sentAt: $0) ? nil : $0 } }
        switch fact.purpose {
        case .acknowledgement: known.acknowledged = left(known.acknowledged)
        case .reply: known.replied = left(known.replied)
        case .line: return
        }
        said = known
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
