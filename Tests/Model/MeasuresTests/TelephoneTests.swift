import BusinessTime
import Contacts
import Measures
import Standards
import Testing

@Suite("Telephone measures")
struct TelephoneTests {
    @Test(
        "each form of the service level counts as its name says",
        arguments: [
            (Measure.ServiceLevel.ofOffered, 1, 5), (.withoutShortAbandons, 1, 4), (.ofAnswered, 1, 2),
            (.shortAbandonsAsAnswered, 2, 5),
        ] as [(Measure.ServiceLevel, Int64, Int64)])
    func variants(_ variant: Measure.ServiceLevel, _ good: Int64, _ all: Int64) {
        // Answered at 20 s and 21 s, abandoned at 10 s and 40 s, withdrawn at 5 s.
        let set = records([
            call(1, answered: 20, .resolved), call(2, answered: 21, .resolved),
            call(3, .abandoned, ended: 10), call(4, .abandoned, ended: 40), call(5, .withdrawn, ended: 5),
        ])
        let figure = set.serviceLevel(.phone, within: .seconds(20), variant, in: window())
        #expect(figure.ratio == Ratio(good, of: all))
    }

    @Test("who still waits within the time is not decided; who waits longer is a miss")
    func waiting() {
        let calls = [call(1, answered: 5, .resolved), call(2, received: 100)]
        let early = records(calls, through: 115)
            .serviceLevel(.phone, within: .seconds(20), .ofOffered, in: window())
        #expect(early.ratio == Ratio(1, of: 1) && early.note != nil)
        let late = records(calls, through: 121)
            .serviceLevel(.phone, within: .seconds(20), .ofOffered, in: window())
        #expect(late.ratio == Ratio(1, of: 2) && late.others == [.contact(id(2))])
    }

    @Test("the mean wait is a sum over the answered of the window, never a mean of means")
    func speed() {
        let day = 86_400 as Int64
        let set = records([
            call(1, answered: 30, .resolved), call(2, received: day, answered: day + 50, .resolved),
            call(3, received: day, answered: day + 60, .resolved), call(4, .abandoned),
        ])
        #expect(set.averageSpeedOfAnswer(in: window()).ratio == Ratio(30_000_000, of: 1))
        let both = set.averageSpeedOfAnswer(in: window(.week, last: 1))
        #expect(both.ratio == Ratio(140_000_000, of: 3))
    }

    @Test("abandons before the short time are left out above the line and below it, or counted at zero")
    func abandonment() {
        let calls = [
            call(1, .abandoned, ended: 4), call(2, .abandoned, ended: 5), call(3, answered: 1, .resolved),
            call(4, .closedHours, ended: 1), call(5, received: 10),
        ]
        let set = records(calls)
        #expect(set.abandonment(.init(), in: window()).ratio == Ratio(2, of: 4))
        #expect(set.abandonment(.init(short: .seconds(5)), in: window()).ratio == Ratio(1, of: 3))
    }

    @Test("core hours are the calendar's")
    func coreHours() throws {
        let core = try BusinessCalendar(
            name: "core", zone: .utc, windows: BusinessCalendar.weekly(.init(open: 480, close: 1080)),
            holidays: .none, years: 1970...1971)
        var parts = RecordSet.Parts()
        // Friday, 2 January 1970, at 07:00, 08:00 and 18:00.
        parts.calls = [7, 8, 18].enumerated().map { place, hour in
            call(UInt64(place), received: 86_400 + Int64(hour) * 3600, .abandoned)
        }
        let set = RecordSet(parts, through: at(86_400 * 9), zone: .utc, coreHours: core)
        let figure = set.abandonment(.init(isCoreHours: true), in: window(first: 1, last: 1))
        #expect(figure.ratio == Ratio(1, of: 1))
    }

    private func carrier(_ from: Int64, _ to: Int64, _ count: Int64, trunk: String = "t") -> BlockedRecord {
        BlockedRecord(
            source: .carrier(trunk: trunk, source: "sbc"), channel: .phone, from: at(from), to: at(to),
            count: count)
    }

    @Test("without a carrier's counts for the whole window blockage has no data, with them a zero is a zero")
    func blockage() {
        let calls = (1...19).map { call($0, answered: 1, .resolved) }
        let none = records(calls).blockage(in: window())
        #expect(none.ratio.isEmpty && none.note != nil)
        let partly = records(calls) { $0.blocked = [carrier(0, 43_200, 0)] }
        #expect(partly.blockage(in: window()).ratio.isEmpty)
        let whole = records(calls) { $0.blocked = [carrier(0, 43_200, 0), carrier(43_200, 86_400, 1)] }
        #expect(whole.blockage(in: window()).ratio == Ratio(1, of: 20))
        let zero = records(calls) { $0.blocked = [carrier(0, 86_400, 0)] }
        #expect(zero.blockage(in: window()).ratio == Ratio(0, of: 19))
        let second = records(calls) {
            $0.blocked = [carrier(0, 86_400, 0), carrier(0, 43_200, 0, trunk: "u")]
        }
        #expect(second.blockage(in: window()).ratio.isEmpty, "one trunk is not counted to the end")
    }

    @Test("what we refused ourselves proves a miss without the carrier, but never that it was met")
    func refused() {
        let calls = (1...19).map { call($0, answered: 1, .resolved) }
        for (count, isKnown) in [(1, false), (2, true)] as [(Int64, Bool)] {
            let set = records(calls) {
                $0.blocked = [
                    BlockedRecord(
                        source: .gateway("phone"), channel: .phone, from: at(5), to: at(6), count: count)
                ]
            }
            #expect(set.blockage(in: window(), atMost: .percent(5)).ratio.isEmpty != isKnown)
        }
    }

    @Test("holds of all legs add up; the first wait counts in the second figure only")
    func totalHold() {
        let set = records([
            call(1, answered: 10, .resolved, hold: 30), call(2, answered: 10, .resolved, hold: 31),
            call(3, answered: 10), call(4, .abandoned),
        ])
        let official = set.totalHold(within: .seconds(30), withQueue: false, in: window())
        #expect(official.ratio == Ratio(1, of: 2) && official.others == [.contact(id(2))])
        let second = set.totalHold(within: .seconds(30), withQueue: true, in: window())
        #expect(second.ratio == Ratio(0, of: 2))
    }
}
