// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// A new contact, as an adapter reports it.
public struct Arrival: Hashable, Sendable, Codable {
    public var channel: Channel
    /// Custody, carrier or server time; nil when the gateway's own time of taking it in is to count.
    public var received: Instant?
    public var attributes: ContactAttributes
    public var hours: HoursRule
    /// The idempotency key of the event.
    public var key: String
    public init(
        channel: Channel, received: Instant?, attributes: ContactAttributes, hours: HoursRule, key: String
    ) {
        self.channel = channel
        self.received = received
        self.attributes = attributes
        self.hours = hours
        self.key = key
    }
}

/// What happened on a contact's medium, as an adapter reports it.
public struct MediumEvent: Hashable, Sendable, Codable {
    /// What an adapter can report.
    public enum Event: String, Sendable, Codable, CaseIterable, Hashable {
        /// The member left; abandoned or disconnected, depending on what the gateway knows.
        case left
        case agentLegLost = "agent_leg_lost"
        case held, resumed
        case messageReceived = "message_received"
        case replySent = "reply_sent"
        case replyFailed = "reply_failed"
        /// A line that the agent wrote went out to the member of a chat; what a machine writes is none.
        case lineSent = "line_sent"
    }
    public var contact: Contact.ID
    public var event: Event
    /// When it happened; nil when the gateway's own time is to count.
    public var at: Instant?
    /// The effect that connected the leg which was lost; nil when the event does not say which leg it was.
    public var effect: Effect.ID?
    public init(contact: Contact.ID, event: Event, at: Instant?, effect: Effect.ID? = nil) {
        self.contact = contact
        self.event = event
        self.at = at
        self.effect = effect
    }
}

/// Contacts that the ingress refused since the last count.
public struct BlockedCount: Hashable, Sendable, Codable {
    public var channel: Channel
    public var count: UInt64
    public var from: Instant
    public var reason: ContactBlocked.Reason
    public init(channel: Channel, count: UInt64, from: Instant, reason: ContactBlocked.Reason) {
        self.channel = channel
        self.count = count
        self.from = from
        self.reason = reason
    }
}

/// What reaches a station from outside the topology: an adapter's event, an agent's request,
/// an operator's action.
public enum Submission: Hashable, Sendable, Codable {
    case arrived(Arrival)
    case medium(MediumEvent)
    case effectDone(Effect.ID)
    case effectFailed(Effect.ID, reason: String)
    case blocked(BlockedCount)
    case desk(agent: Agent.ID, session: Agent.SessionID, request: DeskRequest)
    case acknowledgeAlarm(UInt64, by: PersonName)
    case workItem(WorkItemSubmission)
    case workReport(WorkReport)
    case attemptsBlocked(TrunkCount)
    case surveyAnswered(SurveyAnswer)
    /// A person answers for what the medium owes on a contact.
    case release(Contact.ID, by: PersonName, reason: String)
    case contactReport(ContactReport)
    /// The effect was done, and when.
    case effectDoneAt(Effect.ID, at: Instant)
}

/// What the submitter is told after the commit.
public enum SubmissionReply: Hashable, Sendable, Codable {
    /// Committed; for an arrival or a known key, with the contact.
    case accepted(Contact.ID?)
    /// The same key and body were taken before; nothing new happened.
    case known(Contact.ID?)
    /// Not possible, with the field at fault; recorded.
    case refused(RequestRefused)
}
