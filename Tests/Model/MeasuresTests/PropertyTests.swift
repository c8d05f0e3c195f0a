import BusinessTime
import Contacts
import Measures
import Randomness
import Standards
import Testing

@Suite("Measures against counting by hand")
struct PropertyTests {
    /// Calls of a week with everything that can be different about them.
    private func calls(_ seed: UInt64, count: Int = 300) -> [CallRecord] {
        var random = SplitMix64(state: seed)
        return (1...UInt64(count)).map { number in
            let received = random.pick(0..<(7 * 86_400))
            let channel: Channel = random.pick(0..<4) == 0 ? .chat : .phone
            var record = call(number, received: received, channel: channel)
            if random.pick(0..<12) == 0 { record.contactClass = nil }
            switch random.pick(0..<8) {
            case 0: record.ending = .init(.abandoned, at: at(received + random.pick(0..<60)))
            case 1: record.ending = .init(.withdrawn, at: at(received + 3))
            case 2: record.ending = .init(.callback, at: at(received + 9))
            case 3: record.ending = .init(.closedHours, at: at(received))
            case 4: break
            default:
                record.answered = at(received + random.pick(0..<60))
                record.hold = random.pick(0..<50_000_000)
                let outcome: Contact.Outcome = random.pick(0..<3) == 0 ? .unresolved : .resolved
                if random.pick(0..<9) > 0 { record.ending = .init(outcome, at: at(received + 500)) }
                record.legs = [.init(agent: "a", tier: .one, connected: at(received + 60), over: nil)]
            }
            return record
        }
    }

    private let days = (0..<7).map { window(first: $0, last: $0) }
    private let week = window(.week, first: 0, last: 6)

    @Test("balances hold for whatever came, in each window and for each channel", arguments: UInt64(1)...20)
    func balances(_ seed: UInt64) throws {
        let calls = calls(seed)
        let blocked = (0..<10).map { place in
            BlockedRecord(
                source: .gateway("phone"), channel: .phone, from: at(place * 50_000),
                to: at(place * 50_000 + 1), count: 3)
        }
        let set = records(calls) { $0.blocked = blocked }
        var accepted: Int64 = 0
        for window in days {
            let found = set.balances(in: window)
            let all = try #require(found.first)
            let inside = calls.filter { window.contains($0.received) }
            #expect(found.allSatisfy { $0.holds }, "seed \(seed)")
            #expect(all.accepted == Int64(inside.count) && all.offered == all.accepted + all.blocked)
            #expect(all.open == Int64(inside.count { $0.ending == nil }), "seed \(seed)")
            #expect(all.abandoned == Int64(inside.count { $0.ending?.outcome == .abandoned }))
            #expect(all.legs == Int64(inside.reduce(0) { $0 + $1.legs.count }))
            #expect(found.dropFirst().reduce(0) { $0 + $1.offered } == all.offered, "seed \(seed)")
            accepted += all.accepted
        }
        #expect(accepted == 300 && set.balances(in: week)[0].blocked == 30, "seed \(seed)")
    }

    @Test("a contact that ended twice breaks the balance, and the balance names it")
    func endedTwice() {
        var twice = call(1, answered: 5, .resolved)
        twice.furtherEndings = 1
        let balance = records([twice]).balances(in: window())[0]
        #expect(!balance.holds && balance.endedTwice == [id(1)])
    }

