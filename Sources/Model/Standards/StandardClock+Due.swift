public import BusinessTime
public import Contacts

extension StandardClock.Unit {
    /// When `budget` has been counted since `start`, as the watchdog counts it.
    ///
    /// - Parameters:
    ///   - budget: microseconds, or for workdays as many days of 24 hours as there are workdays.
    ///   - start: from when.
    ///   - calendar: the one that ``calendar`` names, in the version that is to count.
    public func due(of budget: Int64, from start: Instant, in calendar: BusinessCalendar) -> Instant {
        let amount = Duration.microseconds(budget)
        let days = Int(budget / Duration.workdays(1).microseconds)
        switch self {
        case .elapsed: return start.advanced(by: amount)
        case .businessHours: return calendar.due(from: start, amount: amount)
        case .workdays(_, .dayOne): return calendar.due(start: start, kind: .workdayOne(days))
        case .workdays(_, .after): return calendar.due(start: start, kind: .workdayAfter(days))
        }
    }

    /// True when a stop at the due instant is late already, because it is the end of the last day.
    public var endsWithItsDay: Bool {
        switch self {
        case .workdays: true
        case .elapsed, .businessHours: false
        }
    }
}
