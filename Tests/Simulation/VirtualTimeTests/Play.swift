import AuditSink
import BusinessTime
import Config
import Contacts
import Facts
import Foundation
import Gateway
import Handbook
import Kernel
import Projection
import Router
import SharedTesting
import Tables
import TierQueue
import TopologyFile
import VirtualTime
import Wire

@testable import Traffic

/// Plays traffic through the bank's topology in virtual time.
struct Play {
    var seed: UInt64?
    var shift: ClosedRange<Duration>?
    var audit: String?

    struct Played {
        var projection: ContactProjection
        /// What each station said, in its order.
        var facts: [StationName: [Fact]]
        var headers: [StationName: [EntryHeader]]
    }

    func run(_ traffic: RecordedTraffic) throws -> Played {
        let topology = try Topology.load(BankTraffic.root + "/Topology/bank.yaml")
        let start = topology.zone.instant(ofDay: CivilDate(year: 1999, month: 1, day: 4).daysSinceEpoch)
        let agents = Tier.allCases.flatMap { topology.tierQueue(for: $0).agents.map(\.id) }
        let hours = shift.map { start.advanced(by: $0.lowerBound)..<start.advanced(by: $0.upperBound) }
        let plan = try ReplayPlan(
            traffic, origin: start, type: { topology.trafficTypes[$0.queue] ?? InquiryType($0.queue) },
            gateways: [.phone: "phone"],
            presences: agents.map { ReplayPlan.Presence(agent: $0, interval: hours) })
        var options = ReplayOptions(run: "t", pace: .onTheClock, desk: topology.directory.desk)
        options.seed = seed
        let log = try audit.map { KeptAudit(writer: try AuditWriter($0, station: "audit", run: "t")) }
        let site = VirtualSite(directory: topology.directory, machines: topology.machines())
        let world = VirtualTopology(site, plan: plan, options: options, start: start, audit: log)
        var played = Played(
            projection: ContactProjection(of: [.contacts, .clocks]), facts: [:], headers: [:])
        try world.run { station, header, fact in
            played.projection.take(fact, at: header.at)
            played.facts[station, default: []].append(fact)
            played.headers[station, default: []].append(header)
        }
        try log?.writer.close()
        return played
    }
}

private struct KeptAudit: VirtualAudit {
    let writer: AuditWriter

    func body(of fact: Fact) throws -> [UInt8] { try FactCodec.encode(fact) }
    func take(_ batch: PublishedBatch, of station: StationName) throws { try writer.take(batch, of: station) }
}

/// What an audit log holds, station by station.
struct KeptLog {
    var isIntact: Bool
    var facts: [StationName: [Fact]] = [:]
    var headers: [StationName: [EntryHeader]] = [:]

    init(_ folder: String) throws {
        let log = try AuditLog.open(folder)
        isIntact = try log.verify().isIntact
        var (facts, headers) = (self.facts, self.headers)
        try log.forEach { record in
            let (entry, name) = (record.audited.entry, record.audited.publisher)
            guard StationKind(rawValue: entry.kind) == nil else { return }
            facts[name, default: []].append(try FactCodec.decode(kind: entry.kind, body: entry.body))
            headers[name, default: []].append(entry.header)
        }
        (self.facts, self.headers) = (facts, headers)
    }
}

/// Calls for the bank.
enum BankTraffic {
    /// The repository.
    static let root = Repository.root.path

    /// Regular calls from 60 s after midnight on.
    static func calls(_ count: Int, every: Int64, service: Int64, patience: Int64?) -> RecordedTraffic {
        RecordedTraffic(
            contacts: (0..<count).map { number in
                TraceContact(
                    label: "\(number)", arrival: .seconds(60 + Int64(number) * every), channel: .phone,
                    queue: "PS", service: .seconds(service), patience: patience.map { .seconds($0) })
            })
    }

    /// One day of the record.
    static func january(_ date: CivilDate) throws -> RecordedTraffic {
        guard let url = SharedTraffic.january else { return RecordedTraffic(contacts: []) }
        var reader = BankReader(date: date)
        try reader.takeAll([UInt8](Data(contentsOf: url)))
        return reader.traffic
    }
}

/// Recorded traffic, when it stands beside the repository.
enum SharedTraffic {
    static let january = SharedFile.url("traffic/anonymous-bank/january.txt")
}
