public import Contacts
internal import Facts

/// What came of an agent's wish to pass a contact on to another tier.
public struct MoveAnswer: Hashable, Sendable {
    /// When the station that decided said so.
    public var at: Instant
    /// What it said.
    public var ruling: Ruling

    /// A decision about a move.
    public enum Ruling: Hashable, Sendable {
        /// The row of escalation.yaml that allowed it, and from where to where.
        case allowed(by: RuleName, from: Tier, to: Tier)
        /// The row that refused it, or nil when none is for it; and why.
        case refused(by: RuleName?, reason: String)
    }
}

extension ContactLife {
    /// The answers to agents' wishes to pass it on, in order.
    ///
    /// A queue repeats to the agent what the router refused; that is no answer of its own. Stations share a
    /// clock, and a wish is made after the answer to the one before, so that instants tell the order.
    public var moveAnswers: [MoveAnswer] {
        var answers: [MoveAnswer] = []
        var echoes: [String] = []
        for heard in movesHeard.sorted(by: { ($0.answer.at, $0.place) < ($1.answer.at, $1.place) }) {
            if case .refused(_, let reason) = heard.answer.ruling {
                if heard.isEcho, let place = echoes.firstIndex(of: reason) {
                    echoes.remove(at: place)
                    continue
                }
                if !heard.isEcho { echoes.append(reason) }
            }
            answers.append(heard.answer)
        }
        return answers
    }

    /// What one station said about a move.
    struct MoveHeard: Hashable, Sendable {
        var answer: MoveAnswer
        /// True for a queue's word to the agent, which may repeat the router's.
        var isEcho: Bool
        /// Its place in what was heard of the contact.
        var place: Int
    }
}

extension ContactLedger {
    /// Takes what the router decided of a wish, or what a queue told the agent.
    mutating func hearMove(_ fact: Fact, at: Instant) {
        switch fact {
        case .escalationDecided(let fact):
            guard fact.agent != nil else { return }
            note(.allowed(by: fact.rule, from: fact.from, to: fact.to), of: fact.contact, at: at)
        case .escalationRefused(let fact):
            note(.refused(by: fact.rule, reason: fact.reason), of: fact.contact, at: at)
        case .requestRefused(let fact):
            guard fact.request == "escalate", fact.agent != nil else { return }
            for contact in fact.items {
                note(.refused(by: nil, reason: fact.reason), of: contact, at: at, isEcho: true)
            }
        default: break
        }
    }

    private mutating func note(
        _ ruling: MoveAnswer.Ruling, of contact: Contact.ID, at: Instant, isEcho: Bool = false
    ) {
        edit(contact) { life in
            let answer = MoveAnswer(at: at, ruling: ruling)
            life.movesHeard.append(.init(answer: answer, isEcho: isEcho, place: life.movesHeard.count))
        }
    }
}
