import ArgumentParser
import BusinessTime
import Contacts
import Foundation
import Tables
import Traffic
import Workforce

/// `tierline forecast`: what is to be expected in each quarter of an hour, and how wrong such a forecast was.
struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Forecasts each queue by quarters of an hour, with its error on held-out weeks.",
        discussion: """
            The history is what `tierline staff --history` writes, or recorded traffic. Each held-out week \
            is forecast from the days before it and compared with what came, beside the naive forecast: the \
            same quarter a week before. WAPE is the sum of distances over the contacts that came. Quarters \
            in which the centre is closed are none: by the calendars of --topology, or because no row of the \
            history is of such a quarter. Days that are not whole, missing or told twice are named and not \
            learned from.
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
    @Option(
        help: "The topology whose opening hours and zone hold; default: hours as in the history, New York.")
    var topology: String?
    @Option(help: "One calendar of the topology, in place of the opening hours of all its channels.")
    var calendar: String?
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
    @OptionGroup var output: OutputOptions

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
        guard calendar == nil || topology != nil else {
            throw ValidationError("--calendar \(calendar ?? ""): expected --topology beside it")
        }
        if !trace.isEmpty, format == .trace, date.flatMap({ CivilDate($0) })?.weekday != 1 {
            throw ValidationError("--date: expected the Monday of the first trace")
        }
    }

    func run() async throws {
        try await Outcome.of {
            let site = try ForecastSite(topology: topology, calendar: calendar)
            let special = Set(holiday.compactMap { CivilDate($0) })
            let federal = holidays == .federal
            let isSpecial: @Sendable (CivilDate) -> Bool = {
                special.contains($0) || (federal && FederalHolidays.contains($0))
            }
            var sources = ForecastSources(site: site)
            for path in history { try sources.take(history: path) }
            for path in trace {
                try sources.take(trace: path, as: format, monday: date.flatMap { CivilDate($0) })
            }
            let record = HistoryRecord(sources.rows, calendars: site.opening, holidays: isSpecial)
            let told = sources.remarks + record.remarks.map { ForecastReport.Remark($0) }
            for remark in told { Outcome.say("tierline: \(remark.text)") }
            let report = try report(on: record, site, told, holidays: isSpecial)
            if let out {
                let lines = [Self.columns] + report.forecast.map(\.fields)
                try Output.write(lines.map { CSVLine.line($0) }, to: out)
            }
            if output.json { try Output.json(report) } else { print(report.text) }
        }
    }

    private func report(
        on record: HistoryRecord, _ site: ForecastSite, _ told: [ForecastReport.Remark],
        holidays isSpecial: @escaping @Sendable (CivilDate) -> Bool
    ) throws -> ForecastReport {
        let series = record.series.filter { !$0.days.isEmpty }
        let all = DailySeries.sum(series, as: "all queues")
        let known = Set(series.flatMap(\.dates))
        guard let start = known.min(), let last = record.last else {
            throw Failure("the history holds no day to learn from")
        }
        let first = from.flatMap { CivilDate($0) } ?? last.advanced(byDays: 1)
        let whole = ForecastModel(all, holidays: isSpecial)
        let found = series.flatMap { one in
            bins(of: one.queue, ForecastModel(one, holidays: isSpecial), whole, from: first, site.zone)
        }
        let queues = (series + (series.count > 1 ? [all] : [])).map { one in
            ForecastReport.Queue(
                ForecastTrial(one, weeks: holdOut, holidays: isSpecial),
                ForecastModel(one, holidays: isSpecial))
        }
        let open = Set(found.map(\.date))
        return ForecastReport(
            history_from: "\(start)", history_to: "\(last)", history_days: known.count,
            held_out_weeks: queues.map(\.held_out_weeks).max() ?? 0, hold_out_asked: holdOut,
            opening: site.words, left_out: told.filter(\.isLeftOut), seen: told.filter { !$0.isLeftOut },
            queues: queues,
            closed_dates: (0..<days).map { "\(first.advanced(byDays: $0))" }.filter { !open.contains($0) },
            forecast: found)
    }

    /// Quarters in which less than a thousandth of a contact is expected have no row; a queue in which nobody
    /// was ever handled has the handle time of all queues.
    private func bins(
        of queue: String, _ model: ForecastModel, _ whole: ForecastModel, from first: CivilDate, _ zone: Zone
    ) -> [ForecastReport.Bin] {
        // As in a trace, seconds pass from the Monday of the first day's week, whatever the clocks show.
        let monday = zone.instant(ofDay: first.advanced(byDays: 1 - first.weekday).daysSinceEpoch)
        return (0..<days).flatMap { day -> [ForecastReport.Bin] in
            let date = first.advanced(byDays: day)
            return model.arrivals(on: date).enumerated().compactMap { quarter, expected in
                let start = zone.instant(ofDay: date.daysSinceEpoch, minute: quarter * 15)
                guard expected >= 0.001, zone.shows(quarter, of: date, at: start) else { return nil }
                let own = model.handleTime(in: quarter)
                let aht = own > 0 ? own : whole.handleTime(in: quarter)
                return ForecastReport.Bin(
                    queue: queue, date: "\(date)", start: QuarterText.text(quarter),
                    bin_start_s: Int(monday.duration(to: start).microseconds / 1_000_000),
                    expected_arrivals: expected.thousandths, aht_s: aht.thousandths)
            }
        }
    }
}

extension Zone {
    /// False for a quarter that the clocks skip.
    fileprivate func shows(_ quarter: Int, of date: CivilDate, at instant: Instant) -> Bool {
        let second = instant.microseconds / 1_000_000
        return (second + offset(at: second) - Int64(date.daysSinceEpoch) * 86_400) / 900 == quarter
    }
}
