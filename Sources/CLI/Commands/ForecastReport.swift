import Foundation
import Workforce

/// The JSON of `tierline forecast`, and its table.
struct ForecastReport: Encodable {
    /// Something of the history that people should know.
    struct Remark: Encodable {
        var date: String?
        var queue: String?
        var file: String?
        var why: String
        var words: String
        let isLeftOut: Bool

        enum CodingKeys: String, CodingKey {
            case date, queue, file, why, words
        }

        init(_ remark: HistoryRecord.Remark) {
            date = "\(remark.date)"
            queue = remark.queue
            why = remark.kind.rawValue
            words = remark.words
            isLeftOut = remark.isLeftOut
        }

        init(file: String, sameAs other: String) {
            self.file = file
            why = "file_twice"
            words = "says what \(other) says: read once"
            isLeftOut = true
        }

        /// One line for people.
        var text: String {
            let name = [file, queue.map { "queue \($0)," }, date].compactMap(\.self).joined(separator: " ")
            return "\(name) \(words)" + (isLeftOut && file == nil ? "; not learned from" : "")
        }
    }

    /// One quarter of one queue.
    struct Bin: Encodable {
        var queue: String
        var date: String
        var start: String
        var bin_start_s: Int
        var expected_arrivals: Double
        var aht_s: Double

        var fields: [String] {
            [
                queue, date, start, "\(bin_start_s)", String(format: "%.3f", expected_arrivals),
                String(format: "%.1f", aht_s),
            ]
        }
    }

    /// An error; absent where nothing came.
    struct Failing: Encodable {
        var wape: Double?
        var mape: Double?
        var bias: Double?
        var wape_days: Double?

        init(_ error: ForecastError) {
            wape = error.wape?.thousandths
            mape = error.mape?.thousandths
            bias = error.bias?.thousandths
            wape_days = error.wapeOfDays?.thousandths
        }
    }

    /// A queue with how wrong its forecasts were.
    struct Queue: Encodable {
        var queue: String
        var trend_per_day: Double
        var holidays_seen: Int
        /// Weeks that were held out and compared.
        var held_out_weeks: Int
        var held_out_days: Int
        var left_out_days: Int
        var held_out_contacts: Int
        var model: Failing
        var naive: Failing
        /// The WAPE that a forecast of the true rates would have if contacts came by chance alone.
        var chance_wape: Double?
        var better_than_naive: Bool?
        var better_than_naive_days: Bool?

        init(_ trial: ForecastTrial, _ learned: ForecastModel) {
            queue = trial.queue
            trend_per_day = (learned.trendPerDay * 1_000_000).rounded() / 1_000_000
            holidays_seen = learned.holidaysSeen
            held_out_weeks = trial.weeks
            held_out_days = trial.days.count
            left_out_days = trial.leftOut
            held_out_contacts = trial.model.contacts
            model = Failing(trial.model)
            naive = Failing(trial.naive)
            chance_wape = trial.chance?.thousandths
            better_than_naive = trial.isBetterThanNaive
            better_than_naive_days = trial.isBetterThanNaiveByDay
        }
    }

    var history_from: String
    var history_to: String
    var history_days: Int
    /// Weeks that were held out and compared, of as many as were asked for.
    var held_out_weeks: Int
    var hold_out_asked: Int
    /// Where the opening hours are from.
    var opening: String
    /// Days and files that nothing was learned from.
    var left_out: [Remark]
    /// What else was seen: holidays without rows, days told twice alike.
    var seen: [Remark]
    var queues: [Queue]
    /// Dates of the forecast on which nobody is expected: closed.
    var closed_dates: [String]
    var forecast: [Bin]

    /// For people.
    var text: String {
        var lines = [
            "history of \(history_days) days, \(history_from) to \(history_to); "
                + "\(held_out_weeks) weeks held out of \(hold_out_asked) asked for; opening hours "
                + "\(opening)",
            "queue                    contacts    WAPE   naive  chance   bias   naive  days   naive",
        ]
        for queue in queues {
            let verdict = Self.verdict(queue)
            lines.append(
                queue.queue.padding(toLength: 24, withPad: " ", startingAt: 0)
                    + String(format: "%9d", queue.held_out_contacts)
                    + [
                        queue.model.wape, queue.naive.wape, queue.chance_wape, queue.model.bias,
                        queue.naive.bias, queue.model.wape_days, queue.naive.wape_days,
                    ].map { $0.map { String(format: "%7.1f%%", $0 * 100) } ?? "       -" }.joined()
                    + verdict)
        }
        if !closed_dates.isEmpty { lines.append("closed: \(closed_dates.joined(separator: ", "))") }
        return lines.joined(separator: "\n")
    }

    /// Where the naive forecast is the better one is said.
    private static func verdict(_ queue: Queue) -> String {
        guard let byQuarter = queue.better_than_naive, let byDay = queue.better_than_naive_days else {
            return "  no data"
        }
        switch (byQuarter, byDay) {
        case (true, true): return ""
        case (false, true): return "  WORSE than naive by quarters"
        case (true, false): return "  WORSE than naive by days"
        case (false, false) where queue.model.wape == queue.naive.wape: return "  as good as naive"
        case (false, false): return "  WORSE than naive"
        }
    }
}

extension Double {
    /// Rounded to three decimals.
    var thousandths: Double { (self * 1000).rounded() / 1000 }
}
