import Contacts
import Router

/// Everywhere that contacts can be by the rows of routing.yaml and escalation.yaml, each with a way to it.
struct Journeys {
    /// Where a contact is, as far as it matters to who may serve it, and when.
    struct Stop: Hashable {
        var channel: Channel
        var tier: Tier
        var contactClass: ContactClass
        var needs: [SkillNeed]
        var rank: Int
    }

    /// A stop, how it was come to, and by which contact.
    struct Visit {
        var stop: Stop
        var contact: SampleContact
        /// The row of routing.yaml.
        var row: Int
        /// The visit before, and the row of escalation.yaml that led on from it.
        var before: (visit: Int, row: Int)?
    }

    private(set) var visits: [Visit] = []
    private let book: RuleBook
    private let moves: Moves

    init(_ book: RuleBook, _ space: ContactSpace, _ moves: Moves) {
        self.book = book
        self.moves = moves
        var seen: Set<Stop> = []
        for (place, rule) in book.routing.enumerated() {
            for channel in book.channels {
                guard let contact = space.contact(decidedBy: place, on: channel) else { continue }
                let stop = Stop(
                    channel: channel, tier: rule.tier, contactClass: rule.contactClass,
                    needs: rule.needs.sorted(), rank: rule.rank)
                // Two rows that place alike are both there, for what is said of either.
                seen.insert(stop)
                visits.append(Visit(stop: stop, contact: contact, row: place))
            }
        }
        var next = 0
        while next < visits.count {
            let visit = visits[next]
            for (place, row) in book.escalation.enumerated() where moves.decided[place] != nil {
                guard row.from == visit.stop.tier, row.ruling == .allowed else { continue }
                let stop = Stop(
                    channel: visit.stop.channel, tier: row.to,
                    contactClass: row.contactClass ?? visit.stop.contactClass,
                    needs: row.needs?.sorted() ?? visit.stop.needs,
                    rank: max(0, visit.stop.rank - row.rankBonus))
                guard seen.insert(stop).inserted else { continue }
                visits.append(
                    Visit(stop: stop, contact: visit.contact, row: visit.row, before: (next, place)))
            }
            next += 1
        }
    }

    /// What became of the contact until it was there.
    func steps(to visit: Visit) -> [String] {
        guard let before = visit.before else {
            let rule = book.routing[visit.row]
            return ["the routing row \"\(rule.name)\" puts it into Tier \(rule.tier)"]
        }
        return steps(to: visits[before.visit]) + [step(before.row)]
    }

    /// What a row of escalation.yaml does with a contact.
    func step(_ place: Int) -> String {
        let row = book.escalation[place]
        let asked = moves.decided[place].map { " (\($0.asked))" } ?? ""
        return "the row \"\(row.name)\" hands it from Tier \(row.from) to Tier \(row.to)\(asked)"
    }
}
