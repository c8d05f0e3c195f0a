import Contacts
import Facts
import SwiftProtobuf

// What an agent asks for at the desk, between the model and the wire.

extension WireDeskRequest: WireMessage {
    init(_ asked: DeskRequest) {
        self.init()
        switch asked {
        case .signIn: signIn = WireNothing()
        case .ready: ready = WireNothing()
        case .notReady(let reason): notReady = reason.rawValue
        case .signOut(let rule): signOut = rule.wire
        case .answer(let offer, let said): answer = Answer((offer, said))
        case .hold(let contact): hold = contact.rawValue
        case .resume(let contact): resume = contact.rawValue
        case .endService(let contact): endService = contact.rawValue
        case .dispose(let contact, let dispositions): dispose = Dispose((contact, dispositions))
        case .wrapUpEnded(let contact): wrapUpEnded = contact.rawValue
        case .verify(let contact, let verification): verify = Verify((contact, verification))
        case .escalate(let contact, let tier, let reason, let priority):
            escalate = Escalate((contact, tier, reason, priority))
        }
    }

    func model() throws(WireError) -> DeskRequest {
        switch request {
        case .signIn: return .signIn
        case .ready: return .ready
        case .notReady(let reason): return .notReady(try readName(reason, "not_ready"))
        case .signOut(let rule): return .signOut(try readEnum(rule, "sign_out"))
        case .answer(let parts):
            let (offer, said) = try parts.model()
            return .answer(offer, said)
        case .hold(let contact): return .hold(try readContact(contact, "hold"))
        case .resume(let contact): return .resume(try readContact(contact, "resume"))
        case .endService(let contact): return .endService(try readContact(contact, "end_service"))
        case .dispose(let parts):
            let (contact, dispositions) = try parts.model()
            return .dispose(contact, dispositions)
        case .wrapUpEnded(let contact): return .wrapUpEnded(try readContact(contact, "wrap_up_ended"))
        case .verify(let parts):
            let (contact, verification) = try parts.model()
            return .verify(contact, verification)
        case .escalate(let parts):
            let (contact, tier, reason, priority) = try parts.model()
            return .escalate(contact, to: tier, reason: reason, priority: priority)
        case nil: throw wrong("request", "absent", "one of the requests")
        }
    }
}

extension WireDeskRequest.Verify: WireMessage {
    init(_ parts: (contact: Contact.ID, verification: Verification)) {
        self.init()
        contact = parts.contact.rawValue
        verification = WireVerification(parts.verification)
    }

    func model() throws(WireError) -> (contact: Contact.ID, verification: Verification) {
        let contact = try readContact(contact, "contact")
        return (contact, try readMessage(hasVerification ? verification : nil, "verification"))
    }
}

extension WireDeskRequest.Answer: WireMessage {
    init(_ parts: (offer: Offer.ID, said: Offer.Answer)) {
        self.init()
        offer = WireOffer(parts.offer)
        switch parts.said {
        case .accept: accept = WireNothing()
        case .decline(let reason): decline = reason.rawValue
        }
    }

    func model() throws(WireError) -> (offer: Offer.ID, said: Offer.Answer) {
        let offer = try readMessage(hasOffer ? offer : nil, "offer")
        switch answer {
        case .accept: return (offer, .accept)
        case .decline(let reason): return (offer, .decline(try readName(reason, "decline")))
        case nil: throw wrong("answer", "absent", "accept or decline")
        }
    }
}

extension WireDeskRequest.Dispose: WireMessage {
    init(_ parts: (contact: Contact.ID, dispositions: [Inquiry.Disposition])) {
        self.init()
        contact = parts.contact.rawValue
        dispositions = parts.dispositions.map(WireDisposition.init)
    }

    func model() throws(WireError) -> (contact: Contact.ID, dispositions: [Inquiry.Disposition]) {
        (
            try readContact(contact, "contact"),
            try readList(dispositions, "dispositions", 0...Limit.inquiries)
        )
    }
}

extension WireDeskRequest.Escalate: WireMessage {
    typealias Model = (contact: Contact.ID, tier: Tier, reason: ReasonCode, priority: Urgency)

    init(_ parts: Model) {
        self.init()
        contact = parts.contact.rawValue
        toTier = UInt32(parts.tier.rawValue)
        reason = parts.reason.rawValue
        priority = parts.priority.wire
    }

    func model() throws(WireError) -> Model {
        (
            try readContact(contact, "contact"), try readTier(toTier, "to_tier"),
            try readName(reason, "reason"), try readEnum(priority, "priority")
        )
    }
}
