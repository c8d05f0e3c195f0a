import Contacts
import Facts
import GatewayIngress
import Kernel
import Testing
import Wire

@Suite("Gateway edge: work items")
struct WorkEdgeTests {
    private let item = #"{"type":"work_item","key":"k-1","class":"claim","actor":"mailroom"}"#
    private let event = #"{"type":"work_event","item":"C4-9","event":"completed","actor":"clerk-7"}"#

    private func post(_ port: Int, _ body: String) async throws -> Answer {
        try await ask(
            port, "POST", "/v1/events", token: Tokens.adapter, type: "application/json",
            body: [UInt8](body.utf8))
    }

    private func routes(_ station: ScriptedStation) -> GatewayRoutes {
        GatewayRoutes(port: station.port, tokens: Tokens.file, channels: [.workItem])
    }

    @Test("a work item is submitted under its key, which it carries")
    func item() async throws {
        let station = ScriptedStation()
        try await open(routes(station).routes) { port, _ in
            let answer = try await post(port, item)
            #expect(answer.status == 200)
        }
        let submitted = await station.submitted
        let expected = WorkItemSubmission(
            workClass: "claim", received: nil, facts: [], by: "mailroom", key: "k-1")
        #expect(submitted.map(\.key) == ["k-1"])
        #expect(submitted.map(\.submission) == [.workItem(expected)])
    }

    @Test("a report needs a key, because a reopening said twice reopens twice")
    func keyless() async throws {
        let station = ScriptedStation()
        try await open(routes(station).routes) { port, _ in
            let answer = try await post(port, event)
            #expect(answer.status == 400)
            #expect(answer.error?.field == "key")
        }
        #expect(await station.submitted.isEmpty)
    }

    @Test("what the gateway's table refuses is answered with the field and what was expected")
    func refused() async throws {
        let refusal = RequestRefused(
            request: "work_item", field: "class",
            reason: "chore is no class of work.yaml; expected one of claim")
        let station = ScriptedStation { _, _ in
            .decided(id: 0, body: SubmissionReplyCodec.encode(.refused(refusal)))
        }
        try await open(routes(station).routes) { port, _ in
            let answer = try await post(port, item)
            #expect(answer.status == 422)
            #expect(answer.error?.field == "class")
            #expect(answer.text.contains("expected one of claim"))
        }
    }
}
