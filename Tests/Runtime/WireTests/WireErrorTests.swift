import Contacts
import Facts
import SwiftProtobuf
import Testing

@testable import Wire

/// A message with one thing wrong, and the field that the error must name.
struct BadMessage: Sendable, CustomTestStringConvertible {
    let field: String
    let message: String
    let decode: @Sendable () throws -> Void
    var testDescription: String { "\(message).\(field)" }

    /// Takes the message of a valid value and breaks it.
    init<Message: WireMessage>(
        _ field: String,
        of valid: Message,
        in message: String? = nil,
        _ breaking: @Sendable (inout Message) -> Void
    ) {
        var broken = valid
        breaking(&broken)
        let bytes: [UInt8] = broken.bytes
        self.field = field
        self.message = message ?? Message.protoMessageName
        decode = { _ = try Message.read(bytes[...]) }
    }
}

@Suite("WireError")
struct WireErrorTests {
    @Test("a kind that no fact has is refused by its number")
    func unknownKind() {
        #expect(throws: WireError.unknownKind(19)) { try FactCodec.decode(kind: 19, body: []) }
        #expect(throws: WireError.unknownKind(.max)) { try FactCodec.decode(kind: .max, body: []) }
    }

    @Test("an encoding that ends early is refused with its message and size", arguments: Sample.facts)
    func truncated(fact: Fact) throws {
        let body = try FactCodec.encode(fact)
        #expect(throws: WireError.self) {
            _ = try FactCodec.decode(kind: fact.kind.rawValue, body: body.dropLast())
        }
    }

    @Test("bytes that are no protobuf are refused")
    func noProtobuf() {
        let expected = WireError.malformed(
            message: "tierline.v1.ContactHeld",
            bytes: 2,
            expected: "its whole encoding"
        )
        #expect(throws: expected) {
            try FactCodec.decode(kind: FactKind.contactHeld.rawValue, body: [0xFF, 0xFF])
        }
        #expect(throws: WireError.self) { try SubmissionCodec.decode([0xFF]) }
        #expect(throws: WireError.self) { try SubmissionReplyCodec.decode([0xFF]) }
    }

    @Test("a text that is no UTF-8 is refused")
    func noUTF8() {
        // Field 3 of Submission, effect_done, with one byte that begins no character.
        #expect(throws: WireError.self) { try SubmissionCodec.decode([0x1A, 0x01, 0xC0]) }
    }

    @Test("an empty message is refused where something is required")
    func empty() {
        for kind in FactKind.allCases where !mayBeEmpty.contains(kind) {
            #expect(throws: WireError.self, "\(kind)") { try FactCodec.decode(kind: kind.rawValue, body: []) }
        }
        #expect(throws: WireError.self) { try SubmissionCodec.decode([]) }
        #expect(throws: WireError.self) { try SubmissionReplyCodec.decode([]) }
    }

    /// Facts of counters and instants alone: their zeros are the epoch and the first ask.
    private let mayBeEmpty: Set<FactKind> = [
        .watermark, .watermarkAsked, .outageNoted, .watermarkNoted, .watermarkAwaited,
        .feasibilityJudged, .calendarsRecounted,
    ]

    @Test("a field that is missing or not allowed is named", arguments: badMessages)
    func fieldIsNamed(bad: BadMessage) throws {
        let error = #expect(throws: WireError.self) { try bad.decode() }
        guard case .field(let message, let field, let value, let expected) = try #require(error) else {
            Issue.record("\(String(describing: error)) names no field")
            return
        }
        #expect(field == bad.field)
        #expect(message == bad.message)
        #expect(!value.isEmpty && !expected.isEmpty)
    }

    @Test("an error says message, field, value and what was expected")
    func description() {
        let error = WireError.field(
            message: "tierline.v1.Offer",
            field: "tier",
            value: "0",
            expected: "a tier"
        )
        #expect("\(error)" == "tierline.v1.Offer.tier is 0, expected a tier")
        #expect("\(WireError.unknownKind(9))".contains("9"))
        #expect(
            "\(WireError.malformed(message: "m", bytes: 3, expected: "x"))" == "3 bytes are no m, expected x"
        )
    }
}

private let long = String(repeating: "x", count: 201)

private let badMessages: [BadMessage] = badFields + badParts + badChoices

