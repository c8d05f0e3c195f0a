import Contacts
import Journal
import Kernel
import Simulation
import Testing

/// What every journal has to do, whatever it is kept in.
struct JournalConformance {
    /// A journal as its station holds it.
    struct Opened {
        let writer: any JournalWriting
        let reader: any JournalReading
        let recovery: JournalRecovery
    }

    /// Opens the journal, again after the first time; whoever opened it before has closed it.
    let open: () throws -> Opened
    /// Closes what was opened.
    let close: (Opened) throws -> Void

    func recoversWhatWasCommitted() throws {
        var maker = BatchMaker()
        let opened = try open()
        #expect(opened.recovery.head == 0)
        #expect(opened.recovery.digest == .genesis)
        try opened.writer.commit(maker.next(3, cursors: [cursor("phone", at: 7), cursor("chat", at: 1)]))
        let last = maker.next(2, cursors: [cursor("phone", at: 9)])
        try opened.writer.commit(last)
        try close(opened)

        let again = try open()
        #expect(again.recovery.journal == opened.recovery.journal)
        #expect(again.recovery.head == 5)
        #expect(again.recovery.digest == maker.digest)
        #expect(again.recovery.lastInstant == last.at)
        #expect(again.recovery.cursors == [cursor("chat", at: 1), cursor("phone", at: 9)])
        #expect(again.recovery.checkpoint == nil)
        #expect(again.recovery.floor == 0)
        try close(again)
    }

    func emptyBatchMovesOnlyCursors() throws {
        var maker = BatchMaker()
        let opened = try open()
        try opened.writer.commit(maker.next(1))
        try opened.writer.commit(maker.next(0, cursors: [cursor("phone", at: 4)]))
        try opened.writer.commit(maker.next(1))
        #expect(try batches(opened, after: 0).map(\.last) == [1, 2])
        try close(opened)
        let again = try open()
        #expect(again.recovery.cursors == [cursor("phone", at: 4)])
        try close(again)
    }

    func readsWholeBatchesUpToALimit() throws {
        var maker = BatchMaker()
        let opened = try open()
        #expect(try opened.reader.read(after: 0, limit: 1) == .batches([]))
        let made = (0..<4).map { _ in maker.next(3) }
        for batch in made { try opened.writer.commit(batch) }
        let size = made[0].bytes.count
        #expect(try batches(opened, after: 0, limit: 1).map(\.last) == [3])
        #expect(try batches(opened, after: 0, limit: 2 * size).map(\.last) == [3, 6])
        #expect(try batches(opened, after: 4, limit: 2 * size - 1).map(\.last) == [6])
        #expect(try batches(opened, after: 6).map(\.bytes) == made[2...].map(\.bytes))
        #expect(try batches(opened, after: 12).isEmpty)
        #expect(try batches(opened, after: 99).isEmpty)
        #expect(try opened.reader.digest(at: 0) == .genesis)
        #expect(try opened.reader.digest(at: 6) == made[1].digest)
        #expect(try opened.reader.digest(at: 5) == nil)
        #expect(try opened.reader.digest(at: 13) == nil)
        try close(opened)
    }

