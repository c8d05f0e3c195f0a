import Config
import Contacts
import Facts

/// Everything that the page shows, the answer of `GET /v1/state`; ages are real time, waits the topology's.
struct ConsoleState: Encodable {
    struct StationShown: Encodable {
        var name: String
        var program: String
        var state: String
        var ageMs: Int64?
        var pid: Int?
        var head: UInt64?
        var lag: UInt64?
        var batches: UInt64?
        var commitUsMean: Int64?
        var blocked: UInt64?
        var quarantined: UInt64?
        var detached: [String]
    }

    struct Queue: Encodable {
        var tier: Int
        var `class`: String
        var waiting: Int64
        var oldestWaitS: Int64
        var station: String
    }

    struct AgentCount: Encodable {
        var tier: Int
        var state: String
        var count: Int64
    }

    struct AgentShown: Encodable {
        var agent: String
        var tier: Int
        var state: String
        var forS: Int64
    }

    struct AlarmShown: Encodable {
        var alarm: UInt64
        var recipient: String
        var rule: String
        var clock: String
        var contact: String
        var threshold: String
        var at: String
        var count: UInt64
        var acknowledgeBy: String?
        var acknowledgedBy: String?
        var acknowledgedAt: String?
        var overdue: Bool
        var takenBack: Bool
        var evidence: String?
    }

    struct ConcernShown: Encodable {
        var kind: String
        var station: String
        var upstream: String?
        var forS: Int64
        var evidence: String
    }

    var now: String?
    var stations: [StationShown]
    var queues: [Queue]
    var agentCounts: [AgentCount]
    var agents: [AgentShown]
    var alarms: [AlarmShown]
    var concerns: [ConcernShown]
    var openContacts: Int64
    var openClocks: Int64
    var openAlarms: Int64
    var unqueuedItems: Int64

    init(_ snapshot: Snapshot) {
        now = snapshot.stations.compactMap(\.report?.now).max().map { Instant(microseconds: $0).description }
        stations = snapshot.stations.map(StationShown.init)
        queues = snapshot.stations.flatMap(Queue.all)
        agentCounts = snapshot.stations.flatMap(AgentCount.all)
        agents = snapshot.stations.flatMap(AgentShown.all)
        alarms = snapshot.alarms.reversed().map(AlarmShown.init)
        concerns = snapshot.concerns.map { concern in
            ConcernShown(
                kind: concern.kind.rawValue, station: concern.station.rawValue,
                upstream: concern.upstream?.rawValue, forS: max(0, snapshot.now - concern.since) / 1_000_000,
                evidence: concern.evidence)
        }
        func total(_ name: String) -> Int64 {
            snapshot.stations.flatMap { $0.figures(name) }.reduce(0) { $0 + $1.value }
        }
        // A contact is at its gateway from receipt to end; router and queue have the same one.
        openContacts = total("open_contacts")
        openClocks = total("open_clocks")
        openAlarms = total("open_alarms")
        // Work whose contact is over and that a report alone can end.
        unqueuedItems = total("unqueued_items")
    }
}

extension ConsoleState.StationShown {
    fileprivate init(_ station: Snapshot.Station) {
        let report = station.report
        name = station.watched.name.rawValue
        program = station.watched.program.rawValue
        state = station.state
        ageMs = station.age.map { $0 / 1000 }
        pid = report?.pid
        head = report?.head
        lag = report?.lag
        batches = report?.batches
        commitUsMean = report?.commitMicrosecondsMean
        blocked = report?.blocked
        quarantined = report?.quarantined
        detached =
            (report?.upstreams ?? []).filter { !$0.attached }.map(\.name)
            + (report?.consumers ?? []).filter { !$0.attached }.map(\.name)
    }
}

extension ConsoleState.Queue {
    fileprivate static func all(of station: Snapshot.Station) -> [ConsoleState.Queue] {
        let oldest = station.figures("oldest_wait_us")
        return station.figures("waiting").map { figure in
            let wait = oldest.first { $0.labels == figure.labels }?.value ?? 0
            return ConsoleState.Queue(
                tier: figure.tier, class: figure.labels["class"] ?? "", waiting: figure.value,
                oldestWaitS: max(0, wait) / 1_000_000, station: station.watched.name.rawValue)
        }.sorted { ($0.tier, $0.class) < ($1.tier, $1.class) }
    }
}

extension ConsoleState.AgentCount {
    fileprivate static func all(of station: Snapshot.Station) -> [ConsoleState.AgentCount] {
        station.figures("agents").map { figure in
            ConsoleState.AgentCount(
                tier: figure.tier, state: figure.labels["state"] ?? "", count: figure.value)
        }.sorted { ($0.tier, $0.state) < ($1.tier, $1.state) }
    }
}

extension ConsoleState.AgentShown {
    fileprivate static func all(of station: Snapshot.Station) -> [ConsoleState.AgentShown] {
        let now = station.report?.now ?? 0
        return station.figures("agent_state").map { figure in
            ConsoleState.AgentShown(
                agent: figure.labels["agent"] ?? "", tier: figure.tier, state: figure.labels["state"] ?? "",
                forS: max(0, now - figure.value) / 1_000_000)
        }.sorted { ($0.tier, $0.agent) < ($1.tier, $1.agent) }
    }
}

extension ConsoleState.AlarmShown {
    fileprivate init(_ alarm: AlarmList.Alarm) {
        let raised = alarm.raised
        self.alarm = raised.alarm
        recipient = raised.recipient.rawValue
        rule = raised.rule.rawValue
        clock = raised.clock.name.rawValue
        contact = raised.clock.contact.description
        threshold = raised.threshold
        at = raised.at.description
        count = alarm.count
        acknowledgeBy = raised.acknowledgeBy?.description
        acknowledgedBy = alarm.acknowledged?.by.rawValue
        acknowledgedAt = alarm.acknowledged?.at.description
        overdue = alarm.isOverdue
        takenBack = alarm.isTakenBack
        evidence = raised.evidence
    }
}

extension StationReport.Figure {
    /// The tier it is about, 0 when none.
    fileprivate var tier: Int { labels["tier"].flatMap { Int($0) } ?? 0 }
}
