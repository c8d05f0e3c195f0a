import Contacts
import Facts
import Gateway
import SharedTesting
import Testing

@Suite("Gateway: arrivals")
struct ArrivalTests {
    @Test("a contact gets the next number and goes to the router with its three instants")
    func arrives() throws {
        var gateway = Gateway()
        gateway.submit(.arrived(gateway.arrival(.phone)))
        var second = gateway.arrival(.phone)
        second.received = gateway.now.advanced(by: .seconds(-30))
        let decided = gateway.submit(.arrived(second))
        #expect(decided.transcript == ["contactReceived>router"])
        guard case .contactReceived(let fact) = decided[0].fact else { return }
        #expect(fact.contact == Contact.ID(gateway: 1, number: 2))
        #expect(fact.received == second.received)
        #expect(fact.ingested == gateway.now)
    }

    @Test("a contact is not received later than the gateway took it in")
    func neverFromTheFuture() {
        var gateway = Gateway()
        var arrival = gateway.arrival(.phone)
        arrival.received = gateway.now.advanced(by: .seconds(3600))
        guard case .contactReceived(let fact) = gateway.submit(.arrived(arrival))[0].fact else { return }
        #expect(fact.received == gateway.now)
    }

    @Test("an impossible arrival is refused with the field at fault and uses no number")
    func refused() {
        var gateway = Gateway()
        var silent = gateway.arrival(.phone)
        silent.attributes.language = ""
        let faults: [(Arrival, String)] = [
            (gateway.arrival(.chat), "channel"), (gateway.arrival(.phone, inquiries: []), "inquiries"),
            (gateway.arrival(.phone, inquiries: [.init(type: "")]), "inquiries"), (silent, "language"),
        ]
        for (arrival, field) in faults {
            let decided = gateway.submit(.arrived(arrival))
            #expect(decided.transcript == ["requestRefused"])
            guard case .requestRefused(let fact) = decided[0].fact else { continue }
            #expect(fact.field == field)
        }
        #expect(gateway.watched.state.lastNumber == 0)
    }

    @Test("contacts that the ingress refused are counted and told to the router")
    func blocked() {
        var gateway = Gateway()
        let count = BlockedCount(channel: .phone, count: 3, from: gateway.now, reason: .inboxFull)
        #expect(gateway.submit(.blocked(count)).transcript == ["contactBlocked>router"])
    }

    @Test("a watermark is answered once, with the instant of the answer")
    func watermark() {
        var gateway = Gateway()
        let question = WatermarkAsked(ask: 5, instant: gateway.now)
        let decided = gateway.hear(.watermarkAsked(question))
        #expect(decided.map(\.fact) == [.watermark(Watermark(ask: 5, through: gateway.now))])
        #expect(gateway.hear(.watermarkAsked(question)).isEmpty)
    }
}

