import Contacts
import Facts
import Standards
import Testing

@testable import Watchdog

@Suite("Watchdog: a medium that does not answer")
struct OverdueEffectTests {
    private func overdue(_ kind: EffectKind) -> Fact {
        .effectOverdue(
            EffectOverdue(
                effect: "asked/1", contact: Watch.contact, kind: kind, gateway: "phone", asked: Watch.start,
                at: Watch.start, attempt: 1))
    }

    @Test(
        "11.3: somebody is alarmed, and told how it is freed, also when no row says whom",
        arguments: EffectKind.allCases)
    func builtIn(kind: EffectKind) throws {
        var watch = try Watch()
        let alarm = try #require(watch.router(overdue(kind), after: .seconds(1)).alarms.first)
        #expect(alarm.recipient == "operator" && alarm.rule == "effect")
        #expect(alarm.clock == Clock.ID(EffectKind.clock, contact: Watch.contact))
        #expect(alarm.threshold == kind.rawValue)
        #expect(alarm.evidence?.contains("tierline release \(Watch.contact)") == true)
        #expect(alarm.evidence?.contains("phone was asked for asked/1") == true)
    }

    @Test("11.3: a row of enforcement.yaml says whom for its kind")
    func rows() throws {
        let row = EnforcementRow(
            name: "silent", clock: EffectKind.clock, threshold: "disconnect",
            action: .alarm(recipient: "chief", acknowledgeWithin: .seconds(60), next: []), cap: 2)
        var watch = try Watch(rows: [row])
        #expect(watch.router(overdue(.disconnect), after: .zero).alarms.map(\.recipient) == ["chief"])
        #expect(watch.router(overdue(.hold), after: .zero).alarms.map(\.recipient) == ["operator"])
    }
}
