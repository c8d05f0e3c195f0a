public import Contacts

/// A record of quarters made ready to be learned from: the days that are whole, and what was left out of it.
///
/// Nothing that a mean would hide is averaged in: a day that is not whole, one that is told in two ways, one
/// that is missing. A holiday without rows is a day on which nobody was there to come to.
public struct HistoryRecord: Sendable {
    /// The queues by name.
    public private(set) var series: [DailySeries]
    /// What was left out, and what was seen besides, by date.
    public private(set) var remarks: [Remark] = []
    /// The last date of which there is a row; nil without any.
    public let last: CivilDate?

    /// Something about a day that people should know.
    public struct Remark: Hashable, Sendable {
        /// The date.
        public var date: CivilDate
        /// The queue; nil for all of them.
        public var queue: String?
        /// What is the matter.
        public var kind: Kind
        /// What exactly.
        public var words: String

        /// Whether nothing was learned from the day.
        public var isLeftOut: Bool {
            switch kind {
            case .half, .missing, .twice, .outside: true
            case .repeated, .closed, .unknown: false
            }
        }

        /// What can be the matter with a day.
        public enum Kind: String, Sendable {
            /// Hours without rows that had contacts on such days before.
            case half = "half_day"
            /// No row at all on a date that should have some.
            case missing = "missing_day"
            /// Told twice, and not alike.
            case twice = "told_twice"
            /// Told twice, alike, and counted once.
            case repeated = "repeated"
            /// A holiday without rows: closed.
            case closed = "closed_holiday"
            /// Contacts while the calendars are closed.
            case outside = "outside_opening"
            /// A weekday of which the record holds no day, and which nobody said to be closed.
            case unknown = "unknown_weekday"
        }
    }

    /// Makes a record of `rows`, which may come from several files.
    ///
    /// - Parameters:
    ///   - rows: The quarters in any order.
    ///   - calendars: When the centre is open; nil to learn it from the rows.
    ///   - holidays: True for dates that are unlike their weekday.
    public init(
        _ rows: [IntervalRow], calendars: OpeningHours? = nil, holidays: (CivilDate) -> Bool = { _ in false }
    ) {
        let told = Told(rows)
        series = DailySeries.all(told.rows)
        let dates = Set(told.rows.map(\.date))
        last = dates.max()
        let opening = calendars ?? .learned(closed: Self.closedWeekdays(dates))
        for place in series.indices { series[place].opening = opening }
        remarks = told.remarks
        for remark in told.remarks where remark.kind == .twice {
            series.firstIndex { $0.queue == remark.queue }.map { series[$0].leaveOut(remark.date) }
        }
        lookBetween(dates, opening, holidays)
        lookInside(opening, holidays)
        lookBeyond(dates, opening)
        remarks.sort {
            ($0.date, $0.queue ?? "", $0.kind.rawValue) < ($1.date, $1.queue ?? "", $1.kind.rawValue)
        }
    }

    /// Weekdays that came by between the first row and the last and never had one.
    private static func closedWeekdays(_ dates: Set<CivilDate>) -> Set<Int> {
        guard let first = dates.min(), let last = dates.max() else { return [] }
        let known = Set(dates.map(\.weekday))
        let passed = Set(
            (first.daysSinceEpoch...last.daysSinceEpoch).prefix(7).map {
                CivilDate(daysSinceEpoch: $0).weekday
            })
        return passed.subtracting(known)
    }

    /// Dates without any row.
    private mutating func lookBetween(
        _ dates: Set<CivilDate>, _ opening: OpeningHours, _ holidays: (CivilDate) -> Bool
    ) {
        guard let first = dates.min(), let last = dates.max() else { return }
        for day in first.daysSinceEpoch...last.daysSinceEpoch {
            let date = CivilDate(daysSinceEpoch: day)
            guard !dates.contains(date), !opening.isClosed(on: date) else { continue }
            guard holidays(date) else {
                remarks.append(
                    Remark(
                        date: date, queue: nil, kind: .missing, words: "has no row, though its weekday has"))
                continue
            }
            for place in series.indices { series[place].close(date) }
            remarks.append(
                Remark(date: date, queue: nil, kind: .closed, words: "is a holiday without rows: closed"))
        }
    }

    /// Weekdays that no date of the record fell on: not known to be closed, and forecast all the same.
    private mutating func lookBeyond(_ dates: Set<CivilDate>, _ opening: OpeningHours) {
        guard let last else { return }
        let known = Set(dates.map(\.weekday))
        for date in (1...7).map({ last.advanced(byDays: $0) })
        where !known.contains(date.weekday) && !opening.isClosed(on: date) {
            let words = "is a weekday of which there is no record: taken for the mean of the others"
            remarks.append(Remark(date: date, queue: nil, kind: .unknown, words: words))
        }
    }

