public import ArgumentParser
import AuditSink
import BusinessTime
import Contacts
import Facts
import Foundation
public import Measures
import Reporting
import Router
import Standards
import TopologyFile
import Traffic

/// `tierline report`: every standard, attained against required, with the contacts behind each figure.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Measures every standard over an audit log.",
        discussion: """
            Dates are those of the topology's zone; each window is measured on its own population. Feeds are
            CSV files with the header trunk,from,to,count,source or contact,at,satisfaction,recommendation;
            `tierline import` puts them into the log instead. What needs a feed that is not there says no
            data. The same log gives the same bytes.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, csv, html
    }

    @OptionGroup var source: AuditOptions
    @Option(help: "The topology whose register, clocks, calendars and contract apply.")
    var topology = "Topology/single-host.yaml"
    @Option(help: "The first date received or completed, YYYY-MM-DD.")
    var from: String
    @Option(help: "The last date, YYYY-MM-DD.")
    var to: String
    @Option(help: "What each figure is of.")
    var window: WindowKind = .day
    @Option(help: "The form of the report.")
    var format: Format = .json
    @Option(help: "One standard of the register; may be given several times. Without it all are reported.")
    var standard: [String] = []
    @Option(help: "A feed from outside; may be given several times.")
    var feed: [String] = []
    @Option(help: "Judge clocks and items by completion, with open overdue ones as failures, or by receipt.")
    var cohort: Cohort = .completion

    func validate() throws {
        for text in [from, to] where CivilDate(text) == nil {
            throw ValidationError("\(text) is no date YYYY-MM-DD")
        }
        if let first = CivilDate(from), let last = CivilDate(to), last < first {
            throw ValidationError("--to \(to) is before --from \(from)")
        }
    }

    func run() async throws {
        try await Outcome.of {
            guard let first = CivilDate(from), let last = CivilDate(to) else { return }
            let topology = try Topology.load(topology)
            var scope = Report.Scope(
                first: first, last: last, kind: window, zone: topology.zone, cohort: cohort,
                contract: topology.contract)
            let relief = topology.standards.first { $0.id == "dcs-outage-relief" }?.thresholds.first?.limit
            if let relief { scope.outageRelief = relief }
            guard !scope.windows.isEmpty else {
                throw Failure("no \(window.rawValue) touches \(from) to \(to)")
            }
            let standards = try wanted(of: topology.standards)
            let feed = try FeedFile.read(feed, zone: topology.zone)
            var projection = ReportProjection(
                clocks: topology.clocks, calendars: topology.calendars, segments: topology.segments,
                work: topology.work)
            let log = try source.open()
            let head = Int(try log.head())
            var line = ProgressLine()
            var leftOut = LeftOut()
            try log.forEach { record in
                if let fact = leftOut.fact(of: record) { projection.take(fact) }
                line.show(Int(record.index), of: head, "entries read")
            }
            if let row = projection.repeated(in: feed) {
                throw Failure("a feed and the log count the same: \(row); leave the feed out")
            }
            var report = Report(
                projection, scope: scope, standards: standards, register: topology.standards,
                coreHours: topology.routing.openingHours[.phone], feed: feed)
            report.leftOut = leftOut.entries
            write(report, &line)
            line.end()
            try leftOut.tell()
        }
    }

    private func write(_ report: Report, _ line: inout ProgressLine) {
        let all = report.standards.count
        func tell(_ done: Int) { line.show(done, of: all, "standards evaluated") }
        switch format {
        case .json:
            report.writeJSON(to: { Output.write($0) }, progress: tell)
            Output.write("\n".utf8)
        case .csv: report.writeCSV(to: { Output.write($0) }, progress: tell)
        case .html: print(report.html, terminator: "")
        }
    }

    private func wanted(of standards: [Standard]) throws -> [Standard] {
        guard !standard.isEmpty else { return standards }
        for id in standard {
            guard let found = standards.first(where: { $0.id.rawValue == id }) else {
                throw Failure("\(id) is no standard of the register")
            }
            if found.measure == nil {
                throw Failure("\(id) is a \(found.kind.rawValue) and has no measure; see tierline standards")
            }
        }
        return standards.filter { standard.contains($0.id.rawValue) }
    }
}

extension WindowKind: ExpressibleByArgument {}
extension Cohort: ExpressibleByArgument {}
