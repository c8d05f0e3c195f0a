public import Config
import Hummingbird
import HummingbirdCore
import Kernel
import Links
public import Logging
import NIOCore
public import ServiceLifecycle

public import struct Contacts.Gauge

/// One HTTP edge as a service: routes behind an address.
///
/// Plain HTTP for now, so the topology should name a loopback address. Whatever connects, and however much of
/// it: it is served, refused or closed, and the station behind goes on.
public struct HTTPServer: Service {
    /// How long a connection may stay open before its first request head is whole, and between two requests.
    static let idle: TimeAmount = .seconds(30)

    private let application: Application<RouterResponder<EdgeContext>>
    private let limiter: ConnectionLimiter

    /// Makes a server.
    ///
    /// - Parameters:
    ///   - routes: What it answers.
    ///   - address: Where it listens; port 0 takes any free one.
    ///   - log: Where it logs.
    ///   - opened: Called with the port once it listens.
    public init(
        _ routes: EdgeRoutes, at address: HTTPAddress, log: Logger,
        opened: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.init(routes, at: address, log: log, limits: nil, idle: Self.idle, opened: opened)
    }

    /// A server with limits of its own instead of what the process's descriptors allow.
    init(
        _ routes: EdgeRoutes, at address: HTTPAddress, log: Logger,
        limits: ConnectionTable<ObjectIdentifier>.Limits?, idle: TimeAmount,
        opened: @escaping @Sendable (Int) async -> Void
    ) {
        let limiter = ConnectionLimiter(log: log)
        self.limiter = limiter
        application = Application(
            router: routes.router,
            server: HTTPServerBuilder { responder in
                if let limits { limiter.open(limits) } else { try limiter.open() }
                return LimitedChannel(responder, limiter: limiter, idle: idle)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: "tierline",
                availableConnectionsDelegate: AcceptLimit(limiter)),
            onServerRunning: { channel in
                // The framework's sockets do not close on exec by themselves.
                Descriptors.closeOnExec()
                await opened(channel.localAddress?.port ?? address.port)
            },
            logger: log)
    }

    /// What health says of its connections.
    public var gauges: @Sendable () -> [Gauge] { { [limiter] in limiter.gauges } }

    /// Serves until a graceful shutdown.
    ///
    /// - Throws: `StationError` when the process may have too few descriptors; what the framework throws.
    public func run() async throws {
        try await application.run()
    }
}
