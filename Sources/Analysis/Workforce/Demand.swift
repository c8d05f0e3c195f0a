/// Contacts that arrive as a Poisson process and take exponential time: what an Erlang model is asked about.
///
/// The models of this module are pure functions of floating point numbers. They plan; nothing that is
/// replayed decides by them.
public struct Demand: Hashable, Sendable {
    /// Arrivals per hour, above 0.
    public let arrivalsPerHour: Double
    /// The average handle time in seconds, above 0.
    public let averageHandleTime: Double

    /// Makes a demand; both figures are above 0.
    public init(arrivalsPerHour: Double, averageHandleTime: Double) {
        precondition(arrivalsPerHour > 0 && averageHandleTime > 0, "a demand is above 0")
        self.arrivalsPerHour = arrivalsPerHour
        self.averageHandleTime = averageHandleTime
    }

    /// The offered load in erlangs: arrivals in the time that one is handled.
    ///
    /// Whether as many agents as erlangs suffice is a question of equality; a product of decimals that misses
    /// a whole number by no more than its rounding is therefore that number.
    /// - Source: standards.md#erlang, `offered_load_erl`.
    public var load: Double {
        let product = arrivalsPerHour * averageHandleTime / 3600
        let whole = product.rounded()
        return abs(product - whole) <= 4 * product.ulp ? whole : product
    }
}
