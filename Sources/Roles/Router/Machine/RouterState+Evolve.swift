import Contacts
public import Facts

/// The fold: how each fact that the router records changes what it remembers.
extension RouterState {
    /// Applies one recorded fact; total, and ignorant of any configuration.
    public mutating func evolve(_ fact: RouterFact) {
        switch fact {
        case .contactClassified(let fact): open(fact)
        case .inquiryOpened(let fact): open(fact)
        case .inquiryResolved(let fact): resolve(fact)
        case .answerJudged(let fact): judge(fact)
        case .contactLinked(let fact): link(fact)
        case .contactPlaced(let placement): place(placement, .placed)
        case .handoffOffered(let fact):
            guard let source = contacts[fact.placement.contact]?.placement else { return }
            place(fact.placement, .handoffOffered(from: source))
            note(fact)
        case .contactChanged(let fact): contacts[fact.contact]?.received = fact.received
        case .escalationDecided(let fact): decide(fact)
        case .effectRequested(let fact): ask(fact)
        case .serviceBegan(let fact): begin(fact)
        case .serviceInterrupted(let fact): interrupt(fact)
        case .holdChanged(let fact): setLine(fact.change == .held ? .held : .talking, of: fact.contact)
        case .contactEnded(let fact): end(fact)
        case .clockStarted(let fact): start(fact.start)
        case .clockSuspended(let fact): stand(fact)
        case .clockResumed(let fact): run(fact)
        case .clockStopped(let fact):
            if fact.clock.isItem {
                stop(item: fact)
            } else {
                if fact.reopensUntil == nil || fact.message != nil { remove(fact.clock) }
                if mail != nil || fact.message != nil { editMail { $0.stop(fact) } }
            }
        case .messageNoted(let fact): note(fact)
        case .clockRetold(let fact):
            if fact.clock.isItem { retell(item: fact) } else { retell(fact) }
        case .workItemOpened(let fact): work.open(fact)
        case .workItemChanged(let fact): work.change(fact)
        case .watermarkAsked(let fact): ask(fact)
        case .watermarkNoted(let fact): note(fact)
        case .watermark(let fact): answer(fact)
        case .mismatchFound(let fact): note(fact)
        case .mismatchSettled(let fact):
            if mismatches[fact.tier]?.mismatch == fact.mismatch { mismatches[fact.tier] = nil }
        case .invariantBroken(let fact): flag(fact)
        case .told: break  // Said to others, or for the record alone.
        }
    }
}

// MARK: - Contacts

extension RouterState {
    private mutating func open(_ fact: ContactClassified) {
        let unplaced = Placement(
            contact: fact.contact,
            generation: 0,
            tier: fact.tier,
            channel: fact.channel,
            contactClass: fact.contactClass,
            rank: fact.rank,
            needs: fact.needs,
            received: fact.received,
            due: nil,
            cause: .arrival,
            inquiryCount: fact.inquiryCount
        )
        contacts[fact.contact] = OpenContact(
            gateway: fact.gateway,
            received: fact.received,
            placement: unplaced,
            clocks: fact.clocks.map { StartedClock(name: $0.clock.name, mode: $0.mode, tier: fact.tier) }
        )
        lastReceived[fact.contact.gateway] = fact.contact.number
        openByGateway[fact.gateway, default: 0] += 1
        openByTier[fact.tier, default: 0] += 1
    }

    private mutating func place(_ placement: Placement, _ phase: OpenContact.Phase) {
        guard let before = contacts[placement.contact]?.placement.tier else { return }
        openByTier.subtractOne(from: before)
        openByTier[placement.tier, default: 0] += 1
        if before != placement.tier { placedByTier[before]?.remove(placement.contact) }
        placedByTier[placement.tier, default: SortedKeys()].insert(placement.contact)
        contacts[placement.contact]?.placement = placement
        contacts[placement.contact]?.phase = phase
        contacts[placement.contact]?.asked = []
        contacts[placement.contact]?.flagged = nil
    }

    private mutating func decide(_ fact: EscalationDecided) {
        guard let phase = contacts[fact.contact]?.phase else { return }
        if case .connecting(let attempt, _) = phase {
            contacts[fact.contact]?.phase = .connecting(attempt, handoff: fact)
        } else {
            contacts[fact.contact]?.phase = .releasing(fact)
        }
    }

