internal import CZeroMQ
internal import Glibc

/// What went wrong at a socket: the operation, the endpoint and ZeroMQ's own words.
public struct LinkError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `bind`, `connect`, `send`, ...
    public let operation: String
    /// Where.
    public let endpoint: String
    /// Why, and what was expected.
    public let reason: String
    /// The status a process ends with when it cannot go on: 78 for what the topology got wrong, 1 otherwise.
    public var exitStatus: Int32 = 1

    /// One line for a person.
    public var description: String { "\(operation) \(endpoint): \(reason)" }
}

/// The process's one ZeroMQ context; closing several could crash others in 4.3.4.
///
/// Sendable because libzmq's context is documented as thread-safe.
public final class ZeroMQContext: @unchecked Sendable {
    fileprivate let handle: UnsafeMutableRawPointer

    /// Makes the context.
    public init() {
        guard let handle = zmq_ctx_new() else { preconditionFailure("zmq_ctx_new: \(lastError())") }
        zmq_ctx_set(handle, ZMQ_MAX_SOCKETS, 4096)
        self.handle = handle
    }

    deinit { zmq_ctx_term(handle) }
}

/// One socket, owned by one thread, configured as measured (architecture.md#sockets-and-files).
///
/// Not Sendable: it lives inside an actor whose executor is a ``PollThread``.
public final class ZeroMQSocket {
    /// The two kinds that streams and ingresses use.
    public enum Kind: Hashable, Sendable {
        /// Binds; addresses peers by their identity, and says when one is gone.
        case router
        /// Connects to one router.
        case dealer(identity: String)
    }

    /// How a send ended.
    public enum SendOutcome: Hashable, Sendable {
        case sent
        /// The high-water mark; try again later.
        case full
        /// The peer is not connected.
        case unreachable
    }

    let handle: UnsafeMutableRawPointer
    /// Where it is bound or connected.
    public let endpoint: String
    private let context: ZeroMQContext

    /// Opens a socket: binds a router, connects a dealer.
    ///
    /// - Parameters:
    ///   - kind: Router or dealer.
    ///   - endpoint: An `ipc://` or `tcp://` endpoint.
    ///   - context: The process's context.
    ///   - maximumMessage: Bytes; a peer that sends more is disconnected.
    /// - Throws: `LinkError` naming the endpoint.
    public init(
        _ kind: Kind, endpoint: String, context: ZeroMQContext, maximumMessage: Int64 = 1 << 20
    ) throws(LinkError) {
        let type =
            switch kind {
            case .router: ZMQ_ROUTER
            case .dealer: ZMQ_DEALER
            }
        guard let handle = zmq_socket(context.handle, type) else {
            throw LinkError(operation: "socket", endpoint: endpoint, reason: lastError())
        }
        self.handle = handle
        self.endpoint = endpoint
        self.context = context
        try set(ZMQ_LINGER, 0)
        try set(ZMQ_SNDHWM, 10_000)
        try set(ZMQ_RCVHWM, 10_000)
        try set(ZMQ_HEARTBEAT_IVL, 1000)
        try set(ZMQ_HEARTBEAT_TIMEOUT, 3000)
        try set(ZMQ_HEARTBEAT_TTL, 3000)
        try set(ZMQ_HANDSHAKE_IVL, 2000)
        try set(ZMQ_RECONNECT_IVL, 50)
        try set(ZMQ_RECONNECT_IVL_MAX, 500)
        try set(wide: ZMQ_MAXMSGSIZE, maximumMessage)
        switch kind {
        case .router:
            try set(ZMQ_ROUTER_MANDATORY, 1)
            try set(ZMQ_ROUTER_HANDOVER, 1)
            guard zmq_bind(handle, endpoint) == 0 else { throw failure("bind") }
        case .dealer(let identity):
            try set(ZMQ_IMMEDIATE, 1)
            try set(ZMQ_ROUTING_ID, identity)
            guard zmq_connect(handle, endpoint) == 0 else { throw failure("connect") }
        }
    }

    deinit { zmq_close(handle) }

    /// Sends one message to `peer` (router) or to the router (dealer, `peer` empty), without waiting.
    public func send(_ bytes: [UInt8], to peer: [UInt8] = []) -> SendOutcome {
        if !peer.isEmpty {
            let sent = peer.withUnsafeBytes {
                zmq_send(handle, $0.baseAddress, $0.count, ZMQ_DONTWAIT | ZMQ_SNDMORE)
            }
            if sent < 0 { return outcome() }
        }
        let sent = bytes.withUnsafeBytes { zmq_send(handle, $0.baseAddress, $0.count, ZMQ_DONTWAIT) }
        return sent < 0 ? outcome() : .sent
    }

    private func outcome() -> SendOutcome {
        switch zmq_errno() {
        case EHOSTUNREACH: .unreachable
        default: .full
        }
    }

    /// Takes the next message, or nil when there is none.
    ///
    /// - Returns: The peer's routing identity (empty on a dealer) and the message's last part.
    public func receive() -> (peer: [UInt8], bytes: [UInt8])? {
        var parts: [[UInt8]] = []
        var more = true
        while more {
            var message = zmq_msg_t()
            zmq_msg_init(&message)
            defer { zmq_msg_close(&message) }
            guard zmq_msg_recv(&message, handle, ZMQ_DONTWAIT) >= 0 else { return nil }
            let count = zmq_msg_size(&message)
            // A peer that sends thousands of parts must not make us keep them: the first and last are enough.
            let part = [UInt8](UnsafeRawBufferPointer(start: zmq_msg_data(&message), count: count))
            if parts.count < 2 { parts.append(part) } else { parts[1] = part }
            more = zmq_msg_more(&message) != 0
        }
        return parts.count == 1 ? ([], parts[0]) : (parts[0], parts[1])
    }

    private func set(_ option: Int32, _ value: Int32) throws(LinkError) {
        var value = value
        guard zmq_setsockopt(handle, option, &value, MemoryLayout<Int32>.size) == 0 else {
            throw failure("set option \(option)")
        }
    }

    private func set(wide option: Int32, _ value: Int64) throws(LinkError) {
        var value = value
        guard zmq_setsockopt(handle, option, &value, MemoryLayout<Int64>.size) == 0 else {
            throw failure("set option \(option)")
        }
    }

    private func set(_ option: Int32, _ value: String) throws(LinkError) {
        guard zmq_setsockopt(handle, option, value, value.utf8.count) == 0 else {
            throw failure("set option \(option)")
        }
    }

    private func failure(_ operation: String) -> LinkError {
        let status: Int32 = zmq_errno() == EADDRINUSE ? 78 : 1
        return LinkError(operation: operation, endpoint: endpoint, reason: lastError(), exitStatus: status)
    }
}

private func lastError() -> String { String(cString: zmq_strerror(zmq_errno())) }
