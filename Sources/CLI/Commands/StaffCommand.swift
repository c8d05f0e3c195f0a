public import ArgumentParser
import Contacts
import Foundation
import TopologyFile
import Traffic
public import Workforce

/// `tierline staff`: how many agents each quarter of an hour needs, and how many there were.
struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff",
        abstract: "Finds the agents needed in each quarter of an hour, or counts what an audit log holds.",
        discussion: """
            With --forecast: the least number of agents by Erlang A, in which callers leave, and by Erlang C \
            beside it. With --history: offered, answered, abandoned, handle time and staff of each queue and \
            quarter, as CSV; this is what `tierline forecast` learns from.
            """)

    @Option(help: "A forecast, as tierline forecast writes it.")
    var forecast: String?
    @Option(help: "An audit log: the audit sink's directory or the state directory.")
    var history: String?
    @Option(help: "The topology in whose zone the history's quarters are.")
    var topology = "Topology/single-host.yaml"
    @Option(help: "What makes a queue of a history: the class of routing, or the kind of call.")
    var by: IntervalHistory.Queues = .contactClass
    @Option(parsing: .upToNextOption, help: "Service levels: percent of all arrivals within seconds.")
    var target = ["80/20", "90/30"]
    @Option(help: "Mean patience in seconds.")
    var patience = 300.0
    @Option(help: "Handle time in seconds in place of the forecast's.")
    var aht: Double?
    @Option(help: "Percent of paid time in which an agent is not at work.")
    var shrinkage = 0
    @Option(
        help: "Percent of their time in which agents may be busy; binds agents and rostered, not Erlang C.")
    var maxOccupancy = 100
    @Flag(help: "All queues are served by the same agents.")
    var pool = false
    @Option(help: "Write the CSV to this file.")
    var out: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (forecast == nil) != (history == nil) else {
            throw ValidationError("expected either --forecast or --history")
        }
        for text in target where ServiceTarget(text) == nil {
            throw ValidationError("--target \(text): expected percent/seconds such as 80/20")
        }
        guard patience >= 1, patience <= 1_000_000 else {
            throw ValidationError("--patience \(patience): expected 1 to 1000000 seconds")
        }
        guard aht.map({ (1...1_000_000).contains($0) }) ?? true else {
            throw ValidationError("--aht \(aht ?? 0): expected 1 to 1000000 seconds")
        }
        guard (0...90).contains(shrinkage) else {
            throw ValidationError("--shrinkage \(shrinkage): expected 0 to 90 percent")
        }
        guard (1...100).contains(maxOccupancy) else {
            throw ValidationError("--max-occupancy \(maxOccupancy): expected 1 to 100 percent")
        }
    }

    func run() async throws {
        try await Outcome.of {
            if let history { try count(history) }
            if let forecast { try plan(forecast) }
        }
    }

    // MARK: What was

    private func count(_ directory: String) throws {
        let (rows, leftOut) = try IntervalFiles.rows(
            ofAudit: directory, zone: Topology.load(topology).zone, by: by)
        guard !rows.isEmpty else { throw Failure("\(directory) holds no contact") }
        let lines = IntervalFiles.lines(rows)
        if let out { try Output.write(lines, to: out) }
        if output.json {
            try Output.json(HistoryReport(rows, leftOut: leftOut.entries))
        } else if out == nil {
            print(lines.joined(separator: "\n"))
        }
        try leftOut.tell()
    }

    // MARK: What is needed

    private func plan(_ path: String) throws {
        let targets = target.compactMap { ServiceTarget($0) }
        let rule = Staffing.Rule(patience: patience, shrinkage: shrinkage, maxOccupancy: maxOccupancy)
        var taker = WantedTaker(aht: aht)
        try TableFile.read(path, into: &taker)
        let intervals = (pool ? Self.pooled(taker.wanted) : taker.wanted).map { one -> StaffReport.Interval in
            guard one.arrivals > 0, one.aht > 0 else { return StaffReport.Interval(one, []) }
            let demand = Demand(arrivalsPerHour: one.arrivals * 4, averageHandleTime: one.aht)
            return StaffReport.Interval(one, targets.map { Staffing(for: demand, target: $0, rule: rule) })
        }
        let report = StaffReport(
            patience_s: patience, shrinkage_percent: shrinkage, max_occupancy_percent: maxOccupancy,
            intervals: intervals, totals: targets.map { StaffReport.Total("\($0)", intervals) })
        if let out { try Output.write(report.lines, to: out) }
        if output.json { try Output.json(report) } else { print(report.text) }
    }

    /// All queues of a quarter as one: arrivals added, handle time in their proportion.
    private static func pooled(_ wanted: [Wanted]) -> [Wanted] {
        var pools: [String: Wanted] = [:]
        for one in wanted {
            let place = "\(one.date) \(one.start)"
            var pool =
                pools[place] ?? Wanted(queue: "pool", date: one.date, start: one.start, arrivals: 0, aht: 0)
            let arrivals = pool.arrivals + one.arrivals
            if arrivals > 0 { pool.aht = (pool.aht * pool.arrivals + one.aht * one.arrivals) / arrivals }
            pool.arrivals = arrivals
            pools[place] = pool
        }
        return pools.keys.sorted().compactMap { pools[$0] }
    }
}

extension IntervalHistory.Queues: ExpressibleByArgument {}
