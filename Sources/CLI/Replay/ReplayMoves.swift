import Contacts
import Facts
import Projection
import Reporting
import Tables
import Traffic

/// The recorded moves of a replay, each with what the router decided of it.
struct ReplayMoves {
    /// A recorded move and its fate.
    struct Row {
        var label: String
        /// From 1, within its case.
        var number: Int
        var move: RecordedMove
        /// The tier that had the contact when it was asked for.
        var tier: Tier
        /// Nil when it was never answered.
        var ruling: MoveAnswer.Ruling?
        var contact: Contact.ID
    }

    /// A pair of lines as recorded, and how often its moves were allowed.
    struct Pair: Encodable {
        var from: Int
        var to: Int
        var recorded: Int
        var allowed: Int
    }

    /// What is counted over all of them.
    struct Totals: Encodable {
        var cases: Int
        /// Cases in which every recorded move between lines was allowed and taken, and no other.
        var cases_agree: Int
        /// The other cases; each has a refused row in `--moves-out`.
        var cases_differ: Int
        /// Between teams.
        var recorded: Int
        /// Of these, between teams of two lines.
        var between_lines: Int
        var within_line: Int
        var allowed: Int
        /// Hand-offs that the target tier took; as many as were allowed.
        var taken: Int
        var refused: Int
        var not_asked: Int
        /// Answers that fit no recorded move; not 0 only when a wish was made twice.
        var unmatched: Int
        var pairs: [Pair]
        /// By the row of escalation.yaml, or `no row`.
        var refused_by: [String: Int]

        var lines: [String] {
            let reasons = refused_by.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            return [
                "\(recorded) moves between teams of \(cases) cases: \(between_lines) between lines,"
                    + " \(within_line) within one",
                "\(allowed) allowed, \(taken) taken, \(refused) refused"
                    + " (\(reasons.joined(separator: ", "))), \(not_asked) not asked,"
                    + " \(unmatched) answers unmatched",
                "\(cases_agree) cases agree with the record, \(cases_differ) do not",
            ]
        }
    }

    private(set) var rows: [Row] = []
    private(set) var totals = Totals(
        cases: 0, cases_agree: 0, cases_differ: 0, recorded: 0, between_lines: 0, within_line: 0,
        allowed: 0, taken: 0, refused: 0, not_asked: 0, unmatched: 0, pairs: [], refused_by: [:])

    /// Joins what was recorded with what was decided, contact by contact.
    init(_ plan: ReplayPlan, _ projection: ContactProjection, _ labels: [Contact.ID: Int]) {
        for contact in labels.keys.sorted() {
            guard let index = labels[contact], let moves = plan.arrivals[index].contact.moves
            else { continue }
            take(contact, plan.arrivals[index].contact.label, moves, projection)
        }
        count()
    }

    private mutating func take(
        _ contact: Contact.ID, _ label: String, _ moves: [RecordedMove],
        _ projection: ContactProjection
    ) {
        let life = projection.contacts[contact]
        let answers = projection.moveAnswers(of: contact)
        var tier = life?.classified?.tier ?? .one
        var agrees = true
        for (place, move) in moves.enumerated() {
            let ruling = place < answers.count ? answers[place].ruling : nil
            rows.append(
                Row(
                    label: label, number: place + 1, move: move, tier: tier, ruling: ruling, contact: contact)
            )
            if case .allowed(_, _, let to)? = ruling {
                if to != move.to { totals.unmatched += 1 }
                tier = to
            } else if move.from != move.to {
                agrees = false
            }
        }
        totals.unmatched += max(0, answers.count - moves.count)
        let taken = life?.takenHandoffs.count ?? 0
        totals.taken += taken
        totals.cases += 1
        if agrees, taken == moves.filter({ $0.from != $0.to }).count {
            totals.cases_agree += 1
        } else {
            totals.cases_differ += 1
        }
    }

    private mutating func count() {
        var pairs: [[Int]: Pair] = [:]
        for row in rows {
            totals.recorded += 1
            let (from, to) = (row.move.from.rawValue, row.move.to.rawValue)
            if from == to { totals.within_line += 1 } else { totals.between_lines += 1 }
            pairs[[from, to], default: Pair(from: from, to: to, recorded: 0, allowed: 0)].recorded += 1
            switch row.ruling {
            case .allowed?:
                totals.allowed += 1
                pairs[[from, to]]?.allowed += 1
            case .refused(let rule, _)?:
                totals.refused += 1
                totals.refused_by[rule?.rawValue ?? "no row", default: 0] += 1
            case nil: totals.not_asked += 1
            }
        }
        totals.pairs = pairs.values.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    /// The CSV, one recorded move a line.
    var lines: [String] {
        ["case,contact,move,at_s,team_from,team_to,line_from,line_to,tier,priority,decided,row,reason"]
            + rows.map { row in
                var decided = ["not asked", "", ""]
                switch row.ruling {
                case .allowed(let rule, _, _)?: decided = ["allowed", rule.rawValue, ""]
                case .refused(let rule, let reason)?: decided = ["refused", rule?.rawValue ?? "", reason]
                case nil: break
                }
                return CSVLine.line(
                    [
                        row.label, "\(row.contact)", "\(row.number)", Seconds.text(row.move.at),
                        row.move.source, row.move.target, "\(row.move.from.rawValue)",
                        "\(row.move.to.rawValue)", "\(row.tier.rawValue)", row.move.priority.rawValue,
                    ] + decided)
            }
    }
}
