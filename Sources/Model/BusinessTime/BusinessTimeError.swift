/// Why a zone or a calendar cannot be used; found when the topology is loaded, never in a decision.
public enum BusinessTimeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The bytes are no time zone file of version 2 or later, or its footer is no POSIX rule.
    case zoneMalformed(zone: String, reason: String)
    /// The calendar contradicts itself: a window that closes before it opens, two that overlap, no weekday.
    case calendarInvalid(calendar: String, reason: String)

    /// The thing, its value and what was expected.
    public var description: String {
        switch self {
        case .zoneMalformed(let zone, let reason): "time zone \(zone): \(reason)"
        case .calendarInvalid(let calendar, let reason): "calendar \(calendar): \(reason)"
        }
    }
}
