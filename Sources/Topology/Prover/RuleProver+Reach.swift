import Config
import Contacts
import Router

/// Rows that nothing reaches. The last row of routing.yaml, which is for everything, may be one: it is there
/// for what nobody thought of.
extension RuleProver {
    var unreachableRows: [Found] {
        space.regions.indices.dropLast().compactMap { place in
            let region = space.regions[place]
            let before = Array(space.regions[..<place])
            let rule = book.routing[place]
            guard region.point(outside: before) == nil, let point = region.point(outside: []) else {
                return nil
            }
            let contact = space.contact(point)
            guard let taker = space.row(deciding: contact), taker.name != rule.name else { return nil }
            let names = region.blockers(among: before).map { book.routing[$0].name.rawValue }
            return found(
                .routing(place), rule.name, names,
                contact.counterexample([
                    "the routing row \"\(taker.name)\" stands before \"\(rule.name)\", matches it too and"
                        + " puts it into Tier \(taker.tier) as \"\(taker.contactClass)\""
                ]))
        }
    }

    var unreachableMoves: [Found] {
        moves.decided.indices.compactMap { place in
            guard moves.decided[place] == nil, let move = moves.move(of: place),
                let taker = moves.row(deciding: move)
            else { return nil }
            let row = book.escalation[place]
            guard taker.name != row.name else { return nil }
            let names = moves.blockers(of: place).map(\.name.rawValue)
            let verb = taker.ruling == .allowed ? "allows" : "refuses"
            let asked = "from Tier \(move.from) to Tier \(move.to) (\(move.asked))"
            let step =
                "the move \(asked) is asked for, and the row \"\(taker.name)\", which stands before"
                + " \"\(row.name)\", \(verb) it"
            let visit = journeys.visits.first { $0.stop.tier == row.from }
            let steps = visit.map { journeys.steps(to: $0) } ?? []
            return found(
                .escalation(place), row.name, names,
                visit?.contact.counterexample(steps + [step]) ?? Counterexample(steps: [step]))
        }
    }

    private func found(
        _ place: Place, _ name: RuleName, _ takers: [String], _ example: Counterexample
    ) -> Found {
        let them = takers.count == 1 ? "the row \(listed(takers))" : "the rows \(listed(takers))"
        let have = takers.count == 1 ? "decides" : "decide"
        return Found(
            place, value: "\"\(name)\", which nothing reaches",
            expected: "a row that decides something: \(them), before it, \(have) all that it is for",
            Proof(
                .unreachableRow,
                "The row \"\(name)\" never decides anything, because \(them), further up, \(have) all that"
                    + " it is for; put it before, narrow what stands above, or take it out.",
                example))
    }
}
