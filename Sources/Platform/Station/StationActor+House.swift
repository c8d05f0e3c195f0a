import Contacts
internal import DequeModule
import Glibc
import Links
import Logging
import StationCore

extension StationActor {
    /// What is due about once a second: silence, blockage counts, disk, clock, pruning, drain.
    func keepHouse(at now: Int64) {
        housekeepingAt = now + (draining == nil ? 1_000_000 : 20_000)
        for consumer in consumerOrder { consumers[consumer]?.expire(silentSince: now - 5_000_000) }
        dropSilentSubscribers(at: now)
        refusal = reasonOfState()
        submitBlockage()
        noticeClockStep()
        prune()
        if draining != nil { drainFurther(at: now) }
    }

    private func reasonOfState() -> BlockageReason? {
        if worstLag() > settings.limits.downstreamLag { return .downstreamLag }
        var disk = statvfs()
        let folder = settings.journalPath.split(separator: "/").dropLast().joined(separator: "/")
        let path = settings.journalPath.hasPrefix("/") ? "/" + folder : folder
        guard statvfs(path.isEmpty ? "." : path, &disk) == 0 else { return nil }
        return UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < settings.limits.diskReserve ? .diskReserve : nil
    }

    /// Refused work is counted in a fact, once a second, so that blockage can be reported honestly.
    private func submitBlockage() {
        for reason in BlockageReason.allCases {
            guard let count = blocked.removeValue(forKey: reason),
                let body = decider.blockage(of: count.count, since: count.since, reason: reason)
            else { continue }
            submissions.append(PendingSubmission(key: "", body: body, answer: .nobody))
        }
    }

    /// A step of the wall clock over a second is a fact and an alarm; the topology's clock does not follow it.
    private func noticeClockStep() {
        var wall = timespec()
        clock_gettime(CLOCK_REALTIME, &wall)
        let offset = Int64(wall.tv_sec) * 1_000_000 + Int64(wall.tv_nsec) / 1000 - monotonicMicroseconds()
        defer { wallOffset = offset }
        guard let before = wallOffset, abs(offset - before) > 1_000_000 else { return }
        log.error("the wall clock stepped", metadata: ["by_us": "\(offset - before)"])
        var writer = ByteWriter()
        writer.put(UInt64(bitPattern: offset - before))
        recordOwn(.clockStepped, writer.bytes)
    }

    /// Drops what every consumer has committed and the newest checkpoint covers.
    private func prune() {
        guard settings.prunes, !consumers.isEmpty else { return }
        var through = checkpointed
        for session in consumers.values {
            guard let acknowledged = session.acknowledged else { return }
            through = min(through, acknowledged)
        }
        guard through > floor + settings.limits.checkpointEvery else { return }
        floor = through
        commits?.add(.prune(through: through))
    }

    /// Stops taking new work, finishes what is under way, and returns when the consumers have it or time is up.
    public func drain() async {
        await withCheckedContinuation { continuation in
            beginDrain(at: monotonicMicroseconds())
            draining?.continuations.append(continuation)
            thread.wake()
        }
    }

    /// Gives up the endpoints and the journal, so that another may take over in the same process.
    public func close() async {
        thread.remove(self)
        for socket in [streamSocket, ingressSocket].compactMap(\.self) + upstreams.values.map(\.socket) {
            thread.unwatch(socket)
        }
        streamSocket = nil
        ingressSocket = nil
        upstreams = [:]
        streamLock = nil
        ingressLock = nil
        checkpointer?.stop()
        checkpointer = nil
        reader = nil
        await withCheckedContinuation { continuation in
            commits?.add(.stop(continuation))
        }
        commits = nil
        thread.stop()
    }

    func beginDrain(at now: Int64) {
        guard draining == nil else { return }
        log.info("draining")
        draining = Drain(until: now + settings.limits.drain)
        housekeepingAt = now
    }

    private func drainFurther(at now: Int64) {
        guard let drain = draining else { return }
        let idle = inFlight.isEmpty && submissions.isEmpty && inbox.isEmpty && builder.isEmpty
        let delivered = consumers.values.allSatisfy { $0.state == .detached || $0.lag(head: head) == 0 }
        guard (idle && delivered) || now >= drain.until else { return }
        for continuation in drain.continuations { continuation.resume() }
        draining?.continuations = []
    }

    /// What the supervisor, the console and `/metrics` are told.
    func health() -> Health {
        let upstreamsReady = upstreams.values.allSatisfy { $0.session.state == .attached }
        let now = settings.now()
        return Health(
            name: settings.name.rawValue, pid: getpid(),
            state: draining != nil ? "draining" : upstreamsReady ? "ready" : "waiting",
            now: "\(now)", nowMicroseconds: now.microseconds, journal: "\(journal)", head: head,
            checkpoint: checkpointed, batches: counters.batches,
            commitMicrosecondsMean: counters.batches == 0
                ? 0 : counters.commitMicroseconds / Int64(counters.batches),
            blocked: counters.blocked, quarantined: counters.quarantined,
            consumers: consumerOrder.compactMap { consumers[$0] }.map {
                Health.Consumer(
                    name: $0.consumer.rawValue, attached: $0.state != .detached,
                    acknowledged: $0.acknowledged, lag: $0.lag(head: head))
            },
            upstreams: settings.upstreams.compactMap { upstreams[$0.name]?.session }.map {
                Health.Upstream(
                    name: $0.publisher.rawValue, attached: $0.state == .attached,
                    received: $0.received.sequence, lag: $0.head - min($0.head, $0.committed.sequence))
            },
            gauges: decider.gauges(at: now).map {
                Health.Figure(name: $0.name, labels: $0.labels, value: $0.value)
            })
    }
}
