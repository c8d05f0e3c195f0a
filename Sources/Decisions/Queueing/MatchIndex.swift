import Contacts
import Facts

/// Who waits where and who is free, derived from the state and the configuration and never written down.
///
/// A match looks at the heads of lines and groups only: on arrival the groups of that line, on an agent with
/// room the lines of that group. `looks` counts those looks, so that a test can show it without a clock.
struct MatchIndex: Sendable {
    /// The skill groups, in the order of their first agent.
    private(set) var groups: [SkillGroup] = []
    /// The waiting lines, in the order of their first contact.
    private(set) var lines: [WaitingLine] = []
    /// How many heads of lines and groups were looked at.
    private(set) var looks = 0

    private var groupOf: [Agent.ID: Int] = [:]
    private var lineOf: [LineKey: Int] = [:]
    private var slots: [Agent.ID: AgentSlot] = [:]
    private let mixing: QueueingConfiguration.MixingRule

    /// Builds the index anew, at recovery and when another configuration comes into force.
    init(_ configuration: QueueingConfiguration, _ state: TierQueueState) {
        mixing = configuration.mixing
        var found: [GroupKey: Int] = [:]
        for agent in configuration.agents {
            let key = GroupKey(skills: agent.skills, capacity: agent.capacity)
            if found[key] == nil {
                found[key] = groups.count
                groups.append(SkillGroup(skills: agent.skills, capacity: agent.capacity))
            }
            groupOf[agent.id] = found[key]
        }
        for id in state.contacts.keys.sorted() {
            guard let contact = state.contacts[id], contact.isWaiting else { continue }
            insert(contact)
        }
        for (id, record) in state.agents { refresh(id, record) }
    }

    /// True when the roster has `agent`.
    func knows(_ agent: Agent.ID) -> Bool { groupOf[agent] != nil }

    /// The group of `agent`; nil when the roster does not have the agent.
    func group(of agent: Agent.ID) -> Int? { groupOf[agent] }

    /// True when an agent of the roster could serve such a contact, were everybody there.
    func anyoneCanServe(_ placement: Placement) -> Bool {
        let key = LineKey(placement)
        return groups.contains { $0.canServe(key) }
    }

    // MARK: What changed

    /// A contact went to its place in its line.
    mutating func insert(_ contact: HeldContact) {
        let line = lineIndex(LineKey(contact.placement))
        if contact.lastDecline == nil {
            lines[line].open.insert(PlaceKey(contact.placement))
        } else {
            lines[line].declined.insert(PlaceKey(contact.placement))
        }
    }

    /// A contact left its place.
    mutating func remove(_ contact: HeldContact) {
        guard let line = lineOf[LineKey(contact.placement)] else { return }
        lines[line].open.remove(PlaceKey(contact.placement))
        lines[line].declined.remove(PlaceKey(contact.placement))
    }

    /// An agent's record changed.
    mutating func refresh(_ agent: Agent.ID, _ record: AgentRecord) {
        guard let group = groupOf[agent] else { return }
        let kinds = record.isReady ? room(of: agent, record) : []
        let key = FreeAgent(load: record.work.count, since: record.since ?? .distantFuture, agent: agent)
        let slot = AgentSlot(group: group, isSignedIn: record.session != nil, key: key, kinds: kinds)
        let before = slots[agent]
        guard slot != before else { return }
        if let before {
            for kind in before.kinds { groups[group].free[kind.rawValue].remove(before.key) }
            if before.isSignedIn { groups[group].signedIn -= 1 }
        }
        for kind in kinds { groups[group].free[kind.rawValue].insert(key) }
        if slot.isSignedIn { groups[group].signedIn += 1 }
        slots[agent] = slot
    }

    // MARK: Matching

    /// The kinds of work that `agent` could be offered now, were the agent ready; none beside an open offer.
    func room(of agent: Agent.ID, _ record: AgentRecord) -> [WorkKind] {
        guard let group = groupOf[agent], record.session != nil, record.openOffer == nil else { return [] }
        return groups[group].capacity.room(beside: record.work, mixing: mixing)
    }

    /// Who is to be offered `contact`; nil when nobody is free for it.
    mutating func agent(for contact: HeldContact) -> Agent.ID? {
        let line = lines[lineIndex(LineKey(contact.placement))]
        let skipped = skippedAgent(contact, in: line)
        var best: FreeAgent?
        for group in line.groups {
            looks += 1
            let free = groups[group].free[line.kind.rawValue]
            guard let candidate = free.first(where: { $0.agent != skipped }) else { continue }
            if best.map({ candidate < $0 }) ?? true { best = candidate }
        }
        return best?.agent
    }

