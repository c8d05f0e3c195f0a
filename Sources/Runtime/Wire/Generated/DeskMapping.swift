// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireDeskRequest.Answer: WireMessage {
    typealias Model = (offer: Offer.ID, answer: Offer.Answer)

    init(_ parts: Model) {
        self.init()
        offer = WireOffer(parts.offer)
        switch parts.answer {
        case .accept: accept = WireNothing()
        case .decline(let value): decline = value.rawValue
        }
    }

    func model() throws(WireError) -> Model {
        (try readMessage(hasOffer ? offer : nil, "offer"), try readAnswer())
    }

    private func readAnswer() throws(WireError) -> Offer.Answer {
        switch answer {
        case .accept: return .accept
        case .decline(let value): return .decline(try readName(value, "decline"))
        case nil: throw wrong("answer", "absent", "one of its cases")
        }
    }
}

extension WireDeskRequest.Dispose: WireMessage {
    typealias Model = (contact: Contact.ID, dispositions: [Inquiry.Disposition])

    init(_ parts: Model) {
        self.init()
        contact = parts.contact.rawValue
        dispositions = parts.dispositions.map(WireDisposition.init)
    }

    func model() throws(WireError) -> Model {
        (try readContact(contact, "contact"), try readList(dispositions, "dispositions", 0...Limit.inquiries))
    }
}

extension WireDeskRequest.Escalate: WireMessage {
    typealias Model = (contact: Contact.ID, to: Tier, reason: ReasonCode, priority: Urgency)

    init(_ parts: Model) {
        self.init()
        contact = parts.contact.rawValue
        toTier = UInt32(parts.to.rawValue)
        reason = parts.reason.rawValue
        priority = parts.priority.wire
    }

    func model() throws(WireError) -> Model {
        (
            try readContact(contact, "contact"),
            try readTier(toTier, "to_tier"),
            try readName(reason, "reason"),
            try readEnum(priority, "priority")
        )
    }
}

extension WireDeskRequest.Verify: WireMessage {
    typealias Model = (contact: Contact.ID, verification: Verification)

    init(_ parts: Model) {
        self.init()
        contact = parts.contact.rawValue
        verification = WireVerification(parts.verification)
    }

    func model() throws(WireError) -> Model {
        (
            try readContact(contact, "contact"),
            try readMessage(hasVerification ? verification : nil, "verification")
        )
    }
}

extension WireDeskRequest.Note: WireMessage {
    typealias Model = (contact: Contact.ID, code: ContactNoted.Code)

    init(_ parts: Model) {
        self.init()
        contact = parts.contact.rawValue
        code = parts.code.wire
    }

    func model() throws(WireError) -> Model {
        (try readContact(contact, "contact"), try readEnum(code, "code"))
    }
}

extension WireDeskRequest.Respond: WireMessage {
    typealias Model = (contact: Contact.ID, to: ResponseGiven.Recipient)

    init(_ parts: Model) {
        self.init()
        contact = parts.contact.rawValue
        recipient = parts.to.wire
    }

    func model() throws(WireError) -> Model {
        (try readContact(contact, "contact"), try readEnum(recipient, "recipient"))
    }
}

extension WireDeskRequest.FollowUp: WireMessage {
    typealias Model = (contact: Contact.ID, said: FollowUpSaid)

    init(_ parts: Model) {
        self.init()
        contact = parts.contact.rawValue
        said = WireFollowUpSaid(parts.said)
    }

    func model() throws(WireError) -> Model {
        (try readContact(contact, "contact"), try readMessage(hasSaid ? said : nil, "said"))
    }
}

extension WireDeskRequest.Identify: WireMessage {
    typealias Model = (contact: Contact.ID, said: CaseSaid)

    init(_ parts: Model) {
        self.init()
        contact = parts.contact.rawValue
        said = WireCaseSaid(parts.said)
    }

    func model() throws(WireError) -> Model {
        (try readContact(contact, "contact"), try readMessage(hasSaid ? said : nil, "said"))
    }
}

