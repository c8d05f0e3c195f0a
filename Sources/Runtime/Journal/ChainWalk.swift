import GRDB
import Kernel

/// The first batch at which a journal stops being one unbroken chain.
public struct BrokenBatch: Hashable, Sendable, CustomStringConvertible {
    /// The first sequence that the batch's row names.
    public let first: UInt64
    /// The last sequence that it names.
    public let last: UInt64
    /// What is wrong and what was expected.
    public let reason: String

    /// The batch and the reason.
    public var description: String { "batch \(first)...\(last): \(reason)" }
}

/// Follows the chain batch by batch from a boundary that is taken as given.
struct ChainWalk {
    /// How much of a batch is looked at.
    enum Depth {
        /// Order and digests: enough to know that the bytes are those that were committed.
        case chain
        /// Also that the bytes are entries with the sequences that the batch names.
        case entries
    }

    private(set) var boundary: Boundary
    private(set) var batches = 0
    let depth: Depth

    init(from boundary: Boundary, depth: Depth) {
        self.boundary = boundary
        self.depth = depth
    }

    /// Takes the next batch; nil when it continues the chain.
    mutating func step(_ row: BatchRow) -> BrokenBatch? {
        let batch = row.stored
        guard batch.first == boundary.sequence &+ 1, batch.last >= batch.first else {
            return broken(batch, "expected a batch that begins at \(boundary.sequence &+ 1)")
        }
        let digest = boundary.digest.extended(by: batch.bytes)
        guard digest == batch.digest else {
            return broken(batch, "its digest is \(batch.digest), expected \(digest)")
        }
        switch depth {
        case .chain: break
        case .entries: if let reason = Self.fault(in: row) { return broken(batch, reason) }
        }
        boundary = Boundary(sequence: batch.last, digest: digest, at: row.at)
        batches += 1
        return nil
    }

    /// Walks every batch above the boundary and returns the first that breaks the chain.
    mutating func run(over database: Database) throws -> BrokenBatch? {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT \(BatchRow.columns) FROM batch WHERE last > ? ORDER BY last",
            arguments: [Int64(clamping: boundary.sequence)])
        while let row = try rows.next() {
            if let broken = step(try row.batch()) { return broken }
        }
        return nil
    }

    private func broken(_ batch: StoredBatch, _ reason: String) -> BrokenBatch {
        BrokenBatch(first: batch.first, last: batch.last, reason: reason)
    }

    private static func fault(in row: BatchRow) -> String? {
        let entries: [Entry]
        do throws(FrameError) {
            entries = try Batch.entries(in: row.stored.bytes[...])
        } catch {
            return "its bytes are no entries: \(error)"
        }
        var expected = row.stored.first
        for entry in entries {
            guard entry.sequence == expected else {
                return "it holds entry \(entry.sequence), expected \(expected)"
            }
            guard entry.at <= row.at else {
                return "entry \(expected) is of \(entry.at), expected at most the batch's \(row.at)"
            }
            expected += 1
        }
        // The chain covers the entries, not the row's own instant, which the entry that closes the batch has.
        if let last = entries.last, last.at != row.at {
            return "its row is of \(row.at), expected \(last.at) as its last entry"
        }
        return expected == row.stored.last + 1 ? nil : "it ends with entry \(expected - 1)"
    }
}
