import Contacts
import Facts
import Testing

@testable import Wire

/// One line of every form.
let eventLines: [String] = [
    #"{"type":"arrived","channel":"phone","received":"2026-03-01T14:05:09.25-05:00","#
        + #""inquiries":[{"type":"claim_status","issue":"i-4"},{"type":"eligibility"}],"#
        + #""requester":"provider","language":"es","urgency":"urgent_clinical","member":"m-19","#
        + #""authorization_deadline":"2026-03-02T00:00:00Z","#
        + #""essentials":["provider","member_number"],"key":"k-1"}"#,
    #" { "type" : "arrived", "channel":"chat","received":null,"#
        + #""inquiries":[{"type":"eligibility","issue":null}] } "#,
    #"{"type":"left","contact":"C1-42","at":"2026-03-01T19:05:09Z"}"#,
    #"{"type":"effect_done","effect":"connect/O1-77","key":"k\u00e9\ud83d\ude00\/"}"#,
    #"{"type":"effect_failed","effect":"connect/O1-77","reason":"no answer"}"#,
    #"{"type":"agent_leg_lost","contact":"C1-42","effect":"connect/O1-77"}"#,
]

/// A line that is refused, and the field that the error must name.
struct BadLine: Sendable, CustomTestStringConvertible {
    let field: String
    let line: String
    var testDescription: String { line }

    init(_ field: String, _ line: String) {
        self.field = field
        self.line = line
    }
}

@Suite("EventJSON")
struct EventJSONTests {
    private func read(_ line: String, channels: [Channel] = Channel.allCases) throws -> EventJSON.Event {
        try EventJSON.decode([UInt8](line.utf8), channels: channels)
    }

    @Test("an arrival carries everything the router may route by")
    func wholeArrival() throws {
        let event = try read(eventLines[0])
        let attributes = ContactAttributes(
            inquiries: [
                Inquiry.Request(type: "claim_status", issue: "i-4"), Inquiry.Request(type: "eligibility"),
            ],
            requester: .provider,
            language: "es",
            urgency: .urgentClinical,
            member: "m-19",
            authorizationDeadline: Instant(microseconds: 1_772_409_600_000_000),
            essentials: Essentials(given: [.provider, .memberNumber])
        )
        let arrival = Arrival(
            channel: .phone,
            received: Instant(microseconds: 1_772_391_909_250_000),
            attributes: attributes,
            hours: .observed,
            key: "k-1"
        )
        #expect(event == EventJSON.Event(key: "k-1", submission: .arrived(arrival)))
    }

    @Test("an arrival may leave out what has a usual value")
    func shortArrival() throws {
        let attributes = ContactAttributes(
            inquiries: [Inquiry.Request(type: "eligibility")],
            isRequesterPresumed: true
        )
        let arrival = Arrival(
            channel: .chat,
            received: nil,
            attributes: attributes,
            hours: .observed,
            key: ""
        )
        #expect(try read(eventLines[1]) == EventJSON.Event(key: "", submission: .arrived(arrival)))
    }

    @Test("every event of a medium is taken", arguments: MediumEvent.Event.allCases)
    func medium(event: MediumEvent.Event) throws {
        let read = try read(#"{"contact":"C1-42","type":"\#(event.rawValue)"}"#)
        let contact = Contact.ID(gateway: 1, number: 42)
        #expect(read.submission == .medium(MediumEvent(contact: contact, event: event, at: nil)))
    }

    @Test("effects are reported by their id, and escapes in a key are read")
    func effects() throws {
        #expect(
            try read(eventLines[3])
                == EventJSON.Event(key: "k\u{E9}\u{1F600}/", submission: .effectDone("connect/O1-77"))
        )
        #expect(try read(eventLines[4]).submission == .effectFailed("connect/O1-77", reason: "no answer"))
    }

    @Test("a channel of another gateway is refused with the ones that are taken")
    func otherChannel() {
        let expected = EventError.field("channel", value: "\"phone\"", expected: "one of chat, email")
        #expect(throws: expected) { try read(eventLines[0], channels: [.chat, .email]) }
    }

    @Test("a bad line is refused by the field at fault", arguments: badLines)
    func badLine(bad: BadLine) throws {
        let error = try #require(throws: EventError.self) { try read(bad.line) }
        #expect(error.field == bad.field, "\(error)")
        #expect("\(error)".contains("expected"))
    }

    @Test(
        "content is refused with the reason, and never repeated",
        arguments: [
            "subject", "body", "text", "name", "ssn", "SSN", "phone_number", "date_of_birth", "caller",
        ]
    )
    func content(name: String) throws {
        let line = #"{"type":"left","contact":"C1-42","\#(name)":"Jane 123-45-6789"}"#
        let error = try #require(throws: EventError.self) { try read(line) }
        #expect(error.field == name)
        #expect("\(error)".contains("only tokens and routing attributes are taken until the vault exists"))
        #expect(!"\(error)".contains("Jane"))
    }

    @Test(
        "an identifier where a token belongs is refused and not repeated",
        arguments: ["123-45-6789", "123456789"]
    )
    func identifier(value: String) throws {
        let line = arrival(with: #""member":"\#(value)""#)
        let error = try #require(throws: EventError.self) { try read(line) }
        #expect(error.field == "member")
        #expect(!"\(error)".contains(value))
    }

    @Test("a line that is too long, too deep or no UTF-8 is refused")
    func wholeLine() {
        let long = [UInt8](repeating: 0x20, count: EventJSON.lineLimit + 1)
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: EventJSON.lineLimit)
        for line in [long, deep, [0x22, 0xC0, 0x22], [0xFF]] {
            #expect(throws: EventError.self) { try EventJSON.decode(line, channels: Channel.allCases) }
        }
    }
}

