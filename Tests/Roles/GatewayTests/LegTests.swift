import Contacts
import Facts
import Gateway
import SharedTesting
import Testing

/// Adapters tell some things twice, and of a leg that is over nothing is said of the next one.
@Suite("Gateway: legs and lines are told of once")
struct LegTests {
    private let next = Offer.ID(tier: .one, number: 78)

    /// A call whose agent's leg was lost at `lost`, and that another agent has now.
    private func reconnected(lost: MediumEvent) -> Gateway {
        var gateway = Gateway(.phone, at: .talking)
        gateway.submit(.medium(lost))
        gateway.ask(.connecting(next), .connect(offer: next, agent: "ben"))
        gateway.submit(.effectDone(.connecting(next)))
        return gateway
    }

    private func lost(_ gateway: Gateway, at: Instant? = nil, of effect: Effect.ID? = nil) -> MediumEvent {
        MediumEvent(contact: gateway.contact, event: .agentLegLost, at: at, effect: effect)
    }

    @Test("13: a lost leg that is told again at its instant does not end the next agent's")
    func again() throws {
        let before = Gateway(.phone, at: .talking)
        let told = lost(before, at: before.now)
        var gateway = reconnected(lost: told)
        try gateway.watched.restart()
        #expect(gateway.submit(.medium(told)).isEmpty)
        // One at another instant is of the leg that is there.
        let later = lost(before, at: gateway.now)
        #expect(gateway.submit(.medium(later)).transcript == ["contactDisconnected>router"])
    }

    @Test("13: an event that names the connection of a leg that is over says nothing of the next one")
    func named() {
        let before = Gateway(.phone, at: .talking)
        var gateway = reconnected(lost: lost(before))
        let first = Effect.ID.connecting(before.offer)
        #expect(gateway.submit(.medium(lost(before, at: gateway.now, of: first))).isEmpty)
        let decided = gateway.submit(.medium(lost(before, of: .connecting(next))))
        #expect(decided.transcript == ["contactDisconnected>router"])
    }

    @Test("13: a hold that is told again after its end puts nobody on hold")
    func holds() {
        var gateway = Gateway(.phone, at: .talking)
        let (held, resumed) = (gateway.now, gateway.now.advanced(by: .milliseconds(1)))
        func tell(_ event: MediumEvent.Event, _ at: Instant) -> [String] {
            gateway.submit(.medium(MediumEvent(contact: gateway.contact, event: event, at: at))).transcript
        }
        #expect(tell(.held, held) == ["contactHeld>router"])
        #expect(tell(.resumed, resumed) == ["contactResumed>router"])
        #expect(tell(.held, held).isEmpty)
        #expect(tell(.held, gateway.now) == ["contactHeld>router"])
        #expect(tell(.resumed, resumed).isEmpty)
    }
}
