import AgentDesk
import Contacts
import Facts
import Foundation
import SharedTesting
import Testing

/// A desk under test, held against the fold of its facts.
private struct Desk {
    var machine = AgentDeskMachine(
        configuration: AgentDeskConfiguration(
            directory: .standard,
            agents: [AgentTier("b1", .two), AgentTier("a1", .one)]
        )
    )
    var folded = AgentDeskState()
    let now = Instant(microseconds: 1_000_000)

    mutating func give(_ input: Input) -> [Decided] {
        let decided = machine.handle(input, at: now)
        for item in decided { folded.evolve(item.fact) }
        #expect(folded == machine.state)
        decided.expectHearers(in: .standard)
        machine.state.checkInvariants()
        return decided
    }

    mutating func ask(_ agent: Agent.ID, _ request: DeskRequest, session: Agent.SessionID = "s1") -> [Decided]
    {
        give(.submission(.desk(agent: agent, session: session, request: request)))
    }

    mutating func show(_ agent: Agent.ID, session: Agent.SessionID?, tier: Tier = .one) -> [Decided] {
        let snapshot = AgentStateChanged(
            agent: agent,
            tier: tier,
            session: session,
            state: session == nil ? .signedOut : .ready,
            reason: nil,
            work: [],
            at: now
        )
        return give(.fact(.agentStateChanged(snapshot), from: "tier-1"))
    }
}

/// Every request, once.
private let requests: [DeskRequest] = [
    .signIn, .ready, .notReady("lunch"), .signOut(.refuseWithWork),
    .answer(Offer.ID(tier: .one, number: 1), .accept),
    .answer(Offer.ID(tier: .one, number: 1), .decline("conflict")),
    .hold(Contact.ID(gateway: 1, number: 1)), .resume(Contact.ID(gateway: 1, number: 1)),
    .endService(Contact.ID(gateway: 1, number: 1)), .dispose(Contact.ID(gateway: 1, number: 1), []),
    .wrapUpEnded(Contact.ID(gateway: 1, number: 1)),
    .verify(Contact.ID(gateway: 1, number: 1), Verification(level: .provider, method: .document)),
    .escalate(Contact.ID(gateway: 1, number: 1), to: .two, reason: "clinical", priority: .routine),
]

@Suite("AgentDeskMachine")
struct AgentDeskTests {
    private var desk = Desk()

    @Test("before sign-in nothing but sign-in is passed on", arguments: requests)
    mutating func beforeSignIn(_ request: DeskRequest) {
        let kinds = desk.ask("a1", request).map(\.fact.kind)
        #expect(kinds == (request == .signIn ? [.agentRequested] : [.requestRefused]))
    }

    @Test("from the current session every request goes to the agent's tier queue", arguments: requests)
    mutating func currentSession(_ request: DeskRequest) {
        #expect(desk.ask("a1", .signIn).map(\.destinations) == [["tier-1"]])
        let decided = desk.ask("a1", request)
        if request == .signIn {
            #expect(decided.isEmpty, "the same session twice")
        } else {
            #expect(decided.map(\.fact.kind) == [.agentRequested])
            #expect(decided.first?.destinations == ["tier-1"])
        }
    }

    @Test("a new sign-in ends the session before it", arguments: requests)
    mutating func replacedSession(_ request: DeskRequest) {
        _ = desk.ask("a1", .signIn)
        _ = desk.ask("a1", .signIn, session: "s2")
        let expected: [FactKind] = request == .signIn ? [.agentRequested] : [.requestRefused]
        #expect(desk.ask("a1", request).map(\.fact.kind) == expected)
    }

    @Test("who is not on the roster is refused, and so is a session without a name", arguments: requests)
    mutating func strangers(_ request: DeskRequest) {
        #expect(desk.ask("c9", request).map(\.fact.kind) == [.requestRefused])
        #expect(desk.ask("a1", request, session: "").map(\.fact.kind) == [.requestRefused])
    }

