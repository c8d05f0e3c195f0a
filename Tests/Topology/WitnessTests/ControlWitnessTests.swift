import Contacts
import Router
import Standards
import Testing
import TopologyFile

/// Witnesses of the controls that a check of the files shows; each test has a file that passes and one that
/// does not.
@Suite("Witnesses: controls that checks of the files show")
struct ControlWitnessTests {
    /// Serves "tier-structure".
    @Test("a topology with three tiers is accepted, and one that lacks a tier is not")
    func threeTiers() {
        #expect(Register.check("single-host.yaml") == [])
        #expect(Register.check("broken/missing-tier.yaml").count == 1)
    }

    /// Serves "escalation-matrix".
    @Test("hand-offs stand in a table: one that the table allows is accepted, one that it does not is not")
    func escalationTable() throws {
        #expect(Register.check("escalation.yaml") == [])
        #expect(Register.check("broken/escalation-nobody-allows.yaml").count == 1)
        let topology = try Register.topology.get()
        let named = Set(topology.routing.escalation.compactMap(\.reason))
        let rows = topology.routing.escalation.filter { $0.to == .three && $0.ruling == .allowed }
        #expect(!rows.isEmpty)
        for row in rows {
            let urgencies = row.priority.map { [$0] } ?? Urgency.allCases
            let reasons = row.reason.map { [$0] } ?? named.sorted()
            let moves = urgencies.flatMap { urgency in reasons.map { (urgency, $0) } }
            for (urgency, reason) in moves {
                let move = ClockScope.Subject.escalation(to: .three, urgency, for: reason)
                let begins = topology.clocks.contains {
                    $0.countsFrom == .escalated && $0.appliesTo.covers(move)
                }
                #expect(begins, "\(row.name) starts a clock of the hand-off for \(reason), \(urgency)")
            }
        }
    }
}
