import Contacts
import Facts
import Randomness

extension SplitMix64 {
    /// True once in `odds` times.
    mutating func oneIn(_ odds: Int) -> Bool { Int.random(in: 0..<odds, using: &self) == 0 }
}

/// A tier queue that keeps the contract with the router and otherwise does what chance says.
struct ScriptedQueue {
    let tier: Tier
    private(set) var held: [Contact.ID: Holding] = [:]
    private var known: [Contact.ID: Generation] = [:]
    private var offers: UInt64 = 0

    struct Holding {
        var placement: Placement
        var stand = Stand.waiting
        var asks: UInt64 = 0
    }

    enum Stand: Equatable {
        case waiting
        case connecting(Offer.ID)
        case serving, wrapUp
    }

    init(tier: Tier) { self.tier = tier }

    /// What the queue answers to the router.
    mutating func hear(_ fact: Fact, at now: Instant, _ random: inout SplitMix64) -> [Fact] {
        switch fact {
        case .contactPlaced(let placement): return take(placement)
        case .handoffOffered(let offered):
            guard !random.oneIn(4) else { return refuse(offered.placement) }
            let answer = take(offered.placement)
            return answer.isEmpty
                ? [.handoffAccepted(HandoffAccepted(placement: offered.placement, at: now))] : answer
        case .contactWithdrawn(let fact):
            guard held[fact.contact]?.placement.generation == fact.generation else { return [] }
            held[fact.contact] = nil
            return [
                .contactReleased(
                    ContactReleased(
                        contact: fact.contact,
                        generation: fact.generation,
                        tier: tier,
                        reason: fact.reason,
                        at: now
                    )
                )
            ]
        case .serviceBegan(let fact):
            if held[fact.contact]?.stand == .connecting(fact.offer) { held[fact.contact]?.stand = .serving }
        case .serviceInterrupted(let fact):
            guard held[fact.contact]?.placement.generation == fact.generation else { return [] }
            let ended = fact.cause == .memberLeft || fact.cause == .agentEnded
            held[fact.contact]?.stand = ended ? .wrapUp : .waiting
        case .mismatchFound(let fact):
            return [reconcile(of: fact.mismatches.map(\.contact), at: now, answering: fact.mismatch)]
        case .watermarkAsked(let fact): return [.watermark(Watermark(ask: fact.ask, through: now))]
        default: break
        }
        return []
    }

    /// One thing that an agent does; with `finishing` only what brings the contact nearer to its end.
    mutating func act(
        on contact: Contact.ID,
        at now: Instant,
        finishing: Bool,
        _ random: inout SplitMix64
    ) -> [Fact] {
        guard let holding = held[contact] else { return [] }
        let generation = holding.placement.generation
        switch holding.stand {
        case .waiting:
            offers += 1
            let offer = Offer.ID(tier: tier, number: offers)
            held[contact]?.stand = .connecting(offer)
            return [
                .offerAccepted(
                    OfferAccepted(offer: offer, contact: contact, generation: generation, agent: agent)
                )
            ]
        case .connecting: return []
        case .serving:
            if !finishing && random.oneIn(3) { return [escalation(holding, &random)] }
            let actions = finishing ? [.disconnect] : MediumAsked.Action.allCases
            held[contact]?.asks += 1
            let action = actions[Int.random(in: 0..<actions.count, using: &random)]
            return [
                .mediumAsked(
                    MediumAsked(
                        contact: contact,
                        generation: generation,
                        agent: agent,
                        action: action,
                        number: holding.asks + 1
                    )
                )
            ]
        case .wrapUp:
            if !finishing && random.oneIn(4) { return [escalation(holding, &random)] }
            held[contact] = nil
            let result: Inquiry.Disposition.Result = random.oneIn(2) ? .resolved : .unresolved
            let isSaid = result == .resolved || random.oneIn(2)
            let dispositions = isSaid ? [Inquiry.Disposition(index: 1, result: result)] : []
            let word = [nil, Inquiry.Acceptance.accepted, .objected].randomElement(using: &random) ?? nil
            return later(of: contact, word, at: now, &random) + [
                .serviceEnded(
                    ServiceEnded(
                        contact: contact,
                        generation: generation,
                        agent: agent,
                        dispositions: dispositions,
                        at: now
                    )
                )
            ]
        }
    }

    /// What the agent says of a contact of some time ago, which may be over, open or unknown.
    private func later(
        of contact: Contact.ID, _ word: Inquiry.Acceptance?, at now: Instant, _ random: inout SplitMix64
    ) -> [Fact] {
        let number = UInt64.random(in: 1...contact.number, using: &random)
        let id = Contact.ID(gateway: contact.gateway, number: number)
        if random.oneIn(3) {
            let issue = IssueToken("issue-\(Int.random(in: 0..<6, using: &random))")
            let said = CaseSaid(member: "m1", issue: issue)
            return [
                .contactIdentified(ContactIdentified(contact: id, agent: agent, said: said, at: now))
            ]
        }
        let said = FollowUpSaid(index: 1, means: .letter, result: .resolved, acceptance: word)
        return [.inquiryFollowedUp(InquiryFollowedUp(contact: id, agent: agent, said: said, at: now))]
    }

    /// What the queue holds, in any slices: of all contacts, or of those that differ.
    func reconcile(of contacts: [Contact.ID]? = nil, at now: Instant, answering: UInt64? = nil) -> Fact {
        let held = (contacts ?? held.keys.sorted()).compactMap { id in
            self.held[id].map {
                ReconciliationSent.Held(contact: id, generation: $0.placement.generation, agent: nil)
            }
        }
        return .reconciliationSent(ReconciliationSent(tier: tier, held: held, at: now, answering: answering))
    }

    private var agent: Agent.ID { Agent.ID("agent-\(tier)") }

    private func escalation(_ holding: Holding, _ random: inout SplitMix64) -> Fact {
        let to = Tier.allCases[Int.random(in: 0..<3, using: &random)]
        return .escalationAsked(
            EscalationAsked(
                contact: holding.placement.contact,
                generation: holding.placement.generation,
                agent: agent,
                from: tier,
                to: to,
                reason: "clinical",
                priority: .priority
            )
        )
    }

    private mutating func take(_ placement: Placement) -> [Fact] {
        guard placement.generation > known[placement.contact] ?? 0 else { return refuse(placement) }
        known[placement.contact] = placement.generation
        held[placement.contact] = Holding(placement: placement)
        return []
    }

    private mutating func refuse(_ placement: Placement) -> [Fact] {
        known[placement.contact] = max(placement.generation, known[placement.contact] ?? 0)
        return [
            .placementRefused(
                PlacementRefused(
                    contact: placement.contact,
                    generation: placement.generation,
                    tier: tier,
                    reason: "chance"
                )
            )
        ]
    }
}
