import BusinessTime
import Contacts
import Facts
import Kernel
import Reporting
import SharedTesting
import Testing
import TopologyFile

/// The machines of every station under virtual time, played by hand.
///
/// An entry arrives at the instant at which it was recorded, in the order recorded, unless its link is lost:
/// then it arrives when the link is regained. A class, because the world is one thing that inputs change in
/// turn.
final class Stage {
    /// What was said since somebody last took it.
    var said: [String] = []
    /// Every fact that was recorded, as the audit sink would have it.
    private(set) var log: [AuditedFact] = []
    /// The rules in force.
    private(set) var rules: StageRules
    /// The topology's time; before anything was given, the beginning of all.
    private(set) var now = Instant.distantPast
    /// Whether the medium does at once what it is asked for.
    var isMediumWilling = true
    /// How often each agent has signed in.
    var sessions: [Agent.ID: Int] = [:]

    private var start = Instant.distantPast
    private let order: [StationName]
    private let stations: [StationName: StageStation]
    private var queue: [Delivery] = []
    private var lost: Set<Set<StationName>> = []
    private var waiting: [Delivery] = []
    /// When a tick changed nothing, and what was due then: it is not given again.
    private var idle: [StationName: Instant] = [:]

    private struct Delivery {
        /// The station that said it; nil for what comes from outside.
        var from: StationName?
        var to: StationName
        var input: Input

        func isOn(_ lost: Set<Set<StationName>>) -> Bool { from.map { lost.contains([$0, to]) } ?? false }
    }

    convenience init() throws { try self.init(StageRules()) }

    init(_ rules: StageRules) throws {
        self.rules = rules
        let topology = rules.topology
        var stations: [StationName: StageStation] = [:]
        order = topology.machines().map(\.station)
        for name in order { stations[name] = try StageStation(name, topology) }
        self.stations = stations
    }

    // MARK: What happens

    /// Time passes until `target`; whatever falls due meanwhile happens at its instant.
    func pass(to target: Instant) throws {
        guard now > .distantPast else { return try begin(at: target) }
        guard target >= now else { throw ScenarioError("\(target) is before \(now)") }
        while let next = order.compactMap(pendingDeadline).min(), next <= target {
            now = max(now, next)
            try settle()
        }
        now = target
        try settle()
    }

    /// The first instant of a scenario: the desk, which asks every queue who is there, has just begun.
    private func begin(at instant: Instant) throws {
        start = instant
        now = instant
        let names = rules.topology.directory
        queue += names.tiers.map { Delivery(from: nil, to: names.desk, input: .linkRegained($0)) }
        try settle()
    }

    /// Something reaches `station` from outside.
    func submit(_ submission: Submission, to station: StationName) throws {
        guard now > .distantPast else { throw ScenarioError("nobody said what time it is") }
        queue.append(Delivery(from: nil, to: station, input: .submission(submission)))
        try settle()
    }

    /// The links of `station` to `peer`, or to every other, are lost.
    func loseLinks(of station: StationName, to peer: StationName?) throws {
        for other in try others(than: station, peer) where lost.insert([station, other]).inserted {
            tell(station, of: other, Input.linkLost)
            tell(other, of: station, Input.linkLost)
        }
        try settle()
    }

    /// They come back, and with them what could not be said meanwhile.
    func regainLinks(of station: StationName, to peer: StationName?) throws {
        for other in try others(than: station, peer) where lost.remove([station, other]) != nil {
            tell(station, of: other, Input.linkRegained)
            tell(other, of: station, Input.linkRegained)
        }
        queue += waiting.filter { !$0.isOn(lost) }
        waiting.removeAll { !$0.isOn(lost) }
        try settle()
    }

    /// A file of the rules is written anew.
    ///
    /// Who is started later goes by it; everybody, when nothing has happened yet.
    func edit(_ file: String, _ old: String, _ new: String) throws {
        try rules.edit(file, old, new)
        guard now == .distantPast else { return }
        for station in stations.values { try station.restart(under: rules.topology) }
    }

    /// A station ends and starts again by the rules as they are now; the others lose it for a moment.
    func restart(_ station: StationName) throws {
        for other in try others(than: station, nil) where lost.insert([station, other]).inserted {
            tell(other, of: station, Input.linkLost)
        }
        try settle()
        try stations[station]?.restart(under: rules.topology)
        idle[station] = nil
        try regainLinks(of: station, to: nil)
    }

    /// A station hears of its links to those whom it consumes.
    private func tell(_ station: StationName, of other: StationName, _ input: (StationName) -> Input) {
        guard rules.topology.directory.isConsumer(station, of: other) else { return }
        queue.append(Delivery(from: nil, to: station, input: input(other)))
    }

    private func others(than station: StationName, _ peer: StationName?) throws -> [StationName] {
        guard stations[station] != nil, peer.map({ stations[$0] != nil }) ?? true else {
            throw ScenarioError("no station \(peer ?? station)")
        }
        return order.filter { $0 != station && (peer == nil || $0 == peer) }
    }

    // MARK: What follows from it

    private func pendingDeadline(_ name: StationName) -> Instant? {
        stations[name]?.deadline.flatMap { idle[name] == $0 ? nil : $0 }
    }

    /// Until nobody has anything more to say at this instant.
    private func settle() throws {
        repeat {
            while !queue.isEmpty { try deliver(queue.removeFirst()) }
            for name in order where pendingDeadline(name).map({ $0 <= now }) ?? false {
                let before = stations[name]?.deadline
                let isSilent = try decide(name, .tick).isEmpty
                idle[name] = isSilent && stations[name]?.deadline == before ? before : nil
            }
        } while !queue.isEmpty || order.contains { pendingDeadline($0).map { $0 <= now } ?? false }
    }

    private func deliver(_ delivery: Delivery) throws {
        if delivery.isOn(lost) { return waiting.append(delivery) }
        idle[delivery.to] = nil
        try decide(delivery.to, delivery.input)
    }

    @discardableResult
    private func decide(_ name: StationName, _ input: Input) throws -> [Decided] {
        guard let station = stations[name] else { throw ScenarioError("no station \(name)") }
        let decided = try station.handle(input, at: now)
        decided.expectHearers(in: rules.topology.directory)
        if let answer = station.answer { say(answer, name) }
        for one in decided {
            note(one, of: name)
            if let words = one.fact.words(of: name, at: now) { say(words.text, name, of: words.subject) }
            for destination in one.destinations
            where rules.topology.directory.isConsumer(destination, of: name) {
                queue.append(Delivery(from: name, to: destination, input: .fact(one.fact, from: name)))
            }
            if isMediumWilling, case .effectPending(let pending) = one.fact {
                queue.append(
                    Delivery(from: nil, to: name, input: .submission(.effectDone(pending.effect))))
            }
        }
        return decided
    }

    private func note(_ decided: Decided, of name: StationName) {
        let header = EntryHeader(
            sequence: UInt64(log.count + 1), at: now, kind: decided.fact.kind.rawValue,
            contact: decided.fact.contact?.rawValue ?? 0, cause: nil, destinations: decided.destinations)
        log.append(AuditedFact(publisher: name, header: header, fact: decided.fact))
    }

    private func say(_ text: String, _ station: StationName, of subject: String = "") {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let zone = rules.topology.zone
        let clock = StageClock(zone: zone, now: now)
        let at = StageClock(zone: zone, now: start).text(of: now)
        let parts = [at, padded(station.rawValue, 8), padded(subject, 5), text]
        said.append(clock.rewritten(parts.joined(separator: " ")))
    }
}
