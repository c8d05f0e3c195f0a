import Contacts
import Facts
import Gateway
import Randomness
import Router
import SharedTesting
import Testing

/// Three gateways, a router and three scripted queues, joined by ordered links that deliver in any mutual
/// order.
struct Walk {
    var random: SplitMix64
    var now = Instant(microseconds: 1_700_000_000_000_000)
    var router = Watched<RouterMachine>(.sample)
    var gateways: [StationName: Watched<GatewayMachine>] = [:]
    var queues: [StationName: ScriptedQueue] = [:]
    var links: [Link: [Fact]] = [:]
    var accepted: [Contact.ID] = []
    var outcomes: [Contact.ID: [Contact.Outcome]] = [:]
    var asks: UInt64 = 0
    /// Reconciliations that something was in flight around.
    var mismatches = 0

    static let channels: [(StationName, UInt16, Channel)] = [
        ("phone", 1, .phone), ("chat", 2, .chat), ("email", 3, .email),
    ]

    struct Link: Hashable, Comparable {
        var from: StationName
        var to: StationName
        static func < (left: Link, right: Link) -> Bool { (left.from, left.to) < (right.from, right.to) }
    }

    init(seed: UInt64) {
        random = SplitMix64(state: seed)
        for (name, number, channel) in Walk.channels {
            gateways[name] = Watched(
                GatewayConfiguration(
                    gateway: name,
                    number: number,
                    channels: [channel],
                    directory: .standard
                )
            )
        }
        for tier in Tier.allCases { queues[Directory.standard.queue(of: tier)] = ScriptedQueue(tier: tier) }
    }

    /// One thing that chance chooses.
    mutating func step() throws {
        now = now.advanced(by: .milliseconds(50))
        switch Int.random(in: 0..<20, using: &random) {
        case 0: arrive()
        case 1...2: settleEffect(mayFail: true)
        case 3: mediumEvent()
        case 4...6: agentActs(finishing: false)
        case 7: watchdogActs()
        case 8: if random.oneIn(40) { try restart() }
        case 9: reconcile()
        default: deliver()
        }
        checkOwners()
    }

    /// Lets everything end, with no further trouble; false when it does not.
    mutating func drain() -> Bool {
        for _ in 0..<200_000 {
            now = now.advanced(by: .milliseconds(50))
            if !links.isEmpty {
                deliver()
            } else if gateways.values.contains(where: { !$0.state.pendingEffects.isEmpty }) {
                settleEffect(mayFail: false)
            } else if queues.values.contains(where: { !$0.held.isEmpty }) {
                agentActs(finishing: true)
            } else {
                return true
            }
            checkOwners()
        }
        return false
    }
}

// MARK: - What can happen

extension Walk {
    private mutating func arrive() {
        guard let (name, number, channel) = Walk.channels.randomElement(using: &random) else { return }
        let issue = IssueToken("issue-\(Int.random(in: 0..<6, using: &random))")
        let attributes = ContactAttributes(inquiries: [.init(type: "claims", issue: issue)], member: "m1")
        let arrival = Arrival(
            channel: channel,
            received: nil,
            attributes: attributes,
            hours: .observed,
            key: "k"
        )
        tell(name, .submission(.arrived(arrival)))
        accepted.append(Contact.ID(gateway: number, number: gateways[name]?.state.lastNumber ?? 0))
    }

    private mutating func settleEffect(mayFail: Bool) {
        let pending = gateways.keys.sorted().flatMap { name in
            (gateways[name]?.state.pendingEffects ?? []).map { (name, $0) }
        }
        guard let (name, effect) = pending.randomElement(using: &random) else { return }
        let fails = mayFail && random.oneIn(5)
        tell(
            name,
            .submission(
                fails ? .effectFailed(effect.effect, reason: "agent_leg") : .effectDone(effect.effect)
            )
        )
    }

    private mutating func mediumEvent() {
        let (name, _, _) = Walk.channels[Int.random(in: 0..<3, using: &random)]
        let custody = (gateways[name]?.state.contacts.keys.sorted() ?? [])
        guard let contact = custody.randomElement(using: &random) else { return }
        let events: [MediumEvent.Event] = [.left, .agentLegLost, .held, .resumed, .replySent]
        let event = events[Int.random(in: 0..<events.count, using: &random)]
        tell(name, .submission(.medium(MediumEvent(contact: contact, event: event, at: nil))))
    }

    private mutating func agentActs(finishing: Bool) {
        let held = queues.keys.sorted().flatMap { name in
            (queues[name]?.held.keys.sorted() ?? []).map { (name, $0) }
        }
        guard let (name, contact) = held.randomElement(using: &random) else { return }
        let said = queues[name]?.act(on: contact, at: now, finishing: finishing, &random) ?? []
        for fact in said { send(fact, from: name, to: "router") }
    }

