import Contacts
import Facts
import JSONTree
import Testing

@testable import Wire

@Suite("ISO8601")
struct ISO8601Tests {
    @Test(
        "an instant with its offset is read to the microsecond",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000001Z", 1),
            ("1969-12-31T23:59:59.5Z", -500_000),
            ("2026-03-01T14:05:09.25-05:00", 1_772_391_909_250_000),
            ("2026-03-02T00:35:09+05:30", 1_772_391_909_000_000),
            ("2024-02-29T12:00:00.123456789Z", 1_709_208_000_123_456),
        ] as [(String, Int64)]
    )
    func reads(text: String, microseconds: Int64) {
        #expect(ISO8601.instant(text) == Instant(microseconds: microseconds))
    }

    @Test("what an instant says of itself is read back")
    func readsDescription() {
        #expect(ISO8601.instant(Sample.at.description) == Sample.at)
    }

    @Test(
        "anything else is no instant",
        arguments: [
            "", "2026-03-01", "2026-03-01T14:05:09", "2026-03-01 14:05:09Z", "2026-03-01T14:05Z",
            "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00+0500",
            "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00Zx", "+026-01-01T00:00:00Z",
            "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:0\u{665}Z",
        ]
    )
    func refuses(text: String) {
        #expect(ISO8601.instant(text) == nil)
    }
}

@Suite("ReplyJSON")
struct ReplyJSONTests {
    private func json(_ reply: SubmissionReply) -> String {
        String(decoding: ReplyJSON.encode(reply), as: UTF8.self)
    }

    @Test("a reply says its status and names the contact when there is one")
    func taken() {
        #expect(
            json(.accepted(Contact.ID(gateway: 1, number: 42))) == #"{"status":"accepted","contact":"C1-42"}"#
        )
        #expect(json(.accepted(nil)) == #"{"status":"accepted"}"#)
        #expect(json(.known(Contact.ID(gateway: 1, number: 42))) == #"{"status":"known","contact":"C1-42"}"#)
    }

    @Test("a refusal names the field, the reason and the open work, with everything escaped")
    func refused() {
        let refusal = RequestRefused(
            request: "sign_out",
            field: "rule",
            reason: "\"work\"\\\n\u{1}\u{2028}",
            agent: "A1",
            items: [Contact.ID(gateway: 1, number: 42)]
        )
        let expected =
            #"{"status":"refused","request":"sign_out","field":"rule","reason":"\"work\"\\\n\u0001\u2028","#
            + #""agent":"A1","items":["C1-42"]}"#
        #expect(json(.refused(refusal)) == expected)
    }
}

@Suite("FactJSON")
struct FactJSONTests {
    @Test("every fact is one line of JSON", arguments: Sample.facts)
    func oneLine(fact: Fact) throws {
        let line = FactJSON.render(kind: fact.kind.rawValue, body: FactCodec.unchecked(fact)[...])
        let value = try JSONReader.read([UInt8](line.utf8))
        guard case .object(let fields) = value else {
            Issue.record("\(line) is no object")
            return
        }
        #expect(!fields.map(\.name).contains("unreadable"), "\(line)")
        #expect(!fields.map(\.name).contains("fact"), "\(line)")
        #expect(!line.contains("\n"))
        if let contact = fact.contact { #expect(line.contains("\"\(contact)\""), "\(line)") }
    }

    @Test("contacts and instants stand as people read them")
    func readable() {
        let fact = Fact.contactHeld(ContactHeld(contact: Sample.other, at: Sample.at))
        #expect(
            FactJSON.render(fact)
                == #"{"contact":"C65535-281474976710655","at":"2026-02-25T06:13:39.000001Z"}"#
        )
    }

    @Test("the ends of time and a contact inside a request stand as people read them")
    func readableInside() {
        let fact = Fact.agentRequested(
            AgentRequested(agent: "A1", session: "s", request: .hold(Sample.contact), at: .distantFuture)
        )
        let line = FactJSON.render(fact)
        #expect(line.contains(#""request":{"hold":"C3-42"}"#), "\(line)")
        #expect(line.contains(Instant.distantFuture.description), "\(line)")
    }

    @Test("a body that holds no fact is shown with what is wrong")
    func unreadable() {
        #expect(FactJSON.render(kind: 9, body: [0x00, 0xAB]).contains(#""body_hex":"00ab""#))
        #expect(FactJSON.render(kind: 9, body: []).contains("fact kind 9 is unknown"))
    }
}
