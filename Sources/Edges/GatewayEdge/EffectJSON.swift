import Contacts
import Doors
import Facts
import StationCore
import Wire

/// An effect as an HTTP adapter is told of it; the effect's id is the external key under which to do it.
enum EffectJSON {
    private struct Shown: Encodable {
        var effect: String
        var contact: String
        var action: String
        var offer: String?
        var agent: String?
        var outcome: String?
        var announcement: String?
    }

    /// The event of a pushed fact.
    static func event(_ push: Push) -> EventStream.Event {
        let name = FactKind(rawValue: push.kind)?.description ?? "fact"
        // A push that does not decode is shown as what it is, below.
        let fact = try? FactCodec.decode(kind: push.kind, body: push.body[...])
        guard case .effectPending(let pending)? = fact else {
            return EventStream.Event(name, data: FactJSON.render(kind: push.kind, body: push.body[...]))
        }
        return EventStream.Event(name, data: String(decoding: JSONText.encode(shown(pending)), as: UTF8.self))
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
        }
        return shown
    }
}
