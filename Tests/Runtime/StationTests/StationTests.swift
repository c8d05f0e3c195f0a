import Contacts
import Foundation
import Journal
import Kernel
import Links
import Logging
import Station
import Synchronization
import Testing

/// Counts what it is told: each submission is one fact for the consumer, each consumed fact is counted once.
struct Counter: Decider {
    static let kind: UInt16 = 20
    var destinations: [StationName] = []
    var submitted: UInt64 = 0
    var consumed: UInt64 = 0
    var links: [String] = []
    /// Decides whether its checkpoints are copied or folded.
    var size = Int.max
    /// How much a new subscriber is told first.
    var backlogLength = 1

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        switch input {
        case .submission(let body):
            if body == [0xFF] { throw FrameError.unknown(field: "body", value: 255) }
            submitted += 1
            return Decision(
                drafts: [Draft(kind: Self.kind, contact: 0, destinations: destinations, body: body)],
                reply: [7])
        case .entry(let entry, _):
            if entry.body.first == 0xEE { throw FrameError.unknown(field: "body", value: 0xEE) }
            consumed += 1
            return Decision(drafts: [Draft(kind: 21, contact: 0, destinations: [], body: [])])
        case .linkLost(let name): links.append("lost \(name)")
        case .linkRegained(let name): links.append("regained \(name)")
        case .tick: break
        }
        return .nothing
    }

    mutating func fold(_ entry: Entry) throws {
        if entry.kind == Self.kind { submitted += 1 }
        if entry.kind == 21 { consumed += 1 }
    }

    var nextDeadline: Instant? { nil }
    func checkpoint() throws -> [UInt8] {
        var writer = ByteWriter()
        writer.put(submitted)
        writer.put(consumed)
        return writer.bytes
    }
    mutating func restore(_ checkpoint: [UInt8]) throws {
        var reader = ByteReader(checkpoint[...])
        submitted = try reader.uint64()
        consumed = try reader.uint64()
    }
    func pushes(kind: UInt16, body: ArraySlice<UInt8>, from publisher: StationName?) -> [Push] {
        kind == Self.kind ? [Push(topic: "facts", kind: 20, body: [UInt8](body))] : []
    }
    /// What was submitted ends it, as what happened is in every real backlog: who is told everything once
    /// more misses nothing that was pushed before.
    func backlog(of topic: String) -> [Push] {
        (0..<backlogLength).map { number in
            Push(topic: topic, kind: 1, body: [9] + String(number).utf8.prefix(number == 0 ? 0 : 9))
        } + (0..<submitted).map { _ in Push(topic: topic, kind: Self.kind, body: [42]) }
    }
    func gauges(at now: Instant) -> [Gauge] {
        [Gauge("consumed", value: Int64(consumed)), Gauge("submitted", value: Int64(submitted))]
    }
}

/// A temporary state folder with two stations: `source`, whose facts `sink` consumes.
final class Pair: Sendable {
    let folder: String
    let context = ZeroMQContext()
    let log: Logger

    init() throws {
        folder = NSTemporaryDirectory() + "tl-\(UInt32.random(in: 0...(.max)))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        log.logLevel = .critical
        self.log = log
    }

    // What is left of a scratch folder harms nobody.
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func settings(_ name: StationName, upstreams: [StationName], consumers: [StationName]) -> StationSettings
    {
        var kernel = KernelSettings(
            name: name, upstreams: upstreams, consumers: consumers, auditSink: nil, configurationDigest: "d",
            configurationContent: [1], prunes: true)
        kernel.limits.checkpointEvery = 50
        var endpoints: [StationName: String] = [:]
        for upstream in upstreams { endpoints[upstream] = "ipc://\(folder)/\(upstream).stream" }
        return StationSettings(
            kernel: kernel, streamEndpoint: "ipc://\(folder)/\(name).stream",
            ingressEndpoint: "ipc://\(folder)/\(name).in", journalPath: "\(folder)/\(name).sqlite",
            upstreamEndpoints: endpoints, now: { Instant(microseconds: monotonicMicroseconds()) }, rate: 1)
    }

