import Contacts
import Facts
import Standards
import Testing

@testable import Watchdog

@Suite("Watchdog: broken invariants")
struct InvariantTests {
    private func broken(_ number: UInt64 = 42, _ invariant: Invariant = .strayContact) -> Fact {
        .invariantBroken(
            InvariantBroken(
                invariant: invariant, contact: Contact.ID(gateway: 1, number: number), generation: 2,
                tier: .one, agent: "ann", evidence: "tier 1 holds it", at: Watch.start))
    }

    private static func row(_ invariant: Invariant) -> EnforcementRow {
        EnforcementRow(
            name: "lost", clock: Invariant.clock, threshold: invariant.rawValue,
            action: .alarm(recipient: "chief", acknowledgeWithin: .seconds(60), next: ["deputy"]), cap: 2)
    }

    @Test("somebody is alarmed with the evidence also when no row says whom", arguments: Invariant.allCases)
    func builtIn(invariant: Invariant) throws {
        var watch = try Watch()
        let alarm = try #require(watch.router(broken(42, invariant), after: .seconds(1)).alarms.first)
        #expect(alarm.recipient == "operator" && alarm.rule == "invariant")
        #expect(alarm.clock == Clock.ID(Invariant.clock, contact: Watch.contact))
        #expect(alarm.threshold == invariant.rawValue)
        #expect(alarm.evidence == "tier 1 holds it")
        #expect(alarm.acknowledgeBy == at(.seconds(901)))
        #expect(watch.machine.state.openAlarms.count == 1)
    }

    @Test("a row of enforcement.yaml says whom for its invariant, and nobody is built in then")
    func rows() throws {
        var watch = try Watch(rows: [Self.row(.strayContact)])
        let mine = watch.router(broken(1), after: .zero).alarms
        #expect(mine.map(\.recipient) == ["chief"])
        let other = watch.router(broken(2, .missingContact), after: .zero).alarms
        #expect(other.map(\.recipient) == ["operator"])
    }

    @Test("above the cap of a minute broken invariants join one alarm")
    func grouped() throws {
        var watch = try Watch(rows: [Self.row(.strayContact)])
        var facts: [Fact] = []
        for number in 1...10 as ClosedRange<UInt64> {
            facts += watch.router(broken(number), after: .seconds(Int(number)))
        }
        #expect(facts.alarms.map(\.count) == [1, 1, 1])
        #expect(facts.growths.map(\.count) == Array(2...8))
    }

    @Test("what the first recipient does not acknowledge goes to the next with the same evidence")
    func chain() throws {
        var watch = try Watch(rows: [Self.row(.strayContact)])
        watch.router(broken(), after: .zero)
        let next = watch.tick(after: .seconds(60))
        #expect(next.kinds == [.alarmOverdue, .alarmRaised])
        #expect(next.alarms.map(\.recipient) == ["deputy"])
        #expect(next.alarms.map(\.evidence) == ["tier 1 holds it"])
    }

    @Test("an alarm that is built in and overdue has no next recipient")
    func overdue() throws {
        var watch = try Watch()
        watch.router(broken(), after: .zero)
        #expect(watch.tick(after: .seconds(900)).kinds == [.alarmOverdue])
    }
}
