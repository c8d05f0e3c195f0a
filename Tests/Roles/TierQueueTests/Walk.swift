import Contacts
import Facts
import Randomness
import Testing

@testable import TierQueue

/// A random walk over a whole floor; one seed, one walk.
///
/// Members arrive and leave, a router and gateways answer, agents accept, decline, do not answer, come and
/// go, and a desk is lost at times.
struct Walk {
    var floor: Floor
    var random: SplitMix64
    var checker: Checker
    private let agents: [RosterAgent]
    private var lastNumber: UInt64 = 0
    private var sessions: [Agent.ID: UInt64] = [:]
    /// What others are about to say.
    private var pending: [Fact] = []
    private var seen = 0
    /// The latest input of another station, to deliver twice.
    private var latest: Input = .tick

    /// - Parameter policy: How the queue serves; every other walk puts letters aside and holds them back.
    init(seed: UInt64, policy: ServingPolicy = .static) {
        random = SplitMix64(state: seed)
        let voice = AgentCapacity(voice: 1, chat: 0, written: 1)
        let mixed = AgentCapacity(voice: 1, chat: 3, written: 2)
        let general = SkillNeed("general", level: 3)
        let claims = SkillNeed("claims", level: 2)
        agents =
            ["a1", "a2", "a3"].map { RosterAgent(id: $0, group: "g", skills: [general], capacity: voice) }
            + ["b1", "b2"].map {
                RosterAgent(id: $0, group: "c", skills: [general, claims], capacity: voice)
            }
            + ["c1", "c2"].map { RosterAgent(id: $0, group: "m", skills: [general], capacity: mixed) }
        var settings = configuration()
        settings.agents = agents
        settings.reconciliation = .seconds(15)
        settings.wrapUpLimits = [ChannelLimit(.phone, .seconds(45))]
        settings.policy = policy
        floor = Floor(settings)
        checker = Checker(settings)
    }

    mutating func step() {
        floor.pass(.milliseconds(random.below(4_000)))
        if let due = floor.machine.state.nextDeadline, due <= floor.now { give(.tick) }
        switch random.below(100) {
        case 0..<22: arrive()
        case 22..<50: answerForOthers()
        case 50..<88: askForAgent()
        case 88..<93: leave()
        case 93..<95: raise()
        case 95..<97: give(latest)
        case 97: give(random.below(2) == 0 ? .linkLost("desk") : .linkRegained("desk"))
        default: give(.tick)
        }
    }

    /// Everybody works on until nothing waits, and nobody comes any more.
    mutating func drain() {
        give(.linkRegained("desk"))
        for round in 0..<4_000 where floor.machine.state.contactCount > 0 {
            floor.pass(.seconds(1))
            while !pending.isEmpty { answerForOthers() }
            for agent in agents { work(agent.id, honestly: round) }
            give(.tick)
        }
    }

    // MARK: The others

    private mutating func give(_ input: Input) {
        let now = floor.now
        let facts = floor.give(input)
        checker.take(facts, at: now)
        checker.check(floor.machine)
        for item in floor.log[seen...] { hear(item) }
        seen = floor.log.count
    }

    private mutating func say(_ fact: Fact) {
        latest = .fact(fact, from: "router")
        give(latest)
    }

    /// The router and the gateway hear a fact and will say something about it.
    private mutating func hear(_ item: Decided) {
        switch item.fact {
        case .offerAccepted(let fact) where random.below(8) == 0:
            pending.append(interrupted(fact.contact, fact.generation, .connectFailed))
        case .offerAccepted(let fact):
            pending.append(
                .serviceBegan(
                    ServiceBegan(
                        contact: fact.contact,
                        generation: fact.generation,
                        tier: .one,
                        offer: fact.offer,
                        agent: fact.agent,
                        at: floor.now
                    )
                )
            )
        case .mediumAsked(let fact):
            switch fact.action {
            case .hold: pending.append(hold(fact, .held))
            case .resume: pending.append(hold(fact, .resumed))
            case .disconnect:
                pending.append(interrupted(fact.contact, fact.generation, .agentEnded))
            case .reply: break  // The queue does not hear that it went out.
            }
        case .escalationAsked(let fact):
            pending.append(
                .contactWithdrawn(
                    ContactWithdrawn(
                        contact: fact.contact,
                        generation: fact.generation,
                        tier: .one,
                        reason: .escalated
                    )
                )
            )
        default: break
        }
    }

    private func interrupted(
        _ contact: Contact.ID, _ generation: Generation, _ cause: ServiceInterrupted.Cause
    ) -> Fact {
        .serviceInterrupted(
            ServiceInterrupted(
                contact: contact, generation: generation, tier: .one, at: floor.now, cause: cause))
    }

