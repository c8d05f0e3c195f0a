public import Hummingbird
import HummingbirdCore
import Links
public import Logging
import NIOCore
public import ServiceLifecycle
import StationCore
public import TopologyFile

public import struct Contacts.Gauge

/// One HTTP edge as a service: a router behind an address.
///
/// Plain HTTP for now, so the topology should name a loopback address. Whatever connects, and however much of
/// it: it is served, refused or closed, and the station behind goes on.
public struct Door: Service {
    /// How long a connection may stay open before its first request head is whole, and between two requests.
    static let idle: TimeAmount = .seconds(30)

    private let application: Application<RouterResponder<BasicRequestContext>>
    private let turnstile: Turnstile

    /// Makes a door.
    ///
    /// - Parameters:
    ///   - routes: What it answers.
    ///   - address: Where it listens; port 0 takes any free one.
    ///   - log: Where it logs.
    ///   - opened: Called with the port once it listens.
    public init(
        _ routes: Router<BasicRequestContext>, at address: HTTPAddress, log: Logger,
        opened: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.init(routes, at: address, log: log, limits: nil, idle: Self.idle, opened: opened)
    }

    /// A door with limits of its own instead of what the process's descriptors allow.
    init(
        _ routes: Router<BasicRequestContext>, at address: HTTPAddress, log: Logger,
        limits: Visitors<ObjectIdentifier>.Limits?, idle: TimeAmount,
        opened: @escaping @Sendable (Int) async -> Void
    ) {
        let turnstile = Turnstile(log: log)
        self.turnstile = turnstile
        application = Application(
            router: routes,
            server: HTTPServerBuilder { responder in
                if let limits { turnstile.open(limits) } else { try turnstile.open() }
                return GuardedChannel(responder, turnstile: turnstile, idle: idle)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: "tierline",
                availableConnectionsDelegate: LastGate(turnstile)),
            onServerRunning: { channel in
                // The framework's sockets do not close on exec by themselves.
                Descriptors.closeOnExec()
                await opened(channel.localAddress?.port ?? address.port)
            },
            logger: log)
    }

    /// What health says of its connections.
    public var gauges: @Sendable () -> [Gauge] { { [turnstile] in turnstile.gauges } }

    /// Serves until a graceful shutdown.
    ///
    /// - Throws: `StationError` when the process may have too few descriptors; what the framework throws.
    public func run() async throws {
        try await application.run()
    }

    /// A router whose errors all have the one shape.
    public static func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: ErrorShape())
        return router
    }
}
