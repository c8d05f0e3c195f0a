import Contacts
import Facts
import Testing

@testable import TierQueue

@Suite("11.8: the agent's own reason and the queue's")
struct ReasonTests {
    /// What the queue does to an agent, and the reason it gives; nil when it gives none.
    enum Trouble: CaseIterable {
        case rona, legLost, legFailed, deskLost, newSession, wrapUpLimit, offRoster

        var reason: ReasonCode? {
            switch self {
            case .rona: "rona"
            case .legLost: "leg_lost"
            case .legFailed: "leg_failed"
            case .newSession: "signed_in"
            case .offRoster: "off_roster"
            case .deskLost, .wrapUpLimit: nil
            }
        }
    }

    /// Brings `a1` to where the trouble can come.
    private func prepare(_ trouble: Trouble) -> Floor {
        var settings = configuration(generalist("a1"))
        settings.wrapUpLimits = [ChannelLimit(.phone, .seconds(60))]
        var floor = Floor(settings)
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        switch trouble {
        case .rona, .deskLost, .newSession: break
        case .legFailed:
            floor.desk("a1", .answer(Offer.ID(tier: .one, number: 1), .accept))
        case .legLost, .offRoster: floor.serve(contact(1))
        case .wrapUpLimit:
            floor.serve(contact(1))
            floor.interrupt(contact(1), .memberLeft)
        }
        return floor
    }

    private func strike(_ trouble: Trouble, _ floor: inout Floor) throws {
        switch trouble {
        case .rona, .wrapUpLimit:
            floor.now = try #require(floor.machine.state.nextDeadline)
            floor.give(.tick)
        case .legLost: floor.interrupt(contact(1), .agentLegLost)
        case .legFailed: floor.interrupt(contact(1), .connectFailed)
        case .deskLost:
            floor.give(.linkLost("desk"))
            floor.give(.linkRegained("desk"))
        case .newSession: floor.desk("a1", .signIn, session: "s2")
        case .offRoster:
            floor.machine.configuration.agents = []
            floor.give(.tick)
        }
    }

    @Test(
        "11.8: lunch that was asked for shows and counts, and what the queue adds stands beside it",
        arguments: Trouble.allCases)
    func askedFirst(_ trouble: Trouble) throws {
        var floor = prepare(trouble)
        floor.desk("a1", .notReady("lunch"))
        try strike(trouble, &floor)
        let shown = try #require(floor.shown("a1"))
        #expect(shown.reason == "lunch")
        #expect(shown.imposed == trouble.reason)
        #expect(floor.machine.stored.agents["a1"]?.isReady == false)
    }

    @Test(
        "11.8: lunch that is asked for afterwards shows as well, and the queue's reason is kept",
        arguments: Trouble.allCases)
    func askedAfterwards(_ trouble: Trouble) throws {
        var floor = prepare(trouble)
        try strike(trouble, &floor)
        #expect(floor.shown("a1")?.reason == trouble.reason)
        floor.desk("a1", .notReady("lunch"), session: trouble == .newSession ? "s2" : "s1")
        #expect(floor.shown("a1")?.reason == "lunch")
        #expect(floor.shown("a1")?.imposed == trouble.reason)
    }

    @Test("11.8: ready ends both reasons", arguments: Trouble.allCases.filter { $0 != .offRoster })
    func ready(_ trouble: Trouble) throws {
        var floor = prepare(trouble)
        floor.desk("a1", .notReady("lunch"))
        try strike(trouble, &floor)
        floor.desk("a1", .ready, session: trouble == .newSession ? "s2" : "s1")
        #expect(floor.shown("a1")?.reason == nil && floor.shown("a1")?.imposed == nil)
        #expect(floor.machine.stored.agents["a1"]?.isReady == true)
    }

    @Test("11.8: an offer that expires is counted as not answered, whatever the agent had asked for")
    func counted() throws {
        var floor = prepare(.rona)
        floor.desk("a1", .notReady("lunch"))
        floor.now = try #require(floor.machine.state.nextDeadline)
        #expect(try #require(floor.give(.tick).closed).cause == .expired)
    }

    @Test("11.8: a snapshot from before the two were kept apart is read as what it was", arguments: [
        ("rona", nil, "rona"), ("lunch", "lunch", nil),
    ] as [(ReasonCode, ReasonCode?, ReasonCode?)])
    func oldFacts(_ reason: ReasonCode, _ own: ReasonCode?, _ imposed: ReasonCode?) {
        var record = AgentRecord()
        record.show(
            AgentStateChanged(
                agent: "a1", tier: .one, session: "s1", state: .notReady, reason: reason, work: [],
                at: Instant(microseconds: 1)))
        #expect(record.reason == own && record.imposed == imposed && record.shownReason == reason)
    }
}
