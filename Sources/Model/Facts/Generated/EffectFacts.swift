// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// A pending effect was not settled by its deadline; the watchdog alarms somebody the first time.
public struct EffectOverdue: Hashable, Sendable, Codable {
    public var effect: Effect.ID
    public var contact: Contact.ID
    public var kind: EffectKind
    /// The gateway whose medium does not answer.
    public var gateway: StationName
    /// When the medium was asked first.
    public var asked: Instant
    /// When it was found overdue.
    public var at: Instant
    /// The attempt that was not settled, from 1.
    public var attempt: UInt32
    public init(
        effect: Effect.ID, contact: Contact.ID, kind: EffectKind, gateway: StationName, asked: Instant,
        at: Instant, attempt: UInt32
    ) {
        self.effect = effect
        self.contact = contact
        self.kind = kind
        self.gateway = gateway
        self.asked = asked
        self.at = at
        self.attempt = attempt
    }
}

/// An effect is not wanted any more; the adapter is told not to do it, and may still say that it was done.
public struct EffectWithdrawn: Hashable, Sendable, Codable {
    public var effect: Effect.ID
    public var contact: Contact.ID
    public var kind: EffectKind
    public var reason: String
    public init(effect: Effect.ID, contact: Contact.ID, kind: EffectKind, reason: String) {
        self.effect = effect
        self.contact = contact
        self.kind = kind
        self.reason = reason.cut()
    }
}

/// A person answers for a medium that does not: what it owes for a contact is settled by the person's word.
///
/// What follows from it is recorded beside it, with the same instant; the adapter is told too, and ends
/// what is still up of a contact that was hung up so.
public struct MediumReleased: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    /// Who answers for it.
    public var by: PersonName
    public var reason: String
    public var at: Instant
    /// The effects that were overdue; empty when a contact that was released before is ended.
    public var effects: [Effect.ID]
    public init(contact: Contact.ID, by: PersonName, reason: String, at: Instant, effects: [Effect.ID]) {
        self.contact = contact
        self.by = by
        self.reason = reason.cut()
        self.at = at
        self.effects = effects
    }
}

/// The medium did not do what the serving agent asked for; relayed to the agent's tier queue and desk.
public struct MediumRefused: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var tier: Tier
    public var agent: Agent.ID
    public var action: MediumAsked.Action
    /// The medium's words.
    public var reason: String
    public init(
        contact: Contact.ID, generation: Generation, tier: Tier, agent: Agent.ID, action: MediumAsked.Action,
        reason: String
    ) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.agent = agent
        self.action = action
        self.reason = reason.cut()
    }
}

/// The agent who serves a contact is to hear a tone, because a threshold was passed; relayed to the agent's
/// tier queue and desk.
public struct ToneSounded: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var generation: Generation
    public var tier: Tier
    public var agent: Agent.ID
    public var threshold: String
    public init(contact: Contact.ID, generation: Generation, tier: Tier, agent: Agent.ID, threshold: String) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.agent = agent
        self.threshold = threshold
    }
}
