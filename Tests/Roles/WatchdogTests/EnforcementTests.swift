import Contacts
import Facts
import Foundation
import Standards
import Testing

@testable import Watchdog

@Suite("Watchdog: enforcement")
struct EnforcementTests {
    private static let lead = EnforcementRow(
        name: "answer-lead", clock: "phone.answer", threshold: "30s",
        action: .alarm(recipient: "lead", acknowledgeWithin: .seconds(900), next: ["backup", "manager"]),
        cap: 5)

    private func contact(_ number: Int) -> Contact.ID { Contact.ID(gateway: 1, number: UInt64(number)) }

    /// Arms the answer clocks of `numbers`, all received at `from`.
    private func arm(_ numbers: Range<Int>, from: Duration, in watch: inout Watch) {
        for number in numbers {
            let start = Clock.Start(Clock.ID("phone.answer", contact: contact(number)), from: at(from))
            watch.machine.state.evolve(
                .clockArmed(
                    ClockArmed(
                        clock: start.clock, from: start.from, calendar: nil,
                        thresholds: [
                            ClockThreshold(
                                name: "30s", level: .breach, budget: 30_000_000,
                                due: start.from.advanced(by: .seconds(30)))
                        ], mode: .running)))
        }
        watch.adopt()
    }

    @Test(
        "a storm records each of 10,000 breaches and alarms the lead no more than the cap and one group"
    )
    func storm() throws {
        var watch = try Watch(rows: [Self.lead])
        arm(0..<10_000, from: .zero, in: &watch)
        watch.tick(after: .seconds(30))
        let facts = watch.answer(through: .seconds(30), after: .seconds(30))
        #expect(facts.passings.count == 10_000)
        #expect(
            facts.passings.map(\.clock) == (0..<10_000).map { Clock.ID("phone.answer", contact: contact($0)) }
        )
        #expect(facts.alarms.map(\.count) == [1, 1, 1, 1, 1, 9995])
        #expect(facts.alarms.reduce(0) { $0 + $1.count } == 10_000)
        #expect(facts.growths.isEmpty)
        #expect(facts.count == 10_000 + 6 + 1)
    }

    @Test("what comes above the cap within the minute joins the group; a new minute begins a new count")
    func grouping() throws {
        var watch = try Watch(rows: [Self.lead])
        arm(0..<7, from: .zero, in: &watch)
        arm(7..<9, from: .seconds(10), in: &watch)
        arm(9..<10, from: .seconds(61), in: &watch)
        var facts: [Fact] = []
        for second in [30, 40, 91] {
            watch.tick(after: .seconds(second))
            facts += watch.answer(through: .seconds(second), after: .seconds(second))
        }
        #expect(facts.alarms.map(\.count) == [1, 1, 1, 1, 1, 2, 1])
        #expect(facts.growths.map(\.count) == [4])
        #expect(facts.growths.map(\.alarm) == [6])
    }

    @Test("nothing joins a group that was acknowledged; a new alarm is raised")
    func acknowledgedGroup() throws {
        var watch = try Watch(rows: [Self.lead])
        arm(0..<7, from: .zero, in: &watch)
        arm(7..<9, from: .seconds(10), in: &watch)
        watch.tick(after: .seconds(30))
        watch.answer(through: .seconds(30), after: .seconds(30))
        watch.handle(.submission(.acknowledgeAlarm(6, by: "lead")), after: .seconds(35))
        watch.tick(after: .seconds(40))
        let facts = watch.answer(through: .seconds(40), after: .seconds(40))
        #expect(facts.alarms.map(\.count) == [2])
        #expect(facts.growths.isEmpty)
    }

    @Test("an alarm that nobody acknowledges goes from recipient to recipient, and no further than the last")
    func chain() throws {
        var watch = try Watch(rows: [Self.lead])
        arm(1..<2, from: .zero, in: &watch)
        watch.tick(after: .seconds(30))
        watch.answer(through: .seconds(30), after: .seconds(30))
        #expect(watch.machine.state.nextDeadline == at(.seconds(930)))
        #expect(watch.tick(after: .milliseconds(929_999)).isEmpty)
        let second = watch.tick(after: .seconds(930))
        #expect(second.kinds == [.alarmOverdue, .alarmRaised])
        #expect(second.alarms.map(\.recipient) == ["backup"])
        #expect(watch.tick(after: .seconds(1830)).alarms.map(\.recipient) == ["manager"])
        #expect(watch.tick(after: .seconds(2730)).kinds == [.alarmOverdue])
        #expect(watch.machine.state.nextDeadline == nil)
    }

    @Test("an acknowledged alarm goes to nobody else; one that was never raised is refused")
    func acknowledged() throws {
        var watch = try Watch(rows: [Self.lead])
        arm(1..<2, from: .zero, in: &watch)
        watch.tick(after: .seconds(30))
        watch.answer(through: .seconds(30), after: .seconds(30))
        let facts = watch.handle(.submission(.acknowledgeAlarm(1, by: "lead")), after: .seconds(31)).map(
            \.fact)
        #expect(facts == [.alarmAcknowledged(AlarmAcknowledged(alarm: 1, by: "lead", at: at(.seconds(31))))])
        #expect(watch.machine.state.nextDeadline == nil)
        for alarm in [UInt64(0), 2] {
            let refused = watch.handle(.submission(.acknowledgeAlarm(alarm, by: "lead")), after: .seconds(32))
            #expect(refused.map(\.fact).kinds == [.requestRefused])
        }
    }

    @Test("hold: a tone, an alarm and an announcement; Tier 3: the move is asked of the router")
    func actions() throws {
        let rows = [
            EnforcementRow(name: "tone", clock: "phone.hold", threshold: "20s", action: .tone),
            EnforcementRow(
                name: "say", clock: "phone.hold", threshold: "60s", action: .announce("hold-apology")),
            EnforcementRow(
                name: "move", clock: "tier3.priority", threshold: "limit",
                action: .escalate(to: .three, reason: "sla", priority: .priority)),
        ]
        var watch = try Watch(rows: rows)
        watch.arm(Watch.hold)
        watch.arm(Clock.ID("tier3.priority", contact: Watch.contact))
        var said: [String] = []
        for second in [20, 30, 60] {
            watch.tick(after: .seconds(second))
            for fact in watch.answer(through: .seconds(second), after: .seconds(second)) {
                if case .announcementDue(let due) = fact { said.append(due.announcement) }
                if case .toneDue(let due) = fact { said.append("tone at \(due.threshold)") }
            }
        }
        #expect(said == ["tone at 20s", "hold-apology"])
        let four = Duration.seconds(4 * 3600)
        watch.tick(after: four)
        let facts = watch.handle(
            .fact(.watermark(Watermark(ask: watch.machine.state.lastAsk, through: at(four))), from: "router"),
            after: four)
        let move = try #require(facts.first { $0.fact.kind == .escalationDue })
        #expect(move.destinations == ["router"])
    }

    @Test("outside opening hours the duty officer is alarmed")
    func offHours() throws {
        let row = EnforcementRow(
            name: "tier3", clock: "tier3.standard", threshold: "target",
            action: .alarm(recipient: "lead", acknowledgeWithin: nil, next: []),
            offHours: .init(calendar: "hours", recipient: "duty-officer"))
        var watch = try Watch(rows: [row])
        watch.arm(Clock.ID("tier3.standard", contact: Watch.contact))
        watch.tick(after: .hours(24))
        let facts = watch.answer(through: .hours(24), after: .hours(24))
        #expect(facts.alarms.map(\.recipient) == ["duty-officer"])
    }

    @Test(
        "13.A8: off hours what nobody acknowledges stays with the duty officer; then it is the lead's"
    )
    func offHoursFollowUp() throws {
        let row = EnforcementRow(
            name: "tier3", clock: "tier3.standard", threshold: "target",
            action: .alarm(recipient: "lead", acknowledgeWithin: .hours(12), next: ["backup", "manager"]),
            offHours: .init(calendar: "hours", recipient: "duty-officer"))
        var watch = try Watch(rows: [row])
        watch.arm(Clock.ID("tier3.standard", contact: Watch.contact))
        watch.tick(after: .hours(24))
        // Saturday 09:00; the office opens on Monday 08:00, 71 hours after the start.
        var told = watch.answer(through: .hours(24), after: .hours(24)).alarms.map(\.recipient)
        for hours in [36, 48, 60, 72, 84, 96] {
            told += watch.tick(after: .hours(hours)).alarms.map(\.recipient)
        }
        let officer: PersonName = "duty-officer"
        #expect(told == [officer, officer, officer, officer, "lead", officer, "lead"])
    }

    @Test(
        "after an outage each breach is recorded, the lead alarmed once, and callers told nothing stale"
    )
    func outage() throws {
        let say = EnforcementRow(
            name: "say", clock: "phone.answer", threshold: "30s", action: .announce("sorry"))
        var watch = try Watch(rows: [Self.lead, say])
        arm(0..<20, from: .zero, in: &watch)
        arm(20..<40, from: .seconds(60), in: &watch)
        let back = watch.tick(after: .seconds(120))
        #expect(
            back == [
                .outageNoted(OutageNoted(from: at(.seconds(30)), through: at(.seconds(120)))),
                .watermarkAsked(WatermarkAsked(ask: 1, instant: at(.seconds(120)))),
                .watermarkAwaited(WatermarkAwaited(ask: 1, at: at(.seconds(121)))),
            ])
        let facts = watch.answer(through: .seconds(120), after: .milliseconds(120_200))
        #expect(facts.passings.count == 40)
        #expect(facts.passings.allSatisfy { $0.duringOutage && !$0.presumed })
        #expect(facts.alarms.map(\.count) == [40])
        #expect(!facts.kinds.contains(.announcementDue))
        let id = Clock.ID("phone.answer", contact: contact(40))
        let late = watch.arm(id, from: .seconds(60), after: .seconds(122))
        #expect(late.growths.map(\.count) == [41])
    }

    @Test("a deadline handled a little late is no outage")
    func noOutage() throws {
        var watch = try Watch()
        watch.arm(Watch.answer)
        #expect(watch.tick(after: .seconds(25)).kinds == [.watermarkAsked, .watermarkAwaited])
    }

    @Test(
        "a watchdog restarted from its checkpoint between any two inputs decides as one that never stopped"
    )
    func checkpoint() throws {
        var steady = try Watch(rows: [Self.lead])
        var restarted = try Watch(rows: [Self.lead])
        for number in 0..<60 {
            let id = Clock.ID("phone.answer", contact: contact(number))
            let moment = Duration.seconds(number)
            let input: Fact =
                number % 3 == 2
                ? stopped(Clock.ID("phone.answer", contact: contact(number - 1)), moment)
                : .clockStarted(ClockStarted(start: Clock.Start(id, from: at(moment))))
            let expected = steady.router(input, after: moment)
            #expect(restarted.router(input, after: moment) == expected)
            let bytes = try JSONEncoder().encode(restarted.machine.state)
            let state = try JSONDecoder().decode(WatchdogState.self, from: bytes)
            state.checkInvariants()
            #expect(state == restarted.machine.state)
            #expect(state.nextDeadline == restarted.machine.state.nextDeadline)
            restarted = try Watch(rows: [Self.lead], state: state)
        }
    }
}
