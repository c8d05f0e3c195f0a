// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireContactQueued: WireMessage {
    init(_ fact: ContactQueued) {
        self.init()
        placement = WirePlacement(fact.placement)
        atUs = fact.at.microseconds
        if let value = fact.reconcileAt { reconcileAtUs = value.microseconds }
    }

    func model() throws(WireError) -> ContactQueued {
        ContactQueued(
            placement: try readMessage(hasPlacement ? placement : nil, "placement"),
            at: try readInstant(atUs, "at_us"),
            reconcileAt: try readInstant(hasReconcileAtUs ? reconcileAtUs : nil, "reconcile_at_us"))
    }
}

extension WireOfferMade: WireMessage {
    init(_ fact: OfferMade) {
        self.init()
        offer = WireOffer(fact.offer)
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        session = fact.session.rawValue
        channel = fact.channel.wire
        contactClass = fact.contactClass.rawValue
        receivedAtUs = fact.received.microseconds
        deadlineAtUs = fact.deadline.microseconds
        if let value = fact.inversion { inversion = value.wire }
        passedOver = fact.passedOver.map(\.rawValue)
    }

    func model() throws(WireError) -> OfferMade {
        OfferMade(
            offer: try readMessage(hasOffer ? offer : nil, "offer"),
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            session: try readName(session, "session"),
            channel: try readEnum(channel, "channel"),
            contactClass: try readName(contactClass, "contact_class"),
            received: try readInstant(receivedAtUs, "received_at_us"),
            deadline: try readInstant(deadlineAtUs, "deadline_at_us"),
            inversion: try readEnum(hasInversion ? inversion : nil, "inversion"),
            passedOver: try readContacts(passedOver, "passed_over"))
    }
}

extension WireOfferAccepted: WireMessage {
    init(_ fact: OfferAccepted) {
        self.init()
        offer = WireOffer(fact.offer)
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
    }

    func model() throws(WireError) -> OfferAccepted {
        OfferAccepted(
            offer: try readMessage(hasOffer ? offer : nil, "offer"),
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"))
    }
}

extension WireOfferClosed: WireMessage {
    init(_ fact: OfferClosed) {
        self.init()
        offer = WireOffer(fact.offer)
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        cause = fact.cause.wire
        if let value = fact.reason { reason = value.rawValue }
        if let value = fact.notAgainBefore { notAgainBeforeAtUs = value.microseconds }
        everybodyBarred = fact.everybodyBarred
    }

    func model() throws(WireError) -> OfferClosed {
        OfferClosed(
            offer: try readMessage(hasOffer ? offer : nil, "offer"),
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            cause: try readEnum(cause, "cause"),
            reason: try readName(hasReason ? reason : nil, "reason"),
            notAgainBefore: try readInstant(
                hasNotAgainBeforeAtUs ? notAgainBeforeAtUs : nil, "not_again_before_at_us"),
            everybodyBarred: everybodyBarred)
    }
}

extension WireOfferRefused: WireMessage {
    init(_ fact: OfferRefused) {
        self.init()
        offer = WireOffer(fact.offer)
        agent = fact.agent.rawValue
        session = fact.session.rawValue
        reason = fact.reason
    }

    func model() throws(WireError) -> OfferRefused {
        OfferRefused(
            offer: try readMessage(hasOffer ? offer : nil, "offer"),
            agent: try readName(agent, "agent"),
            session: try readName(session, "session"),
            reason: try readText(reason, "reason"))
    }
}

extension WireAgentStateChanged: WireMessage {
    init(_ fact: AgentStateChanged) {
        self.init()
        agent = fact.agent.rawValue
        tier = UInt32(fact.tier.rawValue)
        if let value = fact.session { session = value.rawValue }
        state = fact.state.wire
        if let value = fact.reason { reason = value.rawValue }
        work = fact.work.map(WireAgentWork.init)
        atUs = fact.at.microseconds
        if let value = fact.wrapUpUntil { wrapUpUntilAtUs = value.microseconds }
        if let value = fact.imposed { imposed = value.rawValue }
    }

