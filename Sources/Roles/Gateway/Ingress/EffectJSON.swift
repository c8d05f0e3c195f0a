import Contacts
import Facts
public import HTTP
public import Kernel
import Wire

/// An effect as an HTTP adapter is told of it; the effect's id is the external key under which to do it.
public enum EffectJSON {
    private struct Shown: Encodable {
        var effect: String
        var contact: String
        var action: String
        var offer: String?
        var agent: String?
        var outcome: String?
        var announcement: String?
    }

    /// Not wanted any more: not to be done, or to be undone where that is possible.
    private struct Withdrawn: Encodable {
        var effect: String
        var contact: String
        var action: EffectKind
        var reason: String
    }

    /// A person answered for these effects; a leg that is still up of a hang-up among them is to come down.
    private struct Released: Encodable {
        var contact: String
        var effects: [String]
        var reason: String
    }

    /// The event of a pushed fact.
    public static func event(_ push: Push) -> EventStream.Event {
        let name = FactKind(rawValue: push.kind)?.description ?? "fact"
        // A push that does not decode is shown as what it is, below.
        let fact = try? FactCodec.decode(kind: push.kind, body: push.body[...])
        switch fact {
        case .effectPending(let pending)?: return told(name, shown(pending))
        case .effectWithdrawn(let fact)?:
            let withdrawn = Withdrawn(
                effect: fact.effect.rawValue, contact: fact.contact.description, action: fact.kind,
                reason: fact.reason)
            return told(name, withdrawn)
        case .mediumReleased(let fact)?:
            return told(
                name,
                Released(
                    contact: fact.contact.description, effects: fact.effects.map(\.rawValue),
                    reason: fact.reason))
        case .some, nil:
            return EventStream.Event(name, data: FactJSON.render(kind: push.kind, body: push.body[...]))
        }
    }

    private static func told(_ name: String, _ value: some Encodable) -> EventStream.Event {
        EventStream.Event(name, data: String(decoding: JSONText.encode(value), as: UTF8.self))
    }

    private static func shown(_ pending: EffectPending) -> Shown {
        var shown = Shown(
            effect: pending.effect.rawValue, contact: pending.contact.description, action: "")
        switch pending.action {
        case .connect(let offer, let agent):
            shown.action = "connect"
            shown.offer = offer.description
            shown.agent = agent.rawValue
        case .hold: shown.action = "hold"
        case .resume: shown.action = "resume"
        case .disconnect: shown.action = "disconnect"
        case .close(let outcome):
            shown.action = "close"
            shown.outcome = outcome.rawValue
        case .announce(let announcement):
            shown.action = "announce"
            shown.announcement = announcement
        case .acknowledge: shown.action = "acknowledge"
        case .reply: shown.action = "reply"
        }
        return shown
    }
}
