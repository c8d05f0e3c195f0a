internal import ArgumentParser
public import Config
import Contacts
internal import Glibc
public import Kernel
internal import Links
public import Logging
public import ServiceLifecycle
public import StateFolder
public import Station
public import TopologyFile
internal import UnixSignals

/// What every program of the topology does before and around its own work.
///
/// Parses the command line, loads the topology, starts the station, runs its edges, drains on SIGTERM, and
/// maps each failure to one exit status: 0 done, 64 wrong usage, 78 a file was rejected, 1 otherwise.
public struct Host: Sendable {
    private let program: Program

    /// A host for `program`.
    public init(_ program: Program) { self.program = program }

    /// Runs a station to its end, and the process with it.
    ///
    /// - Parameters:
    ///   - makeDecider: Makes the machine joined with its codec, with an empty state.
    ///   - makeEdges: Makes what else runs beside the station, such as an HTTP server;
    ///     stopped before the station.
    public func run<D: Decider>(
        _ makeDecider: @Sendable (ProgramContext) throws -> D,
        edges makeEdges: @Sendable (StationActor, ProgramContext) async throws -> [any Service] = { _, _ in []
        }
    ) async -> Never {
        await exiting { context in
            guard context.settings.program.isStation else {
                throw StationError("\(program.rawValue) is not a station", exitStatus: 64)
            }
            let station = StationActor(
                settings: try context.stationSettings(), decider: try makeDecider(context),
                thread: PollThread(),
                context: ZeroMQContext(), log: context.log)
            try await station.begin()
            let edges = try await makeEdges(station, context)
            // Started in this order and stopped in reverse: edges first, so that nothing new arrives; then
            // the station, which drains.
            try await serve([StationService(station: station)] + edges, log: context.log)
        }
    }

    /// Runs a program that owns no journal.
    public func run(
        services makeServices: @Sendable (ProgramContext) async throws -> [any Service]
    ) async -> Never {
        await exiting { context in try await serve(try await makeServices(context), log: context.log) }
    }

    private func serve(_ services: [any Service], log: Logger) async throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map {
                    .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup)
                },
                gracefulShutdownSignals: [.sigterm], cancellationSignals: [.sigint], logger: log))
        try await group.run()
    }

    private func exiting(_ body: (ProgramContext) async throws -> Void) async -> Never {
        Surroundings.settle()
        let options = HostOptions.parseOrExit()
        let pipe = StationLog.standardError(of: options.station)
        var log = Logger(label: options.station) { StationLog(station: $0, pipe: pipe) }
        log.logLevel = .info
        let figures = ProcessFigures()
        figures.add {
            [
                Gauge("descriptors_limit", value: Int64(Descriptors.limit)),
                Gauge("descriptors_open", value: Int64(Descriptors.inUse)),
                Gauge("descriptors_refused", value: Int64(Descriptors.refusals)),
                Gauge("log_lines_dropped", value: Int64(clamping: pipe.dropped)),
            ]
        }
        do {
            let context = try options.context(for: program, log: log, figures: figures)
            if options.check { exit(0) }
            try await body(context)
            log.info("ended")
            exit(0)
        } catch let error as StationError {
            end(log, error.description, status: error.exitStatus)
        } catch let error as TopologyError {
            end(log, error.description, status: 78)
        } catch {
            end(log, "\(error)", status: 1)
        }
    }

    private func end(_ log: Logger, _ reason: String, status: Int32) -> Never {
        log.critical("cannot go on", metadata: ["reason": "\(reason)", "exit": "\(status)"])
        exit(status)
    }
}

/// Where a program finds itself.
public struct ProgramContext: Sendable {
    /// The whole topology.
    public let topology: Topology
    /// This program's own settings in it.
    public let settings: TopologyFile.StationSettings
    /// The topology's clock.
    public let clock: TopologyClock
    /// Where to log; never anything of a member.
    public let log: Logger
    /// What the process says of itself.
    public let figures: ProcessFigures
    /// True when a campaign may tell the station where to kill itself.
    let hasFailpoints: Bool
}

/// The command line of every station.
struct HostOptions: ParsableArguments {
    @Option(help: "The topology's YAML file.")
    var topology: String
    @Option(help: "The state folder; default: what the topology says.")
    var state: String?
    @Option(help: "Which station of the topology this process is.")
    var station: String
    @Flag(help: "Validate the topology and exit.")
    var check = false
    @Flag(help: .hidden)
    var failpoints = false

    /// Loads everything a program needs of its surroundings.
    func context(for program: Program, log: Logger, figures: ProcessFigures) throws -> ProgramContext {
        let loaded = try Topology.load(topology, state: state)
        guard let settings = loaded.station(StationName(station)) else {
            throw StationError(
                "station \(station) is not in \(topology), expected one of "
                    + loaded.stations.map(\.name.rawValue).joined(separator: ", "), exitStatus: 64)
        }
        guard settings.program == program else {
            throw StationError(
                "station \(station) runs \(settings.program.rawValue) in \(topology), "
                    + "this is \(program.rawValue)",
                exitStatus: 64)
        }
        let clock = try ClockFile.load(ClockFile.path(in: loaded.state)).clock
        return ProgramContext(
            topology: loaded, settings: settings, clock: clock, log: log, figures: figures,
            hasFailpoints: failpoints)
    }
}

/// Keeps the process up until it is asked to stop, then lets the station drain.
private struct StationService: Service {
    let station: StationActor

    func run() async throws {
        // Cancelled instead of shut down: it ends all the same, and what is to drain is drained.
        try? await gracefulShutdown()
        await station.drain()
        // Closes the journal, so that what is stopped well is one whole file.
        await station.close()
    }
}
