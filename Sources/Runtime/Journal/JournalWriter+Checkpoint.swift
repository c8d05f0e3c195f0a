import Foundation
import GRDB
import Kernel

extension JournalWriter {
    /// Begins a checkpoint that covers `sequence`, replacing any unfinished one.
    ///
    /// - Parameter sequence: At or below the head, and not below the newest checkpoint.
    /// - Throws: `JournalError` when the sequence is out of that range or SQLite fails.
    public func beginCheckpoint(at sequence: UInt64) throws(JournalError) {
        let oldest = max(checkpointSequence ?? 0, floor)
        guard oldest <= head.sequence, (oldest...head.sequence).contains(sequence) else {
            throw outOfTurn("a checkpoint begins at", "\(sequence)", "\(oldest) to \(head.sequence)")
        }
        if draft != nil {
            draft = nil
            try write("dropping an unfinished checkpoint") { try $0.dropUnfinishedCheckpoints() }
        }
        let id = try file.perform("beginning a checkpoint") { try $0.nextCheckpointID() }
        draft = CheckpointDraft(id: id, sequence: sequence)
    }

    /// Adds a slice to the checkpoint begun last.
    ///
    /// - Parameter slice: The next bytes; short, so that batches are not kept waiting.
    /// - Throws: `JournalError` when none was begun or SQLite fails.
    public func appendCheckpoint(_ slice: ArraySlice<UInt8>) throws(JournalError) {
        guard var draft else {
            throw outOfTurn("a checkpoint slice has", "\(slice.count) bytes", "a begun checkpoint before it")
        }
        try write("writing a checkpoint slice") { database in
            let statement = try database.cachedStatement(
                sql: "INSERT INTO checkpoint_slice (checkpoint, number, bytes) VALUES (?, ?, ?)")
            try statement.execute(arguments: [draft.id, draft.slices, Data(slice)])
        }
        draft.add(slice)
        self.draft = draft
        pagesSinceCheckpoint += Self.pages(ofBytes: slice.count)
    }

    /// Makes the checkpoint valid and drops older ones, both or neither.
    ///
    /// - Throws: `JournalError` when none was begun or SQLite fails.
    public func finishCheckpoint() throws(JournalError) {
        guard let draft else { throw outOfTurn("a checkpoint", "ends", "it to be begun first") }
        try write("finishing the checkpoint at \(draft.sequence)") { database in
            try database.execute(
                sql: "INSERT INTO checkpoint (id, sequence, slices, digest) VALUES (?, ?, ?, ?)",
                arguments: [draft.id, draft.sequence.column, draft.slices, draft.digest.blob])
            try database.execute(sql: "DELETE FROM checkpoint WHERE id < ?", arguments: [draft.id])
            try database.execute(
                sql: "DELETE FROM checkpoint_slice WHERE checkpoint < ?", arguments: [draft.id])
        }
        checkpointSequence = draft.sequence
        self.draft = nil
        pagesSinceCheckpoint += Self.pages(ofBytes: 0)
    }

    /// Drops at most `limit` batches that end at or below `sequence`, and moves the floor with them.
    ///
    /// - Parameters:
    ///   - sequence: Not above the newest checkpoint: what recovery needs is never dropped.
    ///   - limit: How many batches one call may drop; at least 1.
    /// - Returns: False when nothing is left to drop.
    /// - Throws: `JournalError` when the sequence is above the newest checkpoint or SQLite fails.
    public func prune(through sequence: UInt64, limit: Int) throws(JournalError) -> Bool {
        precondition(limit > 0, "a prune drops at least one batch at a time, not \(limit)")
        let highest = checkpointSequence ?? 0
        guard sequence <= highest else {
            throw outOfTurn("pruning goes through", "\(sequence)", "at most the checkpoint at \(highest)")
        }
        if sequence <= floor { return false }
        let dropped = try file.perform("choosing what to prune") { database in
            try database.lastOfOldest(limit, through: sequence)
        }
        guard let dropped else { return false }
        try write("pruning through \(dropped)") { database in
            try database.prune(through: dropped)
        }
        floor = dropped
        pagesSinceCheckpoint += limit
        return try file.perform("looking for more to prune") { database in
            try database.lastOfOldest(1, through: sequence) != nil
        }
    }
}

extension Database {
    /// The end of the newest among the oldest `limit` batches that end at or below `sequence`.
    fileprivate func lastOfOldest(_ limit: Int, through sequence: UInt64) throws -> UInt64? {
        let statement = try cachedStatement(
            sql: "SELECT max(last) FROM (SELECT last FROM batch WHERE last <= ? ORDER BY last LIMIT ?)")
        guard let row = try Row.fetchOne(statement, arguments: [Int64(clamping: sequence), limit]),
            (row[0] as DatabaseValue) != .null
        else { return nil }
        return try row.sequence(0)
    }

    /// Moves the floor to the batch that ends at `last` and drops it and all before it.
    fileprivate func prune(through last: UInt64) throws {
        try cachedStatement(
            sql: """
                UPDATE floor SET (sequence, at_us, digest) =
                    (SELECT last, at_us, digest FROM batch WHERE last = ?)
                """
        ).execute(arguments: [last.column])
        try cachedStatement(sql: "DELETE FROM batch WHERE last <= ?").execute(arguments: [last.column])
    }
}
