import AgentDeskWeb
import Config
import Contacts
import Facts
import HTTP
import Kernel
import StateFolder
import Testing
import TopologyFile
import Wire

private let contact = Contact.ID(gateway: 1, number: 42)
private let offer = Offer.ID(tier: .one, number: 77)
private let snapshot = AgentStateChanged(
    agent: "A001", tier: .one, session: "secret-session", state: .notReady, reason: "break",
    work: [Agent.Work(contact: contact, channel: .phone, phase: .held)], at: Instant(microseconds: 0))

private func routes(_ station: ScriptedStation) -> DeskRoutes {
    DeskRoutes(port: station.port, tokens: Tokens.file, newSession: { "minted" })
}

/// A path under an agent's, its body and what the desk makes of it.
struct Wish: Sendable, CustomTestStringConvertible {
    var path: String
    var body = ""
    var request: DeskRequest

    var testDescription: String { path }

    static let all: [Wish] = [
        Wish(path: "/ready", request: .ready),
        Wish(path: "/not-ready", body: #"{"reason":"break"}"#, request: .notReady("break")),
        Wish(path: "/sign-out", request: .signOut(.refuseWithWork)),
        Wish(path: "/sign-out", body: #"{"rule":"return_at_place"}"#, request: .signOut(.returnAtPlace)),
        Wish(path: "/offers/O1-77/accept", request: .answer(offer, .accept)),
        Wish(
            path: "/offers/O1-77/decline", body: #"{"reason":"break"}"#,
            request: .answer(offer, .decline("break"))),
        Wish(path: "/contacts/C1-42/hold", body: "{}", request: .hold(contact)),
        Wish(path: "/contacts/C1-42/resume", request: .resume(contact)),
        Wish(path: "/contacts/C1-42/reply", request: .reply(contact)),
        Wish(path: "/contacts/C1-42/end", request: .endService(contact)),
        Wish(path: "/contacts/C1-42/wrap-up-ended", request: .wrapUpEnded(contact)),
        Wish(
            path: "/contacts/C1-42/dispositions",
            body: #"{"dispositions":[{"index":1,"result":"resolved"},{"index":2,"result":"unresolved"}]}"#,
            request: .dispose(
                contact, [.init(index: 1, result: .resolved), .init(index: 2, result: .unresolved)])),
        Wish(
            path: "/contacts/C1-42/dispositions",
            body: #"{"dispositions":[{"index":1,"result":"resolved","acceptance":"accepted"}]}"#,
            request: .dispose(contact, [.init(index: 1, result: .resolved, acceptance: .accepted)])),
        Wish(
            path: "/contacts/C1-42/dispositions",
            body: #"""
                {"dispositions":[{"index":1,"result":"resolved","answered_by":"letter","evidence":"copy-1"}]}
                """#,
            request: .dispose(
                contact,
                [
                    .init(
                        index: 1, result: .resolved, otherwise: .init(means: .letter, evidence: "copy-1"))
                ])),
        Wish(
            path: "/contacts/C1-42/verification", body: #"{"level":"verified","method":"knowledge"}"#,
            request: .verify(contact, Verification(level: .verified, method: .knowledge))),
        Wish(
            path: "/contacts/C1-42/notes", body: #"{"code":"callback_wanted"}"#,
            request: .note(contact, .callbackWanted)),
        Wish(
            path: "/contacts/C1-42/respond", body: #"{"to":"referrer"}"#,
            request: .respond(contact, to: .referrer)),
        Wish(
            path: "/contacts/C1-42/follow-up",
            body: #"""
                {"inquiry":2,"by":"letter","result":"resolved","acceptance":"objected",
                "at":"2026-03-01T14:05:09Z"}
                """#,
            request: .followUp(
                contact,
                FollowUpSaid(
                    index: 2, means: .letter, result: .resolved, acceptance: .objected,
                    at: Instant(microseconds: 1_772_373_909_000_000)))),
        Wish(
            path: "/contacts/C1-42/follow-up", body: #"{"inquiry":1,"by":"call","result":"unresolved"}"#,
            request: .followUp(contact, FollowUpSaid(index: 1, means: .call, result: .unresolved))),
        Wish(
            path: "/contacts/C1-42/follow-up",
            body: #"{"inquiry":1,"by":"call","result":"resolved","evidence":"recording-1"}"#,
            request: .followUp(
                contact,
                FollowUpSaid(index: 1, means: .call, result: .resolved, evidence: "recording-1"))),
        Wish(
            path: "/contacts/C1-42/identity", body: #"{"inquiry":1,"member":"m-1","issue":"i-1"}"#,
            request: .identify(contact, CaseSaid(index: 1, member: "m-1", issue: "i-1"))),
        Wish(
            path: "/contacts/C1-42/identity", body: #"{"case":"C1-7/1"}"#,
            request: .identify(contact, CaseSaid(caseID: Case.ID(text: "C1-7/1")))),
        Wish(
            path: "/contacts/C1-42/escalate", body: #"{"to":3,"reason":"technical","priority":"priority"}"#,
            request: .escalate(contact, to: .three, reason: "technical", priority: .priority)),
    ]
}

/// A path and body that the desk does not take, and the field it names.
struct Misuse: Sendable, CustomTestStringConvertible {
    var path: String
    var body: String
    var field: String

    var testDescription: String { "\(path) \(body)" }

    static let all: [Misuse] = [
        Misuse(path: "/ready", body: #"{"extra":1}"#, field: "extra"),
        Misuse(path: "/ready", body: "[]", field: "body"),
        Misuse(path: "/ready", body: "{", field: "body"),
        Misuse(path: "/not-ready", body: "{}", field: "reason"),
        Misuse(path: "/not-ready", body: #"{"reason":"two words"}"#, field: "reason"),
        Misuse(path: "/sign-out", body: #"{"rule":"drop"}"#, field: "rule"),
        Misuse(path: "/offers/77/accept", body: "", field: "offer"),
        Misuse(path: "/offers/O1-077/accept", body: "", field: "offer"),
        Misuse(path: "/contacts/42/hold", body: "", field: "contact"),
        Misuse(path: "/contacts/C1-42/dispositions", body: #"{"dispositions":[]}"#, field: "dispositions"),
        Misuse(
            path: "/contacts/C1-42/dispositions",
            body: #"{"dispositions":[{"index":0,"result":"resolved"}]}"#,
            field: "dispositions[0].index"),
        Misuse(
            path: "/contacts/C1-42/dispositions", body: #"{"dispositions":[{"index":1,"result":"done"}]}"#,
            field: "dispositions[0].result"),
        Misuse(
            path: "/contacts/C1-42/dispositions",
            body: #"{"dispositions":[{"index":1,"result":"resolved","acceptance":"yes"}]}"#,
            field: "dispositions[0].acceptance"),
        Misuse(
            path: "/contacts/C1-42/dispositions",
            body: #"{"dispositions":[{"index":1,"result":"unresolved","acceptance":"accepted"}]}"#,
            field: "dispositions[0].acceptance"),
        Misuse(
            path: "/contacts/C1-42/dispositions",
            body: #"{"dispositions":[{"index":1,"result":"no_result"}]}"#, field: "dispositions[0].result"),
        Misuse(
            path: "/contacts/C1-42/dispositions",
            body: #"{"dispositions":[{"index":1,"result":"resolved","answered_by":"call"}]}"#,
            field: "dispositions[0].answered_by"),
        Misuse(
            path: "/contacts/C1-42/dispositions",
            body: #"{"dispositions":[{"index":1,"result":"resolved","evidence":"copy-1"}]}"#,
            field: "dispositions[0].evidence"),
        Misuse(
            path: "/contacts/C1-42/dispositions",
            body: #"{"dispositions":[{"index":1,"result":"resolved","answered_by":"dove","evidence":"e"}]}"#,
            field: "dispositions[0].answered_by"),
        Misuse(
            path: "/contacts/C1-42/follow-up", body: #"{"inquiry":1,"by":"call","result":"no_result"}"#,
            field: "result"),
        Misuse(
            path: "/contacts/C1-42/follow-up",
            body: #"{"inquiry":1,"by":"call","result":"unresolved","acceptance":"accepted"}"#,
            field: "acceptance"),
        Misuse(
            path: "/contacts/C1-42/follow-up",
            body: #"{"inquiry":1,"by":"call","result":"resolved","at":"yesterday"}"#, field: "at"),
        Misuse(
            path: "/contacts/C1-42/follow-up", body: #"{"by":"call","result":"resolved"}"#, field: "inquiry"),
        Misuse(path: "/contacts/C1-42/identity", body: #"{"inquiry":1}"#, field: "body"),
        Misuse(path: "/contacts/C1-42/identity", body: #"{"case":"the one of mrs jones"}"#, field: "case"),
        Misuse(path: "/contacts/C1-42/respond", body: #"{"to":"nobody"}"#, field: "to"),
        Misuse(path: "/contacts/C1-42/notes", body: #"{"code":"mrs jones called"}"#, field: "code"),
        Misuse(path: "/contacts/C1-42/escalate", body: #"{"to":4,"reason":"x"}"#, field: "to"),
        Misuse(path: "/contacts/C1-42/escalate", body: #"{"to":2}"#, field: "reason"),
        Misuse(path: "/contacts/C1-42/escalate", body: #"{"to":2.5,"reason":"x"}"#, field: "body"),
        Misuse(path: "/contacts/C1-42/escalate", body: #"{"to":2,"to":3,"reason":"x"}"#, field: "body"),
        Misuse(
            path: "/contacts/C1-42/escalate", body: #"{"to":99999999999999999999,"reason":"x"}"#,
            field: "to"),
    ]
}

private let withSession = ["Tierline-Session": "s"]

private func send(
    _ port: Int, _ path: String, _ body: String = "", token: String? = Tokens.agent
) async throws
    -> Answer
{
    try await ask(
        port, "POST", "/v1/agents/A001\(path)", token: token, type: body.isEmpty ? nil : "application/json",
        headers: withSession, body: [UInt8](body.utf8))
}

@Suite("Desk over HTTP")
struct DeskEdgeTests {
    @Test("every wish of an agent reaches the station as its request", arguments: Wish.all)
    func wishes(_ wish: Wish) async throws {
        let station = ScriptedStation()
        try await open(routes(station).routes) { port, _ in
            let answer = try await send(port, wish.path, wish.body)
            #expect(answer.status == 202)
            #expect(answer.text == #"{"status":"accepted"}"#)
        }
        #expect(
            await station.submitted.map(\.submission)
                == [.desk(agent: "A001", session: "s", request: wish.request)])
    }

    @Test("a misuse is answered 400 with the field at fault", arguments: Misuse.all)
    func misuses(_ misuse: Misuse) async throws {
        let station = ScriptedStation()
        try await open(routes(station).routes) { port, _ in
            let answer = try await send(port, misuse.path, misuse.body)
            #expect(answer.status == 400)
            #expect(answer.error?.field == misuse.field)
        }
        #expect(await station.submitted.isEmpty)
    }

    @Test("signing in mints a session, which every later request has to bear")
    func sessions() async throws {
        let station = ScriptedStation()
        try await open(routes(station).routes) { port, _ in
            let signedIn = try await ask(port, "POST", "/v1/agents/A001/sign-in", token: Tokens.bound)
            #expect(signedIn.status == 201)
            #expect(signedIn.text == #"{"session":"minted","status":"accepted"}"#)
            let without = try await ask(port, "POST", "/v1/agents/A001/ready", token: Tokens.bound)
            #expect(without.status == 400)
            #expect(without.error?.field == "Tierline-Session")
        }
        #expect(
            await station.submitted.map(\.submission)
                == [.desk(agent: "A001", session: "minted", request: .signIn)])
    }

    @Test("a minted session has 128 bits, and no two are alike")
    func fresh() {
        let sessions = Set((0..<100).map { _ in freshSession() })
        #expect(sessions.count == 100)
        #expect(sessions.allSatisfy { $0.rawValue.count == 32 })
    }

    @Test("what the desk refuses is answered 422 with its field and the work in the way")
    func refused() async throws {
        let refusal = RequestRefused(
            request: "sign_out", field: "work", reason: "C1-42 is open", agent: "A001", items: [contact])
        let station = ScriptedStation { _, _ in
            .decided(id: 0, body: SubmissionReplyCodec.encode(.refused(refusal)))
        }
        try await open(routes(station).routes) { port, _ in
            let answer = try await send(port, "/sign-out")
            #expect(answer.status == 422)
            #expect(answer.error?.field == "work")
            #expect(answer.error?.reason == "C1-42 is open")
            #expect(answer.text.contains(#""items":["C1-42"]"#))
        }
    }

    @Test("a snapshot is told in the words of the model, without the session")
    func snapshots() async throws {
        let station = ScriptedStation()
        await station.tell("agent/A001", .agentStateChanged(snapshot))
        try await open(routes(station).routes) { port, _ in
            let answer = try await ask(port, "GET", "/v1/agents/A001", token: Tokens.lead)
            #expect(answer.status == 200)
            #expect(answer.text.contains(#""state":"not_ready""#))
            #expect(answer.text.contains(#""channel":"phone","contact":"C1-42","phase":"held""#))
            #expect(!answer.text.contains("secret-session"))
            let unknown = try await ask(port, "GET", "/v1/agents/A009", token: Tokens.lead)
            #expect(unknown.status == 404)
            #expect(unknown.error?.field == "agent")
        }
    }

    @Test("events say what was offered and what became of it, and never the session", .timeLimit(.minutes(1)))
    func events() async throws {
        let station = ScriptedStation()
        await station.tell("agent/A001", .agentStateChanged(snapshot))
        await station.tell(
            "agent/A001",
            .offerMade(
                OfferMade(
                    offer: offer, contact: contact, generation: 1, agent: "A001", session: "secret-session",
                    channel: .phone, contactClass: "general", received: Instant(microseconds: 0),
                    deadline: Instant(microseconds: 20_000_000))))
        await station.tell(
            "agent/A001",
            .offerClosed(
                OfferClosed(offer: offer, contact: contact, generation: 1, agent: "A001", cause: .expired)))
        try await open(routes(station).routes) { port, _ in
            let connection = try Connection(port: port)
            let headers = ["Authorization": "Bearer \(Tokens.bound)"]
            await connection.send("GET", "/v1/agents/A001/events", headers, [])
            let text = String(
                decoding: await connection.read { $0.contains("offerClosed\ndata: {") }, as: UTF8.self)
            #expect(text.contains("event: agentStateChanged\ndata: {"))
            #expect(text.contains("event: offerMade\ndata: {"))
            #expect(text.contains(#""class":"general""#))
            #expect(text.contains(#""deadline":"1970-01-01T00:00:20.000000Z""#))
            #expect(text.contains(#""cause":"expired""#))
            #expect(!text.contains("secret-session"))
        }
    }

    @Test("11.3: the page is told what the medium refused, with its reason", .timeLimit(.minutes(1)))
    func mediumRefused() async throws {
        let station = ScriptedStation()
        await station.tell(
            "agent/A001",
            .mediumRefused(
                MediumRefused(
                    contact: contact, generation: 1, tier: .one, agent: "A001", action: .hold,
                    reason: "not connected")))
        try await open(routes(station).routes) { port, _ in
            let connection = try Connection(port: port)
            let headers = ["Authorization": "Bearer \(Tokens.bound)"]
            await connection.send("GET", "/v1/agents/A001/events", headers, [])
            let read = await connection.read { $0.contains("not connected") }
            #expect(
                String(decoding: read, as: UTF8.self).contains(
                    #"event: mediumRefused\#ndata: {"field":"medium","items":["C1-42"],"#
                        + #""reason":"not connected","request":"hold"}"#))
            let page = try await ask(port, "GET", "/")
            #expect(page.text.contains(#"name === "mediumRefused""#))
        }
    }

    @Test("an agent's token acts for its agent only; leads and operators look, and act for nobody")
    func roles() async throws {
        let station = ScriptedStation()
        await station.tell("agent/A001", .agentStateChanged(snapshot))
        try await open(routes(station).routes) { port, _ in
            for bearer in Tokens.all {
                let isKnown = Tokens.file.lookUp(bearer.token ?? "") != nil
                let isAgent = bearer.name.contains("agent")
                let acting = try await send(port, "/ready", token: bearer.token)
                #expect(acting.status == (isAgent ? 202 : isKnown ? 403 : 401), "\(bearer.name)")
                let looking = try await ask(port, "GET", "/v1/agents/A001", token: bearer.token)
                let mayLook = isAgent || bearer.name == "lead" || bearer.name == "operator"
                #expect(looking.status == (mayLook ? 200 : isKnown ? 403 : 401), "\(bearer.name)")
            }
            for path in ["/sign-in", "/ready", "/events", ""] {
                let method = path == "/events" || path.isEmpty ? "GET" : "POST"
                let other = try await ask(
                    port, method, "/v1/agents/A002\(path)", token: Tokens.bound, headers: withSession)
                #expect(other.status == 403, "\(path)")
                #expect(other.error?.field == "agent", "\(path)")
            }
        }
    }

    @Test("the page is complete in itself and may load nothing else")
    func page() async throws {
        try await open(routes(ScriptedStation()).routes) { port, _ in
            let page = try await ask(port, "GET", "/")
            #expect(page.status == 200)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            let policy = page.headers["content-security-policy"] ?? ""
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            for outside in ["http://", "https://", "src=", "@import", "innerHTML"] {
                #expect(!page.text.contains(outside), "\(outside)")
            }
        }
    }
}