    func model() throws(WireError) -> AgentStateChanged {
        AgentStateChanged(
            agent: try readName(agent, "agent"),
            tier: try readTier(tier, "tier"),
            session: try readName(hasSession ? session : nil, "session"),
            state: try readEnum(state, "state"),
            reason: try readName(hasReason ? reason : nil, "reason"),
            work: try readList(work, "work", 0...Limit.list),
            at: try readInstant(atUs, "at_us"),
            wrapUpUntil: try readInstant(hasWrapUpUntilAtUs ? wrapUpUntilAtUs : nil, "wrap_up_until_at_us"),
            imposed: try readName(hasImposed ? imposed : nil, "imposed"))
    }
}

extension WireWorkParked: WireMessage {
    init(_ fact: WorkParked) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        waiting = fact.waiting.rawValue
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> WorkParked {
        WorkParked(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            waiting: try readContact(waiting, "waiting"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireWorkResumed: WireMessage {
    init(_ fact: WorkResumed) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> WorkResumed {
        WorkResumed(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireWrapUpStarted: WireMessage {
    init(_ fact: WrapUpStarted) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        atUs = fact.at.microseconds
        if let value = fact.until { untilAtUs = value.microseconds }
    }

    func model() throws(WireError) -> WrapUpStarted {
        WrapUpStarted(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            at: try readInstant(atUs, "at_us"),
            until: try readInstant(hasUntilAtUs ? untilAtUs : nil, "until_at_us"))
    }
}

extension WireServiceEnded: WireMessage {
    init(_ fact: ServiceEnded) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        dispositions = fact.dispositions.map(WireDisposition.init)
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ServiceEnded {
        ServiceEnded(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            dispositions: try readList(dispositions, "dispositions", 0...Limit.inquiries),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireDispositionNoted: WireMessage {
    init(_ fact: DispositionNoted) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        dispositions = fact.dispositions.map(WireDisposition.init)
    }

    func model() throws(WireError) -> DispositionNoted {
        DispositionNoted(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            dispositions: try readList(dispositions, "dispositions", 0...Limit.inquiries))
    }
}

extension WireContactVerified: WireMessage {
    init(_ fact: ContactVerified) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        verification = WireVerification(fact.verification)
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ContactVerified {
        ContactVerified(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            verification: try readMessage(hasVerification ? verification : nil, "verification"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireHandoffAccepted: WireMessage {
    init(_ fact: HandoffAccepted) {
        self.init()
        placement = WirePlacement(fact.placement)
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> HandoffAccepted {
        HandoffAccepted(
            placement: try readMessage(hasPlacement ? placement : nil, "placement"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WirePlacementRefused: WireMessage {
    init(_ fact: PlacementRefused) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        reason = fact.reason
    }

    func model() throws(WireError) -> PlacementRefused {
        PlacementRefused(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            reason: try readText(reason, "reason"))
    }
}

extension WireContactReleased: WireMessage {
    init(_ fact: ContactReleased) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        reason = fact.reason.wire
        atUs = fact.at.microseconds
        barred = fact.barred.map(\.rawValue)
    }

    func model() throws(WireError) -> ContactReleased {
        ContactReleased(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            reason: try readEnum(reason, "reason"),
            at: try readInstant(atUs, "at_us"),
            barred: try readNames(barred, "barred", 0...Placement.barredLimit))
    }
}

extension WireContactReturned: WireMessage {
    init(_ fact: ContactReturned) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        reason = fact.reason.rawValue
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> ContactReturned {
        ContactReturned(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            reason: try readName(reason, "reason"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireEscalationAsked: WireMessage {
    init(_ fact: EscalationAsked) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        fromTier = UInt32(fact.from.rawValue)
        toTier = UInt32(fact.to.rawValue)
        reason = fact.reason.rawValue
        priority = fact.priority.wire
    }

    func model() throws(WireError) -> EscalationAsked {
        EscalationAsked(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            from: try readTier(fromTier, "from_tier"),
            to: try readTier(toTier, "to_tier"),
            reason: try readName(reason, "reason"),
            priority: try readEnum(priority, "priority"))
    }
}

extension WireMediumAsked: WireMessage {
    init(_ fact: MediumAsked) {
        self.init()
        contact = fact.contact.rawValue
        generation = fact.generation
        agent = fact.agent.rawValue
        action = fact.action.wire
        number = fact.number
    }

    func model() throws(WireError) -> MediumAsked {
        MediumAsked(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(agent, "agent"),
            action: try readEnum(action, "action"),
            number: try readCount(number, "number"))
    }
}

extension WireDeskLinkChanged: WireMessage {
    init(_ fact: DeskLinkChanged) {
        self.init()
        desk = fact.desk.rawValue
        change = fact.change.wire
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> DeskLinkChanged {
        DeskLinkChanged(
            desk: try readName(desk, "desk"),
            change: try readEnum(change, "change"),
            at: try readInstant(atUs, "at_us"))
    }
}
