internal import DequeModule
public import Kernel

/// A client of a station's ingress: adapters, simulated agents, the console and the supervisor use it.
///
/// Requests that the station did not answer (it died, it was busy) are sent again with the same id and key
/// until they are answered, so that a kill of the station is invisible here; keys make repeats harmless.
public actor IngressClient: PollHandler {
    /// The thread that owns the socket.
    public nonisolated let thread: PollThread
    private let context: ZeroMQContext
    private let endpoint: String
    private let identity: String
    private let onPush: @Sendable (Push) -> Void
    private var socket: ZeroMQSocket?
    private var nextID: UInt64 = 1
    /// What waits for an answer, and when it is sent again.
    private var waiting: [UInt64: Waiting] = [:]
    private var unsent = Deque<UInt64>()
    private var topics: [String] = []
    private var lastRenewal: Int64 = 0

    private struct Waiting {
        var bytes: [UInt8]
        var resendAt: Int64
        var retries: Retries
        var continuation: CheckedContinuation<IngressReply, any Error>?
    }

    /// Whether a request is repeated until it is answered.
    public enum Retries: Hashable, Sendable {
        /// Until answered; busy answers are waited out.
        case untilAnswered
        /// Once; `LinkError` after this real time, microseconds.
        case none(timeout: Int64)
    }

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - endpoint: The station's ingress.
    ///   - identity: Unique among the clients of that ingress.
    ///   - thread: The thread that will own the socket.
    ///   - context: The process's context.
    ///   - onPush: Called on the thread for each fact of a subscribed topic.
    public init(
        endpoint: String, identity: String, thread: PollThread, context: ZeroMQContext,
        onPush: @escaping @Sendable (Push) -> Void = { _ in }
    ) {
        self.endpoint = endpoint
        self.identity = identity
        self.thread = thread
        self.context = context
        self.onPush = onPush
    }

    /// Opens the socket.
    ///
    /// - Throws: `LinkError` naming the endpoint.
    public func open() throws {
        guard socket == nil else { return }
        let opened = try ZeroMQSocket(.dealer(identity: identity), endpoint: endpoint, context: context)
        socket = opened
        thread.watch(opened)
        thread.add(self)
    }

    /// Closes the socket; whatever still waits fails.
    public func close() {
        thread.remove(self)
        if let socket { thread.unwatch(socket) }
        socket = nil
        let error = LinkError(operation: "request", endpoint: endpoint, reason: "the client was closed")
        for id in waiting.keys.sorted() {
            waiting.removeValue(forKey: id)?.continuation?.resume(throwing: error)
        }
    }

    /// Submits a body under an idempotency key and waits for the commit.
    public func submit(key: String, body: [UInt8]) async throws -> IngressReply {
        try await request(.submit(key: key, body: body), retries: .untilAnswered)
    }

    /// Subscribes to topics; pushes begin with their backlog, and again after the station restarts.
    public func subscribe(_ more: [String]) {
        for topic in more where !topics.contains(topic) {
            topics.append(topic)
            post(.subscribe(topic: topic), retries: .untilAnswered, continuation: nil)
        }
    }

    /// Sends a request and waits for its answer.
    public func request(_ action: IngressRequest.Action, retries: Retries) async throws -> IngressReply {
        try await withCheckedThrowingContinuation { continuation in
            post(action, retries: retries, continuation: continuation)
        }
    }

    private func post(
        _ action: IngressRequest.Action, retries: Retries,
        continuation: CheckedContinuation<IngressReply, any Error>?
    ) {
        let id = nextID
        nextID += 1
        let bytes = IngressRequest(id: id, action: action).encoded
        var resendAt = monotonicMicroseconds() + resendInterval
        if case .none(let timeout) = retries { resendAt = monotonicMicroseconds() + timeout }
        waiting[id] = Waiting(bytes: bytes, resendAt: resendAt, retries: retries, continuation: continuation)
        unsent.append(id)
        flush()
    }

    /// Real time after which an unanswered request is sent again; longer than any healthy commit.
    private var resendInterval: Int64 { 500_000 }

    public nonisolated func turn(at now: Int64) -> NextTurn {
        assumeIsolated { NextTurn(by: $0.work(at: now)) }
    }

    private func work(at now: Int64) -> Int64 {
        guard let socket else { return now + 1_000_000 }
        while let (_, bytes) = socket.receive() {
            // A damaged reply is as good as none: the request is sent again.
            guard let reply = try? IngressReply(encoded: bytes[...]) else { continue }
            take(reply, at: now)
        }
        flush()
        for (id, entry) in waiting where entry.resendAt <= now { expire(id, entry, at: now) }
        renewSubscriptions(at: now)
        return now + (unsent.isEmpty ? 250_000 : 20_000)
    }

    private func take(_ reply: IngressReply, at now: Int64) {
        switch reply {
        case .push(let push):
            onPush(push)
        case .busy(let id, let milliseconds):
            guard var entry = waiting[id] else { return }
            if case .none = entry.retries {
                waiting[id] = nil
                entry.continuation?.resume(returning: reply)
            } else {
                entry.resendAt = now + Int64(milliseconds) * 1000
                waiting[id] = entry
            }
        case .decided, .known, .rejected, .status, .done:
            guard let id = reply.id, let entry = waiting.removeValue(forKey: id) else { return }
            entry.continuation?.resume(returning: reply)
        }
    }

    private func expire(_ id: UInt64, _ entry: Waiting, at now: Int64) {
        if case .none = entry.retries {
            waiting[id] = nil
            entry.continuation?.resume(
                throwing: LinkError(operation: "request", endpoint: endpoint, reason: "no answer in time"))
            return
        }
        waiting[id]?.resendAt = now + resendInterval
        unsent.append(id)
        flush()
    }

    /// Subscriptions are said again twice a second: a restarted station hears of them so, and answers with
    /// the backlog; one that knows them already does nothing.
    private func renewSubscriptions(at now: Int64) {
        guard !topics.isEmpty, now - lastRenewal > 500_000 else { return }
        lastRenewal = now
        for topic in topics {
            post(.subscribe(topic: topic), retries: .none(timeout: 450_000), continuation: nil)
        }
    }

    private func flush() {
        guard let socket else { return }
        while let id = unsent.first {
            guard let entry = waiting[id] else {
                unsent.removeFirst()
                continue
            }
            guard socket.send(entry.bytes) == .sent else { return }
            unsent.removeFirst()
        }
    }
}
