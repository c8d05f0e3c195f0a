public import Contacts
internal import DequeModule

extension StationKernel {
    // MARK: Submissions

    /// Takes a submission; its answer comes among the actions, after the commit.
    ///
    /// - Parameters:
    ///   - body: The submission's bytes.
    ///   - key: Its idempotency key, empty when repeats are not absorbed.
    ///   - claim: What the key is part of, when a key stands for several submissions.
    ///   - ticket: Names the submitter to the shell; 0 for nobody.
    ///   - id: The request's id, which the reply carries.
    ///   - instant: The topology's time.
    public mutating func submit(
        _ body: [UInt8], key: String, claim: KeyClaim? = nil, ticket: UInt64, id: UInt64, at instant: Instant
    ) {
        // In this order, because only a station that refuses needs to know what it refuses.
        if let reason = reasonToRefuse(), decider.isNewWork(body) {
            let since = blocked[reason]?.since ?? max(instant, lastInstant)
            blocked[reason] = (count: (blocked[reason]?.count ?? 0) + 1, since: since)
            counters.blocked += 1
            actions.append(.answer(ticket: ticket, .busy(id: id, retryAfterMilliseconds: 1000)))
            return
        }
        if isDraining {
            actions.append(.answer(ticket: ticket, .busy(id: id, retryAfterMilliseconds: 500)))
            return
        }
        submissions.append(
            PendingSubmission(
                key: IdempotencyKey(key), claim: claim, body: body, ticket: ticket, id: id))
    }

    private func reasonToRefuse() -> BlockageReason? {
        if let refusal { return refusal }
        return submissions.count >= settings.limits.submissions ? .inboxFull : nil
    }

    /// How many more the ingress may hand over; what it holds back waits at the sender.
    public var roomForSubmissions: Int { max(0, settings.limits.submissions * 2 - submissions.count) }

    // MARK: Housekeeping

    /// What is due about once a second: silence of consumers, blockage counts, pruning.
    ///
    /// - Parameters:
    ///   - now: Real time.
    ///   - isShortOfDisk: True when the journal's disk is below its reserve.
    public mutating func keepHouse(at now: Int64, isShortOfDisk: Bool) {
        if let until = ticksHeldUntil, until <= now { ticksHeldUntil = nil }
        for consumer in consumerOrder { consumers[consumer]?.expire(silentSince: now - 5_000_000) }
        refusal =
            worstLag() > settings.limits.downstreamLag ? .downstreamLag : isShortOfDisk ? .diskReserve : nil
        submitBlockage()
        prune()
    }

    /// Refused work is counted in a fact, so that blockage can be reported honestly.
    private mutating func submitBlockage() {
        for reason in BlockageReason.allCases {
            guard let count = blocked.removeValue(forKey: reason),
                let body = decider.blockage(of: count.count, since: count.since, reason: reason)
            else { continue }
            submissions.append(PendingSubmission(key: "", claim: nil, body: body, ticket: 0, id: 0))
        }
    }

    /// Drops what every consumer has committed and the newest checkpoint covers.
    private mutating func prune() {
        guard settings.prunes, !consumers.isEmpty else { return }
        var through = checkpointed
        for session in consumers.values {
            guard let acknowledged = session.acknowledged else { return }
            through = min(through, acknowledged)
        }
        guard through > floor + settings.limits.checkpointEvery else { return }
        floor = through
        actions.append(.prune(through: through))
    }

    /// Takes no more new work from now on.
    public mutating func drain() { isDraining = true }

    /// Takes nothing more of an upstream, and no tick: a station that is fed all the time would never be
    /// level with its consumers, and whatever ended it then would leave one of them ahead of the audit log.
    public mutating func stopTaking() { takesInput = false }

    /// True when everything taken is decided, committed, and with every consumer that is there.
    public var isDrained: Bool {
        inFlight.isEmpty && submissions.isEmpty && inbox.isEmpty && builder.isEmpty
            && consumers.values.allSatisfy { $0.state == .detached || $0.lag(head: head) == 0 }
    }

    // MARK: Health

    /// A registered consumer as the health answer shows it.
    public struct ConsumerHealth: Hashable, Sendable {
        /// The consumer.
        public let name: StationName
        /// Whether it is attached.
        public let isAttached: Bool
        /// Committed by it through this sequence; nil when it has not attached since our start.
        public let acknowledged: UInt64?
        /// Entries it is behind.
        public let lag: UInt64
    }

    /// An upstream as the health answer shows it.
    public struct UpstreamHealth: Hashable, Sendable {
        /// The upstream.
        public let name: StationName
        /// Whether we are attached.
        public let isAttached: Bool
        /// Received through this sequence.
        public let received: UInt64
        /// Entries we are behind.
        public let lag: UInt64
    }

    /// Every registered consumer, in the order registered.
    public var consumerHealth: [ConsumerHealth] {
        consumerOrder.compactMap { consumers[$0] }.map {
            ConsumerHealth(
                name: $0.consumer, isAttached: $0.state != .detached, acknowledged: $0.acknowledged,
                lag: $0.lag(head: head))
        }
    }

    /// Every upstream, in the topology's order.
    public var upstreamHealth: [UpstreamHealth] {
        settings.upstreams.compactMap { upstreams[$0]?.session }.map {
            UpstreamHealth(
                name: $0.publisher, isAttached: $0.state == .attached, received: $0.received.sequence,
                lag: $0.head - min($0.head, $0.committed.sequence))
        }
    }
}
