import Contacts
import Facts

/// The roll call: the queue says what it holds, so that the router notices when the two disagree.
///
/// It goes on while anything is held, and once more when that has ended. Each call costs its slice and not
/// the queue; no contact costs a fact of its own.
extension TierQueueMachine {
    /// Between two slices of one round: short, so that a long queue is through soon; never below a second.
    private static let betweenSlices: Duration = .seconds(1)

    /// When the roll is to be called because something is held from now on; nil when that is settled.
    func firstRollCall(at now: Instant) -> Instant? {
        guard stored.nextRollCall == nil else { return nil }
        return configuration.rollCall.map { now.advanced(by: $0) }
    }

    /// Calls the next slice when it is due.
    mutating func callRollIfDue(at now: Instant) {
        guard let due = stored.nextRollCall, due <= now else { return }
        callRoll(at: now)
    }

    /// The router thinks that this queue could stop a clock; one that holds nothing says so.
    mutating func callRollIfIdle(at now: Instant) {
        guard stored.nextRollCall == nil, configuration.rollCall != nil else { return }
        callRoll(at: now)
    }

    /// Answers a doubt about exactly the contacts in doubt.
    mutating func answer(_ doubted: RollDoubted, at now: Instant) {
        guard doubted.tier == configuration.tier else { return }
        let called = RollCalled(
            tier: configuration.tier, held: held(doubted.mismatches.map(\.contact)), at: now,
            answering: doubted.doubt)
        record(.rollCalled(called), to: [configuration.directory.router])
    }

    /// One slice in the order of the contacts' ids; the last of a round reaches to the end of all ids.
    private mutating func callRoll(at now: Instant) {
        let after = stored.roll.isEmpty ? nil : stored.rollCalledThrough
        let slice = stored.roll.keys(above: after, limit: RollCalled.limit + 1)
        let isLast = slice.count <= RollCalled.limit
        let contacts = Array(slice.prefix(RollCalled.limit))
        let pause = configuration.rollCall.map { isLast ? $0 : min($0, Self.betweenSlices) }
        let called = RollCalled(
            tier: configuration.tier, after: after, through: isLast ? nil : contacts.last,
            held: held(contacts), at: now,
            next: stored.roll.isEmpty ? nil : pause.map { now.advanced(by: $0) },
            neglected: neglected(contacts))
        record(.rollCalled(called), to: [configuration.directory.router])
        guard called.neglected.contains(where: { $0.invariant == .idleAgent }) else { return }
        // What was derived is wrong; derived anew, it serves who waits.
        deriveIndex()
        matchEverything(at: now)
    }

    private func held(_ contacts: [Contact.ID]) -> [RollCalled.Held] {
        contacts.compactMap { id in
            stored.contacts[id].map { contact in
                RollCalled.Held(
                    contact: id, generation: contact.placement.generation, agent: contact.agent)
            }
        }
    }
}
