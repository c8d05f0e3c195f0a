public import Contacts

/// A consumer's view of one upstream: attach, gap check, cumulative acknowledgement, credit, silence.
///
/// Pure: `now` is real monotonic time in microseconds.
public struct UpstreamSession: Sendable {
    /// Timings and sizes of a link; real time, whatever the topology's clock does.
    public struct Limits: Hashable, Sendable {
        /// Bytes that may be on the way or waiting to be handled.
        public var credit: UInt64 = 4 * 1024 * 1024
        /// Between two attempts to attach.
        public var retry: Int64 = 100_000
        /// Between heartbeats. A publisher that restarted answers the first that it does not know the
        /// session, so
        /// this bounds how long its stream stands still.
        public var heartbeat: Int64 = 200_000
        /// Between two acknowledgements. They only free what the publisher keeps, so that one for many
        /// commits does; each would wake the publisher's process.
        public var acknowledge: Int64 = 20_000
        /// Before attaching again after a refusal, which a person has to put right; and the longest wait for
        /// the answer to an attach.
        public var pause: Int64 = 1_000_000
        /// Silence after which the link counts as lost.
        public var silence: Int64 = 3_000_000

        /// The defaults.
        public init() {}
    }

    /// How the link stands.
    public enum State: Hashable, Sendable {
        case detached(retryAt: Int64)
        case attaching(since: Int64)
        case attached
    }

    /// What a received frame means to the station.
    public enum Received: Sendable {
        /// Entries to handle, in order.
        case entries([Entry])
        /// The link came up, or came back after it was lost.
        case attached
        /// The publisher does not let us attach.
        case refused(AttachRefusal)
        /// Nothing to do.
        case nothing
    }

    /// The upstream.
    public let publisher: StationName
    /// This station.
    public let consumer: StationName
    /// How the link stands.
    public private(set) var state: State
    /// Everything at or below is received and is dropped when it comes again.
    public private(set) var received: StreamPosition
    /// Everything at or below is committed here, and acknowledged.
    public private(set) var committed: StreamPosition
    /// The upstream's journal, known after the first attach.
    public private(set) var journal: JournalID?
    /// The upstream's last sequence as far as we know.
    public private(set) var head: UInt64 = 0
    private let limits: Limits
    private var epoch: UInt64
    /// When the publisher was last heard; nil until somebody listens, so that silence counts from then.
    private var lastHeard: Int64?
    private var lastAck: Int64
    private var acknowledged: UInt64 = 0
    /// Bytes of entries received in this session.
    public private(set) var receivedBytes: UInt64 = 0
    private var handledBytes: UInt64 = 0
    private var grantedBytes: UInt64 = 0
    private var wasLost = false
    /// How long the next attach waits for its answer before it is said again under another epoch. It doubles
    /// with each: an answer that takes longer than the wait would otherwise always come too late.
    private var patience: Int64

    /// Makes the session from the committed cursor, or from the start.
    ///
    /// - Parameters:
    ///   - publisher: The upstream.
    ///   - consumer: This station.
    ///   - cursor: Where the journal says it was read to.
    ///   - epoch: Greater than any epoch this consumer used before.
    ///   - limits: Timings and sizes.
    public init(
        publisher: StationName, consumer: StationName, cursor: UpstreamCursor?, epoch: UInt64,
        limits: Limits = Limits()
    ) {
        self.publisher = publisher
        self.consumer = consumer
        self.limits = limits
        patience = limits.heartbeat
        self.epoch = epoch
        journal = cursor?.journal
        received = cursor?.position ?? .start
        committed = received
        state = .detached(retryAt: .min / 4)
        lastAck = 0
    }

    /// The cursor to commit with the next batch.
    public var cursor: UpstreamCursor? {
        journal.map { UpstreamCursor(publisher: publisher, journal: $0, position: received) }
    }

    /// What to send now: an attach, an acknowledgement or a heartbeat.
    public mutating func poll(at now: Int64, lag: UInt64) -> StreamFrame? {
        switch state {
        case .detached(let retryAt):
            guard now >= retryAt else { return nil }
            return attach(at: now)
        case .attaching(let since):
            guard now - since >= patience else { return nil }
            patience = min(2 * patience, limits.pause)
            return attach(at: now)
        case .attached:
            let owesAck = ackDue.map { now >= $0 } ?? false
            let owesCredit = handledBytes + limits.credit >= grantedBytes + limits.credit / 4
            guard owesAck || owesCredit || now - lastAck >= limits.heartbeat else { return nil }
            acknowledged = committed.sequence
            grantedBytes = handledBytes + limits.credit
            lastAck = now
            return .ack(
                StreamFrame.Ack(
                    consumer: consumer, epoch: epoch, committed: committed.sequence, credit: grantedBytes,
                    lag: lag))
        }
    }