    private mutating func reconcile() {
        guard let name = queues.keys.sorted().randomElement(using: &random) else { return }
        guard let call = queues[name]?.reconcile(at: now) else { return }
        send(call, from: name, to: "router")
    }

    private mutating func watchdogActs() {
        asks += 1
        send(.watermarkAsked(WatermarkAsked(ask: asks, instant: now)), from: "watchdog", to: "router")
        guard let contact = router.state.contacts.keys.sorted().randomElement(using: &random) else { return }
        let to = Tier.allCases[Int.random(in: 1..<3, using: &random)]
        let clock = Clock.ID("resolution", contact: contact, inquiry: 1)
        let due = EscalationDue(clock: clock, reason: "late", to: to, priority: .priority)
        send(.escalationDue(due), from: "watchdog", to: "router")
    }

    private mutating func restart() throws {
        try router.restart()
        for name in gateways.keys.sorted() { try gateways[name]?.restart() }
    }
}

// MARK: - Links

extension Walk {
    private mutating func send(_ fact: Fact, from: StationName, to: StationName) {
        links[Link(from: from, to: to), default: []].append(fact)
    }

    private mutating func deliver() {
        guard let link = links.keys.sorted().randomElement(using: &random) else { return }
        guard let fact = links[link]?.removeFirst() else { return }
        if links[link]?.isEmpty == true { links[link] = nil }
        if queues[link.to] != nil {
            let said = queues[link.to]?.hear(fact, at: now, &random) ?? []
            for answer in said { send(answer, from: link.to, to: "router") }
            return
        }
        let input = Input.fact(fact, from: link.from)
        tell(link.to, input)
        guard random.oneIn(4) else { return }
        let before = (router.state, gateways.mapValues(\.state))
        tell(link.to, input)
        #expect(router.state == before.0, "\(fact) delivered twice changed the router")
        #expect(gateways.mapValues(\.state) == before.1, "\(fact) delivered twice changed a gateway")
    }

    /// Gives a machine an input and its facts to the links.
    private mutating func tell(_ name: StationName, _ input: Input) {
        let decided =
            name == "router"
            ? router.handle(input, at: now) : gateways[name]?.handle(input, at: now) ?? []
        for entry in decided {
            if case .contactEnded(let ended) = entry.fact, name == "router" {
                outcomes[ended.contact, default: []].append(ended.outcome)
            }
            if case .mismatchFound = entry.fact { mismatches += 1 }
            if case .invariantBroken(let broken) = entry.fact {
                Issue.record("\(broken.contact): \(broken.evidence)")
            }
            for station in entry.destinations where station != "watchdog" {
                send(entry.fact, from: name, to: station)
            }
        }
    }

    /// No contact is held by two queues (P3).
    private func checkOwners() {
        var owners: [Contact.ID: Int] = [:]
        for queue in queues.values {
            for contact in queue.held.keys { owners[contact, default: 0] += 1 }
        }
        #expect(owners.values.allSatisfy { $0 == 1 }, "a contact is held by two queues")
    }
}

@Suite("Gateways and router together")
struct RandomWalkTests {
    @Test(
        "every accepted contact reaches exactly one outcome and is forgotten, whatever races",
        arguments: 1...12
    )
    func walk(seed: Int) throws {
        var walk = Walk(seed: UInt64(seed))
        for _ in 0..<2_000 { try walk.step() }
        let rested = walk.drain()
        #expect(rested, "seed \(seed) does not come to rest")
        #expect(walk.accepted.count > 50)
        #expect(walk.mismatches > 0, "nothing was ever in flight when a roll was called")
        for contact in walk.accepted {
            #expect(walk.outcomes[contact]?.count == 1, "\(contact) of seed \(seed)")
        }
        #expect(walk.router.state.contacts.isEmpty)
        for name in walk.gateways.keys.sorted() {
            #expect(walk.gateways[name]?.state.contacts.isEmpty == true)
        }
    }

    @Test("the same walk ends in the same state")
    func repeats() throws {
        var states: [RouterState] = []
        for _ in 0..<2 {
            var walk = Walk(seed: 99)
            for _ in 0..<1_000 { try walk.step() }
            states.append(walk.router.state)
        }
        #expect(states[0] == states[1])
    }

    @Test("the walks pass through every outcome that a contact of theirs can have")
    func reaches() throws {
        var seen: Set<Contact.Outcome> = []
        for seed in 1...12 {
            var walk = Walk(seed: UInt64(seed))
            for _ in 0..<2_000 { try walk.step() }
            for outcomes in walk.outcomes.values { seen.formUnion(outcomes) }
        }
        #expect(seen == [.resolved, .unresolved, .noResult, .abandoned])
    }
}
