import Contacts
import Foundation
import Testing
import Workforce

@Suite("Forecasts")
struct ForecastTests {
    private let monday = CivilDate(year: 2026, month: 1, day: 5)

    /// Days on which `count` of the day's number arrive at 09:00 and half as many at 09:15.
    private func series(_ days: Int, _ count: (Int) -> Int?) -> DailySeries {
        let rows = (0..<days).flatMap { day -> [IntervalRow] in
            guard let number = count(day) else { return [] }
            return [(36, number), (37, number / 2)].map { quarter, offered in
                var row = IntervalRow(queue: "q", date: monday.advanced(byDays: day), quarter: quarter)
                row.offered = offered
                row.handled = offered
                row.handleTime = Int64(offered) * 180_000
                return row
            }
        }
        return DailySeries.all(rows)[0]
    }

    private func total(_ model: ForecastModel, _ day: Int) -> Double {
        model.arrivals(on: monday.advanced(byDays: day)).reduce(0, +)
    }

    @Test("a week that repeats is forecast by its weekdays, and sees no trend")
    func weekdays() {
        let model = ForecastModel(series(28) { [100, 80, 60, 60, 120, 20, 0][$0 % 7] })
        #expect(model.trendPerDay == 0)
        for (day, expected) in [150, 120, 90, 90, 180, 30, 0].enumerated() {
            #expect(abs(total(model, 28 + day) - Double(expected)) < 1e-6, "day \(day)")
        }
        let quarters = model.arrivals(on: monday.advanced(byDays: 28))
        #expect(quarters[36] > quarters[37] && quarters[37] > quarters[38] && quarters[12] == 0)
        #expect(abs(model.handleTime(in: 36) - 180) < 1e-9)
    }

    @Test("a steady growth is seen and carried on, and not for ever")
    func trend() {
        let model = ForecastModel(series(56) { 1000 + 20 * $0 })
        #expect(model.trendPerDay > 0.006 && model.trendPerDay < 0.014)
        let next = total(model, 56)
        #expect(abs(next - 1.5 * 2120) < 0.06 * 1.5 * 2120, "\(next)")
        #expect(abs(total(model, 56 + 70) - total(model, 56 + 77)) < 1e-9)
    }

    @Test("a holiday has what holidays before it had, and without one what its weekday has")
    func holidays() {
        let dates = [monday.advanced(byDays: 9), monday.advanced(byDays: 37)]
        let isHoliday: @Sendable (CivilDate) -> Bool = { dates.contains($0) }
        let record = series(28) { $0 == 9 ? 25 : 100 }
        let model = ForecastModel(record, holidays: isHoliday)
        #expect(model.holidaysSeen == 1)
        #expect(abs(total(model, 37) - 37) < 0.5 && abs(total(model, 36) - 150) < 1e-6)
        let other = ForecastModel(record.before(dates[0]), holidays: isHoliday)
        #expect(other.holidaysSeen == 0 && abs(total(other, 37) - 150) < 1e-6)
    }

    @Test("a day without a record is unknown, not empty")
    func gaps() {
        let model = ForecastModel(series(28) { [7, 8].contains($0) ? nil : 100 })
        #expect(abs(total(model, 28) - 150) < 1e-6)
        let trial = ForecastTrial(series(15) { [7].contains($0) ? nil : 100 }, weeks: 1)
        #expect(trial.days.count == 7 && trial.leftOut == 0 && trial.naive.wape == 0)
    }

    @Test("the error is that of days the model has not seen, and the worse forecast is called worse")
    func heldOut() {
        // Four weeks of noise around 100: the mean is nearer to the next week than one week is.
        let noise = [20, -20, 14, -14, 8, -8, 2, -2, 17, -17, 11, -11, 5, -5]
        let steady = ForecastTrial(series(35) { 100 + noise[($0 * 5) % 14] }, weeks: 1)
        #expect(steady.isBetterThanNaiveByDay == true && steady.model.contacts > 900)
        // A step before the last week but one: last week knows it, the weeks before do not.
        let step = ForecastTrial(series(35) { $0 < 21 ? 100 : 200 }, weeks: 1)
        #expect(step.isBetterThanNaive == false && step.naive.wape == 0)
        #expect(step.isBetterThanNaiveByDay == false && (step.model.wapeOfDays ?? 0) > 0)
    }

    @Test("percentages are of what came: 3 expected where 2 and 0 came")
    func measures() throws {
        var rows: [IntervalRow] = []
        for (day, quarter, offered) in [(0, 40, 3), (0, 41, 3), (7, 40, 2)] {
            var row = IntervalRow(queue: "q", date: monday.advanced(byDays: day), quarter: quarter)
            row.offered = offered
            rows.append(row)
        }
        for day in 1..<14 where day != 7 {
            rows.append(IntervalRow(queue: "q", date: monday.advanced(byDays: day), quarter: 0))
        }
        let naive = ForecastTrial(DailySeries.all(rows)[0], weeks: 1).naive
        #expect(naive.contacts == 2 && naive.quarters == 672)
        #expect(naive.wape == 2 && naive.bias == 2 && naive.mape == 0.5 && naive.wapeOfDays == 2)
    }

    @Test("contacts that come by chance are missed by chance: at rate 2.5, by 1.2826 in the mean")
    func chance() throws {
        // Of a week in which 2.5 are expected in one quarter of each day; the sum is taken by hand.
        var sum = 0.0
        var probability = exp(-2.5)
        for count in 0..<60 {
            sum += probability * abs(Double(count) - 2.5)
            probability *= 2.5 / Double(count + 1)
        }
        #expect(abs(sum - 1.2826) < 1e-4)
        let trial = ForecastTrial(series(35) { _ in 4 }, weeks: 1)
        let shared = try #require(trial.chance)
        #expect(shared > 0.3 && shared < 1)
    }
}
