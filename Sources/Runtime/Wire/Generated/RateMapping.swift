// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireRateCrossing: WireMessage {
    init(_ part: RateCrossing) {
        self.init()
        rule = part.rule.rawValue
        change = part.change.wire
    }

    func model() throws(WireError) -> RateCrossing {
        RateCrossing(rule: try readName(rule, "rule"), change: try readEnum(change, "change"))
    }
}

extension WireRateCounted: WireMessage {
    init(_ fact: RateCounted) {
        self.init()
        contact = fact.contact.rawValue
        event = fact.event.wire
        atUs = fact.at.microseconds
        windowUs = fact.window
        reached = fact.reached
        closed = fact.closed
        crossings = fact.crossings.map(WireRateCrossing.init)
    }

    func model() throws(WireError) -> RateCounted {
        RateCounted(
            contact: try readContact(contact, "contact"),
            event: try readEnum(event, "event"),
            at: try readInstant(atUs, "at_us"),
            window: try readSpan(windowUs, "window_us"),
            reached: try readCount(reached, "reached"),
            closed: try readCount(closed, "closed"),
            crossings: try readList(crossings, "crossings", 0...Limit.list))
    }
}
