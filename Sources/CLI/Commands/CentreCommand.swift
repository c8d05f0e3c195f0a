import ArgumentParser
import Contacts
import Foundation
import TopologyFile
import Traffic

/// `tierline centre`: the topology of the centre that a trace was recorded in, for the real processes.
struct CentreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "centre",
        abstract: "Writes the topology of a trace's centre: its people, its queues, its transfers.",
        discussion: """
            `simulate` plays a trace in that centre by itself; `replay` needs it up. People, skills and \
            capacity come from the roster, classes, needs and ranks from the trace, and everything else from \
            the topology beside which it is written.
            """)

    @Option(help: "The recorded traffic: BASE of a trace, or its file.")
    var trace: String
    @Option(help: "Who works there, BASE.roster.csv, with skills.")
    var roster: String
    @Option(help: "The topology whose standards, calendars and alarms it shares.")
    var topology = "Topology/single-host.yaml"
    @Option(help: "What routing may know of the future, BASE.forecast.csv.")
    var forecast: String?
    @Option(help: "A date of the week that the forecast is for, YYYY-MM-DD.")
    var date = "2026-01-05"
    @Option(help: "How its queues serve: paced or static.")
    var policy = SimulateCommand.Policy.paced
    @Option(help: "The folder to write into, which is made.")
    var out: String
    @Option(help: "The state directory that it is to name; default: OUT/state.")
    var state: String?

    func run() async throws {
        try await Outcome.of {
            let traffic = try TrafficFile.read(trace, as: .trace, date: nil)
            guard let centre = try Centre.read(traffic, roster: roster) else {
                throw Failure(
                    "\(roster) or \(trace): no skills; expected skills of everybody and needs of each contact"
                )
            }
            guard let day = CivilDate(date) else {
                throw ValidationError("--date \(date) is no date YYYY-MM-DD")
            }
            let base = try Topology.load(topology)
            let folder = URL(fileURLWithPath: out).standardizedFileURL.path
            let files = try CentreFiles(
                centre, beside: topology, state: state ?? "\(folder)/state", policy: policy,
                forecast: try Centre.forecast(forecast),
                origin: TrafficFile.origin(of: day, as: .trace, in: base))
            let path = try files.write(to: out)
            _ = try Topology.load(path)
            print(path)
        }
    }
}

/// The centre of a trace, if its files describe one.
enum Centre {
    /// Reads it; nil when the trace or the roster says nothing of skills.
    static func read(_ traffic: RecordedTraffic, roster: String) throws -> TraceCentre? {
        var reader = RosterReader()
        try TableFile.read(roster, into: &reader)
        return try TraceCentre(traffic.contacts, people: reader.people)
    }

    /// What a file expects; nothing without one.
    static func forecast(_ path: String?) throws -> [ForecastBin] {
        guard let path else { return [] }
        var reader = ForecastReader()
        try TableFile.read(path, into: &reader)
        return reader.bins
    }
}
