public import Contacts

/// A publisher's view of one registered consumer: attached or not, how far sent, how far acknowledged.
///
/// Pure: the station's shell gives it frames and committed batches and sends what it returns.
public struct PublisherSession: Sendable {
    /// The most bytes of entries in one frame.
    public static let frameLimit = 64 * 1024

    /// Whether anything can be sent.
    public enum State: Hashable, Sendable {
        case detached
        case attached(epoch: UInt64)
    }

    /// The consumer.
    public let consumer: StationName
    /// True for the audit sink, which gets every entry without being named.
    public let getsEverything: Bool
    /// Real time between two frames of entries, microseconds; 0 sends what there is at once.
    public let pace: Int64
    /// The sequence at which it was registered; a consumer that never read begins after it.
    public let registeredAt: UInt64
    /// Attached or not.
    public private(set) var state: State = .detached
    /// The last sequence covered by a frame of this session.
    public private(set) var sent: UInt64 = 0
    /// Looked through for entries of this consumer; beyond ``sent`` nothing matched so far.
    private var scanned = StreamPosition.start
    /// Committed by the consumer through this sequence; nil until it first attached.
    public private(set) var acknowledged: UInt64?
    /// What the consumer's own consumers have not acknowledged.
    public private(set) var downstreamLag: UInt64 = 0
    /// Bytes sent and allowed in this session.
    private var sentBytes: UInt64 = 0
    private var credit: UInt64 = 0
    /// Real time of the last frame in either direction, microseconds.
    private var lastSent: Int64 = .min / 4
    private var lastHeard: Int64 = .min / 4

    /// Makes the session of a registered consumer.
    public init(consumer: StationName, registeredAt: UInt64, getsEverything: Bool, pace: Int64 = 0) {
        self.consumer = consumer
        self.registeredAt = registeredAt
        self.getsEverything = getsEverything
        self.pace = pace
    }

    /// What a publisher needs to know of its own journal to answer an attach.
    public struct Extent {
        /// The journal's name.
        public var journal: JournalID
        /// Its last committed sequence.
        public var head: UInt64
        /// Entries at or below it are pruned.
        public var floor: UInt64
        /// The digest at a batch boundary.
        public var digest: (UInt64) throws -> ChainDigest?
    }

    /// Answers an attach: attached from the consumer's position, or refused with both positions named.
    public mutating func attach(
        _ request: StreamFrame.Attach, at now: Int64, extent: Extent
    ) throws -> StreamFrame {
        if let refusal = try refusal(of: request, extent: extent) {
            state = .detached
            return .refused(epoch: request.epoch, refusal: refusal)
        }
        let start: StreamPosition
        if request.journal == nil {
            let from = max(registeredAt, 0)
            start = StreamPosition(sequence: from, chainSequence: 0, chainDigest: .genesis)
        } else {
            start = request.position
        }
        if start.sequence < extent.floor {
            state = .detached
            return .refused(
                epoch: request.epoch,
                refusal: AttachRefusal(
                    code: .pruned,
                    text: "\(consumer) wants entries after \(start.sequence); "
                        + "pruned through \(extent.floor)"))
        }
        state = .attached(epoch: request.epoch)
        sent = start.sequence
        scanned = start
        // What the consumer has received it may still lose; only what it says is committed may be pruned
        // here.
        if request.journal == nil { acknowledged = max(acknowledged ?? 0, start.sequence) }
        sentBytes = 0
        credit = request.credit
        lastHeard = now
        lastSent = now
        return .attached(
            epoch: request.epoch, journal: extent.journal, start: start, head: extent.head)
    }

    private func refusal(of request: StreamFrame.Attach, extent: Extent) throws -> AttachRefusal? {
        guard request.journal != nil else { return nil }
        let position = request.position
        if position.sequence > extent.head {
            return AttachRefusal(
                code: .publisherBehind,
                text: "\(consumer) has read through \(position.sequence), "
                    + "this journal ends at \(extent.head): an older copy was restored; "
                    + "run `tierline journal adopt`")
        }
        guard position.chainSequence > extent.floor, position.chainSequence > 0 else { return nil }
        guard try extent.digest(position.chainSequence) == position.chainDigest else {
            return AttachRefusal(
                code: .otherHistory,
                text: "\(consumer) knows another history at \(position.chainSequence) "
                    + "(digest \(position.chainDigest)); this is not the journal it read")
        }
        return nil
    }

    /// Takes an acknowledgement; one of an older session is late and has no effect.
    public mutating func take(_ ack: StreamFrame.Ack, at now: Int64) {
        guard state == .attached(epoch: ack.epoch) else { return }
        lastHeard = now
        acknowledged = max(acknowledged ?? 0, ack.committed)
        credit = max(credit, ack.credit)
        downstreamLag = ack.lag
    }

