import BusinessTime
import Contacts
import Measures
import Randomness
import Standards
import Testing

@Suite("Standards against figures")
struct EvaluatorTests {
    private let contract = Contract(
        name: "c", start: CivilDate(year: 1970, month: 1, day: 1),
        optionPeriods: [
            .init(
                1, from: CivilDate(year: 1970, month: 1, day: 1),
                to: CivilDate(year: 1970, month: 12, day: 31)),
            .init(
                2, from: CivilDate(year: 1971, month: 1, day: 1),
                to: CivilDate(year: 1971, month: 12, day: 31)),
        ], regions: ["north"], duplicateSystemInstalled: CivilDate(year: 1970, month: 1, day: 1))

    private func standard(
        _ id: Standard.ID, _ measure: Measure, _ thresholds: [Standard.Threshold]
    ) -> Standard {
        Standard(
            id: id, clause: "c", kind: .metric, text: "t", population: "p", thresholds: thresholds,
            windows: [.day], measure: measure)
    }

    private func evaluate(
        _ standard: Standard, _ set: RecordSet, in windows: [ReportWindow] = [window()],
        contract: Contract? = nil
    ) -> [Evaluation] {
        Evaluator(set, contract: contract ?? self.contract).evaluate([standard], in: windows)
    }

    private func calls(abandoned: Int, of all: Int) -> RecordSet {
        records(
            (1...UInt64(all)).map {
                $0 <= abandoned ? call($0, .abandoned, ended: 9) : call($0, answered: 1, .resolved)
            })
    }

    @Test("one call more flips a standard from met to missed, and the contacts behind it are listed")
    func flips() throws {
        let rule = standard(
            "telephone-abandonment", .abandonment(.init()), [.init(.limit, .init(.below, 5, .percent))])
        let missed = try #require(evaluate(rule, calls(abandoned: 1, of: 20)).first)
        #expect(missed.met == false && missed.figure.counted == [.contact(id(1))])
        #expect(missed.figure.others.count == 19)
        #expect(evaluate(rule, calls(abandoned: 1, of: 21)).first?.met == true)
        let none = try #require(evaluate(rule, records()).first)
        #expect(none.met == nil && none.figure.ratio.isEmpty)
    }

    @Test("a mean is compared in seconds, to the microsecond")
    func seconds() {
        let rule = standard(
            "telephone-asa", .averageSpeedOfAnswer, [.init(.limit, .init(.atMost, 45, .seconds))])
        func met(_ waits: [Int64]) -> Bool? {
            let calls = waits.enumerated().map {
                call(UInt64($0.offset + 1), answered: $0.element, .resolved)
            }
            return evaluate(rule, records(calls)).first?.met
        }
        #expect(met([30, 60]) == true && met([30, 61]) == false)
    }

    @Test("a ramp's row applies by the window's first date, and the last value holds on")
    func ramp() throws {
        let rows = [(1, 90), (2, 95)].map { period, percent in
            Standard.Threshold(
                .limit, .init(.atLeast, Exact(percent), .percent),
                phase: .optionPeriods(from: period, to: period))
        }
        let rule = standard(
            "kpi", .serviceLevel(channel: .phone, within: .seconds(20), variant: .ofOffered), rows)
        let windows = [
            window(first: 10, last: 10), window(first: 400, last: 400), window(first: 900, last: 900),
        ]
        let demanded = evaluate(rule, records(), in: windows).map(\.threshold?.limit.value)
        #expect(demanded == [90, 95, 95])
        #expect(evaluate(rule, records(), in: [window(first: -5, last: -5)]).first?.threshold == nil)
    }

