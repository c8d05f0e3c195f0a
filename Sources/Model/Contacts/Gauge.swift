/// One live figure of a station.
public struct Gauge: Hashable, Sendable {
    /// What it is: `waiting`, `oldest_wait_us`, `agent`.
    public var name: String
    /// What tells it from others of the same name: `tier=1`, `agent=A001`.
    public var labels: [String: String]
    /// Its value.
    public var value: Int64

    /// Makes a gauge.
    public init(_ name: String, labels: [String: String] = [:], value: Int64) {
        self.name = name
        self.labels = labels
        self.value = value
    }
}
