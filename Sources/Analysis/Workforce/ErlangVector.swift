internal import Tables

/// One row of a file of test vectors: a demand, agents, patience and target, and the figures that a reference
/// computed of them.
/// - Source: standards.md#erlang.
public struct ErlangVector: Hashable, Sendable {
    /// The columns that a row is made of, in the order in which ``init(_:)`` takes them.
    public static let columns = inputs + figures

    /// What is given.
    public let demand: Demand
    /// How many serve it.
    public let agents: Int
    /// The mean patience in seconds.
    public let patience: Double
    /// The target in seconds.
    public let target: Double
    /// The figures that the reference states, in the order of their columns.
    private let stated: [Double]

    private static let inputs = ["lambda_per_hour", "aht_s", "agents", "patience_s", "target_s"]
    private static let figures = [
        "offered_load_erl", "erlang_b_block", "c_p_wait", "c_asa_s", "c_mean_wait_of_waiters_s",
        "c_service_level", "c_occupancy", "a_p_wait", "a_p_abandon", "a_mean_wait_s", "a_mean_wait_served_s",
        "a_sl_served_of_all", "a_occupancy", "c_min_agents_80", "c_min_agents_90",
    ]
    /// How many of the last columns are whole numbers, in which no other number agrees.
    private static let wholeFigures = 2
    /// What inputs above 0 keep to, so that a row takes seconds at the most and nothing underflows.
    private static let range = 0.000_001...Double(most)
    private static let most = 1_000_000

    /// Reads a row.
    ///
    /// - Parameter fields: one text for each of ``columns``, in their order.
    /// - Throws: `WorkforceError.vectorInvalid` naming the first field that is not of its form.
    /// - Source: standards.md#erlang.
    public init(_ fields: [String]) throws(WorkforceError) {
        precondition(fields.count == Self.columns.count, "a row has one field for each column")
        demand = Demand(
            arrivalsPerHour: try Self.positive(0, fields), averageHandleTime: try Self.positive(1, fields))
        guard let agents = Numeral.whole(fields[2]), (1...Self.most).contains(agents) else {
            throw Self.fault(2, fields, expected: "a whole number from 1 to \(Self.most)")
        }
        self.agents = agents
        patience = try Self.positive(3, fields)
        guard let target = Self.decimal(fields[4]), target <= Self.range.upperBound else {
            throw Self.fault(4, fields, expected: "decimal seconds from 0 to \(Self.most)")
        }
        self.target = target
        var stated: [Double] = []
        for place in Self.inputs.count..<Self.columns.count {
            guard let figure = fields[place] == "inf" ? .infinity : Self.decimal(fields[place]) else {
                throw Self.fault(place, fields, expected: "a decimal number not below 0, or inf")
            }
            stated.append(figure)
        }
        self.stated = stated
    }

    /// The columns whose figure is another one here; empty when the row agrees.
    ///
    /// - Returns: names of columns, in their order.
    /// - Source: standards.md#erlang: relative tolerance 1e-7 or absolute 1e-9; whole numbers exactly.
    public func disagreeingColumns() -> [String] {
        let computed = computed()
        let exactFrom = Self.figures.count - Self.wholeFigures
        return Self.figures.indices.filter { place in
            place >= exactFrom
                ? computed[place] != stated[place] : !Self.isClose(computed[place], to: stated[place])
        }.map { Self.figures[$0] }
    }

    /// The figures as this module computes them, in the order of their columns.
    private func computed() -> [Double] {
        let blocking = ErlangB.blocking(load: demand.load, agents: agents)
        let patient = ErlangC(demand, agents: agents)
        let impatient = ErlangA(demand, agents: agents, patience: patience)
        return [
            demand.load, blocking, patient.waitProbability, patient.averageSpeedOfAnswer,
            patient.meanWaitOfWaiters, patient.serviceLevel(within: target), patient.occupancy,
            impatient.waitProbability, impatient.abandonProbability, impatient.meanWait,
            impatient.meanWaitOfServed, impatient.serviceLevel(within: target), impatient.occupancy,
            Double(ErlangC.leastAgents(for: demand, share: 0.8, within: target)),
            Double(ErlangC.leastAgents(for: demand, share: 0.9, within: target)),
        ]
    }

    private static func isClose(_ computed: Double, to stated: Double) -> Bool {
        guard computed.isFinite, stated.isFinite else { return computed == stated }
        return abs(computed - stated) <= max(1e-9, 1e-7 * abs(stated))
    }

    private static func positive(_ place: Int, _ fields: [String]) throws(WorkforceError) -> Double {
        guard let number = decimal(fields[place]), range.contains(number) else {
            throw fault(place, fields, expected: "a decimal number from 0.000001 to \(most)")
        }
        return number
    }

    /// A number not below 0, in digits with a fraction or an exponent; nothing else that `Double` would read.
    private static func decimal(_ text: String) -> Double? {
        Numeral.scientific(text).flatMap { $0 >= 0 ? $0 : nil }
    }

    private static func fault(_ place: Int, _ fields: [String], expected: String) -> WorkforceError {
        let value = fields[place].isEmpty ? "nothing" : fields[place]
        return .vectorInvalid(column: columns[place], value: value, expected: expected)
    }
}
