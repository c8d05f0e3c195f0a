// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// What a gateway sent to a member.
public enum MessagePurpose: String, Sendable, Codable, CaseIterable, Hashable {
    case acknowledgement, reply
    /// A line that a person wrote in a chat.
    case line
}

/// A gateway took a contact into custody; committed before the outside hears "accepted" (P1).
public struct ContactReceived: Hashable, Sendable, Codable {
    /// The contact's identity from now on.
    public var contact: Contact.ID
    /// The gateway that took it.
    public var gateway: StationName
    /// How it came.
    public var channel: Channel
    /// Custody, carrier or server time; every clock counts from it.
    ///
    /// Corrected beside, never overwritten.
    public var received: Instant
    /// When it was received as the adapter said; evidence beside `received`, which may be another where that
    /// cannot be, and the gateway's own time when the adapter said nothing.
    public var stamped: Instant
    /// When this gateway took it in.
    public var ingested: Instant
    /// What the router may route by.
    public var attributes: ContactAttributes
    /// Whether opening hours apply.
    public var hours: HoursRule
    /// The adapter's key for the event, which made it idempotent.
    public var key: String
    public init(
        contact: Contact.ID, gateway: StationName, channel: Channel, received: Instant, stamped: Instant,
        ingested: Instant, attributes: ContactAttributes, hours: HoursRule, key: String
    ) {
        self.contact = contact
        self.gateway = gateway
        self.channel = channel
        self.received = received
        self.stamped = stamped
        self.ingested = ingested
        self.attributes = attributes
        self.hours = hours
        self.key = key
    }
}

/// The member and the agent are connected; service begins here.
public struct ContactConnected: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var offer: Offer.ID
    public var agent: Agent.ID
    public var at: Instant
    public init(contact: Contact.ID, offer: Offer.ID, agent: Agent.ID, at: Instant) {
        self.contact = contact
        self.offer = offer
        self.agent = agent
        self.at = at
    }
}

/// The connection asked for could not be made.
public struct ConnectFailed: Hashable, Sendable, Codable {
    /// Why not; `medium` is whatever the telephone system says beyond the others.
    public enum Reason: String, Sendable, Codable, CaseIterable, Hashable {
        /// The member had gone before.
        case contactGone = "contact_gone"
        /// The agent's leg did not answer or was lost.
        case agentLeg = "agent_leg"
        case medium
    }
    public var contact: Contact.ID
    public var offer: Offer.ID
    public var agent: Agent.ID
    public var reason: Reason
    public init(contact: Contact.ID, offer: Offer.ID, agent: Agent.ID, reason: Reason) {
        self.contact = contact
        self.offer = offer
        self.agent = agent
        self.reason = reason
    }
}

/// The member is on hold from `at`.
public struct ContactHeld: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var at: Instant
    public init(contact: Contact.ID, at: Instant) {
        self.contact = contact
        self.at = at
    }
}

/// The member is off hold from `at`.
public struct ContactResumed: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var at: Instant
    public init(contact: Contact.ID, at: Instant) {
        self.contact = contact
        self.at = at
    }
}

/// The member left before being connected.
public struct ContactAbandoned: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var at: Instant
    public init(contact: Contact.ID, at: Instant) {
        self.contact = contact
        self.at = at
    }
}

/// A connected contact's medium came apart at `at`.
public struct ContactDisconnected: Hashable, Sendable, Codable {
    /// Whose side went first, because it says what the agent and the member expect next.
    public enum Party: String, Sendable, Codable, CaseIterable, Hashable {
        /// The member hung up or closed the page.
        case member
        /// The agent ended it.
        case agent
        /// The agent's leg was lost while the member's remains: the member waits again, at the head.
        case agentLeg = "agent_leg"
    }
    public var contact: Contact.ID
    public var at: Instant
    public var party: Party
    public init(contact: Contact.ID, at: Instant, party: Party) {
        self.contact = contact
        self.at = at
        self.party = party
    }
}

/// A further message of the member on an open contact.
public struct MessageReceived: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var at: Instant
    public init(contact: Contact.ID, at: Instant) {
        self.contact = contact
        self.at = at
    }
}

