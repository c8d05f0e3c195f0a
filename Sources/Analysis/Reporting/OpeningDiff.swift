public import BusinessTime
public import Contacts

/// The dates on which two calendars of one name do not open alike.
public struct OpeningDiff: Hashable, Sendable {
    /// One date, and when each opens on it.
    public struct Day: Hashable, Sendable {
        /// The local date.
        public var date: CivilDate
        /// When the old one is open.
        public var old: [BusinessCalendar.Window]
        /// When the new one is.
        public var new: [BusinessCalendar.Window]
        /// Whether limits in workdays counted it.
        public var oldWorkday: Bool
        /// Whether they count it now.
        public var newWorkday: Bool
    }

    /// The dates that differ, ascending.
    public let days: [Day]

    /// Compares every date of `range`.
    public init(_ old: BusinessCalendar, _ new: BusinessCalendar, over range: ClosedRange<CivilDate>) {
        days = (range.lowerBound.daysSinceEpoch...range.upperBound.daysSinceEpoch).compactMap { day in
            let date = CivilDate(daysSinceEpoch: day)
            let found = Day(
                date: date, old: old.windows(on: date), new: new.windows(on: date),
                oldWorkday: old.isWorkday(date), newWorkday: new.isWorkday(date))
            return found.old != found.new || found.oldWorkday != found.newWorkday ? found : nil
        }
    }
}
