// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireContactClassified: WireMessage {
    init(_ fact: ContactClassified) {
        self.init()
        contact = fact.contact.rawValue
        gateway = fact.gateway.rawValue
        channel = fact.channel.wire
        receivedAtUs = fact.received.microseconds
        contactClass = fact.contactClass.rawValue
        rank = Int64(fact.rank)
        needs = fact.needs.map(WireSkillNeed.init)
        tier = UInt32(fact.tier.rawValue)
        rule = fact.rule.rawValue
        clocks = fact.clocks.map(WireClockStart.init)
        inquiryCount = UInt32(exactly: fact.inquiryCount) ?? .max
    }

    func model() throws(WireError) -> ContactClassified {
        ContactClassified(
            contact: try readContact(contact, "contact"),
            gateway: try readName(gateway, "gateway"),
            channel: try readEnum(channel, "channel"),
            received: try readInstant(receivedAtUs, "received_at_us"),
            contactClass: try readName(contactClass, "contact_class"),
            rank: Int(rank),
            needs: try readList(needs, "needs", 0...Limit.needs),
            tier: try readTier(tier, "tier"),
            rule: try readName(rule, "rule"),
            clocks: try readList(clocks, "clocks", 0...Limit.list),
            inquiryCount: try readInt(inquiryCount, "inquiry_count", 1...Limit.inquiries))
    }
}

extension WireInquiryOpened: WireMessage {
    init(_ fact: InquiryOpened) {
        self.init()
        inquiry = WireInquiryID(fact.inquiry)
        caseID = fact.caseID.description
        type = fact.type.rawValue
        receivedAtUs = fact.received.microseconds
        clocks = fact.clocks.map(WireClockStart.init)
        if let value = fact.member { member = value.rawValue }
        if let value = fact.issue { issue = value.rawValue }
    }

    func model() throws(WireError) -> InquiryOpened {
        InquiryOpened(
            inquiry: try readMessage(hasInquiry ? inquiry : nil, "inquiry"),
            caseID: try readCase(caseID, "case_id"),
            type: try readName(type, "type"),
            received: try readInstant(receivedAtUs, "received_at_us"),
            clocks: try readList(clocks, "clocks", 0...Limit.list),
            member: try readName(hasMember ? member : nil, "member"),
            issue: try readName(hasIssue ? issue : nil, "issue"))
    }
}

extension WireInquiryResolved: WireMessage {
    init(_ fact: InquiryResolved) {
        self.init()
        inquiry = WireInquiryID(fact.inquiry)
        atUs = fact.at.microseconds
        if let value = fact.acceptance { acceptance = value.wire }
        if let value = fact.reopensUntil { reopensUntilAtUs = value.microseconds }
        if let value = fact.replyOf { replyOf = value.rawValue }
    }

    func model() throws(WireError) -> InquiryResolved {
        InquiryResolved(
            inquiry: try readMessage(hasInquiry ? inquiry : nil, "inquiry"),
            at: try readInstant(atUs, "at_us"),
            acceptance: try readEnum(hasAcceptance ? acceptance : nil, "acceptance"),
            reopensUntil: try readInstant(
                hasReopensUntilAtUs ? reopensUntilAtUs : nil, "reopens_until_at_us"),
            replyOf: hasReplyOf ? try readContact(replyOf, "reply_of") : nil)
    }
}

extension WireContactWithdrawn: WireMessage {
    init(_ fact: ContactWithdrawn) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        reason = fact.reason.wire
    }

    func model() throws(WireError) -> ContactWithdrawn {
        ContactWithdrawn(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            reason: try readEnum(reason, "reason"))
    }
}

extension WirePriorityRaised: WireMessage {
    init(_ fact: PriorityRaised) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        rank = Int64(fact.rank)
        rule = fact.rule.rawValue
    }

    func model() throws(WireError) -> PriorityRaised {
        PriorityRaised(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            rank: Int(rank),
            rule: try readName(rule, "rule"))
    }
}

extension WireHandoffOffered: WireMessage {
    init(_ fact: HandoffOffered) {
        self.init()
        placement = WirePlacement(fact.placement)
        fromTier = UInt32(fact.from.rawValue)
        rule = fact.rule.rawValue
        if let value = fact.at { atUs = value.microseconds }
    }

    func model() throws(WireError) -> HandoffOffered {
        HandoffOffered(
            placement: try readMessage(hasPlacement ? placement : nil, "placement"),
            from: try readTier(fromTier, "from_tier"),
            rule: try readName(rule, "rule"),
            at: try readInstant(hasAtUs ? atUs : nil, "at_us"))
    }
}

extension WireEscalationDecided: WireMessage {
    init(_ fact: EscalationDecided) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        fromTier = UInt32(fact.from.rawValue)
        toTier = UInt32(fact.to.rawValue)
        rule = fact.rule.rawValue
        reason = fact.reason.rawValue
        priority = fact.priority.wire
        if let value = fact.agent { agent = value.rawValue }
        clocks = fact.clocks.map(WireClockStart.init)
    }

    func model() throws(WireError) -> EscalationDecided {
        EscalationDecided(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            from: try readTier(fromTier, "from_tier"),
            to: try readTier(toTier, "to_tier"),
            rule: try readName(rule, "rule"),
            reason: try readName(reason, "reason"),
            priority: try readEnum(priority, "priority"),
            agent: try readName(hasAgent ? agent : nil, "agent"),
            clocks: try readList(clocks, "clocks", 0...Limit.list))
    }
}

