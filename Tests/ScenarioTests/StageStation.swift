import Contacts
import Facts
import Foundation
import Receiving
import Simulation
import StationCore
import TopologyFile

/// One station on the stage.
protocol StageStation: AnyObject {
    /// When it wants a tick.
    var deadline: Instant? { get }
    /// What it decides of an input.
    func handle(_ input: Input, at now: Instant) throws -> [Decided]
    /// Starts it anew under other rules, with everything it remembers.
    func restart(under topology: Topology) throws
}

/// A station that is its machine alone.
final class MachineStation<M: Machine>: StageStation {
    private let configuration: (Topology) -> M.Configuration
    private var machine: M

    init(_ topology: Topology, _: M.Type, configuration: @escaping (Topology) -> M.Configuration) {
        self.configuration = configuration
        machine = M(configuration: configuration(topology), state: M.State())
    }

    var deadline: Instant? { machine.state.nextDeadline }

    func handle(_ input: Input, at now: Instant) -> [Decided] {
        let decided = machine.handle(input, at: now)
        machine.state.checkInvariants()
        return decided
    }

    func restart(under topology: Topology) {
        machine = M(configuration: configuration(topology), state: machine.state)
    }
}

/// A gateway: its machine behind the kernel, whose work it is to know a key again.
final class GatewayStation: StageStation {
    /// What the door answered to the last submission beside a plain yes; nil for that.
    private(set) var answer: String?
    private let name: StationName
    private let journal: MemoryJournal
    private var kernel: StationKernel<GatewayDecider>
    /// Real time, which only the kernel sees: each turn comes long after the last one.
    private var turn: Int64 = 0

    init(_ name: StationName, _ topology: Topology) throws {
        self.name = name
        journal = MemoryJournal(id: JournalID(name.rawValue))
        kernel = try Self.kernel(name, topology, ReceivingState(), journal)
    }

    var deadline: Instant? { kernel.decider.nextDeadline }

    func handle(_ input: Input, at now: Instant) throws -> [Decided] {
        answer = nil
        turn += 60_000_000
        let before = kernel.decider.decided.count
        if input != .tick {
            let (message, key) = GatewayDecider.Message.make(input)
            kernel.submit(try message.body, key: key, ticket: 1, id: 1, at: now)
        }
        try kernel.decidePending(at: now, now: turn)
        for action in kernel.takeActions() {
            switch action {
            case .commit(let batch):
                try journal.commit(batch)
                kernel.committed(took: 1)
            default: take(action)
            }
        }
        kernel.takeActions().forEach(take)
        return Array(kernel.decider.decided[before...])
    }

    func restart(under topology: Topology) throws {
        kernel = try Self.kernel(name, topology, kernel.decider.machine.state, journal)
    }

    private func take(_ action: StationAction) {
        guard case .answer(_, let reply) = action else { return }
        switch reply {
        case .known(_, let body):
            answer = "known already" + (body.isEmpty ? "" : ": \(String(decoding: body, as: UTF8.self))")
        case .rejected(_, let reason): answer = "rejected: \(reason)"
        case .decided, .busy, .status, .done, .push: break
        }
    }

    private static func kernel(
        _ name: StationName, _ topology: Topology, _ state: ReceivingState, _ journal: MemoryJournal
    ) throws -> StationKernel<GatewayDecider> {
        guard let configuration = topology.receiving(for: name) else {
            throw ScenarioError("\(name) is no gateway")
        }
        let settings = KernelSettings(
            name: name, upstreams: [], consumers: [], auditSink: nil, configurationDigest: "stage",
            configurationContent: [], prunes: false)
        let machine = ReceivingMachine(configuration: configuration, state: state)
        return try StationKernel(
            settings: settings, decider: GatewayDecider(machine: machine), recovery: journal.recover(),
            reader: journal, left: nil, epoch: 1, instant: .distantPast, mark: { _ in })
    }
}

/// A gateway's machine as its kernel drives it; what it decided is read from it.
struct GatewayDecider: Decider {
    /// Whatever is to be handled, as bytes; the kernel tells two of them apart by these.
    struct Message: Codable {
        var submission: Submission?
        var fact: Fact?
        var from: StationName?

        /// The message, and the key by which it is known again; empty for what needs none.
        static func make(_ input: Input) -> (Message, key: String) {
            switch input {
            case .fact(let fact, let from): (Message(fact: fact, from: from), "")
            case .submission(let submission): (Message(submission: submission), submission.key)
            case .tick, .linkLost, .linkRegained: (Message(), "")
            }
        }

        var body: [UInt8] {
            get throws {
                let encoder = JSONEncoder()
                encoder.outputFormatting = .sortedKeys
                return [UInt8](try encoder.encode(self))
            }
        }
    }

    var machine: ReceivingMachine
    /// Everything decided since the start.
    var decided: [Decided] = []

    var nextDeadline: Instant? { machine.state.nextDeadline }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        let handled: Input
        switch input {
        case .submission(let body):
            let message = try JSONDecoder().decode(Message.self, from: Data(body))
            if let submission = message.submission {
                handled = .submission(submission)
            } else if let fact = message.fact, let from = message.from {
                handled = .fact(fact, from: from)
            } else {
                return .nothing
            }
        case .entry, .tick, .linkLost, .linkRegained: handled = .tick
        }
        let facts = machine.handle(handled, at: now)
        machine.state.checkInvariants()
        decided += facts
        let isRefused = facts.contains { if case .requestRefused = $0.fact { true } else { false } }
        let contact = facts.lazy.compactMap(\.fact.contact).first
        // The kernel keeps the key with the batch, and the batch needs an entry.
        let draft = Draft(kind: 20, contact: contact?.rawValue ?? 0, destinations: [], body: [])
        return Decision(
            drafts: [draft], reply: Array((contact?.description ?? "").utf8), keepsKey: !isRefused)
    }

    mutating func fold(_: Entry) {}  // A restarted gateway is given its machine's state.
    func checkpoint() -> [UInt8] { [] }
    mutating func restore(_: [UInt8]) {}
}

extension Submission {
    /// The key by which its sender makes it known again; empty for what has none.
    fileprivate var key: String {
        switch self {
        case .arrived(let arrival): arrival.key
        case .workItem(let item): item.key
        case .medium, .effectDone, .effectFailed, .blocked, .desk, .acknowledgeAlarm, .workReport,
            .attemptsBlocked, .surveyAnswered, .release:
            ""
        }
    }
}
