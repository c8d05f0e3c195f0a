import Contacts
import Router

/// What can be asked of escalation.yaml for one pair of tiers: a reason and a priority.
struct Move: Hashable {
    var from: Tier
    var to: Tier
    var reason: ReasonCode
    var priority: Urgency

    /// `clinical_question, routine`.
    var asked: String { "\(reason), \(priority.rawValue)" }
}

/// Which move each row of escalation.yaml decides.
struct Moves {
    /// A move that each row decides; nil for a row that decides none.
    private(set) var decided: [Move?] = []
    /// The sets of reasons and priorities of each row.
    private let regions: [Region]
    private let rows: [EscalationRow]
    private let reasons: [ReasonCode]

    init(_ rows: [EscalationRow]) {
        self.rows = rows
        let named = Set(rows.compactMap(\.reason)).sorted()
        let other = ContactSpace.unlike(named.map(\.rawValue), "other")
        // A reason of which no row speaks first: it is the plainest example.
        reasons = [ReasonCode(other)] + named
        guard reasons.count <= Region.limit else {
            regions = []
            return
        }
        let listed = reasons
        regions = rows.map { row in
            func bits<Value>(_ values: [Value], _ holds: (Value) -> Bool) -> UInt128 {
                values.enumerated().reduce(0) { holds($1.element) ? $0 | 1 << UInt128($1.offset) : $0 }
            }
            return Region(respects: [
                bits(listed) { reason in
                    row.matches(from: row.from, to: row.to, for: reason, row.priority ?? .routine)
                },
                bits(Urgency.allCases) { priority in
                    row.matches(from: row.from, to: row.to, for: row.reason ?? listed[0], priority)
                },
            ])
        }
        decided = rows.indices.map { place in
            regions[place].point(outside: before(place).map { regions[$0] }).map { move(of: place, $0) }
                .flatMap { move in self.row(deciding: move)?.name == rows[place].name ? move : nil }
        }
    }

    /// The row by which the router goes.
    func row(deciding move: Move) -> EscalationRow? {
        rows.first { $0.matches(from: move.from, to: move.to, for: move.reason, move.priority) }
    }

    /// A move that the row at `place` is for, whichever decides it.
    func move(of place: Int) -> Move? {
        regions[place].point(outside: []).map { move(of: place, $0) }
    }

    /// The rows before the one at `place` that take all that it is for.
    func blockers(of place: Int) -> [EscalationRow] {
        let before = before(place)
        return regions[place].blockers(among: before.map { regions[$0] }).map { rows[before[$0]] }
    }

    /// The earlier rows between the same tiers.
    private func before(_ place: Int) -> [Int] {
        (0..<place).filter { rows[$0].from == rows[place].from && rows[$0].to == rows[place].to }
    }

    private func move(of place: Int, _ point: [Int]) -> Move {
        Move(
            from: rows[place].from, to: rows[place].to, reason: reasons[point[0]],
            priority: Urgency.allCases[point[1]])
    }
}
