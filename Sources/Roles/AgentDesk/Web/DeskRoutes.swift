public import Contacts
import Facts
public import HTTP
import HTTPTypes
import Hummingbird
import Kernel
public import StateFolder
import Wire

/// The HTTP edge of the agent desk: what an agent asks for, and what the agent is told.
///
/// An answer of 202 says that the request is committed and on its way to the tier queue; what becomes of it
/// comes as an event, because only the tier queue decides about agents.
public struct DeskRoutes: Sendable {
    private let port: StationPort
    private let tokens: TokenFile
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
        self.tokens = tokens
        self.newSession = newSession
        self.keepAlive = keepAlive
    }

    /// All its paths.
    public var routes: EdgeRoutes {
        var routes = EdgeRoutes(tokens: tokens)
        routes.add(.get, "/", for: .anybody) { _, _ in deskPage.response }
        routes.add(.get, "/healthz", for: .anybody) { _, _ in await HealthAnswer.response(to: port.status()) }
        let agents = EdgeRoutes.Access.bearers([.agent])
        let readers = EdgeRoutes.Access.bearers([.agent, .lead, .operator])
        let path = "/v1/agents/:agent"
        routes.add(.get, path, for: readers, as: AgentContext.self) { _, context in
            try await snapshot(of: context.agent)
        }
        routes.add(.get, path + "/events", for: readers, as: AgentContext.self) { _, context in
            events(for: context.agent)
        }
        routes.add(.post, path + "/sign-in", for: agents, as: AgentContext.self) { request, context in
            try await signIn(context.agent, request)
        }
        for action in DeskAction.allCases {
            routes.add(.post, path + action.path, for: agents, as: AgentContext.self) { request, context in
                try await ask(action, request, context)
            }
        }
        return routes
    }

    private func signIn(_ agent: Agent.ID, _ request: Request) async throws -> Response {
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
        _ action: DeskAction, _ request: Request, _ context: AgentContext
    ) async throws -> Response {
        let session = try session(of: request)
        let body = try await request.bytes(upTo: DeskAction.bodyLimit)
        if !body.isEmpty { try request.requireType(["application/json"]) }
        let asked = try action.request(
            body, offer: context.parameters.get("offer"), contact: context.parameters.get("contact"))
        let reply = await port.submit("", nil, encoded(context.agent, session, asked))
        return .json(ReplyJSON.encode(try SubmissionAnswer.read(reply)), status: .accepted)
    }

    private func encoded(_ agent: Agent.ID, _ session: Agent.SessionID, _ request: DeskRequest) -> [UInt8] {
        SubmissionCodec.encode(.desk(agent: agent, session: session, request: request))
    }

    private func snapshot(of agent: Agent.ID) async throws -> Response {
        let told = await port.backlog(topic(of: agent))
        guard let snapshot = told.compactMap(AgentSnapshotJSON.snapshot).last else {
            throw RequestError(
                .notFound, field: "agent", value: "\"\(agent)\"",
                expected: "an agent who has signed in before")
        }
        return .json(JSONText.encode(AgentSnapshotJSON(snapshot)))
    }

    private func events(for agent: Agent.ID) -> Response {
        EventStream(keepAlive: keepAlive) {
            await port.subscribe(topic(of: agent))
        } render: { push in
            DeskEventJSON.event(push)
        }.response
    }

    private func topic(of agent: Agent.ID) -> String { "agent/\(agent)" }

    private func session(of request: Request) throws(RequestError) -> Agent.SessionID {
        let header = HTTPField.Name("Tierline-Session").flatMap { request.headers[$0] }
        guard let header, Word.isOne(header) else {
            throw RequestError(
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