extension WireDeskRequest: WireMessage {
    init(_ part: DeskRequest) {
        self.init()
        switch part {
        case .signIn: signIn = WireNothing()
        case .ready: ready = WireNothing()
        case .notReady(let value): notReady = value.rawValue
        case .signOut(let value): signOut = value.wire
        case .answer(let offer, let answer): self.answer = Answer((offer, answer))
        case .hold(let value): hold = value.rawValue
        case .resume(let value): resume = value.rawValue
        case .endService(let value): endService = value.rawValue
        case .dispose(let contact, let dispositions): dispose = Dispose((contact, dispositions))
        case .wrapUpEnded(let value): wrapUpEnded = value.rawValue
        case .escalate(let contact, let to, let reason, let priority):
            escalate = Escalate((contact, to, reason, priority))
        case .verify(let contact, let verification): verify = Verify((contact, verification))
        case .note(let contact, let code): note = Note((contact, code))
        case .respond(let contact, let to): respond = Respond((contact, to))
        case .followUp(let contact, let said): followUp = FollowUp((contact, said))
        case .identify(let contact, let said): identify = Identify((contact, said))
        case .reply(let value): reply = value.rawValue
        }
    }

    func model() throws(WireError) -> DeskRequest {
        switch request {
        case .signIn: return .signIn
        case .ready: return .ready
        case .notReady(let value): return .notReady(try readName(value, "not_ready"))
        case .signOut(let value): return .signOut(try readEnum(value, "sign_out"))
        case .answer(let parts):
            let (offer, answer) = try parts.model()
            return .answer(offer, answer)
        case .hold(let value): return .hold(try readContact(value, "hold"))
        case .resume(let value): return .resume(try readContact(value, "resume"))
        case .endService(let value): return .endService(try readContact(value, "end_service"))
        case .dispose(let parts):
            let (contact, dispositions) = try parts.model()
            return .dispose(contact, dispositions)
        case .wrapUpEnded(let value): return .wrapUpEnded(try readContact(value, "wrap_up_ended"))
        case .escalate(let parts):
            let (contact, to, reason, priority) = try parts.model()
            return .escalate(contact, to: to, reason: reason, priority: priority)
        case .verify(let parts):
            let (contact, verification) = try parts.model()
            return .verify(contact, verification)
        case .note(let parts):
            let (contact, code) = try parts.model()
            return .note(contact, code)
        case .respond(let parts):
            let (contact, to) = try parts.model()
            return .respond(contact, to: to)
        case .followUp(let parts):
            let (contact, said) = try parts.model()
            return .followUp(contact, said)
        case .identify(let parts):
            let (contact, said) = try parts.model()
            return .identify(contact, said)
        case .reply(let value): return .reply(try readContact(value, "reply"))
        case nil: throw wrong("request", "absent", "one of its cases")
        }
    }
}

extension WireAgentRequested: WireMessage {
    init(_ fact: AgentRequested) {
        self.init()
        agent = fact.agent.rawValue
        session = fact.session.rawValue
        request = WireDeskRequest(fact.request)
        atUs = fact.at.microseconds
        if let value = fact.tier { tier = UInt32(value.rawValue) }
    }

    func model() throws(WireError) -> AgentRequested {
        AgentRequested(
            agent: try readName(agent, "agent"),
            session: try readName(session, "session"),
            request: try readMessage(hasRequest ? request : nil, "request"),
            at: try readInstant(atUs, "at_us"),
            tier: try readTier(hasTier ? tier : nil, "tier"))
    }
}

extension WireContactNoted: WireMessage {
    init(_ fact: ContactNoted) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        code = fact.code.wire
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ContactNoted {
        ContactNoted(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            code: try readEnum(code, "code"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireResponseGiven: WireMessage {
    init(_ fact: ResponseGiven) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        recipient = fact.recipient.wire
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ResponseGiven {
        ResponseGiven(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            recipient: try readEnum(recipient, "recipient"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireAgentShown: WireMessage {
    init(_ fact: AgentShown) {
        self.init()
        snapshot = WireAgentStateChanged(fact.snapshot)
    }

    func model() throws(WireError) -> AgentShown {
        AgentShown(snapshot: try readMessage(hasSnapshot ? snapshot : nil, "snapshot"))
    }
}

extension WireSnapshotsAsked: WireMessage {
    init(_ fact: SnapshotsAsked) {
        self.init()
        tier = UInt32(fact.tier.rawValue)
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> SnapshotsAsked {
        SnapshotsAsked(tier: try readTier(tier, "tier"), at: try readInstant(atUs, "at_us"))
    }
}
