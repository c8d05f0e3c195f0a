public import Contacts

/// One agent of a tier's roster: what the agent can do and how much of it at once.
///
/// Agents with the same skills and capacity form one skill group, whatever their group's name.
public struct RosterAgent: Hashable, Sendable {
    /// The agent.
    public var id: Agent.ID
    /// The name of the group on the roster, for people; matching goes by skills and capacity.
    public var group: String
    /// Skills with the agent's level, 1 to 5, sorted by skill.
    public var skills: [SkillNeed]
    /// How many contacts at once.
    public var capacity: AgentCapacity

    /// Makes a roster agent; skills are sorted here.
    public init(id: Agent.ID, group: String, skills: [SkillNeed], capacity: AgentCapacity = AgentCapacity()) {
        self.id = id
        self.group = group
        self.skills = skills.sorted()
        self.capacity = capacity
    }
}

// Public for the check of a topology, which says who can serve what by what the queue matches by (decision
// 0052).

extension RosterAgent {
    /// True when the agent has every one of `needs`, and any capacity for `channel`.
    public func canServe(_ needs: [SkillNeed], on channel: Channel) -> Bool {
        capacity.limit(WorkKind(channel)) > 0 && skills.meet(needs)
    }
}

extension Sequence<SkillNeed> {
    /// True when these skills are every one of `needs`, each at its level or better.
    public func meet(_ needs: [SkillNeed]) -> Bool {
        needs.allSatisfy { need in contains { $0.skill == need.skill && $0.level >= need.level } }
    }
}

/// How many contacts of each kind of channel an agent may hold at once, offers and wrap-up included.
public struct AgentCapacity: Hashable, Sendable {
    /// Telephone and walk-in together.
    public var voice: Int
    /// Chats.
    public var chat: Int
    /// E-mail, secure messages, letters and work items together.
    public var written: Int

    /// Makes a capacity.
    public init(voice: Int = 1, chat: Int = 1, written: Int = 1) {
        self.voice = voice
        self.chat = chat
        self.written = written
    }
}