    @Test("an answer to another tier's offer is refused here")
    mutating func otherTier() {
        #expect(desk.ask("b1", .signIn).map(\.destinations) == [["tier-2"]])
        let decided = desk.ask("b1", .answer(Offer.ID(tier: .one, number: 1), .accept))
        #expect(decided.map(\.fact.kind) == [.requestRefused])
    }

    @Test("a snapshot is held for the page, and written down when it begins or ends the session")
    mutating func shown() {
        _ = desk.ask("a1", .signIn)
        #expect(desk.show("a1", session: "s1").map(\.fact.kind) == [.agentShown])
        #expect(desk.show("a1", session: "s1").isEmpty)
        #expect(desk.machine.snapshot(of: "a1")?.session == "s1")
        #expect(desk.show("a1", session: "s1", tier: .two).isEmpty)
        #expect(desk.show("c9", session: "s1").isEmpty)
        #expect(desk.machine.snapshot(of: "c9") == nil)
        #expect(desk.show("a1", session: nil).map(\.fact.kind) == [.agentShown])
        #expect(desk.machine.snapshot(of: "a1")?.session == nil)
    }

    @Test("a desk that begins asks each queue once for what the desk before it was shown")
    mutating func begins() {
        _ = desk.ask("a1", .signIn)
        _ = desk.show("a1", session: "s1")
        desk.machine = AgentDeskMachine(configuration: desk.machine.configuration, state: desk.folded)
        #expect(desk.machine.snapshot(of: "a1") == nil)
        let asked = desk.give(.linkRegained("tier-1"))
        #expect(asked.map(\.fact) == [.snapshotsAsked(SnapshotsAsked(tier: .one, at: desk.now))])
        #expect(asked.map(\.destinations) == [["tier-1"]])
        #expect(desk.give(.linkRegained("tier-1")).isEmpty)
        #expect(desk.give(.linkRegained("router")).isEmpty)
        #expect(desk.give(.linkRegained("tier-3")).map(\.destinations) == [["tier-3"]])
        #expect(desk.show("a1", session: "s1").isEmpty)
        #expect(desk.machine.snapshot(of: "a1")?.session == "s1")
        #expect(desk.ask("a1", .ready).map(\.fact.kind) == [.agentRequested])
    }

    @Test("after sign-out was granted the session is over and may begin again")
    mutating func signedOut() {
        _ = desk.ask("a1", .signIn)
        _ = desk.show("a1", session: "s1")
        _ = desk.ask("a1", .signOut(.refuseWithWork))
        _ = desk.show("a1", session: nil)
        #expect(desk.ask("a1", .ready).map(\.fact.kind) == [.requestRefused])
        #expect(desk.ask("a1", .signIn).map(\.fact.kind) == [.agentRequested])
    }

    @Test("a sign-out on its way does not end the sign-in that came after it")
    mutating func crossing() {
        _ = desk.ask("a1", .signIn)
        _ = desk.show("a1", session: "s1")
        _ = desk.ask("a1", .signOut(.refuseWithWork))
        _ = desk.ask("a1", .signIn, session: "s2")
        _ = desk.show("a1", session: nil)
        #expect(desk.machine.state.session(of: "a1") == "s2")
    }

    @Test("what is not an agent's request is refused, and other stations' facts change nothing")
    mutating func others() {
        let blocked = Submission.effectDone("x")
        #expect(desk.give(.submission(blocked)).map(\.fact.kind) == [.requestRefused])
        #expect(desk.give(.tick).isEmpty)
        #expect(desk.give(.linkLost("tier-1")).isEmpty)
        #expect(desk.give(.fact(.watermark(Watermark(ask: 1, through: desk.now)), from: "x")).isEmpty)
    }

    @Test("the state survives a checkpoint")
    mutating func checkpoint() throws {
        _ = desk.ask("a1", .signIn)
        _ = desk.show("a1", session: "s1")
        let bytes = try JSONEncoder().encode(desk.machine.state)
        #expect(try JSONDecoder().decode(AgentDeskState.self, from: bytes) == desk.machine.state)
    }
}
