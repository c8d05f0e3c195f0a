import Contacts
import Facts
import Randomness
import Synchronization
import Testing

@testable import TierQueue

@Suite("The cost of a decision")
struct ScaleTests {
    @Test("with 100,000 contacts waiting a match looks at heads of lines and groups only")
    func matchDoesNotScan() {
        let agents = (1...300).map { number in
            RosterAgent(
                id: Agent.ID("a\(number)"),
                group: "g\(number % 3)",
                skills: [SkillNeed("general"), SkillNeed(["x", "y", "z"][number % 3])]
            )
        }
        var settings = configuration()
        settings.agents = agents
        var machine = TierQueueMachine(configuration: settings)
        let now = Instant(microseconds: 1_000_000_000)
        for number in 1...100_000 {
            let needs = [SkillNeed(number % 2 == 0 ? "general" : "x")]
            _ = machine.handle(
                .fact(.contactPlaced(placement(UInt64(number), needs: needs)), from: "r"),
                at: now
            )
            _ = machine.handle(.tick, at: now)
        }
        #expect(machine.state.contactCount == 100_000)
        let groups = machine.index.groups.count
        let lines = machine.index.lines.count
        #expect((groups, lines) == (3, 2))
        for agent in agents {
            for request in [DeskRequest.signIn, .ready] {
                let before = machine.index.looks
                let requested = AgentRequested(agent: agent.id, session: "s", request: request, at: now)
                let decided = machine.handle(.fact(.agentRequested(requested), from: "desk"), at: now)
                #expect(machine.index.looks - before <= lines)
                #expect(decided.contains { $0.fact.kind == .offerMade } == (request == .ready))
            }
        }
        let before = machine.index.looks
        _ = machine.handle(.fact(.contactPlaced(placement(200_000)), from: "r"), at: now)
        _ = machine.handle(.tick, at: now)
        #expect(machine.index.looks - before <= groups)
    }

    @Test("sorted keys compare a logarithm of their number, wherever a key comes and goes")
    func comparisons() {
        struct Key: Comparable, Sendable {
            let value: Int
            let counter: Counter
            static func == (left: Key, right: Key) -> Bool { left.value == right.value }
            static func < (left: Key, right: Key) -> Bool {
                left.counter.value.wrappingAdd(1, ordering: .relaxed)
                return left.value < right.value
            }
        }
        final class Counter: Sendable {
            let value = Atomic<Int>(0)
        }
        let counter = Counter()
        var keys = SortedKeys<Key>()
        for step in 0..<100_000 { keys.insert(Key(value: step &* 7_919 % 100_003, counter: counter)) }
        #expect(keys.count == 100_000)
        let before = counter.value.load(ordering: .relaxed)
        keys.remove(Key(value: 50_000, counter: counter))
        keys.insert(Key(value: 50_000, counter: counter))
        #expect(keys.first?.value == 0)
        #expect(counter.value.load(ordering: .relaxed) - before < 60)
    }

    @Test("sorted keys hold what a sorted set of the same keys holds")
    func model() {
        var random = SplitMix64(state: 7)
        var keys = SortedKeys<Int>()
        var model: Set<Int> = []
        for _ in 0..<20_000 {
            let key = random.below(700)
            if random.below(5) < 3 {
                keys.insert(key)
                model.insert(key)
            } else {
                keys.remove(key)
                model.remove(key)
            }
        }
        #expect(keys.keys == model.sorted())
        #expect(keys.count == model.count)
        #expect(keys.first == model.min())
    }
}

extension SplitMix64 {
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }
}
