import Contacts
import Facts
import Randomness
import Testing

@testable import TierQueue

@Suite("11.6: calls and refilled slots")
struct RefillTests {
    private static func allRound(_ id: Agent.ID, _ skills: SkillName...) -> RosterAgent {
        RosterAgent(
            id: id, group: "all", skills: (["general"] + skills).map { SkillNeed($0, level: 3) },
            capacity: AgentCapacity(voice: 1, chat: 2, written: 1))
    }

    private func chat(_ number: UInt64, rank: Int = 10) -> Fact {
        .contactPlaced(placement(number, channel: .chat, class: "chat", rank: rank))
    }

    /// `a1` chats, and a call of a better rank waits.
    private func floor(
        _ refill: TierQueueConfiguration.RefillRule? = nil,
        _ mixing: TierQueueConfiguration.MixingRule = .voiceAlone, _ others: RosterAgent...
    ) -> Floor {
        var settings = configuration()
        settings.agents = [Self.allRound("a1")] + others
        if let refill { settings.refill = refill }
        settings.mixing = mixing
        var floor = Floor(settings)
        floor.ready("a1")
        floor.fact(chat(1))
        floor.serve(contact(1))
        floor.fact(.contactPlaced(placement(2, rank: 5)))
        return floor
    }

    private func end(_ number: UInt64, _ floor: inout Floor) {
        floor.interrupt(contact(number), .memberLeft)
        floor.desk("a1", .wrapUpEnded(contact(number)))
    }

    @Test(
        "11.6: a call of a better rank is served as soon as the chats in hand are done, however many wait",
        arguments: [TierQueueConfiguration.MixingRule.voiceAlone, .oneKindAtATime])
    func noRefill(_ mixing: TierQueueConfiguration.MixingRule) {
        var floor = floor(nil, mixing)
        for number in 3...12 as ClosedRange<UInt64> { floor.fact(chat(number)) }
        #expect(floor.offeredTo(contact(3)) == nil, "there is room for it, and a call waits")
        end(1, &floor)
        #expect(floor.offeredTo(contact(2)) == "a1")
    }

    @Test("11.6: nor is a chat slot refilled when a chat ends, or with written work")
    func noRefillAtEnd() {
        var settings = configuration(Self.allRound("a1"))
        settings.agents[0].capacity = AgentCapacity(voice: 1, chat: 2, written: 1)
        var floor = Floor(settings)
        floor.ready("a1")
        for number in 1...4 as ClosedRange<UInt64> {
            floor.fact(chat(number))
            if number < 3 { floor.serve(contact(number)) }
        }
        floor.fact(.contactPlaced(placement(9, rank: 5)))
        floor.fact(.contactPlaced(placement(8, channel: .letter, class: "letter", rank: 20)))
        end(1, &floor)
        #expect(floor.machine.stored.agents["a1"]?.openOffer == nil)
        end(2, &floor)
        #expect(floor.offeredTo(contact(9)) == "a1")
    }

    @Test("11.6: by `always` every slot is filled, and the call waits")
    func always() {
        var floor = floor(.always)
        floor.fact(chat(3))
        #expect(floor.offeredTo(contact(3)) == "a1")
    }

    @Test("11.6: when the caller leaves or somebody else takes the call, what was held back is offered")
    func released() {
        var left = floor()
        left.fact(chat(3))
        left.withdraw(contact(2))
        #expect(left.offeredTo(contact(3)) == "a1")
        var taken = floor(nil, .voiceAlone, generalist("a2"))
        taken.fact(chat(3))
        taken.machine.configuration.agents[1].capacity.chat = 0
        taken.give(.tick)
        #expect(taken.offeredTo(contact(3)) == nil)
        taken.ready("a2")
        #expect(taken.offeredTo(contact(2)) == "a2")
        #expect(taken.offeredTo(contact(3)) == "a1")
    }

    @Test("11.6: at equal rank the order received decides which of them goes on")
    func equalRank() {
        var floor = Floor(configuration(Self.allRound("a1")))
        floor.ready("a1")
        floor.fact(chat(1))
        floor.serve(contact(1))
        floor.fact(.contactPlaced(placement(5)))
        floor.fact(chat(6))
        #expect(floor.offeredTo(contact(6)) == nil, "the call came first")
        floor.fact(chat(4))
        #expect(floor.offeredTo(contact(4)) == "a1", "the chat came first")
    }

    @Test("11.6: an agent who can not serve the call goes on as before")
    func cannotServe() {
        var floor = Floor(configuration(Self.allRound("a1"), Self.allRound("a2", "claims")))
        floor.ready("a1")
        floor.fact(chat(1))
        floor.serve(contact(1))
        floor.fact(.contactPlaced(placement(2, rank: 5, needs: [SkillNeed("claims")])))
        floor.fact(chat(3))
        #expect(floor.offeredTo(contact(3)) == "a1")
    }

    @Test("11.6: nor is an agent kept free for a call from which the agent is barred")
    func barred() {
        var floor = Floor(configuration(Self.allRound("a1")))
        var call = placement(2, rank: 5)
        call.bar(["a1"])
        floor.ready("a1")
        floor.fact(chat(1))
        floor.serve(contact(1))
        floor.fact(.contactPlaced(call))
        floor.fact(chat(3))
        #expect(floor.offeredTo(contact(3)) == "a1")
    }

    @Test("11.6: a chat that is raised above the call is offered at once")
    func raised() {
        var floor = floor()
        floor.fact(chat(3))
        floor.fact(
            .priorityRaised(
                PriorityRaised(contact: contact(3), generation: 1, tier: .one, rank: 1, rule: "r")))
        #expect(floor.offeredTo(contact(3)) == "a1")
    }

    @Test("11.6: on a floor full of chats no call of a better rank waits longer than the chats in hand last")
    func bounded() throws {
        var floor = Floor(configuration(Self.allRound("a1"), Self.allRound("a2"), Self.allRound("a3")))
        var random = SplitMix64(state: 6)
        floor.ready("a1", "a2", "a3")
        var until: [Contact.ID: Instant] = [:]
        var waits: [Contact.ID: Instant] = [:]
        for number in 1...2_000 as ClosedRange<UInt64> {
            floor.pass(.seconds(1))
            for (contact, held) in floor.machine.stored.contacts.sorted(by: { $0.key < $1.key }) {
                if case .offered = held.stage {
                    floor.serve(contact)
                    until[contact] = floor.now.advanced(by: .seconds(10 + random.below(30)))
                }
                guard let due = until[contact], due <= floor.now, let agent = held.agent else { continue }
                floor.interrupt(contact, .memberLeft)
                floor.desk(agent, .wrapUpEnded(contact))
            }
            let isCall = number.isMultiple(of: 100)
            if isCall { waits[contact(number)] = floor.now }
            floor.fact(isCall ? .contactPlaced(placement(number, rank: 5)) : chat(number))
            for (contact, since) in waits {
                guard floor.machine.stored.contacts[contact]?.isWaiting ?? false else { continue }
                #expect(since.duration(to: floor.now) <= .seconds(45), "\(contact) starves")
            }
        }
    }
}
