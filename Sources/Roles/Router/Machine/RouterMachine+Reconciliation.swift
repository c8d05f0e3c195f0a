import Contacts
import Facts

/// Are contacts where the router believes them to be? Queues call the roll, and differences are healed.
///
/// A difference may be a message in flight. So it is noted first, with a question to the queue that follows
/// everything said to it before; what the answer still differs in is no matter of timing: an invariant is
/// broken, the watchdog is told, and the contact is put right with the facts of everyday.
extension RouterMachine {
    /// How long the answer to a mismatch is awaited before another call may be noted.
    private static let patience: Duration = .seconds(60)

    /// Compares a reconciliation with what is believed; an answer settles the mismatch that it answers.
    mutating func reconciliationSent(_ call: ReconciliationSent, at now: Instant) {
        for neglected in call.neglected { tell(neglected, tier: call.tier, at: call.at, now) }
        if let number = call.answering { return settle(number, call, at: now) }
        if let pending = state.mismatches[call.tier], now < pending.at.advanced(by: Self.patience) { return }
        let mismatches = mismatches(with: call)
        guard !mismatches.isEmpty else { return }
        let found = MismatchFound(
            mismatch: state.lastMismatch + 1, tier: call.tier, mismatches: mismatches, at: now)
        record(.mismatchFound(found), to: [configuration.directory.queue(of: call.tier)])
    }

    /// A conflict of interest that leaves nobody is told at once.
    mutating func declined(_ closed: OfferClosed, at now: Instant) {
        guard closed.everybodyBarred else { return }
        let neglected = ReconciliationSent.Neglected(
            contact: closed.contact, generation: closed.generation, invariant: .everybodyBarred)
        tell(neglected, tier: closed.offer.tier, at: now, now)
    }

    /// Tells the watchdog, once a placement, of a contact that waits and should not.
    private mutating func tell(
        _ neglected: ReconciliationSent.Neglected, tier: Tier, at seen: Instant, _ now: Instant
    ) {
        guard let contact = state.contacts[neglected.contact], contact.placement.tier == tier,
            contact.placement.generation == neglected.generation,
            !(contact.flagged?.contains(neglected.invariant) ?? false)
        else { return }
        let evidence =
            neglected.agent.map { agent in
                "waiting at tier \(tier) at \(seen) under generation \(neglected.generation), while \(agent) "
                    + "could serve it, was ready with room and not barred from it; it is matched anew"
            } ?? "waiting; every capable agent has a conflict (tier \(tier), those signed in at \(seen))"
        let broken = InvariantBroken(
            invariant: neglected.invariant, contact: neglected.contact, generation: neglected.generation,
            tier: tier, agent: neglected.agent, evidence: evidence, at: now)
        record(.invariantBroken(broken), to: [configuration.directory.watchdog])
    }

    private mutating func settle(_ number: UInt64, _ call: ReconciliationSent, at now: Instant) {
        guard let found = state.mismatches[call.tier], found.mismatch == number else { return }
        record(.mismatchSettled(MismatchSettled(mismatch: number, tier: call.tier)))
        for before in found.mismatches {
            let held = call.held.first { $0.contact == before.contact }
            guard let still = mismatch(of: before.contact, held: held?.generation, in: call.tier) else {
                continue
            }
            if let generation = before.held, still.held == generation {
                heal(stray: before.contact, generation, held?.agent, found, call, at: now)
            } else if before.held == nil, still.held == nil, still.placed == before.placed {
                heal(missing: before.contact, found, call, at: now)
            }
        }
    }

    /// What differs in the range of the call, ascending by contact and at most as much as one mismatch holds.
    private func mismatches(with call: ReconciliationSent) -> [MismatchFound.Mismatch] {
        let held = Set(call.held.map(\.contact))
        let here =
            state.placedByTier[call.tier]?.keys(above: call.after, limit: 2 * ReconciliationSent.limit) ?? []
        let missing = here.filter { id in !held.contains(id) && call.through.map { id <= $0 } ?? true }
        let found =
            call.held.compactMap { mismatch(of: $0.contact, held: $0.generation, in: call.tier) }
            + missing.compactMap { mismatch(of: $0, held: nil, in: call.tier) }
        return Array(found.sorted { $0.contact < $1.contact }.prefix(ReconciliationSent.limit))
    }

