import Contacts
import Measures
import Standards
import Testing

/// Calls outside opening hours: one answer of the contract, in every measure of the telephone (reading A51).
@Suite("Calls outside opening hours")
struct ClosedHoursTests {
    private func evaluation(
        _ measure: Measure, _ limit: Standard.Limit, _ hours: Standard.ClosedHours?, _ set: RecordSet
    ) throws -> Evaluation {
        let standard = Standard(
            id: "s", clause: "c", kind: .metric, text: "t", population: "p",
            thresholds: [.init(.limit, limit)], windows: [.day],
            readings: hours == nil ? [] : [.init("A51", "by-contract")], measure: measure)
        let start = CivilDate(year: 1970, month: 1, day: 1)
        let contract = Contract(
            name: "c", start: start, optionPeriods: [], regions: [], duplicateSystemInstalled: start,
            closedHours: hours ?? .atAllTimes)
        return try #require(Evaluator(set, contract: contract).evaluate([standard], in: [window()]).first)
    }

    private func companion(_ name: String, of row: Evaluation) -> Figure? {
        row.companions.first { $0.name == name }?.figure
    }

    /// Seven answered in time and settled, one told that nobody is there.
    private var calls: RecordSet {
        let answered = (3...9 as ClosedRange<UInt64>).map { number in
            var one = call(number, answered: 1, .resolved)
            one.inquiries[0].resolved = one.ending?.at
            return one
        }
        return records([call(2, .closedHours, ended: 0)] + answered) {
            $0.blocked = [
                BlockedRecord(
                    source: .carrier(trunk: "t", source: "s"), channel: .phone, from: at(0), to: at(86_400),
                    count: 0)
            ]
        }
    }

    private static let level = Measure.serviceLevel(
        channel: .phone, within: .seconds(30), variant: .ofOffered)

    @Test(
        "13.A6: at all times such a call is blocked, not answered, not settled; in opening hours none of it",
        arguments: [
            (.blockage, .init(.atMost, 5, .percent), Ratio(1, of: 8), Ratio(0, of: 7)),
            (level, .init(.atLeast, 90, .percent), Ratio(7, of: 8), Ratio(7, of: 7)),
            (
                .oneCallResolution(repeatDays: 7), .init(.atLeast, 90, .percent), Ratio(7, of: 8),
                Ratio(7, of: 7)
            ),
        ] as [(Measure, Standard.Limit, Ratio, Ratio)])
    func alike(_ measure: Measure, _ limit: Standard.Limit, _ refused: Ratio, _ apart: Ratio) throws {
        let strict = try evaluation(measure, limit, .atAllTimes, calls)
        #expect(strict.figure.ratio == refused && strict.met == false)
        #expect(companion("without calls outside opening hours", of: strict)?.ratio == apart)
        #expect(companion("calls outside opening hours", of: strict)?.counted == [.contact(id(2))])
        let other = try evaluation(measure, limit, .openingHours, calls)
        #expect(other.figure.ratio == apart && other.met == true && other.figure.note != nil)
        #expect(companion("with calls outside opening hours as refused", of: other)?.ratio == refused)
        let silent = try evaluation(measure, limit, nil, calls)
        #expect(silent.figure.ratio == apart, "an entry that does not ask has them nowhere")
    }

    @Test(
        "13.A6: who was never let in neither gave up nor waited nor was held, by either answer",
        arguments: [Standard.ClosedHours.atAllTimes, .openingHours])
    func elsewhere(_ hours: Standard.ClosedHours) throws {
        let measures: [(Measure, Standard.Limit)] = [
            (.averageSpeedOfAnswer, .init(.atMost, 45, .seconds)),
            (.abandonment(.init()), .init(.below, 5, .percent)),
            (.totalHold(within: .seconds(30), withQueue: false), .init(.atLeast, 95, .percent)),
        ]
        for (measure, limit) in measures {
            let without = try evaluation(measure, limit, hours, records([call(1, answered: 1, .resolved)]))
            let with = try evaluation(
                measure, limit, hours,
                records([call(1, answered: 1, .resolved), call(2, .closedHours)]))
            #expect(with.figure == without.figure && with.met == without.met, "\(measure)")
            #expect(companion("calls outside opening hours", of: with)?.counted == [.contact(id(2))])
        }
    }

    @Test("who gave up is not thinned by calls outside opening hours")
    func abandonment() throws {
        let set = records(
            [call(1, .abandoned, ended: 9), call(2, .closedHours, ended: 0)]
                + (3...21 as ClosedRange<UInt64>).map { call($0, answered: 1, .resolved) })
        let row = try evaluation(.abandonment(.init()), .init(.below, 5, .percent), .atAllTimes, set)
        #expect(row.figure.ratio == Ratio(1, of: 20) && row.met == false)
    }
}
