import Contacts
import Facts
import Testing

@testable import TierQueue

@Suite("Offers")
struct OfferTests {
    private let offer1 = Offer.ID(tier: .one, number: 1)
    private let offer2 = Offer.ID(tier: .one, number: 2)

    @Test("the longest idle agent is offered the contact, and of equals the lower id")
    func longestIdle() {
        var floor = Floor(configuration(generalist("a1"), generalist("a2"), generalist("a3")))
        floor.ready("a2", "a1")
        floor.desk("a3", .signIn)
        floor.fact(.contactPlaced(placement(1)))
        #expect(floor.offeredTo(contact(1)) == "a2")
        floor.fact(.contactPlaced(placement(2)))
        #expect(floor.offeredTo(contact(2)) == "a1")
    }

    @Test("an offer withdrawn by the caller leaves the agent's place among the idle as it was")
    func withdrawnOfferKeepsIdlePlace() {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1", "a2")
        floor.fact(.contactPlaced(placement(1)))
        floor.pass(.seconds(3))
        floor.withdraw(contact(1))
        floor.fact(.contactPlaced(placement(2)))
        #expect(floor.offeredTo(contact(2)) == "a1")
    }

    @Test("a better rank goes first, and within a class the contact received first")
    func rankThenReceived() {
        var floor = Floor(configuration(generalist("a1")))
        floor.fact(.contactPlaced(placement(2)))
        floor.fact(.contactPlaced(placement(1)))
        floor.fact(.contactPlaced(placement(3, class: "urgent", rank: 1)))
        floor.ready("a1")
        #expect(floor.offeredTo(contact(3)) == "a1")
        floor.withdraw(contact(3))
        #expect(floor.offeredTo(contact(1)) == "a1")
    }

    @Test("work that can wait goes by the instant it is wanted, not by the instant it was received")
    func writtenByDue() {
        var floor = Floor(configuration(generalist("a1")))
        let soon = Instant(microseconds: 500)
        floor.fact(.contactPlaced(placement(1, channel: .letter, due: .distantFuture)))
        floor.fact(.contactPlaced(placement(2, channel: .letter, due: soon)))
        floor.ready("a1")
        #expect(floor.offeredTo(contact(2)) == "a1")
    }

    @Test("an offer nobody answers makes the agent not ready and the contact waits at its place")
    func redirectionOnNoAnswer() throws {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.fact(.contactPlaced(placement(2)))
        floor.now = try #require(floor.machine.state.nextDeadline)
        let facts = floor.give(.tick)
        #expect(facts.kinds == [.offerClosed, .agentStateChanged])
        #expect(floor.shown("a1")?.state == .notReady)
        #expect(floor.shown("a1")?.reason == "rona")
        floor.ready("a2")
        #expect(floor.offeredTo(contact(1)) == "a2")
    }

