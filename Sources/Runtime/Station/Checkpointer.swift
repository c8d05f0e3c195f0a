internal import DequeModule
internal import Dispatch
import Kernel
import Synchronization

/// Makes checkpoints on a thread of its own, so that the data path never waits for one.
///
/// A small state is handed over as a copy, which costs the data path well under 2 ms once. A large one would
/// stall it: then *committed* entries are read back and folded into the copy that was handed over last.
///
/// Sendable because `tasks` is behind a mutex and everything else is touched by the thread alone.
final class Checkpointer: @unchecked Sendable {
    /// What is asked for.
    private enum Task {
        case fold(through: UInt64)
        case take(Snapshot)
        case stop
    }

    /// A decider and what the station remembers, as of an entry that was handed to the journal.
    typealias Snapshot = (decider: AnyDecider, memory: StationMemory, through: UInt64)

    /// States of more things than this are folded.
    static let copyLimit = 6_000

    private let tasks = Mutex(Deque<Task>())
    private let asked = DispatchSemaphore(value: 0)
    private let reader: any JournalReading
    private let commits: CommitThread
    private let fail: @Sendable (String) -> Void
    private var decider: AnyDecider
    private var memory: StationMemory
    private var folded: UInt64
    /// Bytes of one slice: the journal thread writes it between two commits in well under 2 ms.
    private let slice = 128 * 1024

    /// Starts from a recovered state.
    init(
        decider: AnyDecider, memory: StationMemory, folded: UInt64, reader: any JournalReading,
        commits: CommitThread, fail: @escaping @Sendable (String) -> Void
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
    func checkpoint(through sequence: UInt64) { add(.fold(through: sequence)) }

    /// Asks for a checkpoint of `snapshot`, whose batches are before it in the journal thread's order.
    func checkpoint(_ snapshot: Snapshot) { add(.take(snapshot)) }

    /// Ends the thread after what it is doing.
    func stop() {
        add(.stop)
    }

    private func add(_ task: Task) {
        tasks.withLock { $0.append(task) }
        asked.signal()
    }

    private func run() {
        while true {
            asked.wait()
            guard let task = tasks.withLock({ $0.popFirst() }) else { continue }
            do {
                switch task {
                case .stop: return
                case .fold(let goal):
                    guard goal > folded else { continue }
                    try fold(through: goal)
                case .take(let snapshot):
                    guard snapshot.through > folded else { continue }
                    (decider, memory, folded) = snapshot
                }
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
