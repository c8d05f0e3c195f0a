import Contacts
import DequeModule
import Kernel

/// One process of the simulated topology: a kernel while it runs, and what outlives it.
///
/// A class, because the kernel's mark is written through a closure, as a file is.
final class SimulatedStation {
    /// What its disk is asked to do, in order.
    enum DiskTask {
        case commit(Batch)
        case checkpoint(sequence: UInt64, bytes: [UInt8])
        case prune(through: UInt64)
    }

    /// What its disk reports.
    enum Report {
        case committed(microseconds: Int64)
        case checkpointed(UInt64)
    }

    /// Folds committed entries into a copy, as the real checkpointer does.
    struct Checkpointer {
        var decider: AnyDecider
        var memory: StationMemory
        var folded: UInt64
    }

    let name: StationName
    let index: Int

    // What outlives the process.
    let journal: MemoryJournal
    var handling: PoisonGuard.Mark?
    /// An older copy of its journal, as a backup.
    var backup: MemoryDisk?
    /// The right journal, while an older copy was put in its place by mistake.
    var setAside: MemoryDisk?
    /// A copy that was put in place and must be refused.
    var isRolledBack: Bool { setAside != nil }
    /// The decider at the last crash, when everything decided was durable.
    var stateAtCrash: AnyDecider?

    // The process.
    /// True while the process exists.
    var isUp = false
    var kernel: StationKernel<AnyDecider>?
    var incarnation = 0
    var pausedUntil: Int64 = 0
    var turnAt = Int64.max
    var housekeepingAt: Int64 = 0
    var checkpointer: Checkpointer?
    var fromConsumers = Deque<StreamFrame>()
    var fromUpstreams = Deque<(publisher: StationName, frame: StreamFrame)>()
    var requests = Deque<UInt64>()
    var reports = Deque<Report>()
    var tasks = Deque<DiskTask>()
    var diskIsBusy = false
    var slowUntil: Int64 = 0
    /// Commits handed to the disk and not reported to the kernel.
    var commitsUnderWay = 0
    /// True while somebody means it to be down.
    var isRetired = false

    init(name: StationName, index: Int) {
        self.name = name
        self.index = index
        journal = MemoryJournal(id: JournalID("journal of \(name)"))
    }

    /// Forgets everything that does not outlive a process.
    func vanish() {
        stateAtCrash = commitsUnderWay == 0 && !isRolledBack ? kernel?.decider : nil
        kernel = nil
        isUp = false
        checkpointer = nil
        incarnation += 1
        turnAt = .max
        fromConsumers.removeAll()
        fromUpstreams.removeAll()
        requests.removeAll()
        reports.removeAll()
        tasks.removeAll()
        diskIsBusy = false
        commitsUnderWay = 0
        pausedUntil = 0
        journal.crash()
    }
}

/// The journal as a kernel reads it under `DeliberateBug.noDedupe`: it never finds a key.
final class ForgetfulReader: JournalReading {
    private let journal: MemoryJournal

    init(_ journal: MemoryJournal) { self.journal = journal }

    func read(after sequence: UInt64, limit bytes: Int) throws -> JournalRead {
        journal.read(after: sequence, limit: bytes)
    }
    func digest(at sequence: UInt64) throws -> ChainDigest? { journal.digest(at: sequence) }
    func checkpoint() throws -> JournalCheckpoint? { journal.checkpoint() }
    func known(_: [IdempotencyKey]) throws -> [IdempotencyKey: KnownKey] { [:] }
}
