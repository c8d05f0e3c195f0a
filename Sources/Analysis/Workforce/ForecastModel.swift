public import Contacts
internal import Foundation

/// What one queue is expected to get in each quarter of an hour of a day to come.
///
/// A day's total is the level of its weekday, of which newer days say more than older ones, times a trend
/// when there is one; a holiday has what the same holiday had in comparison with its weekday, or what all
/// holidays of the record had. The total is spread over the open quarters of the day as that weekday was
/// before, leaning on the profile of all days where the weekday has few contacts; nothing is spread from open
/// quarters into closed ones.
/// - Source: Issue 4 item 6.
public struct ForecastModel: Sendable {
    /// The share by which the totals grow in a day; 0 when the record shows no trend beyond chance.
    public let trendPerDay: Double
    /// How many holidays the record holds; without one, a holiday is taken for its weekday.
    public let holidaysSeen: Int
    private let levels: [Double]
    /// What each holiday of the record had of its weekday's level.
    private let holidayFactors: [CivilDate: Double]
    private let opening: OpeningHours
    /// Which quarters of each weekday are open by the record.
    private let told: [[Bool]]
    private let profiles: [[Double]]
    private let handleTimes: [Double]
    private let lastDay: Int
    private let holidays: @Sendable (CivilDate) -> Bool

    /// A day that is so many days old says half as much as one of today.
    private static let halfLife = 42.0
    /// A weekday's profile leans on that of all days as if these were so many contacts.
    private static let profilePrior = 200.0
    /// An hour's handle time leans on the queue's as if that were so many contacts.
    private static let handlePrior = 50.0
    /// Fewer days show no trend that could be told from the ups and downs of a month.
    private static let daysForTrend = 42
    /// So many of the last days judge whether a trend of the days before would have helped.
    private static let daysOfProof = 14
    /// A trend is carried on for so many days and then kept.
    private static let trendReach = 28

    /// Learns from a record.
    ///
    /// - Parameters:
    ///   - series: The record, one day at least.
    ///   - holidays: True for dates that are unlike their weekday.
    public init(_ series: DailySeries, holidays: @escaping @Sendable (CivilDate) -> Bool = { _ in false }) {
        self.init(series, holidays, hasTrend: Self.trendHelps(series, holidays))
    }

    private init(
        _ series: DailySeries, _ holidays: @escaping @Sendable (CivilDate) -> Bool, hasTrend: Bool
    ) {
        self.holidays = holidays
        let days = series.dates.map { (date: $0, day: series.days[$0] ?? DailySeries.Day()) }
        let ordinary = days.filter { !holidays($0.date) }
        lastDay = days.last?.date.daysSinceEpoch ?? 0
        let plain = Self.levels(ordinary.map { ($0.date, Double($0.day.total), 1) })
        let totals = ordinary.map { ($0.date, Double($0.day.total)) }
        let trend = hasTrend ? Self.trend(totals, plain, until: lastDay) : 0
        trendPerDay = trend
        let (last, halfLife) = (lastDay, Self.halfLife)
        levels = Self.levels(
            ordinary.map { date, day in
                let age = Double(last - date.daysSinceEpoch)
                return (date, Double(day.total) / max(0.2, 1 - trend * age), exp2(-age / halfLife))
            })
        let special = days.filter { holidays($0.date) && plain[$0.date.weekday - 1] > 0 }
        holidaysSeen = special.count
        let factors = special.map { ($0.date, Double($0.day.total) / plain[$0.date.weekday - 1]) }
        holidayFactors = Dictionary(uniqueKeysWithValues: factors)
        opening = series.opening
        told = Self.told(ordinary.isEmpty ? days : ordinary, series.opening)
        profiles = Self.profiles(ordinary.isEmpty ? days : ordinary, told)
        handleTimes = Self.handleTimes(days.map(\.day))
    }

    /// The arrivals expected on `date`, by quarter of an hour.
    public func arrivals(on date: CivilDate) -> [Double] {
        guard !opening.isClosed(on: date) else { return Self.nobody }
        let ahead = min(Self.trendReach, max(0, date.daysSinceEpoch - lastDay))
        let growth = min(2, max(0.5, 1 + trendPerDay * Double(ahead)))
        let total = levels[date.weekday - 1] * growth * (holidays(date) ? holidayFactor(on: date) : 1)
        guard let open = opening.quarters(on: date) else {
            return profiles[date.weekday - 1].map { $0 * total }
        }
        // By calendars a date may be open for less of the day than its weekday was.
        return zip(profiles[date.weekday - 1], open).map { $1 ? $0 * total : 0 }
    }

    /// Of the same holiday when the record holds it: of one at most six days away in another year; of all
    /// holidays otherwise. Without any, a holiday is taken for its weekday.
    private func holidayFactor(on date: CivilDate) -> Double {
        func mean(_ factors: [Double]) -> Double { factors.reduce(0, +) / Double(factors.count) }
        let same = holidayFactors.keys.sorted().filter { other in
            let day = CivilDate(year: date.year, month: other.month, day: min(other.day, 28))
            return abs(day.daysSinceEpoch - date.daysSinceEpoch) <= 6
        }.compactMap { holidayFactors[$0] }
        if !same.isEmpty { return mean(same) }
        return holidayFactors.isEmpty
            ? 1 : mean(holidayFactors.keys.sorted().compactMap { holidayFactors[$0] })
    }

    private static let nobody = [Double](repeating: 0, count: IntervalRow.quarters)

    /// The mean handle time in seconds expected in `quarter`; 0 when the record holds none.
    public func handleTime(in quarter: Int) -> Double { handleTimes[quarter / 4] }

