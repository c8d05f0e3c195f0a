import Contacts
import Facts
import SharedTesting
import Testing

@testable import Router

@Suite("Roll call: what the router does about a difference")
struct ReconciliationTests {
    /// What a tier says that it holds, by the clock or as an answer.
    private func call(
        _ router: Router, _ generations: [Generation], tier: Tier = .one, answering: UInt64? = nil
    ) -> Fact {
        .reconciliationSent(
            ReconciliationSent(
                tier: tier,
                held: generations.map { .init(contact: router.contact, generation: $0, agent: "ann") },
                at: router.now, answering: answering))
    }

    private func queue(_ tier: Tier) -> StationName { Directory.standard.queue(of: tier) }

    @Test("a call that says what the router believes leads to nothing", arguments: Router.Stand.allCases)
    func agreement(stand: Router.Stand) {
        var router = Router(at: stand)
        let placement = router.open?.placement
        for tier in Tier.allCases {
            let held = placement.flatMap { $0.tier == tier ? [$0.generation] : nil } ?? []
            let facts = router.hear(call(router, held, tier: tier), from: queue(tier))
            #expect(facts.isEmpty, "\(stand) \(tier)")
        }
    }

    @Test("a tier that holds a contact which has ended is noted, and asked again before anything is done")
    func strayNoted() {
        var router = Router(at: .ended)
        #expect(router.hear(call(router, [1]), from: "tier-1").transcript == ["mismatchFound>tier-1"])
        let gone = router.hear(call(router, [], answering: 1), from: "tier-1")
        #expect(gone.transcript == ["mismatchSettled"], "the withdrawal had been on its way")
    }

