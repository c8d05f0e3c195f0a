import Contacts
import Foundation
import Station
import TopologyFile

extension Host.Site {
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
        var made = Station.StationSettings(
            name: settings.name, streamEndpoint: settings.streamEndpoint,
            ingressEndpoint: settings.ingressEndpoint, journalPath: settings.journalPath,
            upstreams: settings.upstreams.compactMap { topology.station($0) }.map {
                .init(name: $0.name, endpoint: $0.streamEndpoint)
            },
            consumers: settings.consumers,
            auditSink: topology.stations.first { $0.program == .auditSink }?.name,
            retired: [],
            configuration: (
                digest: topology.configurationDigest(for: settings).map { hexadecimal($0) }.joined(),
                content: topology.configurationContent(for: settings)
            ),
            prunes: settings.program != .auditSink, now: { clock.now() }, rate: clock.rate)
        made.limits.submissions = topology.limits.inbox
        made.limits.downstreamLag = UInt64(topology.limits.downstreamLag)
        made.limits.diskReserve = UInt64(topology.limits.diskReserve)
        return made
    }
}

private func hexadecimal(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return byte < 16 ? "0" + text : text
}
