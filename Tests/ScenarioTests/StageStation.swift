import Contacts
import Deciding
import Facts
import Foundation
import Kernel
import Simulation
import TopologyFile
import Wire

/// One station on the stage: its decider behind its kernel, whose work it is to know a key again.
final class StageStation {
    /// What the door answered to the last submission beside a plain yes; nil for that.
    private(set) var answer: String?
    private let name: StationName
    private let journal: MemoryJournal
    private var kernel: StationKernel<StageDecider>
    /// Real time, which only the kernel sees: each turn comes long after the last one.
    private var turn: Int64 = 0

    init(_ name: StationName, _ topology: Topology) throws {
        self.name = name
        journal = MemoryJournal(id: JournalID(name.rawValue))
        kernel = try Self.kernel(name, topology, journal)
    }

    /// When it wants a tick.
    var deadline: Instant? { kernel.decider.base.nextDeadline }

    /// What it decides of an input, which is a batch of its own.
    func handle(_ input: Input, at now: Instant) throws -> [Decided] {
        answer = nil
        let decided = try decide(input, at: now)
        return try deadline == .distantPast ? decided + decide(.tick, at: now) : decided
    }

    private func decide(_ input: Input, at now: Instant) throws -> [Decided] {
        turn += 60_000_000
        let before = kernel.decider.drafts.count
        let (body, key) = try StageDecider.submission(of: input)
        kernel.submit(body, key: key, ticket: 1, id: 1, at: now)
        try kernel.decidePending(at: now, now: turn)
        for action in kernel.takeActions() {
            if case .commit(let batch) = action {
                try journal.commit(batch)
                kernel.committed(took: 1)
            }
            try take(action)
        }
        try kernel.takeActions().forEach(take)
        return try kernel.decider.drafts[before...].map {
            Decided(try WireCodec().fact(kind: $0.kind, body: $0.body[...]), to: $0.destinations)
        }
    }

    /// Starts it anew under other rules, with everything that its journal remembers.
    func restart(under topology: Topology) throws { kernel = try Self.kernel(name, topology, journal) }

    private func take(_ action: StationAction) throws {
        guard case .answer(_, let reply) = action else { return }
        switch reply {
        case .known(_, let body):
            guard case .accepted(let contact) = try WireCodec().reply(body) else { return }
            answer = "known already" + (contact.map { ": \($0)" } ?? "")
        case .rejected(_, let reason): answer = "rejected: \(reason)"
        case .decided, .busy, .status, .done, .push: break
        }
    }

    private static func kernel(
        _ name: StationName, _ topology: Topology, _ journal: MemoryJournal
    ) throws -> StationKernel<StageDecider> {
        let settings = KernelSettings(
            name: name, upstreams: [], consumers: [], auditSink: nil, configurationDigest: "stage",
            configurationContent: [], prunes: false)
        return try StationKernel(
            settings: settings, decider: StageDecider(base: topology.decider(of: name)),
            recovery: journal.recover(), reader: journal, left: nil, epoch: 1, instant: .distantPast,
            mark: { _ in })
    }
}

/// A station's decider as its process has it.
///
/// The stage has no streams and says itself when it is time: what is no submission comes as one.
struct StageDecider: Decider {
    /// Any other input; no submission's bytes begin as its JSON does.
    private enum Message: Codable {
        case fact(Fact, from: StationName)
        case tick
        case linkLost(StationName)
        case linkRegained(StationName)
    }

    private(set) var base: AnyDecider
    /// Everything decided since the start.
    private(set) var drafts: [Draft] = []

    init(base: AnyDecider) { self.base = base }

    /// What the kernel is given for an input, and the key by which that is known again.
    static func submission(of input: Input) throws -> (body: [UInt8], key: String) {
        let message: Message
        switch input {
        case .submission(let submission): return (WireCodec().body(of: submission), submission.key)
        case .fact(let fact, let from): message = .fact(fact, from: from)
        case .tick: message = .tick
        case .linkLost(let station): message = .linkLost(station)
        case .linkRegained(let station): message = .linkRegained(station)
        }
        return ([UInt8](try JSONEncoder().encode(message)), "")
    }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        let decision = try base.decide(try Self.given(input), at: now)
        drafts += decision.drafts
        return decision
    }

    private static func given(_ input: StationInput) throws -> StationInput {
        guard case .submission(let body) = input, body.first == UInt8(ascii: "{") else { return input }
        switch try JSONDecoder().decode(Message.self, from: Data(body)) {
        case .fact(let fact, let station):
            let header = EntryHeader(
                sequence: 1, at: .distantPast, kind: fact.kind.rawValue, contact: 0, cause: nil,
                destinations: [])
            return .entry(Entry(header: header, body: try WireCodec().body(of: fact)), from: station)
        case .tick: return .tick
        case .linkLost(let station): return .linkLost(station)
        case .linkRegained(let station): return .linkRegained(station)
        }
    }

    var nextDeadline: Instant? { nil }
    mutating func fold(_ entry: Entry) throws { try base.fold(entry) }
    func checkpoint() throws -> [UInt8] { try base.checkpoint() }
    mutating func restore(_ checkpoint: [UInt8]) throws { try base.restore(checkpoint) }
}

extension Topology {
    /// The decider of a station as its process has it, with an empty state.
    fileprivate func decider(of station: StationName) throws -> AnyDecider {
        func join(_ machine: some StationMachine) -> AnyDecider {
            AnyDecider(MachineDecider(machine: machine))
        }
        guard let machine = machines().first(where: { $0.station == station })?.machine else {
            throw ScenarioError("no station \(station)")
        }
        return join(machine)
    }
}

extension Submission {
    /// The key by which its sender makes it known again; empty for what has none.
    fileprivate var key: String {
        switch self {
        case .arrived(let arrival): arrival.key
        case .workItem(let item): item.key
        case .medium, .effectDone, .effectDoneAt, .effectFailed, .blocked, .desk, .acknowledgeAlarm,
            .workReport, .contactReport, .attemptsBlocked, .surveyAnswered, .release:
            ""
        }
    }
}
