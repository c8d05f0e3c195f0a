import AgentDesk
import Contacts
import Facts
import Foundation
import Testing

@Suite("11.13: an agent whom the roster moves while signed in")
struct MovingTests {
    private static let call = Contact.ID(gateway: 1, number: 7)
    private var machine = AgentDeskMachine(configuration: Self.roster(AgentTier("a1", .one)))
    private let now = Instant(microseconds: 1_000_000)

    private static func roster(_ agents: AgentTier...) -> AgentDeskConfiguration {
        AgentDeskConfiguration(directory: .standard, agents: agents)
    }

    private mutating func ask(_ request: DeskRequest, session: Agent.SessionID = "s1") -> [Decided] {
        machine.handle(.submission(.desk(agent: "a1", session: session, request: request)), at: now)
    }

    private mutating func show(
        _ tier: Tier, _ session: Agent.SessionID?, holds: Bool = false, reason: ReasonCode? = nil
    ) -> [Decided] {
        let work = [Agent.Work(contact: Self.call, channel: .phone, phase: .inService)]
        let snapshot = AgentStateChanged(
            agent: "a1", tier: tier, session: session, state: session == nil ? .signedOut : .ready,
            reason: reason, work: holds ? work : [], at: now)
        return machine.handle(.fact(.agentStateChanged(snapshot), from: "queue"), at: now)
    }

    /// `a1` signed in at Tier 1 and has a call; the desk starts anew with another roster.
    private mutating func move(to agents: AgentTier...) {
        _ = ask(.signIn)
        _ = show(.one, "s1")
        machine = AgentDeskMachine(
            configuration: AgentDeskConfiguration(directory: .standard, agents: agents),
            state: machine.state)
        _ = show(.one, "s1", holds: true, reason: "off_roster")
    }

    @Test("11.13: goes on at the tier where the work is, and is taken along when it is done")
    mutating func takenAlong() {
        move(to: AgentTier("a1", .two))
        let requests: [DeskRequest] = [
            .hold(Self.call), .endService(Self.call), .wrapUpEnded(Self.call), .ready,
        ]
        for request in requests {
            #expect(ask(request).map(\.destinations) == [["tier-1"]], "\(request)")
        }
        #expect(machine.snapshot(of: "a1")?.work.count == 1)
        let decided = show(.one, nil, reason: "off_roster")
        #expect(decided.map(\.fact.kind) == [.agentShown, .agentRequested])
        #expect(decided.last?.destinations == ["tier-2"])
        _ = show(.two, "s1", reason: "signed_in")
        #expect(machine.snapshot(of: "a1")?.tier == .two)
        #expect(ask(.ready).map(\.destinations) == [["tier-2"]])
    }

    @Test("11.13: a sign-in elsewhere waits for what is open")
    mutating func signInWaits() {
        move(to: AgentTier("a1", .two))
        #expect(ask(.signIn, session: "s2").map(\.destinations) == [["tier-1"]])
        _ = show(.one, "s2", holds: true, reason: "off_roster")
        #expect(show(.one, nil, reason: "off_roster").last?.destinations == ["tier-2"])
    }

    @Test("11.13: one who is dropped finishes what is open, and nothing after it")
    mutating func dropped() {
        move(to: AgentTier("b1", .one))
        #expect(ask(.hold(Self.call)).map(\.destinations) == [["tier-1"]])
        #expect(ask(.signIn, session: "s2").map(\.destinations) == [["tier-1"]])
        _ = show(.one, "s2", holds: true, reason: "off_roster")
        #expect(show(.one, nil, reason: "off_roster").map(\.fact.kind) == [.agentShown])
        #expect(ask(.signIn, session: "s3").map(\.fact.kind) == [.requestRefused])
    }

    @Test("11.13: a sign-in that the queue does not take because its roster is newer is not waited for")
    mutating func notTaken() {
        _ = ask(.signIn)
        #expect(show(.one, nil).isEmpty, "a sign-out on its way ends no sign-in")
        #expect(show(.one, nil, reason: "off_roster").map(\.fact.kind) == [.agentShown])
        #expect(machine.state.session(of: "a1") == nil)
    }

    @Test("11.13: who signs out at the old tier is not signed in at the new one")
    mutating func signsOut() {
        move(to: AgentTier("a1", .two))
        _ = ask(.signOut(.refuseWithWork))
        #expect(show(.one, nil).map(\.fact.kind) == [.agentShown])
        #expect(ask(.signIn, session: "s2").map(\.destinations) == [["tier-2"]])
    }

    @Test("11.13: what an earlier build left at another tier can be finished, and comes before being ready")
    mutating func leftBehind() {
        machine = AgentDeskMachine(configuration: Self.roster(AgentTier("a1", .two)))
        _ = ask(.signIn, session: "s2")
        _ = show(.two, "s2")
        let decided = show(.one, "s1", holds: true)
        #expect(decided.map(\.fact.kind) == [.agentRequested])
        #expect(decided.first?.destinations == ["tier-1"], "the session of now is to hold there too")
        #expect(ask(.endService(Self.call), session: "s2").map(\.destinations) == [["tier-1"]])
    }

    @Test("11.13: a checkpoint from before the tier was kept is read, and the queue's word tells the tier")
    mutating func oldCheckpoint() throws {
        let old = #"{"sittings":["a1",{"session":"s1","stage":"taken"}]}"#
        let state = try JSONDecoder().decode(AgentDeskState.self, from: Data(old.utf8))
        machine = AgentDeskMachine(configuration: Self.roster(AgentTier("a1", .two)), state: state)
        #expect(state.session(of: "a1") == "s1")
        _ = show(.one, "s1", holds: true)
        #expect(ask(.hold(Self.call)).map(\.destinations) == [["tier-1"]])
    }
}
