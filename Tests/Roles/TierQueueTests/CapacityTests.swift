import Contacts
import Facts
import Testing

@testable import TierQueue

@Suite("Capacity")
struct CapacityTests {
    private static let allRound = RosterAgent(
        id: "a1",
        group: "all",
        skills: [SkillNeed("general", level: 3)],
        capacity: AgentCapacity(voice: 1, chat: 3, written: 1)
    )

    private func chat(_ number: UInt64) -> Fact {
        .contactPlaced(placement(number, channel: .chat, class: "chat"))
    }

    @Test("an agent is offered chats one at a time up to the limit, and not one more")
    func chatLimit() {
        var floor = Floor(configuration(Self.allRound))
        floor.ready("a1")
        for number in 1...5 { floor.fact(chat(UInt64(number))) }
        for number in 1...3 {
            #expect(floor.offeredTo(contact(UInt64(number))) == "a1")
            #expect(floor.machine.stored.agents["a1"]?.work.filter { $0.phase == .offered }.count == 1)
            floor.serve(contact(UInt64(number)))
        }
        #expect(floor.offeredTo(contact(4)) == nil)
        floor.interrupt(contact(2), .memberLeft)
        #expect(floor.offeredTo(contact(4)) == nil, "wrap-up still counts")
        floor.desk("a1", .wrapUpEnded(contact(2)))
        #expect(floor.offeredTo(contact(4)) == "a1")
    }

    @Test("an idle agent is offered a chat before one who chats already")
    func leastInHand() {
        var other = Self.allRound
        other.id = "a2"
        var floor = Floor(configuration(Self.allRound, other))
        floor.ready("a1", "a2")
        floor.fact(chat(1))
        floor.serve(contact(1))
        floor.fact(chat(2))
        #expect(floor.offeredTo(contact(2)) == "a2")
    }

    @Test(
        "a voice contact excludes the others, unless the roster's rule lets them mix",
        arguments: TierQueueConfiguration.MixingRule.allCases
    )
    func mixing(_ rule: TierQueueConfiguration.MixingRule) {
        var settings = configuration(Self.allRound)
        settings.mixing = rule
        var floor = Floor(settings)
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        floor.fact(chat(2))
        #expect(floor.offeredTo(contact(2)) == (rule == .eachOnItsOwn ? "a1" : nil))
        floor.withdraw(contact(2))
        floor.interrupt(contact(1), .memberLeft)
        floor.desk("a1", .wrapUpEnded(contact(1)))
        floor.fact(chat(3))
        floor.serve(contact(3))
        floor.fact(.contactPlaced(placement(4, channel: .letter, class: "letter")))
        #expect(floor.offeredTo(contact(4)) == (rule == .oneKindAtATime ? nil : "a1"))
    }

    @Test("only agents with every skill at its level are offered the contact")
    func skills() {
        var floor = Floor(
            configuration(
                RosterAgent(id: "a1", group: "g", skills: [SkillNeed("claims", level: 2)]),
                RosterAgent(
                    id: "a2",
                    group: "h",
                    skills: [SkillNeed("claims", level: 3), SkillNeed("spanish")]
                )
            )
        )
        floor.ready("a1", "a2")
        floor.fact(.contactPlaced(placement(1, needs: [SkillNeed("claims", level: 3)])))
        #expect(floor.offeredTo(contact(1)) == "a2")
        floor.fact(.contactPlaced(placement(2, needs: [SkillNeed("spanish")])))
        #expect(floor.offeredTo(contact(2)) == nil)
        floor.fact(.contactPlaced(placement(3, needs: [SkillNeed("claims")])))
        #expect(floor.offeredTo(contact(3)) == "a1")
    }

    @Test("another roster is matched against what waits with the next input")
    func newRoster() {
        var floor = Floor(configuration(generalist("a1")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1, needs: [SkillNeed("claims")])))
        #expect(floor.offeredTo(contact(1)) == nil)
        floor.machine.configuration.agents[0].skills = [SkillNeed("claims")]
        floor.give(.tick)
        #expect(floor.offeredTo(contact(1)) == "a1")
    }
}
