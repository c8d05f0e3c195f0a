import Contacts
import Facts
import Testing

@testable import TierQueue

/// Where contact 1, at generation 2, stands when the input comes.
enum Situation: CaseIterable {
    case absent, waiting, offered, connecting, inService, held, wrapUp
}

/// What others say about it, or what befalls the queue.
enum Said: CaseIterable {
    case placed, placedBefore, placedAfter, handedOff, handedOffToOthers, withdrawn, withdrawnBefore, raised
    case began, beganOtherOffer, memberLeft, agentEnded, agentLegLost, connectFailed, held, resumed
    case escalationRefused, watermarkAsked, deadline, deskLost, otherLost

    func input(_ contact: Contact.ID, at now: Instant) -> Input {
        let offer = Offer.ID(tier: .one, number: 1)
        return switch self {
        case .placed: .fact(.contactPlaced(placement(1, generation: 2)), from: "router")
        case .placedBefore: .fact(.contactPlaced(placement(1, generation: 1)), from: "router")
        case .placedAfter: .fact(.contactPlaced(placement(1, generation: 3)), from: "router")
        case .handedOff: .fact(handoff(placement(1, generation: 2)), from: "router")
        case .handedOffToOthers:
            .fact(handoff(placement(1, needs: [SkillNeed("surgery")], generation: 3)), from: "router")
        case .withdrawn: .fact(withdrawal(2), from: "router")
        case .withdrawnBefore: .fact(withdrawal(1), from: "router")
        case .raised:
            .fact(
                .priorityRaised(
                    PriorityRaised(
                        contact: contact,
                        generation: 2,
                        tier: .one,
                        rank: 1,
                        rule: "r"
                    )
                ),
                from: "router"
            )
        case .began: .fact(begin(offer, at: now), from: "router")
        case .beganOtherOffer: .fact(begin(Offer.ID(tier: .one, number: 7), at: now), from: "router")
        case .memberLeft: interruption(.memberLeft, now)
        case .agentEnded: interruption(.agentEnded, now)
        case .agentLegLost: interruption(.agentLegLost, now)
        case .connectFailed: interruption(.connectFailed, now)
        case .held: hold(.held, now)
        case .resumed: hold(.resumed, now)
        case .escalationRefused:
            .fact(
                .escalationRefused(
                    EscalationRefused(
                        contact: contact,
                        generation: 2,
                        tier: .one,
                        rule: nil,
                        reason: "no row"
                    )
                ),
                from: "router"
            )
        case .watermarkAsked: .fact(.watermarkAsked(WatermarkAsked(ask: 5, instant: now)), from: "router")
        case .deadline: .tick
        case .deskLost: .linkLost("desk")
        case .otherLost: .linkLost("router")
        }
    }

    private func handoff(_ placement: Placement) -> Fact {
        .handoffOffered(HandoffOffered(placement: placement, from: .two, rule: "r"))
    }

    private func withdrawal(_ generation: Generation) -> Fact {
        .contactWithdrawn(
            ContactWithdrawn(
                contact: contact(1),
                generation: generation,
                tier: .one,
                reason: .abandoned
            )
        )
    }

    private func begin(_ offer: Offer.ID, at now: Instant) -> Fact {
        .serviceBegan(
            ServiceBegan(
                contact: contact(1),
                generation: 2,
                tier: .one,
                offer: offer,
                agent: "a1",
                at: now
            )
        )
    }

    private func interruption(_ cause: ServiceInterrupted.Cause, _ now: Instant) -> Input {
        .fact(
            .serviceInterrupted(
                ServiceInterrupted(
                    contact: contact(1),
                    generation: 2,
                    tier: .one,
                    at: now,
                    cause: cause
                )
            ),
            from: "router"
        )
    }

    private func hold(_ change: HoldChanged.Change, _ now: Instant) -> Input {
        .fact(
            .holdChanged(
                HoldChanged(
                    contact: contact(1),
                    generation: 2,
                    tier: .one,
                    change: change,
                    at: now
                )
            ),
            from: "router"
        )
    }
}

