public import Contacts
public import Doors
import Facts
public import Hummingbird
import StationCore
public import TopologyFile
import Wire

/// The HTTP edge of a gateway: adapters submit events here and are told which effects wait for them.
///
/// An event is answered only after its commit (P1), and a repeat of it is absorbed whenever it comes (P6).
public struct GatewayRoutes: Sendable {
    /// The longest body of `POST /v1/events`; about 7,000 arrivals.
    public static let bodyLimit = 1024 * 1024

    private let port: StationPort
    private let door: Doorkeeper
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
        door = Doorkeeper(tokens)
        self.channels = channels
        self.hours = hours
        self.keepAlive = keepAlive
    }

    /// The router of all its paths.
    public var router: Router<BasicRequestContext> {
        let router = Door.router()
        router.post("/v1/events") { request, _ in try await takeEvents(request) }
        router.get("/v1/effects") { request, _ in try effects(request) }
        router.get("/healthz") { _, _ in await HealthAnswer.response(to: port.status()) }
        return router
    }

    private func takeEvents(_ request: Request) async throws -> Response {
        _ = try door.admit(request, as: .adapter)
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
        do throws(DoorError) {
            return EventResult(
                line: event.line, outcome: .taken(try SubmissionAnswer.read(reply, to: event.key)))
        } catch {
            return EventResult(line: event.line, outcome: .notTaken(error))
        }
    }

    private func effects(_ request: Request) throws -> Response {
        _ = try door.admit(request, as: .adapter)
        return EventStream(keepAlive: keepAlive) {
            await port.subscribe("effects")
        } render: { push in
            EffectJSON.event(push)
        }.response
    }
}
