import Kernel
import Links
import Synchronization

/// Bytes of entries that the consumer has decided, counted by itself.
final class HandledBytes: Sendable {
    private let count = Atomic<UInt64>(0)

    var value: UInt64 { count.load(ordering: .sequentiallyConsistent) }
    func add(_ bytes: Int) { count.add(UInt64(bytes), ordering: .sequentiallyConsistent) }
}

/// The wire between a consumer and a publisher over real sockets, which a test can cut, and play back.
///
/// The consumer connects to it as to its publisher, and it connects to the publisher as the consumer. Its own
/// end is an abstract endpoint, which only one socket can hold: a path could be stolen from itself.
actor StreamRelay: PollHandler {
    /// What the wire does wrong on purpose, to prove that the checks would find it.
    enum Defect: String {
        /// Hides the `previous` of every frame, so that a lost frame is not noticed.
        case hidesLosses
        /// Lets no grant through with the acknowledgements.
        case keepsGrants
        /// Grants the publisher a thousand times the credit.
        case grantsTooMuch
        /// Says that the consumer has never read anything.
        case hidesPositions
    }

    /// What has passed since the start.
    struct Sight: Sendable {
        /// The consumer has acknowledged through this sequence.
        var acknowledged: UInt64 = 0
        /// Frames that covered the stream through this sequence were lost.
        var lost: UInt64 = 0
        /// Frames of the publisher without an entry.
        var heartbeats = 0
        /// Bytes of entries that reached the consumer's socket, repeats apart.
        var sentBytes: UInt64 = 0
        /// The most of them that were not handled.
        var mostUnderWay: UInt64 = 0
    }

    private enum Way { case toPublisher, toConsumer }

    private struct Waiter {
        let until: Int64
        let isMet: @Sendable (Sight) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    nonisolated let thread = PollThread()
    nonisolated let endpoint = "ipc://@tierline-relay-\(UInt64.random(in: 0...(.max)))"
    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
    private(set) var sight = Sight()
    private let context: ZeroMQContext
    private let handled: HandledBytes
    private let defect: Defect?
    /// Where the publisher listens; nil while there is none.
    private var target: String?
    private var front: ZeroMQSocket?
    private var back: ZeroMQSocket?
    private var consumer: [UInt8] = []
    private var isCut = false
    private var late: [(way: Way, frame: StreamFrame)] = []
    private var waiters: [Waiter] = []

    init(context: ZeroMQContext, handled: HandledBytes, defect: Defect?) {
        self.context = context
        self.handled = handled
        self.defect = defect
    }

    /// Takes turns from now on.
    func open() { thread.add(self) }

    /// Joins the consumer to a publisher that listens at `publisher`, now or later.
    func connect(to publisher: String) {
        hangUp()
        target = publisher
        thread.wake()
    }

    /// Ends both connections, as they end when the publisher's process does.
    func hangUp() {
        target = nil
        for socket in [front, back] { socket.map { thread.unwatch($0) } }
        front = nil
        back = nil
    }

    /// Ends the wire.
    func close() {
        hangUp()
        thread.remove(self)
        thread.stop()
    }

    /// Loses everything from now on, and tells neither side; or carries it again.
    func cut(_ isCut: Bool) { self.isCut = isCut }

    /// Carries the last frames once more, the last of them first; false when there was no entry among them.
    func playBack() -> Bool {
        for (way, frame) in late.reversed() { send(frame, way) }
        return late.contains { (_, frame) in
            if case .entries(let entries) = frame { !entries.bytes.isEmpty } else { false }
        }
    }

    /// Waits until what has passed meets a condition; false when `bound` microseconds passed first.
    func wait(_ bound: Int64, until isMet: @escaping @Sendable (Sight) -> Bool) async -> Bool {
        await withCheckedContinuation { continuation in
            let until = monotonicMicroseconds() + bound
            waiters.append(Waiter(until: until, isMet: isMet, continuation: continuation))
            thread.wake()
        }
    }

    nonisolated func turn(at now: Int64) -> NextTurn { assumeIsolated { NextTurn(by: $0.work(at: now)) } }

    private func work(at now: Int64) -> Int64 {
        openWhatIsMissing()
        while let (from, bytes) = front?.receive() {
            consumer = from
            take(bytes, .toPublisher)
        }
        while let (_, bytes) = back?.receive() { take(bytes, .toConsumer) }
        let settled = waiters.filter { $0.isMet(sight) || now >= $0.until }
        waiters.removeAll { $0.isMet(sight) || now >= $0.until }
        for waiter in settled { waiter.continuation.resume(returning: waiter.isMet(sight)) }
        return now + (target != nil && front == nil ? 2000 : 100_000)
    }

    /// An endpoint that was just given up is free a moment later; until then binding it fails.
    private func openWhatIsMissing() {
        guard let target else { return }
        if back == nil {
            // It connects when the publisher is there; only the system's limits can refuse the socket itself.
            back = try? ZeroMQSocket(.dealer(identity: "consumer"), endpoint: target, context: context)
            back.map { thread.watch($0) }
        }
        if front == nil {
            // Tried again at the next turn.
            front = try? ZeroMQSocket(.router, endpoint: endpoint, context: context)
            front.map { thread.watch($0) }
        }
    }

    private func take(_ bytes: [UInt8], _ way: Way) {
        // Both ends drop what is no frame; here nobody speaks anything else.
        guard let spoken = try? StreamFrame(encoded: bytes[...]) else { return }
        let frame = altered(spoken)
        late.append((way, frame))
        if late.count > 8 { late.removeFirst() }
        if isCut {
            if case .entries(let entries) = frame { sight.lost = max(sight.lost, entries.through.sequence) }
            return
        }
        note(frame)
        send(frame, way)
    }

    private func note(_ frame: StreamFrame) {
        if case .ack(let ack) = frame { sight.acknowledged = max(sight.acknowledged, ack.committed) }
        guard case .entries(let entries) = frame else { return }
        if entries.bytes.isEmpty { sight.heartbeats += 1 }
        sight.sentBytes += UInt64(entries.bytes.count)
        let underWay = sight.sentBytes - min(sight.sentBytes, handled.value)
        sight.mostUnderWay = max(sight.mostUnderWay, underWay)
    }

    /// What cannot be sent is lost, as on any wire.
    private func send(_ frame: StreamFrame, _ way: Way) {
        switch way {
        case .toPublisher: _ = back?.send(frame.encoded)
        case .toConsumer: if !consumer.isEmpty { _ = front?.send(frame.encoded, to: consumer) }
        }
    }

    private func altered(_ frame: StreamFrame) -> StreamFrame {
        switch (defect, frame) {
        case (.hidesLosses, .entries(var entries)):
            entries.previous = 0
            return .entries(entries)
        case (.keepsGrants, .ack(var ack)):
            ack.credit = 0
            return .ack(ack)
        case (.grantsTooMuch, .attach(var attach)):
            attach.credit *= 1000
            return .attach(attach)
        case (.grantsTooMuch, .ack(var ack)):
            ack.credit *= 1000
            return .ack(ack)
        case (.hidesPositions, .attach(var attach)):
            attach.journal = nil
            return .attach(attach)
        default: return frame
        }
    }
}
