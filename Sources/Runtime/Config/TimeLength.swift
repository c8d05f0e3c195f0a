/// A positive length of time as the files write it, in elapsed or in business time.
///
/// `20s`, `2m`, `4h`, `10d` are elapsed, a day being 24 hours; `4 business hours` counts open time of a
/// calendar, `4 daily business hours` that of one which is open every day, `10 business days` workdays,
/// `30 calendar days` dates and `12 months` months.
public enum TimeLength: Hashable, Sendable {
    /// Real time, nights and weekends too, in microseconds.
    case elapsed(microseconds: Int64)
    /// Open time of a calendar, in microseconds.
    case business(microseconds: Int64)
    /// Local dates that are workdays.
    case businessDays(Int)
    /// Open time of a calendar that is open on every date, in microseconds.
    case dailyBusiness(microseconds: Int64)
    /// Local dates, weekends and holidays too.
    case calendarDays(Int)
    /// Calendar months.
    case months(Int)

    /// What a person may write.
    package static let forms =
        "a length of time such as 20s, 2m, 48h, 10d, 4 business hours, 4 daily business hours, "
        + "10 business days, 30 calendar days or 12 months"

    /// Reads one; nil when `text` is none, is zero or does not fit.
    public init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number > 0 else { return nil }
        let unit = text.dropFirst(digits.count)
        switch unit {
        case "ms": self.init(number, times: 1_000)
        case "s": self.init(number, times: 1_000_000)
        case "m": self.init(number, times: 60_000_000)
        case "h": self.init(number, times: 3_600_000_000)
        case "d": self.init(number, times: 86_400_000_000)
        case " business minute", " business minutes": self.init(business: number, times: 60_000_000)
        case " business hour", " business hours": self.init(business: number, times: 3_600_000_000)
        case " daily business minute", " daily business minutes": self.init(daily: number, times: 60_000_000)
        case " daily business hour", " daily business hours": self.init(daily: number, times: 3_600_000_000)
        case " business day", " business days": self.init(workdays: number)
        case " calendar day", " calendar days":
            guard number <= Self.dayLimit else { return nil }
            self = .calendarDays(Int(number))
        case " month", " months":
            guard number <= Self.monthLimit else { return nil }
            self = .months(Int(number))
        default: return nil
        }
    }

    private init?(_ number: Int64, times factor: Int64) {
        guard let microseconds = Self.product(number, factor) else { return nil }
        self = .elapsed(microseconds: microseconds)
    }

    private init?(business number: Int64, times factor: Int64) {
        guard let microseconds = Self.product(number, factor) else { return nil }
        self = .business(microseconds: microseconds)
    }

    private init?(daily number: Int64, times factor: Int64) {
        guard let microseconds = Self.product(number, factor) else { return nil }
        self = .dailyBusiness(microseconds: microseconds)
    }

    private init?(workdays number: Int64) {
        guard number <= Self.dayLimit else { return nil }
        self = .businessDays(Int(number))
    }

    /// A hundred years: what is longer is a slip of the pen, and must not overflow later.
    private static let dayLimit: Int64 = 36_525
    private static let monthLimit: Int64 = 1_200

    private static func product(_ number: Int64, _ factor: Int64) -> Int64? {
        let (microseconds, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow || microseconds > dayLimit * 86_400_000_000 ? nil : microseconds
    }
}
