import BusinessTime
import Contacts
import Facts
import Router
import SharedTesting
import Standards

/// A router in a test, with one telephone contact brought to where the test wants it.
struct Router {
    var watched: Watched<RouterMachine>
    var now = Instant(microseconds: 1_700_000_000_000_000)
    let contact = Contact.ID(gateway: 1, number: 1)
    let first = Offer.ID(tier: .one, number: 77)
    let second = Offer.ID(tier: .one, number: 78)

    /// Where the one contact stands.
    enum Stand: String, CaseIterable {
        case placed, connecting, moving, talking, held, waitingAgain, wrapUp, releasing, offered, ended
    }

    init(_ configuration: RouterConfiguration = .sample) {
        watched = Watched(configuration)
    }

    init(at stand: Stand, channel: Channel = .phone) {
        self.init()
        receive(channel)
        switch stand {
        case .placed: break
        case .connecting: accept()
        case .moving:
            accept()
            escalationDue()
        case .talking: connect()
        case .held:
            connect()
            hear(.contactHeld(ContactHeld(contact: contact, at: now)))
        case .waitingAgain:
            connect()
            disconnect(.agentLeg)
        case .wrapUp:
            connect()
            disconnect(.agent)
        case .releasing:
            connect()
            escalate()
        case .offered:
            connect()
            escalate()
            release()
        case .ended: leave()
        }
    }

    var open: OpenContact? { watched.state.contacts[contact] }

    @discardableResult
    mutating func hear(_ fact: Fact, from station: StationName = "phone") -> [Decided] {
        now = now.advanced(by: .seconds(1))
        return watched.handle(.fact(fact, from: station), at: now)
    }

    func received(
        _ channel: Channel,
        _ attributes: ContactAttributes = .init(inquiries: [.init(type: "claims")]),
        hours: HoursRule = .observed,
        number: UInt64 = 1
    ) -> Fact {
        .contactReceived(
            ContactReceived(
                contact: Contact.ID(gateway: 1, number: number),
                gateway: "phone",
                channel: channel,
                received: now,
                stamped: now,
                ingested: now,
                attributes: attributes,
                hours: hours,
                key: "k"
            )
        )
    }

    @discardableResult
    mutating func receive(_ channel: Channel = .phone) -> [Decided] { hear(received(channel)) }

    @discardableResult
    mutating func accept(_ offer: Offer.ID? = nil, generation: Generation = 1) -> [Decided] {
        let accepted = OfferAccepted(
            offer: offer ?? first,
            contact: contact,
            generation: generation,
            agent: "ann"
        )
        return hear(.offerAccepted(accepted), from: "tier-1")
    }

    @discardableResult
    mutating func connected(_ offer: Offer.ID? = nil) -> [Decided] {
        hear(
            .contactConnected(
                ContactConnected(contact: contact, offer: offer ?? first, agent: "ann", at: now)
            )
        )
    }

    mutating func connect() {
        accept()
        connected()
    }

    @discardableResult
    mutating func disconnect(_ party: ContactDisconnected.Party) -> [Decided] {
        hear(.contactDisconnected(ContactDisconnected(contact: contact, at: now, party: party)))
    }

    @discardableResult
    mutating func leave() -> [Decided] {
        hear(.contactAbandoned(ContactAbandoned(contact: contact, at: now)))
    }

    @discardableResult
    mutating func escalate(
        to tier: Tier = .two,
        generation: Generation = 1,
        reason: ReasonCode = "clinical"
    ) -> [Decided] {
        let asked = EscalationAsked(
            contact: contact,
            generation: generation,
            agent: "ann",
            from: .one,
            to: tier,
            reason: reason,
            priority: .priority
        )
        return hear(.escalationAsked(asked), from: "tier-1")
    }

