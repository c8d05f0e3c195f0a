import Config
import Contacts
import Router

/// Moves by which a contact can be handed round: one that leads downward, and others that lead back.
extension RuleProver {
    var loops: [Found] {
        book.escalation.indices.compactMap { place in
            let row = book.escalation[place]
            guard row.to < row.from, row.ruling == .allowed, moves.decided[place] != nil,
                let back = way(from: row.to, to: row.from)
            else { return nil }
            let round = [place] + back
            let names = round.map { book.escalation[$0].name.rawValue }
            let steps = round.map { journeys.step($0) } + ["it is where it was, and so on without end"]
            let visit = journeys.visits.first { $0.stop.tier == row.from }
            let example =
                visit.map { $0.contact.counterexample(journeys.steps(to: $0) + steps) }
                ?? Counterexample(steps: steps)
            return Found(
                .escalationTarget(place),
                value: "a move from Tier \(row.from) to Tier \(row.to), from where"
                    + " \(listed(Array(names.dropFirst()))) \(back.count == 1 ? "leads" : "lead") back",
                expected: "moves that lead upward only, so that each contact comes to an end",
                Proof(
                    .escalationLoop,
                    "By the rows \(listed(names)) a contact can be handed from Tier \(row.from) to Tier"
                        + " \(row.to) and back again for ever, and nobody has to answer it.",
                    example))
        }
    }

    /// The fewest rows that lead from a tier to another.
    private func way(from source: Tier, to target: Tier) -> [Int]? {
        var ways: [(tier: Tier, rows: [Int])] = [(source, [])]
        var seen: Set<Tier> = [source]
        var next = 0
        while next < ways.count {
            let (tier, rows) = ways[next]
            if tier == target { return rows }
            for (place, row) in book.escalation.enumerated() {
                guard row.from == tier, row.ruling == .allowed, moves.decided[place] != nil,
                    seen.insert(row.to).inserted
                else { continue }
                ways.append((row.to, rows + [place]))
            }
            next += 1
        }
        return nil
    }
}
