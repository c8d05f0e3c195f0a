// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

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
            key: try readKey(key, "key"))
    }
}

extension WireMediumEvent: WireMessage {
    init(_ part: MediumEvent) {
        self.init()
        contact = part.contact.rawValue
        event = part.event.wire
        if let value = part.at { atUs = value.microseconds }
        if let value = part.effect { effect = value.rawValue }
    }

    func model() throws(WireError) -> MediumEvent {
        MediumEvent(
            contact: try readContact(contact, "contact"),
            event: try readEnum(event, "event"),
            at: try readInstant(hasAtUs ? atUs : nil, "at_us"),
            effect: try readName(hasEffect ? effect : nil, "effect"))
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
            reason: try readEnum(reason, "reason"))
    }
}

extension WireSubmission.EffectFailure: WireMessage {
    typealias Model = (effect: Effect.ID, reason: String)

    init(_ parts: Model) {
        self.init()
        effect = parts.effect.rawValue
        reason = parts.reason
    }

    func model() throws(WireError) -> Model {
        (try readName(effect, "effect"), try readText(reason, "reason"))
    }
}

extension WireSubmission.EffectCompletion: WireMessage {
    typealias Model = (effect: Effect.ID, at: Instant)

    init(_ parts: Model) {
        self.init()
        effect = parts.effect.rawValue
        atUs = parts.at.microseconds
    }

    func model() throws(WireError) -> Model {
        (try readName(effect, "effect"), try readInstant(atUs, "at_us"))
    }
}

extension WireSubmission.Desk: WireMessage {
    typealias Model = (agent: Agent.ID, session: Agent.SessionID, request: DeskRequest)

    init(_ parts: Model) {
        self.init()
        agent = parts.agent.rawValue
        session = parts.session.rawValue
        request = WireDeskRequest(parts.request)
    }

    func model() throws(WireError) -> Model {
        (
            try readName(agent, "agent"),
            try readName(session, "session"),
            try readMessage(hasRequest ? request : nil, "request")
        )
    }
}

extension WireSubmission.AlarmAcknowledgement: WireMessage {
    typealias Model = (alarm: UInt64, by: PersonName)

    init(_ parts: Model) {
        self.init()
        alarm = parts.alarm
        by = parts.by.rawValue
    }

    func model() throws(WireError) -> Model {
        (try readNumber(alarm, "alarm"), try readName(by, "by"))
    }
}

extension WireSubmission.Release: WireMessage {
    typealias Model = (contact: Contact.ID, by: PersonName, reason: String)

    init(_ parts: Model) {
        self.init()
        contact = parts.contact.rawValue
        by = parts.by.rawValue
        reason = parts.reason
    }

    func model() throws(WireError) -> Model {
        (try readContact(contact, "contact"), try readName(by, "by"), try readText(reason, "reason"))
    }
}

extension WireSubmission: WireMessage {
    init(_ part: Submission) {
        self.init()
        switch part {
        case .arrived(let value): arrived = WireArrival(value)
        case .medium(let value): medium = WireMediumEvent(value)
        case .effectDone(let value): effectDone = value.rawValue
        case .effectFailed(let effect, let reason): effectFailed = EffectFailure((effect, reason))
        case .blocked(let value): blocked = WireBlockedCount(value)
        case .desk(let agent, let session, let request): desk = Desk((agent, session, request))
        case .acknowledgeAlarm(let alarm, let by): acknowledgeAlarm = AlarmAcknowledgement((alarm, by))
        case .workItem(let value): workItem = WireWorkItemSubmission(value)
        case .workReport(let value): workReport = WireWorkReport(value)
        case .attemptsBlocked(let value): attemptsBlocked = WireTrunkCount(value)
        case .surveyAnswered(let value): surveyAnswered = WireSurveyAnswer(value)
        case .release(let contact, let by, let reason): release = Release((contact, by, reason))
        case .contactReport(let value): contactReport = WireContactReport(value)
        case .effectDoneAt(let effect, let at): effectDoneAt = EffectCompletion((effect, at))
        }
    }

    func model() throws(WireError) -> Submission {
        switch submission {
        case .arrived(let value): return .arrived(try value.model())
        case .medium(let value): return .medium(try value.model())
        case .effectDone(let value): return .effectDone(try readName(value, "effect_done"))
        case .effectFailed(let parts):
            let (effect, reason) = try parts.model()
            return .effectFailed(effect, reason: reason)
        case .blocked(let value): return .blocked(try value.model())
        case .desk(let parts):
            let (agent, session, request) = try parts.model()
            return .desk(agent: agent, session: session, request: request)
        case .acknowledgeAlarm(let parts):
            let (alarm, by) = try parts.model()
            return .acknowledgeAlarm(alarm, by: by)
        case .workItem(let value): return .workItem(try value.model())
        case .workReport(let value): return .workReport(try value.model())
        case .attemptsBlocked(let value): return .attemptsBlocked(try value.model())
        case .surveyAnswered(let value): return .surveyAnswered(try value.model())
        case .release(let parts):
            let (contact, by, reason) = try parts.model()
            return .release(contact, by: by, reason: reason)
        case .contactReport(let value): return .contactReport(try value.model())
        case .effectDoneAt(let parts):
            let (effect, at) = try parts.model()
            return .effectDoneAt(effect, at: at)
        case nil: throw wrong("submission", "absent", "one of its cases")
        }
    }
}

extension WireSubmissionReply.Known: WireMessage {
    typealias Model = Contact.ID?

    init(_ part: Model) {
        self.init()
        if let value = part { contact = value.rawValue }
    }

    func model() throws(WireError) -> Model {
        hasContact ? try readContact(contact, "contact") : nil
    }
}

extension WireSubmissionReply: WireMessage {
    init(_ part: SubmissionReply) {
        self.init()
        switch part {
        case .accepted(let contact): accepted = Known(contact)
        case .known(let contact): known = Known(contact)
        case .refused(let value): refused = WireRequestRefused(value)
        }
    }

    func model() throws(WireError) -> SubmissionReply {
        switch reply {
        case .accepted(let value): return .accepted(try value.model())
        case .known(let value): return .known(try value.model())
        case .refused(let value): return .refused(try value.model())
        case nil: throw wrong("reply", "absent", "one of its cases")
        }
    }
}
