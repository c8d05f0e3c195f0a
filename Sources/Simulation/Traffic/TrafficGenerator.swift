internal import Contacts

/// Makes synthetic traffic: arrivals of a Poisson process whose rate changes each quarter of an hour, by
/// thinning; lognormal handle times; exponential patience.
public struct TrafficGenerator: Sendable {
    private let profile: TrafficProfile
    private let seed: UInt64

    /// Makes the generator of `profile`; the same seed gives the same traffic.
    public init(profile: TrafficProfile, seed: UInt64) {
        self.profile = profile
        self.seed = seed
    }

    /// How seconds pass on one day: on a day on which the clocks change, other than they show.
    public struct DayClock: Sendable {
        /// Seconds from the trace's start until the profile's first minute.
        public var start: Double
        /// Seconds from there until the profile's last minute.
        public var length: Double
        /// The quarter of the profile that passes so many seconds after its start; nil for none.
        public var quarter: @Sendable (Double) -> Int?

        /// Makes a clock.
        public init(start: Double, length: Double, quarter: @escaping @Sendable (Double) -> Int?) {
            self.start = start
            self.length = length
            self.quarter = quarter
        }
    }

    /// The contacts of one day.
    ///
    /// - Parameters:
    ///   - day: The day's place in the trace's week, 0 for its Monday.
    ///   - clock: How its seconds pass; nil for a day of 24 hours after such days.
    /// - Returns: The contacts by arrival, named `G000001` on.
    public func contacts(onDay day: Int, clock: DayClock? = nil) -> [TraceContact] {
        let start = clock?.start ?? Double(day) * 86_400 + Double(profile.startMinute ?? 0) * 60
        var made: [TraceContact] = []
        for (index, stream) in profile.streams.enumerated() {
            // A seed of its own, so that one more stream does not change the others.
            var generator = SeededGenerator(seededBy: "\(seed)/\(index)/\(stream.channel)/\(stream.queue)")
            made += Self.arrivals(stream, clock, &generator).map {
                Self.contact(stream, at: start + $0, &generator)
            }
        }
        made.sort { $0.arrival < $1.arrival }
        for index in made.indices {
            let number = String(index + 1)
            made[index].label = "G" + String(repeating: "0", count: max(0, 6 - number.count)) + number
        }
        return made
    }

    /// Seconds from the profile's start: candidates at the highest rate, each kept with the chance of its
    /// quarter.
    private static func arrivals(
        _ stream: TrafficProfile.Stream, _ clock: DayClock?, _ generator: inout SeededGenerator
    ) -> [Double] {
        guard let most = stream.perQuarter.max(), most > 0 else { return [] }
        let end = clock?.length ?? Double(stream.perQuarter.count) * 900
        func rate(_ second: Double) -> Double {
            let quarter = clock.map { $0.quarter(second) } ?? Int(second / 900)
            return quarter.flatMap { stream.perQuarter.indices.contains($0) ? stream.perQuarter[$0] : nil }
                ?? 0
        }
        var times: [Double] = []
        var now = generator.exponential(mean: 900 / most)
        while now < end {
            let chance = generator.unit() * most
            if chance <= rate(now), rate(now) > 0 { times.append(now) }
            now += generator.exponential(mean: 900 / most)
        }
        return times
    }

    private static func contact(
        _ stream: TrafficProfile.Stream, at seconds: Double, _ generator: inout SeededGenerator
    ) -> TraceContact {
        let service = generator.lognormal(mean: stream.handleMean, variation: stream.handleVariation)
        let patience = stream.patienceMean.map { generator.exponential(mean: $0) }
        return TraceContact(
            label: "", arrival: milliseconds(seconds), channel: TraceReader.channel(stream.channel) ?? .phone,
            queue: stream.queue, needs: TraceReader.needs(stream.skills ?? "") ?? [],
            service: milliseconds(max(1, service)), patience: patience.map(milliseconds))
    }

    /// Whole milliseconds, as the file holds them.
    private static func milliseconds(_ seconds: Double) -> Duration { .milliseconds(Int64(seconds * 1000)) }
}
