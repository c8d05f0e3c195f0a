import ArgumentParser
import Contacts
import Foundation
import Replaying

/// `tierline simulate`: recorded traffic played in virtual time, with the decisions of the real processes.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Plays recorded traffic through every machine in virtual time, in one process.",
        discussion: """
            The machines, the simulated callers and the simulated agents are those of `replay`; between \
            them lies nothing, so that entries arrive at the instant recorded and the same files and seed \
            give the same outcome. Without --seed, agents answer as in a replay.
            """)

    /// The policies that there are.
    enum Policy: String, ExpressibleByArgument, CaseIterable {
        /// Classes by rank, the order received within a class, the longest idle agent (decision 0011).
        case `static`
    }

    @Option(help: "The topology's YAML file, for calendars, clocks, people and limits.")
    var topology = "Topology/single-host.yaml"
    @Option(help: "The recorded traffic: BASE of a trace, or a file.")
    var trace: String
    @Option(help: "trace, anonymous-bank or bpi2013; a file may be packed by gzip.")
    var format = TrafficFile.Format.trace
    @Option(help: "Only this date, YYYY-MM-DD; for a trace also the week its Monday is in.")
    var date: String?
    @Option(help: "Who works when, BASE.roster.csv; default: the topology's agents, all the time.")
    var roster: String?
    @Option(help: "What routing may know of the future, BASE.forecast.csv; checked, no policy here uses it.")
    var forecast: String?
    @Option(help: "A routing file in place of the topology's.")
    var routing: String?
    @Option(help: "static: classes by rank, the order received within a class, the longest idle agent.")
    var policy = Policy.static
    @Option(help: "Varies how long agents take to answer, and what a record leaves open of patience.")
    var seed: UInt64?
    @Option(help: "Every so many contacts one is put on hold; 0 for none.")
    var holdEvery: UInt64 = 0
    @Option(help: "Every so many contacts one moves a tier up; 0 for none.")
    var escalateEvery: UInt64 = 0
    @Option(help: "Every so many offers of a tier its agent signs out instead of answering; 0 for none.")
    var signOutEvery: UInt64 = 0
    @Flag(help: "One JSON object on standard output.")
    var json = false
    @Option(help: "Write each contact's life to this CSV.")
    var contactsOut: String?
    @Option(help: "Write each leg to this CSV, for scorers.")
    var logOut: String?
    @Option(help: "Write each recorded move and what the router decided of it to this CSV; bpi2013 only.")
    var movesOut: String?
    @Option(help: "Write an audit log to this new directory, for explain, inversions, report and staff.")
    var auditOut: String?

    func validate() throws {
        if let date, CivilDate(date) == nil { throw ValidationError("--date \(date) is no date YYYY-MM-DD") }
    }

    func run() async throws {
        try await Outcome.of {
            let result = try VirtualReplay(self).run()
            if let contactsOut { try Output.write(result.contactLines, to: contactsOut) }
            if let logOut { try Output.write(result.legLines, to: logOut) }
            if let movesOut { try Output.write(result.moveLines, to: movesOut) }
            if json { try Output.json(result.report) } else { print(result.text) }
            if let failure = result.failure { throw Failure(failure) }
        }
    }
}
