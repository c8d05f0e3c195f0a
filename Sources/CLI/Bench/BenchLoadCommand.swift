import ArgumentParser
import AuditSink
import Config
import Contacts
import Facts
import Foundation
import Kernel
import Links
import TierQueue
import TopologyFile
import Traffic

/// `tierline bench load`: whole lifecycles through a running topology, arrival to resolved.
struct BenchLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Sends contacts through a running topology as fast as it takes them.")

    @OptionGroup var place: TopologyOptions
    @Option(help: "How many contacts.")
    var contacts = 10_000
    @Option(help: "How many may be under way at once.")
    var window = 256
    @Option(help: "Contacts a second, open loop; 0 for as fast as the window allows.")
    var rate = 0
    @Option(help: "phone, chat or email.")
    var channel = "phone"
    @Option(help: "What every member wants.")
    var inquiry = "benefits"
    @Option(help: "Give up after so many seconds.")
    var timeout = 300

    private struct Answer: Encodable {
        struct Latency: Encodable {
            var p50: Double
            var p99: Double

            /// Of real microseconds, in milliseconds.
            init(_ values: [Int64]) {
                let sorted = values.sorted()
                p50 = Gauging.percentile(50, of: sorted) / 1000
                p99 = Gauging.percentile(99, of: sorted) / 1000
            }
        }
        var contacts: Int
        var finished: Int
        /// Terminal outcomes in the audit log.
        var ended: Int
        /// Real time from the first arrival until every consumer had committed everything, seconds.
        var wall_s: Double
        var lifecycles_per_s: Double
        /// From custody to the first offer, as the stations recorded them; what `replay` counts too.
        var arrival_to_offer_ms: Latency
        /// From sending the arrival until the agent's page showed the offer, by the client's own clock.
        var arrival_to_page_ms: Latency
        var entries_per_lifecycle: Double
        /// Answers that asked to try again later.
        var busy: Int
        var load_cpu_us_per_lifecycle: Double
        var troubles: [String]
    }

    func run() async throws {
        try await Outcome.of {
            let loaded = try place.load()
            let plan = try plan(for: loaded)
            let log = try AuditPlace.open(of: loaded)
            let before = try log.head()
            let shell = LoadShell(
                plan: plan,
                endpoints: Dictionary(
                    uniqueKeysWithValues: loaded.stations.map { ($0.name, $0.ingressEndpoint) }))
            let floor = try await play(shell)
            try await settle(loaded)
            let end = monotonicMicroseconds()
            let cpu = Gauging.processorTime()
            let busy = await shell.busy
            shell.thread.stop()
            try report(floor, wall: end - (floor.began ?? end), cpu, busy, log, after: before)
        }
    }

    private func plan(for loaded: Topology) throws -> LoadFloor.Plan {
        guard let channel = Channel(rawValue: channel),
            let gateway = loaded.stations.first(where: { $0.channels.contains(channel) })
        else { throw Failure("--channel \(channel): no gateway of the topology takes it") }
        return LoadFloor.Plan(
            run: "b" + String(UInt64(bitPattern: monotonicMicroseconds()), radix: 36), contacts: contacts,
            window: window, interval: rate == 0 ? 0 : 1_000_000 / Int64(rate),
            agents: loaded.tierQueue(for: .one).agents.map(\.id), gateway: gateway.name, channel: channel,
            desk: loaded.directory.desk, inquiry: InquiryType(inquiry))
    }

    private func play(_ shell: LoadShell) async throws -> LoadFloor {
        let timeout = timeout
        // A load that does not end is stopped, and reported as far as it came.
        let watch = Task {
            try await Task.sleep(for: .seconds(timeout))
            await shell.stop()
        }
        defer { watch.cancel() }
        return try await shell.run()
    }

    /// Waits until every consumer of every station has committed everything.
    private func settle(_ loaded: Topology) async throws {
        let stations = loaded.stations.filter(\.program.isStation)
        let thread = PollThread()
        defer { thread.stop() }
        let deadline = monotonicMicroseconds() + 60_000_000
        while monotonicMicroseconds() < deadline {
            let answers = await StatusCommand.ask(stations, thread: thread, timeout: 2_000_000)
            let lags = answers.values.flatMap(Self.lags)
            if answers.count == stations.count, lags.allSatisfy({ $0 == 0 }) { return }
        }
        throw Failure("the stations did not settle within 60 s")
    }

    private struct Health: Decodable {
        struct Consumer: Decodable { var lag: UInt64 }
        var consumers: [Consumer]
    }

    private static func lags(_ json: [UInt8]) -> [UInt64] {
        // A station that says nothing readable has not settled.
        guard let health = try? JSONDecoder().decode(Health.self, from: Foundation.Data(json)) else {
            return [1]
        }
        return health.consumers.map(\.lag)
    }

    /// What the audit log has of the load.
    private struct Sight {
        var entries = 0
        var ended = 0
        var offerLatencies: [Int64] = []

        init(of log: AuditLog, after index: UInt64) throws {
            var received: [UInt64: Instant] = [:]
            try log.forEach(after: index) { record in
                let entry = record.audited.entry
                entries += 1
                switch FactKind(rawValue: entry.kind) {
                case .contactReceived: received[entry.contact] = entry.at
                case .offerMade:
                    guard let at = received.removeValue(forKey: entry.contact) else { return }
                    offerLatencies.append(at.duration(to: entry.at).microseconds)
                case .contactEnded: ended += 1
                default: break
                }
            }
        }
    }

    private func report(
        _ floor: LoadFloor, wall: Int64, _ cpu: Int64, _ busy: Int, _ log: AuditLog, after index: UInt64
    ) throws {
        let seen = try Sight(of: log, after: index)
        let ended = seen.ended
        let seconds = Double(wall) / 1e6
        let perLifecycle = Double(max(1, floor.finished))
        try Output.json(
            Answer(
                contacts: contacts, finished: floor.finished, ended: ended, wall_s: seconds,
                lifecycles_per_s: Double(ended) / seconds,
                arrival_to_offer_ms: .init(seen.offerLatencies),
                arrival_to_page_ms: .init(floor.offerLatencies),
                entries_per_lifecycle: Double(seen.entries) / perLifecycle, busy: busy,
                load_cpu_us_per_lifecycle: Double(cpu) / perLifecycle, troubles: floor.troubles))
        guard floor.isOver, ended == contacts, floor.troubles.isEmpty else {
            throw Failure("\(contacts) contacts were sent, \(ended) ended: \(floor.troubles.prefix(3))")
        }
    }
}
