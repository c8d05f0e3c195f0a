public import Contacts
internal import DequeModule

/// The station without I/O: attach, acknowledge, gap, credit, fence, batch, keys, membership, poison.
///
/// A ZeroMQ shell drives it in production and the simulator drives it in tests; both do the actions it
/// returns and tell it what came of them. It owns no clock, no socket and no thread: `now` is real monotonic
/// time in microseconds, `instant` the topology's time.
///
/// Invariant: `builder.head` is the last sequence decided, `head` the last committed, and the batches between
/// them are exactly `inFlight`, oldest first.
public struct StationKernel<D: Decider> {
    /// What the topology says of this station.
    public let settings: KernelSettings
    /// The decider with every decision so far.
    public internal(set) var decider: D
    /// Consumers and configuration.
    public internal(set) var memory = StationMemory()
    /// The last committed sequence.
    public internal(set) var head: UInt64 = 0
    /// Entries at or below it are pruned, or are being pruned.
    public internal(set) var floor: UInt64 = 0
    /// The sequence that the newest checkpoint covers.
    public internal(set) var checkpointed: UInt64 = 0
    /// The journal's name.
    public internal(set) var journal = JournalID("")
    /// What the shell is to do, in order; it takes them with ``takeActions()``.
    var actions: [StationAction] = []

    var builder = BatchBuilder(head: 0, digest: .genesis)
    var lastInstant = Instant.distantPast
    var inFlight = Deque<InFlight>()
    var checkpointAsked: UInt64 = 0
    var poison = PoisonGuard(mark: nil, cursors: [])
    var marked: (publisher: StationName, through: UInt64) = ("", 0)
    let reader: any JournalReading
    /// The decider before anything was restored or folded, to begin anew with.
    let fresh: D
    /// Until when no tick is decided, real microseconds, after one whose decision could not be recorded.
    var ticksHeldUntil: Int64?
    /// Writes down what is about to be handled, before it is.
    let mark: (PoisonGuard.Mark) -> Void

    // What arrived and is not decided yet.
    var inbox = Deque<InboxFrame>()
    var submissions = Deque<PendingSubmission>()
    var linkEvents = Deque<StationInput>()
    var uncommittedKeys: [IdempotencyKey: KnownKey] = [:]
    /// What the journal knows of the keys that the present batch brings; nil before its first submission.
    var journalledKeys: [IdempotencyKey: KnownKey]?

    /// When the last batch was begun, real microseconds.
    var batchBegunAt: Int64 = .min / 4

    // What was committed lately, for consumers that are nearly up to date; contiguous and in order.
    var tail = Deque<PublishedBatch>()
    var tailBytes = 0

    // Who is there.
    var upstreams: [StationName: UpstreamLink] = [:]
    var consumers: [StationName: PublisherSession] = [:]
    var consumerOrder: [StationName] = []
    var lostLinks: Set<StationName> = []
    var movedCursors: [StationName: UpstreamCursor] = [:]
    var cursorsMovedAt: Int64?

    // Refused new work, and why more would be.
    var blocked: [BlockageReason: (count: UInt64, since: Instant)] = [:]
    var refusal: BlockageReason?
    /// True once the station takes no more new work.
    public internal(set) var isDraining = false
    /// False once nothing of an upstream and no tick is taken any more, so that the head stands still.
    public internal(set) var takesInput = true
    /// Figures for the health answer.
    public internal(set) var counters = Counters()

    /// Figures since the start of the process.
    public struct Counters: Hashable, Sendable {
        /// Batches committed.
        public var batches: UInt64 = 0
        /// Real time their commits took in all, microseconds.
        public var commitMicroseconds: Int64 = 0
        /// Pieces of new work refused.
        public var blocked: UInt64 = 0
        /// Inputs set aside.
        public var quarantined: UInt64 = 0
    }

    /// What one frame of an upstream brought, as far as it is not handled yet.
    struct InboxFrame {
        let publisher: StationName
        let entries: [Entry]
        /// The index of the next entry to handle.
        var next = 0
        /// Where the upstream stands once all of it is handled.
        let cursor: UpstreamCursor
        /// The bytes that may be granted again then.
        let bytes: UInt64
    }

    struct UpstreamLink {
        var session: UpstreamSession
        var handled: UpstreamCursor?
    }

    struct PendingSubmission {
        var key: IdempotencyKey
        var claim: KeyClaim?
        var body: [UInt8]
        var ticket: UInt64
        var id: UInt64
    }

    /// A decided batch on its way to the disk, and what is due once it is there.
    struct InFlight {
        var published = PublishedBatch(first: 0, last: 0, digest: .genesis, entries: [], size: 0)
        var cursors: [UpstreamCursor] = []
        var answers: [(ticket: UInt64, reply: IngressReply)] = []
        var pushes: [Push] = []
        var keys: [IdempotencyKey] = []
    }

