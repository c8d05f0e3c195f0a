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

@Suite("Gateway over HTTP: keys")
struct KeyTests {
    private let one = #"{"type":"arrived","channel":"phone","inquiries":[{"type":"eligibility"}]}"#
    private let other = #"{"type":"arrived","channel":"phone","inquiries":[{"type":"claims"}]}"#

    /// What a station is handed for a body under the header `call-9`.
    private func submitted(_ body: String) async throws -> [(key: String, claim: KeyClaim?)] {
        let station = ScriptedStation()
        let routes = GatewayRoutes(port: station.port, tokens: Tokens.file, channels: [.phone])
        try await open(routes.routes) { port, _ in
            _ = try await ask(
                port, "POST", "/v1/events", token: Tokens.adapter, type: "application/x-ndjson",
                headers: ["Idempotency-Key": "call-9"], body: [UInt8](body.utf8))
        }
        return zip(await station.submitted.map(\.key), await station.claims).map { ($0, $1) }
    }

    @Test("11.10: a blank line changes no key and no claim, so that it doubles nobody")
    func blankLines() async throws {
        let plain = try await submitted("\(one)\n\(other)\n")
        #expect(plain.map(\.key) == ["call-9/1", "call-9/2"])
        for body in ["\n\(one)\n\(other)", "\r\n\(one)\n \t\n\(other)\n\n", " \(one)\n\n\(other)"] {
            let blank = try await submitted(body)
            #expect(blank.map(\.key) == plain.map(\.key))
            #expect(blank.map(\.claim) == plain.map(\.claim))
        }
    }

    @Test("11.10: every event of a header's key claims it for the whole body; one with its own key does not")
    func claims() async throws {
        let plain = try await submitted("\(one)\n\(other)")
        #expect(plain.allSatisfy { $0.claim?.key == "call-9" && $0.claim == plain[0].claim })
        #expect(try await submitted(one)[0].claim != plain[0].claim)
        #expect(try await submitted("\(one)\n\(one)")[0].claim != plain[0].claim)
        let keyed = #"{"key":"own","type":"arrived","channel":"phone","inquiries":[{"type":"claims"}]}"#
        #expect(try await submitted("\(keyed)\n\(one)").map { $0.claim != nil } == [false, true])
    }

    @Test("11.10: a key that another body has is answered 409 by its name")
    func conflict() async throws {
        let station = ScriptedStation { _, _ in .rejected(id: 0, reason: KnownKey.conflict("call-9")) }
        let routes = GatewayRoutes(port: station.port, tokens: Tokens.file, channels: [.phone])
        let body = one
        try await open(routes.routes) { port, _ in
            let answer = try await ask(
                port, "POST", "/v1/events", token: Tokens.adapter, type: "application/x-ndjson",
                headers: ["Idempotency-Key": "call-9"], body: [UInt8](body.utf8))
            #expect(answer.status == 409)
            #expect(answer.text.contains("call-9"))
        }
    }
}
