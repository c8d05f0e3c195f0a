public import BusinessTime
public import Contacts

/// The lengths of time that standards are measured in, each window with its own population.
///
/// Sub-periods are never averaged (TOM 1-3 ¶3.4, reading A11). Windows begin and end at local midnights, or
/// at quarter hours after one, so that a day with a change of the clocks has its 23 or 25 hours.
public enum WindowKind: String, Sendable, Codable, CaseIterable, Hashable {
    case quarterHour = "15min"
    case day, week, month, quarter, year
    case optionPeriod = "option-period"
    case rollingSevenDays = "rolling-7-days"

    /// The windows that `first` to `last` touch, cut to these dates, in order.
    ///
    /// All kinds but the rolling one and option periods tile the dates without a gap. A rolling window ends
    /// on each of the dates and reaches back six dates before it, also before `first`; option periods are
    /// those of `periods` only.
    ///
    /// - Parameters:
    ///   - first: the first local date.
    ///   - last: the last local date, `first` or later.
    ///   - zone: whose dates they are.
    ///   - periods: the option periods of the contract.
    public func windows(
        from first: CivilDate, through last: CivilDate, in zone: Zone, periods: [OptionDates] = []
    ) -> [ReportWindow] {
        precondition(first <= last)
        switch self {
        case .quarterHour:
            return (first.daysSinceEpoch...last.daysSinceEpoch).flatMap { Self.quarters(of: $0, in: zone) }
        case .rollingSevenDays:
            return (first.daysSinceEpoch...last.daysSinceEpoch).map { day in
                let dates = CivilDate(daysSinceEpoch: day - 6)...CivilDate(daysSinceEpoch: day)
                return ReportWindow(self, dates, name: "7 days to \(dates.upperBound)", in: zone)
            }
        case .optionPeriod:
            return periods.sorted { $0.first < $1.first }.compactMap { period in
                let dates = max(period.first, first)...max(max(period.first, first), min(period.last, last))
                guard period.first <= last, period.last >= first else { return nil }
                let isWhole = dates == period.first...period.last
                return ReportWindow(
                    self, dates, name: "option period \(period.number)", isWhole: isWhole, in: zone)
            }
        case .day, .week, .month, .quarter, .year:
            return tiles(from: first, through: last, in: zone)
        }
    }

    private func tiles(from first: CivilDate, through last: CivilDate, in zone: Zone) -> [ReportWindow] {
        var windows: [ReportWindow] = []
        var day = first
        while day <= last {
            let whole = dates(around: day)
            let cut = max(whole.lowerBound, first)...min(whole.upperBound, last)
            windows.append(
                ReportWindow(self, cut, name: name(of: whole), isWhole: cut == whole, in: zone))
            day = whole.upperBound.advanced(byDays: 1)
        }
        return windows
    }

    /// The whole day, week, month, quarter or year that holds `date`; weeks begin on Monday.
    private func dates(around date: CivilDate) -> ClosedRange<CivilDate> {
        let months: Int
        switch self {
        case .week:
            let monday = date.advanced(byDays: 1 - date.weekday)
            return monday...monday.advanced(byDays: 6)
        case .month: months = 1
        case .quarter: months = 3
        case .year: months = 12
        case .quarterHour, .day, .optionPeriod, .rollingSevenDays: return date...date
        }
        let month = (date.month - 1) / months * months + 1
        let next = month + months
        let end = CivilDate(year: date.year + (next - 1) / 12, month: (next - 1) % 12 + 1, day: 1)
        return CivilDate(year: date.year, month: month, day: 1)...end.advanced(byDays: -1)
    }

    private func name(of dates: ClosedRange<CivilDate>) -> String {
        let first = dates.lowerBound
        return switch self {
        case .week: "week of \(first)"
        case .month: String("\(first)".prefix(7))
        case .quarter: "\("\(first)".prefix(4)) Q\((first.month - 1) / 3 + 1)"
        case .year: String("\(first)".prefix(4))
        case .quarterHour, .day, .optionPeriod, .rollingSevenDays: "\(first)"
        }
    }

    /// Quarter hours of real time from local midnight on.
    private static func quarters(of day: Int, in zone: Zone) -> [ReportWindow] {
        let date = CivilDate(daysSinceEpoch: day)
        let (midnight, end) = (zone.instant(ofDay: day), zone.instant(ofDay: day + 1))
        var windows: [ReportWindow] = []
        var start = midnight
        while start < end {
            let next = min(start.advanced(by: .seconds(900)), end)
            windows.append(
                ReportWindow(
                    kind: .quarterHour, name: zone.wallText(at: start), dates: date...date, isWhole: true,
                    start: start, end: next))
            start = next
        }
        return windows
    }
}

/// The dates of an option period, as the contract gives them.
public struct OptionDates: Hashable, Sendable {
    /// Its number, from 1.
    public var number: Int
    /// Its first date.
    public var first: CivilDate
    /// Its last date.
    public var last: CivilDate

    /// Makes the period.
    public init(number: Int, first: CivilDate, last: CivilDate) {
        self.number = number
        self.first = first
        self.last = last
    }
}

extension Zone {
    /// `2026-03-08T01:45-05:00`: wall time with its offset, which tells the two of an hour that comes twice
    /// apart.
    func wallText(at instant: Instant) -> String {
        let offset = offset(at: instant.microseconds / 1_000_000)
        let wall = instant.advanced(by: .seconds(offset))
        let size = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        return "\(wall)".prefix(16) + "\(sign)\(twoDigits(size / 60)):\(twoDigits(size % 60))"
    }
}

private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
