/// Exact percentiles of a population: nearest rank over the sorted values, nothing interpolated.
public struct Percentiles: Hashable, Sendable {
    private let sorted: [Int64]

    /// Takes the population in any order.
    public init(_ values: [Int64]) { sorted = values.sorted() }

    /// How many values there are.
    public var count: Int { sorted.count }

    /// The smallest value that at least `percent` percent of the population do not exceed; nil for an empty
    /// one.
    public func value(_ percent: Int) -> Int64? {
        guard !sorted.isEmpty else { return nil }
        let rank = (sorted.count * percent + 99) / 100
        return sorted[max(0, min(sorted.count, rank) - 1)]
    }

    /// The sum of all values.
    public var sum: Int64 { sorted.reduce(0, +) }

    /// The mean; nil for an empty population.
    public var mean: Double? { sorted.isEmpty ? nil : Double(sum) / Double(sorted.count) }
}
