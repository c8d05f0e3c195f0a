import Contacts

/// Whose work may be put aside for whom, and from when (decision 0054).
extension MatchIndex {
    /// Who waits first in the line of `contact`; nil when nobody does.
    mutating func first(inLineOf contact: QueuedContact) -> Contact.ID? {
        lines[lineIndex(LineKey(contact.placement))].earliest?.contact
    }

    /// When to look again at who may be offered a contact, or put something aside for it.
    func wakings(of contact: QueuedContact) -> [ContactDeadline] {
        guard contact.placement.channel.isLive else { return [] }
        let waits = [policy.interruption?.after(contact.placement.channel), policy.specialists?.spared]
        return waits.compactMap(\.self).filter { $0 > .zero }.map {
            ContactDeadline(
                at: contact.placement.received.advanced(by: $0), contact: contact.placement.contact)
        }
    }

    /// The next contact to look at again at `now`; each is named once.
    mutating func nextWaking(at now: Instant) -> Contact.ID? {
        guard let first = wakings.first, first.at <= now else { return nil }
        wakings.remove(first)
        return first.contact
    }

    /// True when the agent's work may be put aside.
    func isSoft(_ agent: Agent.ID) -> Bool { slots[agent]?.soft != nil }

    /// Everybody whose work may be put aside, by group.
    var softAgents: [Agent.ID] { groups.flatMap { $0.soft.keys(above: nil, limit: .max).map(\.agent) } }

    /// The kinds of contacts that put something aside and that `agent` has any capacity for.
    func liveKinds(of agent: Agent.ID) -> [WorkKind] {
        guard let group = groupOf[agent] else { return [] }
        return [.voice, .chat].filter { groups[group].capacity.limit($0) > 0 }
    }

    /// Whose work is to be put aside for `contact`, who waits and for whom nobody is free; nil for nobody's.
    mutating func softAgent(for contact: QueuedContact) -> Agent.ID? {
        let line = lineIndex(LineKey(contact.placement))
        var best: (flexibility: Int, agent: SoftAgent)?
        for group in lines[line].groups {
            looks += 1
            let first = groups[group].soft.first { soft in
                soft.agent != contact.lastDecline?.agent && !contact.bars(soft.agent)
            }
            guard let first else { continue }
            let rank = policy.prefersLeastFlexible ? groups[group].flexibility : 0
            if best.map({ (rank, first) < $0 }) ?? true { best = (rank, first) }
        }
        return best?.agent.agent
    }
}
