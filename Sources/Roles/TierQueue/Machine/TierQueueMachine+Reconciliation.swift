import Contacts
import Facts

/// The reconciliation: the queue says what it holds, so that the router notices when the two disagree.
///
/// It goes on while anything is held, and once more when that has ended. Each call costs its slice and not
/// the queue; no contact costs a fact of its own.
extension TierQueueMachine {
    /// Between two slices of one round: short, so that a long queue is through soon; never below a second.
    private static let betweenSlices: Duration = .seconds(1)

    /// When the roll is to be called because something is held from now on; nil when that is settled.
    func firstReconciliation(at now: Instant) -> Instant? {
        guard stored.nextReconciliation == nil else { return nil }
        return configuration.reconciliation.map { now.advanced(by: $0) }
    }

    /// Calls the next slice when it is due.
    mutating func reconcileIfDue(at now: Instant) {
        // What its batch brought is matched first, and is not taken for neglected.
        guard arrivals.isEmpty, let due = stored.nextReconciliation, due <= now else { return }
        reconcile(at: now)
    }

    /// The router thinks that this queue could stop a clock; one that holds nothing says so.
    mutating func reconcileIfIdle(at now: Instant) {
        guard stored.nextReconciliation == nil, configuration.reconciliation != nil else { return }
        reconcile(at: now)
    }

    /// Answers a mismatch about exactly the contacts that differ.
    mutating func answer(_ found: MismatchFound, at now: Instant) {
        guard found.tier == configuration.tier else { return }
        let called = ReconciliationSent(
            tier: configuration.tier, held: held(found.mismatches.map(\.contact)), at: now,
            answering: found.mismatch)
        record(.reconciliationSent(called), to: [configuration.directory.router])
    }

    /// One slice in the order of the contacts' ids; the last of a round reaches to the end of all ids.
    private mutating func reconcile(at now: Instant) {
        let after = stored.contactOrder.isEmpty ? nil : stored.reconciledThrough
        let slice = stored.contactOrder.keys(above: after, limit: ReconciliationSent.limit + 1)
        let isLast = slice.count <= ReconciliationSent.limit
        let contacts = Array(slice.prefix(ReconciliationSent.limit))
        let pause = configuration.reconciliation.map { isLast ? $0 : min($0, Self.betweenSlices) }
        let called = ReconciliationSent(
            tier: configuration.tier, after: after, through: isLast ? nil : contacts.last,
            held: held(contacts), at: now,
            next: stored.contactOrder.isEmpty ? nil : pause.map { now.advanced(by: $0) },
            neglected: neglected(contacts, at: now))
        record(.reconciliationSent(called), to: [configuration.directory.router])
        guard called.neglected.contains(where: { $0.invariant == .idleAgent }) else { return }
        // What was derived is wrong; derived anew, it serves who waits.
        deriveIndex()
        matchEverything(at: now)
    }

    private func held(_ contacts: [Contact.ID]) -> [ReconciliationSent.Held] {
        contacts.compactMap { id in
            stored.contacts[id].map { contact in
                ReconciliationSent.Held(
                    contact: id, generation: contact.placement.generation, agent: contact.agent)
            }
        }
    }
}
