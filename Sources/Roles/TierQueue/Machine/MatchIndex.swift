import Contacts
import Facts

/// Who waits where and who is free, derived from the state and the configuration and never written down.
///
/// A match looks at the heads of lines and groups only: on arrival the groups of that line, on an agent with
/// room the lines of that group. `looks` counts those looks, so that a test can show it without a clock.
struct MatchIndex: Sendable {
    /// The skill groups, in the order of their first agent.
    var groups: [SkillGroup] = []
    /// The waiting lines, in the order of their first contact.
    var lines: [WaitingLine] = []
    /// How many heads of lines and groups were looked at.
    var looks = 0
    /// True when work that can wait was held back, so that it is looked at again.
    var isReserving = false
    /// True when somebody has room that was not there before.
    var isFreer = false
    /// True when somebody was not offered other work because a voice contact waits; see
    /// ``TierQueueConfiguration/RefillRule``.
    private(set) var isHoldingBack = false

    /// When waiting contacts may have work put aside for them that may not now.
    var wakings = SortedKeys<ContactDeadline>()

    private(set) var groupOf: [Agent.ID: Int] = [:]
    private var lineOf: [LineKey: Int] = [:]
    private(set) var slots: [Agent.ID: AgentSlot] = [:]
    let policy: ServingPolicy
    private let mixing: TierQueueConfiguration.MixingRule
    /// Whether agents with other work in hand are kept free for voice contacts that wait.
    private let keepsForVoice: Bool

    /// Builds the index anew, at recovery and when another configuration comes into force.
    init(_ configuration: TierQueueConfiguration, _ state: TierQueueState) {
        policy = configuration.policy
        mixing = configuration.mixing
        keepsForVoice = configuration.refill == .voiceFirst && mixing != .eachOnItsOwn
        var found: [GroupKey: Int] = [:]
        for agent in configuration.agents {
            let key = GroupKey(skills: agent.skills, capacity: agent.capacity)
            if found[key] == nil {
                found[key] = groups.count
                var group = SkillGroup(skills: agent.skills, capacity: agent.capacity)
                group.serves = configuration.policy.live.map { group.canServe($0.needs, on: $0.channel) }
                groups.append(group)
            }
            groupOf[agent.id] = found[key]
        }
        weighFlexibility()
        for id in state.contacts.keys.sorted() {
            guard let contact = state.contacts[id], contact.isWaiting else { continue }
            insert(contact)
        }
        for (id, record) in state.agents { refresh(id, record, soft: configuration.soft(id, record, state)) }
    }

