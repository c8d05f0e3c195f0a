import Contacts
import Facts
import SwiftProtobuf

// What the outside is asked to do, between the model and the wire.

extension WireEffectAction: WireMessage {
    init(_ action: EffectAction) {
        self.init()
        switch action {
        case .connect(let offer, let agent): connect = Connect((offer, agent))
        case .hold: hold = WireNothing()
        case .resume: resume = WireNothing()
        case .disconnect: disconnect = WireNothing()
        case .close(let outcome): close = outcome.wire
        case .announce(let text): announce = text
        case .acknowledge: acknowledge = WireNothing()
        }
    }

    func model() throws(WireError) -> EffectAction {
        switch action {
        case .connect(let parts):
            let (offer, agent) = try parts.model()
            return .connect(offer: offer, agent: agent)
        case .hold: return .hold
        case .resume: return .resume
        case .disconnect: return .disconnect
        case .close(let outcome): return .close(try readEnum(outcome, "close"))
        case .announce(let text): return .announce(try readText(text, "announce"))
        case .acknowledge: return .acknowledge
        case nil: throw wrong("action", "absent", "one of the actions")
        }
    }
}

extension WireEffectAction.Connect: WireMessage {
    init(_ parts: (offer: Offer.ID, agent: Agent.ID)) {
        self.init()
        offer = WireOffer(parts.offer)
        agent = parts.agent.rawValue
    }

    func model() throws(WireError) -> (offer: Offer.ID, agent: Agent.ID) {
        (try readMessage(hasOffer ? offer : nil, "offer"), try readName(agent, "agent"))
    }
}
