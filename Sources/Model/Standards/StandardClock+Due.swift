public import BusinessTime
public import Contacts

extension StandardClock.Unit {
    /// When what is `left` of a budget has been counted since `start`, as the watchdog counts it.
    ///
    /// - Parameters:
    ///   - left: microseconds, or as many days of 24 hours as there are days or months.
    ///   - start: from when.
    ///   - calendar: the one that ``calendar`` names, in the version that is to count.
    public func due(of left: Int64, from start: Instant, in calendar: BusinessCalendar) -> Instant {
        // Suspended on its last date: that date counted, and it is due at the end of the date it runs on.
        if countsDates, left == 0 { return calendar.due(start: start, kind: .calendarAfter(0)) }
        return calendar.due(start: start, kind: kind(.microseconds(left)))
    }
}