    func source(size: Int = .max, backlog: Int = 1) -> StationActor {
        StationActor(
            settings: settings("source", upstreams: [], consumers: ["sink"]),
            decider: Counter(destinations: ["sink"], size: size, backlogLength: backlog),
            thread: PollThread(), context: context,
            log: log)
    }

    func sink(size: Int = .max) -> StationActor {
        StationActor(
            settings: settings("sink", upstreams: ["source"], consumers: []), decider: Counter(size: size),
            thread: PollThread(), context: context, log: log)
    }
}

/// A station's figure out of its own health.
func figure(_ name: String, of station: StationActor) async throws -> Int64 {
    struct Answer: Decodable {
        struct Figure: Decodable { var name: String; var value: Int64 }
        var gauges: [Figure]
    }
    let answer = try JSONDecoder().decode(Answer.self, from: Data(await station.status()))
    return answer.gauges.first { $0.name == name }?.value ?? -1
}

/// The sequence that a station's newest checkpoint covers.
func checkpoint(of station: StationActor) async throws -> UInt64 {
    struct Answer: Decodable { var checkpoint: UInt64 }
    return try JSONDecoder().decode(Answer.self, from: Data(await station.status())).checkpoint
}

/// Waits for an event, with the suite's time limit as the bound: the limit cancels, and nothing else ends a
/// wait for what never comes.
func eventually(_ condition: () async throws -> Bool) async throws {
    while try await !condition() {
        try Task.checkCancellation()
        await Task.yield()
    }
}

/// What a client heard.
private final class Heard: Sendable {
    private let pushes = Mutex<[Push]>([])
    var all: [Push] { pushes.withLock { $0 } }
    var last: Push? { pushes.withLock { $0.last } }
    func note(_ push: Push) { pushes.withLock { $0.append(push) } }
}

/// A client of the pair's source that subscribed to its facts, and what it hears.
private func subscriber(of pair: Pair) async throws -> (IngressClient, Heard) {
    let heard = Heard()
    let client = IngressClient(
        endpoint: "ipc://\(pair.folder)/source.in", identity: "test", thread: PollThread(),
        context: pair.context, onPush: { heard.note($0) })
    try await client.open()
    await client.subscribe(["facts"])
    return (client, heard)
}

/// What a station answered a client: as known, when the first answer found the connection full of pushes and
/// the client asked again.
private func settled(_ reply: IngressReply) -> [UInt8]? {
    switch reply {
    case .decided(_, let body), .known(_, let body): body
    default: nil
    }
}

@Suite("Stations over real ZeroMQ and SQLite", .serialized, .timeLimit(.minutes(2)))
struct StationTests {
    @Test("what is submitted is committed before it is answered, and consumed exactly once")
    func exactlyOnce() async throws {
        let pair = try Pair()
        let source = pair.source()
        let sink = pair.sink()
        try await sink.begin()
        try await source.begin()
        for number in 0..<300 {
            let reply = await source.submit(key: "k\(number)", body: [UInt8(number % 200)])
            #expect(reply == .decided(id: 0, body: [7]))
        }
        try await eventually { try await figure("consumed", of: sink) == 300 }
        // A repeat is known and makes nothing; another body under the same key is refused.
        #expect(await source.submit(key: "k5", body: [5]) == .known(id: 0, body: [7]))
        guard case .rejected(_, let reason) = await source.submit(key: "k5", body: [6]) else {
            Issue.record("another body under a known key is refused")
            return
        }
        #expect(reason.contains("k5"))
        #expect(try await figure("submitted", of: source) == 300)
        await source.drain()
        await sink.drain()
    }

    @Test(
        "a consumer that starts again goes on where its journal stands, its checkpoints folded or copied",
        arguments: [Int.max, 1])
    func restart(size: Int) async throws {
        let pair = try Pair()
        let source = pair.source()
        try await source.begin()
        for round in 0..<4 {
            let sink = pair.sink(size: size)
            try await sink.begin()
            for number in 0..<60 { _ = await source.submit(key: "r\(round)-\(number)", body: [1]) }
            try await eventually { try await figure("consumed", of: sink) == Int64((round + 1) * 60) }
            // It was asked for at 50 entries, so what comes next does not start from the first fact.
            try await eventually { try await checkpoint(of: sink) >= UInt64(round * 60) }
            await sink.drain()
            await sink.close()
        }
    }

