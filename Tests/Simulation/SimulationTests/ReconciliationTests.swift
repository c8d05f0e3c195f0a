import Contacts
import Facts
import Router
import Testing
import TierQueue
import Watchdog

@testable import Simulation

/// The real router, a real tier queue and the real watchdog over links that lose what a test wants lost.
///
/// The station's streams lose nothing; this is how a defect of theirs would look, or of a machine.
private struct Tier1 {
    var router = RouterMachine(configuration: SimulatedSite().routing, state: RouterState())
    var queue = TierQueueMachine(configuration: SimulatedSite().tierQueue(.one))
    var watchdog = WatchdogMachine(configuration: SimulatedSite().watchdog, state: WatchdogState())
    var now = SimulatedTopology.origin
    /// Everything recorded, by whom.
    var log: [(station: StationName, fact: Fact)] = []
    /// Facts that never arrive.
    var loses: (Fact) -> Bool = { _ in false }
    /// Facts of the router that wait on the way to the queue.
    var delayed: [Fact] = []
    var isDelaying = false

    mutating func hear(_ fact: Fact, from station: StationName, at name: StationName) {
        give(.fact(fact, from: station), to: name)
    }

    /// Gives an input, and all that follows from it to everybody, in order.
    mutating func give(_ input: Input, to name: StationName) {
        var waiting: [(StationName, Input)] = [(name, input)]
        while !waiting.isEmpty {
            let (name, input) = waiting.removeFirst()
            let decided: [Decided] =
                switch name {
                case "router": router.handle(input, at: now)
                case "tier-1": queue.handle(input, at: now) + queue.handle(.tick, at: now)
                case "watchdog": watchdog.handle(input, at: now)
                default: []
                }
            for item in decided {
                log.append((name, item.fact))
                if loses(item.fact) { continue }
                for consumer in item.destinations {
                    if isDelaying, name == "router", consumer == "tier-1" {
                        delayed.append(item.fact)
                    } else {
                        waiting.append((consumer, .fact(item.fact, from: name)))
                    }
                }
            }
        }
    }

    /// Lets time pass, tick by tick, as the stations do.
    mutating func pass(_ seconds: Int) {
        for _ in 0..<seconds * 2 {
            now = now.advanced(by: .milliseconds(500))
            if let due = queue.state.nextDeadline, due <= now { give(.tick, to: "tier-1") }
            if let due = watchdog.state.nextDeadline, due <= now { give(.tick, to: "watchdog") }
        }
    }

    mutating func arrive(_ number: UInt64) {
        let contact = Contact.ID(gateway: 1, number: number)
        let received = ContactReceived(
            contact: contact, gateway: "phone", channel: .phone, received: now, stamped: now, ingested: now,
            attributes: ContactAttributes(inquiries: [.init(type: "benefits")]), hours: .observed, key: "k")
        hear(.contactReceived(received), from: "phone", at: "router")
    }

    mutating func desk(_ agent: Agent.ID, _ request: DeskRequest) {
        let requested = AgentRequested(agent: agent, session: "s", request: request, at: now)
        hear(.agentRequested(requested), from: "desk", at: "tier-1")
    }

    mutating func accept(_ agent: Agent.ID) {
        for (_, fact) in log.reversed() {
            guard case .offerMade(let made) = fact, made.agent == agent else { continue }
            return desk(agent, .answer(made.offer, .accept))
        }
    }

    var facts: [Fact] { log.map(\.fact) }
    var broken: [InvariantBroken] {
        facts.compactMap { if case .invariantBroken(let broken) = $0 { broken } else { nil } }
    }
    var alarms: [AlarmRaised] {
        facts.compactMap { if case .alarmRaised(let alarm) = $0 { alarm } else { nil } }
    }
    func state(of agent: Agent.ID) -> Agent.State? { queue.agentFigures.first { $0.agent == agent }?.state }
    func isQueued(_ contact: Contact.ID, generation: Generation) -> Bool {
        facts.contains { fact in
            guard case .contactQueued(let queued) = fact else { return false }
            return queued.placement.contact == contact && queued.placement.generation == generation
        }
    }
}

