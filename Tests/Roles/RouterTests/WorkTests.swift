import Contacts
import Facts
import Router
import SharedTesting
import Standards
import Testing
import Watchdog

@Suite("Router: work items")
struct WorkTests {
    @Test("an item's clocks are those of its class and facts; the same item again has no effect")
    func opened() throws {
        var desk = WorkDesk()
        let decided = desk.open(facts: [WorkFact("network", "yes")])
        #expect(decided.transcript == ["workItemOpened>watchdog"])
        #expect(desk.phases == ["network: running", "review: running"])
        #expect(desk.ledger.map(\.kind) == [.clockArmed, .clockArmed])
        #expect(desk.open().isEmpty)
        var other = WorkDesk()
        other.open()
        #expect(other.phases == ["review: running"])
    }

    @Test("a class that no row is for is tracked without clocks: nothing is lost")
    func unknownClass() {
        var desk = WorkDesk()
        #expect(desk.open("surprise").transcript == ["workItemOpened>watchdog"])
        #expect(desk.tracked?.workClass == "surprise")
        #expect(
            desk.report(.reclassified("filing")).transcript == [
                "workItemChanged>watchdog", "clockStarted>watchdog",
            ])
    }

    @Test("an event begins a clock, never before the receipt, and stops others")
    func events() throws {
        var desk = WorkDesk()
        desk.open()
        let began = desk.report(.event("information-complete"))
        #expect(began.transcript == ["workItemChanged>watchdog", "clockStarted>watchdog"])
        #expect(desk.report(.event("information-complete")).transcript == ["workItemChanged>watchdog"])
        #expect(
            desk.report(.event("reviewed")).transcript == [
                "workItemChanged>watchdog", "clockStopped>watchdog",
            ])
        #expect(desk.phases == ["review: over", "determination: running"])
        desk.report(.event("determination-issued"))
        #expect(desk.phases == ["review: over", "determination: stopped"])
        #expect(desk.tracked?.status != .open)
    }

    @Test("a reopened item's clocks count on from where they began, but for what its own event stopped")
    func reopened() throws {
        var desk = WorkDesk()
        desk.open()
        desk.report(.event("information-complete"))
        let begun = desk.now
        desk.report(.event("reviewed"))
        desk.report(.event("determination-issued"))
        let refused = desk.report(.event("reviewed"))
        #expect(refused.transcript == ["workItemRefused"])
        let again = desk.report(.event("reopened"), after: .hours(40))
        #expect(again.transcript == ["workItemChanged>watchdog", "clockResumed>watchdog"])
        #expect(desk.phases == ["review: over", "determination: running"])
        desk.pass(until: begun.advanced(by: .days(3)))
        #expect(desk.passings.map(\.due) == [begun.advanced(by: .hours(44)), begun.advanced(by: .hours(48))])
        #expect(desk.report(.event("reopened")).transcript == ["workItemRefused"])
    }

    @Test("an item that ended is forgotten once nothing may reopen it, at the router and in the ledger")
    func forgotten() {
        var desk = WorkDesk()
        desk.open()
        desk.report(.event("determination-issued"))
        desk.pass(until: desk.now.advanced(by: .hours(24 * 32)))
        #expect(desk.watchdog.state.clockCount == 0)
        desk.hear(
            .workItemReceived(
                WorkItemReceived(
                    item: Contact.ID(gateway: 4, number: 2), gateway: "portal", workClass: "filing",
                    member: nil,
                    received: desk.now, ingested: desk.now, facts: [], by: "mailroom", key: "k2")))
        #expect(desk.tracked == nil)
        #expect(desk.report(.event("reopened")).transcript == ["workItemRefused"])
    }

    @Test(
        "suspension needs proof, moves the due by as long as it lasted, and another class has no such clause")
    func suspension() throws {
        var desk = WorkDesk()
        desk.open("appeal")
        let received = desk.now
        #expect(desk.report(.event("rescheduled")).transcript == ["workItemRefused"])
        let stood = desk.report(.event("rescheduled"), evidence: "letter-9")
        #expect(stood.transcript == ["workItemChanged>watchdog", "clockSuspended>watchdog"])
        #expect(desk.phases == ["review: running", "appeal: suspended"])
        desk.report(.event("resumed"), after: .hours(10))
        desk.pass(until: received.advanced(by: .days(7)))
        let appeal = desk.passings.filter { $0.clock.name == "appeal" }
        #expect(appeal.map(\.due).last == received.advanced(by: .days(5) + .hours(10)))
        var other = WorkDesk()
        other.open("preauthorization")
        #expect(other.report(.event("rescheduled")).transcript == ["workItemChanged>watchdog"])
    }

    @Test("a suspension says when the party was last told something, by the events that the table names")
    func contacted() throws {
        func contacted(_ decided: [Decided]) -> Instant?? {
            decided.compactMap {
                if case .clockSuspended(let fact) = $0.fact { .some(fact.contacted) } else { nil }
            }.first
        }
        var silent = WorkDesk()
        silent.open("appeal")
        #expect(contacted(silent.report(.event("rescheduled"), evidence: "letter-9")) == .some(nil))
        var told = WorkDesk()
        told.open("appeal")
        told.report(.event("information-complete"), after: .hours(1))
        let instant = told.now
        let stood = told.report(.event("rescheduled"), after: .hours(2), evidence: "letter-9")
        #expect(contacted(stood) == .some(instant))
    }

    @Test(
        "another class keeps the receipt, closes old clocks with their cause and begins new ones from it"
    )
    func reclassified() throws {
        var desk = WorkDesk()
        desk.open()
        let received = desk.now
        desk.report(.event("information-complete"))
        desk.report(.event("rescheduled"), evidence: "letter-9")
        let decided = desk.report(.reclassified("appeal"))
        #expect(
            decided.transcript == [
                "workItemChanged>watchdog", "clockStopped>watchdog", "clockStarted>watchdog",
                "clockSuspended>watchdog",
            ])
        guard case .clockStopped(let stop) = decided[1].fact, case .clockStarted(let start) = decided[2].fact
        else { return }
        #expect(stop.cause == "reclassified to appeal" && stop.clock.name == "determination")
        #expect(start.start.from == received)
        #expect(desk.phases == ["review: running", "determination: away", "appeal: suspended"])
        #expect(desk.report(.reclassified("appeal")).transcript == ["workItemRefused"])
        #expect(desk.report(.reclassified("nonsense")).transcript == ["workItemRefused"])
    }

    @Test("an item that comes back to a class is warned of nothing twice")
    func thereAndBack() throws {
        var desk = WorkDesk()
        desk.open()
        desk.report(.event("information-complete"))
        desk.pass(until: desk.now.advanced(by: .hours(46)))
        #expect(desk.passings.filter { $0.clock.name == "determination" }.map(\.threshold) == ["warning"])
        desk.report(.reclassified("appeal"))
        desk.report(.reclassified("preauthorization"))
        desk.pass(until: desk.now.advanced(by: .days(3)))
        #expect(
            desk.passings.filter { $0.clock.name == "determination" }.map(\.threshold) == [
                "warning", "limit",
            ])
    }

    @Test("other facts bring and take clocks")
    func facts() {
        var desk = WorkDesk()
        desk.open(facts: [WorkFact("network", "no")])
        #expect(desk.report(.facts([WorkFact("network", "yes")])).transcript.last == "clockStarted>watchdog")
        #expect(desk.phases == ["review: running", "network: running"])
        desk.report(.facts([WorkFact("network", "no")]))
        #expect(desk.phases == ["review: running", "network: away"])
        desk.report(.facts([WorkFact("network", "yes")]))
        #expect(desk.phases == ["review: running", "network: running"])
    }

    @Test("a gateway that has work in custody is asked for the time, and only while it has")
    func watermarks() {
        var desk = WorkDesk()
        desk.open()
        let asked = desk.hear(.watermarkAsked(WatermarkAsked(ask: 1, instant: desk.now)), from: "watchdog")
        #expect(asked.transcript == ["watermarkAsked>portal"])
        let answered = desk.hear(.watermark(Watermark(ask: 1, through: desk.now)))
        #expect(answered.transcript == ["watermarkNoted", "watermark>watchdog"])
        desk.report(.event("determination-issued"))
        let again = desk.hear(.watermarkAsked(WatermarkAsked(ask: 2, instant: desk.now)), from: "watchdog")
        #expect(again.transcript == ["watermark>watchdog"])
    }

    @Test(
        "whatever is reported in whatever order, each threshold passes once and never early",
        arguments: 1...150)
    func walk(seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func below(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let changes: [WorkChange] = [
            .event("information-complete"), .event("reviewed"), .event("determination-issued"),
            .event("rescheduled"), .event("resumed"), .event("reopened"), .reclassified("appeal"),
            .reclassified("preauthorization"), .facts([WorkFact("network", "yes")]),
            .facts([WorkFact("network", "no")]),
        ]
        var desk = WorkDesk()
        desk.open(below(2) == 0 ? "preauthorization" : "appeal")
        for _ in 0..<40 {
            desk.pass(until: desk.now.advanced(by: .hours(below(30))))
            desk.report(changes[below(changes.count)], after: .seconds(below(60)), evidence: "letter")
            if below(8) == 0 { try desk.watched.restart() }
        }
        desk.pass(until: desk.now.advanced(by: .days(60)))
        var balance: [String: Int] = [:]
        for fact in desk.ledger {
            switch fact {
            case .clockWarned(let passed), .clockBreached(let passed):
                #expect(passed.at >= passed.due)
                balance["\(passed.clock)/\(passed.threshold)", default: 0] += 1
            case .breachRetracted(let back): balance["\(back.clock)/\(back.threshold)", default: 0] -= 1
            case .clockRefused, .requestRefused: Issue.record("\(fact)")
            default: break
            }
        }
        #expect(balance.values.allSatisfy { (0...1).contains($0) }, "\(balance)")
    }
}
