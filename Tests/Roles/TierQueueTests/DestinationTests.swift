import Contacts
import Facts
import Testing

@testable import TierQueue

@Suite("Who hears what the queue decides")
struct DestinationTests {
    private static let router: [StationName] = ["router"]
    private static let desk: [StationName] = ["desk"]
    private static let both: [StationName] = ["router", "desk"]

    /// The destinations of every kind of fact that a queue records.
    private static let table: [FactKind: [StationName]] = [
        .contactQueued: [], .handoffAccepted: router, .placementRefused: router, .offerMade: both,
        .offerAccepted: both, .offerClosed: both, .offerRefused: desk, .agentStateChanged: desk,
        .wrapUpStarted: [], .dispositionNoted: [], .serviceEnded: router, .contactReleased: router,
        .contactReturned: [], .escalationAsked: router, .mediumAsked: router, .deskLinkChanged: [],
        .requestRefused: desk, .watermark: router, .contactVerified: [], .reconciliationSent: router,
        .attendanceChanged: router, .mediumRefused: desk, .contactNoted: [],
        .responseGiven: router, .toneSounded: desk, .inquiryFollowedUp: router, .contactIdentified: router,
    ]

    @Test("every fact goes to the stations that act on it, and to no other")
    func destinations() {
        var walk = Walk(seed: 5)
        for _ in 0..<1_500 { walk.step() }
        walk.floor.fact(.watermarkAsked(WatermarkAsked(ask: 1, instant: walk.floor.now)))
        walk.floor.fact(.contactPlaced(placement(900_001, tier: .two)))
        walk.floor.fact(
            .handoffOffered(
                HandoffOffered(
                    placement: placement(900_002, generation: 2, cause: .handoff),
                    from: .two,
                    rule: "r"
                )
            )
        )
        var met: Set<FactKind> = []
        var serving = Floor(configuration(generalist("a1")))
        serving.ready("a1")
        serving.fact(.contactPlaced(placement(1)))
        serving.serve(contact(1))
        serving.refuse(contact(1), .hold)
        serving.desk("a1", .respond(contact(1), to: .member))
        serving.desk("a1", .followUp(contact(7), FollowUpSaid(index: 1, means: .call, result: .resolved)))
        serving.desk("a1", .identify(contact(7), CaseSaid(member: "m1", issue: "i1")))
        serving.tone("a1")
        for item in walk.floor.log + serving.log {
            met.insert(item.fact.kind)
            #expect(item.destinations == Self.table[item.fact.kind], "\(item.fact.kind.description)")
        }
        #expect(met == Set(Self.table.keys))
    }

    @Test("a contact escalated in service frees its agent for the next without wrap-up")
    func escalatedInService() {
        var floor = Floor(configuration(generalist("a1")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        floor.fact(.contactPlaced(placement(2)))
        let facts = floor.withdraw(contact(1), .escalated)
        #expect(facts.kinds == [.contactReleased, .offerMade, .agentStateChanged])
        #expect(floor.offeredTo(contact(2)) == "a1")
    }

    @Test("a contact that comes back at a higher generation takes the place of its received instant")
    func returned() {
        var floor = Floor(configuration(generalist("a1")))
        floor.fact(.contactPlaced(placement(1)))
        floor.fact(.contactPlaced(placement(2)))
        floor.withdraw(contact(1), .escalated)
        floor.fact(.contactPlaced(placement(1, generation: 3, cause: .returned)))
        floor.ready("a1")
        #expect(floor.offeredTo(contact(1)) == "a1")
    }

    @Test("asks of the medium have numbers of their own over all stays at the tier")
    func askNumbers() {
        var floor = Floor(configuration(generalist("a1")))
        var numbers: [UInt64] = []
        floor.ready("a1")
        for generation in [Generation(1), 3] {
            floor.fact(.contactPlaced(placement(1, generation: generation)))
            floor.serve(contact(1))
            for _ in 0..<2 {
                guard case .mediumAsked(let asked) = floor.desk("a1", .hold(contact(1))).first else {
                    continue
                }
                numbers.append(asked.number)
                floor.refuse(contact(1), .hold, generation: generation)
            }
            floor.withdraw(contact(1), .escalated, generation: generation)
        }
        #expect(numbers.count == 4)
        #expect(Set(numbers).count == 4)
    }
}
