public import AgentDesk
public import BusinessTime
import Config
public import Contacts
public import Facts
public import Gateway
public import Router
public import Standards
public import TierQueue
public import Watchdog

/// A topology: every station with its settings, and what each machine is told.
///
/// The YAML files are read once and checked as a whole; whoever holds a `Topology` holds one without
/// findings.
public struct Topology: Sendable {
    /// Its name.
    public let name: String
    /// The directory of journals, sockets, clock and tokens.
    public let state: String
    /// The zone for dates that no calendar speaks of.
    public let zone: Zone
    /// Its stations and its console, in the order written.
    public let stations: [StationSettings]
    /// The names that machines stamp as destinations.
    public let directory: Directory
    /// Limits of queues and waits.
    public let limits: TopologyLimits
    /// Stations that were drained and are consumers of nobody any more.
    public let retired: [StationName]
    /// The calendars, in the order written.
    public let calendars: [BusinessCalendar]
    /// Every zone that its files name; for looking up only.
    public let zones: [String: Zone]
    /// Recorded types of inquiry with ours, for replays; for looking up only.
    public let trafficTypes: [String: InquiryType]
    /// What the router is told.
    public let routing: RouterConfiguration
    /// What the desk is told.
    public let agentDesk: AgentDeskConfiguration
    /// Everybody an alarm may go to, sorted.
    public let people: [PersonName]
    /// The classes of work items that are tracked, in the order written.
    public let work: [WorkClassRule]

    /// The register of standards, in the order written.
    public let standards: [Standard]
    /// The clocks that serve them, in the order written.
    public let clocks: [StandardClock]
    /// What the contract fixes; nil when nothing is owed by contract.
    public let contract: Contract?
    /// What contacts are kept apart by; nil when by nothing.
    public let segments: SegmentTable?

    let tierQueue: [Tier: TierQueueConfiguration]
    let watchdogAtRateOne: WatchdogConfiguration
    let contents: [Program: [UInt8]]

    /// The settings of the station called `name`, or nil when there is none.
    public func station(_ name: StationName) -> StationSettings? {
        stations.first { $0.name == name }
    }

    /// What a tier queue is told; every topology has a queue for each tier.
    public func tierQueue(for tier: Tier) -> TierQueueConfiguration {
        guard let configuration = tierQueue[tier] else { preconditionFailure("no queue for tier \(tier)") }
        return configuration
    }

    /// What the gateway `name` is told when the topology's clock runs `rate` times as fast as the host's, or
    /// nil when it is none.
    public func gateway(for name: StationName, rate: Int64 = 1) -> GatewayConfiguration? {
        guard let station = station(name), let number = station.number else { return nil }
        var configuration = GatewayConfiguration(
            gateway: name, number: number, channels: station.channels, directory: directory,
            work: work, effects: limits.effects.scaled(by: rate))
        configuration.zone = zone
        configuration.segments = segments
        for bound in limits.receivedWithin { configuration.receivedWithin[bound.channel] = bound.limit }
        return configuration
    }

    /// What the watchdog is told when the topology's clock runs `rate` times as fast as the host's.
    ///
    /// Presuming and noticing an outage are promises in real time, so their topology time grows with the
    /// rate.
    public func watchdog(rate: Int64) -> WatchdogConfiguration {
        var configuration = watchdogAtRateOne
        configuration.presumeAfter = .microseconds(limits.presumeAfter.microseconds * rate)
        configuration.outageAfter = .microseconds(limits.outageAfter.microseconds * rate)
        return configuration
    }
}
