public import Contacts
import Facts
public import HTTP
import Hummingbird
import Kernel
public import StateFolder
import Wire

/// The HTTP edge of a gateway: adapters submit events here and are told which effects wait for them.
///
/// An event is answered only after its commit (P1), and a repeat of it is absorbed whenever it comes (P6).
public struct GatewayRoutes: Sendable {
    /// The longest body of `POST /v1/events`; about 7,000 arrivals.
    public static let bodyLimit = 1024 * 1024

    private let port: StationPort
    private let tokens: TokenFile
    private let channels: [Channel]
    private let hours: HoursRule
    private let keepAlive: KeepAlive

    /// Makes the edge.
    ///
    /// - Parameters:
    ///   - port: The gateway's station.
    ///   - tokens: Who may speak here.
    ///   - channels: The channels that this gateway takes.
    ///   - hours: Whether opening hours apply to what arrives here.
    ///   - keepAlive: The beats of silent streams.
    public init(
        port: StationPort, tokens: TokenFile, channels: [Channel], hours: HoursRule = .observed,
        keepAlive: KeepAlive = .standard
    ) {
        self.port = port
        self.tokens = tokens
        self.channels = channels
        self.hours = hours
        self.keepAlive = keepAlive
    }

    /// All its paths.
    public var routes: EdgeRoutes {
        var routes = EdgeRoutes(tokens: tokens)
        let adapters = EdgeRoutes.Access.bearers([.adapter])
        routes.add(.post, "/v1/events", for: adapters) { request, _ in try await takeEvents(request) }
        routes.add(.get, "/v1/effects", for: adapters) { _, _ in effects }
        routes.add(.get, "/healthz", for: .anybody) { _, _ in await HealthAnswer.response(to: port.status()) }
        return routes
    }

    private func takeEvents(_ request: Request) async throws -> Response {
        try request.requireType(["application/x-ndjson", "application/json"])
        let lines = try EventLines(
            await request.bytes(upTo: Self.bodyLimit), keyHeader: request.headers[.idempotencyKey],
            channels: channels, hours: hours)
        let results = await submit(lines.events)
        return lines.isSingle ? results[0].response : EventResult.response(results)
    }

    /// Submits in the order given, many at a time, so that they share commits.
    ///
    /// Each task runs at once up to its hop to the station, which takes hops in the order in which they come;
    /// so `held` before `resumed` in a body is `held` before `resumed` at the station.
    private func submit(_ events: [EventLines.Event]) async -> [EventResult] {
        var results: [EventResult] = []
        for start in stride(from: 0, to: events.count, by: Self.atOnce) {
            let chunk = events[start..<min(start + Self.atOnce, events.count)]
            results += await withTaskGroup(of: (Int, EventResult).self) { group in
                for (index, event) in chunk.enumerated() {
                    group.addImmediateTask { (index, await submit(event)) }
                }
                var answered: [(Int, EventResult)] = []
                for await one in group { answered.append(one) }
                return answered.sorted { $0.0 < $1.0 }.map(\.1)
            }
        }
        return results
    }

    /// Events of one body that wait for their commit together; the station's bounded inbox belongs to all.
    private static let atOnce = 256

    private func submit(_ event: EventLines.Event) async -> EventResult {
        let reply = await port.submit(event.key, event.claim, SubmissionCodec.encode(event.submission))
        do throws(RequestError) {
            return EventResult(line: event.line, outcome: .taken(try SubmissionAnswer.read(reply)))
        } catch {
            return EventResult(line: event.line, outcome: .notTaken(error))
        }
    }

    private var effects: Response {
        EventStream(keepAlive: keepAlive) {
            await port.subscribe("effects")
        } render: { push in
            EffectJSON.event(push)
        }.response
    }
}
