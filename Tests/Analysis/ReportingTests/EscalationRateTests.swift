import BusinessTime
import Contacts
import Facts
import Kernel
import Measures
import Randomness
import Reporting
import Standards
import Testing
import Watchdog

/// One share, two readers: the report over a log, and the watchdog that is told of the same facts
/// (kpi-escalation-t3, reading A24).
@Suite("The rate of Tier 3 in the report and at the watchdog")
struct EscalationRateTests {
    private static let window = 7

    /// What the watchdog counts last when it hears what the router says of the log.
    private func counted(_ log: Log) -> RateCounted? {
        let rule = EscalationRateRule(window: .days(Self.window), least: 1, marks: [])
        var watchdog = WatchdogMachine(
            configuration: WatchdogConfiguration(
                directory: .standard, clocks: [], calendars: [], rows: [], escalationRate: rule),
            state: WatchdogState())
        var last: RateCounted?
        let heard = log.facts.filter { $0.publisher == "router" }.sorted { $0.header.at < $1.header.at }
        for audited in heard {
            let decided = watchdog.handle(.fact(audited.fact, from: "router"), at: audited.header.at)
            for case .rateCounted(let fact) in decided.map(\.fact) { last = fact }
        }
        return last
    }

    /// What the report says of the seven dates to `day`.
    private func reported(_ log: Log, to day: Int) -> Figure {
        var projection = ReportProjection(clocks: [])
        for fact in log.facts { projection.take(fact) }
        let dates = CivilDate(daysSinceEpoch: day - Self.window + 1)...CivilDate(daysSinceEpoch: day)
        return projection.records(zone: .utc, coreHours: nil)
            .escalationRate(in: ReportWindow(.rollingSevenDays, dates, name: "w", in: .utc))
    }

    /// A contact that comes at `second` and ends with `outcome`, after hand-offs to these tiers.
    private func play(
        _ number: UInt64, at second: Int64, to tiers: [Tier], taken: Bool = true,
        _ outcome: Contact.Outcome, in log: inout Log
    ) {
        let contact = Contact.ID(gateway: 1, number: number)
        log.arrive(contact, second)
        var from = Tier.one
        for (place, tier) in tiers.enumerated() {
            let placement = Placement(
                contact: contact, generation: Generation(place + 2), tier: tier, channel: .phone,
                contactClass: "general", rank: 1, needs: [], received: at(second), due: nil,
                cause: .handoff, inquiryCount: 1)
            let when = second + 60 * Int64(place + 1)
            log.say(
                "router", when, .handoffOffered(HandoffOffered(placement: placement, from: from, rule: "r")))
            guard taken else { continue }
            log.say(
                "tier-3", when, .handoffAccepted(HandoffAccepted(placement: placement, at: at(when))))
            from = tier
        }
        log.end(contact, outcome, second + 600)
    }

    /// Three weeks of contacts that each begin and end on one date, the last of a date a second later each
    /// day, so that 168 hours back from it lie behind the end of the date a week before.
    private func days(_ count: Int, seed: UInt64) -> Log {
        var log = Log()
        var random = SplitMix64(state: seed)
        var number: UInt64 = 0
        for day in 0..<Int64(count) {
            for _ in 0..<20 {
                number += 1
                let second = day * 86_400 + Int64(random.next() % 80_000)
                let ways: [[Tier]] = [[], [], [], [.two], [.three], [.two, .three], [.three, .two, .three]]
                let outcomes: [Contact.Outcome] = [.resolved, .unresolved, .abandoned, .withdrawn, .callback]
                let way = ways[Int(random.next() % UInt64(ways.count))]
                let outcome = outcomes[Int(random.next() % UInt64(outcomes.count))]
                if random.next() % 6 == 0 {
                    play(number, at: second, to: [], .closedHours, in: &log)
                } else {
                    play(number, at: second, to: way, outcome, in: &log)
                }
            }
            number += 1
            play(number, at: day * 86_400 + 85_000 + day, to: [], .resolved, in: &log)
        }
        return log
    }

    @Test("over seven dates both count the same contacts, day after day", arguments: UInt64(1)...5)
    func agree(_ seed: UInt64) throws {
        for count in [1, 6, 7, 8, 15, 21] {
            let log = days(count, seed: seed)
            let alarm = try #require(counted(log))
            let figure = reported(log, to: count - 1)
            #expect(Int64(alarm.reached) == figure.ratio.numerator, "\(count) days, seed \(seed)")
            #expect(Int64(alarm.closed) == figure.ratio.denominator, "\(count) days, seed \(seed)")
            #expect(figure.ratio.numerator > 0)
        }
    }

    @Test("who was told that nobody is there is no closed contact for either")
    func closedHours() throws {
        var log = Log()
        play(1, at: 0, to: [.three], .resolved, in: &log)
        play(2, at: 10, to: [], .closedHours, in: &log)
        play(3, at: 20, to: [], .resolved, in: &log)
        let alarm = try #require(counted(log))
        #expect([alarm.reached, alarm.closed] == [1, 2])
        #expect(reported(log, to: 0).ratio == Ratio(1, of: 2))
    }

    @Test("they part where the alarm is ahead: in Tier 3 and not closed yet, and a hand-off nobody took")
    func ahead() throws {
        var log = Log()
        play(1, at: 0, to: [], .resolved, in: &log)
        play(2, at: 10, to: [.three], taken: false, .abandoned, in: &log)
        let refused = try #require(counted(log))
        #expect([refused.reached, refused.closed] == [1, 2])
        #expect(reported(log, to: 0).ratio == Ratio(0, of: 2))
        var open = Log()
        play(1, at: 0, to: [], .resolved, in: &open)
        let placement = Placement(
            contact: second, generation: 2, tier: .three, channel: .phone, contactClass: "general", rank: 1,
            needs: [], received: at(1), due: nil, cause: .handoff, inquiryCount: 1)
        open.arrive(second, 1)
        open.say(
            "router", 700, .handoffOffered(HandoffOffered(placement: placement, from: .two, rule: "r")))
        open.say("tier-3", 700, .handoffAccepted(HandoffAccepted(placement: placement, at: at(700))))
        let early = try #require(counted(open))
        #expect([early.reached, early.closed] == [1, 1])
        #expect(reported(open, to: 0).ratio == Ratio(0, of: 1))
    }
}
