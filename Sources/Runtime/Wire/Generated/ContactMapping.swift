// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireOffer: WireMessage {
    init(_ part: Offer.ID) {
        self.init()
        tier = UInt32(part.tier.rawValue)
        number = part.number
    }

    func model() throws(WireError) -> Offer.ID {
        Offer.ID(tier: try readTier(tier, "tier"), number: try readNumber(number, "number"))
    }
}

extension WireSkillNeed: WireMessage {
    init(_ part: SkillNeed) {
        self.init()
        skill = part.skill.rawValue
        level = UInt32(exactly: part.level) ?? .max
    }

    func model() throws(WireError) -> SkillNeed {
        SkillNeed(try readName(skill, "skill"), level: try readInt(level, "level", Limit.levels))
    }
}

extension WireInquiryRequest: WireMessage {
    init(_ part: Inquiry.Request) {
        self.init()
        type = part.type.rawValue
        if let value = part.issue { issue = value.rawValue }
    }

    func model() throws(WireError) -> Inquiry.Request {
        Inquiry.Request(
            type: try readName(type, "type"),
            issue: try readName(hasIssue ? issue : nil, "issue"))
    }
}

extension WireEssentials: WireMessage {
    init(_ part: Essentials) {
        self.init()
        given = part.given.map(\.wire)
    }

    func model() throws(WireError) -> Essentials {
        Essentials(given: try readEnums(given, "given", 0...Limit.essentials))
    }
}

extension WireContactAttributes: WireMessage {
    init(_ part: ContactAttributes) {
        self.init()
        inquiries = part.inquiries.map(WireInquiryRequest.init)
        requester = part.requester.wire
        language = part.language
        urgency = part.urgency.wire
        if let value = part.member { member = value.rawValue }
        if let value = part.authorizationDeadline { authorizationDeadlineAtUs = value.microseconds }
        if let value = part.essentials { essentials = WireEssentials(value) }
        if let value = part.memberClass { memberClass = value.rawValue }
        if let value = part.callType { callType = value.wire }
        requesterPresumed = part.isRequesterPresumed
    }

    func model() throws(WireError) -> ContactAttributes {
        ContactAttributes(
            inquiries: try readList(inquiries, "inquiries", 1...Limit.inquiries),
            requester: try readEnum(requester, "requester"),
            language: try readLabel(language, "language"),
            urgency: try readEnum(urgency, "urgency"),
            member: try readName(hasMember ? member : nil, "member"),
            authorizationDeadline: try readInstant(
                hasAuthorizationDeadlineAtUs ? authorizationDeadlineAtUs : nil,
                "authorization_deadline_at_us"),
            essentials: hasEssentials ? try essentials.model() : nil,
            memberClass: try readName(hasMemberClass ? memberClass : nil, "member_class"),
            callType: try readEnum(hasCallType ? callType : nil, "call_type"),
            isRequesterPresumed: requesterPresumed)
    }
}

extension WireInquiryID: WireMessage {
    init(_ part: Inquiry.ID) {
        self.init()
        contact = part.contact.rawValue
        index = UInt32(part.index)
    }

    func model() throws(WireError) -> Inquiry.ID {
        Inquiry.ID(contact: try readContact(contact, "contact"), index: try readIndex(index, "index"))
    }
}

extension WireVerification: WireMessage {
    init(_ part: Verification) {
        self.init()
        level = part.level.wire
        method = part.method.wire
    }

    func model() throws(WireError) -> Verification {
        Verification(level: try readEnum(level, "level"), method: try readEnum(method, "method"))
    }
}

extension WireDisposition: WireMessage {
    init(_ part: Inquiry.Disposition) {
        self.init()
        index = UInt32(part.index)
        result = part.result.wire
        if let value = part.acceptance { acceptance = value.wire }
        if let value = part.otherwise { otherwise = WireAnsweredOtherwise(value) }
    }

    func model() throws(WireError) -> Inquiry.Disposition {
        Inquiry.Disposition(
            index: try readIndex(index, "index"),
            result: try readEnum(result, "result"),
            acceptance: try readEnum(hasAcceptance ? acceptance : nil, "acceptance"),
            otherwise: hasOtherwise ? try otherwise.model() : nil)
    }
}

extension WireAnsweredOtherwise: WireMessage {
    init(_ part: Inquiry.AnsweredOtherwise) {
        self.init()
        means = part.means.wire
        evidence = part.evidence.rawValue
    }

