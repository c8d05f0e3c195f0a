public import Contacts
internal import Foundation

/// How far a forecast was from what came, over the quarters of held-out days.
public struct ForecastError: Hashable, Sendable {
    /// Quarters compared.
    public private(set) var quarters = 0
    /// Contacts that came in them.
    public private(set) var contacts = 0
    private var absolute = 0.0
    private var signed = 0.0
    private var relative = 0.0
    private var busy = 0
    private var absoluteByDay = 0.0

    /// Compares nothing yet.
    public init() {}

    /// Compares one day.
    mutating func take(_ forecast: [Double], _ came: [Int]) {
        var (sum, total) = (0.0, 0)
        for (expected, actual) in zip(forecast, came) {
            quarters += 1
            contacts += actual
            absolute += abs(expected - Double(actual))
            signed += expected - Double(actual)
            sum += expected
            total += actual
            guard actual > 0 else { continue }
            busy += 1
            relative += abs(expected - Double(actual)) / Double(actual)
        }
        absoluteByDay += abs(sum - Double(total))
    }

    /// The sum of the distances over the contacts that came, by quarter; nil when none came.
    public var wape: Double? { contacts > 0 ? absolute / Double(contacts) : nil }
    /// The same by whole days.
    public var wapeOfDays: Double? { contacts > 0 ? absoluteByDay / Double(contacts) : nil }
    /// The mean of distance over what came, over the quarters in which somebody came; nil when there is none.
    public var mape: Double? { busy > 0 ? relative / Double(busy) : nil }
    /// The share by which the forecast was too high, or too low when it is below 0; nil when none came.
    public var bias: Double? { contacts > 0 ? signed / Double(contacts) : nil }
}

/// A model held against weeks that it did not learn from, beside the naive forecast.
///
/// Each week in turn is held out with everything after it: the model learns from the days before and says the
/// week. The naive forecast says what came in the same quarter a week before; where that day has no record,
/// the newest same weekday of four weeks. A day that has none is left out for both.
public struct ForecastTrial: Hashable, Sendable {
    /// The queue.
    public let queue: String
    /// The model's error.
    public private(set) var model = ForecastError()
    /// The naive forecast's.
    public private(set) var naive = ForecastError()
    /// The distance that the best forecast has of contacts that come by chance at the model's rates.
    public private(set) var chance: Double?
    /// Days compared.
    public private(set) var days: [CivilDate] = []
    /// Days without a day to compare with.
    public private(set) var leftOut = 0
    /// Weeks that were held out and compared; fewer than asked for when the record does not reach back.
    public private(set) var weeks = 0

    /// Holds out the last `weeks` weeks of a record.
    ///
    /// - Parameters:
    ///   - series: The record.
    ///   - weeks: How many weeks, 1 or more.
    ///   - holidays: True for dates that are unlike their weekday.
    public init(
        _ series: DailySeries, weeks: Int, holidays: @escaping @Sendable (CivilDate) -> Bool = { _ in false }
    ) {
        queue = series.queue
        guard let last = series.dates.last else { return }
        var byChance = 0.0
        for week in (1...weeks).reversed() {
            let first = last.advanced(byDays: 1 - 7 * week)
            let known = series.before(first)
            guard !known.days.isEmpty else { continue }
            let learned = ForecastModel(known, holidays: holidays)
            let before = days.count
            defer { if days.count > before { self.weeks += 1 } }
            for date in (0..<7).map({ first.advanced(byDays: $0) }) {
                guard let came = series.days[date] else { continue }
                guard let before = Self.sameWeekday(before: date, in: series) else {
                    leftOut += 1
                    continue
                }
                let expected = learned.arrivals(on: date)
                days.append(date)
                model.take(expected, came.offered)
                naive.take(before.offered.map(Double.init), came.offered)
                byChance += expected.reduce(0) { $0 + Self.meanDistance(ofRate: $1) }
            }
        }
        if model.contacts > 0 { chance = byChance / Double(model.contacts) }
    }

    /// True when the model's distance is below the naive forecast's; nil when nothing could be compared.
    public var isBetterThanNaive: Bool? {
        guard let own = model.wape, let other = naive.wape else { return nil }
        return own < other
    }

    /// The same by whole days.
    public var isBetterThanNaiveByDay: Bool? {
        guard let own = model.wapeOfDays, let other = naive.wapeOfDays else { return nil }
        return own < other
    }

    private static func sameWeekday(before date: CivilDate, in series: DailySeries) -> DailySeries.Day? {
        (1...4).lazy.compactMap { series.days[date.advanced(byDays: -7 * $0)] }.first
    }

    /// The mean distance of a Poisson number from its mean: `2 m^(k+1) e^-m / k!`, `k` the whole part of `m`.
    static func meanDistance(ofRate mean: Double) -> Double {
        guard mean > 0 else { return 0 }
        let whole = mean.rounded(.down)
        return 2 * exp((whole + 1) * log(mean) - mean - lgamma(whole + 1))
    }
}
