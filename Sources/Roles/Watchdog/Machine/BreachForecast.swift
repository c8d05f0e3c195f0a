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
    /// What the last shortage of each team was about; nil before the first, as in older checkpoints.
    private(set) var shortages: [Shortage]?

    /// A shortage of a team, from when it became short until it is short anew.
    struct Shortage: Hashable, Codable {
        var team: RuleName
        /// The clocks that were said not to be done in time.
        var clocks: [Clock.ID]
        /// Those of them that were breached since: for them what was said came true.
        var late: [Clock.ID] = []
    }

    init() {}

    /// The last shortages of teams that are not short any more, and of which nothing came to be late.
    var averted: [Shortage] {
        (shortages ?? []).filter { $0.late.isEmpty && !short.contains($0.team) }
    }

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
        for verdict in judged.verdicts where !verdict.items.isEmpty {
            shortages = (shortages ?? []).filter { $0.team != verdict.team }
            shortages?.append(Shortage(team: verdict.team, clocks: verdict.items))
        }
    }

    /// A clock was breached.
    mutating func note(late clock: Clock.ID) {
        for place in shortages?.indices ?? 0..<0 where shortages?[place].clocks.contains(clock) == true {
            shortages?[place].late.append(clock)
        }
    }

    /// Its breach was taken back.
    mutating func note(notLate clock: Clock.ID) {
        for place in shortages?.indices ?? 0..<0 {
            shortages?[place].late.removeAll { $0 == clock }
        }
    }
}
