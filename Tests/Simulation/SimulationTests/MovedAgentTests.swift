import AgentDesk
import Contacts
import Facts
import Testing
import TierQueue

@testable import Simulation

/// The real desk and the real queues of two tiers; each may start anew with another roster.
private struct House {
    var desk = AgentDeskMachine(configuration: SimulatedSite().agentDesk)
    var queues: [StationName: TierQueueMachine] = [
        "tier-1": TierQueueMachine(configuration: SimulatedSite().tierQueue(.one)),
        "tier-2": TierQueueMachine(configuration: SimulatedSite().tierQueue(.two)),
    ]
    var checker = OwnershipChecker()
    var now = SimulatedTopology.origin
    /// What the judge of ownership found.
    var found: [String] = []
    var log: [Fact] = []

    mutating func give(_ input: Input, to name: StationName) {
        var waiting: [(StationName, Input)] = [(name, input)]
        while !waiting.isEmpty {
            let (name, input) = waiting.removeFirst()
            let decided =
                name == "desk" ? desk.handle(input, at: now) : decide(input, at: name)
            for item in decided {
                log.append(item.fact)
                if name != "desk" { found += checker.take(item.fact, of: name) }
                for consumer in item.destinations where consumer == "desk" || queues[consumer] != nil {
                    waiting.append((consumer, .fact(item.fact, from: name)))
                }
            }
        }
        now = now.advanced(by: .milliseconds(100))
    }

    /// What a queue decides of a batch of one input.
    private mutating func decide(_ input: Input, at name: StationName) -> [Decided] {
        (queues[name]?.handle(input, at: now) ?? []) + (queues[name]?.handle(.tick, at: now) ?? [])
    }

    mutating func ask(_ agent: Agent.ID, _ request: DeskRequest, session: Agent.SessionID = "s1") {
        if case .answer(let offer, .accept) = request { checker.willAccept(agent, offer) }
        give(.submission(.desk(agent: agent, session: session, request: request)), to: "desk")
    }

    mutating func place(_ number: UInt64, tier: Tier) {
        let placement = Placement(
            contact: Contact.ID(gateway: 1, number: number), generation: 1, tier: tier, channel: .phone,
            contactClass: "general", rank: 10, needs: [SkillNeed("general")], received: now, due: nil,
            cause: .arrival, inquiryCount: 1)
        give(.fact(.contactPlaced(placement), from: "router"), to: SimulatedSite.directory.queue(of: tier))
    }

    /// The agent accepts what is offered, and the telephone system connects.
    mutating func serve(_ agent: Agent.ID) {
        for case .offerMade(let made) in log.reversed() where made.agent == agent {
            ask(agent, .answer(made.offer, .accept))
            let began = ServiceBegan(
                contact: made.contact, generation: made.generation, tier: made.offer.tier, offer: made.offer,
                agent: agent, at: now)
            return give(
                .fact(.serviceBegan(began), from: "router"),
                to: SimulatedSite.directory.queue(of: made.offer.tier))
        }
    }

    mutating func hangUp(_ number: UInt64, tier: Tier) {
        let interrupted = ServiceInterrupted(
            contact: Contact.ID(gateway: 1, number: number), generation: 1, tier: tier, at: now,
            cause: .memberLeft)
        give(
            .fact(.serviceInterrupted(interrupted), from: "router"),
            to: SimulatedSite.directory.queue(of: tier))
    }

    /// A station starts anew with the roster of `version`, its state recovered.
    mutating func restart(_ name: StationName, version: Int) {
        var site = SimulatedSite()
        site.version = version
        if name == "desk" {
            desk = AgentDeskMachine(configuration: site.agentDesk, state: desk.state)
            for queue in queues.keys.sorted() { give(.linkRegained(queue), to: "desk") }
        } else if let state = queues[name]?.state {
            let tier: Tier = name == "tier-1" ? .one : .two
            queues[name] = TierQueueMachine(configuration: site.tierQueue(tier), state: state)
            give(.tick, to: name)
        }
    }