    @discardableResult
    mutating func escalationDue(to tier: Tier = .two) -> [Decided] {
        let clock = Clock.ID("resolution", contact: contact, inquiry: 1)
        return hear(
            .escalationDue(EscalationDue(clock: clock, reason: "late", to: tier, priority: .routine)),
            from: "watchdog"
        )
    }

    @discardableResult
    mutating func release(generation: Generation = 1, from tier: Tier = .one) -> [Decided] {
        let released = ContactReleased(
            contact: contact,
            generation: generation,
            tier: tier,
            reason: .escalated,
            at: now
        )
        return hear(.contactReleased(released), from: "tier-1")
    }

    @discardableResult
    mutating func refusePlacement(_ generation: Generation, by tier: Tier = .two) -> [Decided] {
        let refused = PlacementRefused(contact: contact, generation: generation, tier: tier, reason: "no")
        return hear(.placementRefused(refused), from: "tier-2")
    }

    @discardableResult
    mutating func endService(
        _ results: [Inquiry.Disposition.Result],
        generation: Generation = 1
    ) -> [Decided] {
        let dispositions = results.enumerated().map {
            Inquiry.Disposition(index: UInt16($0.offset + 1), result: $0.element)
        }
        let ended = ServiceEnded(
            contact: contact,
            generation: generation,
            agent: "ann",
            dispositions: dispositions,
            at: now
        )
        return hear(.serviceEnded(ended), from: "tier-1")
    }
}

extension RouterConfiguration {
    /// Weekdays 08:00 to 18:00 UTC, in the years of the tests.
    static let hours: BusinessCalendar = {
        let window = BusinessCalendar.Window(open: 8 * 60, close: 18 * 60)
        do {
            return try BusinessCalendar(name: "test", zone: .utc, windows: BusinessCalendar.weekly(window))
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    static let sample = RouterConfiguration(
        directory: .standard,
        clocks: [
            ClockRule("answer", stop: .answered, for: live),
            ClockRule("hold", stop: .contactEnded, for: live, mode: .suspended),
            ClockRule("acknowledge", stop: .acknowledged, for: written),
            ClockRule(
                "resolution", stop: .resolved, on: .inquiry,
                budget: .init(.elapsed(.seconds(3600)), in: hours)),
            ClockRule(
                "tier2", stop: .tierResponse, from: .escalated,
                for: .init([.init(tiers: [.two], reasons: ["clinical"])])),
            ClockRule("follow-up", stop: .resolved, on: .inquiry, from: .leftUnresolved),
        ],
        rules: [
            RoutingRule(
                name: "urgent",
                match: .init(urgencies: [.urgentClinical]),
                contactClass: "urgent",
                rank: 1,
                needs: [SkillNeed("clinical", level: 2)],
                tier: .two
            ),
            RoutingRule(
                name: "spanish",
                match: .init(channels: [.phone], languages: ["es"]),
                contactClass: "spanish",
                rank: 20,
                needs: [SkillNeed("spanish"), SkillNeed("claims")]
            ),
            RoutingRule(
                name: "phone",
                match: .init(channels: [.phone, .chat]),
                contactClass: "phone",
                rank: 20,
                needs: [SkillNeed("claims")]
            ),
            RoutingRule(
                name: "rest",
                contactClass: "written",
                rank: 50,
                due: "resolution"
            ),
        ],
        escalation: [
            EscalationRow(
                name: "no-gossip",
                from: .one,
                to: .two,
                reason: "gossip",
                ruling: .refused(reason: "not for that")
            ),
            EscalationRow(
                name: "clinical",
                from: .one,
                to: .two,
                reason: "clinical",
                contactClass: "clinical",
                needs: [SkillNeed("clinical")],
                rankBonus: 5
            ),
            EscalationRow(name: "any", from: .one, to: .two),
            EscalationRow(name: "up", from: .two, to: .three),
        ]
    )

    private static let live = ClockScope([.init(channels: [.phone, .chat])])
    private static let written = ClockScope([.init(channels: [.email, .secureMessage, .letter])])
}
