internal import Foundation

/// Erlang A, the queue M/M/n+M: who waits longer than an exponential patience leaves.
///
/// The stationary distribution of the number waiting is walked from its mode outward, each probability from
/// its neighbour by one positive factor, so that neither powers overflow nor terms cancel, whatever the load.
/// An arrival that finds `k` waiting goes through `k + 1` stages until it is served; the stage with `i` ahead
/// of it ends at rate `n mu + (i + 1) theta`, its own leaving included. All figures follow from these stages.
/// - Source: standards.md#erlang; Mandelbaum and Zeltyn, Service Engineering in Action (2007), for the model.
public struct ErlangA: Hashable, Sendable {
    /// What is offered.
    public let demand: Demand
    /// How many serve it.
    public let agents: Int
    /// The mean patience in seconds.
    public let patience: Double
    /// The share of arrivals that find all agents busy.
    public let waitProbability: Double
    /// The share of all arrivals that leave before they are served.
    public let abandonProbability: Double

    private let load: Double
    /// How many leave while one is handled, for each that waits: AHT / patience.
    private let leaving: Double
    /// The least number waiting whose probability counts.
    private let fewest: Int
    /// The probability that all agents are busy and `fewest + index` contacts wait.
    private let waiting: [Double]

    /// Solves the queue; `agents` is at least 1, `patience` is seconds above 0.
    public init(_ demand: Demand, agents: Int, patience: Double) {
        precondition(agents >= 1 && patience > 0, "agents and patience are above 0")
        self.demand = demand
        self.agents = agents
        self.patience = patience
        load = demand.load
        leaving = demand.averageHandleTime / patience
        let weights = WaitingWeights(load: load, agents: Double(agents), leaving: leaving)
        fewest = weights.fewest
        waiting = weights.probabilities(blocking: ErlangB.blocking(load: load, agents: agents))
        waitProbability = min(1, waiting.reduce(0, +))
        var meanWaiting = 0.0
        for (index, probability) in waiting.enumerated() {
            meanWaiting += Double(weights.fewest + index) * probability
        }
        abandonProbability = meanWaiting * leaving / load
    }

    /// The mean time in queue in seconds over all arrivals, served or abandoned.
    public var meanWait: Double { abandonProbability * patience }

    /// The share of their time in which the agents are busy.
    public var occupancy: Double { load * (1 - abandonProbability) / Double(agents) }

    /// The mean time in queue in seconds over those who are served, those who did not wait included.
    ///
    /// Who is served has gone through each stage in its mean time, whichever way the stage might have ended.
    /// - Source: standards.md#erlang, `a_mean_wait_served_s`.
    public var meanWaitOfServed: Double {
        var time = 0.0
        for ahead in 0..<fewest { time += 1 / stageRate(ahead) }
        var sum = 0.0
        for (index, probability) in waiting.enumerated() {
            time += 1 / stageRate(fewest + index)
            sum += probability * served(fewest + index) * time
        }
        return sum * demand.averageHandleTime / (1 - abandonProbability)
    }

    /// The share of all arrivals that are served and wait no longer than `target`.
    ///
    /// Who abandons is in the denominator and never in the numerator. The stages' sum `S` is so distributed
    /// that `e^{-theta S}` is Beta(n mu / theta + 1, stages), and the share of those late grows with each
    /// stage by one term of the incomplete beta function.
    /// - Parameter target: seconds, at least 0.
    /// - Returns: a share of all arrivals, 0 to 1.
    /// - Source: standards.md#erlang, `a_sl_served_of_all`.
    public func serviceLevel(within target: Double) -> Double {
        let shape = Double(agents) / leaving + 1
        let gone = -expm1(-target / patience)
        var logTerm = -shape * target / patience
        var late = 0.0
        var share = 1 - waitProbability
        for ahead in 0..<(fewest + waiting.count) {
            late += exp(logTerm)
            logTerm += log(gone * (shape + Double(ahead)) / Double(ahead + 1))
            guard ahead >= fewest else { continue }
            share += waiting[ahead - fewest] * served(ahead) * max(0, 1 - late)
        }
        return share
    }

    /// How often, while one is handled, the stage with `ahead` before it ends, its own leaving included.
    private func stageRate(_ ahead: Int) -> Double { Double(agents) + Double(ahead + 1) * leaving }

    /// The probability that an arrival with `ahead` waiting before it is served.
    private func served(_ ahead: Int) -> Double { Double(agents) / stageRate(ahead) }
}

/// The number waiting while all agents are busy, as weights relative to the mode.
private struct WaitingWeights {
    /// The least number waiting that has a weight.
    let fewest: Int
    private let weights: [Double]

    /// What is so rare in comparison with the mode that no figure shows it.
    private static let negligible = 1e-30

    init(load: Double, agents: Double, leaving: Double) {
        /// How much more often `waiting` wait than one fewer.
        func ratio(_ waiting: Int) -> Double { load / (agents + Double(waiting) * leaving) }

        let mode = Int(max(0, (load - agents) / leaving))
        var below: [Double] = []
        var weight = 1.0
        var waiting = mode
        while waiting > 0, weight >= Self.negligible {
            weight /= ratio(waiting)
            waiting -= 1
            below.append(weight)
        }
        fewest = waiting
        var all = Array(below.reversed())
        weight = 1
        waiting = mode
        while weight >= Self.negligible {
            all.append(weight)
            waiting += 1
            weight *= ratio(waiting)
        }
        weights = all
    }

    /// The weights as probabilities among all states, those with a free agent included.
    ///
    /// `blocking` is Erlang B: with nobody waiting, all agents are busy in that share of the states without a
    /// queue. When even that state is negligible, so are those with a free agent.
    func probabilities(blocking: Double) -> [Double] {
        let nobodyWaits = fewest == 0 ? weights[0] : 0
        let total = nobodyWaits * (1 - blocking) + blocking * weights.reduce(0, +)
        return weights.map { blocking * $0 / total }
    }
}
