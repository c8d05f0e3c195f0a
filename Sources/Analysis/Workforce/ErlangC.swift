internal import Foundation

/// Erlang C, the queue M/M/n: everybody waits as long as it takes.
///
/// Where the load is not below the agents, the queue has no steady state: everybody waits, and for ever.
/// - Source: standards.md#erlang.
public struct ErlangC: Hashable, Sendable {
    /// What is offered.
    public let demand: Demand
    /// How many serve it.
    public let agents: Int
    /// The share of contacts that wait at all; 1 without a steady state.
    public let waitProbability: Double

    private let load: Double

    /// Solves the queue; `agents` is at least 1.
    public init(_ demand: Demand, agents: Int) {
        self.init(
            demand, agents: agents, blocking: ErlangB.blocking(load: demand.load, agents: agents))
    }

    /// `C = n B / (n - a + a B)`, in which nothing cancels while `a < n`.
    private init(_ demand: Demand, agents: Int, blocking: Double) {
        precondition(agents >= 1, "\(agents) agents, expected 1 or more")
        self.demand = demand
        self.agents = agents
        load = demand.load
        let count = Double(agents)
        waitProbability = load < count ? count * blocking / (count - load + load * blocking) : 1
    }

    /// The mean wait in seconds over those who wait, `1 / (n mu - lambda)`; infinite without a steady state.
    public var meanWaitOfWaiters: Double {
        load < Double(agents) ? demand.averageHandleTime / (Double(agents) - load) : .infinity
    }

    /// The average speed of answer in seconds over all contacts, `C / (n mu - lambda)`; infinite without a
    /// steady state.
    public var averageSpeedOfAnswer: Double { waitProbability * meanWaitOfWaiters }

    /// The share of their time in which the agents are busy, `a / n`; at most 1.
    public var occupancy: Double { min(1, load / Double(agents)) }

    /// The share of all contacts that wait no longer than `target`.
    ///
    /// - Parameter target: seconds, at least 0.
    /// - Returns: `1 - C e^{-(n - a) target / AHT}`; 0 without a steady state.
    /// - Source: standards.md#erlang, `c_service_level`.
    public func serviceLevel(within target: Double) -> Double {
        guard load < Double(agents) else { return 0 }
        return 1 - waitProbability * exp(-(Double(agents) - load) * target / demand.averageHandleTime)
    }

    /// The least number of agents above the load that serve a share of all contacts within a target.
    ///
    /// - Parameters:
    ///   - demand: what is offered.
    ///   - share: the service level wanted, at least 0 and below 1.
    ///   - target: seconds, at least 0.
    /// - Returns: the first number of agents above the load whose service level is not below `share`.
    /// - Source: standards.md#erlang, `c_min_agents_80` and `c_min_agents_90`.
    public static func leastAgents(for demand: Demand, share: Double, within target: Double) -> Int {
        precondition((0..<1).contains(share), "a share of \(share), expected 0 to below 1")
        let load = demand.load
        var blocking = 1.0
        var agents = 0
        while true {
            agents += 1
            blocking = ErlangB.next(blocking, load: load, agents: agents)
            guard Double(agents) > load else { continue }
            let queue = ErlangC(demand, agents: agents, blocking: blocking)
            if queue.serviceLevel(within: target) >= share { return agents }
        }
    }
}