/// The medium took a message for the member.
public struct MessageSent: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var purpose: MessagePurpose
    public var at: Instant
    public init(contact: Contact.ID, purpose: MessagePurpose, at: Instant) {
        self.contact = contact
        self.purpose = purpose
        self.at = at
    }
}

/// The medium refused a message for the member, or it came back; either way it counts as not sent.
public struct MessageFailed: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var purpose: MessagePurpose
    public var at: Instant
    public var reason: String
    public init(contact: Contact.ID, purpose: MessagePurpose, at: Instant, reason: String) {
        self.contact = contact
        self.purpose = purpose
        self.at = at
        self.reason = reason.cut()
    }
}

/// Contacts that were refused before they could wait; they were never accepted.
public struct ContactBlocked: Hashable, Sendable, Codable {
    /// The limit that was reached.
    public enum Reason: String, Sendable, Codable, CaseIterable, Hashable {
        case inboxFull = "inbox_full"
        case downstreamLag = "downstream_lag"
        case diskReserve = "disk_reserve"
    }
    public var gateway: StationName
    public var channel: Channel
    public var count: UInt64
    public var from: Instant
    public var through: Instant
    public var reason: Reason
    public init(
        gateway: StationName, channel: Channel, count: UInt64, from: Instant, through: Instant, reason: Reason
    ) {
        self.gateway = gateway
        self.channel = channel
        self.count = count
        self.from = from
        self.through = through
        self.reason = reason
    }
}

/// The answer to ``WatermarkAsked``: everything this station will say about instants up to `through` is said.
public struct Watermark: Hashable, Sendable, Codable {
    public var ask: UInt64
    public var through: Instant
    public init(ask: UInt64, through: Instant) {
        self.ask = ask
        self.through = through
    }
}

/// A gateway took an effect into its pending ones;
/// from now until done, failed or withdrawn it is issued again at recovery.
///
/// Recorded once more, under the same id, each time it is asked again because its deadline has passed.
public struct EffectPending: Hashable, Sendable, Codable {
    public var effect: Effect.ID
    public var contact: Contact.ID
    public var action: EffectAction
    /// When the medium was asked first; nil in journals of the time before effects had deadlines.
    public var asked: Instant?
    /// By when this attempt is to be settled; nil, again, of that time.
    public var due: Instant?
    /// Counts the attempts from 1; nil, again, of that time.
    public var attempt: UInt32?
    public init(
        effect: Effect.ID, contact: Contact.ID, action: EffectAction, asked: Instant? = nil,
        due: Instant? = nil, attempt: UInt32? = nil
    ) {
        self.effect = effect
        self.contact = contact
        self.action = action
        self.asked = asked
        self.due = due
        self.attempt = attempt
    }
}

/// The outside did it.
public struct EffectDone: Hashable, Sendable, Codable {
    public var effect: Effect.ID
    public var contact: Contact.ID
    /// When it did; nil in older journals.
    public var at: Instant?
    public init(effect: Effect.ID, contact: Contact.ID, at: Instant? = nil) {
        self.effect = effect
        self.contact = contact
        self.at = at
    }
}

/// The outside could not do it.
public struct EffectFailed: Hashable, Sendable, Codable {
    public var effect: Effect.ID
    public var contact: Contact.ID
    public var reason: String
    /// What was asked; nil in older journals.
    public var kind: EffectKind?
    public init(effect: Effect.ID, contact: Contact.ID, reason: String, kind: EffectKind? = nil) {
        self.effect = effect
        self.contact = contact
        self.reason = reason.cut()
        self.kind = kind
    }
}

/// A request from outside that cannot be done; recorded, because refusals are audited too.
public struct RequestRefused: Hashable, Sendable, Codable {
    /// What was asked: `accept`, `sign_out`, `hold`, ...
    public var request: String
    /// The field at fault, when one is.
    public var field: String
    /// What is wrong and what was expected, for a person.
    public var reason: String
    /// The agent who asked, when one did.
    public var agent: Agent.ID?
    /// The open work that stands in the way, item by item.
    public var items: [Contact.ID]
    public init(
        request: String, field: String = "", reason: String, agent: Agent.ID? = nil, items: [Contact.ID] = []
    ) {
        self.request = request
        self.field = field.cut()
        self.reason = reason.cut()
        self.agent = agent
        self.items = items
    }
}