    private mutating func ask(_ fact: EffectRequested) {
        contacts[fact.contact]?.asked.append(fact.effect)
        noteMessage(fact)
        guard case .connect(let offer, let agent) = fact.action else { return }
        let attempt = OpenContact.Attempt(offer: offer, agent: agent)
        let handoff = waitingHandoff(of: fact.contact)
        contacts[fact.contact]?.phase = .connecting(attempt, handoff: handoff)
    }

    private mutating func begin(_ fact: ServiceBegan) {
        let attempt = OpenContact.Attempt(offer: fact.offer, agent: fact.agent)
        settleConnecting(fact.contact, as: .inService(attempt, .talking))
        contacts[fact.contact]?.servedBy = fact.agent
        var milestones = contacts[fact.contact]?.milestones ?? .init()
        milestones.answered = milestones.answered ?? fact.at
        if fact.tier != .one { milestones.specialistAnswered = milestones.specialistAnswered ?? fact.at }
        contacts[fact.contact]?.milestones = milestones
        forgetReply(before: fact)
    }

    /// It was handed to Tier 3; older journals do not say when.
    private mutating func note(_ fact: HandoffOffered) {
        guard fact.placement.tier == .three, let at = fact.at else { return }
        var milestones = contacts[fact.placement.contact]?.milestones ?? .init()
        milestones.handedOn = milestones.handedOn ?? at
        contacts[fact.placement.contact]?.milestones = milestones
    }

    private mutating func interrupt(_ fact: ServiceInterrupted) {
        switch fact.cause {
        case .agentLegLost, .connectFailed: settleConnecting(fact.contact, as: .placed)
        case .memberLeft, .agentEnded:
            guard case .inService(let attempt, _) = contacts[fact.contact]?.phase else { return }
            contacts[fact.contact]?.phase = .wrapUp(attempt)
        }
    }

    /// A hand-off that waited for the connection to be settled goes before what the connection led to.
    private mutating func settleConnecting(_ contact: Contact.ID, as phase: OpenContact.Phase) {
        let handoff = waitingHandoff(of: contact)
        contacts[contact]?.phase = handoff.map { .releasing($0) } ?? phase
    }

    private func waitingHandoff(of contact: Contact.ID) -> EscalationDecided? {
        guard case .connecting(_, let handoff) = contacts[contact]?.phase else { return nil }
        return handoff
    }

    private mutating func setLine(_ line: OpenContact.Line, of contact: Contact.ID) {
        guard case .inService(let attempt, _) = contacts[contact]?.phase else { return }
        contacts[contact]?.phase = .inService(attempt, line)
    }

    /// Forgets the contact; its open inquiries stay as long as clocks run for them.
    private mutating func end(_ fact: ContactEnded) {
        guard let contact = contacts.removeValue(forKey: fact.contact) else { return }
        openByGateway.subtractOne(from: contact.gateway)
        openByTier.subtractOne(from: contact.placement.tier)
        placedByTier[contact.placement.tier]?.remove(fact.contact)
        forgetAnswers(until: fact.at)
        if contact.channel.isMail { editMail { $0.end(fact) } }
        guard fact.outcome.isAnswered else { return }
        for var inquiry in contact.inquiries where !inquiry.clocks.isEmpty {
            inquiry.left = fact.at
            inquiry.channel = contact.channel
            openInquiries[inquiry.inquiry] = inquiry
            inquiriesByCase[inquiry.caseID, default: []].append(inquiry.inquiry)
        }
    }
}

// MARK: - Reconciliations

extension RouterState {
    private mutating func note(_ fact: MismatchFound) {
        lastMismatch = max(lastMismatch, fact.mismatch)
        mismatches[fact.tier] = fact
    }

    /// What is healed needs no memory; of what waits on, the watchdog is told once.
    private mutating func flag(_ fact: InvariantBroken) {
        switch fact.invariant {
        case .strayContact, .missingContact: break
        case .idleAgent, .everybodyBarred:
            let before = contacts[fact.contact]?.flagged ?? []
            contacts[fact.contact]?.flagged = before + [fact.invariant]
        }
    }
}

// MARK: - Clocks

