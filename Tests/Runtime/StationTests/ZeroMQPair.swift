import Contacts
import Dispatch
import Foundation
import Journal
import Kernel
import Links
import Logging
import Station
import Testing

@testable import SharedTesting

/// Two stations over real sockets and journals: the real side of ``StreamConformance``.
///
/// What a check asks for and the system does only in its own time is waited for here, so that no check can
/// pass because nothing had happened yet.
final class ZeroMQPair {
    static let credit: UInt64 = 32 * 1024
    /// The status of a publisher that ran on an older copy until nobody waited for it any more.
    private static let notRefused: Int32 = 3

    private let folder: String
    private let context = ZeroMQContext()
    private let handled = HandledBytes()
    private let relay: StreamRelay
    /// How long an event is waited for, microseconds.
    private let bound: Int64
    private var publisher: StationActor?
    private var consumer: StationActor?
    /// Counts the starts: each has endpoints of its own, which no earlier one can still hold.
    private var starts = 0
    private var gate = DispatchSemaphore(value: 0)
    private var standstill: Task<Void, Never>?

    /// Starts both.
    ///
    /// - Parameters:
    ///   - defect: What the wire between them does wrong.
    ///   - bound: How long an event is waited for, microseconds.
    init(defect: StreamRelay.Defect? = nil, bound: Int64 = 20_000_000) async throws {
        folder = NSTemporaryDirectory() + "tl-\(UInt32.random(in: 0...(.max)))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        relay = StreamRelay(context: context, handled: handled, defect: defect)
        self.bound = bound
        await relay.open()
        try await startPublisher()
        try await startConsumer()
    }

    // What is left of a scratch folder harms nobody.
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs a check over this pair, and ends it.
    func result(of check: StreamConformance) async throws -> [String] {
        do {
            let found = try await check.check(rig)
            await end()
            return found
        } catch {
            await end()
            throw error
        }
    }

    private func end() async {
        gate.signal()
        await standstill?.value
        await consumer?.close()
        await publisher?.close()
        await relay.close()
    }

    private var rig: StreamRig {
        StreamRig(
            publish: { [self] in try await publish($0) },
            consumed: { [self] in try consumed() },
            settle: { [self] _ in try await settle() },
            cutLink: { [self] in await relay.cut(true) },
            restoreLink: { [self] in try await restoreLink() },
            repeatFrames: { [self] in try await repeatFrames() },
            restartPublisher: { [self] in
                await stopPublisher()
                try await startPublisher()
            },
            restartConsumer: { [self] in
                await consumer?.close()
                try await startConsumer()
            },
            stallConsumer: { [self] in if $0 { await stall() } else { try await goOn() } },
            mostBytesUnderWay: { [self] in await relay.sight.mostUnderWay },
            credit: Self.credit,
            rollBackPublisher: { [self] in try await rollBack() })
    }

    // MARK: Stations

    private func startPublisher() async throws {
        starts += 1
        let station = Self.publisher(in: folder, start: starts, context: context)
        try await station.begin()
        publisher = station
        await relay.connect(to: Self.endpoint(of: "publisher", in: folder, start: starts))
    }

    /// Ends it where it stands: nothing is drained, and its connections break.
    private func stopPublisher() async {
        await publisher?.close()
        publisher = nil
        await relay.hangUp()
    }

    private func startConsumer() async throws {
        starts += 1
        var settings = Self.settings("consumer", in: folder, start: starts)
        settings.kernel.upstreams = ["publisher"]
        settings.upstreamEndpoints = ["publisher": relay.endpoint]
        let station = Self.station(settings, handled: handled, context: context)
        try await station.begin()
        consumer = station
    }

    private static func publisher(
        in folder: String, start: Int, context: ZeroMQContext
    ) -> StationActor {
        var settings = settings("publisher", in: folder, start: start)
        settings.kernel.consumers = ["consumer"]
        return station(settings, handled: HandledBytes(), context: context)
    }

    private static func station(
        _ settings: StationSettings, handled: HandledBytes, context: ZeroMQContext
    ) -> StationActor {
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return StationActor(
            settings: settings, decider: NumberDecider(handled: handled), thread: PollThread(),
            context: context, log: log)
    }

    private static func settings(
        _ name: StationName, in folder: String, start: Int
    ) -> StationSettings {
        var kernel = KernelSettings(
            name: name, upstreams: [], consumers: [], auditSink: nil, configurationDigest: "pair",
            configurationContent: [], prunes: false)
        kernel.limits.credit = credit
        return StationSettings(
            kernel: kernel, streamEndpoint: endpoint(of: name, in: folder, start: start),
            ingressEndpoint: "ipc://\(folder)/\(name).\(start).in",
            journalPath: journal(of: name, in: folder), upstreamEndpoints: [:],
            now: { Instant(microseconds: monotonicMicroseconds()) }, rate: 1)
    }

    private static func endpoint(of name: StationName, in folder: String, start: Int) -> String {
        "ipc://\(folder)/\(name).\(start).out"
    }

    private static func journal(of name: StationName, in folder: String) -> String {
        "\(folder)/\(name).sqlite"
    }

    // MARK: Facts

    private func publish(_ numbers: ClosedRange<UInt64>) async throws {
        for first in stride(from: numbers.lowerBound, through: numbers.upperBound, by: 100) {
            let body = NumberDecider.body(of: first...min(first + 99, numbers.upperBound))
            let reply = await publisher?.submit(key: "\(first)", body: body)
            guard case .decided = reply else {
                throw RigFailure("the publisher answers \(String(describing: reply))")
            }
        }
    }