    private mutating func weighFlexibility() {
        var sizes = [Int](repeating: 0, count: groups.count)
        for group in groupOf.values { sizes[group] += 1 }
        for place in policy.live.indices {
            let able = groups.indices.filter { groups[$0].serves[place] }
            let count = able.reduce(0) { $0 + sizes[$1] }
            for group in able { groups[group].flexibility += 100_000 / max(1, count) }
        }
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

    /// The groups that can serve such a contact, by their place in ``groups``.
    func able(_ placement: Placement) -> [Int] {
        let key = LineKey(placement)
        if let line = lineOf[key] { return lines[line].groups }
        return groups.indices.filter { groups[$0].canServe(key) }
    }

    // MARK: What changed

    /// What was held back is matched now; matching says so again if it still is.
    mutating func stopHoldingBack() { isHoldingBack = false }

    /// A contact went to its place in its line.
    mutating func insert(_ contact: QueuedContact) {
        let line = lineIndex(LineKey(contact.placement))
        if contact.isParticular {
            lines[line].declined.insert(PlaceKey(contact.placement))
        } else {
            lines[line].open.insert(PlaceKey(contact.placement))
        }
        for waking in wakings(of: contact) { wakings.insert(waking) }
    }

    /// A contact left its place.
    mutating func remove(_ contact: QueuedContact) {
        guard let line = lineOf[LineKey(contact.placement)] else { return }
        lines[line].open.remove(PlaceKey(contact.placement))
        lines[line].declined.remove(PlaceKey(contact.placement))
        for waking in wakings(of: contact) { wakings.remove(waking) }
    }

    /// An agent's record changed, or whether the agent's work may be put aside.
    mutating func refresh(_ agent: Agent.ID, _ record: AgentRecord, soft: SoftAgent?) {
        guard let group = groupOf[agent] else { return }
        let kinds = record.isReady ? room(of: agent, record) : []
        let key = FreeAgent(load: record.work.count, since: record.since ?? .distantFuture, agent: agent)
        let slot = AgentSlot(group: group, key: key, kinds: kinds, soft: soft)
        let before = slots[agent]
        guard slot != before else { return }
        if let before {
            for kind in before.kinds { groups[group].free[kind.rawValue].remove(before.key) }
            if let soft = before.soft { groups[group].soft.remove(soft) }
        }
        if let soft { groups[group].soft.insert(soft) }
        if kinds.contains(where: { before?.kinds.contains($0) != true }) { isFreer = true }
        for kind in kinds { groups[group].free[kind.rawValue].insert(key) }
        slots[agent] = slot
    }

    // MARK: Matching

    /// The kinds of work that `agent` could be offered now, were the agent ready; none beside an open offer.
    func room(of agent: Agent.ID, _ record: AgentRecord) -> [WorkKind] {
        guard let group = groupOf[agent], record.session != nil, record.openOffer == nil else { return [] }
        return groups[group].capacity.room(beside: record.work, mixing: mixing)
    }

    /// Who is to be offered `contact`; nil when nobody is free for it.
    ///
    /// Who declined it last comes after everybody else, once the back-off is over.
    mutating func agent(
        for contact: QueuedContact, in contacts: [Contact.ID: QueuedContact], at now: Instant
    ) -> Agent.ID? {
        let line = lineIndex(LineKey(contact.placement))
        var best: (flexibility: Int, agent: FreeAgent)?
        for group in lines[line].groups {
            looks += 1
            guard mayTake(contact, from: group, of: line, at: now),
                let candidate = candidate(in: group, for: contact, of: line, contacts)
            else { continue }
            let rank = policy.prefersLeastFlexible ? groups[group].flexibility : 0
            if best.map({ (rank, candidate) < $0 }) ?? true { best = (rank, candidate) }
        }
        if let best { return best.agent.agent }
        guard let decliner = contact.lastDecline?.agent, !contact.bars(decliner), let slot = slots[decliner],
            slot.kinds.contains(lines[line].kind), lines[line].groups.contains(slot.group),
            !isKept(slot.key, in: slot.group, from: PlaceKey(contact.placement), of: line, contacts)
        else { return nil }
        return decliner
    }

    /// What `agent`, who has room for `kinds`, is to be offered; nil when nothing waits for that agent.
    ///
    /// - Parameter sparing: whether callers may leave the agent alone; not one whose work they put aside.
    mutating func contact(
        for agent: Agent.ID,
        kinds: [WorkKind],
        in contacts: [Contact.ID: QueuedContact],
        at now: Instant,
        sparing: Bool = true
    ) -> Contact.ID? {
        guard let group = groupOf[agent] else { return nil }
        var best: (place: PlaceKey, line: Int)?
        for line in groups[group].lines where kinds.contains(lines[line].kind) {
            looks += 1
            guard let place = head(of: line, for: agent, contacts), let contact = contacts[place.contact],
                !sparing || mayTake(contact, from: group, of: line, at: now, beside: agent)
            else { continue }
            guard let other = best else {
                best = (place, line)
                continue
            }
            if lines[line].goes(place, before: other.place, of: lines[other.line]) { best = (place, line) }
        }
        guard let best else { return nil }
        // The agent has no room for voice only because of what the agent holds.
        if keepsForVoice, !kinds.contains(.voice), lines[best.line].kind != .voice,
            voiceWaits(for: agent, in: group, before: best.place, of: best.line, contacts)
        {
            isHoldingBack = true
            return nil
        }
        return best.place.contact
    }

    /// The contact that goes first of all for which somebody is free, and that agent.
    ///
    /// Looks at every line; for what is rare and changes several things at once: expiries, a desk that came
    /// back, another roster.
    mutating func best(
        in contacts: [Contact.ID: QueuedContact], at now: Instant
    ) -> (contact: Contact.ID, agent: Agent.ID)? {
        var best: (place: PlaceKey, line: Int, agent: Agent.ID)?
        for line in lines.indices {
            guard let (place, agent) = firstServable(line, contacts, at: now) else { continue }
            if let other = best, !lines[line].goes(place, before: other.place, of: lines[other.line]) {
                continue
            }
            best = (place, line, agent)
        }
        return best.map { ($0.place.contact, $0.agent) }
    }

    /// Whose turn it is when `first` would be offered to `agent`, and who of lower classes is passed over.
    ///
    /// Only written work has turns. A contact that was the first of its line, and that was passed over
    /// `limit` times in a row for higher classes, is next, of all such the one wanted first; so no flood of
    /// urgent work takes more than `limit` offers of `limit` + 1. Looks at the heads of the agent's lines.
    mutating func turn(
        of first: QueuedContact, for agent: Agent.ID, limit: Int, in contacts: [Contact.ID: QueuedContact]
    ) -> (contact: Contact.ID, passedOver: [Contact.ID]) {
        let id = first.placement.contact
        guard !first.placement.channel.isLive, let group = groupOf[agent] else { return (id, []) }
        let kind = WorkKind(first.placement.channel)
        var heads: [(place: PlaceKey, line: Int)] = []
        for line in groups[group].lines
        where lines[line].kind == kind && lines[line].key.rank > first.placement.rank {
            looks += 1
            guard let place = head(of: line, for: agent, contacts) else { continue }
            heads.append((place, line))
        }
        let due = heads.filter { contacts[$0.place.contact]?.passedOver ?? 0 >= limit }
            .min { $0.place < $1.place }
        guard let due, let slot = slots[agent],
            !isKept(slot.key, in: group, from: due.place, of: due.line, contacts)
        else { return (id, heads.map(\.place.contact).sorted()) }
        let lower = heads.filter { lines[$0.line].key.rank > lines[due.line].key.rank }
        return (due.place.contact, lower.map(\.place.contact).sorted())
    }

    /// Why `contact`, a telephone contact, goes before an earlier one of its class and need; nil when none
    /// waits.
    func inversion(of contact: QueuedContact) -> InversionReason? {
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
    private func head(
        of line: Int,
        for agent: Agent.ID,
        _ contacts: [Contact.ID: QueuedContact]
    ) -> PlaceKey? {
        let open = lines[line].open.first
        guard !lines[line].declined.isEmpty else { return open }
        let declined = lines[line].declined.first { place in
            contacts[place.contact].map { !$0.bars(agent) } ?? false
        }
        guard let open else { return declined }
        return declined.map { min($0, open) } ?? open
    }

    /// The earliest contact of `line` for which somebody is free, and that agent.
    private mutating func firstServable(
        _ line: Int,
        _ contacts: [Contact.ID: QueuedContact],
        at now: Instant
    ) -> (PlaceKey, Agent.ID)? {
        let kind = lines[line].kind.rawValue
        guard lines[line].groups.contains(where: { !groups[$0].free[kind].isEmpty }) else { return nil }
        var open = lines[line].open.first
        var above: PlaceKey?
        // The head of those that anybody may be offered, and each that somebody declined, in their order.
        while true {
            let declined = lines[line].declined.keys(above: above, limit: 1).first
            guard let place = [open, declined].compactMap({ $0 }).min() else { return nil }
            if let contact = contacts[place.contact], let agent = agent(for: contact, in: contacts, at: now) {
                return (place, agent)
            }
            if place == open { open = nil } else { above = place }
        }
    }

    /// The first of `group` who is free for `contact` of `line`; who declined it last is not looked at.
    private mutating func candidate(
        in group: Int, for contact: QueuedContact, of line: Int, _ contacts: [Contact.ID: QueuedContact]
    ) -> FreeAgent? {
        let free = groups[group].free[lines[line].kind.rawValue]
        func mayServe(_ free: FreeAgent) -> Bool {
            free.agent != contact.lastDecline?.agent && !contact.bars(free.agent)
        }
        guard let first = free.first(where: mayServe) else { return nil }
        // The least busy comes first: behind one who holds something is nobody who holds nothing.
        let place = PlaceKey(contact.placement)
        guard isKept(first, in: group, from: place, of: line, contacts) else { return first }
        // A call from which nobody is barred keeps all of them.
        guard !groups[group].voiceLines.contains(where: { isAhead($0, lines[$0].open.first, place, line) })
        else { return nil }
        return free.first { agent in
            mayServe(agent) && !voiceWaits(for: agent.agent, in: group, before: place, of: line, contacts)
        }
    }

    /// True when an agent with room for work at `place` of `line` is kept free for a call; that is noted.
    private mutating func isKept(
        _ agent: FreeAgent, in group: Int, from place: PlaceKey, of line: Int,
        _ contacts: [Contact.ID: QueuedContact]
    ) -> Bool {
        guard keepsForVoice, agent.load > 0, lines[line].kind != .voice,
            voiceWaits(for: agent.agent, in: group, before: place, of: line, contacts)
        else { return false }
        isHoldingBack = true
        return true
    }

    /// True when a voice contact that `agent` could serve waits and goes before `place` of `line`.
    private func voiceWaits(
        for agent: Agent.ID, in group: Int, before place: PlaceKey, of line: Int,
        _ contacts: [Contact.ID: QueuedContact]
    ) -> Bool {
        groups[group].voiceLines.contains { voice in
            isAhead(voice, head(of: voice, for: agent, contacts), place, line)
        }
    }

    private func isAhead(_ voice: Int, _ head: PlaceKey?, _ place: PlaceKey, _ line: Int) -> Bool {
        head.map { lines[voice].goes($0, before: place, of: lines[line]) } ?? false
    }

    /// The line of `key`, made when it is the first; there are as many as routing rows and ranks.
    mutating func lineIndex(_ key: LineKey) -> Int {
        if let line = lineOf[key] { return line }
        let index = lines.count
        let able = groups.indices.filter { groups[$0].canServe(key) }
        var line = WaitingLine(key: key, kind: WorkKind(key.channel), groups: able)
        line.leastFlexible = able.map { groups[$0].flexibility }.min() ?? 0
        for other in lines.indices where key.sharesOrder(with: lines[other].key) {
            line.siblings.append(other)
            lines[other].siblings.append(index)
        }
        lines.append(line)
        lineOf[key] = index
        for group in able {
            groups[group].lines.append(index)
            if lines[index].kind == .voice { groups[group].voiceLines.append(index) }
        }
        return index
    }

    private struct GroupKey: Hashable {
        var skills: [SkillNeed]
        var capacity: AgentCapacity
    }
}
