import BusinessTime
import Contacts
import Standards

/// How one clock counts: when a budget is used up, and how much of it a span of time uses.
///
/// What is used is microseconds for time, and as many days of 24 hours as there are days or months for what
/// counts dates. A clock that is suspended and runs on is due as many dates later as it stood: with day 1
/// counting the date on which it stops running does not count and the date on which it runs on does, with
/// counting after it is the other way round, so that no date counts twice or not at all.
struct ClockArithmetic {
    let unit: StandardClock.Unit
    /// Nil for elapsed time only; a unit whose calendar is gone counts elapsed time too.
    let calendar: BusinessCalendar?

    private static let day = Duration.days(1).microseconds

    /// When a clock that has used `used` of `budget` by `start` is due.
    func due(of budget: Int64, used: Int64 = 0, from start: Instant) -> Instant {
        let left = max(0, budget - used)
        guard let calendar else { return start.advanced(by: .microseconds(left)) }
        return unit.due(of: left, from: start, in: calendar)
    }

    /// What a span of running uses.
    func used(from start: Instant, to end: Instant) -> Int64 {
        guard end > start else { return 0 }
        guard let calendar else { return start.duration(to: end).microseconds }
        let zone = calendar.zone
        switch unit {
        case .elapsed: return start.duration(to: end).microseconds
        case .businessHours, .dailyBusinessHours:
            return calendar.elapsed(from: start, to: end).microseconds
        case .workdays(_, .dayOne): return Int64(calendar.workdays(from: start, to: end)) * Self.day
        case .workdays(_, .after):
            let first = zone.instant(ofDay: zone.localDay(at: start) + 1)
            let next = zone.instant(ofDay: zone.localDay(at: end) + 1)
            return Int64(calendar.workdays(from: first, to: next)) * Self.day
        case .calendarDays: return Int64(zone.localDay(at: end) - zone.localDay(at: start)) * Self.day
        case .months: return Int64(Self.months(from: zone.date(at: start), to: zone.date(at: end))) * Self.day
        }
    }

    /// Whole months between two dates.
    private static func months(from start: CivilDate, to end: CivilDate) -> Int {
        let months = (end.year - start.year) * 12 + end.month - start.month
        let isWhole = start.advanced(byMonths: months).daysSinceEpoch <= end.daysSinceEpoch
        return isWhole ? months : months - 1
    }
}
