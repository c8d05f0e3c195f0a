import Contacts
import Facts

/// A contact moves from one tier to another: decided here, released by the source, then offered to the
/// target.
extension RouterMachine {
    /// What asks for a move: an agent, or a clock that fell due.
    fileprivate struct Move {
        var to: Tier
        var reason: ReasonCode
        var priority: Urgency
        /// The agent who asked; nil when a clock did.
        var agent: Agent.ID?
    }

    /// An agent asks for another tier for the contact that the agent serves.
    mutating func escalationAsked(_ fact: EscalationAsked, at now: Instant) {
        guard let contact = current(fact.contact, fact.generation, "escalate") else { return }
        let move = Move(to: fact.to, reason: fact.reason, priority: fact.priority, agent: fact.agent)
        switch contact.phase {
        case .inService: decide(move, of: contact, at: now)
        case .wrapUp:
            if contact.channel.isLive {
                refuse(move, of: contact, "the member has left")
            } else {
                decide(move, of: contact, at: now)
            }
        case .releasing(let decided):
            if !decided.grants(move) {
                refuse(move, of: contact, "it is already moving to tier \(decided.to)")
            }
        case .placed, .connecting, .handoffOffered: refuse(move, of: contact, "it is not in service")
        }
    }

    /// A clock moves the contact, wherever it stands but in wrap-up after a live member has left.
    mutating func escalationDue(_ fact: EscalationDue, at now: Instant) {
        guard let contact = state.contacts[fact.clock.contact] else { return }
        let move = Move(to: fact.to, reason: fact.reason, priority: fact.priority, agent: nil)
        switch contact.phase {
        case .placed, .handoffOffered, .inService, .connecting(_, handoff: nil):
            decide(move, of: contact, at: now)
        case .wrapUp:
            if contact.channel.isLive {
                refuse(move, of: contact, "the member has left")
            } else {
                decide(move, of: contact, at: now)
            }
        case .releasing(let decided), .connecting(_, handoff: .some(let decided)):
            if !decided.grants(move) {
                refuse(move, of: contact, "it is already moving to tier \(decided.to)")
            }
        }
    }

    /// The first row of escalation.yaml that matches decides; a move that no row is for is refused.
    private mutating func decide(_ move: Move, of contact: OpenContact, at now: Instant) {
        let id = contact.placement.contact
        let from = contact.placement.tier
        guard let row = configuration.escalation.first(where: { $0.isFor(move, from: from) }) else {
            return refuse(
                move,
                of: contact,
                "no row allows tier \(from) to tier \(move.to) for \(move.reason)"
            )
        }
        if case .refused(let reason) = row.ruling { return refuse(move, of: contact, rule: row.name, reason) }
        let names = configuration.plan.escalationClocks(to: move.to, move.priority, for: move.reason)
        let clocks = starts(names, of: id, from: now).filter { start in
            !contact.clocks.contains { $0.name == start.clock.name }
        }
        let decided = EscalationDecided(
            contact: id,
            generation: contact.placement.generation,
            from: from,
            to: move.to,
            rule: row.name,
            reason: move.reason,
            priority: move.priority,
            agent: move.agent,
            clocks: clocks
        )
        record(.escalationDecided(decided))
        askForReleaseIfDecided(id)
    }

    /// Asks the source to let go, unless the contact is being connected: then this waits until that is
    /// settled.
    mutating func askForReleaseIfDecided(_ id: Contact.ID) {
        guard let contact = state.contacts[id], case .releasing = contact.phase else { return }
        withdraw(contact, .escalated)
    }

    /// A queue let go of the contact: the hand-off goes on. What was released unasked is placed again,
    /// because no contact may be without an owner.
    mutating func released(_ fact: ContactReleased) {
        guard var contact = current(fact.contact, fact.generation, "released") else { return }
        contact.placement.bar(fact.barred)
        switch contact.phase {
        case .releasing(let decided): offer(contact, decided, at: fact.at)
        case .placed, .handoffOffered: placeAgain(contact.placement, after: contact)
        // Its agent had put it aside and takes no more; written work waits for nobody's leg.
        case .inService where fact.reason == .leftAside && !contact.channel.isLive:
            placeAgain(contact.placement, after: contact)
        case .connecting, .inService, .wrapUp:
            refuse("released", of: fact.contact, "an agent has it, and nobody asked for a release")
        }
    }

    /// A queue does not take the contact: the target of a hand-off sends it back to where it came from.
    mutating func placementRefused(_ fact: PlacementRefused, at now: Instant) {
        guard let contact = current(fact.contact, fact.generation, "placement_refused") else { return }
        switch contact.phase {
        case .releasing(let decided): offer(contact, decided, at: now)  // The source never had it.
        case .handoffOffered(var source):
            source.bar(contact.placement.barred ?? [])
            placeAgain(source, after: contact)
        case .placed: placeAgain(contact.placement, after: contact)
        case .connecting, .inService, .wrapUp:
            refuse("placement_refused", of: fact.contact, "an agent of that tier has it")
        }
    }

    /// Offers the contact to the target with its place kept; the response clocks begin, and so does the
    /// member's wait on hold if somebody had answered.
    mutating func offer(_ contact: OpenContact, _ decided: EscalationDecided, at: Instant) {
        let row = configuration.escalation.first { $0.name == decided.rule }
        var placement = contact.placement
        placement.generation += 1
        placement.tier = decided.to
        placement.cause = .handoff
        placement.contactClass = row?.contactClass ?? placement.contactClass
        placement.needs = row?.needs?.sorted() ?? placement.needs
        placement.rank = max(0, placement.rank - (row?.rankBonus ?? 0))
        let offered = HandoffOffered(
            placement: placement, from: decided.from, rule: decided.rule, at: at)
        // The watchdog keeps the share of contacts that reach Tier 3.
        let watchers = decided.to == .three ? [configuration.directory.watchdog] : []
        record(.handoffOffered(offered), to: [configuration.directory.queue(of: decided.to)] + watchers)
        if decided.to == .three { stopClocks(of: decided.contact, on: .handedOn, at: at) }
        for clock in decided.clocks { start(clock) }
        if contact.servedBy != nil { waitForTarget(decided.contact, at: at) }
    }

    /// Places the contact as it was placed before, under a generation that no queue has seen.
    mutating func placeAgain(_ before: Placement, after contact: OpenContact) {
        var placement = before
        placement.generation = contact.placement.generation + 1
        placement.cause = .returned
        record(.contactPlaced(placement), to: [configuration.directory.queue(of: placement.tier)])
    }

    /// Refuses a move; an agent's queue is told, so that the agent is.
    private mutating func refuse(
        _ move: Move,
        of contact: OpenContact,
        rule: RuleName? = nil,
        _ reason: String
    ) {
        let refused = EscalationRefused(
            contact: contact.placement.contact,
            generation: contact.placement.generation,
            tier: contact.placement.tier,
            rule: rule,
            reason: reason
        )
        record(.escalationRefused(refused), to: move.agent == nil ? [] : [queue(of: contact)])
    }
}

extension EscalationDecided {
    /// True when this is the answer to `move`, asked again.
    fileprivate func grants(_ move: RouterMachine.Move) -> Bool {
        to == move.to && reason == move.reason && priority == move.priority && agent == move.agent
    }
}

extension EscalationRow {
    fileprivate func isFor(_ move: RouterMachine.Move, from source: Tier) -> Bool {
        matches(from: source, to: move.to, for: move.reason, move.priority)
    }
}
