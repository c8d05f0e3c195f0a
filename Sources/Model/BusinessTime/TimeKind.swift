/// How a limit counts, and how much of it: every kind of standards.md#business-time.
///
/// On time means `stop < due` for the day and month kinds, whose due is the exclusive end of a date, and
/// `stop <= due` for the kinds that count hours.
public enum TimeKind: Hashable, Sendable, Codable {
    /// Calendar days, the day of receipt being day 1.
    case calendarDayOne(Int)
    /// Calendar days, the day after the start being day 1.
    case calendarAfter(Int)
    /// Workdays, the day of receipt being day 1 when it is one.
    case workdayOne(Int)
    /// Workdays strictly after the start.
    case workdayAfter(Int)
    /// Open time of the calendar; with a calendar open every day this is the register's
    /// `business_hours_daily`.
    case businessHours(Duration)
    /// Calendar months, clamped to the last day of the month.
    case monthsAfter(Int)
    /// Time that runs day and night.
    case elapsed(Duration)

    /// True when the due is the exclusive end of a date, so that a stop exactly at due is late.
    public var isExclusive: Bool {
        switch self {
        case .calendarDayOne, .calendarAfter, .workdayOne, .workdayAfter, .monthsAfter: true
        case .businessHours, .elapsed: false
        }
    }

    /// More days, months or hours than any limit has, and few enough that no due instant overflows.
    private static let mostUnits = 1_000_000

    /// Reads a kind by its name in the register and a decimal amount: `business_hours`, `2.75`.
    public init?(name: String, amount: String) {
        switch name {
        case "calendar_day1": self.init(amount, TimeKind.calendarDayOne)
        case "calendar_after": self.init(amount, TimeKind.calendarAfter)
        case "workday_day1": self.init(amount, TimeKind.workdayOne)
        case "workday_after": self.init(amount, TimeKind.workdayAfter)
        case "months_after": self.init(amount, TimeKind.monthsAfter)
        case "business_hours", "business_hours_daily": self.init(hours: amount, TimeKind.businessHours)
        case "elapsed_hours": self.init(hours: amount, TimeKind.elapsed)
        default: return nil
        }
    }

    private init?(_ amount: String, _ make: (Int) -> TimeKind) {
        guard let count = Int(amount), (1...Self.mostUnits).contains(count) else { return nil }
        self = make(count)
    }

    private init?(hours: String, _ make: (Duration) -> TimeKind) {
        let parts = hours.split(separator: ".", omittingEmptySubsequences: false)
        let isDecimal = parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
        guard isDecimal, parts.count <= 2, let whole = Int64(parts[0]), whole <= Self.mostUnits else {
            return nil
        }
        var microseconds = whole * 3_600_000_000
        if parts.count == 2 {
            guard parts[1].count <= 6, let part = Int64(parts[1]) else { return nil }
            let scale = parts[1].reduce(into: Int64(1)) { scale, _ in scale *= 10 }
            microseconds += part * 3_600_000_000 / scale
        }
        guard microseconds > 0 else { return nil }
        self = make(.microseconds(microseconds))
    }
}
