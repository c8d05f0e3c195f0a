import Config
import Contacts
import Facts
import GatewayIngress
import HTTP
import Kernel
import StateFolder
import Testing
import TopologyFile
import Wire

private let contact = Contact.ID(gateway: 1, number: 42)

private func arrival(_ key: String?) -> String {
    let field = key.map { #""key":"\#($0)","# } ?? ""
    return #"{"type":"arrived",\#(field)"channel":"phone","inquiries":[{"type":"eligibility"}]}"#
}

private func routes(_ station: ScriptedStation) -> GatewayRoutes {
    GatewayRoutes(port: station.port, tokens: Tokens.file, channels: [.phone])
}

private func post(
    _ port: Int, _ body: String, token: String? = Tokens.adapter, type: String = "application/x-ndjson",
    headers: [String: String] = [:]
) async throws -> Answer {
    try await ask(
        port, "POST", "/v1/events", token: token, type: type, headers: headers, body: [UInt8](body.utf8))
}

/// A request that is not taken, and the answer that says so.
struct Mistake: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var body = ""
    var type = "application/x-ndjson"
    var headers: [String: String] = [:]
    var status: Int
    var code: String
    var field: String
    var line: Int?

    static let all: [Mistake] = [
        Mistake(testDescription: "no line", body: "\n \n", status: 400, code: "malformed", field: "body"),
        Mistake(testDescription: "no JSON", body: "{", status: 400, code: "malformed", field: "event"),
        Mistake(
            testDescription: "another channel",
            body: arrival("k").replacing("phone", with: "chat"), status: 400, code: "malformed",
            field: "channel"),
        Mistake(
            testDescription: "content", body: #"{"type":"left","contact":"C1-42","body":"my claim"}"#,
            status: 400,
            code: "malformed", field: "body"),
        Mistake(
            testDescription: "a nested field",
            body: arrival("k").replacing("eligibility", with: "two words"), status: 400, code: "malformed",
            field: "inquiries[0].type"),
        Mistake(
            testDescription: "the second line", body: "\(arrival("k"))\n{}\n", status: 400, code: "malformed",
            field: "type", line: 2),
        Mistake(testDescription: "no key", body: arrival(nil), status: 400, code: "malformed", field: "key"),
        // Told again it would be one about the leg of whoever has the call by then.
        Mistake(
            testDescription: "a lost leg of no connection, instant or key",
            body: #"{"type":"agent_leg_lost","contact":"C1-42"}"#, status: 400, code: "malformed",
            field: "effect"),
        Mistake(
            testDescription: "a key header that is too long", body: arrival(nil),
            headers: ["Idempotency-Key": String(repeating: "k", count: 241)], status: 400, code: "malformed",
            field: "Idempotency-Key"),
        Mistake(
            testDescription: "another content type", body: arrival("k"), type: "text/csv", status: 415,
            code: "unsupported_type", field: "Content-Type"),
        Mistake(
            testDescription: "a line that is too long",
            body: String(repeating: " ", count: 70_000) + arrival("k"),
            status: 413, code: "too_large", field: "line"),
        Mistake(
            testDescription: "a body that is too large", body: String(repeating: " ", count: 1_048_577),
            status: 413, code: "too_large", field: "body"),
    ]
}

@Suite("Gateway over HTTP")
struct GatewayEdgeTests {
    @Test("a mistake is answered with the field at fault, and nothing is submitted", arguments: Mistake.all)
    func mistakes(_ mistake: Mistake) async throws {
        let station = ScriptedStation()
        try await open(routes(station).routes) { port, _ in
            let answer = try await post(port, mistake.body, type: mistake.type, headers: mistake.headers)
            #expect(answer.status == mistake.status)
            #expect(answer.error?.code == mistake.code)
            #expect(answer.error?.field == mistake.field)
            #expect(answer.error?.line == mistake.line)
            #expect(answer.error?.expected.isEmpty == false)
            #expect(!answer.text.contains("my claim"))
        }
        #expect(await station.submitted.isEmpty)
    }

    @Test("a new contact is answered 201 with its id once the station has committed it")
    func created() async throws {
        let station = ScriptedStation { _, _ in
            .decided(id: 0, body: SubmissionReplyCodec.encode(.accepted(contact)))
        }
        try await open(routes(station).routes) { port, _ in
            let answer = try await post(port, arrival("call-1"))
            #expect(answer.status == 201)
            #expect(answer.text == #"{"status":"accepted","contact":"C1-42"}"#)
        }
        #expect(await station.submitted.map(\.key) == ["call-1"])
    }