    func keepsTheFirstAnswerOfAKey() throws {
        var maker = BatchMaker()
        let opened = try open()
        let key = KnownKey(key: "ari/1", bodyDigest: [1, 2], reply: [])
        try opened.writer.commit(maker.next(1, keys: [key]))
        #expect(try opened.reader.known(["ari/1", "ari/2"]) == ["ari/1": key])
        let repeated = KnownKey(key: "ari/1", bodyDigest: [9], reply: [9])
        #expect(throws: (any Error).self) {
            try opened.writer.commit(maker.next(1, cursors: [cursor("phone", at: 3)], keys: [repeated]))
        }
        #expect(try opened.reader.known(["ari/1", "ari/2"]) == ["ari/1": key])
        try close(opened)
        let again = try open()
        #expect(again.recovery.head == 1)
        #expect(again.recovery.cursors.isEmpty)
        try close(again)
    }

    func refusesABatchThatDoesNotContinue() throws {
        var maker = BatchMaker()
        let opened = try open()
        try opened.writer.commit(maker.next(2))
        var skipping = maker
        _ = skipping.next(1)
        var otherHistory = maker
        otherHistory.digest = .genesis
        var wrongEmpty = maker.next(0)
        wrongEmpty.digest = .genesis
        let repeating = BatchMaker().nextCopy(2)
        for batch in [skipping.next(1), otherHistory.next(1), wrongEmpty, repeating] {
            #expect(throws: (any Error).self) { try opened.writer.commit(batch) }
        }
        try opened.writer.commit(maker.next(1))
        try close(opened)
        let again = try open()
        #expect(again.recovery.head == 3)
        try close(again)
    }

    func newestWholeCheckpointCounts() throws {
        var maker = BatchMaker()
        var opened = try open()
        for _ in 0..<4 { try opened.writer.commit(maker.next(2)) }
        #expect(throws: (any Error).self) { try opened.writer.beginCheckpoint(at: 9) }
        #expect(throws: (any Error).self) { try opened.writer.appendCheckpoint([1]) }
        #expect(throws: (any Error).self) { try opened.writer.finishCheckpoint() }
        try checkpoint(opened, at: 2, [[1], [2, 3]])
        try opened.writer.beginCheckpoint(at: 4)
        try opened.writer.appendCheckpoint([7])
        try checkpoint(opened, at: 6, [[4, 5], [], [6]])
        #expect(throws: (any Error).self) { try opened.writer.beginCheckpoint(at: 5) }
        try opened.writer.beginCheckpoint(at: 8)
        try opened.writer.appendCheckpoint([9])
        try close(opened)
        for _ in 0..<2 {
            opened = try open()
            #expect(opened.recovery.checkpoint == JournalCheckpoint(sequence: 6, bytes: [4, 5, 6]))
            try close(opened)
        }
    }

    func prunesNoFurtherThanTheCheckpoint() throws {
        var maker = BatchMaker()
        let opened = try open()
        let made = (0..<5).map { _ in maker.next(2) }
        for batch in made { try opened.writer.commit(batch) }
        #expect(throws: (any Error).self) { try opened.writer.prune(through: 2, limit: 1) }
        try checkpoint(opened, at: 7, [[1]])
        #expect(throws: (any Error).self) { try opened.writer.prune(through: 8, limit: 1) }
        #expect(try opened.writer.prune(through: 7, limit: 2))
        #expect(try !opened.writer.prune(through: 7, limit: 2))
        #expect(try !opened.writer.prune(through: 7, limit: 2))
        #expect(try opened.reader.read(after: 5, limit: 9) == .pruned(floor: 6))
        #expect(try opened.reader.read(after: 0, limit: 9) == .pruned(floor: 6))
        #expect(try batches(opened, after: 6).map(\.last) == [8, 10])
        #expect(try opened.reader.digest(at: 6) == made[2].digest)
        #expect(try opened.reader.digest(at: 4) == nil)
        #expect(try opened.reader.digest(at: 0) == .genesis)
        try close(opened)
        let again = try open()
        #expect(again.recovery.floor == 6)
        #expect(again.recovery.head == 10)
        try close(again)
    }

    func goesOnWhenAllIsPruned() throws {
        var maker = BatchMaker()
        let opened = try open()
        let last = maker.next(4)
        try opened.writer.commit(last)
        try checkpoint(opened, at: 4, [[1]])
        #expect(try !opened.writer.prune(through: 4, limit: 10))
        try close(opened)
        let again = try open()
        #expect(again.recovery.head == 4)
        #expect(again.recovery.digest == last.digest)
        #expect(again.recovery.lastInstant == last.at)
        try again.writer.commit(maker.next(1))
        #expect(try batches(again, after: 4).map(\.digest) == [maker.digest])
        try close(again)
    }

    private func checkpoint(_ opened: Opened, at sequence: UInt64, _ slices: [[UInt8]]) throws {
        try opened.writer.beginCheckpoint(at: sequence)
        for slice in slices { try opened.writer.appendCheckpoint(slice[...]) }
        try opened.writer.finishCheckpoint()
    }

    private func batches(
        _ opened: Opened, after sequence: UInt64, limit: Int = 1 << 20
    ) throws -> [StoredBatch] {
        switch try opened.reader.read(after: sequence, limit: limit) {
        case .batches(let found): return found
        case .pruned(let floor):
            Issue.record("pruned through \(floor), asked after \(sequence)")
            return []
        }
    }
}