    /// True when the session `epoch` is the one attached; another belongs to an earlier life of somebody.
    public func isAttached(epoch: UInt64) -> Bool { state == .attached(epoch: epoch) }

    /// Takes a sign of life.
    public mutating func heard(epoch: UInt64, at now: Int64) {
        guard state == .attached(epoch: epoch) else { return }
        lastHeard = now
    }

    /// The connection is gone, or nothing was heard for too long.
    public mutating func detach() { state = .detached }

    /// Detaches a consumer that has been silent since before `limit`;
    /// a dead one attaches again when it is back.
    public mutating func expire(silentSince limit: Int64) {
        if lastHeard < limit { state = .detached }
    }

    /// True when entries up to `head` wait to be sent and credit is left.
    public func wantsEntries(head: UInt64) -> Bool {
        guard case .attached = state else { return false }
        return sent < head && sentBytes < credit
    }

    /// When entries that it has not seen may be sent; nil when there are none, or when nothing can be sent.
    public func sendDue(head: UInt64) -> Int64? {
        guard wantsEntries(head: head), !hasScanned(head) else { return nil }
        return lastSent + pace
    }

    /// Batches that end at or below this sequence are of no more use to this session.
    public var needsAfter: UInt64 { scanned.sequence }

    /// True when everything up to `head` was looked through and only progress is left to report.
    public func hasScanned(_ head: UInt64) -> Bool {
        scanned.sequence >= head
    }

    /// The next frame out of committed batches that begin right after or at ``sent``.
    ///
    /// An empty frame only reports progress; it is held back until `progressDue` so that quiet consumers cost
    /// little.
    public mutating func nextFrame(
        from batches: some Sequence<PublishedBatch>, head: UInt64, at now: Int64, progressDue: Int64
    ) -> StreamFrame? {
        guard case .attached(let epoch) = state, sentBytes < credit else { return nil }
        var writer = ByteWriter()
        gathering: for batch in batches where batch.last > scanned.sequence {
            for entry in batch.entries where entry.sequence > scanned.sequence {
                if getsEverything || entry.isFor(consumer) {
                    let size = entry.encoded.count + 4
                    if !writer.bytes.isEmpty, writer.bytes.count + size > Self.frameLimit { break gathering }
                    writer.put(counted: entry.encoded)
                }
                scanned.sequence = entry.sequence
            }
            scanned = StreamPosition(
                sequence: batch.last, chainSequence: batch.last, chainDigest: batch.digest)
            if writer.bytes.count >= Self.frameLimit { break }
        }
        let through = scanned
        guard through.sequence > sent else { return nil }
        if writer.bytes.isEmpty, now - lastSent < progressDue { return nil }
        let frame = EntriesFrame(
            epoch: epoch, previous: sent, through: through, head: head, bytes: writer.bytes[...])
        sent = through.sequence
        sentBytes += UInt64(writer.bytes.count)
        lastSent = now
        return .entries(frame)
    }

    /// A heartbeat when nothing was sent for `interval`.
    ///
    /// It is a frame without entries, so that its `previous` shows the consumer a loss of the last frame too:
    /// without that, what was lost last would be missed until there is something new to say.
    public mutating func heartbeat(head: UInt64, at now: Int64, every interval: Int64) -> StreamFrame? {
        guard case .attached(let epoch) = state, now - lastSent >= interval else { return nil }
        let frame = EntriesFrame(epoch: epoch, previous: sent, through: scanned, head: head, bytes: [])
        sent = scanned.sequence
        lastSent = now
        return .entries(frame)
    }

    /// Entries that the consumer has not acknowledged; everything when it never attached.
    public func lag(head: UInt64) -> UInt64 { head - min(head, acknowledged ?? registeredAt) }
}

/// A committed batch with its entries, as publishers send it.
public struct PublishedBatch: Sendable {
    /// The first sequence.
    public let first: UInt64
    /// The last sequence.
    public let last: UInt64
    /// The chain digest after it.
    public let digest: ChainDigest
    /// Its entries.
    public let entries: [Entry]
    /// The size of its row.
    public let size: Int

    /// Makes a published batch of entries already at hand.
    public init(first: UInt64, last: UInt64, digest: ChainDigest, entries: [Entry], size: Int) {
        self.first = first
        self.last = last
        self.digest = digest
        self.entries = entries
        self.size = size
    }

    /// Reads a stored batch back.
    ///
    /// - Parameter stored: What the journal holds.
    /// - Throws: `FrameError` when the row's bytes are damaged.
    public init(_ stored: StoredBatch) throws(FrameError) {
        self.init(
            first: stored.first, last: stored.last, digest: stored.digest,
            entries: try Batch.entries(in: stored.bytes[...]), size: stored.bytes.count)
    }
}
