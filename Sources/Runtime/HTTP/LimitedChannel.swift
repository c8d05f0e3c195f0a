import HummingbirdCore
import Logging
import NIOCore

/// A connection of the framework's, behind a limiter.
struct LimitedChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let plain: HTTP1Channel
    private let limiter: ConnectionLimiter

    /// Makes connections whose requests `responder` answers.
    ///
    /// - Parameters:
    ///   - idle: How long a connection may stay open with no whole request head, and between two requests.
    init(_ responder: @escaping HTTP1Channel.Responder, limiter: ConnectionLimiter, idle: TimeAmount) {
        self.limiter = limiter
        plain = HTTP1Channel(
            responder: { request, writer, channel in
                limiter.begin(channel)
                defer { limiter.settle(channel) }
                try await responder(request, writer, channel)
            }, configuration: .init(idleTimeout: idle))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        guard !limiter.enter(channel) else { return plain.setup(channel: channel, logger: logger) }
        do {
            // First of all, so that nothing of what it sends is read as a request.
            try channel.pipeline.syncOperations.addHandler(Refusal())
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        return plain.setup(channel: channel, logger: logger)
    }

    func handle(value: Value, logger: Logger) async { await plain.handle(value: value, logger: logger) }
}

/// Says that there is no room, and closes.
private final class Refusal: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelActive(context: ChannelHandlerContext) {
        let error = RequestError(
            .busy, value: "too many connections", expected: "the same request again, over fewer connections")
        let head =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json; charset=utf-8\r\n"
            + "Content-Length: \(error.json.count)\r\nRetry-After: 1\r\nConnection: close\r\n\r\n"
        context.writeAndFlush(
            wrapOutboundOut(ByteBuffer(bytes: [UInt8](head.utf8) + error.json)), promise: nil)
        let channel = context.channel
        channel.close(mode: .output, promise: nil)
        // A client that is still sending would lose the answer if the connection were closed at once.
        channel.eventLoop.scheduleTask(in: .milliseconds(250)) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { context.channel.close(promise: nil) }
    }
}

/// Leaves connections unaccepted while those that are refused are still open.
struct AcceptLimit: AvailableConnectionsDelegate {
    private let limiter: ConnectionLimiter
    private var open = 0

    init(_ limiter: ConnectionLimiter) { self.limiter = limiter }

    mutating func connectionOpened() { open += 1 }
    mutating func connectionClosed() { open -= 1 }
    func isAcceptingNewConnections() -> Bool { open < limiter.gate }
}
