import Contacts
import Facts

// Submissions and their parts, between the model and the wire.

extension WireArrival: WireMessage {
    init(_ part: Arrival) {
        self.init()
        channel = part.channel.wire
        if let value = part.received { receivedAtUs = value.microseconds }
        attributes = WireContactAttributes(part.attributes)
        hours = part.hours.wire
        key = part.key
    }

    func model() throws(WireError) -> Arrival {
        Arrival(
            channel: try readEnum(channel, "channel"),
            received: try readInstant(hasReceivedAtUs ? receivedAtUs : nil, "received_at_us"),
            attributes: try readMessage(hasAttributes ? attributes : nil, "attributes"),
            hours: try readEnum(hours, "hours"),
            key: try readKey(key, "key")
        )
    }
}

extension WireMediumEvent: WireMessage {
    init(_ part: MediumEvent) {
        self.init()
        contact = part.contact.rawValue
        event = part.event.wire
        if let value = part.at { atUs = value.microseconds }
    }

    func model() throws(WireError) -> MediumEvent {
        MediumEvent(
            contact: try readContact(contact, "contact"),
            event: try readEnum(event, "event"),
            at: try readInstant(hasAtUs ? atUs : nil, "at_us")
        )
    }
}

extension WireBlockedCount: WireMessage {
    init(_ part: BlockedCount) {
        self.init()
        channel = part.channel.wire
        count = part.count
        fromAtUs = part.from.microseconds
        reason = part.reason.wire
    }

    func model() throws(WireError) -> BlockedCount {
        BlockedCount(
            channel: try readEnum(channel, "channel"),
            count: try readCount(count, "count"),
            from: try readInstant(fromAtUs, "from_at_us"),
            reason: try readEnum(reason, "reason")
        )
    }
}