    /// When an acknowledgement is due; nil when nothing was committed since the last one.
    public var ackDue: Int64? {
        guard state == .attached, committed.sequence > acknowledged else { return nil }
        return lastAck + limits.acknowledge
    }

    private mutating func attach(at now: Int64) -> StreamFrame {
        epoch += 1
        state = .attaching(since: now)
        return .attach(
            StreamFrame.Attach(
                consumer: consumer, epoch: epoch, journal: journal, position: received,
                credit: limits.credit))
    }

    /// The frame of ``poll(at:lag:)`` could not be sent: nobody is connected; attach as soon as somebody is.
    public mutating func sendFailed(at now: Int64) {
        state = .detached(retryAt: now + limits.retry)
    }

    /// True, once, when the link has been silent for too long, whether it was attached or never came up.
    public mutating func noticesLoss(at now: Int64) -> Bool {
        guard let heard = lastHeard else {
            lastHeard = now
            return false
        }
        guard !wasLost, now - heard > limits.silence else { return false }
        if state == .attached { state = .detached(retryAt: now) }
        wasLost = true
        return true
    }

    /// Takes a frame of the publisher.
    ///
    /// - Parameters:
    ///   - frame: The frame.
    ///   - now: Real time.
    /// - Returns: What it means.
    /// - Throws: `FrameError` when the entries in it are damaged.
    public mutating func receive(_ frame: StreamFrame, at now: Int64) throws(FrameError) -> Received {
        switch frame {
        case .attached(let frameEpoch, let name, let start, let publisherHead):
            guard frameEpoch == epoch, case .attaching = state else { return .nothing }
            return attached(to: name, start: start, head: publisherHead, at: now)
        case .refused(let frameEpoch, let refusal):
            guard frameEpoch == epoch else { return .nothing }
            if refusal.code == .notAttached {
                state = .detached(retryAt: now)
                return .nothing
            }
            state = .detached(retryAt: now + limits.pause)
            return .refused(refusal)
        case .entries(let entries):
            guard entries.epoch == epoch, state == .attached else { return .nothing }
            lastHeard = now
            return try take(entries, at: now)
        case .publisherHeartbeat(let frameEpoch, let publisherHead):
            guard frameEpoch == epoch, state == .attached else { return .nothing }
            lastHeard = now
            head = max(head, publisherHead)
            return .nothing
        case .attach, .ack, .consumerHeartbeat:
            return .nothing
        }
    }

    private mutating func attached(
        to name: JournalID, start: StreamPosition, head publisherHead: UInt64, at now: Int64
    ) -> Received {
        if journal == nil {
            received = start
            committed = start
        }
        journal = name
        state = .attached
        lastHeard = now
        head = publisherHead
        // Said again at once: a publisher that restarted does not know what is committed here.
        acknowledged = 0
        lastAck = now - limits.acknowledge
        receivedBytes = 0
        handledBytes = 0
        grantedBytes = limits.credit
        patience = limits.heartbeat
        wasLost = false
        return .attached
    }

    private mutating func take(_ frame: EntriesFrame, at now: Int64) throws(FrameError) -> Received {
        head = max(head, frame.head)
        guard frame.previous <= received.sequence else {
            state = .detached(retryAt: now)
            return .nothing
        }
        receivedBytes += UInt64(frame.bytes.count)
        let entries = try Batch.entries(in: frame.bytes)
        let known = received.sequence
        if frame.through.sequence > known {
            received.sequence = frame.through.sequence
            if frame.through.chainSequence > received.chainSequence {
                received.chainSequence = frame.through.chainSequence
                received.chainDigest = frame.through.chainDigest
            }
        }
        guard let first = entries.first, first.sequence <= known else { return .entries(entries) }
        return .entries(entries.filter { $0.sequence > known })
    }

    /// What was received while ``receivedBytes`` was `bytes` has been handled;
    /// that many may be granted again.
    public mutating func handled(bytes: UInt64) {
        handledBytes = max(handledBytes, min(bytes, receivedBytes))
    }

    /// The journal holds `cursor`.
    public mutating func committed(_ cursor: UpstreamCursor) {
        if cursor.position.sequence > committed.sequence { committed = cursor.position }
    }
}
