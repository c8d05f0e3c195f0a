import Contacts
import Facts
import Foundation
import Gateway
import SharedTesting
import Testing

@Suite("Gateway: a medium that does not answer")
struct OverdueTests {
    private let rules = EffectRules()

    private func talking() -> Gateway { Gateway(at: .talking) }

    /// Lets the deadline of what is pending pass.
    private func wait(_ gateway: inout Gateway) throws -> [Decided] {
        let due = try #require(gateway.watched.state.nextDeadline)
        gateway.now = due.advanced(by: .seconds(-1))
        return gateway.handle(.tick)
    }

    @Test("11.3: every kind has a deadline; then the router is told once, and the medium is asked again")
    func deadline() throws {
        for kind in EffectKind.allCases {
            var gateway = Gateway(.phone)
            gateway.submit(.arrived(gateway.arrival(.phone)))
            gateway.connect()
            let effect: Effect.ID = kind == .close ? "close/C1-1" : "asked/1"
            if kind == .close { gateway.end() } else { gateway.ask(effect, kind.sample) }
            let asked = gateway.now
            let due = try #require(gateway.watched.state.nextDeadline)
            #expect(due == asked.advanced(by: rules[kind].within), "\(kind)")
            let retries = Int(rules[kind].retries)
            for attempt in 1...retries + 1 {
                try gateway.watched.restart()
                let expected = attempt == 1 ? "effectOverdue>router" : "effectOverdue"
                let again = attempt <= retries ? ["effectPending"] : []
                #expect(try wait(&gateway).transcript == [expected] + again, "\(kind), attempt \(attempt)")
            }
            #expect(gateway.watched.state.nextDeadline == nil)
            let pending = try #require(gateway.watched.state.pendingEffects.first)
            #expect(pending.effect == effect && pending.asked == asked)
            #expect(gateway.submit(.effectDone(effect)).transcript.last == "effectDone")
            #expect(gateway.watched.state.pendingEffects.isEmpty)
        }
    }

    @Test("11.3: what is settled in time is never overdue, also when the tick comes late")
    func inTime() {
        var gateway = talking()
        gateway.ask("hold/1", .hold)
        gateway.now = gateway.now.advanced(by: .seconds(3600))
        #expect(gateway.submit(.effectDone("hold/1")).transcript == ["contactHeld>router", "effectDone"])
        #expect(gateway.watched.state.nextDeadline == nil)
        #expect(gateway.handle(.tick).isEmpty)
    }