extension WireEscalationRefused: WireMessage {
    init(_ fact: EscalationRefused) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        if let value = fact.rule { rule = value.rawValue }
        reason = fact.reason
    }

    func model() throws(WireError) -> EscalationRefused {
        EscalationRefused(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            rule: try readName(hasRule ? rule : nil, "rule"),
            reason: try readText(reason, "reason"))
    }
}

extension WireEffectRequested: WireMessage {
    init(_ fact: EffectRequested) {
        self.init()
        effect = fact.effect.rawValue
        contact = fact.contact.rawValue
        action = WireEffectAction(fact.action)
    }

    func model() throws(WireError) -> EffectRequested {
        EffectRequested(
            effect: try readName(effect, "effect"),
            contact: try readContact(contact, "contact"),
            action: try readMessage(hasAction ? action : nil, "action"))
    }
}

extension WireContactEnded: WireMessage {
    init(_ fact: ContactEnded) {
        self.init()
        contact = fact.contact.rawValue
        gateway = fact.gateway.rawValue
        outcome = fact.outcome.wire
        atUs = fact.at.microseconds
        if let value = fact.tier { tier = UInt32(value.rawValue) }
        if let value = fact.agent { agent = value.rawValue }
        awaiting = fact.awaiting.map(WireClockID.init)
    }

    func model() throws(WireError) -> ContactEnded {
        ContactEnded(
            contact: try readContact(contact, "contact"),
            gateway: try readName(gateway, "gateway"),
            outcome: try readEnum(outcome, "outcome"),
            at: try readInstant(atUs, "at_us"),
            tier: try readTier(hasTier ? tier : nil, "tier"),
            agent: try readName(hasAgent ? agent : nil, "agent"),
            awaiting: try readList(awaiting, "awaiting", 0...Limit.list))
    }
}

extension WireServiceBegan: WireMessage {
    init(_ fact: ServiceBegan) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        offer = WireOffer(fact.offer)
        agent = fact.agent.rawValue
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ServiceBegan {
        ServiceBegan(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            offer: try readMessage(hasOffer ? offer : nil, "offer"),
            agent: try readName(agent, "agent"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireServiceInterrupted: WireMessage {
    init(_ fact: ServiceInterrupted) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        atUs = fact.at.microseconds
        cause = fact.cause.wire
    }

    func model() throws(WireError) -> ServiceInterrupted {
        ServiceInterrupted(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            at: try readInstant(atUs, "at_us"),
            cause: try readEnum(cause, "cause"))
    }
}

extension WireHoldChanged: WireMessage {
    init(_ fact: HoldChanged) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        change = fact.change.wire
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> HoldChanged {
        HoldChanged(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            change: try readEnum(change, "change"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireClockStarted: WireMessage {
    init(_ fact: ClockStarted) {
        self.init()
        start = WireClockStart(fact.start)
    }

    func model() throws(WireError) -> ClockStarted {
        ClockStarted(start: try readMessage(hasStart ? start : nil, "start"))
    }
}

extension WireClockSuspended: WireMessage {
    init(_ fact: ClockSuspended) {
        self.init()
        clock = WireClockID(fact.clock)
        atUs = fact.at.microseconds
        cause = fact.cause
        if let value = fact.by { actor = value.rawValue }
        if let value = fact.evidence { evidence = value.rawValue }
        if let value = fact.contacted { contactedAtUs = value.microseconds }
    }

    func model() throws(WireError) -> ClockSuspended {
        ClockSuspended(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            at: try readInstant(atUs, "at_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"),
            contacted: try readInstant(hasContactedAtUs ? contactedAtUs : nil, "contacted_at_us"))
    }
}

extension WireClockResumed: WireMessage {
    init(_ fact: ClockResumed) {
        self.init()
        clock = WireClockID(fact.clock)
        atUs = fact.at.microseconds
        cause = fact.cause
        if let value = fact.by { actor = value.rawValue }
        if let value = fact.evidence { evidence = value.rawValue }
    }

    func model() throws(WireError) -> ClockResumed {
        ClockResumed(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            at: try readInstant(atUs, "at_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"))
    }
}

extension WireClockStopped: WireMessage {
    init(_ fact: ClockStopped) {
        self.init()
        clock = WireClockID(fact.clock)
        atUs = fact.at.microseconds
        cause = fact.cause
        if let value = fact.by { actor = value.rawValue }
        if let value = fact.reopensUntil { reopensUntilAtUs = value.microseconds }
        if let value = fact.message { message = value.wire }
    }

    func model() throws(WireError) -> ClockStopped {
        ClockStopped(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            at: try readInstant(atUs, "at_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            reopensUntil: try readInstant(
                hasReopensUntilAtUs ? reopensUntilAtUs : nil, "reopens_until_at_us"),
            message: try readEnum(hasMessage ? message : nil, "message"))
    }
}

extension WireWatermarkAsked: WireMessage {
    init(_ fact: WatermarkAsked) {
        self.init()
        ask = fact.ask
        instantAtUs = fact.instant.microseconds
    }

    func model() throws(WireError) -> WatermarkAsked {
        WatermarkAsked(ask: try readCount(ask, "ask"), instant: try readInstant(instantAtUs, "instant_at_us"))
    }
}