@Suite("What others say about a contact")
struct ContactTableTests {
    static func floor(_ situation: Situation) -> Floor {
        var settings = configuration(generalist("a1"))
        settings.wrapUpLimits = [ChannelLimit(.phone, .seconds(60))]
        var floor = Floor(settings)
        floor.desk("a1", .signIn)
        if situation == .absent { return floor }
        floor.fact(.contactPlaced(placement(1, generation: 2)))
        if situation == .waiting { return floor }
        floor.desk("a1", .ready)
        if situation == .offered { return floor }
        floor.desk("a1", .answer(Offer.ID(tier: .one, number: 1), .accept))
        if situation == .connecting { return floor }
        floor.connect(contact(1))
        switch situation {
        case .absent, .waiting, .offered, .connecting, .inService: break
        case .held: floor.give(Said.held.input(contact(1), at: floor.now))
        case .wrapUp: floor.interrupt(contact(1), .memberLeft)
        }
        return floor
    }

    static func expected(_ situation: Situation, _ said: Said) -> [FactKind] {
        switch (said, situation) {
        case (.watermarkAsked, _): [.watermark]
        case (.otherLost, _): []
        case (.deskLost, .offered): [.offerClosed, .deskLinkChanged, .agentStateChanged]
        case (.deskLost, _): [.deskLinkChanged]
        case (.placed, .absent), (.placedBefore, .absent), (.placedAfter, .absent): [.contactQueued]
        case (.handedOff, .absent): [.handoffAccepted, .contactQueued]
        case (.handedOffToOthers, _): [.placementRefused]
        case (_, .absent): []
        case (.placed, _), (.handedOff, _): []
        case (.placedBefore, _), (.placedAfter, _): [.placementRefused]
        case (.withdrawn, .waiting): [.contactReleased]
        case (.withdrawn, .offered): [.offerClosed, .contactReleased, .agentStateChanged]
        case (.withdrawn, _): [.contactReleased, .agentStateChanged]
        case (.withdrawnBefore, _): []
        case (.raised, _): [.contactQueued]
        case (.began, .connecting): [.agentStateChanged]
        case (.began, _), (.beganOtherOffer, _): []
        case (.memberLeft, .connecting), (.memberLeft, .inService), (.memberLeft, .held),
            (.agentEnded, .connecting), (.agentEnded, .inService), (.agentEnded, .held):
            [.wrapUpStarted, .agentStateChanged]
        case (.memberLeft, _), (.agentEnded, _): []
        case (.agentLegLost, .connecting), (.agentLegLost, .inService), (.agentLegLost, .held),
            (.connectFailed, .connecting):
            [.contactReturned, .agentStateChanged]
        case (.agentLegLost, _), (.connectFailed, _): []
        case (.held, .inService), (.resumed, .held): [.agentStateChanged]
        case (.held, _), (.resumed, _): []
        case (.escalationRefused, .waiting): []
        case (.escalationRefused, _): [.requestRefused]
        case (.deadline, .offered): [.offerClosed, .agentStateChanged]
        case (.deadline, .wrapUp): [.serviceEnded, .agentStateChanged]
        case (.deadline, _): []
        }
    }

    @Test(
        "each thing said about a contact at each stage records what the table says",
        arguments: Situation.allCases
    )
    func everyPair(_ situation: Situation) {
        for said in Said.allCases {
            var floor = Self.floor(situation)
            if said == .deadline { floor.now = floor.machine.state.nextDeadline ?? floor.now }
            let facts = floor.give(said.input(contact(1), at: floor.now))
            #expect(facts.kinds == Self.expected(situation, said), "\(said) while \(situation)")
        }
    }

    @Test("what is delivered a second time has no effect", arguments: Situation.allCases)
    func redelivery(_ situation: Situation) {
        let repeatable: Set<Said> = [
            .placed, .raised, .began, .memberLeft, .agentEnded, .agentLegLost, .connectFailed, .held,
            .resumed,
            .deskLost, .handedOff,
        ]
        for said in Said.allCases where repeatable.contains(said) {
            var floor = Self.floor(situation)
            let input = said.input(contact(1), at: floor.now)
            floor.give(input)
            #expect(floor.give(input).isEmpty, "\(said) twice while \(situation)")
        }
    }
}
