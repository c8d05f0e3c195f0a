import Contacts
import Facts

/// Who is signed in, which teams cannot do all their work in time, and when that is looked at again.
struct BreachForecast: Hashable, Codable {
    /// The tier of everybody who is signed in; counted, never iterated where order could matter.
    private(set) var present: [Agent.ID: Tier] = [:]
    /// Teams that were short when last looked at, in the order found.
    private(set) var short: [RuleName] = []
    /// When to look again; nil while no work is open.
    private(set) var next: Instant?

    init() {}

    /// How many of `members` are signed in.
    func present(of members: Set<Agent.ID>) -> UInt64 {
        UInt64(present.keys.count { members.contains($0) })
    }

    mutating func note(_ changed: AttendanceChanged) {
        present[changed.agent] = changed.isPresent ? changed.tier : nil
    }

    mutating func note(_ judged: FeasibilityJudged) {
        short = judged.verdicts.filter { $0.due != nil }.map(\.team)
        next = judged.next
    }
}
