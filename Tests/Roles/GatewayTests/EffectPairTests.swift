import Contacts
import Facts
import Gateway
import SharedTesting
import Testing

/// Every kind of effect in every phase of a telephone contact. The effect is asked for while the member is
/// connected (or waits, for the first column), then the contact goes on to its phase, then the medium speaks.
@Suite("Gateway: every effect x every phase")
struct EffectPairTests {
    static let stands: [Gateway.Stand] = [.waiting, .talking, .held, .waitingAgain, .gone, .closing]
    static let effect: Effect.ID = "asked/1"

    /// What the medium's word leads to, in the order of ``stands``.
    struct Row: Sendable, CustomTestStringConvertible {
        let action: EffectAction
        let leadsTo: [String]
        var testDescription: String { action.kind.rawValue }
    }

    private static let done = "effectDone"
    private static let connected = "contactConnected>router effectDone"
    private static let down = "contactDisconnected>router effectDone"
    private static let failed = "effectFailed>router"
    private static let refused = "requestRefused"
    private static let connect = EffectAction.connect(offer: Offer.ID(tier: .two, number: 9), agent: "bob")

    private static func each(_ text: String, _ count: Int = 6) -> [String] {
        Array(repeating: text, count: count)
    }

    static let doneRows: [Row] = [
        Row(action: connect, leadsTo: each(connected, 4) + ["connectFailed>router effectDone", refused]),
        Row(action: .hold, leadsTo: [done, "contactHeld>router effectDone"] + each(done, 4)),
        Row(action: .resume, leadsTo: [done, done, "contactResumed>router effectDone"] + each(done, 3)),
        Row(
            action: .disconnect,
            leadsTo: ["contactAbandoned>router effectDone", down, down, down, done, "effectDone effectDone"]),
        Row(action: .announce("welcome"), leadsTo: each(done)),
        Row(action: .acknowledge, leadsTo: each("messageSent>router effectDone")),
        Row(action: .reply, leadsTo: each("messageSent>router effectDone")),
    ]

    static let failedRows: [Row] = [
        Row(action: connect, leadsTo: each("connectFailed>router effectFailed", 5) + [""]),
        Row(action: .hold, leadsTo: each(failed, 4) + ["", ""]),
        Row(action: .resume, leadsTo: each(failed, 4) + ["", ""]),
        Row(action: .disconnect, leadsTo: each(failed, 4) + ["", ""]),
        Row(action: .announce("welcome"), leadsTo: each("effectFailed", 4) + ["", ""]),
        Row(action: .acknowledge, leadsTo: each("messageFailed>router effectFailed")),
        Row(action: .reply, leadsTo: each("messageFailed>router effectFailed>router")),
    ]

    static let goneRows: [Row] = {
        let left = "contactDisconnected>router effectFailed"
        let gone = ["contactAbandoned>router effectFailed", left, left, left, "", ""]
        return [
            Row(action: connect, leadsTo: each("connectFailed>router effectFailed", 5) + [""]),
            Row(action: .hold, leadsTo: gone), Row(action: .resume, leadsTo: gone),
            Row(action: .disconnect, leadsTo: gone), Row(action: .announce("welcome"), leadsTo: gone),
        ]
    }()

    static func gateway(_ action: EffectAction, at stand: Gateway.Stand) -> Gateway {
        var gateway = Gateway(.phone)
        gateway.submit(.arrived(gateway.arrival(.phone)))
        if stand != .waiting { gateway.connect() }
        #expect(gateway.ask(effect, action).transcript == ["effectPending"])
        gateway.goOn(to: stand)
        return gateway
    }

    private func check(_ row: Row, _ word: Submission) throws {
        #expect(row.leadsTo.count == Self.stands.count)
        for (stand, expected) in zip(Self.stands, row.leadsTo) {
            var gateway = Self.gateway(row.action, at: stand)
            try gateway.watched.restart()
            let decided = gateway.submit(word).transcript.joined(separator: " ")
            #expect(decided == expected, "\(row.action) when \(stand)")
            let pending = gateway.watched.state.pendingEffect(Self.effect)
            #expect(pending == nil, "\(row.action) is settled when \(stand)")
        }
    }

    @Test("11.4: what the medium did counts in every phase", arguments: doneRows)
    func done(row: Row) throws { try check(row, .effectDone(Self.effect)) }

    @Test("11.4: what the medium could not do is told while it matters", arguments: failedRows)
    func failed(row: Row) throws { try check(row, .effectFailed(Self.effect, reason: "busy")) }

    @Test("11.4: a medium that finds the member gone has said that the member left", arguments: goneRows)
    func gone(row: Row) throws { try check(row, .effectFailed(Self.effect, reason: "contact_gone")) }

    @Test("11.4: the close of a contact is settled in the one phase it is asked in, whatever is said of it")
    func close() {
        for word in [Submission.effectDone("close/C1-1"), .effectFailed("close/C1-1", reason: "busy")] {
            var gateway = Gateway(at: .closing)
            #expect(gateway.submit(word).transcript.count == 1)
            #expect(gateway.watched.state.contacts.isEmpty)
        }
    }

    @Test("11.4: a caller whose call was hung up after the agent's leg was lost does not wait for anybody")
    func hungUpAfterLegLost() throws {
        var gateway = Gateway(at: .talking)
        gateway.ask("disconnect/1", .disconnect)
        gateway.medium(.agentLegLost)
        let decided = gateway.submit(.effectDone("disconnect/1"))
        #expect(decided.transcript == ["contactDisconnected>router", "effectDone"])
        #expect(gateway.watched.state.contacts[gateway.contact]?.phase == .gone)
    }

    @Test("11.4: a hang-up that was withdrawn for the next agent and done all the same ended the call")
    func withdrawnAndDone() throws {
        var gateway = Gateway(at: .talking)
        gateway.ask("disconnect/1", .disconnect)
        gateway.medium(.agentLegLost)
        let connect = EffectAction.connect(offer: Offer.ID(tier: .one, number: 78), agent: "bob")
        #expect(gateway.ask("connect/O1-78", connect).transcript == ["effectWithdrawn", "effectPending"])
        try gateway.watched.restart()
        let decided = gateway.submit(.effectDone("disconnect/1"))
        #expect(decided.transcript == ["contactDisconnected>router", "effectDone"])
        #expect(gateway.submit(.effectDone("disconnect/1")).transcript == ["requestRefused"])
    }

    @Test("11.4: without a leg an agent's end after the agent was lost leaves the member waiting")
    func withoutLeg() {
        var gateway = Gateway(.walkIn, at: .waitingAgain)
        #expect(gateway.ask("disconnect/1", .disconnect).transcript == ["effectDone"])
        #expect(gateway.watched.state.contacts[gateway.contact]?.phase == .waitingAgain)
    }
}