    @Test(
        "each telephone figure equals a count by hand, and its lists are its numbers",
        arguments: UInt64(1)...20)
    func figures(_ seed: UInt64) {
        let calls = calls(seed)
        let now = 7 * 86_400 as Int64
        let set = records(calls, through: now)
        for window in days + [week] {
            let entered = calls.filter {
                window.contains($0.received) && $0.channel == .phone && $0.contactClass != nil
                    && $0.ending?.outcome != .closedHours
            }
            func seconds(_ call: CallRecord) -> Int64 {
                let end = call.answered ?? call.ending?.at ?? at(now)
                return (end.microseconds - call.received.microseconds) / 1_000_000
            }
            let decided = entered.filter { $0.answered != nil || $0.ending != nil || seconds($0) > 20 }
            let good = decided.filter { $0.answered != nil && seconds($0) <= 20 }
            let level = set.serviceLevel(.phone, within: .seconds(20), .ofOffered, in: window)
            #expect(level.ratio == Ratio(Int64(good.count), of: Int64(decided.count)), "seed \(seed)")
            #expect(level.counted == good.map { .contact($0.contact) }.sorted(), "seed \(seed)")
            #expect(level.counted.count + level.others.count == decided.count)

            let answered = entered.filter { $0.answered != nil }
            let waits = answered.reduce(0) { $0 + seconds($1) * 1_000_000 }
            #expect(set.averageSpeedOfAnswer(in: window).ratio == Ratio(waits, of: Int64(answered.count)))

            let gone = entered.filter { $0.ending?.outcome == .abandoned }
            let abandoned = set.abandonment(.init(), in: window)
            #expect(abandoned.ratio == Ratio(Int64(gone.count), of: Int64(entered.count)), "seed \(seed)")

            let held = answered.filter { $0.hold > 30_000_000 }
            let short = answered.filter { $0.hold <= 30_000_000 && $0.ending != nil }
            let hold = set.totalHold(within: .seconds(30), withQueue: false, in: window)
            #expect(hold.ratio == Ratio(Int64(short.count), of: Int64(short.count + held.count)))
        }
    }

    @Test(
        "the days of a week are populations of their own: their numbers add up, their shares are not averaged"
    )
    func noAveraging() {
        let set = records(calls(99))
        let byDay = days.map { set.abandonment(.init(), in: $0).ratio }
        let whole = set.abandonment(.init(), in: week).ratio
        #expect(byDay.reduce(0) { $0 + $1.numerator } == whole.numerator)
        #expect(byDay.reduce(0) { $0 + $1.denominator } == whole.denominator)
    }

    @Test("clock attainment equals a count by hand in both cohorts", arguments: UInt64(1)...20)
    func clocks(_ seed: UInt64) {
        var random = SplitMix64(state: seed)
        let now = 7 * 86_400 as Int64
        let clocks = (1...200 as ClosedRange<UInt64>).map { number in
            let from = random.pick(0..<now)
            let isExclusive = random.pick(0..<2) == 0
            var clock = ClockRecord(
                Clock.ID("c", contact: id(number)), from: at(from),
                dues: [.init("limit", at: at(from + random.pick(1..<200_000)))], isExclusive: isExclusive)
            switch random.pick(0..<5) {
            case 0: break
            case 1: clock.ending = .lapsed(at(min(from + random.pick(0..<200_000), now)))
            default: clock.ending = .stopped(at(min(from + random.pick(0..<200_000), now)))
            }
            return clock
        }
        let set = records(through: now) { $0.clocks = clocks }
        let completion = set.clockAttainment(.init("c"), within: "limit", in: days, .completion)
        let receipt = set.clockAttainment(.init("c"), within: "limit", in: days, .receipt)
        for (place, window) in days.enumerated() {
            var (good, bad) = (0, 0)
            for clock in clocks {
                guard let due = clock.due("limit") else { continue }
                func isLate(_ end: Instant) -> Bool { clock.isExclusive ? end >= due : end > due }
                let isOpenAtEnd = clock.over.map { $0 >= window.end } ?? true
                if isOpenAtEnd {
                    if clock.from < window.end, isLate(window.end) { bad += 1 }
                } else if let over = clock.over, over >= window.start {
                    if isLate(over) { bad += 1 } else if clock.stopped != nil { good += 1 }
                }
            }
            #expect(completion[place].ratio == Ratio(Int64(good), of: Int64(good + bad)), "seed \(seed)")
            let came = clocks.filter { window.contains($0.from) }
            let done = came.filter { clock in
                guard let stopped = clock.stopped, let due = clock.due("limit") else { return false }
                return clock.isExclusive ? stopped < due : stopped <= due
            }
            let missed = came.filter { clock in
                guard let due = clock.due("limit") else { return false }
                let end = clock.over ?? at(now)
                return clock.isExclusive ? end >= due : end > due
            }
            #expect(receipt[place].ratio == Ratio(Int64(done.count), of: Int64(done.count + missed.count)))
        }
    }
}
