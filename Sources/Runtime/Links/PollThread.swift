internal import CZeroMQ
internal import DequeModule
internal import Glibc
internal import Synchronization

/// Something that works on a ``PollThread`` each time sockets are readable, a wake-up came,
/// or its time has come.
public protocol PollHandler: AnyObject, Sendable {
    /// Does whatever is to be done; called on the thread only.
    ///
    /// - Parameter now: Real monotonic time in microseconds.
    /// - Returns: When it wants to be called again.
    func turn(at now: Int64) -> NextTurn
}

/// When a ``PollHandler`` wants its next turn.
public struct NextTurn: Hashable, Sendable {
    /// The real time at which it wants to be called again at the latest.
    public var by: Int64
    /// What wakes it before.
    public var wakesFor: Cause

    /// What may wake a handler before its time.
    public enum Cause: Hashable, Sendable {
        /// Whatever arrives, and a wake-up from another thread.
        case sockets
        /// A wake-up alone: it could do nothing yet with what arrives, and takes it all together then.
        case wakeUp
    }

    /// Makes a wish.
    public init(by: Int64, wakesFor: Cause = .sockets) {
        self.by = by
        self.wakesFor = wakesFor
    }
}

/// The one thread of a process that owns its sockets, and the serial executor of the actors that use them.
///
/// ZeroMQ sockets must stay on one thread and `zmq_poll` blocks, so a default executor cannot own them. Other
/// threads wake it through an eventfd that is in the poll set.
///
/// Sendable because `jobs` is behind a mutex, the descriptor is constant, and everything else is touched on
/// the thread alone, which `checkIsolated` enforces.
public final class PollThread: SerialExecutor, @unchecked Sendable {
    private let jobs = Mutex(Deque<UnownedJob>())
    private let descriptor: Int32
    private var thread = pthread_t()
    private var sockets: [ZeroMQSocket] = []
    private var handlers: [any PollHandler] = []
    private let stopped = Atomic(false)

    /// Starts the thread.
    public init() {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
        precondition(descriptor >= 0, "eventfd: errno \(errno)")
        let box = Unmanaged.passRetained(self)
        let status = pthread_create(&thread, nil, { pointer in
            guard let pointer else { return nil }
            Unmanaged<PollThread>.fromOpaque(pointer).takeRetainedValue().run()
            return nil
        }, box.toOpaque())
        precondition(status == 0, "pthread_create: \(status)")
    }

    deinit { close(descriptor) }

    /// Polls `socket` from now on; on the thread only.
    public func watch(_ socket: ZeroMQSocket) {
        checkIsolated()
        sockets.append(socket)
    }

    /// No longer polls `socket`; on the thread only.
    public func unwatch(_ socket: ZeroMQSocket) {
        checkIsolated()
        sockets.removeAll { $0 === socket }
    }

    /// Gives `handler` its turns from now on; on the thread only.
    public func add(_ handler: any PollHandler) {
        checkIsolated()
        handlers.append(handler)
    }

    /// Ends the turns of `handler`; on the thread only.
    public func remove(_ handler: any PollHandler) {
        checkIsolated()
        handlers.removeAll { $0 === handler }
    }

    /// Makes the thread take a turn soon; from any thread.
    public func wake() {
        var one: UInt64 = 1
        // A full counter is a wake-up already; nothing else can go wrong with an eventfd.
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Ends the thread after its present turn; from any thread.
    public func stop() {
        stopped.store(true, ordering: .sequentiallyConsistent)
        wake()
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        wake()
    }

    public func isIsolatingCurrentContext() -> Bool? { pthread_equal(pthread_self(), thread) != 0 }

    public func checkIsolated() {
        precondition(pthread_equal(pthread_self(), thread) != 0, "sockets are used on their own thread only")
    }

    private func run() {
        thread = pthread_self()
        while !stopped.load(ordering: .sequentiallyConsistent) {
            while let job = jobs.withLock({ $0.popFirst() }) {
                job.runSynchronously(on: asUnownedSerialExecutor())
            }
            let now = monotonicMicroseconds()
            var next = NextTurn(by: now + 1_000_000, wakesFor: handlers.isEmpty ? .sockets : .wakeUp)
            for handler in handlers {
                let wish = handler.turn(at: now)
                next.by = min(next.by, wish.by)
                if wish.wakesFor == .sockets { next.wakesFor = .sockets }
            }
            if jobs.withLock({ $0.isEmpty }) { poll(until: next) }
        }
        handlers = []
        sockets = []
    }

    private func poll(until next: NextTurn) {
        let wait = max(0, min(next.by - monotonicMicroseconds(), 1_000_000))
        let isWoken: Bool
        switch next.wakesFor {
        case .sockets: isWoken = pollSockets(for: wait)
        case .wakeUp:
            // A pause between two batches is a few milliseconds, which `zmq_poll` would round up to the next.
            var item = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            var time = timespec(tv_sec: Int(wait / 1_000_000), tv_nsec: Int(wait % 1_000_000) * 1000)
            isWoken = ppoll(&item, 1, &time, nil) > 0
        }
        if isWoken {
            var count: UInt64 = 0
            _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
        }
    }

    /// True when a wake-up came within so many microseconds.
    private func pollSockets(for wait: Int64) -> Bool {
        var items = [zmq_pollitem_t](repeating: zmq_pollitem_t(), count: sockets.count + 1)
        for (index, socket) in sockets.enumerated() {
            items[index].socket = socket.handle
            items[index].events = Int16(ZMQ_POLLIN)
        }
        items[sockets.count].fd = descriptor
        items[sockets.count].events = Int16(ZMQ_POLLIN)
        zmq_poll(&items, Int32(items.count), Int((wait + 999) / 1000))
        return items[sockets.count].revents != 0
    }
}

/// Real monotonic time that goes on through suspension, in microseconds; deadlines of links count by it.
public func monotonicMicroseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
}
