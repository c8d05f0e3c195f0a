import BusinessTime
import Contacts
import Testing
import Workforce

@Suite("Records that are learned from")
struct HistoryRecordTests {
    private let monday = CivilDate(year: 2026, month: 4, day: 6)

    /// Ten contacts in each quarter hour from 08:00 to 18:00, Mondays to Fridays, where `isThere` says so.
    private func rows(
        weeks: Int = 6, queue: String = "a", _ isThere: (Int, Int) -> Bool = { _, _ in true }
    ) -> [IntervalRow] {
        (0..<(7 * weeks)).filter { $0 % 7 < 5 }.flatMap { day in
            (32..<72).filter { isThere(day, $0) }.map { quarter in
                var row = IntervalRow(queue: queue, date: monday.advanced(byDays: day), quarter: quarter)
                (row.offered, row.answered, row.handled, row.handleTime) = (10, 10, 10, 1_800_000)
                return row
            }
        }
    }

    private func model(
        _ rows: [IntervalRow], calendars: OpeningHours? = nil,
        holidays: @escaping @Sendable (CivilDate) -> Bool = { _ in false }
    ) -> (ForecastModel, [HistoryRecord.Remark]) {
        let record = HistoryRecord(rows, calendars: calendars, holidays: holidays)
        return (ForecastModel(record.series[0], holidays: holidays), record.remarks)
    }

    private func expected(_ model: ForecastModel, _ day: Int) -> [Double] {
        model.arrivals(on: monday.advanced(byDays: day))
    }

