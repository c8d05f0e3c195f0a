public import Contacts
public import Facts
import JSONTree

/// An adapter's event as one line of JSON, the form of `POST /v1/events`.
public enum EventJSON {
    /// The longest line, in bytes; 32 inquiries with the longest names fit with room.
    public static let lineLimit = 65_536

    /// What a line says.
    public struct Event: Hashable, Sendable {
        /// The idempotency key of the event; empty when it has none.
        public var key: String
        /// What to submit.
        public var submission: Submission
    }

    /// Reads one event.
    ///
    /// - Parameters:
    ///   - line: A JSON object without its line feed.
    ///   - channels: The channels that this gateway takes.
    ///   - hours: Whether opening hours apply; the gateway's configuration says so, never an adapter.
    /// - Returns: The event.
    /// - Throws: `EventError` naming the field, its value and what was expected.
    public static func decode(
        _ line: [UInt8],
        channels: [Channel],
        hours: HoursRule = .observed
    ) throws(EventError) -> Event {
        guard line.count <= lineLimit else {
            throw .notJSON(
                offset: lineLimit,
                found: "\(line.count) bytes",
                expected: "at most \(lineLimit) bytes"
            )
        }
        var fields = try EventFields(parsed(line), path: "")
        let type = try fields.choice("type", EventType.known(on: channels), by: \.rawValue)
        let key = try fields.key("key")
        let submission = try type.submission(&fields, key: key, channels: channels, hours: hours)
        try fields.finish("field of \"\(type.rawValue)\"")
        return Event(key: key, submission: submission)
    }

    private static func parsed(_ line: [UInt8]) throws(EventError) -> StrictJSON {
        do {
            return try JSONReader.read(line)
        } catch {
            switch error {
            case .unexpected(let offset, let found, let expected):
                throw .notJSON(offset: offset, found: found, expected: expected)
            case .repeated(let field):
                throw .field(shortened(field), value: "given twice", expected: "each field once")
            }
        }
    }
}

/// The forms of an event.
private enum EventType: String, CaseIterable {
    case arrived, left
    case agentLegLost = "agent_leg_lost"
    case held, resumed
    case messageReceived = "message_received"
    case replySent = "reply_sent"
    case replyFailed = "reply_failed"
    case lineSent = "line_sent"
    case effectDone = "effect_done"
    case effectFailed = "effect_failed"
    case workItem = "work_item"
    case workEvent = "work_event"
    case workReclassified = "work_reclassified"
    case workFacts = "work_facts"
    case contactReclassified = "contact_reclassified"
    case receiptCorrected = "receipt_corrected"
    case attemptsBlocked = "attempts_blocked"
    case surveyAnswered = "survey_answered"

    /// The types that a gateway of `channels` takes; work, and what a carrier counts, come to one only.
    static func known(on channels: [Channel]) -> [EventType] {
        allCases.filter { type in type.channel.map { channels.contains($0) } ?? true }
    }

    /// The channel without which nothing of the type comes; nil when it comes with any.
    private var channel: Channel? {
        switch self {
        case .workItem, .workEvent, .workReclassified, .workFacts: .workItem
        case .attemptsBlocked: .phone
        case .arrived, .left, .agentLegLost, .held, .resumed, .messageReceived, .replySent, .replyFailed,
            .effectDone, .effectFailed, .contactReclassified, .receiptCorrected, .surveyAnswered:
            nil
        case .lineSent: .chat
        }
    }

