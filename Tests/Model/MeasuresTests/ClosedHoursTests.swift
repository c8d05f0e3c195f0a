import Contacts
import Measures
import Standards
import Testing

/// Calls outside opening hours: where each standard of the telephone has them (reading A51).
@Suite("Calls outside opening hours")
struct ClosedHoursTests {
    private func evaluation(
        _ measure: Measure, _ limit: Standard.Limit, _ option: String?, _ set: RecordSet
    ) throws -> Evaluation {
        let standard = Standard(
            id: "s", clause: "c", kind: .metric, text: "t", population: "p",
            thresholds: [.init(.limit, limit)], windows: [.day],
            readings: option.map { [.init("A51", $0)] } ?? [], measure: measure)
        return try #require(Evaluator(set, contract: nil).evaluate([standard], in: [window()]).first)
    }

    private func companion(_ name: String, of row: Evaluation) -> Figure? {
        row.companions.first { $0.name == name }?.figure
    }

    /// One abandoned, so many answered, and one told that nobody is there.
    private func calls(answered: UInt64) -> [CallRecord] {
        [call(1, .abandoned, ended: 9), call(2, .closedHours, ended: 0)]
            + (3..<3 + answered).map { call($0, answered: 1, .resolved) }
    }

    @Test(
        "abandonment has them in its population by the one reading, by the other and by none it has not",
        arguments: [
            ("apart-and-inside", 21, true, "without calls outside opening hours", 20),
            ("apart-only", 20, false, "with calls outside opening hours", 21), (nil, 20, false, nil, 0),
        ] as [(String?, Int64, Bool, String?, Int64)])
    func abandonment(
        _ option: String?, _ all: Int64, _ met: Bool, _ beside: String?, _ other: Int64
    ) throws {
        let row = try evaluation(
            .abandonment(.init()), .init(.below, 5, .percent), option, records(calls(answered: 19)))
        #expect(row.figure.ratio == Ratio(1, of: all) && row.met == met)
        #expect(row.companions.count == (beside == nil ? 0 : 2))
        guard let beside else { return }
        #expect(companion(beside, of: row)?.ratio == Ratio(1, of: other))
        #expect(companion("calls outside opening hours", of: row)?.counted == [.contact(id(2))])
    }

    @Test("a figure says when only the reading taken lets it meet its limit, and is silent otherwise")
    func warning() throws {
        for (answered, isWarned) in [(19, true), (40, false)] as [(UInt64, Bool)] {
            let row = try evaluation(
                .abandonment(.init()), .init(.below, 5, .percent), "apart-and-inside",
                records(calls(answered: answered)))
            #expect(row.met == true && (row.figure.note != nil) == isWarned, "\(answered)")
        }
    }

    @Test(
        "an attempt outside opening hours is an attempt, unless it is kept apart",
        arguments: [("apart-and-inside", 20, true), ("apart-only", 19, false)] as [(String, Int64, Bool)])
    func blockage(_ option: String, _ attempts: Int64, _ met: Bool) throws {
        let set = records([call(1, .closedHours)] + (2...19).map { call($0, answered: 1, .resolved) }) {
            $0.blocked = [
                BlockedRecord(
                    source: .carrier(trunk: "t", source: "s"), channel: .phone, from: at(0), to: at(86_400),
                    count: 1)
            ]
        }
        let row = try evaluation(.blockage, .init(.atMost, 5, .percent), option, set)
        #expect(row.figure.ratio == Ratio(1, of: attempts) && row.met == met)
        #expect(row.companions.count == 2)
    }

    @Test(
        "who never reached a queue is in no figure of answers, waits and holds, by either reading",
        arguments: ["apart-and-inside", "apart-only"])
    func elsewhere(_ option: String) throws {
        let measures: [(Measure, Standard.Limit)] = [
            (.averageSpeedOfAnswer, .init(.atMost, 45, .seconds)),
            (
                .serviceLevel(channel: .phone, within: .seconds(30), variant: .ofOffered),
                .init(.atLeast, 90, .percent)
            ),
            (.totalHold(within: .seconds(30), withQueue: false), .init(.atLeast, 95, .percent)),
        ]
        for (measure, limit) in measures {
            let without = try evaluation(measure, limit, option, records([call(1, answered: 1, .resolved)]))
            let with = try evaluation(
                measure, limit, option,
                records([call(1, answered: 1, .resolved), call(2, .closedHours)]))
            #expect(with == without, "\(measure)")
        }
    }

    @Test("no inquiry was put to anybody: one call resolution leaves them out and shows what it would be")
    func resolution() throws {
        var answered = call(1, answered: 1, .resolved)
        answered.inquiries[0].resolved = answered.ending?.at
        let row = try evaluation(
            .oneCallResolution(repeatDays: 7), .init(.atLeast, 85, .percent), "apart-and-inside",
            records([answered, call(2, .closedHours)]))
        #expect(row.figure.ratio == Ratio(1, of: 1) && row.met == true && row.figure.note != nil)
        let other = companion("with calls outside opening hours as left open", of: row)
        #expect(other?.ratio == Ratio(1, of: 2))
        #expect(other?.others == [.inquiry(.init(contact: id(2), index: 1))])
    }
}
