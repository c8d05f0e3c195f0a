// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireContactKind: WireMessage {
    init(_ part: ContactKind) {
        self.init()
        types = part.types.map(\.rawValue)
        if let value = part.requester { requester = value.wire }
        if let value = part.urgency { urgency = value.wire }
        if let value = part.memberClass { memberClass = value.rawValue }
    }

    func model() throws(WireError) -> ContactKind {
        ContactKind(
            types: try readNames(types, "types", 0...Limit.inquiries),
            requester: try readEnum(hasRequester ? requester : nil, "requester"),
            urgency: try readEnum(hasUrgency ? urgency : nil, "urgency"),
            memberClass: try readName(hasMemberClass ? memberClass : nil, "member_class"))
    }
}

extension WireContactChange: WireMessage {
    init(_ part: ContactChange) {
        self.init()
        switch part {
        case .reclassified(let value): reclassified = WireContactKind(value)
        case .received(let value): receivedAtUs = value.microseconds
        }
    }

    func model() throws(WireError) -> ContactChange {
        switch change {
        case .reclassified(let value): return .reclassified(try value.model())
        case .receivedAtUs(let value): return .received(try readInstant(value, "received_at_us"))
        case nil: throw wrong("change", "absent", "one of its cases")
        }
    }
}

extension WireContactReport: WireMessage {
    init(_ part: ContactReport) {
        self.init()
        contact = part.contact.rawValue
        change = WireContactChange(part.change)
        if let value = part.at { atUs = value.microseconds }
        actor = part.by.rawValue
        if let value = part.evidence { evidence = value.rawValue }
    }

    func model() throws(WireError) -> ContactReport {
        ContactReport(
            contact: try readContact(contact, "contact"),
            change: try readMessage(hasChange ? change : nil, "change"),
            at: try readInstant(hasAtUs ? atUs : nil, "at_us"),
            by: try readName(actor, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"))
    }
}

extension WireContactReported: WireMessage {
    init(_ fact: ContactReported) {
        self.init()
        contact = fact.contact.rawValue
        change = WireContactChange(fact.change)
        atUs = fact.at.microseconds
        actor = fact.by.rawValue
        if let value = fact.evidence { evidence = value.rawValue }
        notedAtUs = fact.noted.microseconds
        channel = fact.channel.wire
        receivedAtUs = fact.received.microseconds
        attributes = WireContactAttributes(fact.attributes)
        before = WireContactAttributes(fact.before)
        ingestedAtUs = fact.ingested.microseconds
        if let value = fact.acknowledged { acknowledgedAtUs = value.microseconds }
        if let value = fact.replied { repliedAtUs = value.microseconds }
        if let value = fact.wrote { wroteAtUs = value.microseconds }
    }

    func model() throws(WireError) -> ContactReported {
        ContactReported(
            contact: try readContact(contact, "contact"),
            change: try readMessage(hasChange ? change : nil, "change"),
            at: try readInstant(atUs, "at_us"),
            by: try readName(actor, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"),
            noted: try readInstant(notedAtUs, "noted_at_us"),
            channel: try readEnum(channel, "channel"),
            received: try readInstant(receivedAtUs, "received_at_us"),
            attributes: try readMessage(hasAttributes ? attributes : nil, "attributes"),
            before: try readMessage(hasBefore ? before : nil, "before"),
            ingested: try readInstant(ingestedAtUs, "ingested_at_us"),
            acknowledged: try readInstant(hasAcknowledgedAtUs ? acknowledgedAtUs : nil, "acknowledged_at_us"),
            replied: try readInstant(hasRepliedAtUs ? repliedAtUs : nil, "replied_at_us"),
            wrote: try readInstant(hasWroteAtUs ? wroteAtUs : nil, "wrote_at_us"))
    }
}

extension WireContactChanged: WireMessage {
    init(_ fact: ContactChanged) {
        self.init()
        contact = fact.contact.rawValue
        change = WireContactChange(fact.change)
        atUs = fact.at.microseconds
        actor = fact.by.rawValue
        if let value = fact.evidence { evidence = value.rawValue }
        notedAtUs = fact.noted.microseconds
        receivedAtUs = fact.received.microseconds
        attributes = WireContactAttributes(fact.attributes)
    }

    func model() throws(WireError) -> ContactChanged {
        ContactChanged(
            contact: try readContact(contact, "contact"),
            change: try readMessage(hasChange ? change : nil, "change"),
            at: try readInstant(atUs, "at_us"),
            by: try readName(actor, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"),
            noted: try readInstant(notedAtUs, "noted_at_us"),
            received: try readInstant(receivedAtUs, "received_at_us"),
            attributes: try readMessage(hasAttributes ? attributes : nil, "attributes"))
    }
}
