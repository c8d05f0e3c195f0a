import Contacts
import Testing

@testable import Kernel
@testable import Simulation

extension MemoryJournal {
    /// Lets a kernel decide what is there, and commits it.
    func commitPending<D: Decider>(
        of kernel: inout StationKernel<D>, at now: Int64
    ) throws -> [StationAction] {
        try kernel.decidePending(at: Instant(microseconds: now), now: now)
        var done = kernel.takeActions()
        for case .commit(let batch) in done {
            try commit(batch)
            kernel.committed(took: 1)
        }
        done += kernel.takeActions()
        return done
    }
}

/// What the fault simulation found in the kernel, held fast without it.
@Suite("StationKernel")
struct KernelTests {
    private let journal = MemoryJournal(id: JournalID("j"))

    private func kernel(
        upstreams: [StationName] = [], consumers: [StationName] = ["a"], decider: Watched = Watched(),
        limits: StationLimits = StationLimits()
    ) throws -> StationKernel<Watched> {
        var settings = KernelSettings(
            name: "s", upstreams: upstreams, consumers: consumers, auditSink: nil, configurationDigest: "1",
            configurationContent: [], prunes: false)
        settings.limits = limits
        return try StationKernel(
            settings: settings, decider: decider, recovery: journal.recover(), reader: journal, left: nil,
            epoch: 1, instant: Instant(microseconds: 1), mark: { _ in })
    }

    private func commit(_ kernel: inout StationKernel<Watched>, at now: Int64 = 1) throws -> [StationAction] {
        try journal.commitPending(of: &kernel, at: now)
    }

    private func attach(_ consumer: StationName) -> StreamFrame {
        .attach(
            StreamFrame.Attach(consumer: consumer, epoch: 3, journal: nil, position: .start, credit: 1000))
    }

    @Test("after a restart the first attach tells the decider that the link is there again")
    func regained() throws {
        var kernel = try kernel(upstreams: ["up"])
        _ = try commit(&kernel)
        kernel.speakToUpstreams(at: 10)
        kernel.take(
            upstreamFrame: .attached(epoch: 2, journal: JournalID("u"), start: .start, head: 0), from: "up",
            at: 11)
        _ = try commit(&kernel, at: 12)
        #expect(kernel.decider.events == ["regained up"])
    }

    @Test("a consumer cannot attach before its registration is committed")
    func registration() throws {
        var first = try kernel()
        _ = try commit(&first)
        var kernel = try kernel(consumers: ["a", "b"])
        try kernel.take(consumerFrame: attach("b"), at: 5)
        guard case .toConsumer("b", .refused(_, let refusal)) = kernel.takeActions().first else {
            Issue.record("a registration that may still be lost does not count")
            return
        }
        #expect(refusal.code == .notRegistered && !refusal.stopsPublisher)
        _ = try commit(&kernel, at: 6)
        try kernel.take(consumerFrame: attach("b"), at: 7)
        guard case .toConsumer("b", .attached(_, _, let start, let head)) = kernel.takeActions().first else {
            Issue.record("a committed registration counts")
            return
        }
        #expect(start.sequence <= head)
    }

    @Test("what a consumer's consumers are behind is not passed on, so that it cannot go round for ever")
    func lag() throws {
        var kernel = try kernel(upstreams: ["up"])
        _ = try commit(&kernel)
        try kernel.take(consumerFrame: attach("a"), at: 5)
        let ack = StreamFrame.Ack(consumer: "a", epoch: 3, committed: kernel.head, credit: 1000, lag: 5000)
        try kernel.take(consumerFrame: .ack(ack), at: 6)
        #expect(kernel.worstLag() == 5000)
        kernel.speakToUpstreams(at: 10)
        kernel.take(
            upstreamFrame: .attached(epoch: 2, journal: JournalID("u"), start: .start, head: 0), from: "up",
            at: 11)
        _ = kernel.takeActions()
        kernel.speakToUpstreams(at: 2_000_000)
        let told = kernel.takeActions().compactMap { action -> UInt64? in
            if case .toUpstream(_, .ack(let ack)) = action { ack.lag } else { nil }
        }
        #expect(told == [0])
    }

