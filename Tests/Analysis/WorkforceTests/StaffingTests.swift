import Foundation
import Testing
import Workforce

@Suite("Staffing")
struct StaffingTests {
    private let targets = [ServiceTarget(percent: 80, within: 20), ServiceTarget(percent: 90, within: 30)]

    @Test("the number is the least: with one agent less, the target is missed")
    func least() {
        for arrivals in [0.4, 3, 12, 47.5, 180, 900] {
            for handle in [45.0, 182, 600] {
                let demand = Demand(arrivalsPerHour: arrivals * 4, averageHandleTime: handle)
                for target in targets {
                    for patience in [60.0, 346] {
                        let staffing = Staffing(for: demand, target: target, rule: .init(patience: patience))
                        let share = Double(target.percent) / 100
                        #expect(staffing.serviceLevel >= share)
                        #expect(staffing.agents <= staffing.patientAgents)
                        guard staffing.agents > 1 else { continue }
                        let fewer = ErlangA(demand, agents: staffing.agents - 1, patience: patience)
                        #expect(fewer.serviceLevel(within: Double(target.within)) < share)
                    }
                }
            }
        }
    }

    @Test("more agents never serve fewer in time, and are never busier, so halving finds the least")
    func monotone() {
        let demand = Demand(arrivalsPerHour: 240, averageHandleTime: 300)
        let queues = (1...60).map { ErlangA(demand, agents: $0, patience: 120) }
        for (fewer, more) in zip(queues, queues.dropFirst()) {
            #expect(fewer.serviceLevel(within: 20) <= more.serviceLevel(within: 20) + 1e-12)
            #expect(fewer.occupancy >= more.occupancy - 1e-12)
        }
    }

    @Test("agents may be kept from being busy all the time, and rosters allow for absence")
    func limits() {
        let demand = Demand(arrivalsPerHour: 400, averageHandleTime: 180)
        let free = Staffing(for: demand, target: targets[0], rule: .init(patience: 300))
        let capped = Staffing(
            for: demand, target: targets[0], rule: .init(patience: 300, shrinkage: 30, maxOccupancy: 75))
        #expect(free.occupancy > 0.75 && capped.occupancy <= 0.75 && capped.agents > free.agents)
        let fewer = ErlangA(demand, agents: capped.agents - 1, patience: 300)
        #expect(fewer.occupancy > 0.75)
        // Ten at work and 30 % absent are fifteen on the roster: 14 leave 9.8.
        #expect(capped.rostered == Int((Double(capped.agents) / 0.7).rounded(.up)))
        #expect(free.rostered == free.agents)
    }

    @Test(
        "11.17: the least number is exact where the queue is saturated: 720 for 70/120 at load 1000, not 742")
    func saturated() throws {
        let demand = Demand(arrivalsPerHour: 12_000, averageHandleTime: 300)
        let target = ServiceTarget(percent: 70, within: 120)
        let staffing = Staffing(for: demand, target: target, rule: .init(patience: 300))
        #expect(staffing.agents == 720 && staffing.bound == .serviceLevel)
        let fewer = ErlangA(demand, agents: 719, patience: 300)
        #expect(fewer.serviceLevel(within: 120) < 0.7 && staffing.serviceLevel >= 0.7)
        // Everybody waits and all are busy all the time, whichever way the last bit falls.
        #expect(abs(fewer.occupancy - 1) < 1e-12)
    }

    @Test("11.17: an occupancy that is met to the last bit is met, and what binds a number is said")
    func bounds() {
        // 88 erlangs on 100 agents are 88 percent; with patience that never ends nobody leaves.
        let demand = Demand(arrivalsPerHour: 88 * 60, averageHandleTime: 60)
        let easy = ServiceTarget(percent: 50, within: 600)
        let capped = Staffing(for: demand, target: easy, rule: .init(patience: 1e6, maxOccupancy: 88))
        #expect(capped.agents == 100 && capped.bound == .occupancy)
        #expect(capped.patientAgents < 100, "Erlang C follows from the service level alone")
        let free = Staffing(for: demand, target: easy, rule: .init(patience: 1e6))
        #expect(free.agents < 100 && free.bound == .serviceLevel)
        let one = Demand(arrivalsPerHour: 0.01, averageHandleTime: 60)
        #expect(Staffing(for: one, target: easy, rule: .init(patience: 60)).bound == .oneAgent)
    }

    @Test("targets read as people write them", arguments: ["80/20", "90/30", "1/0", "99/86400"])
    func target(text: String) {
        #expect(ServiceTarget(text)?.description == text)
    }

    @Test("what is no target is none", arguments: ["80", "0/20", "100/20", "80/-1", "a/b", "80/20/1", ""])
    func noTarget(text: String) {
        #expect(ServiceTarget(text) == nil)
    }

    @Test("a simulated queue answers as many in time as the staffing says", arguments: [7, 11] as [UInt64])
    func simulated(seed: UInt64) {
        let demand = Demand(arrivalsPerHour: 200, averageHandleTime: 180)
        let staffing = Staffing(for: demand, target: targets[0], rule: .init(patience: 120))
        var queue = SimulatedQueue(demand, agents: staffing.agents, patience: 120, seed: seed)
        let found = queue.run(contacts: 200_000, within: 20)
        // Contacts near each other share their luck: about ten times the error of independent ones.
        #expect(abs(found.serviceLevel - staffing.serviceLevel) < 0.01, "\(found.serviceLevel)")
        #expect(abs(found.abandoned - staffing.abandoned) < 0.004, "\(found.abandoned)")
        var fewer = SimulatedQueue(demand, agents: staffing.agents - 1, patience: 120, seed: seed)
        #expect(fewer.run(contacts: 200_000, within: 20).serviceLevel < 0.8)
    }
}

/// M/M/n+M by events: an independent check of the formulas.
private struct SimulatedQueue {
    let demand: Demand
    let agents: Int
    let patience: Double
    private var state: UInt64

    init(_ demand: Demand, agents: Int, patience: Double, seed: UInt64) {
        self.demand = demand
        self.agents = agents
        self.patience = patience
        state = seed
    }

    private mutating func exponential(_ mean: Double) -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let unit = (Double(state >> 11) + 1) / 9_007_199_254_740_992
        return -log(unit) * mean
    }

    /// Each caller in turn takes the agent who is free first, or leaves before.
    mutating func run(contacts: Int, within: Double) -> (serviceLevel: Double, abandoned: Double) {
        var freeAt = [Double](repeating: 0, count: agents)
        var (now, served, left) = (0.0, 0, 0)
        for _ in 0..<contacts {
            now += exponential(3600 / demand.arrivalsPerHour)
            var first = 0
            for agent in freeAt.indices where freeAt[agent] < freeAt[first] { first = agent }
            let wait = max(0, freeAt[first] - now)
            if wait > exponential(patience) {
                left += 1
                continue
            }
            if wait <= within { served += 1 }
            freeAt[first] = now + wait + exponential(demand.averageHandleTime)
        }
        return (Double(served) / Double(contacts), Double(left) / Double(contacts))
    }
}
