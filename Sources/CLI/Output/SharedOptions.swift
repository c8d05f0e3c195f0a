import ArgumentParser
import AuditSink
import Contacts
import TopologyFile
import Traffic

/// `--json`, of every command that answers in words or in JSON.
struct OutputOptions: ParsableArguments {
    @Flag(help: "One JSON object on standard output.")
    var json = false
}

/// `--topology` and `--state`, of commands that must be told which topology.
struct TopologyOptions: ParsableArguments {
    @Option(help: "The topology's YAML file.")
    var topology: String
    @Option(help: "The state directory; default: what the topology says.")
    var state: String?

    func load() throws -> Topology { try Topology.load(topology, state: state) }
}

/// The same, of commands that people type where the usual topology runs.
struct UsualTopologyOptions: ParsableArguments {
    @Option(help: "The topology's YAML file.")
    var topology = "Topology/single-host.yaml"
    @Option(help: "The state directory; default: what the topology says.")
    var state: String?

    func load() throws -> Topology { try Topology.load(topology, state: state) }
}

/// `--audit`, of commands that read the audit log.
struct AuditOptions: ParsableArguments {
    @Option(help: "The audit sink's directory.")
    var audit: String

    func open() throws -> AuditLog { try AuditLog.open(audit) }
}

/// `--vectors`, of commands that hold our figures against another program's.
struct VectorOptions: ParsableArguments {
    @Option(help: "The CSV file.")
    var vectors: String
}

/// The recorded traffic that a command plays, and who works meanwhile.
struct TrafficOptions: ParsableArguments {
    @Option(help: "The recorded traffic: BASE of a trace, or a file.")
    var trace: String
    @Option(help: "trace, anonymous-bank or bpi2013; a file may be packed by gzip.")
    var format = TrafficFile.Format.trace
    @Option(
        help: "Only this date, YYYY-MM-DD; for a trace also the week its Monday is in; bpi2013: from it on.")
    var date: String?
    @Option(help: "Who works when, BASE.roster.csv; default: the topology's agents, all the time.")
    var roster: String?

    func validate() throws {
        if let date, CivilDate(date) == nil { throw ValidationError("--date \(date) is no date YYYY-MM-DD") }
    }

    /// Reads the traffic, and says on which day it is played: its own, else `usual`.
    func read(_ topology: Topology, seed: UInt64? = nil, usual: CivilDate) throws -> DatedTraffic {
        try dated(try recorded(seed: seed), centre: nil, topology, usual: usual)
    }

    /// The contacts of the file, of the wanted date if it knows dates.
    func recorded(seed: UInt64? = nil) throws -> RecordedTraffic {
        try TrafficFile.read(trace, as: format, date: date.flatMap { CivilDate($0) }, seed: seed)
    }

    /// Lays contacts onto a topology, by the types of inquiry of their own centre if they have one.
    func dated(
        _ read: RecordedTraffic, centre: TraceCentre?, _ topology: Topology, usual: CivilDate
    ) throws -> DatedTraffic {
        let wanted = date.flatMap { CivilDate($0) }
        let day = read.date ?? wanted ?? usual
        let isDay = format == .trace && wanted != nil
        let traffic = isDay ? TrafficFile.only(read, on: day, in: topology.zone) : read
        guard !traffic.contacts.isEmpty else { throw Failure("\(trace) holds no contact to play") }
        let origin = TrafficFile.origin(of: day, as: format, in: topology)
        let plan = try ReplayPlan(
            traffic, origin: origin,
            type: { centre?.type(of: $0) ?? topology.trafficTypes[$0.queue] ?? InquiryType($0.queue) },
            gateways: ReplaySetup.gateways(topology),
            presences: try ReplaySetup.presences(roster, topology, origin: origin))
        return DatedTraffic(traffic: traffic, day: day, plan: plan)
    }
}

/// Recorded traffic with the day on which it is played, and what is to be sent when.
struct DatedTraffic {
    var traffic: RecordedTraffic
    var day: CivilDate
    var plan: ReplayPlan
}

/// What simulated agents do beyond what the record says.
struct DisturbanceOptions: ParsableArguments {
    @Option(help: "Every so many contacts one is put on hold; 0 for none.")
    var holdEvery: UInt64 = 0
    @Option(help: "Every so many contacts one moves a tier up; 0 for none.")
    var escalateEvery: UInt64 = 0
    @Option(help: "Every so many offers of a tier its agent signs out instead of answering; 0 for none.")
    var signOutEvery: UInt64 = 0

    func apply(to options: inout ReplayOptions) {
        options.holdEvery = holdEvery
        options.escalateEvery = escalateEvery
        options.signOutEvery = signOutEvery
    }
}

/// What became of the played contacts: in words, in JSON, and in files.
struct ResultOptions: ParsableArguments {
    @OptionGroup var output: OutputOptions
    @Option(help: "Write each contact's life to this CSV.")
    var contactsOut: String?
    @Option(help: "Write each leg to this CSV, for scorers.")
    var logOut: String?
    @Option(help: "Write each recorded move and what the router decided of it to this CSV; bpi2013 only.")
    var movesOut: String?

    /// Writes the files and the answer, and fails when the run did.
    func tell(_ result: ReplayResult) throws {
        if let contactsOut { try Output.write(result.contactLines, to: contactsOut) }
        if let logOut { try Output.write(result.legLines, to: logOut) }
        if let movesOut { try Output.write(result.moveLines, to: movesOut) }
        if output.json { try Output.json(result.report) } else { print(result.text) }
        if let failure = result.failure { throw Failure(failure) }
    }
}
