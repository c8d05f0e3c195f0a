import Contacts
import Facts
import Kernel
import TopologyFile

/// Every station of a topology under virtual time, spoken to from outside and killed on demand.
///
/// An entry arrives at the instant at which it was committed, in the order committed, unless its consumer is
/// down: then it waits. A class, because the world is one thing that inputs change in turn.
final class PlayedTopology {
    /// What somebody outside is told.
    struct Heard {
        var station: StationName
        var push: Push
    }

    /// What became of what was submitted.
    enum Asked {
        case answered(IngressReply)
        /// Nobody is there.
        case unreachable
        /// The station died of it, after its commit or before: its sender hears nothing.
        case died(isCommitted: Bool)
    }

    /// The topology's time.
    private(set) var now: Instant
    /// What was told since somebody last took it.
    private var heard: [Heard] = []
    private let directory: Directory
    private let gateways: Set<StationName>
    private let order: [StationName]
    private let stations: [StationName: PlayedStation]
    private var queue: [Delivery] = []
    private var next = 0
    private var asked = Asked.unreachable
    private var agents: Set<Agent.ID> = []
    /// When a tick changed nothing, and what was due then: it is not given again.
    private var idle: [StationName: Instant] = [:]

    private struct Delivery {
        var to: StationName
        var input: StationInput
        var key = ""
    }

    init(_ topology: Topology, audit: VirtualAuditLog, at start: Instant) throws {
        directory = topology.directory
        gateways = Set(topology.directory.gateways.values)
        now = start
        order = topology.machines().map(\.station)
        var stations: [StationName: PlayedStation] = [:]
        for name in order { stations[name] = try PlayedStation(name, topology, audit: audit, at: start) }
        self.stations = stations
        // The desk, which asks every queue who is there, has just begun.
        for tier in directory.tiers { queue.append(Delivery(to: directory.desk, input: .linkRegained(tier))) }
        try settle()
    }

    /// Time passes until `target`, or until somebody outside is told something.
    func pass(to target: Instant) throws {
        while heard.isEmpty, let due = order.compactMap(pendingDeadline).min(), due <= target {
            now = max(now, due)
            try settle()
        }
        guard heard.isEmpty else { return }
        now = max(now, target)
        try settle()
    }

    /// Something reaches `station` from outside.
    func submit(_ body: [UInt8], key: String, to station: StationName) throws -> Asked {
        guard let there = stations[station] else { throw Failure("no station \(station)") }
        asked = .unreachable
        guard there.backAt == nil else { return asked }
        queue.append(Delivery(to: station, input: .submission(body), key: key))
        try settle()
        return asked
    }

    /// An agent's page is open from now on.
    func subscribe(_ agent: Agent.ID) { agents.insert(agent) }

    /// A station dies in its next turn.
    func kill(_ station: StationName, _ moment: PlayedStation.Moment, back: Instant) throws {
        guard let there = stations[station] else { throw Failure("no station \(station)") }
        there.kill(moment, back: back)
    }

    /// Hands over what was told.
    func takeHeard() -> [Heard] {
        defer { heard = [] }
        return heard
    }

    // MARK: What follows

    private func pendingDeadline(_ name: StationName) -> Instant? {
        stations[name]?.deadline.flatMap { idle[name] == $0 ? nil : $0 }
    }

    private func isDue(_ name: StationName) -> Bool { pendingDeadline(name).map { $0 <= now } ?? false }

    /// Until nobody has anything more to say at this instant.
    private func settle() throws {
        repeat {
            while next < queue.count {
                next += 1
                try deliver(queue[next - 1])
            }
            queue.removeAll(keepingCapacity: true)
            next = 0
            for name in order where isDue(name) {
                if stations[name]?.backAt != nil {
                    try restart(name)
                } else {
                    let before = stations[name]?.deadline
                    let isSilent = try decide(Delivery(to: name, input: .tick))
                    idle[name] = isSilent && stations[name]?.deadline == before ? before : nil
                }
            }
        } while next < queue.count || order.contains(where: isDue)
    }

    private func deliver(_ delivery: Delivery) throws {
        guard let station = stations[delivery.to] else { return }
        idle[delivery.to] = nil
        guard station.backAt == nil else {
            if case .entry = delivery.input { station.inbox.append(delivery.input) }
            return
        }
        try decide(delivery)
    }

    /// True when nothing came of it.
    @discardableResult
    private func decide(_ delivery: Delivery) throws -> Bool {
        guard let station = stations[delivery.to] else { return true }
        let turn = try station.handle(delivery.input, key: delivery.key, at: now)
        if case .submission = delivery.input {
            asked =
                station.backAt != nil
                ? .died(isCommitted: turn.isHandled) : turn.reply.map { .answered($0) } ?? .unreachable
        }
        if station.backAt != nil {
            if !turn.isHandled, case .entry = delivery.input { station.inbox.insert(delivery.input, at: 0) }
            tellConsumers(of: delivery.to, .linkLost(delivery.to))
        }
        send(turn.entries, of: delivery.to)
        if delivery.to == directory.desk || gateways.contains(delivery.to) {
            heard += turn.pushes.map { Heard(station: delivery.to, push: $0) }
        }
        return turn.entries.isEmpty
    }

    private func send(_ entries: [Entry], of publisher: StationName) {
        for entry in entries {
            for consumer in entry.header.destinations where directory.isConsumer(consumer, of: publisher) {
                queue.append(Delivery(to: consumer, input: .entry(entry, from: publisher)))
            }
        }
    }

    private func tellConsumers(of station: StationName, _ input: StationInput) {
        for other in order where other != station && directory.isConsumer(other, of: station) {
            guard stations[other]?.backAt == nil else { continue }
            queue.append(Delivery(to: other, input: input))
        }
    }

    private func restart(_ name: StationName) throws {
        guard let station = stations[name] else { return }
        let unsent = try station.restart(at: now)
        idle[name] = nil
        for other in order where other != name && directory.isConsumer(name, of: other) {
            guard stations[other]?.backAt == nil else { continue }
            queue.append(Delivery(to: name, input: .linkRegained(other)))
        }
        tellConsumers(of: name, .linkRegained(name))
        send(unsent, of: name)
        queue += station.inbox.map { Delivery(to: name, input: $0) }
        station.inbox = []
        let topics =
            gateways.contains(name)
            ? ["effects"] : name == directory.desk ? agents.sorted().map { "agent/\($0)" } : []
        for topic in topics { heard += station.backlog(of: topic).map { Heard(station: name, push: $0) } }
    }
}
