import ArgumentParser
import BusinessTime
import Contacts
import Foundation
import Replaying
import Workforce

/// `tierline forecast`: what is to be expected in each quarter of an hour, and how wrong such a forecast was.
struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Forecasts each queue by quarters of an hour, with its error on held-out weeks.",
        discussion: """
            The history is what `tierline staff --history` writes, or recorded traffic. Each held-out week \
            is forecast from the days before it and compared with what came, beside the naive forecast: the \
            same quarter a week before. WAPE is the sum of distances over the contacts that came.
            """)

    enum Holidays: String, ExpressibleByArgument, CaseIterable {
        case none, federal
    }

    @Option(parsing: .upToNextOption, help: "CSV files of quarters.")
    var history: [String] = []
    @Option(parsing: .upToNextOption, help: "Recorded traffic; traces follow each other by the week.")
    var trace: [String] = []
    @Option(help: "trace or anonymous-bank.")
    var format = TrafficFile.Format.trace
    @Option(help: "The Monday of the first trace, YYYY-MM-DD.")
    var date: String?
    @Option(help: "Which dates are unlike their weekday: federal (US holidays) or none.")
    var holidays = Holidays.none
    @Option(parsing: .upToNextOption, help: "Further such dates, YYYY-MM-DD.")
    var holiday: [String] = []
    @Option(help: "How many of the last weeks are held out to state the error.")
    var holdOut = 2
    @Option(help: "The first day of the forecast; default: the day after the history.")
    var from: String?
    @Option(help: "How many days.")
    var days = 7
    @Option(help: "Write the forecast to this CSV, which staff and simulate read.")
    var out: String?
    @Flag(help: "One JSON object on standard output.")
    var json = false

    /// The columns of the file written.
    static let columns = ["queue", "date", "start", "bin_start_s", "expected_arrivals", "aht_s"]

    func validate() throws {
        for text in [date, from].compactMap(\.self) + holiday where CivilDate(text) == nil {
            throw ValidationError("\(text) is no date YYYY-MM-DD")
        }
        guard !history.isEmpty || !trace.isEmpty else {
            throw ValidationError("expected --history or --trace")
        }
        guard (1...52).contains(holdOut) else {
            throw ValidationError("--hold-out \(holdOut): expected 1 to 52 weeks")
        }
        guard (1...366).contains(days) else { throw ValidationError("--days \(days): expected 1 to 366") }
        if !trace.isEmpty, format == .trace, date.flatMap({ CivilDate($0) })?.weekday != 1 {
            throw ValidationError("--date: expected the Monday of the first trace")
        }
    }

    func run() async throws {
        try await Outcome.of {
            let series = DailySeries.all(try rows())
            let all = DailySeries.sum(series, as: "all queues")
            guard let last = all.dates.last else { throw Failure("the history holds no contact") }
            let special = Set(holiday.compactMap { CivilDate($0) })
            let federal = holidays == .federal
            let isSpecial: @Sendable (CivilDate) -> Bool = {
                special.contains($0) || (federal && FederalHolidays.contains($0))
            }
            let first = from.flatMap { CivilDate($0) } ?? last.advanced(byDays: 1)
            let whole = ForecastModel(all, holidays: isSpecial)
            let bins = series.flatMap { one in
                let model = ForecastModel(one, holidays: isSpecial)
                return Self.bins(of: one.queue, model, whole, from: first, days: days)
            }
            if let out {
                try Output.write(([Self.columns] + bins.map(\.fields)).map { CSVLine.line($0) }, to: out)
            }
            let trials = (series + (series.count > 1 ? [all] : [])).map { one in
                ForecastReport.Queue(
                    ForecastTrial(one, weeks: holdOut, holidays: isSpecial),
                    ForecastModel(one, holidays: isSpecial))
            }
            let report = ForecastReport(
                history_from: "\(all.dates.first ?? last)", history_to: "\(last)",
                history_days: all.dates.count, held_out_weeks: holdOut, queues: trials, forecast: bins)
            if json { try Output.json(report) } else { print(report.text) }
        }
    }

    private func rows() throws -> [IntervalRow] {
        var rows = try history.flatMap { try IntervalFiles.rows(of: $0) }
        for (index, name) in trace.enumerated() {
            let traffic = try TrafficFile.read(name, as: format, date: nil)
            let monday = date.flatMap { CivilDate($0) }?.advanced(byDays: 7 * index)
            guard let first = traffic.date ?? monday else { continue }
            rows += IntervalFiles.rows(of: traffic, from: first)
        }
        return rows
    }

    /// Quarters in which less than a thousandth of a contact is expected have no row; a queue in which nobody
    /// was ever handled has the handle time of all queues.
    private static func bins(
        of queue: String, _ model: ForecastModel, _ whole: ForecastModel, from first: CivilDate, days: Int
    ) -> [ForecastReport.Bin] {
        // As in a trace, seconds count from the Monday of the first day's week.
        let monday = first.advanced(byDays: 1 - first.weekday)
        return (0..<days).flatMap { day -> [ForecastReport.Bin] in
            let date = first.advanced(byDays: day)
            let midnight = (date.daysSinceEpoch - monday.daysSinceEpoch) * 86_400
            return model.arrivals(on: date).enumerated().compactMap { quarter, expected in
                guard expected >= 0.001 else { return nil }
                let own = model.handleTime(in: quarter)
                let aht = own > 0 ? own : whole.handleTime(in: quarter)
                return ForecastReport.Bin(
                    queue: queue, date: "\(date)", start: QuarterText.text(quarter),
                    bin_start_s: midnight + quarter * 900, expected_arrivals: expected.thousandths,
                    aht_s: aht.thousandths)
            }
        }
    }
}
