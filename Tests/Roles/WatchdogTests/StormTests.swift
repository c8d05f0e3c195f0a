import Contacts
import Facts
import Standards
import Testing

@testable import Watchdog

/// The watchdog storm (working-here.md#faults) in short form: thousands of callers wait too long at once.
@Suite("Watchdog: storms")
struct StormTests {
    private static let callers = 10_000
    private static let leads: [PersonName] = ["lead-1", "lead-2"]
    private static let cap = 5

    private static func row(_ lead: PersonName) -> EnforcementRow {
        EnforcementRow(
            name: RuleName("answer-\(lead)"), clock: "phone.answer", threshold: "30s",
            action: .alarm(recipient: lead, acknowledgeWithin: .seconds(900), next: []), cap: cap)
    }

    private static func clock(_ number: Int) -> Clock.ID {
        Clock.ID("phone.answer", contact: Contact.ID(gateway: 1, number: UInt64(number)))
    }

    /// Calls that came one after the other within a minute, so that their 30 s are over within another.
    private func watch() throws -> Watch {
        var watch = try Watch(rows: Self.leads.map(Self.row))
        for number in 0..<Self.callers {
            let from = at(.microseconds(5800 * number))
            let breach = ClockThreshold(
                name: "30s", level: .breach, budget: 30_000_000, due: from.advanced(by: .seconds(30)))
            watch.machine.state.evolve(
                .clockArmed(
                    ClockArmed(
                        clock: Self.clock(number), from: from, calendar: nil, thresholds: [breach],
                        mode: .running)))
        }
        watch.adopt()
        return watch
    }

    /// A tick and the router's answer to what it asks.
    private func step(_ watch: inout Watch, after: Duration) -> [Decided] {
        watch.handle(.tick, after: after)
            + watch.handle(
                .fact(
                    .watermark(Watermark(ask: watch.machine.state.lastAsk, through: at(after))),
                    from: "router"),
                after: after)
    }

    /// Every breach is a fact in the order of its due, and nothing is decided that could move a call.
    private func expectAllBreached(_ decided: [Decided]) {
        let passings = decided.map(\.fact).passings
        #expect(passings.map(\.clock) == (0..<Self.callers).map(Self.clock))
        #expect(passings.allSatisfy { $0.at >= $0.due })
        let kinds: Set<FactKind> = [
            .clockBreached, .alarmRaised, .alarmGrew, .outageNoted, .watermarkAsked, .watermarkAwaited,
            .watermarkNoted,
        ]
        #expect(Set(decided.map(\.fact.kind)).subtracting(kinds).isEmpty)
        #expect(Set(decided.flatMap(\.destinations)) == ["router"])
    }

    @Test("storm: 10,000 answer breaches within a minute are 10,000 facts, and each lead gets cap and group")
    func withinAMinute() throws {
        var watch = try watch()
        let decided = stride(from: 30, through: 90, by: 2).flatMap { step(&watch, after: .seconds($0)) }
        expectAllBreached(decided)
        let facts = decided.map(\.fact)
        for lead in Self.leads {
            let alarms = facts.alarms.filter { $0.recipient == lead }
            #expect(alarms.count == Self.cap + 1)
            #expect(alarms.prefix(Self.cap).allSatisfy { $0.count == 1 })
            let group = try #require(alarms.last)
            let grown = facts.growths.filter { $0.alarm == group.alarm }
            #expect(grown.last?.count == UInt64(Self.callers - Self.cap))
        }
        #expect(Set(facts.growths.map(\.alarm)).count == Self.leads.count, "only the groups grow")
    }

    @Test("storm: after an outage of 10 minutes 10,000 breaches are 10,000 facts and one alarm for each lead")
    func afterAnOutage() throws {
        var watch = try watch()
        let decided = step(&watch, after: .seconds(630))
        expectAllBreached(decided)
        let facts = decided.map(\.fact)
        #expect(facts.passings.allSatisfy { $0.duringOutage })
        #expect(facts.alarms.map(\.recipient) == Self.leads)
        #expect(facts.alarms.map(\.count) == [UInt64(Self.callers), UInt64(Self.callers)])
        #expect(facts.growths.isEmpty)
        #expect(facts.kinds.filter { $0 == .outageNoted }.count == 1)
    }
}
