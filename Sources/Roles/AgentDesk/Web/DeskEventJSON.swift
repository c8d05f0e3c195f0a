import Contacts
import Facts
public import HTTP
public import Kernel
import Wire

/// What an agent's page is told, in the words of the model.
///
/// The session stays out of it: whoever may read along must not be able to speak for the agent.
public enum DeskEventJSON {
    private struct OfferShown: Encodable {
        var offer: String
        var contact: String
        var agent: String
        var channel: Channel
        var `class`: String
        var received: String
        var deadline: String
    }

    private struct OfferGone: Encodable {
        var offer: String
        var agent: String
        var contact: String?
        var cause: String?
        var reason: String?
    }

    private struct Refused: Encodable {
        var request: String
        var field: String
        var reason: String
        var items: [String]
    }

    private struct Tone: Encodable {
        var contact: String
        var threshold: String
    }

    /// The event of a pushed fact; named for the fact's kind, a copy of a snapshot like the snapshot itself.
    public static func event(_ push: Push) -> EventStream.Event {
        do {
            return try event(FactCodec.decode(kind: push.kind, body: push.body[...]))
        } catch {
            return EventStream.Event("fact", data: FactJSON.render(kind: push.kind, body: push.body[...]))
        }
    }

    private static func event(_ fact: Fact) -> EventStream.Event {
        switch fact {
        case .agentStateChanged(let snapshot): named(fact.kind, AgentSnapshotJSON(snapshot))
        case .offerMade(let made): named(fact.kind, shown(made))
        case .offerAccepted(let accepted):
            named(
                fact.kind,
                OfferGone(
                    offer: accepted.offer.description, agent: accepted.agent.rawValue,
                    contact: accepted.contact.description))
        case .offerClosed(let closed):
            named(
                fact.kind,
                OfferGone(
                    offer: closed.offer.description, agent: closed.agent.rawValue,
                    contact: closed.contact.description, cause: closed.cause.rawValue,
                    reason: closed.reason?.rawValue))
        case .offerRefused(let refused):
            named(
                fact.kind,
                OfferGone(
                    offer: refused.offer.description, agent: refused.agent.rawValue, reason: refused.reason))
        case .requestRefused(let refused):
            named(
                fact.kind,
                Refused(
                    request: refused.request, field: refused.field, reason: refused.reason,
                    items: refused.items.map(\.description)))
        case .mediumRefused(let refused):
            named(
                fact.kind,
                Refused(
                    request: refused.action.rawValue, field: "medium", reason: refused.reason,
                    items: [refused.contact.description]))
        case .toneSounded(let tone):
            named(fact.kind, Tone(contact: tone.contact.description, threshold: tone.threshold))
        case let other: EventStream.Event(other.kind.description, data: FactJSON.render(other))
        }
    }

    private static func shown(_ made: OfferMade) -> OfferShown {
        OfferShown(
            offer: made.offer.description, contact: made.contact.description, agent: made.agent.rawValue,
            channel: made.channel, class: made.contactClass.rawValue,
            received: made.received.description, deadline: made.deadline.description)
    }

    private static func named(_ kind: FactKind, _ value: some Encodable) -> EventStream.Event {
        EventStream.Event(kind.description, data: String(decoding: JSONText.encode(value), as: UTF8.self))
    }
}
