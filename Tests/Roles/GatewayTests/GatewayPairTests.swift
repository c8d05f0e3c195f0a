import Contacts
import Facts
import Gateway
import SharedTesting
import Testing

/// Every stand of a telephone contact with every input about it: what is decided, and that saying it again
/// changes nothing.
@Suite("Gateway: every stand x every input")
struct GatewayPairTests {
    /// One input, and what it leads to in the order of `Gateway.Stand.allCases`; `-` is nothing.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let input: Input
        let leadsTo: [String]
        var testDescription: String { name }
    }

    static let rows: [Row] = {
        let pending = "effectPending"
        let gone = "connectFailed>router effectFailed"
        let late = "effectFailed"
        let told = "effectFailed>router"
        let refused = "requestRefused"
        let down = "contactDisconnected>router"
        let owed = Array(repeating: pending, count: 6) + [late]
        func each(_ text: String) -> [String] { Array(repeating: text, count: 4) }
        return [
            medium(.left, ["contactAbandoned>router", down, down, down, "-", "effectDone", refused]),
            medium(.agentLegLost, ["-", down, down, "-", "-", "-", refused]),
            medium(.held, ["-", "contactHeld>router", "-", "-", "-", "-", refused]),
            medium(.resumed, ["-", "-", "contactResumed>router", "-", "-", "-", refused]),
            medium(.messageReceived, message("messageReceived", "-")),
            medium(.replySent, message("messageSent", "messageSent>router")),
            medium(.replyFailed, message("messageFailed", "messageFailed>router")),
            medium(
                .lineSent, ["-", "messageSent>router", "messageSent>router", "-", "-", "-", refused]),
            effect(
                .connect(offer: Offer.ID(tier: .one, number: 9), agent: "bob"),
                each(pending) + [gone, gone, gone]
            ),
            effect(.hold, each(pending) + [told, told, told]),
            effect(.resume, each(pending) + [told, told, told]),
            effect(.disconnect, each(pending) + [told, told, told]),
            effect(.announce("60 seconds"), each(pending) + [late, late, late]),
            effect(.acknowledge, owed),
            effect(.reply, owed.dropLast() + [told]),
            row("contactEnded", .contactEnded(ended), each(pending) + ["effectDone", "-", "-"]),
        ]
    }()

    static let contact = Contact.ID(gateway: 1, number: 1)
    static let ended = ContactEnded(
        contact: contact,
        gateway: "phone",
        outcome: .abandoned,
        at: .distantPast,
        tier: nil,
        agent: nil
    )

    static func medium(_ event: MediumEvent.Event, _ leadsTo: [String]) -> Row {
        let event = MediumEvent(contact: contact, event: event, at: nil)
        return Row(
            name: event.event.rawValue,
            input: .submission(.medium(event)),
            leadsTo: leadsTo
        )
    }

    static func message(_ kind: String, _ closing: String) -> [String] {
        Array(repeating: "\(kind)>router", count: 5) + [closing, "requestRefused"]
    }

    static func effect(_ action: EffectAction, _ leadsTo: [String]) -> Row {
        let asked = EffectRequested(effect: "asked/1", contact: contact, action: action)
        return row("\(action)", .effectRequested(asked), leadsTo)
    }

    static func row(_ name: String, _ fact: Fact, _ leadsTo: [String]) -> Row {
        Row(name: name, input: .fact(fact, from: "router"), leadsTo: leadsTo)
    }

    @Test("each pair is decided, and the same input again changes nothing", arguments: rows)
    func pair(row: Row) throws {
        #expect(row.leadsTo.count == Gateway.Stand.allCases.count)
        for (stand, expected) in zip(Gateway.Stand.allCases, row.leadsTo) {
            var gateway = Gateway(at: stand)
            let decided = gateway.handle(row.input).transcript.joined(separator: " ")
            #expect(decided == (expected == "-" ? "" : expected), "\(row.name) when \(stand)")
            let before = gateway.watched.state
            try gateway.watched.restart()
            gateway.handle(row.input)
            #expect(gateway.watched.state == before, "\(row.name) twice when \(stand)")
        }
    }
}