    @Test("either of two figures passes when the standard says so")
    func alternative() throws {
        let rule = standard(
            "kpi-csat", .satisfaction(satisfiedFrom: 4),
            [
                .init(
                    .limit, .init(.atLeast, 85, .percent),
                    or: .init(.atLeast, try #require(Exact("4.2")), .mark))
            ])
        func met(_ marks: [Int]) -> Bool? {
            let set = records { parts in
                parts.surveys = marks.enumerated().map { place, mark in
                    SurveyRecord(
                        contact: id(UInt64(place)), at: at(5), satisfaction: mark, recommendation: nil)
                }
            }
            return evaluate(rule, set).first?.met
        }
        #expect(met([5, 5, 5, 3, 3]) == true, "4.2 of 5")
        #expect(met([4, 4, 4, 4, 4, 4, 3]) == true, "six of seven are 85.7 percent")
        #expect(met([4, 4, 3]) == false && met([]) == nil)
    }

    @Test("the promoters' score is compared in points")
    func points() {
        let rule = standard("kpi-nps", .promoterScore, [.init(.limit, .init(.atLeast, 25, .points))])
        func met(_ marks: [Int]) -> Bool? {
            let set = records { parts in
                parts.surveys = marks.enumerated().map { place, mark in
                    SurveyRecord(
                        contact: id(UInt64(place)), at: at(5), satisfaction: nil, recommendation: mark)
                }
            }
            return evaluate(rule, set).first?.met
        }
        #expect(met([10, 9, 8, 0]) == true && met([10, 9, 8, 0, 8]) == false)
    }

    @Test("what the contract excludes for a standard leaves its population")
    func exclusions() {
        var contract = contract
        contract.exclusions = [.init("claims", clause: "c", fact: "government-pend", values: ["yes"])]
        let rule = standard(
            "claims", .clockAttainment(.init("claim.all")), [.percent(100, within: "limit")])
        let set = records { parts in
            parts.items = [
                ItemRecord(id(1), class: "claim", received: at(0), facts: ["government-pend": "yes"]),
                ItemRecord(id(2), class: "claim", received: at(0)),
            ]
            parts.clocks = [1, 2].map { number in
                ClockRecord(
                    Clock.ID("claim.all", contact: id(number)), from: at(0), dues: [.init("limit", at: at(9))]
                )
            }
        }
        let found = evaluate(rule, set, contract: contract).first
        #expect(found?.figure.others.map(\.contact) == [id(2)] && found?.met == false)
    }

    /// A call answered after `wait` seconds and answers of `marks`, by a board of the two standards.
    private func board(_ wait: Int64?, _ marks: [Int], percent: Exact = 100) throws -> Evaluation {
        let asa = standard(
            "asa", .averageSpeedOfAnswer,
            [.init(.limit, .init(.atMost, 45, .seconds)), .init(.target, .init(.atMost, 1, .seconds))])
        let board = standard(
            "kpi-set", .board(["asa", "nps"]), [.init(.limit, .init(.atLeast, percent, .percent))])
        let nps = standard("nps", .promoterScore, [.init(.limit, .init(.atLeast, 25, .points))])
        let calls = wait.map { [call(1, answered: $0, .resolved)] } ?? []
        let set = records(calls) { parts in
            parts.surveys = marks.enumerated().map { place, mark in
                SurveyRecord(contact: id(UInt64(place)), at: at(5), satisfaction: nil, recommendation: mark)
            }
        }
        let found = Evaluator(set, contract: contract).evaluate([board, asa, nps], in: [window()])
        #expect(found.map(\.standard) == ["kpi-set", "asa", "asa", "nps"])
        return found[0]
    }

    @Test(
        "a board is met when all of its limits are, missed when one is, and without data of one not judged",
        arguments: [
            (5, [10], true), (5, [0], false), (50, [10], false), (50, [0], false), (5, [], nil),
            (50, [], false), (nil, [10], nil), (nil, [0], false), (nil, [], nil),
        ] as [(Int64?, [Int], Bool?)])
    func boards(_ wait: Int64?, _ marks: [Int], _ met: Bool?) throws {
        let row = try board(wait, marks)
        #expect(row.met == met)
        let silent = [wait == nil ? "asa" : nil, marks.isEmpty ? "nps" : nil].compactMap(\.self)
        #expect(row.figure.ratio.denominator == Int64(2 - silent.count))
        #expect((row.figure.note == nil) == silent.isEmpty)
        for name in silent { #expect(row.figure.note?.contains(name) == true) }
    }

    @Test("a board that asks for half of its standards is met by one whatever the other would read")
    func halfBoard() throws {
        #expect(try board(5, [], percent: 50).met == true && board(50, [], percent: 50).met == nil)
        #expect(try board(nil, [], percent: 0).met == nil, "nothing at all is known")
    }

    @Test(
        "11.18: a board over a month of quarter hours takes as long as its members do, not the square",
        .timeLimit(.minutes(1)))
    func quarterHours() {
        let members = (0..<20).map { number in
            standard(
                Standard.ID("m\(number)"), .averageSpeedOfAnswer,
                [.init(.limit, .init(.atMost, 45, .seconds))])
        }
        let board = standard(
            "kpi-set", .board(members.map(\.id)), [.init(.limit, .init(.atLeast, 100, .percent))])
        let windows = WindowKind.quarterHour.windows(
            from: CivilDate(daysSinceEpoch: 0), through: CivilDate(daysSinceEpoch: 30), in: .utc)
        var rows = 0
        var known = 0
        Evaluator(records([call(1, answered: 9, .resolved)]), contract: contract).evaluate(
            board, of: members, in: windows
        ) { row in
            rows += 1
            if row.met == nil { known += 1 }
        }
        #expect(windows.count == 2976 && rows == 2976 && known == 2976)
    }

    @Test("11.18: a part of a window has its figures and is not judged, nor is a board of such parts")
    func parts() throws {
        let rule = standard(
            "asa", .averageSpeedOfAnswer, [.init(.limit, .init(.atMost, 45, .seconds))])
        let board = standard("kpi-set", .board(["asa"]), [.init(.limit, .init(.atLeast, 100, .percent))])
        let set = records([call(1, answered: 5, .resolved)])
        func rows(through day: Int) -> [Evaluation] {
            let months = WindowKind.month.windows(
                from: CivilDate(daysSinceEpoch: 0), through: CivilDate(daysSinceEpoch: day), in: .utc)
            return Evaluator(set, contract: contract).evaluate([board, rule], in: months)
        }
        #expect(rows(through: 30).map(\.met) == [true, true])
        let part = rows(through: 9)
        #expect(part.map(\.met) == [nil, nil] && part.map(\.window.isWhole) == [false, false])
        #expect(part[1].figure.ratio == Ratio(5_000_000, of: 1))
    }

    @Test("11.18: counts of a carrier that follow each other count for every day, and for every quarter hour")
    func carriers() throws {
        let hour: (Int) -> BlockedRecord = { hour in
            BlockedRecord(
                source: .carrier(trunk: "t", source: "s"), channel: .phone, from: at(Int64(hour) * 3600),
                to: at(Int64(hour + 1) * 3600), count: 1)
        }
        let calls = (0..<2).map {
            call(UInt64($0 + 1), received: Int64($0) * 86_400, answered: nil, .abandoned)
        }
        let set = records(calls) { $0.blocked = (0..<48).map(hour) }
        for first in 0...1 {
            let figure = set.blockage(in: window(first: first, last: first))
            #expect(figure.ratio == Ratio(24, of: 25), "day \(first)")
        }
        let quarter = WindowKind.quarterHour.windows(
            from: CivilDate(daysSinceEpoch: 0), through: CivilDate(daysSinceEpoch: 0), in: .utc)[0]
        #expect(set.blockage(in: quarter).ratio.isEmpty, "an hour cannot be shared out")
        #expect(set.balances(in: window()).first?.carrierBlocked == 24)
    }

    @Test("11.18: agents' time and late clocks are the same window by window and all at once")
    func together() throws {
        var chance = SplitMix64(state: 18)
        let days = WindowKind.day.windows(
            from: CivilDate(daysSinceEpoch: 0), through: CivilDate(daysSinceEpoch: 20), in: .utc)
        let set = records(through: 86_400 * 15) { parts in
            for number in 0..<60 as Range<UInt64> {
                let from = chance.pick(0..<86_400 * 14)
                var clock = ClockRecord(
                    Clock.ID("answer", contact: id(number)), from: at(from),
                    dues: [.init("limit", at: number % 7 == 0 ? nil : at(from + chance.pick(1..<200_000)))],
                    isExclusive: number % 2 == 0)
                if number % 3 > 0 { clock.ending = .stopped(at(from + chance.pick(1..<500_000))) }
                parts.clocks.append(clock)
                let length = chance.pick(1..<300_000)
                parts.agents.append(
                    AgentSpan(
                        agent: Agent.ID("A\(number % 5)"), from: at(from), to: at(from + length),
                        isBusy: number % 2 == 0))
            }
        }
        let rule = standard("answer", .occupancy, [])
        let all = evaluate(rule, set, in: days)
        let population = Measure.ClockPopulation("answer")
        let clocks = set.clockAttainment(population, within: "limit", in: days, .completion)
        for (place, day) in days.enumerated() {
            #expect(all[place].figure == set.occupancy(in: day))
            let alone = set.clockAttainment(population, within: "limit", in: [day], .completion)
            #expect(clocks[place] == alone[0], "\(day.name)")
            #expect(
                clocks[place].others.count == set.clocks.count { Self.isBad($0, set, day) }, "\(day.name)")
        }
    }

    /// By the words of the rule: late in the window, or open and overdue at its end.
    private static func isBad(_ clock: ClockRecord, _ set: RecordSet, _ day: ReportWindow) -> Bool {
        guard let due = clock.due("limit") else { return false }
        let end = min(day.end, set.through)
        if let over = clock.over {
            if day.contains(over) { return !clock.isInTime(over, due: due) }
            guard over >= day.end else { return false }
        }
        return clock.from < end && clock.isOverdue(at: end, due: due)
    }
}
