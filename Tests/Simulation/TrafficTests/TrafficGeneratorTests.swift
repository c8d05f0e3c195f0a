import Contacts
import Testing

@testable import Traffic

@Suite("Generated traffic")
struct TrafficGeneratorTests {
    private let profile = TrafficProfile(
        version: 1, from: "08:00",
        streams: [
            .init(
                channel: "phone", queue: "phone_general", skills: nil, perQuarter: [400, 0, 100],
                handleMean: 200, handleVariation: 0.8, patienceMean: 300),
            .init(
                channel: "email", queue: "message", skills: nil, perQuarter: [50], handleMean: 100,
                handleVariation: 0, patienceMean: nil),
        ])

    @Test("the same seed gives the same traffic, another seed another")
    func seeded() {
        let first = TrafficGenerator(profile: profile, seed: 7).contacts(onDay: 0)
        #expect(TrafficGenerator(profile: profile, seed: 7).contacts(onDay: 0) == first)
        #expect(TrafficGenerator(profile: profile, seed: 8).contacts(onDay: 0) != first)
    }

    @Test("each quarter has about as many arrivals as expected, and an empty quarter none")
    func quarters() {
        let contacts = TrafficGenerator(profile: profile, seed: 7).contacts(onDay: 1).filter {
            $0.channel == .phone
        }
        let counts = (0..<3).map { quarter in
            let start = Duration.seconds(86_400 + 28_800 + 900 * quarter)
            return contacts.filter { start..<(start + .seconds(900)) ~= $0.arrival }.count
        }
        #expect(counts.reduce(0, +) == contacts.count)
        // Five standard deviations of a Poisson count.
        #expect((300...500).contains(counts[0]))
        #expect(counts[1] == 0)
        #expect((50...150).contains(counts[2]))
    }

    @Test("handle times and patience have the profile's means; no variation is none")
    func means() throws {
        let contacts = TrafficGenerator(profile: profile, seed: 3).contacts(onDay: 0)
        let calls = contacts.filter { $0.channel == .phone }
        let service = calls.reduce(Duration.zero) { $0 + $1.service } / calls.count
        #expect((.seconds(160)..<(.seconds(240))).contains(service))
        let patience = try calls.reduce(Duration.zero) { $0 + (try #require($1.patience)) } / calls.count
        #expect((.seconds(225)..<(.seconds(375))).contains(patience))
        let written = contacts.filter { $0.channel == .email }
        #expect(!written.isEmpty && written.allSatisfy { $0.patience == nil })
        #expect(written.allSatisfy { abs(($0.service - .seconds(100)) / .milliseconds(1)) <= 1 })
    }

    @Test("a profile names what is wrong with it")
    func faults() {
        #expect(profile.faults().isEmpty)
        var broken = profile
        broken.from = "8"
        broken.streams[0].handleMean = 0
        #expect(
            broken.faults() == [
                "from: value \"8\": expected HH:MM", "streams[0].handle_mean_s: expected more than 0",
            ])
    }
}
