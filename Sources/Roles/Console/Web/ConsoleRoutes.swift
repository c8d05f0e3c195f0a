public import Config
public import Contacts
import Facts
public import HTTP
import Hummingbird
public import Kernel
public import Links
public import StateFolder
import Wire

/// The HTTP edge of the console: one live page, its JSON, metrics, and the acknowledgement of alarms.
///
/// On a loopback address everybody may look; acknowledging needs a token, because it is recorded who did.
public struct ConsoleRoutes: Sendable {
    private let board: Wallboard
    private let tokens: TokenFile
    private let looking: EdgeRoutes.Access
    private let submitAtWatchdog: @Sendable (_ body: [UInt8]) async -> IngressReply
    private let now: @Sendable () -> Int64
    private let own: @Sendable () -> [Gauge]

    /// Makes the edge.
    ///
    /// - Parameters:
    ///   - board: What is known.
    ///   - tokens: Who may speak here.
    ///   - address: Where it will listen.
    ///   - submitAtWatchdog: Submits a body at the watchdog.
    ///   - now: The real monotonic clock, microseconds.
    ///   - own: What the console's process says of itself.
    public init(
        board: Wallboard, tokens: TokenFile, address: HTTPAddress,
        submitAtWatchdog: @escaping @Sendable (_ body: [UInt8]) async -> IngressReply,
        now: @escaping @Sendable () -> Int64 = { monotonicMicroseconds() },
        own: @escaping @Sendable () -> [Gauge] = { [] }
    ) {
        self.board = board
        self.tokens = tokens
        looking = address.isLoopback ? .anybody : .bearers([.lead, .operator, .auditor])
        self.submitAtWatchdog = submitAtWatchdog
        self.now = now
        self.own = own
    }

    /// All its paths.
    public var routes: EdgeRoutes {
        var routes = EdgeRoutes(tokens: tokens)
        // The page holds nothing itself; what it shows it fetches.
        routes.add(.get, "/", for: .anybody) { _, _ in consolePage.response }
        routes.add(.get, "/healthz", for: .anybody) { _, _ in
            .json([UInt8](#"{"state":"ready"}"#.utf8))
        }
        routes.add(.get, "/v1/state", for: looking) { _, _ in
            .json(JSONText.encode(ConsoleState(await board.snapshot(at: now()))))
        }
        routes.add(.get, "/metrics", for: looking) { _, _ in
            let text = MetricsText(await board.snapshot(at: now()), console: own()).text
            return Response.text([UInt8](text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        }
        routes.add(
            .post, "/v1/alarms/:alarm/acknowledge", for: .bearers([.lead, .operator]), as: BearerContext.self,
            use: acknowledge)
        return routes
    }

    @Sendable private func acknowledge(
        _ request: Request, _ context: BearerContext
    ) async throws -> Response {
        let number = context.parameters.get("alarm") ?? ""
        guard let alarm = UInt64(number), alarm > 0, alarm <= UInt64(Int64.max) else {
            let value = Word.isOne(number) ? "\"\(number.prefix(60))\"" : "\(number.utf8.count) bytes"
            throw RequestError(.malformed, field: "alarm", value: value, expected: "the number of an alarm")
        }
        let body = try await request.bytes(upTo: 4096)
        if !body.isEmpty { try request.requireType(["application/json"]) }
        var fields = try RequestFields(body)
        let person: PersonName = try fields.optionalWord("by") ?? PersonName(context.principal.role.rawValue)
        try fields.finish()
        let reply = await submitAtWatchdog(SubmissionCodec.encode(.acknowledgeAlarm(alarm, by: person)))
        return .json(ReplyJSON.encode(try SubmissionAnswer.read(reply)))
    }
}

extension HTTPAddress {
    /// True when only this host reaches it.
    fileprivate var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
