/// What traffic to generate: for each stream of one queue on one channel, how much in each quarter of an
/// hour.
///
/// It is a file under `Topology/profiles`, read by the command line.
public struct TrafficProfile: Hashable, Sendable, Codable {
    /// One queue on one channel.
    public struct Stream: Hashable, Sendable, Codable {
        /// `phone`, `chat`, `message`, `email`, `letter`, `walkin` or `work_item`, as in a trace.
        public var channel: String
        /// The queue, which the topology knows as a type of inquiry.
        public var queue: String
        /// The skills needed, as a trace writes them; informative.
        public var skills: String?
        /// Expected arrivals in each 15 minutes from the profile's start.
        public var perQuarter: [Double]
        /// Mean handle time, seconds.
        public var handleMean: Double
        /// Coefficient of variation of the handle time.
        public var handleVariation: Double
        /// Mean of the exponential patience, seconds; absent when nobody leaves.
        public var patienceMean: Double?

        enum CodingKeys: String, CodingKey {
            case channel, queue, skills
            case perQuarter = "per_quarter"
            case handleMean = "handle_mean_s"
            case handleVariation = "handle_variation"
            case patienceMean = "patience_mean_s"
        }
    }

    /// The file's version, 1.
    public var version: Int
    /// Local time of the first quarter, `HH:MM`.
    public var from: String
    /// The streams.
    public var streams: [Stream]

    /// Makes a profile.
    public init(version: Int, from: String, streams: [Stream]) {
        self.version = version
        self.from = from
        self.streams = streams
    }

    /// What is wrong with it, for a person; empty when nothing is.
    public func faults() -> [String] {
        var faults: [String] = []
        if version != 1 { faults.append("version: value \(version): expected 1") }
        if startMinute == nil { faults.append("from: value \"\(from)\": expected HH:MM") }
        if streams.isEmpty { faults.append("streams: expected at least one") }
        for (index, stream) in streams.enumerated() {
            let place = "streams[\(index)]"
            if stream.perQuarter.isEmpty || !stream.perQuarter.allSatisfy({ (0...100_000).contains($0) }) {
                faults.append("\(place).per_quarter: expected at least one number, 0 to 100000")
            }
            if !(stream.handleMean > 0) { faults.append("\(place).handle_mean_s: expected more than 0") }
            if !(stream.handleVariation >= 0) {
                faults.append("\(place).handle_variation: expected 0 or more")
            }
            if let mean = stream.patienceMean, !(mean > 0) {
                faults.append("\(place).patience_mean_s: expected more than 0")
            }
        }
        return faults
    }

    /// Minutes after local midnight of the first quarter; nil when `from` is no time.
    public var startMinute: Int? {
        let parts = from.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 2, parts[1].count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    /// Minutes after local midnight at which the last quarter ends.
    public var endMinute: Int { (startMinute ?? 0) + 15 * (streams.map(\.perQuarter.count).max() ?? 0) }
}
