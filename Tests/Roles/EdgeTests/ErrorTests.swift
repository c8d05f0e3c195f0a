import Facts
import HTTP
import Hummingbird
import Kernel
import Testing
import Wire

/// An error of ours that says nothing of HTTP.
private struct Fault: Error {}

@Suite("Errors over HTTP")
struct ErrorTests {
    @Test("whatever is thrown is answered in the one shape, and says what was expected")
    func shapes() async throws {
        var routes = EdgeRoutes(tokens: Tokens.file)
        routes.add(.get, "/framework", for: .anybody) { _, _ in throw HTTPError(.badRequest) }
        routes.add(.get, "/ours", for: .anybody) { _, _ in throw RequestError(.busy, expected: "later") }
        routes.add(.get, "/fault", for: .anybody) { _, _ in throw Fault() }
        try await open(routes) { port, _ in
            for (path, status, code) in [
                ("/framework", 400, "malformed"), ("/ours", 503, "busy"), ("/fault", 500, "internal"),
                ("/nowhere", 404, "not_found"),
            ] {
                let answer = try await ask(port, "GET", path)
                #expect(answer.status == status && answer.error?.code == code, "\(path)")
                #expect(answer.error?.expected.isEmpty == false, "\(path)")
                #expect(answer.headers["content-type"] == "application/json; charset=utf-8", "\(path)")
            }
        }
    }

    @Test(
        "a refusal says what was expected: in the machine's words, or what the field is for",
        arguments: [
            ("item", "C4-9 is not here", "an item in custody here that this can be done to"),
            ("class", "chore is no class; expected one of claim", "one of claim"),
            ("anything", "no", "a request that the reason does not speak against"),
        ])
    func refusals(field: String, reason: String, expected: String) {
        let refused = RequestRefused(request: "work_item", field: field, reason: reason)
        let body = SubmissionReplyCodec.encode(.refused(refused))
        #expect {
            try SubmissionAnswer.read(.decided(id: 0, body: body))
        } throws: { error in
            (error as? RequestError)?.expected == expected
        }
    }
}
