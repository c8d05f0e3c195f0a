import Contacts
import Facts
import OrderedCollections

/// Routine written work is put aside for somebody who waits, and gone on with afterwards (decision 0054).
extension TierQueueMachine {
    /// Offers `contact`, for whom nobody is free, to an agent whose work may be put aside; whoever waits
    /// before it in its line goes first.
    mutating func interrupt(for contact: QueuedContact, at now: Instant) {
        let first = index.first(inLineOf: contact).flatMap { stored.contacts[$0] } ?? contact
        for next in first == contact ? [contact] : [first, contact] {
            guard let agent = putAside(for: next, at: now) else { continue }
            offer(next, to: agent, at: now)
        }
    }

    private mutating func putAside(for contact: QueuedContact, at now: Instant) -> Agent.ID? {
        guard let after = configuration.policy.interruption?.after(contact.placement.channel),
            contact.placement.received.advanced(by: after) <= now,
            let agent = index.softAgent(for: contact),
            let work = stored.agents[agent]?.work.first(where: { $0.phase == .inService }),
            let aside = stored.contacts[work.contact]
        else { return nil }
        record(
            .workParked(
                WorkParked(
                    contact: work.contact, generation: aside.placement.generation, agent: agent,
                    waiting: contact.placement.contact, at: now)))
        return agent
    }

    /// Offers what waits to agents whose work can be put aside since now.
    mutating func matchSoftened(at now: Instant) {
        while let agent = softened.first {
            softened.remove(agent)
            guard !waitsForBatch(), stored.deskLink == .regained, index.isSoft(agent),
                let next = waiting(for: agent, at: now)
            else { continue }
            match(contact: next.placement.contact, at: now)
        }
    }

    /// Who waits in person and could have the agent, whatever the agent works on.
    private mutating func waiting(for agent: Agent.ID, at now: Instant) -> QueuedContact? {
        index.contact(
            for: agent, kinds: index.liveKinds(of: agent), in: stored.contacts, at: now, sparing: false
        ).flatMap { stored.contacts[$0] }
    }

    /// Who holds nothing but what was put aside goes on with it, or, being not ready, gives it back to its
    /// place.
    ///
    /// Whoever waits goes first, also who would spare an idle agent, as it is one interruption still;
    /// and what the batch under way brings may be such a one.
    mutating func goOn(at now: Instant) {
        guard arrivals.isEmpty else { return }
        while let agent = leftWithAsides.first {
            leftWithAsides.remove(agent)
            guard let agentRecord = stored.agents[agent], agentRecord.work.allSatisfy({ $0.phase == .parked })
            else { continue }
            if agentRecord.isReady, stored.deskLink == .regained, let next = waiting(for: agent, at: now) {
                offer(next, to: agent, at: now)
                continue
            }
            for work in agentRecord.work {
                guard let generation = stored.contacts[work.contact]?.placement.generation else { continue }
                if agentRecord.isReady {
                    let resumed = WorkResumed(
                        contact: work.contact, generation: generation, agent: agent, at: now)
                    record(.workResumed(resumed))
                } else {
                    giveBackAside(work.contact, generation, at: now)
                }
            }
            // There may be room beside it again.
            match(agent: agent, at: now)
        }
    }

    private mutating func giveBackAside(_ contact: Contact.ID, _ generation: Generation, at now: Instant) {
        let released = ContactReleased(
            contact: contact, generation: generation, tier: configuration.tier, reason: .leftAside, at: now,
            barred: stored.contacts[contact]?.placement.barred ?? [])
        record(.contactReleased(released), to: [configuration.directory.router])
    }
}

extension TierQueueConfiguration {
    /// The turn of an agent whose only work may be put aside; nil when it may not.
    func soft(_ agent: Agent.ID, _ record: AgentRecord, _ state: TierQueueState) -> SoftAgent? {
        guard let interruption = policy.interruption, record.isReady, record.work.count == 1,
            let work = record.work.first, work.phase == .inService,
            let contact = state.contacts[work.contact],
            interruption.classes.contains(contact.placement.contactClass),
            // Who began with it anew finishes it: how often it was put aside before is not told.
            contact.placement.cause != .returned, contact.parkings ?? 0 < interruption.most
        else { return nil }
        return SoftAgent(parkings: contact.parkings ?? 0, since: record.since ?? .distantPast, agent: agent)
    }
}
