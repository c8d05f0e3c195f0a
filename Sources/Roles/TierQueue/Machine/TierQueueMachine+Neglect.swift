import Contacts
import Facts

/// Does anybody wait who should not? Asked of each slice of a reconciliation, and of a contact that is
/// declined.
///
/// Every batch ends with nothing left to match, so nobody should; the check is there for what nobody thought
/// of. It reads the agents' records and not the lists of the free, which may be what is wrong, and costs a
/// slice and the agents signed in, not the queue.
extension TierQueueMachine {
    /// Who is signed in, by skill group.
    private struct Attendance {
        /// Everybody, by group.
        var present: [[Agent.ID]]
        /// Those who are ready with room, by group and kind of work.
        var free: [[[Agent.ID]]]
    }

    /// Of `contacts`, those that wait beside somebody free for them, and those that nobody here may take.
    mutating func neglected(_ contacts: [Contact.ID], at now: Instant) -> [ReconciliationSent.Neglected] {
        guard stored.deskLink == .regained else { return [] }
        let waiting = contacts.compactMap { stored.contacts[$0] }.filter(\.isWaiting)
        guard !waiting.isEmpty else { return [] }
        let attendance = attendance()
        return waiting.compactMap { contact in
            let able = index.able(contact.placement)
            let kind = WorkKind(contact.placement.channel).rawValue
            for group in able where index.mayTake(contact, from: group, at: now) {
                guard let agent = attendance.free[group][kind].first(where: { !contact.bars($0) }) else {
                    continue
                }
                return neglected(contact, .idleAgent, agent)
            }
            guard let barred = contact.placement.barred else { return nil }
            let present = able.flatMap { attendance.present[$0] }
            guard !present.isEmpty, present.allSatisfy(barred.contains) else { return nil }
            return neglected(contact, .everybodyBarred, nil)
        }
    }

    /// True when `agent` and those barred before are all who are signed in and could serve `placement`.
    func isEverybodyBarred(_ placement: Placement, and agent: Agent.ID) -> Bool {
        let able = index.able(placement)
        return configuration.agents.allSatisfy { other in
            guard other.id != agent, stored.agents[other.id]?.session != nil,
                let group = index.group(of: other.id), able.contains(group)
            else { return true }
            return placement.barred?.contains(other.id) ?? false
        }
    }

    private func attendance() -> Attendance {
        let none = [[Agent.ID]](repeating: [], count: index.groups.count)
        let kinds = [[Agent.ID]](repeating: [], count: WorkKind.allCases.count)
        var found = Attendance(present: none, free: .init(repeating: kinds, count: none.count))
        for agent in configuration.agents {
            guard let group = index.group(of: agent.id), let record = stored.agents[agent.id],
                record.session != nil
            else { continue }
            found.present[group].append(agent.id)
            guard record.isReady else { continue }
            let room = index.room(of: agent.id, record)
            // Who holds other work may be kept free for a call, and is not idle.
            let isKept = configuration.refill == .voiceFirst && !record.work.isEmpty && !room.contains(.voice)
            for kind in room where !isKept { found.free[group][kind.rawValue].append(agent.id) }
        }
        return found
    }

    private func neglected(
        _ contact: QueuedContact, _ invariant: Invariant, _ agent: Agent.ID?
    ) -> ReconciliationSent.Neglected {
        ReconciliationSent.Neglected(
            contact: contact.placement.contact, generation: contact.placement.generation,
            invariant: invariant, agent: agent)
    }
}