    @Test("an answer at or after the deadline is too late even when no tick came between")
    func lateAnswer() throws {
        var floor = Floor(configuration(generalist("a1")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.now = try #require(floor.machine.state.nextDeadline)
        let facts = floor.desk("a1", .answer(offer1, .accept))
        #expect(facts.kinds == [.offerClosed, .offerRefused, .agentStateChanged])
    }

    @Test("a declined contact goes to somebody else, and the agent to the next contact")
    func declineGoesOn() {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1", "a2")
        floor.desk("a2", .notReady("lunch"))
        floor.fact(.contactPlaced(placement(1)))
        floor.fact(.contactPlaced(placement(2)))
        let facts = floor.desk("a1", .answer(offer1, .decline("conflict")))
        #expect(facts.kinds == [.offerClosed, .offerMade, .agentStateChanged])
        #expect(floor.offeredTo(contact(2)) == "a1")
        #expect(facts.compactMap(\.offer).first?.inversion == .conflictOfInterest)
        floor.desk("a2", .ready)
        #expect(floor.offeredTo(contact(1)) == "a2")
    }

    @Test("only after the back-off is the decliner asked again")
    func declineBackOff() throws {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.desk("a1", .answer(offer1, .decline("conflict")))
        #expect(floor.offeredTo(contact(1)) == nil)
        floor.desk("a2", .signIn)
        floor.now = try #require(floor.machine.state.nextDeadline)
        #expect(floor.give(.tick).kinds == [.contactReturned, .offerMade, .agentStateChanged])
        #expect(floor.offeredTo(contact(1)) == "a1")
    }

    @Test("a decliner alone is asked again when the back-off is over")
    func declinerAlone() throws {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.desk("a1", .answer(offer1, .decline("conflict")))
        floor.now = try #require(floor.machine.state.nextDeadline)
        #expect(floor.give(.tick).kinds == [.contactReturned, .offerMade, .agentStateChanged])
    }

    @Test("a new session takes the agent over: its offer goes back, its connected work stays")
    func newSession() {
        var settings = configuration(generalist("a1"))
        settings.agents[0].capacity = AgentCapacity(voice: 2)
        var floor = Floor(settings)
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        floor.fact(.contactPlaced(placement(2)))
        let facts = floor.desk("a1", .signIn, session: "s2")
        #expect(facts.kinds == [.offerClosed, .agentStateChanged])
        #expect(floor.shown("a1")?.work.map(\.contact) == [contact(1)])
        #expect(floor.shown("a1")?.session == "s2")
        #expect(floor.desk("a1", .answer(offer2, .accept)).kinds == [.offerRefused])
        #expect(floor.desk("a1", .hold(contact(1)), session: "s2").kinds == [.mediumAsked])
    }

    @Test("a lost desk takes offers back without blame, and nothing is offered until it is regained")
    func lostDesk() {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1", "a2")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        floor.fact(.contactPlaced(placement(2)))
        let lost = floor.give(.linkLost("desk"))
        #expect(lost.kinds == [.offerClosed, .deskLinkChanged, .agentStateChanged])
        #expect(floor.shown("a2")?.reason == nil)
        #expect(floor.machine.stored.contacts[contact(1)]?.phase == .inService)
        floor.pass(.seconds(600))
        #expect(floor.give(.tick).isEmpty)
        #expect(floor.fact(.contactPlaced(placement(3))).kinds == [.contactQueued])
        #expect(floor.give(.linkRegained("desk")).compactMap(\.offer).map(\.contact) == [contact(2)])
    }

    @Test("a desk that begins anew is shown everybody who is signed in, as they were")
    func snapshotsAsked() {
        var floor = Floor(configuration(generalist("a1"), generalist("a2"), generalist("a3")))
        floor.ready("a1", "a2")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        floor.pass(.seconds(5))
        let before = ["a1", "a2"].map { floor.shown($0) }
        let facts = floor.fact(.snapshotsAsked(SnapshotsAsked(tier: .one, at: floor.now)))
        #expect(facts.kinds == [.agentStateChanged, .agentStateChanged])
        for (agent, before) in zip(["a1", "a2"] as [Agent.ID], before) {
            #expect(floor.shown(agent)?.work == before?.work)
            #expect(floor.shown(agent)?.state == before?.state)
            #expect(floor.shown(agent)?.session == before?.session)
        }
        let offer = floor.fact(.contactPlaced(placement(2))).compactMap(\.offer).first
        #expect(offer?.agent == "a2", "who was idle still is")
    }

    @Test("a higher rank lets a contact pass, and the offer says why")
    func raisedRank() {
        var floor = Floor(configuration(generalist("a1")))
        floor.fact(.contactPlaced(placement(1)))
        floor.fact(.contactPlaced(placement(2)))
        floor.fact(
            .priorityRaised(
                PriorityRaised(
                    contact: contact(2),
                    generation: 1,
                    tier: .one,
                    rank: 1,
                    rule: "r"
                )
            )
        )
        floor.ready("a1")
        #expect(floor.offeredTo(contact(2)) == "a1")
        #expect(floor.log.compactMap(\.fact.offer).last?.inversion == .operatorAction)
    }

    @Test("sign-out that is refused lists the open work")
    func signOutLists() throws {
        var floor = Floor(configuration(generalist("a1")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        let facts = floor.desk("a1", .signOut(.returnAtPlace))
        guard case .requestRefused(let refused) = try #require(facts.first) else {
            Issue.record("refused")
            return
        }
        #expect(refused.items == [contact(1)])
        #expect(refused.agent == "a1")
    }

    @Test("every change of a snapshot is shown once per input, with what it ends in")
    func shownOnce() {
        var floor = Floor(configuration(generalist("a1")))
        floor.fact(.contactPlaced(placement(1)))
        floor.ready("a1")
        floor.serve(contact(1))
        floor.fact(.contactPlaced(placement(2)))
        floor.interrupt(contact(1), .memberLeft)
        #expect(floor.shown("a1")?.state == .wrapUp)
        let facts = floor.desk("a1", .wrapUpEnded(contact(1)))
        #expect(facts.kinds == [.serviceEnded, .offerMade, .agentStateChanged])
        #expect(floor.shown("a1")?.state == .offered)
    }

    @Test("what nobody noted about an inquiry is unresolved when the wrap-up limit ends it")
    func wrapUpLimit() throws {
        var settings = configuration(generalist("a1"))
        settings.wrapUpLimits = [ChannelLimit(.phone, .seconds(60))]
        var floor = Floor(settings)
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1, inquiries: 2)))
        floor.serve(contact(1))
        floor.desk("a1", .dispose(contact(1), [Inquiry.Disposition(index: 2, result: .resolved)]))
        floor.interrupt(contact(1), .memberLeft)
        #expect(floor.shown("a1")?.wrapUpUntil == floor.now.advanced(by: .seconds(60)))
        floor.now = try #require(floor.machine.state.nextDeadline)
        guard case .serviceEnded(let ended) = try #require(floor.give(.tick).first) else {
            Issue.record("ended")
            return
        }
        #expect(ended.dispositions.map(\.result) == [.noResult, .resolved])
        #expect(floor.shown("a1")?.state == .ready)
    }

    @Test("not ready in service takes effect after the work in hand")
    func notReadyNext() {
        var floor = Floor(configuration(generalist("a1")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        floor.desk("a1", .notReady("lunch"))
        #expect(floor.shown("a1")?.state == .engaged)
        #expect(floor.shown("a1")?.reason == "lunch")
        floor.fact(.contactPlaced(placement(2)))
        floor.interrupt(contact(1), .agentEnded)
        floor.desk("a1", .wrapUpEnded(contact(1)))
        #expect(floor.shown("a1")?.state == .notReady)
        #expect(floor.offeredTo(contact(2)) == nil)
    }
}
