import Contacts
import Facts
import Foundation
import StationCore

/// A decider whose state can be compared, so that a fold is held against the live state.
protocol SimulatedDecider: Decider {
    /// True when both have decided the same up to now, as far as anybody can ever notice.
    func hasState(of other: any SimulatedDecider) -> Bool
}

/// What a station tells its subscribers.
struct PushRule<M: Machine>: Sendable {
    /// The topics that hear of a fact, own (the station is nil) or consumed.
    var topics: @Sendable (Fact, StationName?) -> [String] = { _, _ in [] }
    /// What a new subscriber of a topic is told first.
    var backlog: @Sendable (M, String) -> [Fact] = { _, _ in [] }
}

/// A machine joined to what a station drives, without a codec: bodies are places in the shared table.
struct TableDecider<M: Machine>: SimulatedDecider {
    /// Kinds below belong to the station itself.
    private static var firstFactKind: UInt16 { 16 }

    private var machine: M
    /// The state while it is being recovered; given to the machine once, before its next decision.
    private var recovering: M.State?
    private let table: FactTable
    private let rule: PushRule<M>
    /// Whether it takes contacts, which may be refused while downstream is behind.
    private let takesContacts: Bool

    init(_ machine: M, table: FactTable, rule: PushRule<M> = PushRule(), takesContacts: Bool = false) {
        self.machine = machine
        self.table = table
        self.rule = rule
        self.takesContacts = takesContacts
    }

    var state: M.State { recovering ?? machine.state }

    /// The machine with the state of every decision so far.
    private var current: M {
        guard let recovering else { return machine }
        var current = machine
        current.state = recovering
        return current
    }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        if let recovered = recovering {
            machine.state = recovered
            recovering = nil
        }
        switch input {
        case .entry(let entry, let station):
            guard entry.kind >= Self.firstFactKind else { return .nothing }
            return decision(handle(.fact(try table.fact(entry.body), from: station), at: now))
        case .submission(let body):
            let decided = handle(.submission(try table.submission(body)), at: now)
            return answer(to: decided)
        case .tick: return decision(handle(.tick, at: now))
        case .linkLost(let station): return decision(handle(.linkLost(station), at: now))
        case .linkRegained(let station): return decision(handle(.linkRegained(station), at: now))
        }
    }

    mutating func fold(_ entry: Entry) throws {
        guard entry.kind >= Self.firstFactKind else { return }
        let fact = try table.fact(entry.body)
        if recovering == nil { recovering = machine.state }
        recovering?.evolve(fact)
    }

    var nextDeadline: Instant? { state.nextDeadline }

    func checkpoint() throws -> [UInt8] { table.body(of: state) }

    /// Goes through JSON on the way, so that a state whose `Codable` loses something shows; a real checkpoint
    /// goes through the same `Codable`, in the form that `Wire` has for it.
    mutating func restore(_ checkpoint: [UInt8]) throws {
        guard let kept = try table.state(checkpoint) as? M.State else {
            throw FrameError.malformed(
                field: "checkpoint", value: "another state", expected: "\(M.State.self)")
        }
        let read = try JSONDecoder().decode(M.State.self, from: JSONEncoder().encode(kept))
        guard read == kept else {
            throw FrameError.malformed(
                field: "checkpoint", value: "changed by JSON", expected: "\(M.State.self)")
        }
        recovering = read
    }

    func pushes(kind: UInt16, body: ArraySlice<UInt8>, from publisher: StationName?) -> [Push] {
        guard kind >= Self.firstFactKind else { return [] }
        // An entry without a fact was refused when it was decided: there is nothing to tell about it.
        guard let fact = try? table.fact(body) else { return [] }
        return rule.topics(fact, publisher).map { Push(topic: $0, kind: kind, body: [UInt8](body)) }
    }

    func backlog(of topic: String) -> [Push] {
        rule.backlog(current, topic).map {
            Push(topic: topic, kind: $0.kind.rawValue, body: table.body(of: $0))
        }
    }

    func isNewWork(_ submission: [UInt8]) -> Bool {
        // A submission that is none is refused where it is decided.
        guard takesContacts, case .arrived = try? table.submission(submission) else { return false }
        return true
    }

    func hasState(of other: any SimulatedDecider) -> Bool {
        (other as? TableDecider<M>).map { $0.state == state } ?? false
    }

    private mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        let decided = machine.handle(input, at: now)
        machine.state.checkInvariants()
        return decided
    }

    private func decision(_ decided: [Decided]) -> Decision {
        Decision(drafts: decided.map(draft))
    }

    private func draft(_ decided: Decided) -> Draft {
        Draft(
            kind: decided.fact.kind.rawValue, contact: decided.fact.contact?.rawValue ?? 0,
            destinations: decided.destinations, body: table.body(of: decided.fact))
    }

    private func answer(to decided: [Decided]) -> Decision {
        let drafts = decided.map(draft)
        for case .requestRefused(let refusal) in decided.lazy.map(\.fact) {
            return Decision(drafts: drafts, reply: table.body(of: .refused(refusal)), keepsKey: false)
        }
        var contact = decided.lazy.compactMap(\.fact.contact).first
        for case .contactReceived(let received) in decided.lazy.map(\.fact) { contact = received.contact }
        return Decision(drafts: drafts, reply: table.body(of: SubmissionReply.accepted(contact)))
    }
}
