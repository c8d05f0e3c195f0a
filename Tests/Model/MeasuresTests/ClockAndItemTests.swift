import Contacts
import Measures
import Standards
import Testing

@Suite("Clock attainment and work items")
struct ClockAndItemTests {
    private func clock(
        _ number: UInt64, from: Int64 = 0, due: Int64?, _ ending: ClockRecord.Ending? = nil,
        isExclusive: Bool = false
    ) -> ClockRecord {
        var record = ClockRecord(
            Clock.ID("c", contact: id(number)), from: at(from),
            dues: [.init("limit", at: due.map { at($0) })], isExclusive: isExclusive)
        record.ending = ending
        return record
    }

    private func figure(
        _ clocks: [ClockRecord], _ cohort: Cohort, in windows: [ReportWindow] = [window()],
        through: Int64 = 86_400 * 30
    ) -> [Figure] {
        records(through: through) { $0.clocks = clocks }
            .clockAttainment(.init("c"), within: "limit", in: windows, cohort)
    }

    @Test("hours include their last instant, days end before it")
    func bounds() {
        let hours = figure(
            [clock(1, due: 100, .stopped(at(100))), clock(2, due: 100, .stopped(at(101)))], .completion)
        #expect(hours[0].ratio == Ratio(1, of: 2))
        let days = figure(
            [
                clock(1, due: 100, .stopped(at(100)), isExclusive: true),
                clock(2, due: 100, .stopped(at(99)), isExclusive: true),
            ], .completion)
        #expect(days[0].ratio == Ratio(1, of: 2))
    }

    @Test("an open overdue item fails every window until it stops, and the window it stops in")
    func overdue() {
        let days = (0...3).map { window(first: $0, last: $0) }
        let late = clock(1, due: 100, .stopped(at(86_400 * 2 + 5)))
        let found = figure([late], .completion, in: days)
        #expect(found.map(\.ratio) == [Ratio(0, of: 1), Ratio(0, of: 1), Ratio(0, of: 1), .noData])
        let open = figure([clock(1, due: 100)], .completion, in: days, through: 86_400 * 4)
        #expect(open.map(\.ratio) == .init(repeating: Ratio(0, of: 1), count: 4))
    }

    @Test("the receipt cohort judges what came in the window, as far as it is decided")
    func receipt() {
        let clocks = [
            clock(1, due: 500, .stopped(at(400))), clock(2, due: 500), clock(3, due: 86_400 * 99),
            clock(4, from: 86_400, due: 86_500, .stopped(at(86_450))),
        ]
        #expect(figure(clocks, .receipt)[0].ratio == Ratio(1, of: 2))
    }

    @Test("what lapsed before it was due owed nothing; what is suspended is not overdue")
    func lapses() {
        let clocks = [
            clock(1, due: 500, .lapsed(at(400))), clock(2, due: 500, .lapsed(at(501))), clock(3, due: nil),
        ]
        #expect(figure(clocks, .completion)[0].ratio == Ratio(0, of: 1))
    }

    private func item(
        _ number: UInt64, _ itemClass: ContactClass = "referral", received: Int64 = 0, done: Int64? = 10,
        facts: [String: String] = [:]
    ) -> ItemRecord {
        ItemRecord(
            id(number, gateway: 4), class: itemClass, received: at(received), facts: facts,
            turns: done.map { [.init(.completed, at: at($0))] } ?? [])
    }

    @Test(
        "a share takes its population by facts, leaves out what is excluded, and holds for each region alone")
    func shares() {
        let set = records { parts in
            parts.items = [
                item(1, facts: ["network": "yes", "region": "north"]),
                item(2, facts: ["network": "no", "region": "north"]),
                item(3, facts: ["network": "yes", "region": "south"]),
                item(4, facts: ["network": "no", "region": "south", "other": "yes"]),
                item(5, "claim", facts: ["network": "no"]),
            ]
        }
        var share = Measure.Share(
            of: .items, classes: ["referral"], except: [.init("other", ["yes"])],
            numerator: [.init("network", ["yes"])])
        #expect(set.shares(share, in: window(), .completion)[0].figure.ratio == Ratio(2, of: 3))
        share.by = "region"
        let parts = set.shares(share, in: window(), .completion)
        #expect(parts.map(\.name) == ["north", "south"])
        #expect(parts.map(\.figure.ratio) == [Ratio(1, of: 2), Ratio(1, of: 1)])
    }

