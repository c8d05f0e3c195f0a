import ArgumentParser
import BusinessTime
import Contacts
import Facts
import Foundation
import Reporting
import Router
import Standards
import StateFolder
import TierQueue
import TopologyFile
import Traffic
import Watchdog

/// Everything a replay needs before it speaks to a station: topology, clock, traffic, plan.
struct ReplaySetup: Sendable {
    let topology: Topology
    let clock: TopologyClock
    let traffic: RecordedTraffic
    let plan: ReplayPlan
    let options: ReplayOptions
    /// Where to write down what the client's side sees; nil for nowhere.
    let ledgerFile: LedgerFile?
    /// What the roster allows, to check capacity by.
    let rooms: [Agent.ID: [WorkKind: Int]]

    init(_ command: ReplayCommand) throws {
        topology = try command.place.load()
        clock = try ClockFile.load(ClockFile.path(in: topology.state)).clock
        let pace = try Self.pace(command.speed, rate: clock.rate)
        let dated = try command.traffic.read(topology, usual: topology.zone.date(at: clock.now()))
        (traffic, plan) = (dated.traffic, dated.plan)
        options = Self.options(command, topology, pace: pace, rate: clock.rate)
        ledgerFile = try command.ledger.map { try LedgerFile($0) }
        rooms = Self.rooms(topology)
        if pace == .onTheClock { try checkTime() }
    }

    // MARK: Time

    private static func pace(_ speed: String?, rate: Int64) throws -> ReplayOptions.Pace {
        guard let speed else { return .onTheClock }
        if speed == "max" { return .asFastAsTaken }
        guard Int64(speed) == rate else {
            throw Failure("--speed is \(speed), the topology's clock runs at rate \(rate): expected the same")
        }
        return .onTheClock
    }

    /// The clock must lie within the hour, in real time, before the first arrival.
    private func checkTime() throws {
        let now = clock.now()
        guard let first = plan.firstArrival else { return }
        guard now <= first else {
            throw Failure("the topology's clock shows \(now), past the first arrival at \(first)")
        }
        let wait = now.duration(to: first).microseconds / clock.rate
        guard wait <= 3_600_000_000 else {
            throw Failure(
                "the topology's clock shows \(now); the first arrival is at \(first), "
                    + "\(wait / 1_000_000) s of real time away, expected at most 3600")
        }
    }

    // MARK: Plan

    /// Work that waits is not worth measuring when moves are, and costs time to carry.
    private static let openAtOnce = 256

    static func gateways(_ topology: Topology) -> [Channel: StationName] {
        let pairs = topology.stations.flatMap { station in station.channels.map { ($0, station.name) } }
        return Dictionary(pairs) { first, _ in first }
    }

    static func presences(
        _ path: String?, _ topology: Topology, origin: Instant
    ) throws -> [ReplayPlan.Presence] {
        let known = Tier.allCases.flatMap { topology.tierQueue(for: $0).agents.map(\.id) }
        guard let path else { return known.map { ReplayPlan.Presence(agent: $0, interval: nil) } }
        var reader = RosterReader(known: Set(known))
        try TableFile.read(path, into: &reader)
        return reader.shifts.map {
            ReplayPlan.Presence(
                agent: $0.agent, interval: origin.advanced(by: $0.on)..<origin.advanced(by: $0.off))
        }
    }

    // MARK: Options

    private static func options(
        _ command: ReplayCommand, _ topology: Topology, pace: ReplayOptions.Pace, rate: Int64
    ) -> ReplayOptions {
        // Unlike any run before it, because keys and sessions of two runs must never meet.
        let run = "r" + String(UInt64(bitPattern: HostClock.read().realtime), radix: 36)
        var options = ReplayOptions(run: run, pace: pace, desk: topology.directory.desk)
        command.disturbances.apply(to: &options)
        options.take(topology)
        // Five seconds of real time: longer than a restart takes to be noticed.
        options.retryAfter = .seconds(5 * rate)
        options.window = pace == .asFastAsTaken ? 256 : 4096
        // A wish that is made twice would be answered twice, and the record has it once.
        if command.traffic.format == .bpi2013 {
            options.retryAfter = .seconds(60 * rate)
            options.openAtOnce = Self.openAtOnce
        }
        return options
    }

    static func rooms(_ topology: Topology) -> [Agent.ID: [WorkKind: Int]] {
        let agents = Tier.allCases.flatMap { topology.tierQueue(for: $0).agents }
        return Dictionary(
            agents.map { agent -> (Agent.ID, [WorkKind: Int]) in
                let room = agent.capacity
                return (agent.id, [.voice: room.voice, .chat: room.chat, .written: room.written])
            }
        ) { first, _ in first }
    }
}

extension ReplayOptions {
    /// Takes over what the topology says of its agents.
    mutating func take(_ topology: Topology) {
        escalations = Self.escalations(topology.routing)
        leavingReason = topology.tierQueue(for: .one).notReadyReasons.first
    }

    /// Takes over what a trace says of its centre's agents.
    mutating func take(_ centre: TraceCentre) {
        answersAtOnce = true
        for transfer in centre.transfers {
            transfers[transfer.queue] = Escalation(
                to: .one, reason: ReasonCode(transfer.queue), priority: .routine)
        }
    }

    /// What an agent asks for: the first row that lets contacts move one tier up, for any priority if there
    /// is one.
    private static func escalations(_ routing: RouterConfiguration) -> [Tier: ReplayOptions.Escalation] {
        var wishes: [Tier: ReplayOptions.Escalation] = [:]
        for (from, to) in [(Tier.one, Tier.two), (.two, .three)] {
            let rows = routing.escalation.filter { $0.from == from && $0.to == to && $0.ruling == .allowed }
            guard let row = rows.first(where: { $0.priority == nil }) ?? rows.first else { continue }
            wishes[from] = ReplayOptions.Escalation(
                to: to, reason: row.reason ?? "needs_specialist", priority: row.priority ?? .routine)
        }
        return wishes
    }
}
