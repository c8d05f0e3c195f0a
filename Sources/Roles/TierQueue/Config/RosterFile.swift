package import Config
package import Contacts
package import TierQueue

/// roster.yaml: who serves what, in which tier, how much at once, and the codes people may give.
package struct RosterFile {
    /// Every skill there is; a need or an agent that names another one is a slip of the pen.
    package var skills: Set<SkillName> = []
    /// Everybody an alarm may go to.
    package var people: Set<PersonName> = []
    /// The codes for being not ready.
    package var notReadyReasons: [ReasonCode] = []
    /// The codes for declining an offer; none allows any.
    package var declineReasons: [ReasonCode] = []
    /// The codes for passing a contact on within its tier; none lets nobody do so.
    package var transferReasons: [ReasonCode] = []
    /// Which kinds of contact an agent may hold at once.
    package var mixing = TierQueueConfiguration.MixingRule.voiceAlone
    /// What an agent with other work in hand gets while a call waits.
    package var refill = TierQueueConfiguration.RefillRule.voiceFirst
    /// How many offers of written work in a row may go before waiting work of a lower class.
    package var urgentRun = 4
    /// Every agent with the tier.
    package var agents: [(tier: Tier, agent: RosterAgent)] = []

    private static let keys = [
        "version", "skills", "people", "not_ready_reasons", "decline_reasons", "transfer_reasons", "mixing",
        "refill", "urgent_run", "groups",
    ]

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        guard let table = Table(root, keys: Self.keys, &findings) else { return }
        table.requireVersion(&findings)
        _ = table.required("skills", &findings)
        skills = Set(table.names("skills", &findings).map(\.value))
        _ = table.required("people", &findings)
        people = Set(table.names("people", &findings).map(\.value))
        notReadyReasons = table.names("not_ready_reasons", &findings, .any).map(\.value)
        declineReasons = table.names("decline_reasons", &findings, .any).map(\.value)
        transferReasons = table.names("transfer_reasons", &findings, .any).map(\.value)
        let rule = table.optional("mixing")?.word(TierQueueConfiguration.MixingRule.allCases, &findings)
        mixing = rule ?? .voiceAlone
        let order = table.optional("refill")?.word(TierQueueConfiguration.RefillRule.allCases, &findings)
        refill = order ?? .voiceFirst
        urgentRun = table.optional("urgent_run")?.integer(1...1_000, &findings) ?? urgentRun
        var seen = Seen()
        for item in table.required("groups", &findings)?.items(&findings) ?? [] {
            read(group: item, &seen, &findings)
        }
    }

    private struct Seen {
        var groups: Set<Name<RosterFile>> = []
        var agents: Set<Agent.ID> = []
    }

    private mutating func read(group field: Field, _ seen: inout Seen, _ findings: inout Findings) {
        let keys = ["name", "tier", "skills", "capacity", "agents"]
        guard let table = Table(field, keys: keys, &findings) else { return }
        let name: Name<RosterFile>? = table.name("name", &findings, expected: "a group's name")
        let tier = table.required("tier", &findings)?.tier(&findings)
        let shared = table.required("skills", &findings).flatMap { needs($0, &findings) }
        let capacity = table.required("capacity", &findings).flatMap { Self.capacity($0, &findings) }
        let members = table.required("agents", &findings)?.items(&findings) ?? []
        if let name, !seen.groups.insert(name).inserted {
            findings.add(field, value: "\"\(name)\"", expected: "each group once")
        }
        for member in members {
            guard let (id, extra) = agent(member, &findings) else { continue }
            guard seen.agents.insert(id).inserted else {
                findings.add(member, value: "\"\(id)\"", expected: "each agent once")
                continue
            }
            guard let name, let tier, let shared, let capacity else { continue }
            let own = shared.filter { skill in !extra.contains { $0.skill == skill.skill } } + extra
            let agent = RosterAgent(id: id, group: name.rawValue, skills: own, capacity: capacity)
            agents.append((tier, agent))
        }
    }

    /// An agent is a bare id, or an id with skills beyond or instead of the group's.
    private func agent(_ field: Field, _ findings: inout Findings) -> (Agent.ID, [SkillNeed])? {
        if field.scalar != nil {
            let id: Agent.ID? = field.name(&findings, expected: "an agent's id")
            return id.map { ($0, []) }
        }
        guard let table = Table(field, keys: ["id", "skills"], &findings) else { return nil }
        let id: Agent.ID? = table.name("id", &findings, expected: "an agent's id")
        let extra = table.optional("skills").map { needs($0, &findings) }
        guard let id, let extra = extra ?? [] else { return nil }
        return (id, extra)
    }

    private func needs(_ field: Field, _ findings: inout Findings) -> [SkillNeed]? {
        guard let needs = SkillList(field, &findings) else { return nil }
        needs.requireKnown(skills, &findings)
        return needs.skills.map(\.value)
    }

    private static func capacity(_ field: Field, _ findings: inout Findings) -> AgentCapacity? {
        guard let table = Table(field, keys: ["voice", "chat", "written"], &findings) else { return nil }
        let numbers = ["voice", "chat", "written"].map { key in
            table.required(key, &findings)?.integer(0...20, &findings)
        }
        guard let voice = numbers[0], let chat = numbers[1], let written = numbers[2] else { return nil }
        return AgentCapacity(voice: voice, chat: chat, written: written)
    }

    /// The agents of `tier` who have every one of `needs`.
    package func able(_ needs: [SkillNeed], in tier: Tier) -> [RosterAgent] {
        agents.filter { $0.tier == tier && $0.agent.skills.meet(needs) }.map(\.agent)
    }

    /// True when an agent of `tier` has every one of `needs` and, if `channels` names some, room for each of
    /// them.
    package func canServe(_ needs: [SkillNeed], on channels: [Channel], in tier: Tier) -> Bool {
        guard !channels.isEmpty else { return !able(needs, in: tier).isEmpty }
        return channels.allSatisfy { channel in
            agents.contains { $0.tier == tier && $0.agent.canServe(needs, on: channel) }
        }
    }
}