    @Test("what arrives soon after a batch was begun joins the next one; a lone input never waits")
    func interval() throws {
        var limits = StationLimits()
        limits.batchInterval = 3_000
        var kernel = try kernel(limits: limits)
        _ = try commit(&kernel, at: 10_000)
        for number in UInt64(1)...2 {
            kernel.submit([7], key: "", ticket: number, id: number, at: Instant(microseconds: 11_000))
            #expect(try commit(&kernel, at: 11_000 + Int64(number)).isEmpty)
            #expect(kernel.hasInputs && kernel.nextBatch == 13_000)
        }
        let answers = try commit(&kernel, at: 13_000).filter { if case .answer = $0 { true } else { false } }
        #expect(answers.count == 2)
        kernel.submit([7], key: "", ticket: 3, id: 3, at: Instant(microseconds: 90_000))
        #expect(try !commit(&kernel, at: 90_000).isEmpty)
    }

    @Test("a deadline is not announced while the journal is behind, so that nobody spins on it")
    func deadline() throws {
        var kernel = try kernel(decider: Watched(nextDeadline: Instant(microseconds: 5)))
        #expect(kernel.nextDeadline == Instant(microseconds: 5))
        try kernel.decidePending(at: Instant(microseconds: 10), now: 10)
        #expect(kernel.nextDeadline == nil)
        for case .commit(let batch) in kernel.takeActions() {
            try journal.commit(batch)
            kernel.committed(took: 1)
        }
        #expect(kernel.nextDeadline == Instant(microseconds: 5))
    }

    @Test("a station that takes no more stands still however it is fed; its next start is sent the rest")
    func drains() throws {
        var decider = Watched()
        decider.nextDeadline = Instant(microseconds: 5)
        var kernel = try kernel(upstreams: ["up"], consumers: [], decider: decider)
        _ = try commit(&kernel)
        kernel.speakToUpstreams(at: 10)
        kernel.take(
            upstreamFrame: .attached(epoch: 2, journal: JournalID("u"), start: .start, head: 2), from: "up",
            at: 11)
        kernel.take(upstreamFrame: entries(1, after: 0), from: "up", at: 12)
        _ = try commit(&kernel, at: 13)
        kernel.drain()
        kernel.stopTaking()
        // What was decided while the ticks still came.
        _ = try commit(&kernel, at: 14)
        let head = kernel.head
        kernel.take(upstreamFrame: entries(2, after: 1), from: "up", at: 15)
        _ = try commit(&kernel, at: 100_000)
        #expect(kernel.head == head && kernel.nextDeadline == nil && kernel.isDrained)
        #expect(kernel.decider.events.filter { $0.hasPrefix("entry") } == ["entry 1"])
        #expect(journal.recover().cursors.map(\.position.sequence) == [1])
    }

    private func entries(_ sequence: UInt64, after previous: UInt64) -> StreamFrame {
        let header = EntryHeader(
            sequence: sequence, at: Instant(microseconds: 1), kind: 20, contact: 0, cause: nil,
            destinations: ["s"])
        var writer = ByteWriter()
        writer.put(counted: Entry(header: header, body: [1]).encoded)
        return .entries(
            EntriesFrame(
                epoch: 2, previous: previous,
                through: StreamPosition(sequence: sequence, chainSequence: 0, chainDigest: .genesis),
                head: 2, bytes: writer.bytes[...]))
    }

    @Test("a topology that leaves out a registered consumer is rejected with 78")
    func omitted() throws {
        var first = try kernel(consumers: ["a", "b"])
        _ = try commit(&first)
        let error = #expect(throws: StationError.self) { try kernel() }
        #expect(error?.exitStatus == 78)
    }
}

/// Records the link events it is told of, and a fact for each tick.
private struct Watched: Decider {
    var nextDeadline: Instant?
    private(set) var events: [String] = []

    init(nextDeadline: Instant? = nil) { self.nextDeadline = nextDeadline }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        switch input {
        case .linkLost(let name): events.append("lost \(name)")
        case .linkRegained(let name): events.append("regained \(name)")
        case .tick: return Decision(drafts: [Draft(kind: 20, contact: 0, destinations: [], body: [1])])
        case .entry(let entry, _): events.append("entry \(entry.sequence)")
        case .submission: break
        }
        return .nothing
    }
    mutating func fold(_: Entry) throws {}
    func checkpoint() throws -> [UInt8] { [] }
    mutating func restore(_: [UInt8]) throws {}
}
