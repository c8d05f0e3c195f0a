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
}