    /// Recovers a station: newest complete checkpoint, then the entries after it; then applies the topology.
    ///
    /// - Parameters:
    ///   - settings: What the topology says.
    ///   - decider: The decider with an empty state.
    ///   - recovery: What the journal holds.
    ///   - reader: Reads the journal.
    ///   - left: What the last run was about to handle.
    ///   - epoch: Greater than any epoch this station used before.
    ///   - instant: The topology's time.
    ///   - mark: Writes down what is about to be handled; it only has to outlive the process.
    /// - Throws: `StationError` when the journal or the membership does not allow to go on.
    public init(
        settings: KernelSettings, decider: D, recovery: JournalRecovery, reader: any JournalReading,
        left: PoisonGuard.Mark?, epoch: UInt64, instant: Instant,
        mark: @escaping (PoisonGuard.Mark) -> Void
    ) throws(StationError) {
        self.settings = settings
        self.decider = decider
        fresh = decider
        self.reader = reader
        self.mark = mark
        do {
            try restore(recovery)
        } catch let error as StationError {
            throw error
        } catch {
            throw StationError("\(settings.name): the journal does not fold: \(error)", exitStatus: 78)
        }
        poison = PoisonGuard(mark: left, cursors: recovery.cursors)
        // The last run may have told the decider of a loss; the first attach of this one tells it of the
        // return.
        lostLinks = Set(settings.upstreams)
        var link = UpstreamSession.Limits()
        link.credit = settings.limits.credit
        for upstream in settings.upstreams {
            let cursor = recovery.cursors.first { $0.publisher == upstream }
            upstreams[upstream] = UpstreamLink(
                session: UpstreamSession(
                    publisher: upstream, consumer: settings.name, cursor: cursor, epoch: epoch,
                    limits: link),
                handled: cursor)
        }
        try applyTopology(at: max(instant, lastInstant))
    }

    /// Takes over what the journal recovered.
    private mutating func restore(_ recovery: JournalRecovery) throws {
        journal = recovery.journal
        head = recovery.head
        floor = recovery.floor
        lastInstant = recovery.lastInstant
        builder = BatchBuilder(head: recovery.head, digest: recovery.digest)
        var folded: UInt64 = 0
        if let checkpoint = recovery.checkpoint {
            let (restored, bytes) = try StationMemory.restored(from: checkpoint.bytes)
            memory = restored
            try decider.restore(bytes)
            folded = checkpoint.sequence
        }
        checkpointed = folded
        checkpointAsked = folded
        while folded < recovery.head {
            guard case .batches(let batches) = try reader.read(after: folded, limit: 1 << 20),
                !batches.isEmpty
            else {
                throw StationError(
                    "\(settings.name): entries after \(folded) are missing, "
                        + "expected through \(recovery.head)",
                    exitStatus: 78)
            }
            for stored in batches {
                for entry in try Batch.entries(in: stored.bytes[...]) where entry.sequence > folded {
                    try memory.fold(entry)
                    try decider.fold(entry)
                }
                folded = stored.last
            }
        }
    }

    /// Registers consumers, refuses a topology that forgets one, and records a changed configuration.
    private mutating func applyTopology(at instant: Instant) throws(StationError) {
        let registered = memory.consumers.map(\.consumer)
        for consumer in registered
        where !settings.consumers.contains(consumer) && !settings.retired.contains(consumer) {
            throw StationError(
                "the topology omits \(consumer), a registered consumer of \(settings.name); "
                    + "keep it, or drain it and list it under `retired`", exitStatus: 78)
        }
        for consumer in settings.consumers where !registered.contains(consumer) {
            try recordOwn(.consumerRegistered, StationMemory.membershipBody(of: consumer), at: instant)
        }
        for consumer in settings.retired where registered.contains(consumer) {
            try recordOwn(.consumerRetired, StationMemory.membershipBody(of: consumer), at: instant)
        }
        if memory.configuration != settings.configurationDigest {
            let bodies = StationMemory.configurationBodies(
                digest: settings.configurationDigest, content: settings.configurationContent)
            for body in bodies { try recordOwn(.configurationLoaded, body, at: instant) }
        }
        consumerOrder = memory.consumers.map(\.consumer)
        for registration in memory.consumers {
            consumers[registration.consumer] = PublisherSession(
                consumer: registration.consumer, registeredAt: registration.registeredAt,
                getsEverything: registration.consumer == settings.auditSink,
                pace: settings.paced.contains(registration.consumer) ? settings.limits.pace : 0)
        }
    }

    /// Records an entry about the station itself.
    ///
    /// - Parameters:
    ///   - kind: What it is about.
    ///   - body: Its body.
    ///   - instant: The topology's time.
    /// - Throws: `StationError` when the body does not fold, which a test would have shown.
    public mutating func recordOwn(
        _ kind: StationKind, _ body: [UInt8], at instant: Instant
    ) throws(StationError) {
        let draft = Draft(kind: kind.rawValue, contact: 0, destinations: [], body: body)
        let entry = builder.record(draft, at: max(instant, lastInstant), cause: nil)
        do {
            try memory.fold(entry)
        } catch {
            throw StationError("a \(kind) entry of our own does not fold: \(error)", exitStatus: 1)
        }
    }

    /// Everything a checkpoint is made of, as of the last entry handed to the journal; nil while entries wait
    /// for their batch.
    public var snapshot: (decider: D, memory: StationMemory, through: UInt64)? {
        builder.isEmpty ? (decider, memory, builder.head) : nil
    }

    /// Hands over what is to be done, in order.
    public mutating func takeActions() -> [StationAction] {
        defer { actions.removeAll(keepingCapacity: true) }
        return actions
    }

    /// False while the journal is behind, whose report wakes the shell.
    var canDecide: Bool { inFlight.count < settings.limits.batchesInFlight }

    /// When the next batch may begin, real microseconds; nil while the journal is behind.
    public var nextBatch: Int64? { canDecide ? batchBegunAt + settings.limits.batchInterval : nil }

    /// True when something that arrived waits for a batch.
    public var hasInputs: Bool { !inbox.isEmpty || !submissions.isEmpty || !linkEvents.isEmpty }

    /// When the decider wants a tick; nil while the journal is behind, whose report wakes the shell.
    ///
    /// Nothing can be decided then, and a shell that was told of a deadline in the past would only spin.
    public var nextDeadline: Instant? {
        canDecide && takesInput && ticksHeldUntil == nil ? decider.nextDeadline : nil
    }
}
