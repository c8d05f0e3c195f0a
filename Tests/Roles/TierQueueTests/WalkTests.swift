import Contacts
import Facts
import Foundation
import Testing

@testable import TierQueue

@Suite("A floor under seeded random walks")
struct WalkTests {
    @Test("order received, one owner, capacity and nobody lost hold on every walk", arguments: UInt64(1)...12)
    func walk(_ seed: UInt64) throws {
        var walk = Walk(seed: seed)
        for step in 0..<1_500 {
            walk.step()
            if step % 300 == 0 { try checkpoint(walk.floor.machine) }
        }
        walk.drain()
        #expect(walk.floor.machine.state.contactCount == 0, "seed \(seed)")
        #expect(walk.checker.came == walk.checker.left, "seed \(seed)")
        #expect(walk.checker.firstOffers > 100, "seed \(seed) offers something")
        let met: Set<FactKind> = [
            .offerMade, .offerAccepted, .offerClosed, .offerRefused, .wrapUpStarted, .serviceEnded,
            .contactReleased, .contactReturned, .requestRefused, .mediumAsked, .escalationAsked,
        ]
        #expect(met.isSubset(of: walk.checker.kinds), "seed \(seed) meets what a floor meets")
    }

    @Test("the same where letters are put aside for who waits in person", arguments: UInt64(1)...6)
    func parking(_ seed: UInt64) throws {
        var walk = Walk(seed: seed, policy: Self.parking)
        for step in 0..<1_500 {
            walk.step()
            if step % 300 == 0 { try checkpoint(walk.floor.machine) }
        }
        walk.drain()
        #expect(walk.floor.machine.state.contactCount == 0, "seed \(seed)")
        #expect(walk.checker.came == walk.checker.left, "seed \(seed)")
        #expect(walk.checker.kinds.contains(.workParked), "seed \(seed) puts something aside")
    }

    private static var parking: ServingPolicy {
        var policy = ServingPolicy.static
        policy.interruption = .init(classes: ["letter"])
        policy.interruption?.afterChat = .zero
        policy.prefersLeastFlexible = true
        policy.live = [
            .init("general", on: .phone, needs: [SkillNeed("general")]),
            .init("claims", on: .phone, needs: [SkillNeed("claims", level: 2)]),
        ]
        return policy
    }

    @Test("two walks of one seed decide the same, so a replay is exact")
    func determinism() {
        var walks = [Walk(seed: 99), Walk(seed: 99)]
        for index in walks.indices {
            for _ in 0..<800 { walks[index].step() }
        }
        #expect(walks[0].floor.log == walks[1].floor.log)
    }

    @Test(
        "a queue that recovered from its checkpoint decides as the one that went on",
        arguments: UInt64(1)...4
    )
    func recovery(_ seed: UInt64) throws {
        var walk = Walk(seed: seed)
        for _ in 0..<500 { walk.step() }
        var other = walk
        let bytes = try JSONEncoder().encode(walk.floor.machine.state)
        other.floor.machine = TierQueueMachine(
            configuration: walk.floor.machine.configuration,
            state: try JSONDecoder().decode(TierQueueState.self, from: bytes)
        )
        for _ in 0..<300 {
            walk.step()
            other.step()
        }
        #expect(walk.floor.log == other.floor.log)
    }

    private func checkpoint(_ machine: TierQueueMachine) throws {
        let bytes = try JSONEncoder().encode(machine.state)
        #expect(try JSONDecoder().decode(TierQueueState.self, from: bytes) == machine.state)
    }
}