    func model() throws(WireError) -> Inquiry.AnsweredOtherwise {
        Inquiry.AnsweredOtherwise(
            means: try readEnum(means, "means"),
            evidence: try readName(evidence, "evidence"))
    }
}

extension WireClockID: WireMessage {
    init(_ part: Clock.ID) {
        self.init()
        name = part.name.rawValue
        contact = part.contact.rawValue
        inquiry = UInt32(part.inquiry)
    }

    func model() throws(WireError) -> Clock.ID {
        Clock.ID(
            try readName(name, "name"),
            contact: try readContact(contact, "contact"),
            inquiry: try readClockInquiry(inquiry, "inquiry"))
    }
}

extension WireClockStart: WireMessage {
    init(_ part: Clock.Start) {
        self.init()
        clock = WireClockID(part.clock)
        fromAtUs = part.from.microseconds
        mode = part.mode.wire
    }

    func model() throws(WireError) -> Clock.Start {
        Clock.Start(
            try readMessage(hasClock ? clock : nil, "clock"),
            from: try readInstant(fromAtUs, "from_at_us"),
            mode: try readEnum(mode, "mode"))
    }
}

extension WirePlacement: WireMessage {
    init(_ fact: Placement) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        channel = fact.channel.wire
        contactClass = fact.contactClass.rawValue
        rank = Int64(fact.rank)
        needs = fact.needs.map(WireSkillNeed.init)
        receivedAtUs = fact.received.microseconds
        if let value = fact.due { dueAtUs = value.microseconds }
        cause = fact.cause.wire
        inquiryCount = UInt32(exactly: fact.inquiryCount) ?? .max
        barred = fact.barredAgents.map(\.rawValue)
    }

    func model() throws(WireError) -> Placement {
        Placement(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            channel: try readEnum(channel, "channel"),
            contactClass: try readName(contactClass, "contact_class"),
            rank: Int(rank),
            needs: try readList(needs, "needs", 0...Limit.needs),
            received: try readInstant(receivedAtUs, "received_at_us"),
            due: try readInstant(hasDueAtUs ? dueAtUs : nil, "due_at_us"),
            cause: try readEnum(cause, "cause"),
            inquiryCount: try readInt(inquiryCount, "inquiry_count", 1...Limit.inquiries),
            barred: try readNames(barred, "barred", 0...Placement.barredLimit))
    }
}

extension WireAgentWork: WireMessage {
    init(_ part: Agent.Work) {
        self.init()
        contact = part.contact.rawValue
        channel = part.channel.wire
        phase = part.phase.wire
        if let value = part.offer { offer = WireOffer(value) }
    }

    func model() throws(WireError) -> Agent.Work {
        Agent.Work(
            contact: try readContact(contact, "contact"),
            channel: try readEnum(channel, "channel"),
            phase: try readEnum(phase, "phase"),
            offer: hasOffer ? try offer.model() : nil)
    }
}

extension WireWorkFact: WireMessage {
    init(_ part: WorkFact) {
        self.init()
        name = part.name.rawValue
        value = part.value.rawValue
    }

    func model() throws(WireError) -> WorkFact {
        WorkFact(try readName(name, "name"), try readName(value, "value"))
    }
}

extension WireWorkChange.Facts: WireMessage {
    typealias Model = [WorkFact]

    init(_ part: Model) {
        self.init()
        facts = part.map(WireWorkFact.init)
    }

    func model() throws(WireError) -> Model {
        try readList(facts, "facts", 1...Limit.workFacts)
    }
}

extension WireWorkChange: WireMessage {
    init(_ part: WorkChange) {
        self.init()
        switch part {
        case .event(let value): event = value.rawValue
        case .reclassified(let value): reclassified = value.rawValue
        case .facts(let facts): self.facts = Facts(facts)
        case .received(let value): receivedAtUs = value.microseconds
        }
    }

    func model() throws(WireError) -> WorkChange {
        switch change {
        case .event(let value): return .event(try readName(value, "event"))
        case .reclassified(let value): return .reclassified(try readName(value, "reclassified"))
        case .facts(let value): return .facts(try value.model())
        case .receivedAtUs(let value): return .received(try readInstant(value, "received_at_us"))
        case nil: throw wrong("change", "absent", "one of its cases")
        }
    }
}
