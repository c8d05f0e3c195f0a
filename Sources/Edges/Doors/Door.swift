public import Hummingbird
public import Logging
public import ServiceLifecycle
public import TopologyFile

/// One HTTP edge as a service: a router behind an address.
///
/// Plain HTTP for now, so the topology should name a loopback address.
public struct Door: Service {
    private let application: Application<RouterResponder<BasicRequestContext>>

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
        application = Application(
            router: routes,
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: "tierline"),
            onServerRunning: { channel in await opened(channel.localAddress?.port ?? address.port) },
            logger: log)
    }

    /// Serves until a graceful shutdown.
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
