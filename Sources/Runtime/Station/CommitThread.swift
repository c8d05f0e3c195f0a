internal import DequeModule
internal import Dispatch
import Glibc
import Kernel
import Synchronization

/// The thread that commits: a blocking fsync must sit neither on the socket thread nor on the cooperative
/// pool.
///
/// Sendable because `tasks` is behind a mutex and `writer` is touched by the thread alone.
final class CommitThread: @unchecked Sendable {
    /// What it is asked to do, in order.
    enum Task: Sendable {
        case commit(Batch)
        case beginCheckpoint(UInt64)
        case checkpointSlice([UInt8])
        case finishCheckpoint(UInt64)
        case prune(through: UInt64)
        /// Closes the journal and ends the thread.
        case stop(CheckedContinuation<Void, Never>)
    }

    /// What it reports, in order.
    enum Report: Sendable {
        case committed(microseconds: Int64)
        case checkpointed(UInt64)
        /// The journal cannot be trusted any more; the process must end, and recover from what is on disk.
        case failed(String)
    }

    private let writer: any JournalWriting
    private let tasks = Mutex(Deque<Task>())
    private let available = DispatchSemaphore(value: 0)
    private let failpoint: Failpoint?
    private let waitForSpace: @Sendable () -> Void
    private let report: @Sendable (Report) -> Void

    /// Starts the thread, which owns `writer` from now on.
    init(
        writer: any JournalWriting, failpoint: Failpoint?, waitForSpace: @escaping @Sendable () -> Void,
        report: @escaping @Sendable (Report) -> Void
    ) {
        self.writer = writer
        self.failpoint = failpoint
        self.waitForSpace = waitForSpace
        self.report = report
        startThread { [self] in run() }
    }

    /// Adds a task.
    func add(_ task: Task) {
        tasks.withLock { $0.append(task) }
        available.signal()
    }

    private func run() {
        while true {
            available.wait()
            guard let task = tasks.withLock({ $0.popFirst() }) else { continue }
            do {
                guard try perform(task) else { return }
                try writer.settle(isIdle: tasks.withLock(\.isEmpty))
            } catch {
                report(.failed("\(error)"))
                return
            }
        }
    }

    /// False when the thread is to end.
    private func perform(_ task: Task) throws -> Bool {
        waitForSpace()
        switch task {
        case .commit(let batch):
            let start = monotonic()
            try writer.commit(batch)
            report(.committed(microseconds: monotonic() - start))
        case .beginCheckpoint(let sequence):
            try writer.beginCheckpoint(at: sequence)
        case .checkpointSlice(let slice):
            try writer.appendCheckpoint(slice[...])
        case .finishCheckpoint(let sequence):
            failpoint?.willFinishCheckpoint()
            try writer.finishCheckpoint()
            report(.checkpointed(sequence))
        case .prune(let sequence):
            // A slice at a time, so that a commit never waits long; the rest queues behind what came
            // meanwhile.
            if try writer.prune(through: sequence, limit: 64) { add(.prune(through: sequence)) }
        case .stop(let continuation):
            try writer.close()
            continuation.resume()
            return false
        }
        return true
    }

    private func monotonic() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}

/// Runs `body` on a thread of its own that nobody joins.
func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let pointer = Unmanaged.passRetained(Box(body)).toOpaque()
    let status = pthread_create(
        &thread, nil,
        { pointer in
            guard let pointer else { return nil }
            Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().body()
            return nil
        }, pointer)
    precondition(status == 0, "pthread_create: \(status)")
    pthread_detach(thread)
}
