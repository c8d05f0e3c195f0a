import Contacts
import Facts
import Measures
import Reporting
import Standards
import Testing

/// Adapters disagree about the time by minutes; a stretch that ends before it begins takes nothing from
/// others.
@Suite("Scenarios: a swapped pair of instants never subtracts")
struct SwappedTests {
    @Test("13.A3: a call that was on hold for 70 s misses the standard, whatever pair was swapped beside it")
    func hold() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            A001 signs in
            A001 ready
            phone brings benefits
            A001 accepts O1-1
            at 09:06
            medium: C1-1 held at=2026-03-30T09:01:00
            medium: C1-1 resumed at=2026-03-30T09:02:10
            medium: C1-1 held at=2026-03-30T09:05:00
            medium: C1-1 resumed at=2026-03-30T09:03:00
            A001 notes C1-1 resolved
            A001 ends C1-1
            """)
        let figures = stage.figures(of: "telephone-total-hold", date(3, 30)...date(3, 30), .day)
        #expect(!figures.isEmpty && figures.allSatisfy { $0 == "0 of 1 missed" }, "\(figures)")
    }

    @Test("13.A3: a wait for the next person is there, though the leg is lost before its connection")
    func lostLeg() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-30T09:00
            A001 signs in
            A001 ready
            phone brings benefits
            A001 accepts O1-1
            at 09:02
            medium: C1-1 agent_leg_lost
            A002 signs in
            A002 ready
            A002 accepts O1-2
            at 09:05
            medium: C1-1 agent_leg_lost at=2026-03-30T09:01:50
            at 09:05:50
            A004 signs in
            A004 ready
            A004 accepts O1-3
            at 09:07
            A004 notes C1-1 resolved
            A004 ends C1-1
            A004 completes C1-1
            """)
        for standard: Standard.ID in ["telephone-answer-individual", "telephone-total-hold"] {
            let figures = stage.figures(of: standard, date(3, 30)...date(3, 30), .day)
            #expect(!figures.isEmpty && figures.allSatisfy { $0 == "0 of 1 missed" }, "\(figures)")
        }
    }
}
