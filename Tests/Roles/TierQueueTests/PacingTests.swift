import BusinessTime
import Contacts
import Facts
import Testing

@testable import TierQueue

/// What idle agents may begin while callers are expected, and whom callers spare.
@Suite("14.1: paced starts")
struct PacingTests {
    private static func agent(_ id: Agent.ID, _ skills: SkillName...) -> RosterAgent {
        RosterAgent(
            id: id, group: "g", skills: (["general"] + skills).map { SkillNeed($0, level: 3) },
            capacity: AgentCapacity(voice: 1, chat: 0, written: 1))
    }

    private static func settings(_ agents: [RosterAgent]) -> TierQueueConfiguration {
        var settings = configuration()
        settings.agents = agents
        settings.mixing = .oneKindAtATime
        var calls = ServingPolicy.Live("general", on: .phone, needs: [SkillNeed("general")])
        calls.handle = 900
        // Four arrivals in the first quarter of 1970, each of a quarter: a load of four, a deviation of two.
        calls.expected = [0: 4_000, 1: 4_000]
        let claims = ServingPolicy.Live("claims", on: .phone, needs: [SkillNeed("claims")])
        settings.policy.live = [calls, claims]
        settings.policy.prefersLeastFlexible = true
        return settings
    }

    /// Agents idle, and a reserve of one deviation for letters, which are wanted within an hour.
    private func floor(_ count: Int, weight: Int = 1000, critical: Duration = .seconds(600)) throws -> Floor {
        var settings = Self.settings((1...count).map { Self.agent(Agent.ID("a\($0)")) })
        var reserve = ServingPolicy.Reserve(deviations: 1000)
        reserve.deferrable["letter"] = .init(
            within: .seconds(3600), by: try always(), critical: critical, weight: weight)
        settings.policy.reserve = reserve
        var floor = Floor(settings)
        floor.now = Instant(microseconds: 100_000_000)
        for number in 1...count { floor.ready(Agent.ID("a\(number)")) }
        return floor
    }

    private func always() throws -> BusinessCalendar {
        try BusinessCalendar(
            name: "always", zone: .utc, windows: .init(repeating: [.init(open: 0, close: 1440)], count: 7),
            holidays: .none, days: .every)
    }

    private func letter(_ number: UInt64, _ received: Instant) -> Fact {
        .contactPlaced(placement(number, channel: .letter, class: "letter", rank: 20, received: received))
    }

    @Test("work that can wait is begun while enough stay idle for who is expected, and no further")
    func heldBack() throws {
        var floor = try floor(5)
        for number in 1...4 as ClosedRange<UInt64> { floor.fact(letter(number, floor.now)) }
        // Of five, three may begin: two stay idle, a deviation of the load of four.
        #expect((1...4).map { floor.offeredTo(contact($0)) != nil } == [true, true, true, false])
        // What is held back for a reason is nobody's neglect.
        floor.pass(.seconds(15))
        for case .reconciliationSent(let sent) in floor.give(.tick) { #expect(sent.neglected.isEmpty) }
    }

    @Test("what presses is begun, at the latest when its critical time has come")
    func pressing() throws {
        var floor = try floor(2)
        floor.fact(letter(1, floor.now))
        #expect(floor.offeredTo(contact(1)) == nil)
        floor.pass(.seconds(3600 - 600))
        floor.give(.tick)
        #expect(floor.offeredTo(contact(1)) != nil)
    }

    @Test("long work leaves more idle than short work")
    func byLength() throws {
        var long = try floor(4, weight: 2000)
        var short = try floor(4, weight: 500)
        for number in 1...4 as ClosedRange<UInt64> {
            long.fact(letter(number, long.now))
            short.fact(letter(number, short.now))
        }
        #expect((1...4).count { long.offeredTo(contact($0)) != nil } == 0)
        #expect((1...4).count { short.offeredTo(contact($0)) != nil } == 3)
    }

    @Test("the caller comes to who can do the least else")
    func leastFlexible() {
        var floor = Floor(Self.settings([Self.agent("a1", "claims"), Self.agent("a2")]))
        floor.ready("a1", "a2")
        floor.fact(.contactPlaced(placement(1)))
        #expect(floor.offeredTo(contact(1)) == "a2")
    }

    @Test("a general caller spares the only idle specialist for some seconds")
    func spared() {
        var settings = Self.settings([Self.agent("a1", "claims"), Self.agent("a2")])
        settings.policy.specialists = .init(spared: .seconds(8), keep: 1)
        var floor = Floor(settings)
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1, received: floor.now)))
        #expect(floor.offeredTo(contact(1)) == nil)
        floor.pass(.seconds(8))
        floor.give(.tick)
        #expect(floor.offeredTo(contact(1)) == "a1")
    }
}
