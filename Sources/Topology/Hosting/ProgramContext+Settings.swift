import Config
import Contacts
import Facts
import Foundation
import Journal
import Kernel
import StateFolder
import Station
import TopologyFile

extension ProgramContext {
    /// The station's settings as the platform wants them.
    ///
    /// - Returns: The settings, with the folder of the journal made.
    /// - Throws: `StationError` when the folder cannot be made.
    func stationSettings() throws -> Station.StationSettings {
        let folder = (settings.journalPath as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StationError("\(folder): \(error.localizedDescription)", exitStatus: 78)
        }
        let clock = clock
        var kernel = KernelSettings(
            name: settings.name, upstreams: settings.upstreams, consumers: settings.consumers,
            auditSink: topology.stations.first { $0.program == .auditSink }?.name,
            retired: topology.retired,
            configurationDigest: topology.configurationDigest(for: settings).hexadecimal,
            configurationContent: topology.configurationContent(for: settings),
            prunes: settings.program != .auditSink)
        kernel.paced = Set(topology.stations.filter { $0.program.role?.isPaced == true }.map(\.name))
        kernel.limits.batchInterval = settings.program.batchInterval
        kernel.limits.credit = UInt64(topology.limits.credit)
        kernel.limits.submissions = topology.limits.inbox
        kernel.limits.downstreamLag = UInt64(topology.limits.downstreamLag)
        kernel.limits.diskReserve = UInt64(topology.limits.diskReserve)
        // Under a campaign a run is too short for the usual distance, and checkpoints are to be hit as well.
        if hasFailpoints { kernel.limits.checkpointEvery = 1000 }
        var endpoints: [StationName: String] = [:]
        for name in settings.upstreams { endpoints[name] = topology.station(name)?.streamEndpoint }
        return Station.StationSettings(
            kernel: kernel, streamEndpoint: settings.streamEndpoint,
            ingressEndpoint: settings.ingressEndpoint,
            journalPath: settings.journalPath, upstreamEndpoints: endpoints, now: { clock.now() },
            rate: clock.rate, failpoint: hasFailpoints ? failpoint : nil,
            owner: JournalOwner(
                program: settings.program.rawValue,
                number: settings.number.map(Int.init) ?? settings.tier?.rawValue),
            processGauges: { [figures] in figures.gauges })
    }

    private var failpoint: Failpoint {
        Failpoint(path: "\(topology.state)/run/\(settings.name).failpoint") { name in
            FactKind.allCases.first { $0.description == name }?.rawValue
        }
    }
}

extension Program {
    /// Real time between the beginnings of two batches, microseconds, by who waits for the program: callers
    /// for gateways, router and queues, an agent's hand for the desk, nobody for the others.
    fileprivate var batchInterval: Int64 {
        switch self {
        case .agentDesk: 10_000
        case .auditSink, .slaWatchdog: 20_000
        default: 3_000
        }
    }
}
