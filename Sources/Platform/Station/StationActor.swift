import Contacts
internal import DequeModule
import Glibc
import Journal
public import Links
public import Logging
public import StationCore
import Synchronization

/// A running station: one decider, one journal, some links.
///
/// socket thread: poll -> gather what arrived -> decide (sync, pure) -> hand the batch to the journal thread -> on
/// completion: send, push, answer, acknowledge. There is no `await` on that path; the actor's executor is the
/// socket thread itself, and its async methods are for edges, administration and health.
public actor StationActor<D: Decider>: PollHandler {
    /// The thread that owns the sockets.
    public nonisolated let thread: PollThread
    let settings: StationSettings
    let context: ZeroMQContext
    let log: Logger
    let mailbox = Mutex(Deque<CommitThread.Report>())

    // What is decided. Invariant: `builder.head` is the last sequence decided, `head` the last committed, and the
    // batches between them are exactly `inFlight`.
    var decider: D
    var memory = StationMemory()
    var builder = BatchBuilder(head: 0, digest: .genesis)
    var head: UInt64 = 0
    var floor: UInt64 = 0
    var lastInstant = Instant.distantPast
    var inFlight = Deque<InFlight>()
    var journal = JournalID("")
    var checkpointed: UInt64 = 0
    var checkpointAsked: UInt64 = 0
    var poison = PoisonGuard(mark: nil, cursors: [])

    // What arrived and is not decided yet.
    var inbox = Deque<InboxItem>()
    var submissions = Deque<PendingSubmission>()
    var linkEvents = Deque<StationInput>()
    var uncommittedKeys: [String: KnownKey] = [:]
    var recoveredCursors: [StationName: UpstreamCursor] = [:]
    var markedPublisher: StationName = ""
    var markedThrough: UInt64 = 0

    // What was committed lately, for consumers that are nearly up to date; contiguous and in order.
    var tail = Deque<PublishedBatch>()
    var tailBytes = 0

    // Who is there.
    var upstreams: [StationName: UpstreamLink] = [:]
    var consumers: [StationName: PublisherSession] = [:]
    var consumerOrder: [StationName] = []
    var routes: [StationName: [UInt8]] = [:]
    var lostLinks: Set<StationName> = []
    var subscribers: [String: [Subscriber]] = [:]
    var localSubscribers: [String: [UInt64: AsyncStream<Push>.Continuation]] = [:]
    var nextLocalSubscriber: UInt64 = 1

    // What it owns.
    var streamSocket: ZeroMQSocket?
    var ingressSocket: ZeroMQSocket?
    var streamLock: EndpointLock?
    var ingressLock: EndpointLock?
    var reader: JournalReader?
    var commits: CommitThread?
    var checkpointer: Checkpointer<D>?
    var handling: HandlingMark?

    // Housekeeping; real monotonic microseconds.
    var movedCursors: [StationName: UpstreamCursor] = [:]
    var cursorsMovedAt: Int64?
    var housekeepingAt: Int64 = 0
    var blocked: [BlockageReason: (count: UInt64, since: Instant)] = [:]
    var refusal: BlockageReason?
    var wallOffset: Int64?
    var draining: Drain?
    var counters = Counters()

    struct Counters {
        var batches: UInt64 = 0
        var commitMicroseconds: Int64 = 0
        var blocked: UInt64 = 0
        var quarantined: UInt64 = 0
    }

    struct Drain {
        var until: Int64
        var continuations: [CheckedContinuation<Void, Never>] = []
    }

    /// Something received from an upstream, in order.
    enum InboxItem {
        case entry(Entry, from: StationName)
        /// Everything up to the cursor has been seen; the bytes may be granted again.
        case through(UpstreamCursor, bytes: UInt64)
    }

    struct UpstreamLink {
        var session: UpstreamSession
        let socket: ZeroMQSocket
        var handled: UpstreamCursor?
    }

    struct PendingSubmission {
        var key: String
        var body: [UInt8]
        var answer: Answer
    }

    /// Who waits for an answer.
    enum Answer {
        case peer([UInt8], id: UInt64)
        case local(CheckedContinuation<IngressReply, Never>)
        case nobody
    }

    struct Subscriber {
        var peer: [UInt8]
        var renewed: Int64
    }

    /// A decided batch on its way to the disk, and what is due once it is there.
    struct InFlight {
        var published: PublishedBatch
        var cursors: [UpstreamCursor]
        var answers: [(Answer, IngressReply)]
        var pushes: [Push]
        var keys: [String]
    }

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Makes a station that is not running yet.
    public init(
        settings: StationSettings, decider: D, thread: PollThread, context: ZeroMQContext, log: Logger
    ) {
        self.settings = settings
        self.decider = decider
        self.thread = thread
        self.context = context
        self.log = log
    }

    /// Recovers from the journal, binds the endpoints and takes part from now on.
    ///
    /// - Throws: `StationError` when the journal, an endpoint or the membership does not allow it.
    public func begin() throws(StationError) {
        do {
            streamLock = try EndpointLock(endpoint: settings.streamEndpoint)
            ingressLock = try EndpointLock(endpoint: settings.ingressEndpoint)
        } catch {
            throw StationError("\(error)", exitStatus: error.exitStatus)
        }
        try recover()
        try applyTopology()
        try openLinks()
        thread.add(self)
        log.info("station is up", metadata: ["head": "\(head)", "journal": "\(journal)"])
    }

    public nonisolated func turn(at now: Int64) -> Int64 {
        assumeIsolated { $0.work(at: now) }
    }

    private func work(at now: Int64) -> Int64 {
        takeReports()
        receiveFromConsumers(at: now)
        receiveFromUpstreams(at: now)
        receiveFromIngress(at: now)
        decidePending(at: now)
        publish(at: now)
        speakToUpstreams(at: now)
        if now >= housekeepingAt { keepHouse(at: now) }
        return nextWake(after: now)
    }

    private func nextWake(after now: Int64) -> Int64 {
        var wake = min(housekeepingAt, now + 200_000)
        if let deadline = decider.nextDeadline {
            let topologyWait = max(0, settings.now().duration(to: deadline).microseconds)
            wake = min(wake, now + topologyWait / settings.rate + 1)
        }
        return wake
    }

    /// Ends the process: the journal or the topology does not allow to go on.
    func fail(_ error: StationError) -> Never {
        log.critical("station cannot go on", metadata: ["reason": "\(error)", "exit": "\(error.exitStatus)"])
        exit(error.exitStatus)
    }
}