    private func hold(_ fact: MediumAsked, _ change: HoldChanged.Change) -> Fact {
        .holdChanged(
            HoldChanged(
                contact: fact.contact,
                generation: fact.generation,
                tier: .one,
                change: change,
                at: floor.now
            )
        )
    }

    private mutating func answerForOthers() {
        guard !pending.isEmpty else { return }
        say(pending.removeFirst())
    }

    private mutating func arrive() {
        lastNumber += 1
        let received = floor.now.advanced(by: .seconds(-random.below(5)))
        let placed =
            switch random.below(5) {
            case 0:
                placement(
                    lastNumber,
                    class: "claims",
                    rank: 5,
                    needs: [SkillNeed("claims", level: 2)],
                    received: received
                )
            case 1: placement(lastNumber, channel: .chat, class: "chat", received: received)
            case 2:
                placement(
                    lastNumber,
                    channel: .letter,
                    class: "letter",
                    rank: 20,
                    received: received,
                    due: received.advanced(by: .seconds(random.below(90)))
                )
            default: placement(lastNumber, received: received)
            }
        say(.contactPlaced(placed))
    }

    private mutating func leave() {
        guard let contact = random.pick(checker.open.keys.sorted()),
            let stage = floor.machine.stored.contacts[contact]?.stage
        else { return }
        switch stage {
        case .waiting, .offered, .connecting:
            say(
                .contactWithdrawn(
                    ContactWithdrawn(
                        contact: contact,
                        generation: 1,
                        tier: .one,
                        reason: .abandoned
                    )
                )
            )
        case .inService, .held, .parked, .wrapUp:
            let cause: ServiceInterrupted.Cause = random.below(4) == 0 ? .agentLegLost : .memberLeft
            say(
                .serviceInterrupted(
                    ServiceInterrupted(
                        contact: contact,
                        generation: 1,
                        tier: .one,
                        at: floor.now,
                        cause: cause
                    )
                )
            )
        }
    }

    private mutating func raise() {
        guard let contact = random.pick(checker.open.keys.sorted()) else { return }
        say(.priorityRaised(PriorityRaised(contact: contact, generation: 1, tier: .one, rank: 1, rule: "r")))
    }

    // MARK: The agents

    private mutating func askForAgent() {
        guard let agent = random.pick(agents)?.id else { return }
        switch random.below(20) {
        case 0:
            sessions[agent, default: 0] += 1
            ask(agent, .signIn)
        case 1: ask(agent, .signOut(random.below(2) == 0 ? .refuseWithWork : .returnAtPlace))
        case 2: ask(agent, .notReady("lunch"))
        case 3, 4: ask(agent, .ready)
        case 5: ask(agent, .answer(Offer.ID(tier: .one, number: UInt64(random.below(50))), .accept))
        case 6: ask(agent, .hold(contact(UInt64(random.below(Int(lastNumber) + 1)))))
        default: work(agent, honestly: random.below(6))
        }
    }

    /// Does the next sensible thing; a multiple of six is an agent who declines or lets the offer ring.
    private mutating func work(_ agent: Agent.ID, honestly mood: Int) {
        guard let record = floor.machine.stored.agents[agent], record.session != nil else {
            return ask(agent, .signIn)
        }
        if let open = record.openOffer, let offer = open.offer {
            if mood % 6 == 0 { return ask(agent, .answer(offer, .decline("conflict"))) }
            if mood % 6 == 1 { return }
            return ask(agent, .answer(offer, .accept))
        }
        if record.shownReason != nil { return ask(agent, .ready) }
        guard let work = random.pick(record.work) else { return }
        switch work.phase {
        case .inService where mood % 6 == 2: ask(agent, .hold(work.contact))
        case .inService where mood % 6 == 3:
            ask(agent, .escalate(work.contact, to: .two, reason: "clinical", priority: .routine))
        case .inService: ask(agent, .endService(work.contact))
        case .held:
            ask(agent, .verify(work.contact, Verification(level: .verified, method: .knowledge)))
            ask(agent, .note(work.contact, .systemDown))
            ask(agent, .resume(work.contact))
        case .wrapUp:
            ask(agent, .dispose(work.contact, [Inquiry.Disposition(index: 1, result: .resolved)]))
            ask(agent, .wrapUpEnded(work.contact))
        case .received, .classified, .waiting, .offered, .connecting, .parked, .ended: break
        }
    }

    private mutating func ask(_ agent: Agent.ID, _ request: DeskRequest) {
        let requested = AgentRequested(
            agent: agent,
            session: Agent.SessionID("s\(sessions[agent] ?? 0)"),
            request: request,
            at: floor.now
        )
        latest = .fact(.agentRequested(requested), from: "desk")
        give(latest)
    }
}
