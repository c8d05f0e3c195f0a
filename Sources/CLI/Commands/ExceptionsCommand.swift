import ArgumentParser
import AuditSink
import BusinessTime
import Contacts
import JSONTree
import Measures
import Reporting
import TopologyFile

/// `tierline exceptions`: reports by which work items are no failures that they would have been.
struct ExceptionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exceptions",
        abstract: "Lists what excuses work items: who said it, when, with what proof, what would have been.")

    @OptionGroup var source: AuditOptions
    @Option(help: "The topology whose clocks, calendars, contract and classes of work apply.")
    var topology = "Topology/single-host.yaml"
    @Option(help: "The first date on which it was said, in the topology's zone, YYYY-MM-DD.")
    var from: String?
    @Option(help: "The last date on which it was said, YYYY-MM-DD.")
    var to: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        for text in [from, to].compactMap(\.self) where CivilDate(text) == nil {
            throw ValidationError("\(text) is no date YYYY-MM-DD")
        }
    }

    func run() async throws {
        try await Outcome.of {
            let topology = try Topology.load(topology)
            var projection = ReportProjection(
                clocks: topology.clocks, calendars: topology.calendars, segments: topology.segments,
                work: topology.work)
            var leftOut = LeftOut()
            try source.open().forEach { record in
                if let fact = leftOut.fact(of: record) { projection.take(fact) }
            }
            let zone = topology.zone
            func start(_ text: String?, _ days: Int) -> Instant? {
                text.flatMap { CivilDate($0) }.map { zone.instant(ofDay: $0.daysSinceEpoch + days) }
            }
            let first = start(from, 0) ?? .distantPast
            let end = start(to, 1) ?? .distantFuture
            let found = projection.exceptions(topology.contract).exceptions.filter {
                first <= $0.noted && $0.noted < end
            }
            if output.json {
                let report = StrictJSON.fields([
                    ("exceptions", .list(found.map(\.json))),
                    ("without_proof", .whole(Int64(found.count { $0.evidence == nil }))),
                    ("left_out", .list(leftOut.entries.map { .text($0) })),
                ])
                Output.write(report.bytes + Array("\n".utf8))
                return try leftOut.tell()
            }
            print("\(found.count) exceptions, \(found.count { $0.evidence == nil }) without proof")
            for one in found {
                print(
                    "  \(one.item) \(one.ground.rawValue): \(one.says), as of \(one.at), said \(one.noted)"
                        + " by \(one.by), \(one.proof)")
                print("    would have been: \(one.wouldHaveBeen)")
            }
            try leftOut.tell()
        }
    }
}
