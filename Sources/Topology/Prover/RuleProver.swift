public import Config
public import Contacts
import Router

/// Looks for what is wrong with rules that are well formed each: rows that nothing reaches, needs that nobody
/// meets, contacts that go round, classes behind what they should go before, hours that do not open.
///
/// A pure value. What reaches a row is found by taking the contacts of earlier rows from its own
/// (``Region``); which contacts a row is for is asked of the router's and the queue's own matching, and so is
/// every counterexample: what they do not confirm is not said (decision 0052).
public struct RuleProver {
    let book: RuleBook
    let space: ContactSpace
    let moves: Moves
    let journeys: Journeys

    /// One thing found, with the place of the rule that it is about.
    public struct Found: Hashable, Sendable {
        /// Where.
        public var place: Place
        /// What stands there.
        public var value: String
        /// What was expected.
        public var expected: String
        /// What shows it.
        public var proof: Proof

        init(_ place: Place, value: String, expected: String, _ proof: Proof) {
            self.place = place
            self.value = value
            self.expected = expected
            self.proof = proof
        }
    }

    /// A rule of the book, by its place there.
    public enum Place: Hashable, Sendable {
        /// A row of routing.yaml, and its needs.
        case routing(Int), routingNeeds(Int)
        /// A row of escalation.yaml, its needs and its target.
        case escalation(Int), escalationNeeds(Int), escalationTarget(Int)
        /// The hours of a channel.
        case hours(Channel)
    }

    /// Makes the prover of `book`.
    public init(_ book: RuleBook) {
        self.book = book
        space = ContactSpace(book)
        moves = Moves(book.escalation)
        journeys = Journeys(book, space, moves)
    }

    /// Everything that is wrong.
    public var findings: [Found] {
        unservedSkills + unreachableRows + unreachableMoves + loops + starvedRows + starvedMoves + closedHours
    }
}

/// `"a"`, `"a" and "b"`, `"a", "b" and 3 more`.
func listed(_ names: [String]) -> String {
    let quoted = names.map { "\"\($0)\"" }
    switch quoted.count {
    case 0: return "nothing"
    case 1: return quoted[0]
    case 2, 3: return quoted.dropLast().joined(separator: ", ") + " and " + quoted[quoted.count - 1]
    default: return quoted.prefix(2).joined(separator: ", ") + " and \(quoted.count - 2) more"
    }
}