    @Test("11.3: an effect of the time before deadlines gets one, from a checkpoint and from a journal")
    func older() throws {
        var gateway = talking()
        gateway.ask("hold/1", .hold)
        let bytes = try JSONEncoder().encode(gateway.watched.state)
        var object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        object["dues"] = nil
        let texts = String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
        let stripped = texts.replacing(/,?"(asked|due|attempt)":(\{[^}]*\}|-?[0-9]+)/, with: "")
            .replacing("{,", with: "{")
        var state = try JSONDecoder().decode(GatewayState.self, from: Data(stripped.utf8))
        #expect(state.pendingEffects.map(\.due) == [nil])
        #expect(state.nextDeadline == .distantPast)
        // One more, journalled by the older build.
        state.evolve(
            .effectPending(EffectPending(effect: "resume/1", contact: gateway.contact, action: .resume)))
        var machine = GatewayMachine(configuration: gateway.watched.machine.configuration, state: state)
        let facts = machine.handle(.tick, at: gateway.now).map(\.fact)
        #expect(facts.map(\.kind) == [.effectPending, .effectPending])
        #expect(machine.state.nextDeadline == gateway.now.advanced(by: rules[.hold].within))
        for fact in facts { state.evolve(fact) }
        #expect(state == machine.state)
        machine.state.checkInvariants()
    }

    @Test("11.3: a lead's release of a hang-up that nobody confirms ends the service, by name")
    func releaseHangUp() throws {
        var gateway = talking()
        gateway.ask("disconnect/1", .disconnect)
        let early = gateway.submit(.release(gateway.contact, by: "lead-1", reason: "PBX is gone"))
        #expect(early.transcript == ["requestRefused"])
        _ = try wait(&gateway)
        let decided = gateway.submit(.release(gateway.contact, by: "lead-1", reason: "PBX is gone"))
        #expect(decided.transcript == ["mediumReleased", "contactDisconnected>router", "effectFailed"])
        let released = MediumReleased(
            contact: gateway.contact, by: "lead-1", reason: "PBX is gone", at: gateway.now,
            effects: ["disconnect/1"])
        #expect(decided.first?.fact == .mediumReleased(released))
        #expect(gateway.end().transcript == ["effectDone"])
        #expect(gateway.watched.state.contacts.isEmpty && gateway.watched.state.nextDeadline == nil)
        let again = gateway.submit(.release(gateway.contact, by: "lead-1", reason: "again"))
        #expect(again.transcript == ["requestRefused"])
    }

    @Test("11.3: a released connection lets the member wait again; released once more the contact ends")
    func releaseConnect() throws {
        var gateway = Gateway(at: .waiting)
        gateway.ask("connect/O1-77", .connect(offer: gateway.offer, agent: gateway.agent))
        _ = try wait(&gateway)
        let release = Submission.release(gateway.contact, by: "lead-1", reason: "no answer")
        let first = gateway.submit(release).transcript
        #expect(first == ["mediumReleased", "connectFailed>router", "effectWithdrawn"])
        #expect(gateway.submit(.effectDone("connect/O1-77")).transcript == ["requestRefused"])
        try gateway.watched.restart()
        #expect(gateway.submit(release).transcript == ["mediumReleased", "contactAbandoned>router"])
    }

    @Test("11.3: a released hold was not done: the desk is told, the adapter too, and the call goes on")
    func releaseHold() throws {
        var gateway = talking()
        gateway.ask("hold/1", .hold)
        _ = try wait(&gateway)
        let decided = gateway.submit(.release(gateway.contact, by: "lead-1", reason: "no answer"))
        #expect(decided.transcript == ["mediumReleased", "effectFailed>router", "effectWithdrawn"])
        #expect(gateway.watched.state.contacts[gateway.contact]?.phase != .gone)
        // The call is up, and its agent can end it.
        let again = gateway.submit(.release(gateway.contact, by: "lead-1", reason: "again"))
        #expect(again.transcript == ["requestRefused"])
    }

    @Test("11.3: a close that nobody confirms is let go with its contact")
    func releaseClose() throws {
        var gateway = Gateway(at: .closing)
        _ = try wait(&gateway)
        let decided = gateway.submit(.release(gateway.contact, by: "lead-1", reason: "PBX is gone"))
        #expect(decided.transcript == ["mediumReleased", "effectFailed"])
        #expect(gateway.watched.state.contacts.isEmpty)
        #expect(gateway.watched.state.nextDeadline == nil)
    }

    @Test("11.3: everything that is dropped is withdrawn: by the next agent, by a leaving and by the end")
    func withdrawn() {
        var next = talking()
        next.ask("hold/1", .hold)
        let connect = EffectAction.connect(offer: Offer.ID(tier: .one, number: 78), agent: "bob")
        #expect(next.ask("connect/O1-78", connect).transcript == ["effectWithdrawn", "effectPending"])
        var left = talking()
        left.ask("disconnect/1", .disconnect)
        left.ask("announce/1", .announce("welcome"))
        let facts = left.medium(.left).transcript
        #expect(facts == ["contactDisconnected>router", "effectWithdrawn", "effectWithdrawn"])
        var ended = talking()
        ended.ask("connect/O1-78", connect)
        #expect(ended.end().transcript == ["effectWithdrawn", "effectPending"])
    }
}

extension EffectKind {
    /// An action of this kind.
    fileprivate var sample: EffectAction {
        switch self {
        case .connect: .connect(offer: Offer.ID(tier: .two, number: 9), agent: "bob")
        case .hold: .hold
        case .resume: .resume
        case .disconnect: .disconnect
        case .close: .close(.resolved)
        case .announce: .announce("welcome")
        case .acknowledge: .acknowledge
        case .reply: .reply
        }
    }
}
