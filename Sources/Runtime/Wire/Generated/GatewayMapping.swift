// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireContactReceived: WireMessage {
    init(_ fact: ContactReceived) {
        self.init()
        contact = fact.contact.rawValue
        gateway = fact.gateway.rawValue
        channel = fact.channel.wire
        receivedAtUs = fact.received.microseconds
        stampedAtUs = fact.stamped.microseconds
        ingestedAtUs = fact.ingested.microseconds
        attributes = WireContactAttributes(fact.attributes)
        hours = fact.hours.wire
        key = fact.key
    }

    func model() throws(WireError) -> ContactReceived {
        ContactReceived(
            contact: try readContact(contact, "contact"),
            gateway: try readName(gateway, "gateway"),
            channel: try readEnum(channel, "channel"),
            received: try readInstant(receivedAtUs, "received_at_us"),
            stamped: try readInstant(stampedAtUs, "stamped_at_us"),
            ingested: try readInstant(ingestedAtUs, "ingested_at_us"),
            attributes: try readMessage(hasAttributes ? attributes : nil, "attributes"),
            hours: try readEnum(hours, "hours"),
            key: try readKey(key, "key"))
    }
}

extension WireContactConnected: WireMessage {
    init(_ fact: ContactConnected) {
        self.init()
        contact = fact.contact.rawValue
        offer = WireOffer(fact.offer)
        agent = fact.agent.rawValue
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ContactConnected {
        ContactConnected(
            contact: try readContact(contact, "contact"),
            offer: try readMessage(hasOffer ? offer : nil, "offer"),
            agent: try readName(agent, "agent"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireConnectFailed: WireMessage {
    init(_ fact: ConnectFailed) {
        self.init()
        contact = fact.contact.rawValue
        offer = WireOffer(fact.offer)
        agent = fact.agent.rawValue
        reason = fact.reason.wire
    }

    func model() throws(WireError) -> ConnectFailed {
        ConnectFailed(
            contact: try readContact(contact, "contact"),
            offer: try readMessage(hasOffer ? offer : nil, "offer"),
            agent: try readName(agent, "agent"),
            reason: try readEnum(reason, "reason"))
    }
}

extension WireContactHeld: WireMessage {
    init(_ fact: ContactHeld) {
        self.init()
        contact = fact.contact.rawValue
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ContactHeld {
        ContactHeld(contact: try readContact(contact, "contact"), at: try readInstant(atUs, "at_us"))
    }
}

extension WireContactResumed: WireMessage {
    init(_ fact: ContactResumed) {
        self.init()
        contact = fact.contact.rawValue
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ContactResumed {
        ContactResumed(contact: try readContact(contact, "contact"), at: try readInstant(atUs, "at_us"))
    }
}

extension WireContactAbandoned: WireMessage {
    init(_ fact: ContactAbandoned) {
        self.init()
        contact = fact.contact.rawValue
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ContactAbandoned {
        ContactAbandoned(contact: try readContact(contact, "contact"), at: try readInstant(atUs, "at_us"))
    }
}

extension WireContactDisconnected: WireMessage {
    init(_ fact: ContactDisconnected) {
        self.init()
        contact = fact.contact.rawValue
        atUs = fact.at.microseconds
        party = fact.party.wire
    }

    func model() throws(WireError) -> ContactDisconnected {
        ContactDisconnected(
            contact: try readContact(contact, "contact"),
            at: try readInstant(atUs, "at_us"),
            party: try readEnum(party, "party"))
    }
}

extension WireMessageReceived: WireMessage {
    init(_ fact: MessageReceived) {
        self.init()
        contact = fact.contact.rawValue
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> MessageReceived {
        MessageReceived(contact: try readContact(contact, "contact"), at: try readInstant(atUs, "at_us"))
    }
}

extension WireMessageSent: WireMessage {
    init(_ fact: MessageSent) {
        self.init()
        contact = fact.contact.rawValue
        purpose = fact.purpose.wire
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> MessageSent {
        MessageSent(
            contact: try readContact(contact, "contact"),
            purpose: try readEnum(purpose, "purpose"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireMessageFailed: WireMessage {
    init(_ fact: MessageFailed) {
        self.init()
        contact = fact.contact.rawValue
        purpose = fact.purpose.wire
        atUs = fact.at.microseconds
        reason = fact.reason
    }

    func model() throws(WireError) -> MessageFailed {
        MessageFailed(
            contact: try readContact(contact, "contact"),
            purpose: try readEnum(purpose, "purpose"),
            at: try readInstant(atUs, "at_us"),
            reason: try readText(reason, "reason"))
    }
}

extension WireContactBlocked: WireMessage {
    init(_ fact: ContactBlocked) {
        self.init()
        gateway = fact.gateway.rawValue
        channel = fact.channel.wire
        count = fact.count
        fromAtUs = fact.from.microseconds
        throughAtUs = fact.through.microseconds
        reason = fact.reason.wire
    }

    func model() throws(WireError) -> ContactBlocked {
        ContactBlocked(
            gateway: try readName(gateway, "gateway"),
            channel: try readEnum(channel, "channel"),
            count: try readCount(count, "count"),
            from: try readInstant(fromAtUs, "from_at_us"),
            through: try readInstant(throughAtUs, "through_at_us"),
            reason: try readEnum(reason, "reason"))
    }
}

extension WireWatermark: WireMessage {
    init(_ fact: Watermark) {
        self.init()
        ask = fact.ask
        throughAtUs = fact.through.microseconds
    }

    func model() throws(WireError) -> Watermark {
        Watermark(ask: try readCount(ask, "ask"), through: try readInstant(throughAtUs, "through_at_us"))
    }
}

extension WireEffectPending: WireMessage {
    init(_ fact: EffectPending) {
        self.init()
        effect = fact.effect.rawValue
        contact = fact.contact.rawValue
        action = WireEffectAction(fact.action)
        if let value = fact.asked { askedAtUs = value.microseconds }
        if let value = fact.due { dueAtUs = value.microseconds }
        if let value = fact.attempt { attempt = value }
    }

    func model() throws(WireError) -> EffectPending {
        EffectPending(
            effect: try readName(effect, "effect"),
            contact: try readContact(contact, "contact"),
            action: try readMessage(hasAction ? action : nil, "action"),
            asked: try readInstant(hasAskedAtUs ? askedAtUs : nil, "asked_at_us"),
            due: try readInstant(hasDueAtUs ? dueAtUs : nil, "due_at_us"),
            attempt: hasAttempt ? attempt : nil)
    }
}

extension WireEffectDone: WireMessage {
    init(_ fact: EffectDone) {
        self.init()
        effect = fact.effect.rawValue
        contact = fact.contact.rawValue
        if let value = fact.at { atUs = value.microseconds }
    }

    func model() throws(WireError) -> EffectDone {
        EffectDone(
            effect: try readName(effect, "effect"),
            contact: try readContact(contact, "contact"),
            at: try readInstant(hasAtUs ? atUs : nil, "at_us"))
    }
}

extension WireEffectFailed: WireMessage {
    init(_ fact: EffectFailed) {
        self.init()
        effect = fact.effect.rawValue
        contact = fact.contact.rawValue
        reason = fact.reason
        if let value = fact.kind { kind = value.wire }
    }

    func model() throws(WireError) -> EffectFailed {
        EffectFailed(
            effect: try readName(effect, "effect"),
            contact: try readContact(contact, "contact"),
            reason: try readText(reason, "reason"),
            kind: try readEnum(hasKind ? kind : nil, "kind"))
    }
}

extension WireRequestRefused: WireMessage {
    init(_ fact: RequestRefused) {
        self.init()
        request = fact.request
        field = fact.field
        reason = fact.reason
        if let value = fact.agent { agent = value.rawValue }
        items = fact.items.map(\.rawValue)
    }

    func model() throws(WireError) -> RequestRefused {
        RequestRefused(
            request: try readLabel(request, "request"),
            field: try readText(field, "field"),
            reason: try readText(reason, "reason"),
            agent: try readName(hasAgent ? agent : nil, "agent"),
            items: try readContacts(items, "items"))
    }
}
