import Foundation
import Testing
import Workforce

/// Small queues have figures that are fractions; they are computed by hand beside each test.
@Suite("Erlang")
struct ErlangTests {
    /// Two erlangs: 40 an hour for 3 minutes.
    private let two = Demand(arrivalsPerHour: 40, averageHandleTime: 180)
    /// One erlang.
    private let one = Demand(arrivalsPerHour: 20, averageHandleTime: 180)

    private func expectClose(_ value: Double, _ expected: Double, _ what: Comment) {
        #expect(abs(value - expected) <= 1e-12 * max(1, abs(expected)), what)
    }

    @Test("two erlangs on three agents: 4/19 are blocked")
    func blocking() {
        // (8/6) / (1 + 2 + 2 + 8/6)
        expectClose(ErlangB.blocking(load: two.load, agents: 3), 4 / 19, "three agents")
        #expect(ErlangB.blocking(load: 2, agents: 0) == 1)
        #expect(ErlangB.blocking(load: 0, agents: 1) == 0)
    }

    @Test("two erlangs on three agents: 4/9 wait, 80 s in the mean over all, 180 s over those who wait")
    func patient() {
        let queue = ErlangC(two, agents: 3)
        expectClose(queue.waitProbability, 4 / 9, "C")
        expectClose(queue.averageSpeedOfAnswer, 80, "mean wait over all")
        expectClose(queue.meanWaitOfWaiters, 180, "mean wait of those who wait")
        expectClose(queue.occupancy, 2 / 3, "occupancy")
        expectClose(queue.serviceLevel(within: 0), 5 / 9, "nobody waited")
        expectClose(queue.serviceLevel(within: 180), 1 - 4 / (9 * M_E), "one mean wait")
    }

    @Test("a load that is not below the agents has no steady state", arguments: [1, 2])
    func overload(agents: Int) {
        let queue = ErlangC(two, agents: agents)
        #expect(queue.waitProbability == 1 && queue.occupancy == 1)
        #expect(queue.averageSpeedOfAnswer == .infinity && queue.meanWaitOfWaiters == .infinity)
        #expect(queue.serviceLevel(within: 1e6) == 0)
    }

    @Test("the least agents for a share are the first whose service level reaches it")
    func leastAgents() {
        // Nobody waits with 3, 4 and 5 agents in 5/9, 19/23 and 315/335 of the contacts.
        for (share, agents) in [(0, 3), (0.5, 3), (0.6, 4), (0.82, 4), (0.9, 5)] {
            #expect(ErlangC.leastAgents(for: two, share: share, within: 0) == agents, "\(share)")
        }
    }

    @Test("who is as patient as one is handled makes the queue a Poisson number of contacts")
    func impatient() {
        // One erlang, one agent, patience = AHT: the number present is Poisson(1), because everybody ends at
        // the same rate, served or not. Nobody is present in 1/e of the time; in the mean 1/e wait.
        let queue = ErlangA(one, agents: 1, patience: 180)
        expectClose(queue.waitProbability, 1 - 1 / M_E, "busy")
        expectClose(queue.abandonProbability, 1 / M_E, "abandoned")
        expectClose(queue.meanWait, 180 / M_E, "mean wait")
        expectClose(queue.occupancy, 1 - 1 / M_E, "occupancy")
        // The offered wait x has the density e^{-e^{-x} - x}; with y = e^{-target} the share of those served
        // in time is (1 + y) e^{-y} - 1/e.
        for half in [1, 0.5, 0.25, 0.001] {
            let target = -180 * log(half)
            expectClose(queue.serviceLevel(within: target), (1 + half) * exp(-half) - 1 / M_E, "\(half)")
        }
        // The same density gives those served a wait of sum (-1)^k / (k! (k + 2)^2).
        var sum = 0.0
        var term = 1.0
        for place in 0..<20 {
            sum += term / Double((place + 2) * (place + 2))
            term /= -Double(place + 1)
        }
        expectClose(queue.meanWaitOfServed, 180 * sum / (1 - 1 / M_E), "mean wait of served")
    }

    @Test("with patience without end, Erlang A is Erlang C")
    func patienceWithoutEnd() {
        let patient = ErlangC(two, agents: 3)
        let queue = ErlangA(two, agents: 3, patience: 1e12)
        #expect(abs(queue.waitProbability - patient.waitProbability) < 1e-6)
        #expect(abs(queue.meanWaitOfServed - patient.averageSpeedOfAnswer) < 1e-4)
        #expect(abs(queue.serviceLevel(within: 60) - patient.serviceLevel(within: 60)) < 1e-6)
    }

    @Test(
        "figures stay shares, and flow is balanced, from one agent to a hundred thousand, idle or overrun",
        arguments: [
            (0.001, 60, 1, 20), (90_000, 1800, 100, 3600), (100_000, 600, 100_000, 60),
            (100_000, 3600, 100_000, 3600), (1, 60, 100_000, 60), (200_000, 1800, 99_000, 1),
        ])
    func extremes(arrivals: Double, handling: Double, agents: Int, patience: Double) {
        let demand = Demand(arrivalsPerHour: arrivals, averageHandleTime: handling)
        let queue = ErlangA(demand, agents: agents, patience: patience)
        let shares = [
            ErlangB.blocking(load: demand.load, agents: agents),
            ErlangC(demand, agents: agents).waitProbability, queue.waitProbability, queue.abandonProbability,
            queue.serviceLevel(within: 0), queue.serviceLevel(within: 20), queue.serviceLevel(within: 1e5),
            queue.occupancy,
        ]
        for share in shares { #expect((-1e-12...1 + 1e-12).contains(share), "\(share)") }
        #expect(queue.meanWaitOfServed.isFinite)
        // Who cannot be served abandons.
        #expect(queue.abandonProbability >= 1 - Double(agents) / demand.load - 1e-12)
        #expect(abs(queue.serviceLevel(within: 0) - (1 - queue.waitProbability)) < 1e-12)
        #expect(abs(queue.serviceLevel(within: 1e6) - (1 - queue.abandonProbability)) < 1e-9)
    }

    @Test("a load whose decimals multiply to a whole number is that number")
    func wholeLoad() {
        for agents in 1...300 {
            let demand = Demand(arrivalsPerHour: Double(agents) * 3600 / 7.7, averageHandleTime: 7.7)
            #expect(demand.load == Double(agents))
        }
    }
}
