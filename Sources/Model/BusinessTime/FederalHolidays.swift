public import Contacts

/// The holidays of the United States Government, by rule, for any year.
///
/// Not among them: Inauguration Day, closures by executive order, the Friday after Thanksgiving.
/// - Source: standards.md#holidays.
public enum FederalHolidays {
    /// True when a holiday is observed on `date`; one on a Saturday is observed on the Friday before it, one
    /// on a Sunday on the Monday after.
    public static func contains(_ date: CivilDate) -> Bool {
        switch date.weekday {
        case 1: isMondayHoliday(date) || isFixed(date) || isFixed(date.advanced(byDays: -1))
        case 4: isThanksgiving(date) || isFixed(date)
        case 5: isFixed(date) || isFixed(date.advanced(byDays: 1))
        case 6, 7: false
        default: isFixed(date)
        }
    }

    /// The dates of `year` on which a holiday is observed, ascending.
    public static func dates(in year: Int) -> [CivilDate] {
        let first = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
        let next = CivilDate(year: year + 1, month: 1, day: 1).daysSinceEpoch
        return (first..<next).map(CivilDate.init(daysSinceEpoch:)).filter(contains)
    }

    private static func isMondayHoliday(_ date: CivilDate) -> Bool {
        switch date.month {
        case 1, 2: (15...21).contains(date.day)
        case 5: date.day >= 25
        case 9: date.day <= 7
        case 10: (8...14).contains(date.day)
        default: false
        }
    }

    private static func isThanksgiving(_ date: CivilDate) -> Bool {
        date.month == 11 && (22...28).contains(date.day)
    }

    private static func isFixed(_ date: CivilDate) -> Bool {
        switch (date.month, date.day) {
        case (1, 1), (7, 4), (11, 11), (12, 25): true
        case (6, 19): date.year >= 2021
        default: false
        }
    }
}
