public import Contacts

/// How many contacts of one queue arrived in each quarter of each day, and how long they took.
public struct DailySeries: Hashable, Sendable {
    /// One day of a queue.
    public struct Day: Hashable, Sendable {
        /// Arrivals by quarter of an hour.
        public var offered: [Int]
        /// Milliseconds of handling by quarter of arrival.
        public var handleTime: [Int64]
        /// How many were handled, by quarter of arrival.
        public var handled: [Int]
        /// Whether the record has a row of the quarter, also one in which nobody came.
        public var isTold: [Bool]

        /// A day on which nobody came.
        public init() {
            offered = [Int](repeating: 0, count: IntervalRow.quarters)
            isTold = [Bool](repeating: false, count: IntervalRow.quarters)
            handled = offered
            handleTime = [Int64](repeating: 0, count: IntervalRow.quarters)
        }

        /// Arrivals of the whole day.
        public var total: Int { offered.reduce(0, +) }
    }

    /// The queue.
    public let queue: String
    /// The days of which there is a record; a day without one is unknown, not empty.
    public private(set) var days: [CivilDate: Day] = [:]
    /// When the queue is open; decides which quarters exist at all.
    public var opening = OpeningHours.learned(closed: [])

    /// A queue without a record.
    public init(_ queue: String) { self.queue = queue }

    /// The dates of which there is a record, ascending.
    public var dates: [CivilDate] { days.keys.sorted() }

    /// The days before `date` only.
    public func before(_ date: CivilDate) -> DailySeries {
        var series = DailySeries(queue)
        series.days = days.filter { $0.key < date }
        series.opening = opening
        return series
    }

    /// Takes a day out of the record, so that nothing is learned from it.
    mutating func leaveOut(_ date: CivilDate) { days[date] = nil }

    /// Puts down that the queue was closed on a date of which there is no row.
    mutating func close(_ date: CivilDate) { days[date] = Day() }

    /// One series for each queue of `rows`, by name; a date that any queue has a record of is one of all.
    public static func all(_ rows: [IntervalRow]) -> [DailySeries] {
        let dates = Set(rows.map(\.date))
        var series: [String: DailySeries] = [:]
        for row in rows {
            if series[row.queue] == nil {
                series[row.queue] = DailySeries(row.queue)
                series[row.queue]?.days = Dictionary(uniqueKeysWithValues: dates.map { ($0, Day()) })
            }
            series[row.queue]?.days[row.date]?.offered[row.quarter] += row.offered
            series[row.queue]?.days[row.date]?.isTold[row.quarter] = true
            series[row.queue]?.days[row.date]?.handled[row.quarter] += row.handled
            series[row.queue]?.days[row.date]?.handleTime[row.quarter] += row.handleTime
        }
        return series.keys.sorted().compactMap { series[$0] }
    }

    /// All queues as one, called `name`; a day that any of them has no record of is one of which the sum is
    /// not known.
    public static func sum(_ series: [DailySeries], as name: String) -> DailySeries {
        var sum = DailySeries(name)
        if let first = series.first { sum.opening = first.opening }
        for one in series {
            for (date, day) in one.days where series.allSatisfy({ $0.days[date] != nil }) {
                var total = sum.days[date] ?? Day()
                for quarter in 0..<IntervalRow.quarters {
                    total.offered[quarter] += day.offered[quarter]
                    total.isTold[quarter] = total.isTold[quarter] || day.isTold[quarter]
                    total.handled[quarter] += day.handled[quarter]
                    total.handleTime[quarter] += day.handleTime[quarter]
                }
                sum.days[date] = total
            }
        }
        return sum
    }
}