private func arrival(of inquiries: String) -> String {
    #"{"type":"arrived","channel":"chat","inquiries":[\#(inquiries)]}"#
}

private func arrival(with fields: String) -> String {
    #"{"type":"arrived","channel":"chat","inquiries":[{"type":"t"}],\#(fields)}"#
}

private let badLines: [BadLine] = [
    BadLine("", ""), BadLine("", "   "), BadLine("", "{"), BadLine("", #"{"type""#),
    BadLine("", #"{"type":}"#),
    BadLine("", #"{"type":"left",}"#), BadLine("", #"{"type":"left"} x"#), BadLine("", #"{'type':1}"#),
    BadLine("", #"{"type":"\x"}"#), BadLine("", #"{"type":"\ud800"}"#),
    BadLine("", #"{"type":"\udc00\ud800"}"#),
    BadLine("", #"{"type":"\u12g4"}"#), BadLine("", "{\"type\":\"a\nb\"}"), BadLine("", #"{"type":tru}"#),
    BadLine("", #"{"type":1.5}"#), BadLine("", #"{"type":01}"#), BadLine("", #"{"type":-}"#),
    BadLine("", #"{"type":1e400}"#), BadLine("", #"{"type":123456789012345678901}"#),
    BadLine("", #"{"type":[[[[[[[[1]]]]]]]]}"#),
    BadLine("event", "[]"), BadLine("event", "null"), BadLine("event", "7"), BadLine("event", #""left""#),
    BadLine("type", "{}"), BadLine("type", #"{"type":null}"#), BadLine("type", #"{"type":7}"#),
    BadLine("type", #"{"type":"went"}"#), BadLine("type", #"{"type":"left","type":"left"}"#),
    BadLine("contact", #"{"type":"left"}"#), BadLine("contact", #"{"type":"left","contact":"42"}"#),
    BadLine("contact", #"{"type":"left","contact":"C0-0"}"#),
    BadLine("contact", #"{"type":"left","contact":"C+1-2"}"#),
    BadLine("contact", #"{"type":"left","contact":"C99999-1"}"#),
    BadLine("at", #"{"type":"left","contact":"C1-42","at":"yesterday"}"#),
    BadLine("at", #"{"type":"left","contact":"C1-42","at":"2026-02-30T00:00:00Z"}"#),
    BadLine("at", #"{"type":"left","contact":"C1-42","at":1772391909}"#),
    BadLine("colour", #"{"type":"left","contact":"C1-42","colour":"red"}"#),
    BadLine("effect", #"{"type":"left","contact":"C1-42","effect":"connect/O1-7"}"#),
    BadLine("key", #"{"type":"left","contact":"C1-42","key":""}"#),
    BadLine("key", #"{"type":"left","contact":"C1-42","key":"a\u0000b"}"#),
    BadLine("effect", #"{"type":"effect_done"}"#), BadLine("effect", #"{"type":"effect_done","effect":""}"#),
    BadLine("reason", #"{"type":"effect_failed","effect":"connect/O1-7"}"#),
    BadLine("channel", #"{"type":"arrived","inquiries":[{"type":"t"}]}"#),
    BadLine("channel", #"{"type":"arrived","channel":"fax","inquiries":[{"type":"t"}]}"#),
    BadLine("inquiries", #"{"type":"arrived","channel":"chat"}"#),
    BadLine("inquiries", arrival(of: #""#)),
    BadLine("inquiries", #"{"type":"arrived","channel":"chat","inquiries":"t"}"#),
    BadLine(
        "inquiries",
        arrival(of: Array(repeating: #"{"type":"t"}"#, count: 33).joined(separator: ","))
    ),
    BadLine("inquiries[0]", arrival(of: #""t""#)),
    BadLine("inquiries[1].type", arrival(of: #"{"type":"t"},{}"#)),
    BadLine("inquiries[0].type", arrival(of: #"{"type":"my claim"}"#)),
    BadLine("inquiries[0].issue", arrival(of: #"{"type":"t","issue":"a b"}"#)),
    BadLine("inquiries[0].text", arrival(of: #"{"type":"t","text":"x"}"#)),
    BadLine("inquiries[0].id", arrival(of: #"{"type":"t","id":1}"#)),
    BadLine("requester", arrival(with: #""requester":"me""#)),
    BadLine("language", arrival(with: #""language":"english!""#)),
    BadLine("urgency", arrival(with: #""urgency":3"#)),
    BadLine("member", arrival(with: #""member":"Jane Doe""#)),
    BadLine("received", arrival(with: #""received":"2026-03-01""#)),
    BadLine("hours", arrival(with: #""hours":"waived""#)),
    BadLine("essentials", arrival(with: #""essentials":"provider""#)),
    BadLine("essentials", arrival(with: #""essentials":["provider","provider"]"#)),
    BadLine("essentials", arrival(with: #""essentials":["ssn"]"#)),
    BadLine(
        "authorization_deadline",
        arrival(with: #""authorization_deadline":"soon""#)
    ),
]
