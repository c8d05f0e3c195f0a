public import Contacts
public import Kernel

/// A journal on a simulated disk, for deterministic runs.
///
/// What is committed is durable at once, or with `.onDemand` only after ``sync()``: between the two a
/// ``crash()`` drops it, as a power failure would. Readers see only what is durable, which is what a real
/// reader may send on.
public final class MemoryJournal: JournalWriting, JournalReading {
    /// When a commit becomes durable.
    public enum Syncing: Hashable, Sendable {
        /// With the commit itself, as the real journal does it.
        case atOnce
        /// When ``MemoryJournal/sync()`` is called, so that a crash can come between.
        case onDemand
    }

    /// The journal's name.
    public let id: JournalID
    /// When a commit becomes durable.
    public let syncing: Syncing
    /// What is durable; the simulator copies it, as an operator copies a file.
    var disk = MemoryDisk()
    private var pending: [Batch] = []
    private var draft: JournalCheckpoint?

    /// Makes an empty journal.
    public init(id: JournalID, syncing: Syncing = .atOnce) {
        self.id = id
        self.syncing = syncing
    }

    /// Nothing is held open in memory.
    public func close() {}

    /// What a station that opens it now goes on from; unfinished checkpoints are dropped.
    public func recover() -> JournalRecovery {
        draft = nil
        return JournalRecovery(
            journal: id, head: disk.head, digest: disk.digest, lastInstant: disk.lastInstant,
            cursors: disk.cursors.values.sorted { $0.publisher < $1.publisher },
            checkpoint: disk.checkpoint, floor: disk.floor)
    }

    /// Makes everything committed durable, in order.
    public func sync() {
        for batch in pending { disk.apply(batch) }
        pending.removeAll()
    }

    /// Drops what is committed but not durable, and any unfinished checkpoint.
    public func crash() {
        pending.removeAll()
        draft = nil
    }

    /// The last committed sequence, durable or not.
    public var head: UInt64 { pending.last?.last ?? disk.head }

    /// Commits a batch that continues the last one.
    public func commit(_ batch: Batch) throws(MemoryJournalError) {
        let digest = pending.last?.digest ?? disk.digest
        let continues = batch.first == head + 1 && batch.last >= head && batch.isEmpty == batch.bytes.isEmpty
        let expected = batch.isEmpty ? digest : digest.extended(by: batch.bytes)
        guard continues, batch.digest == expected else {
            throw .outOfTurn("batch \(batch.first)...\(batch.last) does not continue \(head)")
        }
        var fresh: Set<IdempotencyKey> = []
        for key in batch.keys where !fresh.insert(key.key).inserted || isKnown(key.key) {
            throw .outOfTurn("key \(key.key) is known already")
        }
        switch syncing {
        case .atOnce: disk.apply(batch)
        case .onDemand: pending.append(batch)
        }
    }

    /// Begins a checkpoint at a durable sequence.
    public func beginCheckpoint(at sequence: UInt64) throws(MemoryJournalError) {
        let oldest = max(disk.checkpoint?.sequence ?? 0, disk.floor)
        guard (oldest...disk.head).contains(sequence) else {
            throw .outOfTurn("a checkpoint begins at \(sequence), expected \(oldest) to \(disk.head)")
        }
        draft = JournalCheckpoint(sequence: sequence, bytes: [])
    }

    /// Adds a slice to the checkpoint begun last.
    public func appendCheckpoint(_ slice: ArraySlice<UInt8>) throws(MemoryJournalError) {
        guard draft != nil else { throw .outOfTurn("a checkpoint slice without a checkpoint") }
        draft?.bytes += slice
    }

    /// Makes the checkpoint valid in place of the older one.
    public func finishCheckpoint() throws(MemoryJournalError) {
        guard let draft else { throw .outOfTurn("a checkpoint ends that was not begun") }
        disk.checkpoint = draft
        self.draft = nil
    }

    /// Drops batches up to the newest checkpoint at most.
    public func prune(through sequence: UInt64, limit: Int) throws(MemoryJournalError) -> Bool {
        let highest = disk.checkpoint?.sequence ?? 0
        guard sequence <= highest else {
            throw .outOfTurn(
                "pruning goes through \(sequence), expected at most the checkpoint at \(highest)")
        }
        return disk.prune(through: sequence, limit: limit)
    }

    /// Durable batches after `sequence`.
    public func read(after sequence: UInt64, limit bytes: Int) -> JournalRead {
        disk.read(after: sequence, limit: bytes)
    }

    /// The chain digest at a durable boundary.
    public func digest(at sequence: UInt64) -> ChainDigest? { disk.digest(at: sequence) }

    /// The newest complete checkpoint.
    public func checkpoint() -> JournalCheckpoint? { disk.checkpoint }

    /// What was made known durably under `key`.
    public func known(_ keys: [IdempotencyKey]) -> [IdempotencyKey: KnownKey] {
        var known: [IdempotencyKey: KnownKey] = [:]
        for key in keys { known[key] = disk.keys[key] }
        return known
    }

    private func isKnown(_ key: IdempotencyKey) -> Bool {
        disk.keys[key] != nil || pending.contains { $0.keys.contains { $0.key == key } }
    }
}

/// A caller of the simulated journal asked for something that does not follow from what is committed.
public enum MemoryJournalError: Error, Hashable, Sendable {
    /// What was asked and what was expected.
    case outOfTurn(String)
}