extension RouterState {
    private mutating func start(_ start: Clock.Start) {
        if start.clock.isItem { return self.start(item: start) }
        guard let tier = contacts[start.clock.contact]?.placement.tier else { return }
        let clock = StartedClock(name: start.clock.name, mode: start.mode, tier: tier)
        change(start.clock) { $0.append(clock) }
    }

    private mutating func stand(_ fact: ClockSuspended) {
        if fact.clock.isItem { return set(.suspended, of: fact.clock) }
        setMode(.suspended, of: fact.clock)
        contacts[fact.clock.contact]?.waitsSince = nil
    }

    private mutating func run(_ fact: ClockResumed) {
        if fact.clock.isItem { return set(.running, of: fact.clock) }
        if mail != nil {
            let inquiry = inquiry(of: fact.clock)
            if editMail({ $0.run(fact.clock, isOfOpen: inquiry != nil) }) {
                let tier = inquiry?.clocks.first?.tier ?? .one
                return change(fact.clock) {
                    $0.append(StartedClock(name: fact.clock.name, mode: .running, tier: tier))
                }
            }
        }
        setMode(.running, of: fact.clock)
        let before = contacts[fact.clock.contact]?.waitsSince ?? fact.at
        contacts[fact.clock.contact]?.waitsSince = max(before, fact.at)
    }

    private mutating func setMode(_ mode: Clock.Start.Mode, of clock: Clock.ID) {
        change(clock) { clocks in
            for index in clocks.indices where clocks[index].name == clock.name { clocks[index].mode = mode }
        }
    }

    /// A clock that is told anew is as that says.
    private mutating func retell(_ fact: ClockRetold) {
        retellMail(fact)
        guard fact.stop == nil else { return remove(fact.clock) }
        if let last = fact.spans.last { setMode(last.mode, of: fact.clock) }
    }

    /// The inquiry that a clock counts for, with its contact or left open by it; nil for any other clock.
    private func inquiry(of clock: Clock.ID) -> OpenInquiry? {
        guard clock.inquiry > 0 else { return nil }
        let id = Inquiry.ID(contact: clock.contact, index: clock.inquiry)
        return contacts[clock.contact]?.inquiries.first { $0.inquiry == id } ?? openInquiries[id]
    }

    private mutating func remove(_ clock: Clock.ID) {
        change(clock) { $0.removeAll { $0.name == clock.name } }
    }

    /// Changes the clocks of the contact or inquiry that `clock` counts for, open or outliving its contact.
    private mutating func change(_ clock: Clock.ID, _ body: (inout [StartedClock]) -> Void) {
        let contact = clock.contact
        guard clock.inquiry > 0 else {
            guard var clocks = contacts[contact]?.clocks else { return }
            body(&clocks)
            contacts[contact]?.clocks = clocks
            return
        }
        let inquiry = Inquiry.ID(contact: contact, index: clock.inquiry)
        if let index = contacts[contact]?.inquiries.firstIndex(where: { $0.inquiry == inquiry }),
            var clocks = contacts[contact]?.inquiries[index].clocks
        {
            body(&clocks)
            contacts[contact]?.inquiries[index].clocks = clocks
        } else if var clocks = openInquiries[inquiry]?.clocks {
            body(&clocks)
            openInquiries[inquiry]?.clocks = clocks
        }
    }
}

// MARK: - Watermarks

extension RouterState {
    private mutating func ask(_ fact: WatermarkAsked) {
        lastAsk = fact.ask
        pendingAsk = PendingAsk(
            ask: fact.ask,
            expected: gatewaysInCustody.count + openByTier.count,
            answered: [],
            through: .distantFuture
        )
    }

    private mutating func note(_ fact: WatermarkNoted) {
        guard let station = fact.station, var pending = pendingAsk, pending.ask == fact.ask else { return }
        pending.answered.append(station)
        pending.through = min(pending.through, fact.through)
        pendingAsk = pending
    }

    private mutating func answer(_ fact: Watermark) {
        lastAsk = fact.ask
        pendingAsk = nil
    }
}

extension Dictionary where Value == Int {
    /// Counts one less and forgets a count of zero, so that the keys are exactly those that have any.
    fileprivate mutating func subtractOne(from key: Key) {
        guard let count = self[key] else { return }
        self[key] = count > 1 ? count - 1 : nil
    }
}