@Suite("Roll call: router, tier queue and watchdog together")
struct ReconciliationTests {
    private let first = Contact.ID(gateway: 1, number: 1)
    private let second = Contact.ID(gateway: 1, number: 2)

    @Test("an agent busy with a contact that has ended is freed within seconds, and somebody is alarmed")
    func busyWithNothing() throws {
        var tier = Tier1()
        tier.desk("A3", .signIn)
        tier.desk("A3", .ready)
        tier.arrive(1)
        tier.accept("A3")
        tier.loses = { if case .contactWithdrawn(let fact) = $0 { fact.reason == .abandoned } else { false } }
        let left = ContactAbandoned(contact: first, at: tier.now)
        tier.hear(.contactAbandoned(left), from: "phone", at: "router")
        #expect(tier.state(of: "A3") == .engaged, "the defect: the queue keeps a contact that has ended")
        tier.arrive(2)
        tier.pass(3)
        let broken = try #require(tier.broken.first)
        #expect(tier.broken.count == 1)
        #expect(broken.invariant == .strayContact && broken.contact == first && broken.agent == "A3")
        let alarm = try #require(tier.alarms.first { $0.clock.name == Invariant.clock })
        #expect(alarm.evidence == broken.evidence)
        #expect(alarm.clock.contact == first)
        #expect(tier.state(of: "A3") == .offered, "the agent is offered who waits")
        #expect(tier.queue.state.contactCount == 1)
        tier.pass(10)
        #expect(tier.broken.count == 1, "once healed it is not found again")
    }

    @Test("a contact that its tier forgot is placed and offered again, and somebody is alarmed")
    func inNone() throws {
        var tier = Tier1()
        tier.arrive(1)
        tier.loses = { if case .contactPlaced(let fact) = $0 { fact.generation == 1 } else { false } }
        tier.arrive(2)
        #expect(tier.queue.state.contactCount == 1, "the defect: the second is in no place")
        tier.pass(3)
        let broken = try #require(tier.broken.first)
        #expect(broken.invariant == .missingContact && broken.contact == second)
        #expect(tier.alarms.contains { $0.clock == Clock.ID(Invariant.clock, contact: second) })
        #expect(tier.isQueued(second, generation: 2))
        tier.pass(10)
        #expect(tier.broken.count == 1)
    }

    @Test("a queue that holds nothing at all is found out when the first clock of the contact is due")
    func emptyQueue() throws {
        var tier = Tier1()
        tier.loses = { if case .contactPlaced(let fact) = $0 { fact.generation == 1 } else { false } }
        tier.arrive(1)
        #expect(tier.queue.state.contactCount == 0)
        tier.pass(2)
        #expect(tier.broken.isEmpty)
        tier.pass(2)
        #expect(tier.broken.map(\.contact) == [first])
        #expect(tier.isQueued(first, generation: 2))
    }

    @Test("what is only on its way alarms nobody, however often the roll is called meanwhile")
    func inFlight() {
        var tier = Tier1()
        tier.arrive(1)
        tier.isDelaying = true
        tier.arrive(2)
        let left = ContactAbandoned(contact: first, at: tier.now)
        tier.hear(.contactAbandoned(left), from: "phone", at: "router")
        tier.pass(30)
        #expect(tier.facts.contains { $0.kind == .mismatchFound })
        tier.isDelaying = false
        for fact in tier.delayed { tier.hear(fact, from: "router", at: "tier-1") }
        tier.pass(10)
        #expect(tier.broken.isEmpty)
        #expect(tier.facts.contains { $0.kind == .mismatchSettled })
        #expect(tier.queue.state.contactCount == 1 && !tier.isQueued(second, generation: 2))
    }
}
