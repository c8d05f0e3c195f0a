public import Kernel

/// What an edge needs of the station behind it.
///
/// Closures rather than the station itself, so that an edge knows no journal and no socket, and a test can
/// script every answer.
public struct StationPort: Sendable {
    /// Submits a body under an idempotency key and returns after the commit; an empty key absorbs no repeats.
    /// A claim names the key that stands for several bodies, if this is one of them.
    public var submit: @Sendable (_ key: String, _ claim: KeyClaim?, _ body: [UInt8]) async -> IngressReply
    /// The station's health as JSON.
    public var status: @Sendable () async -> [UInt8]
    /// The pushes of a topic from now on, beginning with its backlog.
    public var subscribe: @Sendable (_ topic: String) async -> AsyncStream<Push>
    /// What a new subscriber of a topic would be told first.
    public var backlog: @Sendable (_ topic: String) async -> [Push]

    /// Makes a port.
    public init(
        submit: @escaping @Sendable (
            _ key: String, _ claim: KeyClaim?, _ body: [UInt8]
        ) async -> IngressReply,
        status: @escaping @Sendable () async -> [UInt8],
        subscribe: @escaping @Sendable (_ topic: String) async -> AsyncStream<Push>,
        backlog: @escaping @Sendable (_ topic: String) async -> [Push]
    ) {
        self.submit = submit
        self.status = status
        self.subscribe = subscribe
        self.backlog = backlog
    }
}
