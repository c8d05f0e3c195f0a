import ArgumentParser
import Contacts
import Foundation
import Replaying

/// `tierline replay`: feeds recorded traffic into the running topology, and counts what became of it.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Replays recorded traffic into a running topology, with simulated agents.",
        discussion: """
            Open loop: contacts arrive when the topology's clock shows their instant. The figures are \
            counted from the audit log alone; `lost` compares it with what the gateways accepted.
            """)

    @Option(help: "The topology's YAML file.")
    var topology: String
    @Option(help: "The state directory; default: what the topology says.")
    var state: String?
    @Option(help: "The recorded traffic: BASE of a trace, or a file.")
    var trace: String
    @Option(help: "trace, anonymous-bank or bpi2013; a file may be packed by gzip.")
    var format = ReplaySetup.Format.trace
    @Option(
        help: "Only this date, YYYY-MM-DD; for a trace also the week its Monday is in; bpi2013: from it on.")
    var date: String?
    @Option(help: "Who works when, BASE.roster.csv; default: the topology's agents, all the time.")
    var roster: String?
    @Option(help: "The topology's clock rate, or max for as fast as it is taken.")
    var speed: String?
    @Option(help: "Every so many contacts one is put on hold; 0 for none.")
    var holdEvery: UInt64 = 0
    @Option(help: "Every so many contacts one moves a tier up; 0 for none.")
    var escalateEvery: UInt64 = 0
    @Option(help: "Every so many offers of a tier its agent signs out instead of answering; 0 for none.")
    var signOutEvery: UInt64 = 0
    @Option(help: "Append to this file what was sent, acknowledged and shown; arrivals durably.")
    var ledger: String?
    @Flag(help: "One JSON object on standard output.")
    var json = false
    @Option(help: "Write each contact's life to this CSV.")
    var contactsOut: String?
    @Option(help: "Write each leg to this CSV, for scorers.")
    var logOut: String?
    @Option(help: "Write each recorded move and what the router decided of it to this CSV; bpi2013 only.")
    var movesOut: String?

    func validate() throws {
        if let date, CivilDate(date) == nil { throw ValidationError("--date \(date) is no date YYYY-MM-DD") }
        if let speed, speed != "max", Int64(speed).map({ $0 < 1 }) ?? true {
            throw ValidationError("--speed \(speed): expected the topology's clock rate, or max")
        }
    }

    func run() async throws {
        try await Outcome.of {
            let setup = try ReplaySetup(self)
            let session = try ReplaySession(setup)
            let result = try await session.run()
            if let contactsOut { try Output.write(result.contactLines, to: contactsOut) }
            if let logOut { try Output.write(result.legLines, to: logOut) }
            if let movesOut { try Output.write(result.moveLines, to: movesOut) }
            if json { try Output.json(result.report) } else { print(result.text) }
            if let failure = result.failure { throw Failure(failure) }
        }
    }
}
