// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireEffectOverdue: WireMessage {
    init(_ fact: EffectOverdue) {
        self.init()
        effect = fact.effect.rawValue
        contact = fact.contact.rawValue
        kind = fact.kind.wire
        gateway = fact.gateway.rawValue
        askedAtUs = fact.asked.microseconds
        atUs = fact.at.microseconds
        attempt = fact.attempt
    }

    func model() throws(WireError) -> EffectOverdue {
        EffectOverdue(
            effect: try readName(effect, "effect"),
            contact: try readContact(contact, "contact"),
            kind: try readEnum(kind, "kind"),
            gateway: try readName(gateway, "gateway"),
            asked: try readInstant(askedAtUs, "asked_at_us"),
            at: try readInstant(atUs, "at_us"),
            attempt: attempt)
    }
}

extension WireEffectWithdrawn: WireMessage {
    init(_ fact: EffectWithdrawn) {
        self.init()
        effect = fact.effect.rawValue
        contact = fact.contact.rawValue
        kind = fact.kind.wire
        reason = fact.reason
    }

    func model() throws(WireError) -> EffectWithdrawn {
        EffectWithdrawn(
            effect: try readName(effect, "effect"),
            contact: try readContact(contact, "contact"),
            kind: try readEnum(kind, "kind"),
            reason: try readText(reason, "reason"))
    }
}

extension WireMediumReleased: WireMessage {
    init(_ fact: MediumReleased) {
        self.init()
        contact = fact.contact.rawValue
        by = fact.by.rawValue
        reason = fact.reason
        atUs = fact.at.microseconds
        effects = fact.effects.map(\.rawValue)
    }

    func model() throws(WireError) -> MediumReleased {
        MediumReleased(
            contact: try readContact(contact, "contact"),
            by: try readName(by, "by"),
            reason: try readText(reason, "reason"),
            at: try readInstant(atUs, "at_us"),
            effects: try readNames(effects, "effects", 0...Limit.list))
    }
}

extension WireMediumRefused: WireMessage {
    init(_ fact: MediumRefused) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        agent = fact.agent.rawValue
        action = fact.action.wire
        reason = fact.reason
    }

    func model() throws(WireError) -> MediumRefused {
        MediumRefused(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            agent: try readName(agent, "agent"),
            action: try readEnum(action, "action"),
            reason: try readText(reason, "reason"))
    }
}

extension WireToneSounded: WireMessage {
    init(_ fact: ToneSounded) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        agent = fact.agent.rawValue
        threshold = fact.threshold
    }

    func model() throws(WireError) -> ToneSounded {
        ToneSounded(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            agent: try readName(agent, "agent"),
            threshold: try readLabel(threshold, "threshold"))
    }
}
