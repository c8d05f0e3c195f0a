import Config
import Contacts
import Router
import TierQueue

/// Classes that wait behind others: against the words of their own row, which is a finding, or by plan.
extension RuleProver {
    /// A row for what is urgent behind one for what is less so, or for who waits live behind plain mail.
    var starvedRows: [Found] {
        book.routing.indices.compactMap { place in
            let rule = book.routing[place]
            let words = rule.match
            if words.urgencies == [.urgentClinical] {
                return behind(place, "urgent clinical", than: "less urgent") { other, channel in
                    space.contact(decidedBy: other, on: channel, [.routine, .priority])
                }
            }
            guard !words.channels.isEmpty, words.channels.allSatisfy(\.isLive) else { return nil }
            return behind(place, "waiting live", than: "plain mail") { other, channel in
                let words = book.routing[other].match
                let isPlain =
                    !words.channels.isEmpty && words.channels.allSatisfy { !$0.isLive }
                    && words.urgencies.allSatisfy { $0 == .routine } && words.requesters.isEmpty
                return isPlain ? space.contact(decidedBy: other, on: channel) : nil
            }
        }
    }

    /// An earlier place in the queue for a row whose words ask for less, with somebody whom both want.
    private func behind(
        _ place: Int, _ what: String, than less: String,
        _ contact: (_ row: Int, _ channel: Channel) -> SampleContact?
    ) -> Found? {
        let rule = book.routing[place]
        for other in book.routing.indices where book.routing[other].rank < rule.rank {
            let before = book.routing[other]
            guard other != place, before.tier == rule.tier else { continue }
            let examples = book.channels.compactMap { contact(other, $0) }
            for visit in journeys.visits where visit.row == place && visit.before == nil {
                for example in examples {
                    guard let agent = agent(for: visit.stop, and: before, on: example.channel) else {
                        continue
                    }
                    let step =
                        "\(agent.id), who could serve it, is offered each waiting contact of"
                        + " \"\(before.name)\" first: a \(example.urgency.rawValue)"
                        + " \(example.channel.rawValue) contact about \(example.inquiry)"
                    return found(
                        .routing(place), (rule.name, "rank \(rule.rank)"),
                        (before.name, "rank \(before.rank)"),
                        (what, less), visit.contact.counterexample(journeys.steps(to: visit) + [step]))
                }
            }
        }
        return nil
    }

    private func agent(
        for stop: Journeys.Stop, and other: RoutingRule, on channel: Channel
    ) -> RosterAgent? {
        book.able(stop.needs, on: stop.channel, at: stop.tier).first { $0.canServe(other.needs, on: channel) }
    }

    /// A hand-off for what is urgent clinical that gains less than one for what is less urgent.
    var starvedMoves: [Found] {
        book.escalation.indices.compactMap { place in
            let row = book.escalation[place]
            guard row.priority == .urgentClinical, row.ruling == .allowed, moves.decided[place] != nil else {
                return nil
            }
            let others = book.escalation.indices.filter { other in
                let before = book.escalation[other]
                return before.from == row.from && before.to == row.to && before.ruling == .allowed
                    && before.priority.map { $0 != .urgentClinical } == true && moves.decided[other] != nil
                    && before.rankBonus > row.rankBonus
            }
            for other in others {
                let before = book.escalation[other]
                for visit in journeys.visits where visit.stop.tier == row.from {
                    let needs = row.needs ?? visit.stop.needs
                    let agent = book.able(needs, on: visit.stop.channel, at: row.to).first {
                        $0.canServe(before.needs ?? visit.stop.needs, on: visit.stop.channel)
                    }
                    guard let agent else { continue }
                    return found(
                        .escalation(place), (row.name, "rank bonus \(row.rankBonus)"),
                        (before.name, "rank bonus \(before.rankBonus)"), ("urgent clinical", "less urgent"),
                        visit.contact.counterexample(
                            journeys.steps(to: visit) + [
                                journeys.step(place),
                                "\(agent.id), who could serve it, is offered a contact of the same rank first"
                                    + " that the row \"\(before.name)\" handed there",
                            ]))
                }
            }
            return nil
        }
    }

    private func found(
        _ place: Place, _ row: (name: RuleName, order: String), _ other: (name: RuleName, order: String),
        _ words: (what: String, less: String), _ example: Counterexample
    ) -> Found {
        Found(
            place, value: "\(row.order) of \"\(row.name)\", behind \(other.order) of \"\(other.name)\"",
            expected: "an order in which \(words.what) goes before \(words.less)",
            Proof(
                .starvedClass,
                "The row \"\(row.name)\" is for what is \(words.what), and at \(row.order) it is served"
                    + " behind \"\(other.name)\" at \(other.order), which is \(words.less): while such"
                    + " contacts wait, it can wait for ever.",
                example))
    }
}
