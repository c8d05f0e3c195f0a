import Contacts

/// The tables of one calendar: workdays and open windows of every date, with running totals.
///
/// A class of constants, so that a calendar is copied by one reference. Instants are microseconds UTC, days
/// are days since 1970-01-01.
final class CalendarTables: Sendable {
    /// The first day of the tables.
    private let firstDay: Int
    /// How many workdays lie before each day of the tables, and before the day after the last.
    private let workdaysBefore: [Int32]
    /// The workdays, ascending.
    private let workdayList: [Int32]
    /// When each open window begins; windows are ascending, not empty and do not overlap.
    private let opens: [Int64]
    /// When each open window ends.
    private let closes: [Int64]
    /// The open time before each window, and at last all of it.
    private let openBefore: [Int64]
    /// For each UTC day, the first window that ends after the day's beginning.
    private let firstWindow: [Int32]

    private static let day: Int64 = 86_400_000_000

    /// Computes the tables over all dates of `years`.
    init(
        years: ClosedRange<Int>, zone: Zone, windows: [[BusinessCalendar.Window]],
        holidays: BusinessCalendar.Holidays, closures: [CivilDate], days: BusinessCalendar.Days
    ) {
        firstDay = CivilDate(year: years.lowerBound, month: 1, day: 1).daysSinceEpoch
        let endDay = CivilDate(year: years.upperBound + 1, month: 1, day: 1).daysSinceEpoch
        let closed = Set(closures.map(\.daysSinceEpoch))
        var builder = CalendarTablesBuilder()
        for day in firstDay..<endDay {
            let date = CivilDate(daysSinceEpoch: day)
            let weekday = date.weekday
            let isClosed = closed.contains(day) || holidays == .federal && FederalHolidays.contains(date)
            builder.note(day: day, isWorkday: weekday <= 5 && !isClosed)
            if !isClosed || days == .every {
                builder.open(windows[weekday - 1], on: day, in: zone)
            }
        }
        workdaysBefore = builder.workdaysBefore + [Int32(builder.workdays.count)]
        workdayList = builder.workdays
        opens = builder.opens
        closes = builder.closes
        openBefore = builder.openBefore + [builder.total]
        firstWindow = builder.firstWindows(from: firstDay, to: endDay)
    }

    func isWorkday(_ day: Int) -> Bool {
        workdays(before: day + 1) > workdays(before: day)
    }

    /// How many workdays of the tables lie before `day`.
    func workdays(before day: Int) -> Int {
        Int(workdaysBefore[min(max(day - firstDay, 0), workdaysBefore.count - 1)])
    }

    /// The `count`-th workday on or after `day`, or nil beyond the tables.
    func workday(_ count: Int, from day: Int) -> Int? {
        let place = workdays(before: day) + count - 1
        return workdayList.indices.contains(place) ? Int(workdayList[place]) : nil
    }

    func isOpen(at instant: Int64) -> Bool {
        let place = window(after: instant)
        return place < opens.count && opens[place] <= instant
    }

    /// The open time from the beginning of the tables until `instant`.
    func opened(by instant: Int64) -> Int64 {
        let place = window(after: instant)
        guard place < opens.count else { return openBefore[place] }
        return openBefore[place] + max(0, instant - opens[place])
    }

    /// The earliest instant by which `amount` of open time has passed since `start`.
    func due(from start: Int64, amount: Int64) -> Int64 {
        guard amount > 0 else { return start }
        var low = window(after: start)
        guard low < opens.count else { return Instant.distantFuture.microseconds }
        let target = openBefore[low] + max(0, start - opens[low]) + amount
        guard target <= openBefore[opens.count] else { return Instant.distantFuture.microseconds }
        // The window sought is the first whose end reaches the target: gallop, then halve.
        var step = 1
        while openBefore[min(low + step, opens.count)] < target {
            low += step
            step *= 2
        }
        var high = min(low + step, opens.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if openBefore[middle] < target { low = middle } else { high = middle }
        }
        return opens[low] + target - openBefore[low]
    }

    /// The first window that ends after `instant`.
    private func window(after instant: Int64) -> Int {
        let day = Int(floorDivide(instant, CalendarTables.day)) - firstDay
        guard day < firstWindow.count else { return opens.count }
        var place = Int(firstWindow[max(day, 0)])
        while place < closes.count, closes[place] <= instant { place += 1 }
        return place
    }
}

/// The tables while they grow.
private struct CalendarTablesBuilder {
    var workdaysBefore: [Int32] = []
    var workdays: [Int32] = []
    var opens: [Int64] = []
    var closes: [Int64] = []
    var openBefore: [Int64] = []
    var total: Int64 = 0

    mutating func note(day: Int, isWorkday: Bool) {
        workdaysBefore.append(Int32(workdays.count))
        if isWorkday { workdays.append(Int32(day)) }
    }

    /// Adds the windows of a date; one that a change of offset empties, or moves into the one before, is cut.
    mutating func open(_ windows: [BusinessCalendar.Window], on day: Int, in zone: Zone) {
        for window in windows {
            let open = zone.instant(ofDay: day, minute: window.open).microseconds
            let begin = max(open, closes.last ?? open)
            let end = zone.instant(ofDay: day, minute: window.close).microseconds
            guard end > begin else { continue }
            opens.append(begin)
            closes.append(end)
            openBefore.append(total)
            total += end - begin
        }
    }

    /// For each UTC day from the first date until a day after the last, its first window.
    func firstWindows(from firstDay: Int, to endDay: Int) -> [Int32] {
        var place = 0
        return (firstDay..<endDay + 2).map { day in
            let begin = Int64(day) * 86_400_000_000
            while place < closes.count, closes[place] <= begin { place += 1 }
            return Int32(place)
        }
    }
}
