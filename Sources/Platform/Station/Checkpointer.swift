internal import Dispatch
import StationCore
import Synchronization

/// Makes checkpoints by folding *committed* entries into a copy of the decider that lives on a thread of its
/// own.
///
/// The data path never waits for it, and the copy is an independent proof that the journal alone gives the
/// state.
///
/// Sendable because `target` is behind a mutex and everything else is touched by the thread alone.
final class Checkpointer<D: Decider>: @unchecked Sendable {
    /// What to fold through; nil once it is to end.
    private let target = Mutex<UInt64?>(0)
    private let asked = DispatchSemaphore(value: 0)
    private let reader: any JournalReading
    private let commits: CommitThread
    private let fail: @Sendable (String) -> Void
    private var decider: D
    private var memory: StationMemory
    private var folded: UInt64
    /// Bytes of one slice: the journal thread writes it between two commits in well under 2 ms.
    private let slice = 128 * 1024

    /// Starts from a recovered state.
    init(
        decider: D, memory: StationMemory, folded: UInt64, reader: any JournalReading, commits: CommitThread,
        fail: @escaping @Sendable (String) -> Void
    ) {
        self.decider = decider
        self.memory = memory
        self.folded = folded
        self.reader = reader
        self.commits = commits
        self.fail = fail
        startThread { [self] in run() }
    }

    /// Asks for a checkpoint of everything committed through `sequence`.
    func checkpoint(through sequence: UInt64) {
        target.withLock { $0 = $0.map { max($0, sequence) } }
        asked.signal()
    }

    /// Ends the thread after what it is doing.
    func stop() {
        target.withLock { $0 = nil }
        asked.signal()
    }

    private func run() {
        while true {
            asked.wait()
            guard let goal = target.withLock({ $0 }) else { return }
            guard goal > folded else { continue }
            do {
                try fold(through: goal)
                try write()
            } catch {
                fail("checkpoint at \(folded): \(error)")
                return
            }
        }
    }

    private func fold(through goal: UInt64) throws {
        while folded < goal {
            guard case .batches(let batches) = try reader.read(after: folded, limit: 1 << 20),
                !batches.isEmpty
            else {
                throw StationError("entries after \(folded) are missing from the journal", exitStatus: 78)
            }
            for stored in batches {
                for entry in try Batch.entries(in: stored.bytes[...]) {
                    try memory.fold(entry)
                    try decider.fold(entry)
                }
                folded = stored.last
            }
        }
    }

    private func write() throws {
        let bytes = memory.checkpoint(with: try decider.checkpoint())
        commits.add(.beginCheckpoint(folded))
        var start = 0
        while start < bytes.count {
            let end = min(start + slice, bytes.count)
            commits.add(.checkpointSlice([UInt8](bytes[start..<end])))
            start = end
        }
        commits.add(.finishCheckpoint(folded))
    }
}
