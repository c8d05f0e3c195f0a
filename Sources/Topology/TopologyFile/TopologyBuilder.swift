import AgentDesk
import BusinessTime
import Config
import Contacts
import ContractConfig
import Facts
import Router
import RouterConfig
import Standards
import TierQueue
import TierQueueConfig
import Watchdog
import WatchdogConfig

/// Turns files without findings into what each machine is told.
struct TopologyBuilder {
    private let files: TopologyFiles
    private let state: String
    private let stations: [StationSettings]
    private let directory: Directory
    private let calendars: [BusinessCalendar]

    init(files: TopologyFiles, state: String, _ findings: inout Findings) {
        self.files = files
        self.state = state
        stations = Self.settings(of: files.stations.stations, state: state)
        directory = Self.directory(of: stations)
        calendars = files.calendars.calendars.compactMap { $0.value.calendar($0.field, &findings) }
    }

    func topology(zone: Zone, zones: ZoneShelf, contents: TopologyContents) -> Topology {
        let types = files.stations.trafficTypes.map { ($0.recorded, $0.type.value) }
        return Topology(
            name: files.stations.name, state: state, zone: zone, stations: stations, directory: directory,
            limits: files.stations.limits, retired: files.stations.retired.map(\.value), calendars: calendars,
            zones: zones.all,
            trafficTypes: Dictionary(types) { first, _ in first }, routing: routing(), agentDesk: agentDesk(),
            people: files.roster.people.sorted(), work: files.work.rows.map(\.rule),
            standards: files.standards.register?.standards.map(\.value) ?? [],
            clocks: files.standards.clocks.map(\.value), contract: files.contract?.contract,
            segments: files.segments?.table,
            tierQueue: Dictionary(uniqueKeysWithValues: Tier.allCases.map { ($0, tierQueue(for: $0)) }),
            watchdogAtRateOne: watchdog(),
            contents: Dictionary(
                uniqueKeysWithValues: Program.allCases.map { ($0, contents.content(for: $0)) }))
    }

    // MARK: Stations

    private static func settings(of entries: [StationEntry], state: String) -> [StationSettings] {
        entries.map { entry in
            StationSettings(
                name: entry.name, program: entry.program, number: entry.number?.value,
                channels: entry.channels, tier: entry.tier?.value,
                http: entry.http?.value,
                streamEndpoint: entry.endpoint?.value ?? Endpoint.stream(entry.name, state: state),
                ingressEndpoint: entry.ingress?.value ?? Endpoint.ingress(entry.name, state: state),
                journalPath: entry.program == .auditSink
                    ? "\(state)/audit/audit.sqlite" : "\(state)/journal/\(entry.name).sqlite",
                upstreams: entries.filter { entry.program.consumes($0.program) }.map(\.name),
                consumers: entries.filter { $0.program.consumes(entry.program) }.map(\.name))
        }
    }

    private static func directory(of stations: [StationSettings]) -> Directory {
        func only(_ program: Program) -> StationName {
            guard let station = stations.first(where: { $0.program == program }) else {
                preconditionFailure("a topology without findings has a \(program.rawValue)")
            }
            return station.name
        }
        let queues = stations.filter { $0.program == .tierQueue }.sorted {
            ($0.tier ?? .one) < ($1.tier ?? .one)
        }
        let gateways = stations.compactMap { station in station.number.map { ($0, station.name) } }
        return Directory(
            router: only(.router), tiers: queues.map(\.name), watchdog: only(.slaWatchdog),
            desk: only(.agentDesk), gateways: Dictionary(gateways) { first, _ in first })
    }

    // MARK: Machines

    private func calendar(_ name: CalendarName) -> BusinessCalendar? {
        calendars.first { $0.name == name }
    }

