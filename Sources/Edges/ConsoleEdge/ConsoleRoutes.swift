public import Contacts
import Doors
import Facts
public import Hummingbird
public import Links
public import StationCore
public import TopologyFile
import Wire

/// The HTTP edge of the console: one live page, its JSON, metrics, and the acknowledgement of alarms.
///
/// On a loopback address everybody may look; acknowledging needs a token, because it is recorded who did.
public struct ConsoleRoutes: Sendable {
    private let board: Wallboard
    private let door: Doorkeeper
    private let looking: Looking
    private let submitAtWatchdog: @Sendable (_ body: [UInt8]) async -> IngressReply
    private let now: @Sendable () -> Int64
    private let own: @Sendable () -> [Gauge]

    /// Who may look.
    private enum Looking {
        case anybody, bearers
    }

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
        door = Doorkeeper(tokens)
        looking = address.isLoopback ? .anybody : .bearers
        self.submitAtWatchdog = submitAtWatchdog
        self.now = now
        self.own = own
    }

    /// The router of all its paths.
    public var router: Router<BasicRequestContext> {
        let router = Door.router()
        // The page holds nothing itself; what it shows it fetches.
        router.get("/") { _, _ in consolePage.response }
        router.get("/healthz") { _, _ in Response.json([UInt8](#"{"state":"ready"}"#.utf8)) }
        router.get("/v1/state") { request, _ in
            try mayLook(request)
            return Response.json(JSONText.encode(ConsoleState(await board.snapshot(at: now()))))
        }
        router.get("/metrics") { request, _ in
            try mayLook(request)
            let text = MetricsText(await board.snapshot(at: now()), console: own()).text
            return Response.text([UInt8](text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        }
        router.post("/v1/alarms/:alarm/acknowledge") { request, context in
            try await acknowledge(request, context.parameters.get("alarm") ?? "")
        }
        return router
    }

    private func mayLook(_ request: Request) throws(DoorError) {
        switch looking {
        case .anybody: break
        case .bearers: _ = try door.admit(request, as: .lead, .operator, .auditor)
        }
    }

    private func acknowledge(_ request: Request, _ number: String) async throws -> Response {
        let bearer = try door.admit(request, as: .lead, .operator)
        guard let alarm = UInt64(number), alarm > 0, alarm <= UInt64(Int64.max) else {
            let value = Word.isOne(number) ? "\"\(number.prefix(60))\"" : "\(number.utf8.count) bytes"
            throw DoorError(.malformed, field: "alarm", value: value, expected: "the number of an alarm")
        }
        let body = try await request.bytes(upTo: 4096)
        if !body.isEmpty { try request.requireType(["application/json"]) }
        var fields = try RequestFields(body)
        let person: PersonName = try fields.optionalWord("by") ?? PersonName(bearer.role.rawValue)
        try fields.finish()
        let reply = await submitAtWatchdog(SubmissionCodec.encode(.acknowledgeAlarm(alarm, by: person)))
        return .json(ReplyJSON.encode(try SubmissionAnswer.read(reply)))
    }
}

extension HTTPAddress {
    /// True when only this host reaches it.
    fileprivate var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