    @Test("sums of facts are divided once, and what says no numbers is left out and counted")
    func sums() {
        let set = records { parts in
            parts.items = [
                item(1, facts: ["error": "150", "billed": "10000"]),
                item(2, facts: ["error": "50", "billed": "10000"]), item(3, facts: ["error": "9"]),
            ]
        }
        let figure = set.ratio(
            .init(classes: ["referral"], numerator: "error", denominator: "billed"), in: window(), .completion
        )
        #expect(figure.ratio == Ratio(200, of: 20_000) && figure.note == "1 items say not both numbers")
    }

    @Test("runs count in every span of seven dates; the fewest is the figure")
    func rolling() {
        let set = records(through: 86_400 * 20) { parts in
            parts.items = [0, 2, 4, 6, 9, 11, 13].map { day in
                ItemRecord(
                    id(UInt64(day), gateway: 4), class: "claims-cycle", received: at(day * 86_400),
                    events: [.init("cycle-completed", at: at(day * 86_400 + 50))])
            }
        }
        func fewest(_ first: Int, _ last: Int) -> Figure {
            set.rollingCount(
                ["cycle-completed"], classes: ["claims-cycle"], days: 7,
                in: window(.month, first: first, last: last))
        }
        #expect(fewest(0, 8).ratio == Ratio(3, of: 1))
        #expect(fewest(9, 13).ratio == Ratio(3, of: 1))
        #expect(fewest(0, 17).ratio == Ratio(2, of: 1))
        #expect(fewest(0, 3).ratio.isEmpty, "no whole span")
        #expect(records().rollingCount(["x"], classes: [], days: 7, in: window()).ratio.isEmpty)
    }

    @Test("13: a window of seven dates is judged by its own runs, and no bad span makes seven windows bad")
    func rollingWindow() {
        let set = records(through: 86_400 * 40) { parts in
            parts.items = [0, 2, 4, 14, 16, 18].map { day in
                ItemRecord(
                    id(UInt64(day), gateway: 4), class: "claims-cycle", received: at(day * 86_400),
                    events: [.init("cycle-completed", at: at(day * 86_400 + 50))])
            }
        }
        func runs(_ first: Int) -> Figure {
            set.rollingCount(
                ["cycle-completed"], classes: ["claims-cycle"], days: 7,
                in: window(.rollingSevenDays, first: first, last: first + 6))
        }
        #expect(runs(0).ratio == Ratio(3, of: 1))
        #expect(runs(5).ratio == Ratio(0, of: 1))
        #expect(runs(12).ratio == Ratio(3, of: 1), "the gap before it is another window's")
    }

    @Test("age at a month's end counts what was open then; none open passes, no such item has no data")
    func ages() {
        let january = window(.month, first: 0, last: 30)
        let set = records(through: 86_400 * 40) { parts in
            parts.items = [
                item(1, "duplicate-set", received: 0, done: nil),
                item(2, "duplicate-set", received: -86_400, done: nil),
                item(3, "duplicate-set", received: -86_400, done: 86_400 * 35),
                item(4, "duplicate-set", received: -86_400, done: 86_400 * 30),
            ]
        }
        let figure = set.monthEndAge(classes: ["duplicate-set"], days: 30, in: january)
        #expect(figure.ratio == Ratio(2, of: 3) && figure.others == [.contact(id(1, gateway: 4))])
        #expect(records(through: 86_400 * 40).monthEndAge(classes: [], days: 30, in: january).ratio.isEmpty)
        let running = records(through: 86_400 * 20) { $0.items = [item(1, "duplicate-set", done: nil)] }
        #expect(running.monthEndAge(classes: [], days: 30, in: january).note == "the month is not over")
    }

    @Test("reopening takes a completion back; a withdrawn item is neither open nor completed")
    func reopened() {
        var record = item(1, done: 10)
        record.turns.append(.init(.open, at: at(20)))
        #expect(record.completed == nil && record.status(before: at(15)) == .completed)
        #expect(record.status() == .open && record.status(before: at(10)) == .open)
        record.turns.append(.init(.withdrawn, at: at(30)))
        #expect(record.completed == nil && record.status() == .withdrawn)
    }
}