    @Test("a tier that still holds an ended contact has to let it go, and the watchdog is told")
    func strayHealed() throws {
        var router = Router(at: .ended)
        router.hear(call(router, [1]), from: "tier-1")
        let facts = router.hear(call(router, [1], answering: 1), from: "tier-1")
        #expect(
            facts.transcript == ["mismatchSettled", "invariantBroken>watchdog", "contactWithdrawn>tier-1"])
        let broken = try #require(facts.broken)
        #expect(broken.invariant == .strayContact)
        #expect(broken.contact == router.contact && broken.generation == 1 && broken.tier == .one)
        #expect(broken.agent == "ann")
        #expect(broken.evidence.contains("under generation 1"))
        #expect(broken.evidence.contains("no such open contact"))
        #expect(
            facts.map(\.fact).contains { fact in
                guard case .contactWithdrawn(let withdrawn) = fact else { return false }
                return withdrawn.generation == 1 && withdrawn.reason == .withdrawn
            })
    }

    @Test("a contact in two places stays where the router placed it last")
    func twoPlaces() throws {
        var router = Router(at: .offered)
        router.hear(call(router, [1]), from: "tier-1")
        let facts = router.hear(call(router, [1], answering: 1), from: "tier-1")
        #expect(facts.transcript.last == "contactWithdrawn>tier-1")
        #expect(try #require(facts.broken).evidence.contains("with tier 2 under generation 2"))
        #expect(router.open?.placement.tier == .two)
    }

    /// How a contact that its tier does not hold goes on, by where the router believed it to be.
    private static let healing: [(Router.Stand, Channel, Tier, [String])] = [
        (.placed, .phone, .one, ["contactPlaced>tier-1"]),
        (.connecting, .phone, .one, ["contactPlaced>tier-1"]),
        (.moving, .phone, .one, ["handoffOffered>tier-2"]),
        (.talking, .phone, .one, ["clockResumed>watchdog", "contactPlaced>tier-1"]),
        (.held, .phone, .one, ["contactPlaced>tier-1"]),
        (.waitingAgain, .phone, .one, ["contactPlaced>tier-1"]),
        (.wrapUp, .phone, .one, ["clockStarted>watchdog", "contactEnded>phone+watchdog"]),
        (.wrapUp, .email, .one, ["contactPlaced>tier-1"]),
        (
            .releasing, .phone, .one,
            ["handoffOffered>tier-2", "clockStarted>watchdog", "clockResumed>watchdog"]
        ),
        (.offered, .phone, .two, ["contactPlaced>tier-2"]),
    ]

    @Test(
        "a contact in no place is offered again under a new generation, from wherever it stood",
        arguments: healing)
    func missing(stand: Router.Stand, channel: Channel, tier: Tier, expected: [String]) throws {
        var router = Router(at: stand, channel: channel)
        let before = try #require(router.open).placement
        #expect(
            router.hear(call(router, [], tier: tier), from: queue(tier)).transcript
                == ["mismatchFound>\(queue(tier))"])
        let facts = router.hear(call(router, [], tier: tier, answering: 1), from: queue(tier))
        let broken = try #require(facts.broken)
        #expect(broken.invariant == .missingContact && broken.generation == before.generation)
        #expect(facts.transcript == ["mismatchSettled", "invariantBroken>watchdog"] + expected)
        if let after = router.open { #expect(after.placement.generation == before.generation + 1) }
    }

    @Test("a placement that was on its way when the roll was called is not placed twice")
    func placementInFlight() {
        var router = Router(at: .placed)
        router.hear(call(router, []), from: "tier-1")
        let facts = router.hear(call(router, [1], answering: 1), from: "tier-1")
        #expect(facts.transcript == ["mismatchSettled"])
        #expect(router.open?.placement.generation == 1)
    }

    @Test("a contact that moved on between the call and the answer is not broken")
    func movedOn() {
        var router = Router(at: .talking)
        router.hear(call(router, []), from: "tier-1")
        router.escalate()
        router.release()
        let facts = router.hear(call(router, [], answering: 1), from: "tier-1")
        #expect(facts.transcript == ["mismatchSettled"])
    }

    @Test("while a mismatch is on its way no other is raised; one that nobody answers is given up")
    func patience() {
        var router = Router(at: .ended)
        router.hear(call(router, [1]), from: "tier-1")
        #expect(router.hear(call(router, [1]), from: "tier-1").isEmpty)
        router.now = router.now.advanced(by: .seconds(60))
        #expect(router.hear(call(router, [1]), from: "tier-1").transcript == ["mismatchFound>tier-1"])
        #expect(
            router.hear(call(router, [1], answering: 1), from: "tier-1").isEmpty, "of the mismatch given up")
        #expect(router.hear(call(router, [1], answering: 2), from: "tier-1").broken != nil)
        #expect(router.hear(call(router, [1], answering: 2), from: "tier-1").isEmpty, "answered twice")
    }

    @Test("a call speaks only of its range")
    func range() throws {
        var router = Router(at: .placed)
        let id = router.contact
        func call(after: Contact.ID?, through: Contact.ID?) -> Fact {
            .reconciliationSent(
                ReconciliationSent(tier: .one, after: after, through: through, held: [], at: router.now))
        }
        #expect(router.hear(call(after: id, through: nil), from: "tier-1").isEmpty)
        let below = Contact.ID(rawValue: id.rawValue - 1)
        #expect(router.hear(call(after: nil, through: below), from: "tier-1").isEmpty)
        #expect(router.hear(call(after: below, through: id), from: "tier-1").count == 1)
    }

    private func neglected(_ router: Router, _ invariant: Invariant, generation: Generation = 1) -> Fact {
        let part = ReconciliationSent.Neglected(
            contact: router.contact, generation: generation, invariant: invariant,
            agent: invariant == .idleAgent ? "ann" : nil)
        return .reconciliationSent(
            ReconciliationSent(
                tier: .one, held: [.init(contact: router.contact, generation: 1, agent: nil)], at: router.now,
                neglected: [part]))
    }

    @Test(
        "11.5: the watchdog is told once a placement of a contact that waits and should not",
        arguments: [Invariant.idleAgent, .everybodyBarred])
    func waits(_ invariant: Invariant) throws {
        var router = Router(at: .placed)
        let facts = router.hear(neglected(router, invariant), from: "tier-1")
        #expect(facts.transcript == ["invariantBroken>watchdog"])
        let broken = try #require(facts.broken)
        #expect(broken.invariant == invariant && broken.contact == router.contact && broken.tier == .one)
        #expect(broken.agent == (invariant == .idleAgent ? "ann" : nil))
        let words = [
            Invariant.idleAgent: "ann could serve it",
            .everybodyBarred: "waiting; every capable agent has a conflict",
        ]
        #expect(broken.evidence.contains(words[invariant] ?? "?"))
        try router.watched.restart()
        #expect(router.hear(neglected(router, invariant), from: "tier-1").isEmpty, "told already")
        #expect(router.hear(neglected(router, invariant, generation: 2), from: "tier-1").isEmpty, "late")
    }

    @Test("11.5: a conflict of interest that leaves nobody is told when it is said")
    func everybodyBarred() throws {
        var router = Router(at: .placed)
        var closed = OfferClosed(
            offer: router.first, contact: router.contact, generation: 1, agent: "ann", cause: .declined,
            reason: "conflict_of_interest")
        #expect(router.hear(.offerClosed(closed), from: "tier-1").isEmpty)
        closed.everybodyBarred = true
        let facts = router.hear(.offerClosed(closed), from: "tier-1")
        #expect(facts.transcript == ["invariantBroken>watchdog"])
        #expect(try #require(facts.broken).invariant == .everybodyBarred)
    }

    @Test("11.5: who has a conflict of interest is barred at the tier it moves to, and where it comes back")
    func barred() throws {
        var router = Router(at: .releasing)
        router.hear(
            .contactReleased(
                ContactReleased(
                    contact: router.contact, generation: 1, tier: .one, reason: .escalated, at: router.now,
                    barred: ["ann"])),
            from: "tier-1")
        #expect(router.open?.placement.tier == .two && router.open?.placement.barred == ["ann"])
        router.refusePlacement(2)
        #expect(router.open?.placement.tier == .one && router.open?.placement.barred == ["ann"])
    }

    @Test("a mismatch outlives the router's restart, and its answer is judged as before")
    func restart() throws {
        var router = Router(at: .ended)
        router.hear(call(router, [1]), from: "tier-1")
        try router.watched.restart()
        #expect(router.hear(call(router, [1], answering: 1), from: "tier-1").broken != nil)
    }
}

extension [Decided] {
    fileprivate var broken: InvariantBroken? {
        for item in self {
            if case .invariantBroken(let broken) = item.fact { return broken }
        }
        return nil
    }
}
