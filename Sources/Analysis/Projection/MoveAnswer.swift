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

    /// What one station said about a move.
    struct Heard: Hashable, Sendable {
        var answer: MoveAnswer
        /// True for a queue's word to the agent, which may repeat the router's.
        var isEcho = false
    }
}

extension ContactProjection {
    /// The answers to agents' wishes to pass `contact` on, in order.
    ///
    /// A queue repeats to the agent what the router refused; that is no answer of its own. Stations share a
    /// clock, and a wish is made after the answer to the one before, so that instants tell the order.
    public func moveAnswers(of contact: Contact.ID) -> [MoveAnswer] {
        var answers: [MoveAnswer] = []
        var echoes: [String] = []
        let inOrder = (movesHeard[contact] ?? []).enumerated().sorted {
            ($0.element.answer.at, $0.offset) < ($1.element.answer.at, $1.offset)
        }
        for heard in inOrder.map(\.element) {
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

    /// Takes what the router decided of a wish, or what a queue told the agent.
    mutating func hearMove(_ fact: Fact, at: Instant) {
        switch fact {
        case .escalationDecided(let fact):
            guard fact.agent != nil else { return }
            let ruling = MoveAnswer.Ruling.allowed(by: fact.rule, from: fact.from, to: fact.to)
            note(.init(answer: MoveAnswer(at: at, ruling: ruling)), of: fact.contact)
        case .escalationRefused(let fact):
            let ruling = MoveAnswer.Ruling.refused(by: fact.rule, reason: fact.reason)
            note(.init(answer: MoveAnswer(at: at, ruling: ruling)), of: fact.contact)
        case .requestRefused(let fact):
            guard fact.request == "escalate", fact.agent != nil else { return }
            let ruling = MoveAnswer.Ruling.refused(by: nil, reason: fact.reason)
            for contact in fact.items {
                note(.init(answer: MoveAnswer(at: at, ruling: ruling), isEcho: true), of: contact)
            }
        default: break
        }
    }
}