@Suite("Gateway: effects")
struct EffectTests {
    @Test("a telephone connection is pending until the adapter has made it")
    func phoneConnect() {
        var gateway = Gateway(at: .waiting)
        let connect = EffectAction.connect(offer: gateway.offer, agent: gateway.agent)
        #expect(gateway.ask("connect/O1-77", connect).transcript == ["effectPending"])
        #expect(gateway.watched.state.pendingEffects.map(\.effect) == ["connect/O1-77"])
        #expect(
            gateway.submit(.effectDone("connect/O1-77")).transcript == [
                "contactConnected>router", "effectDone",
            ]
        )
        #expect(gateway.watched.state.pendingEffects.isEmpty)
        #expect(gateway.submit(.effectDone("connect/O1-77")).transcript == ["requestRefused"])
    }

    @Test(
        "a channel without a leg is connected at once",
        arguments: [Channel.chat, .email, .secureMessage, .walkIn]
    )
    func noLeg(channel: Channel) {
        var gateway = Gateway(channel, at: .waiting)
        let connect = EffectAction.connect(offer: gateway.offer, agent: gateway.agent)
        #expect(
            gateway.ask("connect/O1-77", connect).transcript == ["contactConnected>router", "effectDone"]
        )
        #expect(gateway.ask("hold/1", .hold).transcript == ["contactHeld>router", "effectDone"])
        #expect(gateway.ask("resume/1", .resume).transcript == ["contactResumed>router", "effectDone"])
        #expect(gateway.ask("announce/1", .announce("welcome")).transcript == ["effectDone"])
        #expect(gateway.ask("end/1", .disconnect).transcript == ["contactDisconnected>router", "effectDone"])
        #expect(gateway.end().transcript == ["effectDone"])
        #expect(gateway.watched.state.contacts.isEmpty)
    }

    @Test("a member who left before the connection was made has abandoned, and the connection fails as gone")
    func abandonBeatsAccept() {
        var gateway = Gateway(at: .waiting)
        gateway.ask("connect/O1-77", .connect(offer: gateway.offer, agent: gateway.agent))
        #expect(gateway.medium(.left).transcript == ["contactAbandoned>router"])
        let decided = gateway.submit(.effectDone("connect/O1-77"))
        #expect(decided.transcript == ["connectFailed>router", "effectDone"])
        guard case .connectFailed(let fact) = decided[0].fact else { return }
        #expect(fact.reason == .contactGone)
    }

    @Test("a connection that failed is told with its reason and leaves the member waiting")
    func connectFails() {
        var gateway = Gateway(at: .waiting)
        gateway.ask("connect/O1-77", .connect(offer: gateway.offer, agent: gateway.agent))
        let decided = gateway.submit(.effectFailed("connect/O1-77", reason: "agent_leg"))
        #expect(decided.transcript == ["connectFailed>router", "effectFailed"])
        guard case .connectFailed(let fact) = decided[0].fact else { return }
        #expect(fact.reason == .agentLeg)
        #expect(gateway.medium(.left).transcript == ["contactAbandoned>router"])
    }

    @Test("hold is said once, whether the adapter reports the effect, the medium or both")
    func holdOnce() {
        var gateway = Gateway(at: .talking)
        gateway.ask("hold/1", .hold)
        #expect(gateway.medium(.held).transcript == ["contactHeld>router"])
        #expect(gateway.submit(.effectDone("hold/1")).transcript == ["effectDone"])
    }

    @Test(
        "a closed telephone contact is forgotten when its leg is down, whoever says so",
        arguments: [true, false]
    )
    func closes(byEffect: Bool) {
        var gateway = Gateway(at: .talking)
        gateway.ask("hold/1", .hold)
        #expect(gateway.end().transcript == ["effectWithdrawn", "effectPending"])
        let decided = byEffect ? gateway.submit(.effectDone("close/C1-1")) : gateway.medium(.left)
        #expect(decided.transcript == ["effectDone"])
        #expect(gateway.watched.state.contacts.isEmpty)
        #expect(gateway.watched.state.pendingEffects.isEmpty)
    }

    @Test("an acknowledgement counts when the adapter has sent it, and a bounce is told")
    func acknowledgement() {
        var gateway = Gateway(.email)
        gateway.submit(.arrived(gateway.arrival(.email)))
        #expect(gateway.ask("acknowledge/C1-1", .acknowledge).transcript == ["effectPending"])
        #expect(
            gateway.submit(.effectDone("acknowledge/C1-1")).transcript == [
                "messageSent>router", "effectDone",
            ]
        )
        gateway.ask("acknowledge/2", .acknowledge)
        let bounce = gateway.submit(.effectFailed("acknowledge/2", reason: "no such mailbox"))
        #expect(bounce.transcript == ["messageFailed>router", "effectFailed"])
    }

    @Test("a written contact whose work one agent ended can be connected to another")
    func writtenGoesOn() {
        var gateway = Gateway(.email, at: .talking)
        gateway.ask("end/1", .disconnect)
        let connect = EffectAction.connect(offer: Offer.ID(tier: .two, number: 1), agent: "bob")
        #expect(gateway.ask("connect/O2-1", connect).transcript == ["contactConnected>router", "effectDone"])
    }

    @Test("what an earlier agent asked and was not done never happens to the next agent's conversation")
    func earlierLeg() {
        var gateway = Gateway(at: .talking)
        gateway.ask("hold/1", .hold)
        gateway.ask("announce/1", .announce("still_on_hold"))
        let connect = EffectAction.connect(offer: Offer.ID(tier: .two, number: 1), agent: "bob")
        #expect(gateway.ask("connect/O2-1", connect).transcript == ["effectWithdrawn", "effectPending"])
        #expect(gateway.watched.state.pendingEffects.map(\.effect) == ["announce/1", "connect/O2-1"])
    }

    @Test("an event is never placed before the contact came nor after the gateway heard of it")
    func instants() {
        var gateway = Gateway(at: .talking)
        let late = MediumEvent(contact: gateway.contact, event: .held, at: .distantFuture)
        let received = gateway.watched.state.contacts[gateway.contact]?.received
        // Clocks of machines differ a little.
        let early = MediumEvent(
            contact: gateway.contact, event: .resumed, at: received?.advanced(by: .seconds(-60)))
        let held = gateway.submit(.medium(late))[0].fact
        #expect(held == .contactHeld(ContactHeld(contact: gateway.contact, at: gateway.now)))
        let resumed = gateway.submit(.medium(early))[0].fact
        #expect(received.map { .contactResumed(ContactResumed(contact: gateway.contact, at: $0)) } == resumed)
    }
}
