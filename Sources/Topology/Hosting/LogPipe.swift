import Dispatch
import Glibc
import Synchronization

/// Takes lines from any thread and writes them to a descriptor on a thread of its own.
///
/// Who logs must neither wait for who reads the log nor end with them: the disk of the log fills up, the
/// supervisor that reads the pipe is killed, or stops reading. So lines wait in a queue with an end; what has
/// no room in it or cannot be written is dropped and counted, and the next line that can be written says so.
///
/// Sendable because `state` is behind a mutex, what waits is the system's own, and `isTorn` belongs to the
/// thread alone.
final class LogPipe: @unchecked Sendable {
    private struct State {
        var waiting: [[UInt8]] = []
        var bytes = 0
        /// Lines dropped since the start, and how many of them a line has told of.
        var dropped: UInt64 = 0
        var told: UInt64 = 0
    }

    /// Lines that may wait; more than a station says in its worst minute.
    static let lineLimit = 4096
    /// Bytes that may wait.
    static let byteLimit = 1 << 20

    private let descriptor: Int32
    private let notice: @Sendable (_ dropped: UInt64, _ inAll: UInt64) -> [UInt8]
    private let state = Mutex(State())
    private let arrived = DispatchSemaphore(value: 0)
    private let unwritten = DispatchGroup()
    /// True after a part of a line was written and the rest could not be.
    private var isTorn = false

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - descriptor: Where lines go; it stays open as long as the process lives.
    ///   - notice: The line, with its line feed, that tells of what was dropped since the last such line.
    init(descriptor: Int32, notice: @escaping @Sendable (_ dropped: UInt64, _ inAll: UInt64) -> [UInt8]) {
        self.descriptor = descriptor
        self.notice = notice
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<LogPipe>.fromOpaque(pointer).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        precondition(status == 0, "pthread_create: \(status)")
        pthread_detach(thread)
    }

    /// Lines that were dropped since the process began.
    var dropped: UInt64 { state.withLock(\.dropped) }

    /// Takes a line, which ends with a line feed; never waits.
    func add(_ line: [UInt8]) {
        unwritten.enter()
        let isTaken = state.withLock { state in
            guard state.waiting.count < Self.lineLimit, state.bytes + line.count <= Self.byteLimit else {
                state.dropped += 1
                return false
            }
            state.waiting.append(line)
            state.bytes += line.count
            return true
        }
        if isTaken { arrived.signal() } else { unwritten.leave() }
    }

    /// Returns once every line is written or dropped, or after `limit`.
    func flush(within limit: DispatchTimeInterval) { _ = unwritten.wait(timeout: .now() + limit) }

    private func run() {
        while true {
            arrived.wait()
            let lines = state.withLock { state in
                defer { (state.waiting, state.bytes) = ([], 0) }
                return state.waiting
            }
            for line in lines {
                tellOfDropped()
                if !write(line) { state.withLock { $0.dropped += 1 } }
                unwritten.leave()
            }
        }
    }

    private func tellOfDropped() {
        let (new, all) = state.withLock { ($0.dropped - $0.told, $0.dropped) }
        if new > 0, write(notice(new, all)) { state.withLock { $0.told = all } }
    }

    /// False when the line, or the rest of it, cannot be written.
    private func write(_ line: [UInt8]) -> Bool {
        let end = DescriptorOutput.write(isTorn ? [0x0A] + line : line, to: descriptor)
        isTorn = end.error != 0 && (isTorn || end.written > 0)
        return end.error == 0
    }
}