    // MARK: Learning

    /// True when a trend would have brought the last days nearer, had they been forecast from those before.
    private static func trendHelps(
        _ series: DailySeries, _ holidays: @escaping @Sendable (CivilDate) -> Bool
    ) -> Bool {
        let dates = series.dates
        guard dates.count >= daysForTrend else { return false }
        let proof = dates.suffix(daysOfProof)
        let known = series.before(proof[proof.startIndex])
        func distance(_ model: ForecastModel) -> Double {
            proof.reduce(0) { sum, date in
                let expected = model.arrivals(on: date).reduce(0, +)
                return sum + abs(expected - Double(series.days[date]?.total ?? 0))
            }
        }
        let plain = ForecastModel(known, holidays, hasTrend: false)
        let growing = ForecastModel(known, holidays, hasTrend: true)
        return distance(growing) < distance(plain)
    }

    /// The weighted mean of each weekday, Monday first; a weekday without a day has the mean of all.
    private static func levels(_ days: [(date: CivilDate, total: Double, weight: Double)]) -> [Double] {
        func mean(_ days: [(date: CivilDate, total: Double, weight: Double)]) -> Double {
            let weight = days.reduce(0) { $0 + $1.weight }
            return weight > 0 ? days.reduce(0) { $0 + $1.total * $1.weight } / weight : 0
        }
        return (1...7).map { weekday in
            let own = days.filter { $0.date.weekday == weekday }
            return mean(own.isEmpty ? days : own)
        }
    }

    /// The slope of totals over their weekday's mean, as a share of the last day's; 0 unless it is beyond two
    /// standard errors.
    private static func trend(
        _ days: [(date: CivilDate, total: Double)], _ levels: [Double], until last: Int
    ) -> Double {
        let points = days.compactMap { date, total -> (Double, Double)? in
            let level = levels[date.weekday - 1]
            return level > 0 ? (Double(date.daysSinceEpoch - last), total / level) : nil
        }
        let count = Double(points.count)
        guard count >= 3 else { return 0 }
        let meanX = points.reduce(0) { $0 + $1.0 } / count
        let meanY = points.reduce(0) { $0 + $1.1 } / count
        let spread = points.reduce(0) { $0 + ($1.0 - meanX) * ($1.0 - meanX) }
        let slope = points.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / spread
        let rest = points.reduce(0) { sum, point in
            let error = point.1 - meanY - slope * (point.0 - meanX)
            return sum + error * error
        }
        let deviation = (rest / (count - 2) / spread).squareRoot()
        let now = meanY - slope * meanX
        return abs(slope) > 2 * deviation && now > 0 ? slope / now : 0
    }

    /// The quarters of each weekday that are open: those of the calendars, or those that any day of it has a
    /// row of. A weekday of which the record holds no day is open when any day is, unless it is known to be
    /// closed.
    private static func told(
        _ days: [(date: CivilDate, day: DailySeries.Day)], _ opening: OpeningHours
    ) -> [[Bool]] {
        func union(_ masks: [[Bool]]) -> [Bool] {
            (0..<IntervalRow.quarters).map { quarter in masks.contains { $0[quarter] } }
        }
        let all = union(days.map(\.day.isTold))
        return (1...7).map { weekday in
            let own = days.filter { $0.date.weekday == weekday }
            if let open = opening.quarters(ofWeekday: weekday) { return open }
            return own.isEmpty ? all : union(own.map(\.day.isTold))
        }
    }

    private static func profiles(
        _ days: [(date: CivilDate, day: DailySeries.Day)], _ told: [[Bool]]
    ) -> [[Double]] {
        func counts(_ days: [(date: CivilDate, day: DailySeries.Day)], _ open: [Bool]) -> [Double] {
            var sum = nobody
            for (_, day) in days {
                for quarter in sum.indices where open[quarter] {
                    sum[quarter] += Double(day.offered[quarter])
                }
            }
            return smoothed(sum, open)
        }
        return (1...7).map { weekday in
            let open = told[weekday - 1]
            let all = counts(days, open)
            let total = all.reduce(0, +)
            let own = counts(days.filter { $0.date.weekday == weekday }, open)
            let mass = own.reduce(0, +) + profilePrior
            return own.indices.map { quarter in
                (own[quarter] + profilePrior * (total > 0 ? all[quarter] / total : 0)) / mass
            }
        }
    }

    /// Each open quarter with a little of its open neighbours; the sum stays.
    private static func smoothed(_ counts: [Double], _ open: [Bool]) -> [Double] {
        func share(_ quarter: Int, from own: Int) -> Double {
            counts.indices.contains(quarter) && open[quarter] ? counts[quarter] : counts[own]
        }
        return counts.indices.map { quarter in
            guard open[quarter] else { return 0 }
            return counts[quarter] / 2
                + (share(quarter - 1, from: quarter) + share(quarter + 1, from: quarter)) / 4
        }
    }

    private static func handleTimes(_ days: [DailySeries.Day]) -> [Double] {
        var sums = [Double](repeating: 0, count: IntervalRow.quarters / 4)
        var counts = sums
        for day in days {
            for quarter in 0..<IntervalRow.quarters {
                sums[quarter / 4] += Double(day.handleTime[quarter]) / 1000
                counts[quarter / 4] += Double(day.handled[quarter])
            }
        }
        let count = counts.reduce(0, +)
        guard count > 0 else { return sums }
        let mean = sums.reduce(0, +) / count
        return sums.indices.map { (sums[$0] + handlePrior * mean) / (counts[$0] + handlePrior) }
    }
}
