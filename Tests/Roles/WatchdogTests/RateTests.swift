import Contacts
import Facts
import Foundation
import Standards
import Testing

@testable import Watchdog

/// kpi-escalation-t3, reading A24.
@Suite("Watchdog: the share of contacts that reach Tier 3")
struct RateTests {
    private static func mark(_ name: RuleName, at share: UInt64, clear: UInt64) -> EscalationRateRule.Mark {
        let row = EnforcementRow(
            name: name, clock: EscalationRateRule.clock, threshold: "near",
            action: .alarm(recipient: "chief", acknowledgeWithin: .seconds(60), next: ["deputy"]))
        return EscalationRateRule.Mark(row: row, at: share, clear: clear)
    }

    private static let rule = EscalationRateRule(
        window: .seconds(1000), least: 10, marks: [mark("near", at: 1000, clear: 500)])

    private func watch(_ rule: EscalationRateRule? = rule) throws -> Watch {
        var watch = try Watch()
        let before = watch.machine.configuration
        watch.machine.configuration = WatchdogConfiguration(
            directory: .standard, clocks: before.clocks.values.map(\.self),
            calendars: before.calendars.values.map(\.self), rows: [], escalationRate: rule)
        return watch
    }

    private func contact(_ number: UInt64) -> Contact.ID { Contact.ID(gateway: 4, number: number) }

    private func close(_ number: UInt64, _ watch: inout Watch, at second: Int) -> [Fact] {
        watch.router(ended(contact(number), .seconds(second), .resolved), after: .seconds(second))
    }

    private func reach(
        _ number: UInt64, _ watch: inout Watch, at second: Int, tier: Tier = .three
    ) -> [Fact] {
        let placement = Placement(
            contact: contact(number), generation: 2, tier: tier, channel: .letter, contactClass: "c",
            rank: 1, needs: [], received: Watch.start, due: nil, cause: .handoff,
            inquiryCount: 1)
        return watch.router(
            .handoffOffered(HandoffOffered(placement: placement, from: .one, rule: "r")),
            after: .seconds(second))
    }

    private func counted(_ facts: [Fact]) -> RateCounted? {
        facts.compactMap { if case .rateCounted(let fact) = $0 { fact } else { nil } }.first
    }

    @Test("an alarm rings once when the share reaches the mark, with the evidence")
    func ringsOnce() throws {
        var watch = try watch()
        for number in 1...20 as ClosedRange<UInt64> {
            #expect(close(number, &watch, at: Int(number)).alarms.isEmpty)
        }
        #expect(reach(30, &watch, at: 30).alarms.isEmpty)
        let facts = reach(31, &watch, at: 31)
        let alarm = try #require(facts.alarms.first)
        #expect(facts.alarms.count == 1 && alarm.rule == "near" && alarm.recipient == "chief")
        #expect(alarm.clock == Clock.ID(EscalationRateRule.clock, contact: contact(31)))
        #expect(alarm.threshold == "near")
        let evidence = try #require(alarm.evidence)
        #expect(evidence.hasPrefix("2 contacts reached Tier 3 and 20 were closed from "), "\(evidence)")
        #expect(evidence.hasSuffix("the mark is 10 %; last: C4-31, C4-30"), "\(evidence)")
        #expect(reach(32, &watch, at: 32).alarms.isEmpty)
    }

    @Test("a contact counts once, however often it reaches Tier 3, and only Tier 3 counts")
    func distinct() throws {
        var watch = try watch()
        _ = reach(1, &watch, at: 1)
        #expect(counted(reach(1, &watch, at: 2))?.reached == 1)
        #expect(reach(2, &watch, at: 3, tier: .two).isEmpty)
        #expect(counted(close(3, &watch, at: 4)).map { [$0.reached, $0.closed] } == [1, 1])
        // The first hand-off leaves the window, the second is still in it.
        #expect(counted(close(4, &watch, at: 1002))?.reached == 1)
        #expect(counted(close(5, &watch, at: 1003))?.reached == 0)
    }

    @Test("it rings again only after the share fell below the lower mark")
    func hysteresis() throws {
        var watch = try watch()
        for number in 1...10 as ClosedRange<UInt64> { _ = close(number, &watch, at: Int(number)) }
        #expect(reach(20, &watch, at: 20).alarms.count == 1)
        // 1 of 11 to 1 of 20 are below the mark and not below the lower one.
        for number in 21...30 as ClosedRange<UInt64> {
            #expect(counted(close(number, &watch, at: Int(number)))?.crossings == [])
        }
        #expect(reach(31, &watch, at: 31).alarms.isEmpty, "2 of 20 again, but it never fell")
        _ = close(32, &watch, at: 1021)
        for number in 33...40 as ClosedRange<UInt64> { _ = close(number, &watch, at: 1021) }
        let fell = counted(close(41, &watch, at: 1032))
        #expect(fell?.crossings == [RateCrossing(rule: "near", change: .below)])
        #expect(reach(50, &watch, at: 1040).alarms.count == 1)
        #expect(reach(51, &watch, at: 1041).alarms.isEmpty)
    }

    @Test("below the least number of closed contacts nothing is judged")
    func tooFew() throws {
        var watch = try watch()
        for number in 1...9 as ClosedRange<UInt64> {
            _ = close(number, &watch, at: Int(number))
            #expect(reach(number, &watch, at: Int(number)).alarms.isEmpty)
        }
        #expect(close(10, &watch, at: 10).alarms.count == 1)
    }

    @Test("a threshold of exactly 5 % is reached by 5 of 100 and not by 4 of 81")
    func exact() {
        #expect(EscalationRateRule.reaches(500, reached: 5, closed: 100))
        #expect(!EscalationRateRule.reaches(500, reached: 4, closed: 81))
        #expect(!EscalationRateRule.reaches(450, reached: 44, closed: 1000))
        #expect(EscalationRateRule.reaches(450, reached: 45, closed: 1000))
    }

    @Test("who does not acknowledge is followed by the next, with the same evidence")
    func chain() throws {
        var watch = try watch()
        for number in 1...10 as ClosedRange<UInt64> { _ = close(number, &watch, at: Int(number)) }
        let first = try #require(reach(20, &watch, at: 20).alarms.first)
        let next = try #require(watch.tick(after: .seconds(80)).alarms.first)
        #expect(next.recipient == "deputy" && next.evidence == first.evidence)
    }

    @Test("without a rule nothing is counted, and nothing is recorded")
    func off() throws {
        var watch = try watch(nil)
        #expect(close(1, &watch, at: 1).isEmpty)
        #expect(reach(1, &watch, at: 2).isEmpty)
    }

    @Test("what is remembered survives a checkpoint, and one without it is read as empty")
    func checkpoint() throws {
        var watch = try watch()
        for number in 1...10 as ClosedRange<UInt64> { _ = close(number, &watch, at: Int(number)) }
        _ = reach(20, &watch, at: 20)
        let written = try JSONEncoder().encode(watch.machine.state)
        #expect(try JSONDecoder().decode(WatchdogState.self, from: written) == watch.machine.state)
        let empty = try JSONEncoder().encode(WatchdogState())
        #expect(!String(decoding: empty, as: UTF8.self).contains("rates"))
    }
}
