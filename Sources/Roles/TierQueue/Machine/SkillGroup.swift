import Contacts

/// Agents with the same skills and capacity, and those of them who have room for a contact.
struct SkillGroup {
    /// Skills with their level, sorted.
    let skills: [SkillNeed]
    /// How much each of them may hold.
    let capacity: AgentCapacity
    /// What else they could do: for each class that waits in person and that they can serve, the more the
    /// fewer others can.
    var flexibility = 0
    /// Which of the policy's classes that wait in person they can serve, by their place there.
    var serves: [Bool] = []
    /// The lines they can serve, in index order.
    var lines: [Int] = []
    /// Those of them in which voice contacts wait.
    var voiceLines: [Int] = []
    /// Those with room, by ``WorkKind``; the first is to be offered the next contact of that kind.
    var free = [SortedKeys<FreeAgent>](repeating: SortedKeys(), count: WorkKind.allCases.count)

    /// Those at work that may be put aside; the first is to be asked first.
    var soft = SortedKeys<SoftAgent>()

    /// True when an agent of this group has every skill that the line needs, and any capacity for its
    /// channel.
    func canServe(_ line: LineKey) -> Bool { canServe(line.needs, on: line.channel) }

    /// The same of contacts with needs on a channel.
    func canServe(_ needs: [SkillNeed], on channel: Channel) -> Bool {
        capacity.limit(WorkKind(channel)) > 0 && skills.meet(needs)
    }
}

/// An agent's turn among those with room: least in hand, then longest so, then the lower id.
///
/// For agents who hold nothing that is the longest idle; an agent who chats already comes after them.
struct FreeAgent: Hashable, Comparable {
    /// How many contacts the agent holds.
    var load: Int
    /// Since when.
    var since: Instant
    /// The agent.
    var agent: Agent.ID

    static func < (left: Self, right: Self) -> Bool {
        (left.load, left.since, left.agent) < (right.load, right.since, right.agent)
    }
}

/// An agent's turn among those whose work may be put aside: least often so far, then longest at it, then the
/// lower id.
struct SoftAgent: Hashable, Comparable {
    /// How often the work was put aside before.
    var parkings: Int
    /// Since when the agent has been at it.
    var since: Instant
    /// The agent.
    var agent: Agent.ID

    static func < (left: Self, right: Self) -> Bool {
        (left.parkings, left.since, left.agent) < (right.parkings, right.since, right.agent)
    }
}

/// Where an agent stands in the index, so that the next change finds what to take away.
struct AgentSlot: Equatable {
    var group: Int
    var key: FreeAgent
    /// The kinds of work there is room for.
    var kinds: [WorkKind]
    /// The turn among those whose work may be put aside; nil when it may not.
    var soft: SoftAgent?
}

extension AgentCapacity {
    /// The capacity for one kind of work.
    func limit(_ kind: WorkKind) -> Int {
        switch kind {
        case .voice: voice
        case .chat: chat
        case .written: written
        }
    }

    /// The kinds of work for which an agent who holds `work` has room.
    func room(beside work: [Agent.Work], mixing: TierQueueConfiguration.MixingRule) -> [WorkKind] {
        var held = [Int](repeating: 0, count: WorkKind.allCases.count)
        for item in work where item.phase != .parked { held[WorkKind(item.channel).rawValue] += 1 }
        // Whoever put something aside goes on with that before anything else that can wait.
        let hasAside = work.contains { $0.phase == .parked }
        return WorkKind.allCases.filter { kind in
            !(hasAside && kind == .written) && held[kind.rawValue] < limit(kind)
                && WorkKind.allCases.allSatisfy {
                    held[$0.rawValue] == 0 || mixing.allows(kind, beside: $0)
                }
        }
    }
}

extension TierQueueConfiguration.MixingRule {
    /// True when an agent who holds work of kind `held` may take one of `kind` as well.
    func allows(_ kind: WorkKind, beside held: WorkKind) -> Bool {
        switch self {
        case .voiceAlone: kind == held || (kind != .voice && held != .voice)
        case .oneKindAtATime: kind == held
        case .eachOnItsOwn: true
        }
    }
}
