import Contacts
import Facts
import Handbook
import Testing

@testable import TierQueue

/// Draws the tables of the handbook from the pair tables: what takes a contact or an agent from one state to
/// another at a tier queue, and who may say so.
@Suite("Handbook: contacts and agents at a tier queue")
struct LifecyclePageTests {
    /// One pair of the tables: a queue with contact 1 and agent `a1`, and what comes.
    private struct Pair {
        let floor: Floor
        let cause: String
        let by: String
        let input: Input
    }

    @Test("the page shows what moves a contact at its tier queue")
    func contacts() throws {
        let drawn = table { floor in
            floor.machine.stored.contacts[contact(1)].map { "\($0.phase)" } ?? "notHere"
        }
        let part = DrawnPart("contact at the tier queue", of: "contact-lifecycle.md")
        try part.hold(against: drawn)
    }

    @Test("the page shows what changes an agent's state")
    func agents() throws {
        let drawn = table { floor in "\(floor.machine.stored.agents["a1"]?.state ?? .signedOut)" }
        let part = DrawnPart("agent", of: "contact-lifecycle.md")
        try part.hold(against: drawn)
    }

    private func table(of state: (Floor) -> String) -> String {
        var table = LifecycleTable()
        for pair in Self.pairs() {
            var floor = pair.floor
            let before = state(floor)
            let facts = floor.give(pair.input)
            table.note(
                from: before, to: state(floor), cause: pair.cause, by: pair.by,
                facts: facts.map { "\($0.kind)" })
        }
        return table.text
    }

    private static func pairs() -> [Pair] {
        let readyAgent = RequestTableTests.floor(.ready)
        let arrival = Pair(
            floor: readyAgent, cause: "placed while an agent is free", by: "router",
            input: Said.placed.input(contact(1), at: readyAgent.now))
        let said = Said.allCases.flatMap { said in
            Situation.allCases.map { situation in
                var floor = ContactTableTests.floor(situation)
                if said == .deadline { floor.now = floor.machine.state.nextDeadline ?? floor.now }
                return Pair(
                    floor: floor, cause: said.words, by: said.speaker,
                    input: said.input(contact(1), at: floor.now))
            }
        }
        let asked = Asked.allCases.flatMap { asked in
            AgentStage.allCases.map { stage in
                let floor = RequestTableTests.floor(stage)
                let requested = AgentRequested(
                    agent: "a1", session: asked.session, request: asked.request, at: floor.now)
                return Pair(
                    floor: floor, cause: "\(asked)", by: "agent",
                    input: .fact(.agentRequested(requested), from: "desk"))
            }
        }
        return [arrival] + said + asked
    }
}

extension Said {
    /// What comes, for a reader who does not know the pair table.
    fileprivate var words: String {
        switch self {
        case .placedBefore: "placed, an older generation"
        case .placedAfter: "placed, a newer generation"
        case .deadline: "its deadline"
        default: "\(self)"
        }
    }

    /// Who may say it, or what brings it about.
    fileprivate var speaker: String {
        switch self {
        case .placed, .placedBefore, .placedAfter, .handedOff, .handedOffToOthers, .withdrawn,
            .withdrawnBefore, .raised, .began, .beganOtherOffer, .memberLeft, .agentEnded, .agentLegLost,
            .connectFailed, .held, .resumed, .escalationRefused, .watermarkAsked:
            "router"
        case .deadline: "time"
        case .deskLost, .otherLost: "link"
        }
    }
}
