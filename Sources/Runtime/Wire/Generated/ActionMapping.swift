// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireEffectAction.Connect: WireMessage {
    typealias Model = (offer: Offer.ID, agent: Agent.ID)

    init(_ parts: Model) {
        self.init()
        offer = WireOffer(parts.offer)
        agent = parts.agent.rawValue
    }

    func model() throws(WireError) -> Model {
        (try readMessage(hasOffer ? offer : nil, "offer"), try readName(agent, "agent"))
    }
}

extension WireEffectAction: WireMessage {
    init(_ part: EffectAction) {
        self.init()
        switch part {
        case .connect(let offer, let agent): connect = Connect((offer, agent))
        case .hold: hold = WireNothing()
        case .resume: resume = WireNothing()
        case .disconnect: disconnect = WireNothing()
        case .close(let value): close = value.wire
        case .announce(let value): announce = value
        case .acknowledge: acknowledge = WireNothing()
        case .reply: reply = WireNothing()
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
        case .close(let value): return .close(try readEnum(value, "close"))
        case .announce(let value): return .announce(try readText(value, "announce"))
        case .acknowledge: return .acknowledge
        case .reply: return .reply
        case nil: throw wrong("action", "absent", "one of its cases")
        }
    }
}
