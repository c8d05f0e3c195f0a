import Contacts
import Facts
import Gateway
import SharedTesting

/// A gateway in a test, with one contact brought to where the test wants it.
struct Gateway {
    var watched: Watched<GatewayMachine>
    var now = Instant(microseconds: 1_700_000_000_000_000)
    let contact = Contact.ID(gateway: 1, number: 1)
    let offer = Offer.ID(tier: .one, number: 77)
    let agent: Agent.ID = "ann"

    /// Where the one contact stands.
    enum Stand: String, CaseIterable {
        case waiting, talking, held, waitingAgain, gone, closing, forgotten
    }

    /// Goes on from being connected.
    mutating func goOn(to stand: Stand) {
        switch stand {
        case .waiting, .talking: break
        case .held: medium(.held)
        case .waitingAgain: medium(.agentLegLost)
        case .gone: medium(.left)
        case .closing: end()
        case .forgotten:
            medium(.left)
            end()
        }
    }

    init(_ channel: Channel = .phone) {
        watched = Watched(
            GatewayConfiguration(
                gateway: "phone",
                number: 1,
                channels: [channel],
                directory: .standard
            )
        )
    }

    init(_ channel: Channel = .phone, at stand: Stand) {
        self.init(channel)
        submit(.arrived(arrival(channel)))
        switch stand {
        case .waiting: break
        case .talking: connect()
        case .held:
            connect()
            medium(.held)
        case .waitingAgain:
            connect()
            medium(.agentLegLost)
        case .gone:
            connect()
            medium(.left)
        case .closing: end()
        case .forgotten:
            medium(.left)
            end()
        }
    }

    func arrival(_ channel: Channel, inquiries: [Inquiry.Request] = [.init(type: "claims")]) -> Arrival {
        Arrival(
            channel: channel,
            received: nil,
            attributes: ContactAttributes(inquiries: inquiries),
            hours: .observed,
            key: "k1"
        )
    }

    @discardableResult
    mutating func submit(_ submission: Submission) -> [Decided] { handle(.submission(submission)) }

    @discardableResult
    mutating func medium(_ event: MediumEvent.Event) -> [Decided] {
        submit(.medium(MediumEvent(contact: contact, event: event, at: nil)))
    }

    @discardableResult
    mutating func ask(_ effect: Effect.ID, _ action: EffectAction) -> [Decided] {
        hear(.effectRequested(EffectRequested(effect: effect, contact: contact, action: action)))
    }

    @discardableResult
    mutating func end(_ outcome: Contact.Outcome = .resolved) -> [Decided] {
        hear(
            .contactEnded(
                ContactEnded(
                    contact: contact,
                    gateway: "phone",
                    outcome: outcome,
                    at: now,
                    tier: .one,
                    agent: agent
                )
            )
        )
    }

    @discardableResult
    mutating func hear(_ fact: Fact) -> [Decided] { handle(.fact(fact, from: "router")) }

    @discardableResult
    mutating func handle(_ input: Input) -> [Decided] {
        now = now.advanced(by: .seconds(1))
        return watched.handle(input, at: now)
    }

    /// Connects the contact; a telephone's adapter confirms.
    mutating func connect() {
        ask("connect/O1-77", .connect(offer: offer, agent: agent))
        if watched.state.pendingEffect("connect/O1-77") != nil { submit(.effectDone("connect/O1-77")) }
    }
}