private let badFields: [BadMessage] = {
    let held = WireContactHeld(ContactHeld(contact: Sample.contact, at: Sample.at))
    let placement = WirePlacement(Sample.placement)
    let attributes = WireContactAttributes(Sample.attributes)
    let spans = WireClockClosed(ClockClosed(clock: Sample.clock, at: Sample.at, used: 1, cause: "answered"))
    let grown = WireAlarmGrew(AlarmGrew(alarm: 1, count: 2, at: Sample.at))
    let opened = WireInquiryOpened(
        InquiryOpened(
            inquiry: Sample.inquiry,
            caseID: Case.ID(text: "c"),
            type: "t",
            received: Sample.at,
            clocks: []
        )
    )
    return [
        BadMessage("contact", of: held) { $0.contact = 0 },
        BadMessage("at_us", of: held) { $0.atUs = .max },
        BadMessage("at_us", of: held) { $0.atUs = .min },
        BadMessage("generation", of: placement) { $0.generation = 0 },
        BadMessage("tier", of: placement) { $0.tier = 0 },
        BadMessage("tier", of: placement) { $0.tier = 4 },
        BadMessage("contact_class", of: placement) { $0.contactClass = "" },
        BadMessage("contact_class", of: placement) { $0.contactClass = long },
        BadMessage("channel", of: placement) { $0.channel = .unspecified },
        BadMessage("channel", of: placement) { $0.channel = .UNRECOGNIZED(99) },
        BadMessage("inquiry_count", of: placement) { $0.inquiryCount = 0 },
        BadMessage("inquiry_count", of: placement) { $0.inquiryCount = 33 },
        BadMessage("due_at_us", of: placement) { $0.dueAtUs = .max },
        BadMessage("needs", of: placement) {
            $0.needs = Array(repeating: WireSkillNeed(SkillNeed("claims")), count: 33)
        },
        BadMessage("inquiries", of: attributes) { $0.inquiries = [] },
        BadMessage("inquiries", of: attributes) {
            $0.inquiries = Array(repeating: WireInquiryRequest(Inquiry.Request(type: "t")), count: 33)
        },
        BadMessage("language", of: attributes) { $0.language = "" },
        BadMessage("member", of: attributes) { $0.member = "" },
        BadMessage("requester", of: attributes) { $0.requester = .unspecified },
        BadMessage("used_us", of: spans) { $0.usedUs = .max },
        BadMessage("cause", of: spans) { $0.cause = String(repeating: "x", count: 2_001) },
        BadMessage("alarm", of: grown) { $0.alarm = 0 },
        BadMessage("count", of: grown) { $0.count = .max },
        BadMessage("case_id", of: opened) { $0.caseID = "" },
        BadMessage("case_id", of: opened) { $0.caseID = long + long },
    ]
}()

private let badParts: [BadMessage] = {
    let offer = WireOffer(Sample.offer)
    let clock = WireClockID(Sample.clock)
    let queued = WireContactQueued(ContactQueued(placement: Sample.placement, at: Sample.at))
    let placement = WirePlacement(Sample.placement)
    let ended = WireContactEnded(
        ContactEnded(
            contact: Sample.contact,
            gateway: "phone",
            outcome: .resolved,
            at: Sample.at,
            tier: .one,
            agent: "A1"
        )
    )
    let refused = WireRequestRefused(RequestRefused(request: "hold", reason: "", items: [Sample.contact]))
    let changed = WireClockSpanChanged(
        ClockSpanChanged(
            clock: Sample.clock,
            mode: .running,
            at: Sample.at,
            used: 0,
            dues: [Sample.at],
            cause: ""
        )
    )
    let armed = WireClockArmed(
        ClockArmed(clock: Sample.clock, from: Sample.at, calendar: "c", thresholds: [], mode: .running)
    )
    return [
        BadMessage("number", of: offer) { $0.number = 0 },
        BadMessage("number", of: offer) { $0.number = .max },
        BadMessage("inquiry", of: clock) { $0.inquiry = 65_536 },
        BadMessage("index", of: WireInquiryID(Sample.inquiry)) { $0.index = 0 },
        BadMessage("placement", of: queued) { $0.clearPlacement() },
        BadMessage("level", of: placement, in: "tierline.v1.SkillNeed") { $0.needs[0].level = 0 },
        BadMessage("level", of: placement, in: "tierline.v1.SkillNeed") { $0.needs[0].level = 6 },
        BadMessage("tier", of: ended) { $0.tier = 0 },
        BadMessage("agent", of: ended) { $0.agent = "" },
        BadMessage("items", of: refused) { $0.items = [0] },
        BadMessage("items", of: refused) { $0.items = Array(repeating: 1, count: 1_001) },
        BadMessage("dues_at_us", of: changed) { $0.duesAtUs = [.max] },
        BadMessage("dues_at_us", of: changed) { $0.duesAtUs = Array(repeating: 1, count: 1_001) },
        BadMessage("calendar", of: armed) { $0.calendar = "" },
    ]
}()

private let badChoices: [BadMessage] = {
    let action = WireEffectAction(.connect(offer: Sample.offer, agent: "A1"))
    let answer = WireDeskRequest.Answer((Sample.offer, .accept))
    let arrival = WireArrival(
        Arrival(channel: .chat, received: nil, attributes: Sample.attributes, hours: .observed, key: "k")
    )
    let desk = WireSubmission.Desk(("A1", "s", .ready))
    return [
        BadMessage("action", of: action) { $0.action = nil },
        BadMessage("close", of: action) { $0.close = .unspecified },
        BadMessage("offer", of: action, in: "tierline.v1.EffectAction.Connect") { $0.connect.clearOffer() },
        BadMessage("request", of: WireDeskRequest(.ready)) { $0.request = nil },
        BadMessage("sign_out", of: WireDeskRequest(.ready)) { $0.signOut = .unspecified },
        BadMessage("not_ready", of: WireDeskRequest(.ready)) { $0.notReady = "" },
        BadMessage("answer", of: answer) { $0.answer = nil },
        BadMessage("decline", of: answer) { $0.decline = "" },
        BadMessage("key", of: arrival) { $0.key = String(repeating: "k", count: 256) },
        BadMessage("attributes", of: arrival) { $0.clearAttributes() },
        BadMessage("hours", of: arrival) { $0.hours = .unspecified },
        BadMessage("request", of: desk) { $0.clearRequest() },
        BadMessage("session", of: desk) { $0.session = "" },
        BadMessage("submission", of: WireSubmission(.effectDone("e"))) { $0.submission = nil },
        BadMessage("effect_done", of: WireSubmission(.effectDone("e"))) { $0.effectDone = "" },
        BadMessage("reply", of: WireSubmissionReply(.accepted(nil))) { $0.reply = nil },
        BadMessage("contact", of: WireSubmissionReply.Known(Sample.contact)) { $0.contact = 0 },
    ]
}()
