public import Contacts

/// What a journal holds when it is opened: where to go on from.
public struct JournalRecovery: Sendable {
    /// The journal's name.
    public var journal: JournalID
    /// The last committed sequence; 0 in a new journal.
    public var head: UInt64
    /// The chain digest at `head`.
    public var digest: ChainDigest
    /// The last batch's instant; nothing may be decided before it.
    public var lastInstant: Instant
    /// Where each upstream was read to.
    public var cursors: [UpstreamCursor]
    /// The newest complete checkpoint, if there is one.
    public var checkpoint: JournalCheckpoint?
    /// Entries at or below this sequence are pruned.
    public var floor: UInt64

    /// Makes the recovery of a journal.
    public init(
        journal: JournalID, head: UInt64, digest: ChainDigest, lastInstant: Instant,
        cursors: [UpstreamCursor], checkpoint: JournalCheckpoint?, floor: UInt64
    ) {
        self.journal = journal
        self.head = head
        self.digest = digest
        self.lastInstant = lastInstant
        self.cursors = cursors
        self.checkpoint = checkpoint
        self.floor = floor
    }
}

/// A decider's whole state after the entry `sequence`.
public struct JournalCheckpoint: Hashable, Sendable {
    /// The sequence it covers.
    public var sequence: UInt64
    /// What ``Decider/checkpoint()`` gave.
    public var bytes: [UInt8]

    /// Makes a checkpoint.
    public init(sequence: UInt64, bytes: [UInt8]) {
        self.sequence = sequence
        self.bytes = bytes
    }
}

/// A committed batch as it is read back.
public struct StoredBatch: Hashable, Sendable {
    /// The first entry's sequence.
    public var first: UInt64
    /// The last entry's sequence.
    public var last: UInt64
    /// The entries behind their lengths.
    public var bytes: [UInt8]
    /// The chain digest after it.
    public var digest: ChainDigest

    /// Makes a stored batch.
    public init(first: UInt64, last: UInt64, bytes: [UInt8], digest: ChainDigest) {
        self.first = first
        self.last = last
        self.bytes = bytes
        self.digest = digest
    }
}

/// What a range read found.
public enum JournalRead: Hashable, Sendable {
    /// Whole batches in order, empty when there is nothing after the sequence asked for.
    case batches([StoredBatch])
    /// The range begins below the floor: it is pruned, and skipping it silently would lose facts.
    case pruned(floor: UInt64)
}

/// Reads what is committed; used by the socket thread beside the writer.
public protocol JournalReading: AnyObject {
    /// Whole batches that hold an entry after `sequence`, up to about `bytes` bytes and at least one batch.
    func read(after sequence: UInt64, limit bytes: Int) throws -> JournalRead
    /// The chain digest at a batch boundary; nil when no batch ends there.
    func digest(at sequence: UInt64) throws -> ChainDigest?
    /// The newest complete checkpoint; nil when there is none.
    func checkpoint() throws -> JournalCheckpoint?
    /// What was made known under any of `keys`, by key.
    func known(_ keys: [IdempotencyKey]) throws -> [IdempotencyKey: KnownKey]
}

/// Writes batches; used by the journal thread alone.
public protocol JournalWriting: AnyObject {
    /// Gives the journal up; nothing may be written after.
    func close() throws
    /// Commits a batch durably. An error here is final: the process exits and recovers from what is on disk.
    func commit(_ batch: Batch) throws
    /// Begins a checkpoint that covers `sequence`, replacing any unfinished one.
    func beginCheckpoint(at sequence: UInt64) throws
    /// Adds a slice to the checkpoint begun last.
    func appendCheckpoint(_ slice: ArraySlice<UInt8>) throws
    /// Makes the checkpoint valid and drops older ones.
    func finishCheckpoint() throws
    /// Drops at most `limit` batches that end at or below `sequence`; false when nothing is left to drop.
    func prune(through sequence: UInt64, limit: Int) throws -> Bool
    /// Does what the writes before it have left for later, so that nobody waits for it: what they wrote is
    /// durable already. `isIdle` tells that nothing else waits to be written. Whoever commits calls it too.
    func settle(isIdle: Bool) throws
}

extension JournalWriting {
    /// Nothing is left for later, unless a journal says so.
    public func settle(isIdle _: Bool) throws {}
}