    private func mismatch(
        of contact: Contact.ID, held: Generation?, in tier: Tier
    ) -> MismatchFound.Mismatch? {
        let placement = state.contacts[contact]?.placement
        let placed = placement.flatMap { $0.tier == tier ? $0.generation : nil }
        guard held != placed else { return nil }
        return MismatchFound.Mismatch(contact: contact, held: held, placed: placed)
    }

    /// The tier lets go of what it should not hold, which sets the agent free.
    private mutating func heal(
        stray contact: Contact.ID, _ generation: Generation, _ agent: Agent.ID?, _ found: MismatchFound,
        _ call: ReconciliationSent, at now: Instant
    ) {
        let belief =
            state.contacts[contact]?.placement.belief ?? "the router has no such open contact"
        let broken = InvariantBroken(
            invariant: .strayContact, contact: contact, generation: generation, tier: call.tier, agent: agent,
            evidence: "tier \(call.tier) holds it under generation \(generation), called before "
                + "\(found.at) and again at \(call.at) (mismatch \(found.mismatch)); \(belief)",
            at: now)
        record(.invariantBroken(broken), to: [configuration.directory.watchdog])
        let withdrawn = ContactWithdrawn(
            contact: contact, generation: generation, tier: call.tier, reason: .withdrawn)
        record(.contactWithdrawn(withdrawn), to: [configuration.directory.queue(of: call.tier)])
    }

    /// The contact is offered again from where it stood; a live one whose member has left ends.
    private mutating func heal(
        missing id: Contact.ID, _ found: MismatchFound, _ call: ReconciliationSent, at now: Instant
    ) {
        guard let contact = state.contacts[id] else { return }
        let generation = contact.placement.generation
        let broken = InvariantBroken(
            invariant: .missingContact, contact: id, generation: generation, tier: call.tier,
            agent: contact.phase.agent,
            evidence: "tier \(call.tier) does not hold it, called before \(found.at) and again at "
                + "\(call.at) (mismatch \(found.mismatch)); the router has it there under generation "
                + "\(generation), \(contact.phase.word)",
            at: now)
        record(.invariantBroken(broken), to: [configuration.directory.watchdog])
        switch contact.phase {
        case .releasing(let decided), .connecting(_, handoff: .some(let decided)):
            offer(contact, decided, at: now)
        case .placed, .handoffOffered, .connecting(_, handoff: nil):
            placeAgain(contact.placement, after: contact)
        case .inService:
            runHoldClock(of: id, at: now, cause: Invariant.missingContact.rawValue)
            placeAgain(contact.placement, after: contact)
        case .wrapUp(let attempt):
            if contact.channel.isLive {
                end(id, .noResult, at: now, agent: attempt.agent)
            } else {
                placeAgain(contact.placement, after: contact)
            }
        }
    }
}

extension Placement {
    /// How evidence speaks of it.
    fileprivate var belief: String { "the router has it with tier \(tier) under generation \(generation)" }
}

extension OpenContact.Phase {
    /// Who has the contact, when an agent does.
    fileprivate var agent: Agent.ID? {
        switch self {
        case .connecting(let attempt, _), .inService(let attempt, _), .wrapUp(let attempt): attempt.agent
        case .placed, .releasing, .handoffOffered: nil
        }
    }

    /// How evidence speaks of it.
    fileprivate var word: String {
        switch self {
        case .placed: "placed"
        case .connecting: "connecting"
        case .inService: "in service"
        case .wrapUp: "in wrap-up"
        case .releasing: "to be released"
        case .handoffOffered: "handed there"
        }
    }
}