    func submission(
        _ fields: inout EventFields,
        key: String,
        channels: [Channel],
        hours: HoursRule
    ) throws(EventError) -> Submission {
        switch self {
        case .arrived:
            let channel = try fields.choice("channel", channels, by: \.rawValue)
            let received = try fields.instant("received")
            return .arrived(
                Arrival(
                    channel: channel,
                    received: received,
                    attributes: try attributes(&fields),
                    hours: hours,
                    key: key
                )
            )
        case .left: return try medium(.left, &fields)
        case .agentLegLost: return try legLost(&fields)
        case .held: return try medium(.held, &fields)
        case .resumed: return try medium(.resumed, &fields)
        case .messageReceived: return try medium(.messageReceived, &fields)
        case .replySent: return try medium(.replySent, &fields)
        case .replyFailed: return try medium(.replyFailed, &fields)
        case .lineSent: return try medium(.lineSent, &fields)
        case .effectDone:
            let effect = Effect.ID(try fields.label("effect"))
            return try fields.instant("at").map { .effectDoneAt(effect, at: $0) } ?? .effectDone(effect)
        case .effectFailed:
            return .effectFailed(Effect.ID(try fields.label("effect")), reason: try fields.label("reason"))
        case .workItem: return .workItem(try fields.workItem(key: key))
        case .workEvent: return .workReport(try fields.workEvent())
        case .workReclassified:
            return .workReport(try fields.workReport(.reclassified(WorkClass(try fields.word("class")))))
        case .contactReclassified:
            let types = try types(&fields)
            return .contactReport(try fields.contactReport(types))
        case .receiptCorrected: return try fields.correctedReceipt()
        case .attemptsBlocked: return .attemptsBlocked(try fields.trunkCount())
        case .surveyAnswered: return .surveyAnswered(try fields.surveyAnswer())
        case .workFacts: return .workReport(try fields.workReport(.facts(try fields.workFacts())))
        }
    }

    private func medium(
        _ event: MediumEvent.Event,
        _ fields: inout EventFields
    ) throws(EventError) -> Submission {
        .medium(
            MediumEvent(contact: try fields.contact("contact"), event: event, at: try fields.instant("at"))
        )
    }

    /// A lost leg is of one connection, which the event may name.
    private func legLost(_ fields: inout EventFields) throws(EventError) -> Submission {
        let contact = try fields.contact("contact")
        let effect = fields.has("effect") ? Effect.ID(try fields.label("effect")) : nil
        return .medium(
            MediumEvent(contact: contact, event: .agentLegLost, at: try fields.instant("at"), effect: effect))
    }

    private func attributes(_ fields: inout EventFields) throws(EventError) -> ContactAttributes {
        let inquiries = try inquiries(&fields)
        let requester = try fields.optionalChoice("requester", Requester.allCases, by: \.rawValue)
        return ContactAttributes(
            inquiries: inquiries,
            // Who asks when nobody says, segments.yaml says by channel.
            requester: requester ?? .beneficiary,
            language: try fields.language("language") ?? "en",
            urgency: try fields.optionalChoice("urgency", Urgency.allCases, by: \.rawValue) ?? .routine,
            member: try fields.token("member"),
            authorizationDeadline: try fields.instant("authorization_deadline"),
            essentials: try fields.optionalChoices("essentials", Essential.allCases, by: \.rawValue)
                .map(Essentials.init),
            memberClass: try fields.token("member_class"),
            isRequesterPresumed: requester == nil
        )
    }

    /// What the inquiries are about by a later word; none when nothing is said of them.
    private func types(_ fields: inout EventFields) throws(EventError) -> [InquiryType] {
        guard fields.has("inquiries") else { return [] }
        let requests = try inquiries(&fields)
        guard requests.allSatisfy({ $0.issue == nil }) else {
            throw .field("inquiries", value: "an issue", expected: "types only; an agent says whose it is")
        }
        return requests.map(\.type)
    }

    private func inquiries(_ fields: inout EventFields) throws(EventError) -> [Inquiry.Request] {
        var requests: [Inquiry.Request] = []
        for (index, item) in try fields.list("inquiries", 1...Limit.inquiries).enumerated() {
            var inquiry = try EventFields(item, path: "inquiries[\(index)]")
            requests.append(
                Inquiry.Request(
                    type: InquiryType(try inquiry.word("type")),
                    issue: try inquiry.token("issue")
                )
            )
            try inquiry.finish("field of an inquiry")
        }
        return requests
    }
}
