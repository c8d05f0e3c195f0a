import Contacts
import Kernel

@testable import SharedTesting
@testable import Simulation

/// Two kernels and the link between them on virtual time: the simulated side of ``StreamConformance``.
final class SimulatedPair {
    /// One of the two.
    private struct Side {
        let name: StationName
        let journal: MemoryJournal
        var kernel: StationKernel<CountingDecider>?
        var frames: [StreamFrame] = []
        var epoch: UInt64 = 0
    }

    private static let publisherName: StationName = "publisher"
    private var publisher = Side(name: publisherName, journal: MemoryJournal(id: JournalID("p")))
    private var consumer = Side(name: "consumer", journal: MemoryJournal(id: JournalID("c")))
    private var now: Int64 = 0
    private var onTheWay: [(toPublisher: Bool, frame: StreamFrame, at: Int64)] = []
    private var late: [(toPublisher: Bool, frame: StreamFrame)] = []
    private var isCut = false
    private var isStalled = false
    private var sentBytes: UInt64 = 0
    private var handledBytes: UInt64 = 0
    private var most: UInt64 = 0
    private var status: Int32?
    static let credit: UInt64 = 32 * 1024

    init() throws(StationError) {
        try restart(\.publisher)
        try restart(\.consumer)
    }

    private func start(_ side: inout Side) throws(StationError) {
        let publishes = side.name == publisher.name
        var settings = KernelSettings(
            name: side.name, upstreams: publishes ? [] : [publisher.name],
            consumers: publishes ? [consumer.name] : [], auditSink: nil, configurationDigest: "pair",
            configurationContent: [], prunes: false)
        settings.limits.credit = Self.credit
        side.epoch += 1000
        side.frames = []
        side.kernel = try StationKernel(
            settings: settings, decider: CountingDecider(consumer: consumer.name),
            recovery: side.journal.recover(), reader: side.journal, left: nil, epoch: side.epoch,
            instant: Instant(microseconds: now), mark: { _ in })
    }

    /// The rig of this pair.
    var rig: StreamRig {
        StreamRig(
            publish: { [self] in try publish($0) },
            consumed: { [self] in try consumed() },
            settle: { [self] in try run(for: 20_000_000, until: $0) },
            cutLink: { [self] in isCut = true },
            restoreLink: { [self] in isCut = false },
            repeatFrames: { [self] in repeatFrames() },
            restartPublisher: { [self] in try restart(\.publisher) },
            restartConsumer: { [self] in try restart(\.consumer) },
            stallConsumer: { [self] in isStalled = $0 },
            mostBytesUnderWay: { [self] in most },
            credit: Self.credit,
            rollBackPublisher: { [self] in try rollBack() })
    }

    private func publish(_ numbers: ClosedRange<UInt64>) throws {
        for number in numbers {
            publisher.kernel?.submit(
                CountingDecider.body(of: number), key: "\(number)", ticket: number, id: number,
                at: Instant(microseconds: now))
        }
        try run(for: 50_000, until: .max)
    }

    private func consumed() throws -> [UInt64] {
        guard case .batches(let batches) = consumer.journal.read(after: 0, limit: .max) else { return [] }
        return try batches.flatMap { try Batch.entries(in: $0.bytes[...]) }
            .filter { $0.header.kind == CountingDecider.heard }
            .map { try CountingDecider.number(in: $0.body) }
    }

    /// Time passes in steps of 5 ms, until the consumer has `count` facts.
    private func run(for time: Int64, until count: Int) throws {
        let end = now + time
        while now < end, status == nil {
            now += 5000
            deliver()
            do {
                try turn(\.publisher)
            } catch {
                status = (error as? StationError)?.exitStatus ?? 1
            }
            if !isStalled { try turn(\.consumer) }
            if count < .max, consumer.kernel.map({ $0.decider.count >= UInt64(count) }) ?? false { break }
        }
        // A little longer, so that what came twice would show.
        if count < .max, time > 1_000_000 { try run(for: 1_000_000, until: .max) }
    }

    private func turn(_ side: ReferenceWritableKeyPath<SimulatedPair, Side>) throws {
        for frame in self[keyPath: side].frames {
            try self[keyPath: side].kernel?.take(consumerFrame: frame, at: now)
            self[keyPath: side].kernel?.take(upstreamFrame: frame, from: Self.publisherName, at: now)
            if case .entries(let entries) = frame { handledBytes += UInt64(entries.bytes.count) }
        }
        self[keyPath: side].frames = []
        try self[keyPath: side].kernel?.decidePending(at: Instant(microseconds: now), now: now)
        try self[keyPath: side].kernel?.publish(at: now)
        self[keyPath: side].kernel?.speakToUpstreams(at: now)
        if now % 1_000_000 == 0 { self[keyPath: side].kernel?.keepHouse(at: now, isShortOfDisk: false) }
        for action in self[keyPath: side].kernel?.takeActions() ?? [] {
            switch action {
            case .commit(let batch):
                try self[keyPath: side].journal.commit(batch)
                self[keyPath: side].kernel?.committed(took: 1)
            case .toConsumer(_, let frame): send(frame, toPublisher: false)
            case .toUpstream(_, let frame): send(frame, toPublisher: true)
            case .answer, .push, .checkpoint, .prune, .note: break
            }
        }
    }

    private func send(_ frame: StreamFrame, toPublisher: Bool) {
        if case .entries(let entries) = frame {
            sentBytes += UInt64(entries.bytes.count)
            most = max(most, sentBytes - min(sentBytes, handledBytes))
        }
        late.append((toPublisher, frame))
        if late.count > 8 { late.removeFirst() }
        if !isCut { onTheWay.append((toPublisher, frame, now + 10_000)) }
    }

    private func deliver() {
        if isCut { onTheWay = [] }
        for (toPublisher, frame, _) in onTheWay.filter({ $0.at <= now }) {
            if toPublisher { publisher.frames.append(frame) } else { consumer.frames.append(frame) }
        }
        onTheWay.removeAll { $0.at <= now }
    }

    private func repeatFrames() {
        for (place, (toPublisher, frame)) in late.reversed().enumerated() {
            onTheWay.append((toPublisher, frame, now + 5000 * Int64(place)))
        }
    }

    private func restart(_ side: ReferenceWritableKeyPath<SimulatedPair, Side>) throws(StationError) {
        onTheWay = []
        var fresh = self[keyPath: side]
        try start(&fresh)
        self[keyPath: side] = fresh
    }

    private func rollBack() throws -> Int32? {
        let backup = publisher.journal.disk
        try publish(11...20)
        try run(for: 20_000_000, until: 20)
        publisher.journal.disk = backup
        try restart(\.publisher)
        try run(for: 10_000_000, until: .max)
        return status
    }
}