    @Test("a second process of the same station is refused with exit status 78")
    func second() async throws {
        let pair = try Pair()
        let first = pair.source()
        try await first.begin()
        let other = pair.source()
        await #expect(throws: StationError.self) { try await other.begin() }
        do {
            try await pair.source().begin()
        } catch {
            #expect(error.exitStatus == 78)
            #expect(error.description.contains("holds it"))
        }
        await first.drain()
    }

    @Test("an upstream entry that holds no fact is quarantined and the rest goes on")
    func malformed() async throws {
        let pair = try Pair()
        let source = pair.source()
        let sink = pair.sink()
        try await source.begin()
        try await sink.begin()
        _ = await source.submit(key: "", body: [0xEE])
        _ = await source.submit(key: "", body: [1])
        try await eventually { try await figure("consumed", of: sink) == 1 }
        let health = String(decoding: await sink.status(), as: UTF8.self)
        #expect(health.contains("\"quarantined\":1"))
        guard case .rejected = await source.submit(key: "x", body: [0xFF]) else {
            Issue.record("a malformed submission is rejected")
            return
        }
        await source.drain()
        await sink.drain()
    }

    @Test("a client over the ingress socket submits, subscribes and gets backlog and pushes")
    func client() async throws {
        let pair = try Pair()
        let source = pair.source()
        try await source.begin()
        let (client, pushes) = try await subscriber(of: pair)
        try await eventually { pushes.all.count == 1 }
        #expect(settled(try await client.submit(key: "a", body: [42])) == [7])
        try await eventually { pushes.all.count == 2 }
        #expect(pushes.all.map(\.body) == [[9], [42]])
        await client.close()
        await source.drain()
    }

    @Test("11.3: a subscriber within the process is told all of a backlog of 1,300, and then what comes")
    func longLocalBacklog() async throws {
        let pair = try Pair()
        let source = pair.source(backlog: 1300)
        try await source.begin()
        var pushes = await source.subscribe(topic: "facts").makeAsyncIterator()
        _ = await source.submit(key: "a", body: [42])
        var heard: [[UInt8]] = []
        while heard.count < 1301, let push = await pushes.next() { heard.append(push.body) }
        #expect(heard == Counter(backlogLength: 1300).backlog(of: "facts").map(\.body) + [[42]])
        await source.drain()
    }

    @Test("11.3: a backlog longer than a connection takes at once is sent to its end, in order")
    func longBacklog() async throws {
        let pair = try Pair()
        let source = pair.source(backlog: 30_000)
        try await source.begin()
        let (client, pushes) = try await subscriber(of: pair)
        #expect(settled(try await client.submit(key: "a", body: [42])) == [7])
        var told: [[UInt8]] = []
        try await eventually {
            guard pushes.last?.body == [42] else { return false }
            told = pushes.all.map(\.body)
            return told.last == [42]
        }
        let expected = Counter(backlogLength: 30_000).backlog(of: "facts").map(\.body) + [[42]]
        // Where the machine stood still for longer than a connection bears, the backlog began once more.
        let heard = told.split(omittingEmptySubsequences: false) { $0 == expected[0] }
        #expect(heard.first == [])
        #expect(heard.last == expected.dropFirst())
        for run in heard { #expect(expected.dropFirst().starts(with: run)) }
        await client.close()
        await source.drain()
    }

    @Test("a client that a push did not reach gets the backlog when it comes again under its name")
    func lostPush() async throws {
        let pair = try Pair()
        let source = pair.source()
        try await source.begin()
        for key in ["a", "b"] {
            let (client, pushes) = try await subscriber(of: pair)
            try await eventually { pushes.all.first?.body == [9] }
            await client.close()
            // Decided and pushed while nobody is there.
            guard case .decided = await source.submit(key: key, body: [42]) else {
                Issue.record("the submission is decided")
                return
            }
        }
        await source.drain()
    }
}
