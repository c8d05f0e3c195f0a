internal import Tables

/// A service level: so many percent of all contacts answered within so many seconds.
public struct ServiceTarget: Hashable, Sendable, CustomStringConvertible {
    /// Percent of all arrivals, 1 to 99.
    public let percent: Int
    /// Seconds.
    public let within: Int

    /// Makes a target; 1 to 99 percent.
    public init(percent: Int, within: Int) {
        precondition((1...99).contains(percent) && within >= 0, "a target is 1 to 99 percent in 0 s or more")
        self.percent = percent
        self.within = within
    }

    /// Reads `80/20`; nil when it is no target.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let percent = Numeral.whole(String(parts[0])),
            let within = Numeral.whole(String(parts[1])),
            (1...99).contains(percent), (0...86_400).contains(within)
        else { return nil }
        self.init(percent: percent, within: within)
    }

    /// `80/20`.
    public var description: String { "\(percent)/\(within)" }

    /// The share wanted.
    var share: Double { Double(percent) / 100 }
}

/// How many agents a demand needs, and what they then do.
public struct Staffing: Hashable, Sendable {
    /// The target.
    public let target: ServiceTarget
    /// The least number of agents at work, by Erlang A.
    public let agents: Int
    /// The least number by Erlang C, where nobody leaves; for comparison.
    public let patientAgents: Int
    /// How many are to be on the roster, so that after shrinkage as many are at work.
    public let rostered: Int
    /// The share of all arrivals answered within the target, by Erlang A.
    public let serviceLevel: Double
    /// The share of arrivals that leave.
    public let abandoned: Double
    /// The share of their time in which the agents are busy.
    public let occupancy: Double
    /// The mean time in queue in seconds over all arrivals.
    public let meanWait: Double
    /// What one agent less would miss.
    public let bound: Bound

    /// What decides a number of agents.
    public enum Bound: String, Sendable, Hashable {
        /// The service level; the occupancy may be missed too.
        case serviceLevel = "service_level"
        /// The occupancy alone.
        case occupancy
        /// Nothing: there is one agent at least.
        case oneAgent = "one_agent"
    }

    /// By how much of itself a computed occupancy may be off: figures that are equal must compare so.
    private static let rounding = 1e-12

    /// What holds for every interval.
    public struct Rule: Hashable, Sendable {
        /// The mean patience in seconds, above 0.
        public var patience: Double
        /// Percent of paid time in which an agent is not at work, 0 to 90.
        public var shrinkage: Int
        /// Percent of their time in which agents may be busy, 1 to 100; binds the number by Erlang A only,
        /// and at 100 nothing, since nobody is busy for longer than all the time.
        public var maxOccupancy: Int

        /// Makes a rule.
        public init(patience: Double, shrinkage: Int = 0, maxOccupancy: Int = 100) {
            precondition(patience > 0, "patience is above 0")
            precondition((0...90).contains(shrinkage), "shrinkage is 0 to 90 percent")
            precondition((1...100).contains(maxOccupancy), "occupancy is 1 to 100 percent")
            self.patience = patience
            self.shrinkage = shrinkage
            self.maxOccupancy = maxOccupancy
        }
    }

    /// Finds the least number of agents.
    ///
    /// More agents never serve fewer in time and are never busier, so the number is found by halving and is
    /// exact: with one agent less, the service level or the occupancy is missed.
    public init(for demand: Demand, target: ServiceTarget, rule: Rule) {
        func isServed(_ queue: ErlangA) -> Bool {
            queue.serviceLevel(within: Double(target.within)) >= target.share
        }
        func meets(_ agents: Int) -> ErlangA? {
            let queue = ErlangA(demand, agents: agents, patience: rule.patience)
            return isServed(queue) && Self.isWithin(rule.maxOccupancy, queue) ? queue : nil
        }
        var enough = max(1, Int(demand.load.rounded(.up)))
        var found = meets(enough)
        var tooFew = 0
        while found == nil {
            tooFew = enough
            enough *= 2
            found = meets(enough)
        }
        while enough - tooFew > 1 {
            let middle = (enough + tooFew) / 2
            if let queue = meets(middle) {
                (enough, found) = (middle, queue)
            } else {
                tooFew = middle
            }
        }
        let queue = found ?? ErlangA(demand, agents: enough, patience: rule.patience)
        self.target = target
        agents = enough
        patientAgents = ErlangC.leastAgents(
            for: demand, share: target.share, within: Double(target.within))
        rostered = (enough * 100 + 99 - rule.shrinkage) / (100 - rule.shrinkage)
        serviceLevel = queue.serviceLevel(within: Double(target.within))
        abandoned = queue.abandonProbability
        occupancy = queue.occupancy
        meanWait = queue.meanWait
        let fewer = enough > 1 ? ErlangA(demand, agents: enough - 1, patience: rule.patience) : nil
        bound = fewer.map { isServed($0) ? .occupancy : .serviceLevel } ?? .oneAgent
    }

    /// At 100 percent every number of agents is within: in a saturated queue the occupancy is 1 but for its
    /// rounding, on either side of it.
    private static func isWithin(_ percent: Int, _ queue: ErlangA) -> Bool {
        percent == 100 || queue.occupancy * 100 <= Double(percent) * (1 + rounding)
    }
}
