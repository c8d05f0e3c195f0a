public import Contacts
public import Doors
import HTTPTypes
import Facts
public import Hummingbird
import StationCore
public import TopologyFile
import Wire

/// The HTTP edge of the agent desk: what an agent asks for, and what the agent is told.
///
/// An answer of 202 says that the request is committed and on its way to the tier queue; what becomes of it
/// comes as an event, because only the tier queue decides about agents.
public struct DeskRoutes: Sendable {
    private let port: StationPort
    private let door: Doorkeeper
    private let newSession: @Sendable () -> Agent.SessionID
    private let keepAlive: KeepAlive

    /// Makes the edge.
    ///
    /// - Parameters:
    ///   - port: The desk's station.
    ///   - tokens: Who may speak here.
    ///   - keepAlive: The beats of silent streams.
    ///   - newSession: Mints a session that nobody can guess.
    public init(
        port: StationPort, tokens: TokenFile, keepAlive: KeepAlive = .standard,
        newSession: @escaping @Sendable () -> Agent.SessionID = freshSession
    ) {
        self.port = port
        door = Doorkeeper(tokens)
        self.newSession = newSession
        self.keepAlive = keepAlive
    }

    /// The router of all its paths.
    public var router: Router<BasicRequestContext> {
        let router = Door.router()
        router.get("/") { _, _ in deskPage.response }
        router.get("/healthz") { _, _ in await HealthAnswer.response(to: port.status()) }
        router.get("/v1/agents/:agent") { request, context in try await standing(request, context) }
        router.get("/v1/agents/:agent/events") { request, context in try events(request, context) }
        router.post("/v1/agents/:agent/sign-in") { request, context in try await signIn(request, context) }
        for action in DeskAction.allCases {
            router.post(RouterPath("/v1/agents/:agent\(action.path)")) { request, context in
                try await ask(action, request, context)
            }
        }
        return router
    }

    private func signIn(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let agent = try actor(of: request, context)
        try RequestFields(await request.bytes(upTo: DeskAction.bodyLimit)).finish()
        let session = newSession()
        let reply = await port.submit("", nil, encoded(agent, session, .signIn))
        _ = try SubmissionAnswer.read(reply)
        return .json(
            JSONText.encode(SignedIn(session: session.rawValue, status: "accepted")), status: .created)
    }

    private struct SignedIn: Encodable {
        var session: String
        var status: String
    }

    private func ask(
        _ action: DeskAction, _ request: Request, _ context: BasicRequestContext
    ) async throws -> Response {
        let agent = try actor(of: request, context)
        let session = try session(of: request)
        let body = try await request.bytes(upTo: DeskAction.bodyLimit)
        if !body.isEmpty { try request.requireType(["application/json"]) }
        let asked = try action.request(
            body, offer: context.parameters.get("offer"), contact: context.parameters.get("contact"))
        let reply = await port.submit("", nil, encoded(agent, session, asked))
        return .json(ReplyJSON.encode(try SubmissionAnswer.read(reply)), status: .accepted)
    }

    private func encoded(_ agent: Agent.ID, _ session: Agent.SessionID, _ request: DeskRequest) -> [UInt8] {
        SubmissionCodec.encode(.desk(agent: agent, session: session, request: request))
    }

    private func standing(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let agent = try reader(of: request, context)
        let told = await port.backlog(topic(of: agent))
        guard let standing = told.compactMap(StandingJSON.standing).last else {
            throw DoorError(
                .notFound, field: "agent", value: "\"\(agent)\"",
                expected: "an agent who has signed in before")
        }
        return .json(JSONText.encode(StandingJSON(standing)))
    }

    private func events(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        let agent = try reader(of: request, context)
        return EventStream(keepAlive: keepAlive) {
            await port.subscribe(topic(of: agent))
        } render: { push in
            DeskEventJSON.event(push)
        }.response
    }

    private func topic(of agent: Agent.ID) -> String { "agent/\(agent)" }

    /// The agent of the path, whose token it is or for whom it may act.
    private func actor(of request: Request, _ context: BasicRequestContext) throws(DoorError) -> Agent.ID {
        let bearer = try door.admit(request, as: .agent)
        return try own(agent(of: context), bearer)
    }

    /// The agent of the path, whom the bearer may look at.
    private func reader(of request: Request, _ context: BasicRequestContext) throws(DoorError) -> Agent.ID {
        let bearer = try door.admit(request, as: .agent, .lead, .operator)
        return try own(agent(of: context), bearer)
    }

    private func own(_ agent: Agent.ID, _ bearer: TokenFile.Entry) throws(DoorError) -> Agent.ID {
        guard let bound = bearer.agent, bound != agent else { return agent }
        throw DoorError(
            .forbidden, field: "agent", value: "\"\(agent)\"",
            expected: "the agent of the token, \"\(bound)\"")
    }

    private func agent(of context: BasicRequestContext) throws(DoorError) -> Agent.ID {
        let text = context.parameters.get("agent") ?? ""
        guard Word.isOne(text) else {
            throw DoorError(
                .malformed, field: "agent", value: "\(text.utf8.count) bytes", expected: Word.form)
        }
        return Agent.ID(text)
    }

    private func session(of request: Request) throws(DoorError) -> Agent.SessionID {
        let header = HTTPField.Name("Tierline-Session").flatMap { request.headers[$0] }
        guard let header, Word.isOne(header) else {
            throw DoorError(
                .malformed, field: "Tierline-Session", value: header == nil ? "absent" : "no session",
                expected: "the session that sign-in answered with")
        }
        return Agent.SessionID(header)
    }
}

/// A session of 128 random bits, in hexadecimal.
@Sendable public func freshSession() -> Agent.SessionID {
    var generator = SystemRandomNumberGenerator()
    let halves = [
        UInt64.random(in: .min ... .max, using: &generator), .random(in: .min ... .max, using: &generator),
    ]
    return Agent.SessionID(
        halves.map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined())
}
