public import Contacts
import GRDB
public import Kernel

/// Looks at a journal without being its station, running or stopped: what `tierline journal` shows.
///
/// It takes no lease and writes nothing, so that it can be used beside the writer.
public final class JournalInspection {
    /// What a journal says about itself.
    public struct Header: Hashable, Sendable {
        /// Whose journal it is.
        public let station: StationName
        /// Its name.
        public let journal: JournalID
        /// The version of its tables.
        public let schemaVersion: Int64
        /// When it was created, by the machine's clock, as ISO 8601 text.
        public let createdAt: String
        /// The last committed sequence.
        public let head: UInt64
        /// The chain digest at the head.
        public let digest: ChainDigest
        /// Entries at or below this sequence are pruned.
        public let floor: UInt64
        /// The chain digest at the floor.
        public let floorDigest: ChainDigest
        /// What the newest complete checkpoint covers; nil when there is none.
        public let checkpoint: UInt64?
        /// Where each upstream was read to.
        public let cursors: [UpstreamCursor]
    }

    /// A batch with its instant.
    public struct InspectedBatch: Hashable, Sendable {
        /// The batch as a consumer reads it.
        public let stored: StoredBatch
        /// When it was decided.
        public let at: Instant
    }

    /// What a verification of the whole chain found.
    public enum Verification: Hashable, Sendable {
        /// Every batch above the floor continues the chain up to this head.
        case intact(batches: Int, head: UInt64, digest: ChainDigest)
        /// The first batch that does not.
        case broken(BrokenBatch)
    }

    private let file: JournalFile

    /// Opens the journal at `path` for reading.
    ///
    /// - Parameter path: The journal's file.
    /// - Throws: `JournalError` when the file is missing or not a journal of a known schema.
    public init(at path: String) throws(JournalError) {
        file = try .existing(at: path)
    }

    /// What the journal says about itself at one instant.
    ///
    /// - Returns: The header.
    /// - Throws: `JournalError` when SQLite fails or a row is damaged.
    public func header() throws(JournalError) -> Header {
        guard let identity = try JournalSchema.identity(of: file) else {
            throw .notAJournal(path: file.path, found: "an empty database")
        }
        return try snapshot("reading the header") { database in
            let head = try database.head()
            let floor = try database.floor()
            return Header(
                station: identity.station, journal: identity.journal, schemaVersion: identity.version,
                createdAt: identity.createdAt, head: head.sequence, digest: head.digest,
                floor: floor.sequence, floorDigest: floor.digest,
                checkpoint: try database.newestCheckpointSequence(),
                cursors: try database.cursors())
        }
    }

    /// Hands every batch that holds an entry after `sequence` to `body`, in order.
    ///
    /// Each batch is its own short read, so that a writer beside it can empty its WAL.
    ///
    /// - Parameters:
    ///   - sequence: Where to begin; 0 for the oldest batch there is.
    ///   - body: Takes a batch; false ends the walk.
    /// - Throws: `JournalError` when SQLite fails, or what `body` throws wrapped in one.
    public func forEachBatch(
        after sequence: UInt64 = 0, _ body: (InspectedBatch) throws -> Bool
    ) throws(JournalError) {
        var position = sequence
        while let batch = try batch(after: position) {
            position = batch.stored.last
            do {
                guard try body(batch) else { return }
            } catch {
                let operation = "showing batch \(batch.stored.first)"
                throw JournalError(path: file.path, operation: operation, cause: error)
            }
        }
    }

    /// Proves the whole chain above the floor, the entries in it, the checkpoint, and SQLite's own structure.
    ///
    /// One read transaction: on a running station it holds the WAL back until it ends.
    ///
    /// - Returns: The head it proved, or the first batch that breaks the chain.
    /// - Throws: `JournalError` when the file is damaged elsewhere than in a batch, or SQLite fails.
    public func verify() throws(JournalError) -> Verification {
        try snapshot("verifying") { database in
            let floor = try database.floor()
            var walk = ChainWalk(from: floor, depth: .entries)
            if let broken = try walk.run(over: database) { return .broken(broken) }
            try database.quickCheck()
            let checkpoint = try database.newestCheckpoint()?.sequence
            try database.checkOrder(floor: floor, checkpoint: checkpoint, head: walk.boundary)
            return .intact(
                batches: walk.batches, head: walk.boundary.sequence, digest: walk.boundary.digest)
        }
    }

    /// Closes the connection.
    public func close() throws(JournalError) { try file.close() }

    private func batch(after sequence: UInt64) throws(JournalError) -> InspectedBatch? {
        try file.perform("reading after \(sequence)") { database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(BatchRow.columns) FROM batch WHERE last > ? ORDER BY last LIMIT 1")
            let row = try Row.fetchOne(statement, arguments: [Int64(clamping: sequence)])
            guard let row else { return nil }
            let batch = try row.batch()
            return InspectedBatch(stored: batch.stored, at: batch.at)
        }
    }

    /// One read transaction, so that everything read in it is of one commit.
    private func snapshot<Result>(
        _ operation: String, _ body: (Database) throws -> Result
    ) throws(JournalError) -> Result {
        do {
            return try file.queue.read(body)
        } catch {
            throw JournalError(path: file.path, operation: operation, cause: error)
        }
    }
}