    @Test("11.16: nobody comes to a closed Saturday, and ten come in every open quarter, the edges included")
    func closedDays() {
        let (model, remarks) = model(rows())
        #expect(remarks.isEmpty)
        for day in 42..<47 {
            for (quarter, count) in expected(model, day).enumerated() {
                #expect(abs(count - ((32..<72).contains(quarter) ? 10 : 0)) < 1e-9, "\(day) \(quarter)")
            }
        }
        for day in 47..<49 { #expect(expected(model, day).allSatisfy { $0 == 0 }) }
    }

    @Test("11.16: a weekday of which there is no record is forecast as the others, and that is said")
    func unknownWeekdays() {
        let (model, remarks) = model(rows(weeks: 1))
        #expect(remarks.map(\.kind) == [.unknown, .unknown] && !remarks[0].isLeftOut)
        #expect(remarks.map(\.date) == [monday.advanced(byDays: 5), monday.advanced(byDays: 6)])
        #expect(abs(expected(model, 5).reduce(0, +) - 400) < 1e-9)
    }

    @Test("11.16: a holiday without rows was closed, and so will the next one be; another day is missing")
    func holidays() {
        let dates = [monday.advanced(byDays: 9), monday.advanced(byDays: 44)]
        let isHoliday: @Sendable (CivilDate) -> Bool = { dates.contains($0) }
        let (closed, remarks) = model(rows { day, _ in day != 9 }, holidays: isHoliday)
        #expect(remarks.map(\.kind) == [.closed] && remarks[0].date == dates[0] && !remarks[0].isLeftOut)
        #expect(closed.holidaysSeen == 1 && expected(closed, 44).allSatisfy { $0 == 0 })
        #expect(abs(expected(closed, 45).reduce(0, +) - 400) < 1e-9)
        let (missing, told) = model(rows { day, _ in day != 9 })
        #expect(told.map(\.kind) == [.missing] && told[0].date == dates[0] && told[0].isLeftOut)
        #expect(abs(expected(missing, 44).reduce(0, +) - 400) < 1e-9, "a mean over days that were whole")
    }

    @Test("11.16: a holiday is like the same one of another year, whatever the others were like")
    func sameHoliday() {
        let first = CivilDate(year: 2025, month: 5, day: 26)
        let next = CivilDate(year: 2026, month: 5, day: 25)
        let other = CivilDate(year: 2025, month: 6, day: 19)
        let isHoliday: @Sendable (CivilDate) -> Bool = { [first, next, other].contains($0) }
        let from = CivilDate(year: 2025, month: 5, day: 5)
        let moved = rows(weeks: 10).map { row in
            var row = row
            row.date = from.advanced(byDays: row.date.daysSinceEpoch - monday.daysSinceEpoch)
            return row
        }.filter { $0.date != first }
        let (model, _) = model(moved, holidays: isHoliday)
        #expect(model.holidaysSeen == 2 && model.arrivals(on: next).reduce(0, +) == 0)
    }

    @Test("11.16: a day that ends at noon is told and not averaged in; so is one with a hole")
    func halfDays() {
        for hole in [48..<72, 40..<46] {
            let (model, remarks) = model(rows { day, quarter in day != 39 || !hole.contains(quarter) })
            #expect(remarks.map(\.kind) == [.half] && remarks.first?.date == monday.advanced(byDays: 39))
            #expect(remarks.first?.words.contains(QuarterText.text(hole.lowerBound)) == true)
            #expect(abs(expected(model, 46).reduce(0, +) - 400) < 1e-9)
        }
    }

    @Test("11.16: hours that changed for good are no half days but for the weeks around the change")
    func newHours() {
        let (_, remarks) = model(rows(weeks: 12) { day, quarter in day < 42 || quarter < 60 })
        #expect(remarks.count <= 10, "\(remarks.map(\.date))")
        #expect(remarks.allSatisfy { abs($0.date.daysSinceEpoch - monday.daysSinceEpoch - 42) < 14 })
    }

    @Test("11.16: a day told twice counts once when alike, and not at all when not")
    func twice() {
        let all = rows()
        let day = all.filter { $0.date == monday.advanced(byDays: 7) }
        let (alike, same) = model(all + day)
        #expect(same.map(\.kind) == [.repeated] && !same[0].isLeftOut)
        #expect(abs(expected(alike, 42).reduce(0, +) - 400) < 1e-9)
        let other = day.map { row in
            var row = row
            row.offered = 90
            return row
        }
        let (unlike, two) = model(all + other)
        #expect(two.map(\.kind) == [.twice] && two[0].isLeftOut && two[0].date == monday.advanced(byDays: 7))
        #expect(abs(expected(unlike, 42).reduce(0, +) - 400) < 1e-9)
    }

    @Test("11.16: a calendar decides where there is one: closed dates, short days, contacts that came anyway")
    func calendars() throws {
        var windows = BusinessCalendar.weekly(.init(open: 480, close: 1080))
        windows[4] = [.init(open: 480, close: 720)]
        let calendar = try BusinessCalendar(
            name: "c", zone: .utc, windows: windows, closures: [monday.advanced(byDays: 43)])
        var all = rows { day, quarter in day % 7 != 4 || quarter < 48 }
        all.append(IntervalRow(queue: "a", date: monday.advanced(byDays: 5), quarter: 40))
        all[all.count - 1].offered = 3
        // Good Friday is no federal holiday; Memorial Day, 25 May, is.
        let (model, remarks) = model(all, calendars: .calendars([calendar]))
        #expect(remarks.map(\.kind) == [.outside])
        #expect(abs(expected(model, 42).reduce(0, +) - 400) < 1e-9)
        #expect(expected(model, 43).allSatisfy { $0 == 0 }, "a closure")
        #expect(expected(model, 49).allSatisfy { $0 == 0 }, "Memorial Day")
        #expect(abs(expected(model, 46).reduce(0, +) - 160) < 1e-9 && expected(model, 46)[48] == 0)
        #expect(expected(model, 47).allSatisfy { $0 == 0 }, "Saturday")
    }

    @Test("11.16: nothing leaks from one queue's hours into another's")
    func queues() {
        let night = (0..<42).flatMap { day in
            (0..<96).map { quarter in
                var row = IntervalRow(queue: "night", date: monday.advanced(byDays: day), quarter: quarter)
                row.offered = 2
                return row
            }
        }
        let record = HistoryRecord(rows() + night)
        #expect(record.series.map(\.queue) == ["a", "night"] && record.remarks.isEmpty)
        let day = ForecastModel(record.series[0])
        #expect(abs(day.arrivals(on: monday.advanced(byDays: 42))[32] - 10) < 1e-9)
        #expect(day.arrivals(on: monday.advanced(byDays: 42))[31] == 0)
        #expect(day.arrivals(on: monday.advanced(byDays: 47)).allSatisfy { $0 == 0 })
        let all = ForecastModel(record.series[1]).arrivals(on: monday.advanced(byDays: 47))
        #expect(abs(all.reduce(0, +) - 192) < 1e-6)
    }

    @Test("11.16: a day that one queue was left out of is left out of the sum of all")
    func sums() {
        let other = rows(queue: "b") { day, quarter in day != 39 || quarter < 48 }
        let record = HistoryRecord(rows() + other)
        let all = DailySeries.sum(record.series, as: "all")
        #expect(all.days.count == 29 && all.days[monday.advanced(byDays: 39)] == nil)
        #expect(abs(ForecastModel(all).arrivals(on: monday.advanced(byDays: 46)).reduce(0, +) - 800) < 1e-9)
    }

    @Test("11.16: what was held out is counted, not what was asked for")
    func heldOut() {
        let record = HistoryRecord(rows(weeks: 3))
        #expect(ForecastTrial(record.series[0], weeks: 10).weeks == 2)
        #expect(ForecastTrial(record.series[0], weeks: 1).weeks == 1)
        #expect(ForecastTrial(HistoryRecord(rows(weeks: 1)).series[0], weeks: 2).weeks == 0)
    }
}
