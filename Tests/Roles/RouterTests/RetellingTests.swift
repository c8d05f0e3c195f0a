import Contacts
import Facts
import Randomness
import Router
import SharedTesting
import Standards
import Testing
import Watchdog

@Suite("Router and watchdog: a clock that is told anew")
struct RetellingTests {
    private struct Told {
        var change: WorkChange
        var at: Duration
    }

    /// What happens on an appeal over some days, in its order: pauses, their ends and other events.
    private func history(_ random: inout SplitMix64) -> [Told] {
        var at = Duration.zero
        return (0..<8).map { _ in
            at += .hours(1 + Int(random.next() % 20))
            let events: [WorkEvent] = ["rescheduled", "resumed", "information-complete"]
            return Told(change: .event(events[Int(random.next() % UInt64(events.count))]), at: at)
        }
    }

    /// A desk that hears of `told` in some order, all of it `late` after the receipt or each at its instant.
    private func desk(_ told: [Told], late: Duration?) -> WorkDesk {
        var desk = WorkDesk()
        desk.open("appeal")
        let received = desk.now
        for one in told {
            desk.pass(until: received.advanced(by: late ?? one.at))
            desk.hear(
                .workItemReported(
                    WorkItemReported(
                        item: desk.item, change: one.change, at: received.advanced(by: one.at), by: "clerk",
                        evidence: "letter", noted: desk.now, keptUntil: nil)))
        }
        desk.pass(until: received.advanced(by: .days(30)))
        return desk
    }

    /// The passings that stand at the end, with their dues.
    private func standing(_ desk: WorkDesk) -> [String] {
        var standing: [String] = []
        for fact in desk.ledger {
            switch fact {
            case .clockWarned(let passed), .clockBreached(let passed):
                standing.append("\(passed.clock) \(passed.threshold) \(passed.due)")
            case .breachRetracted(let back):
                standing.removeAll { $0 == "\(back.clock) \(back.threshold) \(back.due)" }
            default: break
            }
        }
        return standing.sorted()
    }

    @Test("13.A2: in whatever order pauses are told, however late, a clock ends the same", arguments: 1...60)
    func order(seed: UInt64) {
        var random = SplitMix64(state: seed)
        let told = history(&random)
        let punctual = desk(told, late: nil)
        var shuffled = told
        for place in shuffled.indices.dropLast() {
            shuffled.swapAt(place, place + Int(random.next() % UInt64(shuffled.count - place)))
        }
        for late in [desk(shuffled, late: .days(9)), desk(told, late: .days(9))] {
            #expect(late.phases == punctual.phases, "seed \(seed)")
            #expect(standing(late) == standing(punctual), "seed \(seed)")
        }
    }

    @Test("13.A2: a class that comes back finds its clock over, if its event happened meanwhile")
    func over() {
        var desk = WorkDesk()
        desk.open("preauthorization")
        desk.report(.reclassified("filing"))
        #expect(desk.phases == ["review: away", "filing: running"])
        desk.hear(
            .workItemReported(
                WorkItemReported(
                    item: desk.item, change: .event("reviewed"), at: desk.now, by: "clerk", evidence: nil,
                    noted: desk.now, keptUntil: nil)))
        let back = desk.report(.reclassified("preauthorization"))
        #expect(back.transcript.contains("clockRetold>watchdog"))
        #expect(desk.phases == ["review: over", "filing: away"])
        desk.pass(until: desk.now.advanced(by: .days(30)))
        #expect(desk.passings.filter { $0.clock.name == "review" }.isEmpty)
    }

    @Test("13.A2: a pause that is told late takes its place among the pauses that there are")
    func pauses() {
        var desk = WorkDesk()
        desk.open("appeal")
        let received = desk.now
        func report(_ event: WorkEvent, _ at: Duration, _ desk: inout WorkDesk) {
            desk.hear(
                .workItemReported(
                    WorkItemReported(
                        item: desk.item, change: .event(event), at: received.advanced(by: at), by: "clerk",
                        evidence: "letter", noted: desk.now, keptUntil: nil)))
        }
        desk.now = received.advanced(by: .hours(30))
        report("rescheduled", .hours(20), &desk)
        report("resumed", .hours(25), &desk)
        report("rescheduled", .hours(5), &desk)
        report("resumed", .hours(10), &desk)
        let spans = desk.ledger.compactMap { fact -> ClockSpanChanged? in
            if case .clockSpanChanged(let span) = fact { span } else { nil }
        }
        let last = spans.suffix(5)
        #expect(last.map(\.mode) == [.running, .suspended, .running, .suspended, .running])
        #expect(last.first?.pauses == 0)
        #expect(last.last?.used == Duration.hours(15).microseconds)
        #expect(last.last?.dues.last == received.advanced(by: .days(5) + .hours(10)))
    }
}
