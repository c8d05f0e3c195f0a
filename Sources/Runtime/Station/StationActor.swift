import Contacts
internal import DequeModule
internal import Glibc
internal import Journal
public import Kernel
public import Links
public import Logging
import Synchronization

/// A running station: a kernel, a journal and some sockets.
///
/// socket thread: poll -> gather what arrived -> decide (sync, pure) -> hand the batch to the journal thread
/// -> on completion: send, push, answer, acknowledge. There is no `await` on that path; the actor's executor
/// is the socket thread itself, and its async methods are for edges, administration and health. What is
/// decided, and in which order things may happen, is the kernel's; here is only what touches the outside.
public actor StationActor: PollHandler {
    /// The thread that owns the sockets.
    public nonisolated let thread: PollThread
    let settings: StationSettings
    let context: ZeroMQContext
    let log: Logger
    /// What the journal's threads report; they cannot wait for the actor.
    nonisolated let mailbox = Mutex(Deque<CommitThread.Report>())
    private let firstDecider: AnyDecider

    var running: Running?
    var routes: [StationName: [UInt8]] = [:]
    var answers: [UInt64: Answer] = [:]
    var nextTicket: UInt64 = 1
    var subscribers: [String: [Subscriber]] = [:]
    /// The topics of which a subscriber waits for what did not fit its connection.
    var unsentTopics: Set<String> = []
    /// When the last turn was, and when subscribers are to be forgotten after a stall; real microseconds.
    var lastTurn: Int64?
    var forgetSubscribersAt: Int64?
    var localSubscribers: [String: [UInt64: AsyncStream<Push>.Continuation]] = [:]
    /// True from the request for a checkpoint until its copy was handed over.
    var owesCheckpoint = false
    var drainBegunAt: Int64?
    var drainers: [CheckedContinuation<Void, Never>] = []
    // Housekeeping; real monotonic microseconds.
    private var housekeepingAt: Int64 = 0
    private var wallOffset: Int64?
    private var refusalsTold = 0
    private var refusalsToldAt: Int64 = 0
    private var streamLock: EndpointLock?
    private var ingressLock: EndpointLock?

    /// Everything that exists from `begin` to `close`.
    ///
    /// A class, because a look at one part of an optional struct copies the whole of it, kernel and all.
    final class Running {
        var kernel: StationKernel<AnyDecider>
        let stream: ZeroMQSocket
        let ingress: ZeroMQSocket
        let upstreams: [StationName: ZeroMQSocket]
        let commits: CommitThread
        let checkpointer: Checkpointer

        init(
            kernel: StationKernel<AnyDecider>, stream: ZeroMQSocket, ingress: ZeroMQSocket,
            upstreams: [StationName: ZeroMQSocket], commits: CommitThread, checkpointer: Checkpointer
        ) {
            self.kernel = kernel
            self.stream = stream
            self.ingress = ingress
            self.upstreams = upstreams
            self.commits = commits
            self.checkpointer = checkpointer
        }

        /// Looks at the kernel where it is: to read a property of it through a class copies it too.
        func look<Result>(_ body: (inout StationKernel<AnyDecider>) -> Result) -> Result { body(&kernel) }
    }

    /// Who waits for an answer.
    enum Answer {
        case peer([UInt8])
        case local(CheckedContinuation<IngressReply, Never>)
    }

    struct Subscriber {
        var peer: [UInt8]
        var renewed: Int64
        /// What did not fit its connection yet, the first next.
        var unsent: Deque<Push>
    }

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Makes a station that is not running yet.
    public init(
        settings: StationSettings, decider: some Decider, thread: PollThread, context: ZeroMQContext,
        log: Logger
    ) {
        self.settings = settings
        firstDecider = AnyDecider(decider)
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
            let opened = try open()
            running = opened
            thread.add(self)
            log.info(
                "station is up",
                metadata: [
                    "head": "\(opened.kernel.head)", "journal": "\(opened.kernel.journal)",
                    "sqlite": "\(SQLiteLibrary.loaded)",
                ])
        } catch let error as StationError {
            throw error
        } catch let error as LinkError {
            throw StationError("\(error)", exitStatus: error.exitStatus)
        } catch let error as JournalError {
            throw StationError("\(error)", exitStatus: error.exitStatus)
        } catch {
            throw StationError("\(settings.journalPath): \(error)", exitStatus: 78)
        }
    }

    private func open() throws -> Running {
        let path = settings.journalPath
        let disk = DiskSpace(ofJournal: path)
        let waitForSpace: @Sendable () -> Void = { [log] in
            disk.wait { log.error("\($0)") }
        }
        waitForSpace()
        let (writer, recovery) = try JournalWriter.open(
            at: path, station: settings.kernel.name, owner: settings.owner)
        let handling = try HandlingMark(path: path + ".handling")
        let failpoint = settings.failpoint
        failpoint?.look()
        let kernel = try StationKernel(
            settings: settings.kernel, decider: firstDecider, recovery: recovery,
            reader: try JournalReader(at: path), left: handling.left(),
            epoch: UInt64(bitPattern: monotonicMicroseconds()), instant: settings.now(),
            mark: {
                handling.write($0)
                failpoint?.willHandle($0)
            })
        let post: @Sendable (CommitThread.Report) -> Void = { [unowned self] report in
            mailbox.withLock { $0.append(report) }
            thread.wake()
        }
        let commits = CommitThread(
            writer: writer, failpoint: failpoint, waitForSpace: waitForSpace, report: post)
        let checkpointer = Checkpointer(
            decider: kernel.decider, memory: kernel.memory, folded: kernel.head,
            reader: try JournalReader(at: path), commits: commits, fail: { post(.failed($0)) })
        let stream = try ZeroMQSocket(.router, endpoint: settings.streamEndpoint, context: context)
        let ingress = try ZeroMQSocket(.router, endpoint: settings.ingressEndpoint, context: context)
        var upstreams: [StationName: ZeroMQSocket] = [:]
        for name in settings.kernel.upstreams {
            guard let endpoint = settings.upstreamEndpoints[name] else {
                throw StationError("upstream \(name) has no endpoint", exitStatus: 78)
            }
            upstreams[name] = try ZeroMQSocket(
                .dealer(identity: settings.kernel.name.rawValue), endpoint: endpoint, context: context)
        }
        for socket in [stream, ingress] + upstreams.values { thread.watch(socket) }
        return Running(
            kernel: kernel, stream: stream, ingress: ingress, upstreams: upstreams, commits: commits,
            checkpointer: checkpointer)
    }

    public nonisolated func turn(at now: Int64) -> NextTurn {
        assumeIsolated { $0.work(at: now) }
    }

    private func work(at now: Int64) -> NextTurn {
        do {
            noticeStall(at: now)
            takeReports()
            try receiveFromConsumers(at: now)
            receiveFromUpstreams(at: now)
            receiveFromIngress(at: now)
            if !unsentTopics.isEmpty { sendUnsent() }
            try running?.kernel.decidePending(at: settings.now(), now: now)
            try running?.kernel.publish(at: now)
            running?.kernel.speakToUpstreams(at: now)
            if now >= housekeepingAt { try keepHouse(at: now) }
            act(at: now)
        } catch {
            fail(error)
        }
        return nextWake(after: now)
    }

    private func nextWake(after now: Int64) -> NextTurn {
        var wake = min(housekeepingAt, now + (unsentTopics.isEmpty ? 200_000 : 5_000))
        let next = running?.look { (deadline: $0.nextDeadline, talk: $0.nextTalk, batch: $0.nextBatch) }
        if let deadline = next?.deadline {
            let topologyWait = max(0, settings.now().duration(to: deadline).microseconds)
            wake = min(wake, now + topologyWait / settings.rate + 1)
        }
        if let talk = next?.talk { wake = min(wake, talk) }
        // With both batches on their way nothing can be decided: the journal's report wakes it, and then it
        // takes all that came meanwhile as one batch. So it does soon after a batch was begun.
        guard let batch = next?.batch else { return NextTurn(by: wake, wakesFor: .wakeUp) }
        return batch > now ? NextTurn(by: batch, wakesFor: .wakeUp) : NextTurn(by: wake)
    }

    /// Takes what the journal's threads reported.
    private func takeReports() {
        while let report = mailbox.withLock({ $0.popFirst() }) {
            switch report {
            case .committed(let microseconds):
                settings.failpoint?.didCommit()
                running?.kernel.committed(took: microseconds)
            case .checkpointed(let sequence): running?.kernel.checkpointed(through: sequence)
            case .failed(let reason):
                fail(StationError("\(settings.journalPath): \(reason)", exitStatus: 1))
            }
        }
    }

    private func keepHouse(at now: Int64) throws(StationError) {
        housekeepingAt = now + (drainBegunAt == nil ? 1_000_000 : 20_000)
        settings.failpoint?.look()
        dropSilentSubscribers(at: now)
        running?.kernel.keepHouse(at: now, isShortOfDisk: isShortOfDisk())
        try noticeClockStep(at: now)
        noticeRefusals(at: now)
        finishDrain(at: now)
    }

    private func finishDrain(at now: Int64) {
        guard let begun = drainBegunAt else { return }
        let limits = settings.kernel.limits
        if now >= begun + limits.drainIntake { running?.kernel.stopTaking() }
        let isDrained = running?.look { $0.isDrained } ?? true
        guard !drainers.isEmpty, isDrained || now >= begun + limits.drain else { return }
        tellOfDrain(isDrained: isDrained)
        for continuation in drainers { continuation.resume() }
        drainers = []
    }

    /// Says who has not got everything: until it has, nobody may restore an older copy of this journal.
    private func tellOfDrain(isDrained: Bool) {
        guard let head = running?.look({ $0.head }) else { return }
        let behind = (running?.look { $0.consumerHealth } ?? []).filter { $0.lag > 0 }
        let text = behind.map { "\($0.name): \($0.lag) behind\($0.isAttached ? "" : ", absent")" }
        let metadata: Logger.Metadata = ["head": "\(head)", "behind": "\(text.joined(separator: "; "))"]
        if isDrained, behind.isEmpty {
            log.info("drained", metadata: ["head": "\(head)"])
        } else if isDrained {
            log.warning("drained, with consumers that are absent and behind", metadata: metadata)
        } else {
            log.error("the drain ran into its limit", metadata: metadata)
        }
    }

    private func isShortOfDisk() -> Bool {
        let disk = DiskSpace(ofJournal: settings.journalPath)
        return disk.free(disk.folder).map { $0 < settings.kernel.limits.diskReserve } ?? false
    }

    /// Says, at most every ten seconds, that connections were refused because descriptors ran out.
    private func noticeRefusals(at now: Int64) {
        let refusals = Descriptors.refusals
        guard refusals > refusalsTold, now - refusalsToldAt > 10_000_000 else { return }
        (refusalsTold, refusalsToldAt) = (refusals, now)
        log.error(
            "descriptors ran out; connections were closed",
            metadata: ["limit": "\(Descriptors.limit)", "closed_in_all": "\(refusals)"])
    }

    /// A step of the wall clock over a second is a fact and an alarm; the topology's clock does not follow
    /// it.
    private func noticeClockStep(at now: Int64) throws(StationError) {
        var wall = timespec()
        clock_gettime(CLOCK_REALTIME, &wall)
        let offset = Int64(wall.tv_sec) * 1_000_000 + Int64(wall.tv_nsec) / 1000 - monotonicMicroseconds()
        defer { wallOffset = offset }
        guard let before = wallOffset, abs(offset - before) > 1_000_000 else { return }
        log.error("the wall clock stepped", metadata: ["by_us": "\(offset - before)"])
        var writer = ByteWriter()
        writer.put(UInt64(bitPattern: offset - before))
        try running?.kernel.recordOwn(.clockStepped, writer.bytes, at: settings.now())
    }

    /// Stops taking new work, finishes what is under way, and returns when the consumers have it or time is
    /// up.
    public func drain() async {
        await withCheckedContinuation { continuation in
            beginDrain(at: monotonicMicroseconds())
            drainers.append(continuation)
            thread.wake()
        }
    }

    func beginDrain(at now: Int64) {
        housekeepingAt = now
        guard drainBegunAt == nil else { return }
        log.info("draining")
        running?.kernel.drain()
        drainBegunAt = now
    }

    /// Gives up the endpoints and the journal, so that another may take over in the same process.
    public func close() async {
        thread.remove(self)
        guard let closing = running else { return }
        running = nil
        for socket in [closing.stream, closing.ingress] + closing.upstreams.values { thread.unwatch(socket) }
        streamLock = nil
        ingressLock = nil
        closing.checkpointer.stop()
        await withCheckedContinuation { closing.commits.add(.stop($0)) }
        thread.stop()
    }

    /// Ends the process: the journal or the topology does not allow to go on.
    private func fail(_ error: StationError) -> Never {
        log.critical("station cannot go on", metadata: ["reason": "\(error)", "exit": "\(error.exitStatus)"])
        exit(error.exitStatus)
    }
}
