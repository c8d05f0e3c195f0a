import Contacts
import Testing

@testable import Kernel
@testable import Simulation

/// What a station does with a decision that cannot be recorded.
@Suite("StationKernel: a decision that cannot be recorded")
struct RewindTests {
    private let journal = MemoryJournal(id: JournalID("j"))

    private func kernel(_ decider: Summing = Summing()) throws -> StationKernel<Summing> {
        let settings = KernelSettings(
            name: "s", upstreams: ["up"], consumers: ["a"], auditSink: nil, configurationDigest: "1",
            configurationContent: [], prunes: false)
        return try StationKernel(
            settings: settings, decider: decider, recovery: journal.recover(), reader: journal, left: nil,
            epoch: 1, instant: Instant(microseconds: 1), mark: { _ in })
    }

    private func commit(_ kernel: inout StationKernel<Summing>, at now: Int64) throws -> [StationAction] {
        try journal.commitPending(of: &kernel, at: now)
    }

    private func submit(_ kernel: inout StationKernel<Summing>, _ bytes: UInt8..., ticket: UInt64 = 1) {
        for byte in bytes {
            kernel.submit([byte], key: "", ticket: ticket, id: 1, at: Instant(microseconds: 1))
        }
    }

    private func quarantines() throws -> [String] {
        guard case .batches(let batches) = journal.read(after: 0, limit: .max) else { return [] }
        return try batches.flatMap { try Batch.entries(in: $0.bytes[...]) }
            .filter { $0.kind == StationKind.inputQuarantined.rawValue }
            .map { try InputQuarantined(body: $0.body).reason }
    }

    @Test("11.1: its submission is rejected with the reason, and nothing of it stays in the state")
    func submission() throws {
        var kernel = try kernel()
        submit(&kernel, 1, 2)
        _ = try commit(&kernel, at: 10)
        // In the middle of a batch: what was decided before it in the same batch stays.
        submit(&kernel, 4, Summing.poison, 8, ticket: 7)
        let actions = try commit(&kernel, at: 20)
        let replies = actions.compactMap { action -> IngressReply? in
            if case .answer(7, let reply) = action { reply } else { nil }
        }
        #expect(
            replies == [
                .decided(id: 1, body: []), .rejected(id: 1, reason: "too much"), .decided(id: 1, body: []),
            ])
        #expect(kernel.decider.sum == 1 + 2 + 4 + 8)
        #expect(try quarantines() == ["too much"])
        // A restart reads all of it and comes to the same.
        #expect(try self.kernel().decider.sum == kernel.decider.sum)
    }

    @Test("11.1: the state is made anew from the newest checkpoint, the journal and what is on its way there")
    func everySource() throws {
        var kernel = try kernel()
        submit(&kernel, 1, 2)
        _ = try commit(&kernel, at: 10)
        try journal.beginCheckpoint(at: kernel.head)
        try journal.appendCheckpoint(kernel.memory.checkpoint(with: kernel.decider.checkpoint())[...])
        try journal.finishCheckpoint()
        submit(&kernel, 4)
        _ = try commit(&kernel, at: 20)
        submit(&kernel, 8)
        try kernel.decidePending(at: Instant(microseconds: 30), now: 30)
        // Handed over and not reported as committed.
        submit(&kernel, 16, Summing.poison)
        try kernel.decidePending(at: Instant(microseconds: 40), now: 40)
        #expect(kernel.decider.sum == 1 + 2 + 4 + 8 + 16)
        #expect(kernel.decider.restored == 1)
        for case .commit(let batch) in kernel.takeActions() { try journal.commit(batch) }
        #expect(try self.kernel().decider.sum == kernel.decider.sum)
    }

    @Test("11.1: an upstream's entry that leads to it is quarantined, and the ones after it are handled")
    func entry() throws {
        var kernel = try kernel()
        _ = try commit(&kernel, at: 5)
        kernel.speakToUpstreams(at: 10)
        kernel.take(
            upstreamFrame: .attached(epoch: 2, journal: JournalID("u"), start: .start, head: 0), from: "up",
            at: 11)
        var builder = BatchBuilder(head: 0, digest: .genesis)
        for byte in [1, Summing.poison, 2] as [UInt8] {
            builder.record(
                Draft(kind: 20, contact: 0, destinations: ["s"], body: [byte]),
                at: Instant(microseconds: 1), cause: nil)
        }
        let (made, published) = builder.finish(
            at: Instant(microseconds: 1), configuration: "", cursors: [])
        let through = StreamPosition(
            sequence: published.last, chainSequence: published.last, chainDigest: published.digest)
        let batch = EntriesFrame(
            epoch: 2, previous: 0, through: through, head: published.last, bytes: made.bytes[...])
        kernel.take(upstreamFrame: .entries(batch), from: "up", at: 12)
        _ = try commit(&kernel, at: 20)
        #expect(kernel.decider.sum == 3)
        #expect(try quarantines() == ["too much"])
    }

    @Test("11.1: a tick that leads to it is not decided again at once, so that a station never spins on it")
    func tick() throws {
        var kernel = try kernel(Summing(due: Instant(microseconds: 5)))
        _ = try commit(&kernel, at: 10)
        #expect(try quarantines().count == 1)
        #expect(kernel.nextDeadline == nil)
        submit(&kernel, 1)
        _ = try commit(&kernel, at: 20)
        #expect(kernel.decider.sum == 1)
        #expect(try quarantines().count == 1)
        kernel.keepHouse(at: 60_000_000, isShortOfDisk: false)
        #expect(kernel.nextDeadline == Instant(microseconds: 5))
    }
}

/// Adds up the bytes it is told, and cannot record the sum of one of them.
private struct Summing: Decider {
    static let poison: UInt8 = 255
    private(set) var sum = 0
    private(set) var restored = 0
    private let due: Instant?

    init(due: Instant? = nil) { self.due = due }

    var nextDeadline: Instant? { due }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        let byte: UInt8
        switch input {
        case .submission(let bytes): byte = bytes.first ?? 0
        case .entry(let entry, from: _):
            guard entry.kind == 20 else { return .nothing }
            byte = entry.body.first ?? 0
        case .tick: byte = Self.poison
        case .linkLost, .linkRegained: return .nothing
        }
        sum += Int(byte)
        guard byte != Self.poison else { throw UnrecordableDecision(reason: "too much") }
        return Decision(
            drafts: [Draft(kind: 20, contact: 0, destinations: [], body: [byte])], reply: [])
    }
    mutating func fold(_ entry: Entry) { if entry.kind == 20 { sum += Int(entry.body.first ?? 0) } }
    func checkpoint() -> [UInt8] { [UInt8(sum)] }
    mutating func restore(_ checkpoint: [UInt8]) {
        sum = Int(checkpoint.first ?? 0)
        restored += 1
    }
}