    /// Days with rows, queue by queue.
    private mutating func lookInside(_ opening: OpeningHours, _ holidays: (CivilDate) -> Bool) {
        for place in series.indices {
            let one = series[place]
            var found: [Remark] = []
            for date in one.dates {
                guard let day = one.days[date] else { continue }
                if opening.isClosed(on: date) {
                    guard day.total > 0 else { continue }
                    found.append(
                        Remark(
                            date: date, queue: one.queue, kind: .outside,
                            words: "is closed by the calendar, yet \(day.total) contacts came"))
                } else if !holidays(date), let gap = WholeDay.gap(in: day, of: date, one, holidays) {
                    found.append(Remark(date: date, queue: one.queue, kind: gap.kind, words: gap.words))
                }
            }
            for remark in found { series[place].leaveOut(remark.date) }
            remarks += found
        }
    }
}

/// Rows without those that say the same again, and the days that say it in two ways.
private struct Told {
    var rows: [IntervalRow] = []
    var remarks: [HistoryRecord.Remark] = []

    private struct Place: Hashable {
        var queue: String
        var date: CivilDate
        var quarter: Int
    }

    private struct Day: Hashable {
        var queue: String
        var date: CivilDate
    }

    init(_ all: [IntervalRow]) {
        var known: [Place: IntervalRow] = [:]
        var repeated: Set<Day> = []
        var twice: Set<Day> = []
        for row in all {
            let place = Place(queue: row.queue, date: row.date, quarter: row.quarter)
            if let other = known[place] {
                let day = Day(queue: row.queue, date: row.date)
                if other == row { repeated.insert(day) } else { twice.insert(day) }
                continue
            }
            known[place] = row
            rows.append(row)
        }
        for day in twice {
            remarks.append(
                .init(
                    date: day.date, queue: day.queue, kind: .twice,
                    words: "is told twice, and not alike: neither is believed"))
        }
        for day in repeated.subtracting(twice) {
            remarks.append(
                .init(date: day.date, queue: day.queue, kind: .repeated, words: "is told twice: counted once")
            )
        }
    }
}

/// Whether a day's record is whole, judged by the days of its weekday that are nearest to it.
private enum WholeDay {
    /// So many contacts are missed by chance less than once in a hundred thousand days.
    private static let fewest = 12.0
    /// And so large a share of the day, so that a lull in a large centre is none.
    private static let share = 0.1
    /// The days of its weekday that a day is compared with.
    private static let neighbours = 4

    /// The longest stretch without rows in which contacts should have come; nil when the day is whole.
    static func gap(
        in day: DailySeries.Day, of date: CivilDate, _ series: DailySeries, _ holidays: (CivilDate) -> Bool
    ) -> (kind: HistoryRecord.Remark.Kind, words: String)? {
        let others = series.dates.filter { $0 != date && $0.weekday == date.weekday && !holidays($0) }
            .sorted { left, right in
                let here = date.daysSinceEpoch
                return (abs(left.daysSinceEpoch - here), left) < (abs(right.daysSinceEpoch - here), right)
            }.prefix(neighbours).compactMap { series.days[$0] }
        guard !others.isEmpty else { return nil }
        let usual = (0..<IntervalRow.quarters).map { quarter -> Double in
            let told = others.filter { $0.isTold[quarter] }
            // Hours that changed lately are those of the most of its neighbours.
            guard 2 * told.count > others.count else { return 0 }
            return told.reduce(0) { $0 + Double($1.offered[quarter]) } / Double(told.count)
        }
        let whole = usual.reduce(0, +)
        var (missed, start, worst) = (0.0, 0, (missed: 0.0, from: 0, to: 0))
        for quarter in 0..<IntervalRow.quarters {
            if day.isTold[quarter] {
                (missed, start) = (0, quarter + 1)
                continue
            }
            missed += usual[quarter]
            if usual[quarter] > 0, missed > worst.missed { worst = (missed, start, quarter + 1) }
        }
        guard worst.missed >= fewest, worst.missed >= share * whole else { return nil }
        guard day.isTold.contains(true) else {
            return (
                .missing, "has no row of the queue, though about \(Int(whole)) contacts come on such days"
            )
        }
        let first = usual.indices.first { $0 >= worst.from && usual[$0] > 0 } ?? worst.from
        let end = worst.to == IntervalRow.quarters ? "24:00" : QuarterText.text(worst.to)
        return (
            .half,
            "is not whole: no row from \(QuarterText.text(first)) to \(end), when about "
                + "\(Int(worst.missed.rounded())) contacts come on such days"
        )
    }
}
