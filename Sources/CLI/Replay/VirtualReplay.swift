import BusinessTime
import Config
import Contacts
import Facts
import Foundation
import Gateway
import Kernel
import Projection
import Reporting
import Router
import Standards
import TierQueue
import TopologyFile
import Traffic
import VirtualTime
import Watchdog

/// One play in virtual time, from reading its files to counting what became of its contacts.
struct VirtualReplay {
    /// A trace without a date is of no week: the first Monday of 2026 serves as well as any.
    private static let usualDay = CivilDate(year: 2026, month: 1, day: 5)
    /// As long as a replay at 60 times the host's pace waits until a request is made again.
    private static let retryAfter = Duration.seconds(300)

    private let topology: Topology
    private let plan: ReplayPlan
    private let options: ReplayOptions
    private let start: Instant
    private let auditOut: String?
    private let odd: [OddRow: Int]
    private let leftOut: Int

    init(_ command: SimulateCommand) throws {
        let forecast = try Centre.forecast(command.forecast)
        let recorded = try command.traffic.recorded(seed: command.seed)
        let centre = try command.traffic.roster.flatMap { try Centre.read(recorded, roster: $0) }
        topology =
            try centre.map { centre in
                let base = try Topology.load(command.topology)
                let day = recorded.date ?? command.traffic.date.flatMap { CivilDate($0) } ?? Self.usualDay
                return try CentreFiles(
                    centre, beside: command.topology, policy: command.policy, forecast: forecast,
                    origin: TrafficFile.origin(of: day, as: command.traffic.format, in: base)
                ).load()
            }
            ?? Topology.load(command.topology, routing: command.routing)
        let dated = try command.traffic.dated(
            recorded, centre: centre, topology, usual: Self.usualDay)
        plan = dated.plan
        (odd, leftOut) = (dated.traffic.odd, dated.traffic.leftOut)
        start = topology.zone.instant(ofDay: dated.day.daysSinceEpoch)
        auditOut = command.auditOut
        var options = ReplayOptions(
            run: "v\(command.seed.map { "\($0)" } ?? "")", pace: .onTheClock, desk: topology.directory.desk)
        options.take(topology)
        if let centre { options.take(centre) }
        options.seed = command.seed
        command.disturbances.apply(to: &options)
        options.retryAfter = Self.retryAfter
        options.window = 4096
        self.options = options
    }

    /// Plays it.
    func run() throws -> ReplayResult {
        let started = Date()
        let audit = try auditOut.map {
            try VirtualAuditLog($0, station: topology.auditSink, run: options.run)
        }
        let world = VirtualTopology(
            topology.virtualSite, plan: plan, options: options, start: start, audit: audit)
        var projection = ContactProjection(of: [.contacts, .clocks], keyPrefix: "\(options.run)/")
        var line = ProgressLine()
        try world.run { _, header, fact in
            projection.take(fact, at: header.at)
        } progress: { progress in
            line.show(progress.sent, of: plan.arrivals.count, "\(progress.open) open, clock \(progress.now)")
        }
        line.end()
        try audit?.close()
        let wall = Date().timeIntervalSince(started)
        return ReplayResult(
            ReplayResult.Basis(
                plan: plan, terms: topology.terms, rooms: ReplaySetup.rooms(topology), rate: 1,
                end: world.now, odd: odd, leftOut: leftOut),
            projection: projection,
            snapshot: ReplayDriver.Snapshot(world.floor, at: world.now), wall: wall, stall: nil)
    }
}

extension Topology {
    /// What it demands of contacts, for the table of a replay.
    var terms: AttainmentTable.Terms {
        AttainmentTable.Terms(
            clocks: clocks, calendars: calendars, register: standards, contract: contract, zone: zone,
            coreHours: routing.openingHours[.phone])
    }

    /// The topology as its machines know it, without sockets and journals.
    var virtualSite: VirtualSite {
        var site = VirtualSite(directory: directory, machines: machines())
        for station in stations {
            let digest = configurationDigest(for: station).map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            site.contents[station.name] = VirtualSite.Content(
                digest: digest.joined(), bytes: configurationContent(for: station))
        }
        return site
    }

    /// The audit sink's name.
    var auditSink: StationName {
        stations.first { $0.program == .auditSink }?.name ?? "audit"
    }
}

extension ReplayDriver.Snapshot {
    /// How a floor stands.
    init(_ floor: ReplayFloor, at now: Instant) {
        self.init(
            sent: floor.sent, isSent: floor.isSent, expectsMore: floor.expectsMore(at: now),
            isTalking: floor.isTalking,
            isEmpty: floor.isEmpty, accepted: floor.ledger.accepted, blocked: floor.ledger.blocked,
            blockedByChannel: floor.ledger.blockedByChannel,
            refused: floor.ledger.refused.map {
                "\(floor.plan.arrivals[$0.index].contact.label): \($0.reason)"
            })
    }
}
