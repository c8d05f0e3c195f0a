import Contacts
import Facts
import SharedTesting
import Testing

@testable import TierQueue

/// A tier queue under test: gives it inputs in virtual time and holds every recorded fact against a fold.
struct Floor {
    var machine: TierQueueMachine
    var now = Instant(microseconds: 1_000_000_000)
    /// The fold of all facts so far.
    var folded = TierQueueState()
    /// Everything decided so far.
    var log: [Decided] = []

    init(_ configuration: TierQueueConfiguration) {
        machine = TierQueueMachine(configuration: configuration)
    }

    /// Gives one input, which is a batch of its own, and returns what was recorded.
    @discardableResult
    mutating func give(_ input: Input, sourceLocation: SourceLocation = #_sourceLocation) -> [Fact] {
        giveOfBatch(input, sourceLocation: sourceLocation)
            + (machine.nextDeadline == .distantPast ? giveOfBatch(.tick, sourceLocation: sourceLocation) : [])
    }

    /// Gives one input of a batch; the state must be the fold and hold its invariants.
    @discardableResult
    mutating func giveOfBatch(
        _ input: Input, sourceLocation: SourceLocation = #_sourceLocation
    ) -> [Fact] {
        let decided = machine.handle(input, at: now)
        for item in decided { folded.evolve(item.fact) }
        log += decided
        decided.expectHearers(in: machine.configuration.directory, sourceLocation: sourceLocation)
        #expect(folded == machine.state, "the state is the fold of the facts", sourceLocation: sourceLocation)
        machine.state.checkInvariants()
        return decided.map(\.fact)
    }

    @discardableResult
    mutating func fact(_ fact: Fact) -> [Fact] { give(.fact(fact, from: "router")) }

    /// An agent asks; the session is `s1` unless said otherwise.
    @discardableResult
    mutating func desk(
        _ agent: Agent.ID,
        _ request: DeskRequest,
        session: Agent.SessionID = "s1"
    ) -> [Fact] {
        give(
            .fact(
                .agentRequested(
                    AgentRequested(
                        agent: agent,
                        session: session,
                        request: request,
                        at: now
                    )
                ),
                from: "desk"
            )
        )
    }

    mutating func pass(_ duration: Duration) { now = now.advanced(by: duration) }

    /// Signs agents in and makes them ready, a second apart and in this order.
    mutating func ready(_ agents: Agent.ID...) {
        for agent in agents {
            desk(agent, .signIn)
            desk(agent, .ready)
            pass(.seconds(1))
        }
    }

    /// Takes a contact from its offer to service.
    mutating func serve(_ contact: Contact.ID) {
        guard case .offered(let offer, let agent, _) = machine.stored.contacts[contact]?.stage else {
            Issue.record("\(contact) is not offered")
            return
        }
        desk(agent, .answer(offer, .accept))
        connect(contact)
    }

    @discardableResult
    mutating func connect(_ contact: Contact.ID) -> [Fact] {
        guard let held = machine.stored.contacts[contact],
            case .connecting(let offer, let agent) = held.stage
        else { return [] }
        return fact(
            .serviceBegan(
                ServiceBegan(
                    contact: contact,
                    generation: held.placement.generation,
                    tier: .one,
                    offer: offer,
                    agent: agent,
                    at: now
                )
            )
        )
    }

    /// The medium does not do what the agent `a1` asked for.
    @discardableResult
    mutating func refuse(
        _ contact: Contact.ID, _ action: MediumAsked.Action, generation: Generation = 1
    ) -> [Fact] {
        fact(
            .mediumRefused(
                MediumRefused(
                    contact: contact, generation: generation, tier: .one, agent: "a1", action: action,
                    reason: "not connected")))
    }

    /// The agent who has the first contact is to hear a tone.
    @discardableResult
    mutating func tone(_ agent: Agent.ID, generation: Generation = 1) -> [Fact] {
        fact(
            .toneSounded(
                ToneSounded(
                    contact: TierQueueTests.contact(1), generation: generation, tier: .one, agent: agent,
                    threshold: "20s")))
    }

    @discardableResult
    mutating func interrupt(_ contact: Contact.ID, _ cause: ServiceInterrupted.Cause) -> [Fact] {
        let generation = machine.stored.contacts[contact]?.placement.generation ?? 1
        return fact(
            .serviceInterrupted(
                ServiceInterrupted(
                    contact: contact,
                    generation: generation,
                    tier: .one,
                    at: now,
                    cause: cause
                )
            )
        )
    }

    @discardableResult
    mutating func withdraw(
        _ contact: Contact.ID,
        _ reason: ContactWithdrawn.Reason = .abandoned,
        generation: Generation = 1
    ) -> [Fact] {
        fact(
            .contactWithdrawn(
                ContactWithdrawn(
                    contact: contact,
                    generation: generation,
                    tier: .one,
                    reason: reason
                )
            )
        )
    }

    /// The agent to whom `contact` is offered now.
    func offeredTo(_ contact: Contact.ID) -> Agent.ID? {
        guard case .offered(_, let agent, _) = machine.stored.contacts[contact]?.stage else { return nil }
        return agent
    }

    /// The snapshot last shown of `agent`.
    func shown(_ agent: Agent.ID) -> AgentStateChanged? {
        for item in log.reversed() {
            if case .agentStateChanged(let snapshot) = item.fact, snapshot.agent == agent { return snapshot }
        }
        return nil
    }
}

/// A placement for tests: a telephone contact received at its number in seconds, unless said otherwise.
func placement(
    _ number: UInt64,
    channel: Channel = .phone,
    class contactClass: ContactClass = "general",
    rank: Int = 10,
    needs: [SkillNeed] = [SkillNeed("general")],
    generation: Generation = 1,
    received: Instant? = nil,
    due: Instant? = nil,
    tier: Tier = .one,
    cause: Placement.Cause = .arrival,
    inquiries: Int = 1
) -> Placement {
    Placement(
        contact: contact(number),
        generation: generation,
        tier: tier,
        channel: channel,
        contactClass: contactClass,
        rank: rank,
        needs: needs,
        received: received ?? Instant(microseconds: Int64(number) * 1_000_000),
        due: due,
        cause: cause,
        inquiryCount: inquiries
    )
}

func contact(_ number: UInt64) -> Contact.ID { Contact.ID(gateway: 1, number: number) }

/// A generalist for the telephone, one contact at a time.
func generalist(_ id: Agent.ID) -> RosterAgent {
    RosterAgent(id: id, group: "general", skills: [SkillNeed("general", level: 3)])
}

func configuration(_ agents: RosterAgent...) -> TierQueueConfiguration {
    TierQueueConfiguration(
        tier: .one,
        directory: .standard,
        agents: agents,
        offerTimeoutOtherwise: .seconds(20),
        declineBackOff: .seconds(30),
        reconciliation: nil,
        notReadyReasons: ["lunch", "training"],
        declineReasons: ["conflict", "conflict_of_interest"]
    )
}

extension Fact {
    var offer: OfferMade? {
        guard case .offerMade(let made) = self else { return nil }
        return made
    }
}

extension [Fact] {
    var kinds: [FactKind] { map(\.kind) }
}
