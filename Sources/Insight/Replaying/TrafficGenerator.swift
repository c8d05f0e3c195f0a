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

    /// The contacts of one day.
    ///
    /// - Parameter day: The day's place in the trace's week, 0 for its Monday.
    /// - Returns: The contacts by arrival, named `G000001` on.
    public func contacts(onDay day: Int) -> [TraceContact] {
        let start = Double(day) * 86_400 + Double(profile.startMinute ?? 0) * 60
        var made: [TraceContact] = []
        for (index, stream) in profile.streams.enumerated() {
            // A seed of its own, so that one more stream does not change the others.
            var generator = SeededGenerator(seededBy: "\(seed)/\(index)/\(stream.channel)/\(stream.queue)")
            made += Self.arrivals(stream, &generator).map { Self.contact(stream, at: start + $0, &generator) }
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
        _ stream: TrafficProfile.Stream, _ generator: inout SeededGenerator
    ) -> [Double] {
        guard let most = stream.perQuarter.max(), most > 0 else { return [] }
        let end = Double(stream.perQuarter.count) * 900
        var times: [Double] = []
        var now = generator.exponential(mean: 900 / most)
        while now < end {
            if generator.unit() * most <= stream.perQuarter[Int(now / 900)] { times.append(now) }
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