    @Test("a repeat is answered 200 with the contact of the first time")
    func known() async throws {
        let station = ScriptedStation { _, _ in
            .known(id: 0, body: SubmissionReplyCodec.encode(.accepted(contact)))
        }
        try await open(routes(station).routes) { port, _ in
            let answer = try await post(port, arrival("call-1"))
            #expect(answer.status == 200)
            #expect(answer.text == #"{"status":"known","contact":"C1-42"}"#)
        }
    }

    @Test("a station's no has its own status, and names the field")
    func refusals() async throws {
        let refused = RequestRefused(request: "left", field: "contact", reason: "C1-42 is not here")
        let table: [(IngressReply, Int, String, String)] = [
            (
                .decided(id: 0, body: SubmissionReplyCodec.encode(.refused(refused))), 422, "refused",
                "contact"
            ),
            (.rejected(id: 0, reason: KnownKey.conflict("k")), 409, "conflict", "key"),
            (.busy(id: 0, retryAfterMilliseconds: 1500), 503, "busy", ""),
            (.decided(id: 0, body: [0xFF]), 500, "internal", ""),
        ]
        for (reply, status, code, field) in table {
            let station = ScriptedStation { _, _ in reply }
            try await open(routes(station).routes) { port, _ in
                let answer = try await post(port, #"{"type":"left","key":"k","contact":"C1-42"}"#)
                #expect(answer.status == status)
                #expect(answer.error?.code == code)
                #expect(answer.error?.field == field)
                #expect(answer.error?.expected.isEmpty == false)
                #expect(answer.headers["retry-after"] == (status == 503 ? "2" : nil))
            }
        }
    }

    @Test("many lines are submitted in their order, each under its own key")
    func many() async throws {
        let station = ScriptedStation()
        let body = (1...600).map { _ in arrival(nil) }.joined(separator: "\n")
        try await open(routes(station).routes) { port, _ in
            let answer = try await post(port, body, headers: ["Idempotency-Key": "batch-7"])
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"]?.hasPrefix("application/x-ndjson") == true)
            #expect(answer.text.split(separator: "\n").count == 600)
        }
        #expect(await station.submitted.map(\.key) == (1...600).map { "batch-7/\($0)" })
    }

    @Test("an arrival is recorded with the key that absorbs its repeats")
    func keyed() async throws {
        let station = ScriptedStation()
        try await open(routes(station).routes) { port, _ in
            _ = try await post(port, arrival(nil), headers: ["Idempotency-Key": "k"])
        }
        guard case .arrived(let arrived)? = await station.submitted.first?.submission else {
            Issue.record("nothing arrived")
            return
        }
        #expect(arrived.key == "k/1")
    }

    @Test("one line of many that is not taken gives its status to the answer, and says its line")
    func partly() async throws {
        let station = ScriptedStation { key, number in
            key == "b" ? .busy(id: 0, retryAfterMilliseconds: 1000) : ScriptedStation.accepted(key, number)
        }
        try await open(routes(station).routes) { port, _ in
            let answer = try await post(port, ["a", "b", "c"].map(arrival).joined(separator: "\n"))
            let lines = answer.text.split(separator: "\n")
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "1")
            #expect(lines.count == 3)
            #expect(lines[0] == #"{"status":"accepted"}"#)
            #expect(lines[1].contains(#""line":2"#))
            #expect(lines[2] == #"{"status":"accepted"}"#)
        }
    }

    @Test("health needs no token; an unknown path is 404 in the common shape")
    func plain() async throws {
        try await open(routes(ScriptedStation()).routes) { port, _ in
            let health = try await ask(port, "GET", "/healthz")
            #expect(health.status == 200)
            #expect(health.text == #"{"name":"phone","state":"ready"}"#)
            let nowhere = try await ask(port, "GET", "/nowhere")
            #expect(nowhere.status == 404)
            #expect(nowhere.error?.field == "path")
        }
    }

    @Test("only adapters submit events and follow effects")
    func roles() async throws {
        try await open(routes(ScriptedStation()).routes) { port, _ in
            for bearer in Tokens.all {
                let isKnown = Tokens.file.lookUp(bearer.token ?? "") != nil
                let answer = try await post(port, arrival("k"), token: bearer.token)
                let expected = bearer.name == "adapter" ? 200 : isKnown ? 403 : 401
                #expect(answer.status == expected, "\(bearer.name)")
                #expect((answer.headers["www-authenticate"] != nil) == (expected == 401), "\(bearer.name)")
                if bearer.name == "adapter" { continue }
                let effects = try await ask(port, "GET", "/v1/effects", token: bearer.token)
                #expect(effects.status == expected, "\(bearer.name)")
            }
        }
    }
}