    func offers(to agent: Agent.ID) -> [OfferMade] {
        log.compactMap { fact in
            guard case .offerMade(let made) = fact, made.agent == agent else { return nil }
            return made
        }
    }
}

@Suite("11.13: P3 across tiers")
struct MovedAgentTests {
    /// `A4` serves a call at Tier 1, and is of Tier 2 by the edited roster.
    private func moved(_ order: [StationName]) -> House {
        var house = House()
        house.ask("A4", .signIn)
        house.ask("A4", .ready)
        house.place(1, tier: .one)
        house.serve("A4")
        for name in order { house.restart(name, version: 2) }
        return house
    }

    @Test(
        "11.13: an agent whom the roster moves with a call up gets no second one in the other tier",
        arguments: [
            ["tier-1", "tier-2", "desk"], ["desk", "tier-2", "tier-1"], ["tier-2", "desk", "tier-1"],
        ] as [[StationName]])
    func noSecondCall(_ order: [StationName]) {
        var house = moved(order)
        house.place(2, tier: .two)
        house.ask("A4", .signIn, session: "s2")
        house.ask("A4", .ready, session: "s2")
        #expect(house.offers(to: "A4").map(\.contact.number) == [1])
        let call = Contact.ID(gateway: 1, number: 1)
        house.hangUp(1, tier: .one)
        house.ask("A4", .wrapUpEnded(call), session: "s2")
        #expect(house.log.contains { $0.kind == .serviceEnded })
        house.ask("A4", .ready, session: "s2")
        #expect(house.offers(to: "A4").map(\.contact.number) == [1, 2], "taken along, and ready there")
        #expect(house.found.isEmpty, "\(house.found)")
    }

    @Test("11.13: one who is dropped with a call up can hold and end it")
    func dropped() {
        var house = House()
        house.ask("B3", .signIn)
        house.ask("B3", .ready)
        house.place(1, tier: .two)
        house.serve("B3")
        for name in ["tier-2", "desk", "tier-1"] as [StationName] { house.restart(name, version: 3) }
        let call = Contact.ID(gateway: 1, number: 1)
        let before = house.log.count
        house.ask("B3", .hold(call))
        house.ask("B3", .endService(call))
        #expect(house.log[before...].filter { $0.kind == .mediumAsked }.count == 2)
        house.hangUp(1, tier: .two)
        house.ask("B3", .wrapUpEnded(call))
        house.place(2, tier: .two)
        #expect(house.offers(to: "B3").count == 1 && house.found.isEmpty)
        #expect(house.desk.state.session(of: "B3") == nil)
    }

    @Test("11.13: the judge counts an agent's hands at all tiers together")
    func judge() {
        var checker = OwnershipChecker()
        func placed(_ number: UInt64, _ tier: Tier) -> Placement {
            Placement(
                contact: Contact.ID(gateway: 1, number: number), generation: 1, tier: tier, channel: .phone,
                contactClass: "general", rank: 10, needs: [SkillNeed("general")],
                received: SimulatedTopology.origin, due: nil, cause: .arrival, inquiryCount: 1)
        }
        func offer(_ number: UInt64, _ tier: Tier) -> [String] {
            let placement = placed(number, tier)
            let station = SimulatedSite.directory.queue(of: tier)
            var found = checker.take(
                .contactQueued(ContactQueued(placement: placement, at: placement.received)), of: station)
            let made = OfferMade(
                offer: Offer.ID(tier: tier, number: number), contact: placement.contact, generation: 1,
                agent: "A4", session: "s", channel: .phone, contactClass: "general",
                received: placement.received, deadline: placement.received)
            found += checker.take(.offerMade(made), of: station)
            checker.willAccept("A4", made.offer)
            let accepted = OfferAccepted(
                offer: made.offer, contact: made.contact, generation: 1, agent: "A4")
            return found + checker.take(.offerAccepted(accepted), of: station)
        }
        #expect(offer(1, .one).isEmpty)
        #expect(offer(2, .two).contains { $0.contains("over capacity") })
    }
}