    private func routing() -> RouterConfiguration {
        let hours = files.routing.openingHours.compactMap { channel, name in
            calendar(name.value).map { (channel, $0) }
        }
        var configuration = RouterConfiguration(
            directory: directory,
            clocks: files.standards.clocks.filter { $0.value.item == nil }.map { clockRule($0.value) },
            rules: files.routing.rows.map(\.rule), escalation: files.escalation.rows.map(\.row),
            openingHours: Dictionary(hours) { first, _ in first }, work: files.work.rows.map(\.rule),
            itemClocks: files.standards.clocks.map(\.value).filter { $0.item != nil })
        let budgets = configuration.itemClocks.compactMap { clock in
            budget(of: clock).map { (clock.name, $0) }
        }
        configuration.itemBudgets = Dictionary(budgets) { first, _ in first }
        return configuration
    }

    private func clockRule(_ clock: StandardClock) -> ClockRule {
        ClockRule(
            clock.name, stop: clock.stopsAt.stop, on: clock.attachesTo, from: clock.countsFrom,
            for: clock.appliesTo, mode: clock.startMode, budget: budget(of: clock))
    }

    /// The limit by which written work is ordered; elapsed time looks at no calendar, but the type wants one.
    private func budget(of clock: StandardClock) -> ClockRule.Budget? {
        guard let amount = clock.orderingAmount else { return nil }
        let calendar = clock.unit.calendar.map { self.calendar($0) } ?? calendars.first
        guard let calendar else { return nil }
        return ClockRule.Budget(clock.unit.kind(amount), in: calendar)
    }

    private func tierQueue(for tier: Tier) -> TierQueueConfiguration {
        let limits = files.stations.limits
        var configuration = TierQueueConfiguration(
            tier: tier, directory: directory,
            agents: files.roster.agents.filter { $0.tier == tier }.map(\.agent),
            offerTimeouts: limits.offerTimeouts, offerTimeoutOtherwise: limits.offerTimeoutOtherwise,
            wrapUpLimits: limits.wrapUp, declineBackOff: limits.declineBackOff,
            reconciliation: limits.reconciliation,
            notReadyReasons: files.roster.notReadyReasons, declineReasons: files.roster.declineReasons,
            mixing: files.roster.mixing, refill: files.roster.refill)
        configuration.urgentRun = files.roster.urgentRun
        configuration.policy = files.policy.policy { name in calendars.first { $0.name == name } }
        configuration.transferReasons = files.roster.transferReasons.sorted()
        return configuration
    }

    private func agentDesk() -> AgentDeskConfiguration {
        AgentDeskConfiguration(
            directory: directory, agents: files.roster.agents.map { AgentTier($0.agent.id, $0.tier) })
    }

    private func watchdog() -> WatchdogConfiguration {
        WatchdogConfiguration(
            directory: directory, clocks: files.standards.clocks.map(\.value), calendars: calendars,
            rows: files.enforcement.rows.flatMap { expanded($0) },
            escalationRate: files.enforcement.rate?.rule,
            feasibility: files.foresight?.rule { files.roster.able($0, in: $1).map(\.id) },
            pauseWatch: files.foresight?.pauses,
            presumeAfter: files.stations.limits.presumeAfter,
            outageAfter: files.stations.limits.outageAfter)
    }

    /// A row that stands for every threshold of a level, as one for each.
    private func expanded(_ place: EnforcementFile.Row) -> [EnforcementRow] {
        guard let level = place.level else { return [place.row] }
        let thresholds = files.standards.clock(place.row.clock)?.thresholds ?? []
        return thresholds.filter { $0.level == level }.map { threshold in
            var row = place.row
            row.threshold = threshold.name
            return row
        }
    }
}

extension StandardClock.StopEvent {
    /// The router's word for the event.
    fileprivate var stop: ClockRule.Stop {
        switch self {
        case .answered: .answered
        case .acknowledged: .acknowledged
        case .resolved: .resolved
        case .tierThreeAnswered: .tierResponse
        case .personWrote: .personWrote
        case .stamped: .stamped
        case .specialistAnswered: .specialistAnswered
        case .replied: .replied
        case .handedOn: .handedOn
        case .contactEnded: .contactEnded
        // Never asked: clocks on work items are no rules of contacts.
        case .itemEvent: .contactEnded
        }
    }
}