    /// What `agent`, who has room for `kinds`, is to be offered; nil when nothing waits for that agent.
    mutating func contact(
        for agent: Agent.ID,
        kinds: [WorkKind],
        in contacts: [Contact.ID: HeldContact]
    ) -> Contact.ID? {
        guard let group = groupOf[agent] else { return nil }
        var best: (place: PlaceKey, line: Int)?
        for line in groups[group].lines where kinds.contains(lines[line].kind) {
            looks += 1
            guard let place = head(of: line, for: agent, contacts) else { continue }
            guard let other = best else {
                best = (place, line)
                continue
            }
            if lines[line].goes(place, before: other.place, of: lines[other.line]) { best = (place, line) }
        }
        return best?.place.contact
    }

    /// The contact that goes first of all for which somebody is free, and that agent.
    ///
    /// Looks at every line; for what is rare and changes several things at once: expiries, a desk that came
    /// back, another roster.
    mutating func best(in contacts: [Contact.ID: HeldContact]) -> (contact: Contact.ID, agent: Agent.ID)? {
        var best: (place: PlaceKey, line: Int, agent: Agent.ID)?
        for line in lines.indices {
            guard let (place, agent) = firstServable(line, contacts) else { continue }
            if let other = best, !lines[line].goes(place, before: other.place, of: lines[other.line]) {
                continue
            }
            best = (place, line, agent)
        }
        return best.map { ($0.place.contact, $0.agent) }
    }

    /// Why `contact`, a telephone contact, goes before an earlier one of its class and need; nil when none
    /// waits.
    func inversion(of contact: HeldContact) -> InversionReason? {
        guard contact.placement.channel == .phone, let line = lineOf[LineKey(contact.placement)] else {
            return nil
        }
        let place = PlaceKey(contact.placement)
        // Only an agent who declined the earlier one can be free for a later one of the same line.
        if let earliest = lines[line].earliest, earliest < place { return .conflictOfInterest }
        let jumps = lines[line].siblings.contains { sibling in
            lines[sibling].earliest.map { $0 < place } ?? false
        }
        guard jumps else { return nil }
        switch contact.placement.cause {
        case .handoff, .returned: return .transfer
        case .callback: return .keptCallbackPlace
        case .arrival: return .operatorAction
        }
    }
}

extension MatchIndex {
    /// The earliest contact of `line` that `agent` may be offered.
    private mutating func head(
        of line: Int,
        for agent: Agent.ID,
        _ contacts: [Contact.ID: HeldContact]
    ) -> PlaceKey? {
        let open = lines[line].open.first
        guard !lines[line].declined.isEmpty else { return open }
        let declined = lines[line].declined.first { place in
            contacts[place.contact].map { skippedAgent($0, in: lines[line]) != agent } ?? false
        }
        guard let open else { return declined }
        return declined.map { min($0, open) } ?? open
    }

    /// The earliest contact of `line` for which somebody is free, and that agent.
    private mutating func firstServable(
        _ line: Int,
        _ contacts: [Contact.ID: HeldContact]
    ) -> (PlaceKey, Agent.ID)? {
        let candidates = lines[line].declined.keys + (lines[line].open.first.map { [$0] } ?? [])
        for place in candidates.sorted() {
            if let contact = contacts[place.contact], let agent = agent(for: contact) {
                return (place, agent)
            }
        }
        return nil
    }

    /// The agent who declined `contact` and is not asked again: not before the back-off is over, and not
    /// while anyone else who could serve it is signed in.
    private func skippedAgent(_ contact: HeldContact, in line: WaitingLine) -> Agent.ID? {
        guard let decline = contact.lastDecline else { return nil }
        if decline.until != nil { return decline.agent }
        let signedIn = line.groups.reduce(0) { $0 + groups[$1].signedIn }
        let own = slots[decline.agent].map { $0.isSignedIn && line.groups.contains($0.group) } ?? false
        return signedIn > (own ? 1 : 0) ? decline.agent : nil
    }

    /// The line of `key`, made when it is the first; there are as many as routing rows and ranks.
    private mutating func lineIndex(_ key: LineKey) -> Int {
        if let line = lineOf[key] { return line }
        let index = lines.count
        let able = groups.indices.filter { groups[$0].canServe(key) }
        var line = WaitingLine(key: key, kind: WorkKind(key.channel), groups: able)
        for other in lines.indices where key.sharesOrder(with: lines[other].key) {
            line.siblings.append(other)
            lines[other].siblings.append(index)
        }
        lines.append(line)
        lineOf[key] = index
        for group in able { groups[group].lines.append(index) }
        return index
    }

    private struct GroupKey: Hashable {
        var skills: [SkillNeed]
        var capacity: AgentCapacity
    }
}
