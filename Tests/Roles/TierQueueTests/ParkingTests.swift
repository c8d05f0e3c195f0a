import Contacts
import Facts
import Testing

@testable import TierQueue

/// Routine written work is put aside for somebody who waits, and gone on with afterwards.
@Suite("14.1: work that is put aside")
struct ParkingTests {
    private static let mixed = AgentCapacity(voice: 1, chat: 2, written: 1)

    private static func agent(_ id: Agent.ID, _ skills: SkillName...) -> RosterAgent {
        RosterAgent(
            id: id, group: "g", skills: (["general"] + skills).map { SkillNeed($0, level: 3) },
            capacity: mixed)
    }

    private static func settings(_ agents: RosterAgent...) -> TierQueueConfiguration {
        var settings = configuration()
        settings.agents = agents
        settings.mixing = .oneKindAtATime
        settings.notReadyReasons = ["lunch"]
        settings.policy.interruption = .init(classes: ["letter"])
        return settings
    }

    private func letter(_ number: UInt64, class name: ContactClass = "letter") -> Fact {
        .contactPlaced(placement(number, channel: .letter, class: name, rank: 20))
    }

    /// `a1` works on letter 1.
    private func atWork(class name: ContactClass = "letter") -> Floor {
        var floor = Floor(Self.settings(Self.agent("a1")))
        floor.ready("a1")
        floor.fact(letter(1, class: name))
        floor.serve(contact(1))
        return floor
    }

    private func end(_ number: UInt64, _ floor: inout Floor) {
        floor.interrupt(contact(number), .memberLeft)
        floor.desk("a1", .wrapUpEnded(contact(number)))
    }

    private func stage(_ number: UInt64, _ floor: Floor) -> Contact.Phase? {
        floor.machine.stored.contacts[contact(number)]?.phase
    }

    @Test("a call is offered at once to whoever works on a routine letter, who goes on with it afterwards")
    func parkedAndResumed() {
        var floor = atWork()
        let facts = floor.fact(.contactPlaced(placement(2)))
        #expect(facts.kinds == [.contactQueued, .workParked, .offerMade, .agentStateChanged])
        #expect(floor.offeredTo(contact(2)) == "a1" && stage(1, floor) == .parked)
        #expect(floor.shown("a1")?.work.map(\.phase) == [.parked, .offered])
        floor.serve(contact(2))
        end(2, &floor)
        #expect(stage(1, floor) == .inService && floor.shown("a1")?.work.map(\.phase) == [.inService])
    }

    @Test(
        "whoever has put something aside begins nothing else that can wait, and takes the next caller first")
    func callersFirst() {
        var floor = atWork()
        floor.fact(.contactPlaced(placement(2)))
        floor.serve(contact(2))
        floor.fact(.contactPlaced(placement(3)))
        floor.fact(letter(4))
        end(2, &floor)
        #expect(floor.offeredTo(contact(3)) == "a1" && stage(1, floor) == .parked)
        floor.serve(contact(3))
        end(3, &floor)
        #expect(stage(1, floor) == .inService && floor.offeredTo(contact(4)) == nil)
    }

    @Test("nothing is put aside more often than is allowed, and two calls in a row are once")
    func atMost() {
        var floor = atWork()
        for number in 2...4 as ClosedRange<UInt64> {
            floor.fact(.contactPlaced(placement(number)))
            #expect(floor.offeredTo(contact(number)) == "a1")
            floor.serve(contact(number))
            end(number, &floor)
        }
        floor.fact(.contactPlaced(placement(5)))
        #expect(floor.offeredTo(contact(5)) == nil && stage(1, floor) == .inService)
    }

    @Test("a caller who spares an idle specialist does not spare one who has just put something aside")
    func noFlapping() {
        var settings = Self.settings(Self.agent("a1", "claims"), Self.agent("a2"))
        settings.policy.live = [
            .init("general", on: .phone, needs: [SkillNeed("general")]),
            .init("claims", on: .phone, needs: [SkillNeed("claims")]),
        ]
        settings.policy.specialists = .init(spared: .seconds(8), keep: 1)
        var floor = Floor(settings)
        floor.ready("a1")
        floor.fact(letter(1))
        floor.serve(contact(1))
        floor.fact(.contactPlaced(placement(2, needs: [SkillNeed("claims")], received: floor.now)))
        floor.serve(contact(2))
        floor.fact(.contactPlaced(placement(3, received: floor.now)))
        floor.interrupt(contact(2), .memberLeft)
        let facts = floor.desk("a1", .wrapUpEnded(contact(2)))
        #expect(facts.kinds == [.serviceEnded, .offerMade, .agentStateChanged])
        #expect(floor.offeredTo(contact(3)) == "a1" && stage(1, floor) == .parked)
    }

    @Test("what is not routine is not put aside, nor a chat, nor anything in wrap-up")
    func notForAnything() {
        var clinical = atWork(class: "clinical-review")
        clinical.fact(.contactPlaced(placement(2)))
        #expect(clinical.offeredTo(contact(2)) == nil)
        var done = atWork()
        done.interrupt(contact(1), .agentEnded)
        done.fact(.contactPlaced(placement(2)))
        #expect(done.offeredTo(contact(2)) == nil && stage(1, done) == .wrapUp)
    }

    @Test("a chat waits twenty seconds for somebody who is idle before anything is put aside for it")
    func chatsLater() {
        var floor = atWork()
        let chat = placement(2, channel: .chat, class: "chat", received: floor.now)
        floor.fact(.contactPlaced(chat))
        #expect(floor.offeredTo(contact(2)) == nil)
        #expect(floor.machine.nextDeadline == floor.now.advanced(by: .seconds(20)))
        floor.pass(.seconds(20))
        floor.give(.tick)
        #expect(floor.offeredTo(contact(2)) == "a1" && stage(1, floor) == .parked)
    }

    @Test("who leaves gives back what was put aside to its place, and the router is told")
    func givenBack() {
        var floor = atWork()
        floor.fact(.contactPlaced(placement(2)))
        floor.serve(contact(2))
        floor.desk("a1", .notReady("lunch"))
        floor.interrupt(contact(2), .memberLeft)
        let facts = floor.desk("a1", .wrapUpEnded(contact(2)))
        #expect(facts.kinds == [.serviceEnded, .contactReleased, .agentStateChanged])
        guard case .contactReleased(let released) = facts[1] else { return }
        #expect(released.contact == contact(1) && released.reason == .leftAside)
        #expect(floor.shown("a1")?.work.isEmpty == true)
    }

    @Test("whoever does not answer the caller gives it back, for nobody sits there")
    func givenBackByRona() {
        var floor = atWork()
        floor.fact(.contactPlaced(placement(2)))
        floor.pass(.seconds(20))
        let facts = floor.give(.tick)
        #expect(facts.kinds.prefix(2) == [.offerClosed, .contactReleased])
    }

    @Test("a caller who hangs up while being offered lets the agent go on")
    func hungUp() {
        var floor = atWork()
        floor.fact(.contactPlaced(placement(2)))
        floor.withdraw(contact(2))
        #expect(stage(1, floor) == .inService)
    }

    @Test("a recovered queue puts aside what the queue before would have")
    func recovered() {
        var floor = atWork()
        floor.machine = TierQueueMachine(configuration: floor.machine.configuration, state: floor.folded)
        floor.fact(.contactPlaced(placement(2)))
        #expect(floor.offeredTo(contact(2)) == "a1" && stage(1, floor) == .parked)
    }
}
