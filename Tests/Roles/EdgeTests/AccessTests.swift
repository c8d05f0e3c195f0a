import AgentDeskWeb
import Config
import ConsoleWeb
import Contacts
import GatewayIngress
import HTTP
import Hummingbird
import StateFolder
import Testing
import TopologyFile

/// An edge and who may use which of its routes, written out: nil for anybody.
struct EdgeRules: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var routes: @Sendable () -> EdgeRoutes
    var rules: [String: [TokenFile.Role]?]

    private static let readers: [TokenFile.Role] = [.agent, .lead, .operator]
    private static let onlookers: [TokenFile.Role] = [.lead, .operator, .auditor]

    static let all = [
        EdgeRules(
            testDescription: "gateway",
            routes: {
                GatewayRoutes(port: ScriptedStation().port, tokens: Tokens.file, channels: [.phone]).routes
            }, rules: ["POST /v1/events": [.adapter], "GET /v1/effects": [.adapter], "GET /healthz": nil]),
        EdgeRules(
            testDescription: "desk",
            routes: { DeskRoutes(port: ScriptedStation().port, tokens: Tokens.file).routes },
            rules: [
                "GET /": nil, "GET /healthz": nil,
                "GET /v1/agents/:agent": readers, "GET /v1/agents/:agent/events": readers,
                "POST /v1/agents/:agent/sign-in": [.agent], "POST /v1/agents/:agent/sign-out": [.agent],
                "POST /v1/agents/:agent/ready": [.agent], "POST /v1/agents/:agent/not-ready": [.agent],
                "POST /v1/agents/:agent/offers/:offer/accept": [.agent],
                "POST /v1/agents/:agent/offers/:offer/decline": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/hold": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/resume": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/reply": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/end": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/wrap-up-ended": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/dispositions": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/notes": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/respond": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/follow-up": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/identity": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/verification": [.agent],
                "POST /v1/agents/:agent/contacts/:contact/escalate": [.agent],
            ]),
        console("a console for this host", "127.0.0.1", onlookers: nil),
        console("a console for others", "10.0.0.5", onlookers: onlookers),
    ]

    private static func console(
        _ name: String, _ host: String, onlookers: [TokenFile.Role]?
    ) -> EdgeRules {
        EdgeRules(
            testDescription: name,
            routes: {
                ConsoleRoutes(
                    board: Wallboard([]), tokens: Tokens.file, address: HTTPAddress(host: host, port: 0),
                    submitAtWatchdog: { await ScriptedStation().port.submit("", nil, $0) }
                ).routes
            },
            rules: [
                "GET /": nil, "GET /healthz": nil, "GET /v1/state": onlookers, "GET /metrics": onlookers,
                "POST /v1/alarms/:alarm/acknowledge": [.lead, .operator],
            ])
    }
}

@Suite("Who may use which route")
struct AccessTests {
    @Test("no route is reached without its rule: no token is 401, a wrong one 403", arguments: EdgeRules.all)
    func walk(_ edge: EdgeRules) async throws {
        let declared = edge.routes().declared
        let rules = declared.map { ("\($0.method.rawValue) \($0.path)", roles(of: $0.access)) }
        #expect(Dictionary(uniqueKeysWithValues: rules) == edge.rules)
        try await open(edge.routes()) { port, _ in
            for route in declared {
                for bearer in Tokens.all {
                    let role = Tokens.file.lookUp(bearer.token ?? "")?.role
                    let admitted = roles(of: route.access)
                    // Those who are admitted may be answered by a stream without an end.
                    if let admitted, let role, admitted.contains(role) { continue }
                    let answer = try await ask(
                        port, route.method.rawValue, filled(route.path), token: bearer.token)
                    let status = admitted == nil ? 200 : role == nil ? 401 : 403
                    #expect(answer.status == status, "\(route.path) \(bearer.name)")
                    guard let admitted else { continue }
                    #expect(answer.error?.field == "Authorization")
                    let words = role == nil ? ["Bearer"] : admitted.map(\.rawValue)
                    for word in words { #expect(answer.error?.expected.contains(word) == true) }
                }
            }
        }
    }

    @Test("a route that depends on its bearer answers nobody when its rule asks for no token")
    func contradiction() async throws {
        var routes = EdgeRoutes(tokens: Tokens.file)
        routes.add(.get, "/", for: .anybody, as: BearerContext.self) { _, context in
            .json([UInt8](context.principal.role.rawValue.utf8))
        }
        try await open(routes) { port, _ in
            let answer = try await ask(port, "GET", "/", token: Tokens.lead)
            #expect(answer.status == 401)
        }
    }

    private func roles(of access: EdgeRoutes.Access) -> [TokenFile.Role]? {
        switch access {
        case .anybody: nil
        case .bearers(let roles): roles
        }
    }

    /// The path with something for each parameter.
    private func filled(_ path: String) -> String {
        let values = [":agent": "A001", ":offer": "O1-77", ":contact": "C1-42", ":alarm": "7"]
        return path.split(separator: "/", omittingEmptySubsequences: false)
            .map { values[String($0)] ?? String($0) }.joined(separator: "/")
    }
}