    private func consumed() throws -> [UInt64] {
        try stored(by: "consumer").flatMap { try Batch.entries(in: $0.bytes[...]) }
            .filter { $0.header.kind == CountingDecider.heard }
            .map { try CountingDecider.number(in: $0.body) }
    }

    private func stored(by name: StationName) throws -> [StoredBatch] {
        let reader = try JournalReader(at: Self.journal(of: name, in: folder))
        guard case .batches(let batches) = try reader.read(after: 0, limit: .max) else { return [] }
        try reader.close()
        return batches
    }

    private func publisherHead() throws -> UInt64 { try stored(by: "publisher").last?.last ?? 0 }

    /// Waits for the acknowledgement of everything published: by then all that was sent before, repeats
    /// too, has been handled, for a connection keeps the order.
    private func settle() async throws {
        let head = try publisherHead()
        _ = await relay.wait(bound) { $0.acknowledged >= head }
    }

    // MARK: The wire

    /// Carries frames again once everything published meanwhile was sent and lost.
    private func restoreLink() async throws {
        let head = try publisherHead()
        guard await relay.wait(bound, until: { $0.lost >= head }) else {
            throw RigFailure("nothing was lost while the link was cut")
        }
        await relay.cut(false)
    }

    private func repeatFrames() async throws {
        guard await relay.playBack() else { throw RigFailure("there was no entry to repeat") }
    }

    // MARK: Standing still

    /// Stops the consumer's thread, as a process that was stopped stands still.
    private func stall() async {
        let gate = DispatchSemaphore(value: 0)
        let station = consumer
        self.gate = gate
        await withCheckedContinuation { stopped in
            standstill = Task { await station?.standStill(until: gate, stopped) }
        }
    }

    /// Lets it go on once the publisher has sent all that it would send, and has only a heartbeat left.
    private func goOn() async throws {
        let before = await relay.sight.heartbeats
        guard await relay.wait(bound, until: { $0.heartbeats > before && $0.mostUnderWay >= Self.credit })
        else { throw RigFailure("the credit was never used up") }
        gate.signal()
        await standstill?.value
    }

    // MARK: An older copy

    private func rollBack() async throws -> Int32? {
        let journal = Self.journal(of: "publisher", in: folder)
        await stopPublisher()
        try copyJournal(journal, to: journal + ".kept")
        try await startPublisher()
        try await publish(11...20)
        try await settle()
        await stopPublisher()
        try copyJournal(journal + ".kept", to: journal)
        starts += 1
        await relay.connect(to: Self.endpoint(of: "publisher", in: folder, start: starts))
        // A station that may not go on ends its process; so it runs in one of its own.
        let result = await #expect(processExitsWith: .failure) {
            [folder = folder as String, start = starts as Int, bound = bound as Int64] in
            let context = ZeroMQContext()
            let station = ZeroMQPair.publisher(in: folder, start: start, context: context)
            try await station.begin()
            ZeroMQPair.outlive(bound)
        }
        guard case .exitCode(let status) = result?.exitStatus, status != Self.notRefused else { return nil }
        return status
    }

    /// Ends the process after `bound` microseconds, unless it ends itself before.
    private static func outlive(_ bound: Int64) -> Never {
        _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .microseconds(Int(bound)))
        exit(notRefused)
    }

    /// Copies a journal that nobody writes now, with the files that belong to it.
    private func copyJournal(_ source: String, to target: String) throws {
        let files = FileManager.default
        for suffix in ["", "-wal", "-shm"] {
            if files.fileExists(atPath: target + suffix) { try files.removeItem(atPath: target + suffix) }
            guard files.fileExists(atPath: source + suffix) else { continue }
            try files.copyItem(atPath: source + suffix, toPath: target + suffix)
        }
    }
}

/// The rig could not bring about what a check needs, so that the check would say nothing.
struct RigFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension StationActor {
    /// Blocks the station's thread until `gate` opens; says before that it stands still.
    func standStill(until gate: DispatchSemaphore, _ stopped: CheckedContinuation<Void, Never>) {
        stopped.resume()
        gate.wait()
    }
}

/// Publishes every number of a submission, and counts the bytes of what it consumes.
struct NumberDecider: Decider {
    let handled: HandledBytes
    private var counting = CountingDecider(consumer: "consumer")

    init(handled: HandledBytes) { self.handled = handled }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        switch input {
        case .submission(let body):
            var reader = ByteReader(body[...])
            var drafts: [Draft] = []
            for number in try reader.uint64()...reader.uint64() {
                let one = CountingDecider.body(of: number)
                drafts += try counting.decide(.submission(one), at: now).drafts
            }
            return Decision(drafts: drafts, reply: [])
        case .entry(let entry, _):
            // An entry lies in a frame behind four bytes of length.
            handled.add(entry.encoded.count + 4)
            return try counting.decide(input, at: now)
        case .tick, .linkLost, .linkRegained: return .nothing
        }
    }

    mutating func fold(_ entry: Entry) throws { try counting.fold(entry) }
    var nextDeadline: Instant? { nil }
    func checkpoint() throws -> [UInt8] { try counting.checkpoint() }
    mutating func restore(_ checkpoint: [UInt8]) throws { try counting.restore(checkpoint) }

    /// The submission that publishes `numbers`.
    static func body(of numbers: ClosedRange<UInt64>) -> [UInt8] {
        var writer = ByteWriter()
        writer.put(numbers.lowerBound)
        writer.put(numbers.upperBound)
        return writer.bytes
    }
}
