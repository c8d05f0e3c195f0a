import Contacts
import Deciding
import Facts
import Kernel
import Simulation
import TopologyFile
import VirtualTime
import Wire

/// One station of a play: its decider behind its kernel, and the journal that outlives both.
///
/// A class, because turns change it and the topology keeps it by name.
final class PlayedStation {
    /// Where in its next turn a station is killed.
    enum Moment: String, CaseIterable {
        /// What it decided is on no disk and nobody hears of it.
        case before
        /// What it decided is on disk; nobody has heard of it yet.
        case after
    }

    /// What came of one input.
    struct Turn {
        /// What is committed and published.
        var entries: [Entry] = []
        /// What subscribers are told.
        var pushes: [Push] = []
        /// What the submitter is told; nil for nobody, or when the station died of it.
        var reply: IngressReply?
        /// Whether the input is in the journal, or needs none.
        var isHandled = true
    }

    let name: StationName
    /// What comes while it is down, in order.
    var inbox: [StationInput] = []
    /// Until when it is down; nil while it is up.
    private(set) var backAt: Instant?
    /// What it had committed and not sent when it was killed.
    private(set) var unsent: [Entry] = []
    private let topology: Topology
    private let content: VirtualSite.Content?
    private let journal: MemoryJournal
    private let audit: VirtualAuditLog
    private var kernel: StationKernel<PlayedDecider>?
    private var doom: (moment: Moment, back: Instant)?
    /// Real time, which only the kernel sees: each turn comes long after the last one.
    private var turn: Int64 = 0
    private var incarnation: UInt64 = 1

    init(_ name: StationName, _ topology: Topology, audit: VirtualAuditLog, at now: Instant) throws {
        self.name = name
        self.topology = topology
        content = topology.virtualSite.contents[name]
        self.audit = audit
        journal = MemoryJournal(id: JournalID(name.rawValue))
        try start(at: now)
    }

    /// When it wants a tick, or to be started again.
    var deadline: Instant? { backAt ?? kernel?.decider.base.nextDeadline }

    /// It dies in its next turn, and is started again at `back`.
    func kill(_ moment: Moment, back: Instant) { doom = (moment, back) }

    /// It begins with what its journal remembers, and sends what it could not send.
    func restart(at now: Instant) throws -> [Entry] {
        backAt = nil
        incarnation += 1
        try start(at: now)
        defer { unsent = [] }
        return unsent
    }

    /// What a new subscriber is told first.
    func backlog(of topic: String) -> [Push] { kernel?.decider.base.backlog(of: topic) ?? [] }

    /// What it decides of an input, which is a batch of its own.
    func handle(_ input: StationInput, key: String, at now: Instant) throws -> Turn {
        var done = try decide(input, key: key, at: now)
        guard backAt == nil, deadline == .distantPast else { return done }
        let match = try decide(.tick, key: "", at: now)
        done.entries += match.entries
        done.pushes += match.pushes
        return done
    }

    private func decide(_ input: StationInput, key: String, at now: Instant) throws -> Turn {
        turn += 60_000_000
        kernel?.submit(PlayedDecider.body(of: input), key: key, ticket: 1, id: 1, at: now)
        try kernel?.decidePending(at: now, now: turn)
        var done = Turn()
        for action in kernel?.takeActions() ?? [] {
            guard case .commit(let batch) = action else {
                take(action, into: &done)
                continue
            }
            if let doom, doom.moment == .before {
                vanish(until: doom.back)
                return Turn(isHandled: false)
            }
            try journal.commit(batch)
            try keep(batch, into: &done)
            kernel?.committed(took: 1)
        }
        if let doom {
            unsent += done.entries
            vanish(until: doom.back)
            return Turn()
        }
        for action in kernel?.takeActions() ?? [] { take(action, into: &done) }
        if case .entry(let entry, let publisher) = input {
            done.pushes += pushes(of: entry, from: publisher)
        }
        return done
    }

    private func keep(_ batch: Batch, into done: inout Turn) throws {
        let entries = try Batch.entries(in: batch.bytes[...])
        try audit.take(
            PublishedBatch(
                first: batch.first, last: batch.last, digest: batch.digest, entries: entries,
                size: batch.bytes.count), of: name)
        done.entries += entries
        for entry in entries { done.pushes += pushes(of: entry, from: nil) }
    }

    private func pushes(of entry: Entry, from publisher: StationName?) -> [Push] {
        kernel?.decider.base.pushes(kind: entry.kind, body: entry.body, from: publisher) ?? []
    }

    private func take(_ action: StationAction, into done: inout Turn) {
        guard case .answer(_, let reply) = action else { return }
        done.reply = reply
    }

    private func vanish(until back: Instant) {
        kernel = nil
        doom = nil
        backAt = back
        journal.crash()
    }

    private func start(at now: Instant) throws {
        var settings = KernelSettings(
            name: name, upstreams: [], consumers: [], auditSink: nil,
            configurationDigest: content?.digest ?? "", configurationContent: content?.bytes ?? [],
            prunes: false)
        settings.limits.checkpointEvery = .max
        kernel = try StationKernel(
            settings: settings, decider: PlayedDecider(base: try topology.decider(of: name)),
            recovery: journal.recover(), reader: journal, left: nil, epoch: incarnation, instant: now,
            mark: { _ in })
    }
}

extension Topology {
    /// The decider of a station as its process has it, with an empty state.
    fileprivate func decider(of station: StationName) throws -> AnyDecider {
        func join(_ machine: some StationMachine) -> AnyDecider {
            AnyDecider(MachineDecider(machine: machine))
        }
        guard let machine = machines().first(where: { $0.station == station })?.machine else {
            throw Failure("no machine of \(station)")
        }
        return join(machine)
    }
}
