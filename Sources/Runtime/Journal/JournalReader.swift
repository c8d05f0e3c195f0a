public import Contacts
import GRDB
public import Kernel

/// Reads a journal beside its writer, through a read-only connection of its own.
///
/// Every call is one short read: a long one would keep the writer from emptying the WAL. A read-only
/// connection never checkpoints. Used by one thread at a time; close it before the writer.
public final class JournalReader: JournalReading, Sendable {
    private let file: JournalFile

    /// Opens the journal at `path`, which its writer has opened or left.
    ///
    /// - Parameter path: The journal's file.
    /// - Throws: `JournalError` when the file is missing or not a journal of a known schema.
    public init(at path: String) throws(JournalError) {
        file = try .existing(at: path)
    }

    /// Whole batches that hold an entry after `sequence`, up to about `bytes` bytes and at least one batch.
    ///
    /// The floor is asked for only when the batches do not join on to `sequence`, and after them: pruning may
    /// come between, and the floor only rises.
    ///
    /// - Parameters:
    ///   - sequence: What the consumer has; 0 at the start.
    ///   - bytes: How many bytes it can take.
    /// - Returns: The batches, or the floor when the range begins below it.
    /// - Throws: `JournalError` when SQLite fails or a row is damaged.
    public func read(after sequence: UInt64, limit bytes: Int) throws(JournalError) -> JournalRead {
        try file.perform("reading after \(sequence)") { database in
            let batches = try database.batches(after: sequence, limit: bytes)
            if let first = batches.first, first.first <= sequence + 1 { return .batches(batches) }
            let floor = try database.floor().sequence
            if floor > sequence { return .pruned(floor: floor) }
            guard batches.isEmpty else {
                throw DamagedRow(found: "entry \(sequence + 1) is missing above its floor \(floor)")
            }
            return .batches([])
        }
    }

    /// The chain digest at a batch boundary or at the floor; nil when no batch ends there.
    ///
    /// - Parameter sequence: The boundary; 0 is the genesis.
    /// - Returns: The digest.
    /// - Throws: `JournalError` when SQLite fails or a row is damaged.
    public func digest(at sequence: UInt64) throws(JournalError) -> ChainDigest? {
        if sequence == 0 { return .genesis }
        return try file.perform("reading the digest at \(sequence)") { database in
            let statement = try database.cachedStatement(sql: "SELECT digest FROM batch WHERE last = ?")
            if let row = try Row.fetchOne(statement, arguments: [Int64(clamping: sequence)]) {
                return try row.digest(0)
            }
            let floor = try database.floor()
            return floor.sequence == sequence ? floor.digest : nil
        }
    }

    /// The newest complete checkpoint, proven whole; nil when there is none.
    ///
    /// - Throws: `JournalError` when SQLite fails or a slice is damaged.
    public func checkpoint() throws(JournalError) -> JournalCheckpoint? {
        try file.perform("reading the newest checkpoint") { database in
            var checkpoint: JournalCheckpoint?
            // Its slices are not to be replaced between two reads.
            try database.inTransaction(.deferred) {
                checkpoint = try database.newestCheckpoint()
                return .commit
            }
            return checkpoint
        }
    }

    /// What was made known under any of `keys`: the body's digest and the reply of the first submission.
    ///
    /// One read transaction for all of them: taking and giving up its lock costs more than a look-up.
    ///
    /// - Parameter keys: The adapters' keys.
    /// - Returns: What is known, by key.
    /// - Throws: `JournalError` when SQLite fails or a row is damaged.
    public func known(
        _ keys: [IdempotencyKey]
    ) throws(JournalError) -> [IdempotencyKey: KnownKey] {
        try file.perform("looking keys up") { database in
            var known: [IdempotencyKey: KnownKey] = [:]
            try database.inTransaction(.deferred) {
                let statement = try database.cachedStatement(
                    sql: "SELECT body_digest, reply FROM known_key WHERE key = ?")
                for key in keys {
                    guard let row = try Row.fetchOne(statement, arguments: [key.rawValue]) else { continue }
                    known[key] = KnownKey(key: key, bodyDigest: try row.bytes(0), reply: try row.bytes(1))
                }
                return .commit
            }
            return known
        }
    }

    /// Closes the connection.
    public func close() throws(JournalError) { try file.close() }
}

extension Database {
    fileprivate func batches(after sequence: UInt64, limit: Int) throws -> [StoredBatch] {
        let statement = try cachedStatement(
            sql: "SELECT \(BatchRow.columns) FROM batch WHERE last > ? ORDER BY last")
        let rows = try Row.fetchCursor(statement, arguments: [Int64(clamping: sequence)])
        var batches: [StoredBatch] = []
        var total = 0
        while let row = try rows.next() {
            total += try row.withUnsafeData(atIndex: 4) { $0?.count ?? 0 }
            if total > limit, !batches.isEmpty { break }
            batches.append(try row.batch().stored)
            if total >= limit { break }
        }
        return batches
    }
}
