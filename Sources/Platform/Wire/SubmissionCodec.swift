import Contacts
public import Facts
import SwiftProtobuf

/// The bytes of a submission at a station's ingress.
public enum SubmissionCodec {
    /// Encodes a submission.
    public static func encode(_ submission: Submission) -> [UInt8] {
        WireSubmission(submission).bytes
    }

    /// Reads a submission and checks every field.
    ///
    /// - Parameter bytes: The body of an ingress request.
    /// - Returns: What is submitted.
    /// - Throws: `WireError` when the bytes hold no submission.
    public static func decode(_ bytes: some Collection<UInt8>) throws(WireError) -> Submission {
        try WireSubmission.read([UInt8](bytes)[...])
    }
}

extension WireSubmission: WireMessage {
    init(_ said: Submission) {
        self.init()
        switch said {
        case .arrived(let arrival): arrived = WireArrival(arrival)
        case .medium(let event): medium = WireMediumEvent(event)
        case .effectDone(let effect): effectDone = effect.rawValue
        case .effectFailed(let effect, let reason): effectFailed = EffectFailure((effect, reason))
        case .blocked(let count): blocked = WireBlockedCount(count)
        case .desk(let agent, let session, let request): desk = Desk((agent, session, request))
        case .acknowledgeAlarm(let alarm, let person):
            acknowledgeAlarm = AlarmAcknowledgement((alarm, person))
        case .workItem(let item): workItem = WireWorkItemSubmission(item)
        case .workReport(let report): workReport = WireWorkReport(report)
        case .attemptsBlocked(let count): attemptsBlocked = WireTrunkCount(count)
        case .surveyAnswered(let answer): surveyAnswered = WireSurveyAnswer(answer)
        case .release(let contact, let person, let reason): release = Release((contact, person, reason))
        }
    }

    func model() throws(WireError) -> Submission {
        switch submission {
        case .arrived(let arrival): return .arrived(try arrival.model())
        case .medium(let event): return .medium(try event.model())
        case .effectDone(let effect): return .effectDone(try readName(effect, "effect_done"))
        case .effectFailed(let parts):
            let (effect, reason) = try parts.model()
            return .effectFailed(effect, reason: reason)
        case .blocked(let count): return .blocked(try count.model())
        case .desk(let parts):
            let (agent, session, request) = try parts.model()
            return .desk(agent: agent, session: session, request: request)
        case .acknowledgeAlarm(let parts):
            let (alarm, person) = try parts.model()
            return .acknowledgeAlarm(alarm, by: person)
        case .workItem(let item): return .workItem(try item.model())
        case .workReport(let report): return .workReport(try report.model())
        case .attemptsBlocked(let count): return .attemptsBlocked(try count.model())
        case .surveyAnswered(let answer): return .surveyAnswered(try answer.model())
        case .release(let parts):
            let (contact, person, reason) = try parts.model()
            return .release(contact, by: person, reason: reason)
        case nil: throw wrong("submission", "absent", "one of the submissions")
        }
    }
}

extension WireSubmission.EffectFailure: WireMessage {
    init(_ parts: (effect: Effect.ID, reason: String)) {
        self.init()
        effect = parts.effect.rawValue
        reason = parts.reason
    }

    func model() throws(WireError) -> (effect: Effect.ID, reason: String) {
        (try readName(effect, "effect"), try readText(reason, "reason"))
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
            try readName(agent, "agent"), try readName(session, "session"),
            try readMessage(hasRequest ? request : nil, "request")
        )
    }
}

extension WireSubmission.AlarmAcknowledgement: WireMessage {
    init(_ parts: (alarm: UInt64, person: PersonName)) {
        self.init()
        alarm = parts.alarm
        by = parts.person.rawValue
    }

    func model() throws(WireError) -> (alarm: UInt64, person: PersonName) {
        (try readNumber(alarm, "alarm"), try readName(by, "by"))
    }
}

extension WireSubmission.Release: WireMessage {
    typealias Model = (contact: Contact.ID, person: PersonName, reason: String)

    init(_ parts: Model) {
        self.init()
        contact = parts.contact.rawValue
        by = parts.person.rawValue
        reason = parts.reason
    }

    func model() throws(WireError) -> Model {
        (
            try readContact(contact, "contact"), try readName(by, "by"),
            try readText(reason, "reason")
        )
    }
}