extension BatchMaker {
    /// The next batch of a copy, so that this maker stays where it is.
    func nextCopy(_ count: Int) -> Batch {
        var copy = self
        return copy.next(count)
    }
}

/// The journals that have to conform.
enum JournalKind: CaseIterable {
    case sqlite, memory

    func conformance(in scratch: ScratchDirectory) -> JournalConformance {
        switch self {
        case .sqlite:
            JournalConformance(
                open: {
                    let (writer, recovery) = try JournalWriter.open(at: scratch.journal, station: "router")
                    return .init(
                        writer: writer, reader: try JournalReader(at: scratch.journal), recovery: recovery)
                },
                close: { opened in
                    try (opened.reader as? JournalReader)?.close()
                    try (opened.writer as? JournalWriter)?.close()
                })
        case .memory:
            Self.inMemory()
        }
    }

    private static func inMemory() -> JournalConformance {
        let journal = MemoryJournal(id: JournalID("m"))
        return JournalConformance(
            open: { .init(writer: journal, reader: journal, recovery: journal.recover()) },
            close: { _ in journal.crash() })
    }
}

@Suite("Journal conformance")
struct JournalConformanceTests {
    let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    @Test("a reopened journal goes on from its last committed batch", arguments: JournalKind.allCases)
    func recovery(kind: JournalKind) throws {
        try kind.conformance(in: scratch).recoversWhatWasCommitted()
    }

    @Test("a batch without entries moves cursors and writes nothing to read", arguments: JournalKind.allCases)
    func empty(kind: JournalKind) throws {
        try kind.conformance(in: scratch).emptyBatchMovesOnlyCursors()
    }

    @Test("a read gives whole batches up to its limit and at least one", arguments: JournalKind.allCases)
    func reading(kind: JournalKind) throws {
        try kind.conformance(in: scratch).readsWholeBatchesUpToALimit()
    }

    @Test("a key keeps its first answer and a repeated one takes its whole batch down",
        arguments: JournalKind.allCases)
    func keys(kind: JournalKind) throws {
        try kind.conformance(in: scratch).keepsTheFirstAnswerOfAKey()
    }

    @Test("a batch that does not continue the chain is refused", arguments: JournalKind.allCases)
    func chain(kind: JournalKind) throws {
        try kind.conformance(in: scratch).refusesABatchThatDoesNotContinue()
    }

    @Test("the newest checkpoint with its marker counts and an unfinished one does not",
        arguments: JournalKind.allCases)
    func checkpoints(kind: JournalKind) throws {
        try kind.conformance(in: scratch).newestWholeCheckpointCounts()
    }

    @Test("pruning stops at the checkpoint and readers below the floor are told",
        arguments: JournalKind.allCases)
    func pruning(kind: JournalKind) throws {
        try kind.conformance(in: scratch).prunesNoFurtherThanTheCheckpoint()
    }

    @Test("a journal whose batches are all pruned goes on from its floor", arguments: JournalKind.allCases)
    func allPruned(kind: JournalKind) throws {
        try kind.conformance(in: scratch).goesOnWhenAllIsPruned()
    }
}
