/// Why a zone, a calendar or a test vector cannot be used; found when a file is read, never in a decision.
public enum BusinessTimeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The bytes are no time zone file of version 2 or later, or its footer is no POSIX rule.
    case zoneMalformed(zone: String, reason: String)
    /// The calendar contradicts itself: a window that closes before it opens, two that overlap, no weekday.
    case calendarInvalid(calendar: String, reason: String)
    /// A field of a test vector is not of its column's form.
    case vectorInvalid(column: String, value: String, expected: String)

    /// The thing, its value and what was expected.
    public var description: String {
        switch self {
        case .zoneMalformed(let zone, let reason): "time zone \(zone): \(reason)"
        case .calendarInvalid(let calendar, let reason): "calendar \(calendar): \(reason)"
        case .vectorInvalid(let column, let value, let expected):
            "column \(column): value \(value): expected \(expected)"
        }
    }
}
