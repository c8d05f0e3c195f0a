import Crypto
import GRDB
import Kernel

/// A checkpoint while its slices are being written; it counts for nothing before its marker row.
struct CheckpointDraft {
    let id: Int64
    let sequence: UInt64
    private(set) var slices: Int64 = 0
    private var hash = SHA256()

    init(id: Int64, sequence: UInt64) {
        self.id = id
        self.sequence = sequence
    }

    /// The digest over all slices.
    var digest: ChainDigest { ChainDigest(bytes: [UInt8](hash.finalize())) }

    /// Counts a slice that was written.
    mutating func add(_ slice: ArraySlice<UInt8>) {
        hash.update(data: slice)
        slices += 1
    }
}

extension Database {
    /// The newest checkpoint that has its marker, proven whole; nil when there is none.
    func newestCheckpoint() throws -> JournalCheckpoint? {
        guard
            let marker = try Row.fetchOne(
                self, sql: "SELECT id, sequence, slices, digest FROM checkpoint ORDER BY id DESC LIMIT 1")
        else { return nil }
        let sequence = try marker.sequence(1)
        let rows = try Row.fetchCursor(
            self, sql: "SELECT bytes FROM checkpoint_slice WHERE checkpoint = ? ORDER BY number",
            arguments: [try marker.signed(0)])
        var draft = CheckpointDraft(id: try marker.signed(0), sequence: sequence)
        var bytes: [UInt8] = []
        while let row = try rows.next() {
            let slice = try row.bytes(0)
            draft.add(slice[...])
            bytes += slice
        }
        guard draft.slices == (try marker.signed(2)), draft.digest == (try marker.digest(3)) else {
            throw DamagedRow(found: "the checkpoint at \(sequence) is not what its marker says")
        }
        return JournalCheckpoint(sequence: sequence, bytes: bytes)
    }

    /// The sequence that the newest checkpoint covers, without reading its slices.
    func newestCheckpointSequence() throws -> UInt64? {
        try Row.fetchOne(self, sql: "SELECT sequence FROM checkpoint ORDER BY id DESC LIMIT 1")?.sequence(0)
    }

    /// Drops slices that never got a marker.
    func dropUnfinishedCheckpoints() throws {
        try cachedStatement(
            sql: "DELETE FROM checkpoint_slice WHERE checkpoint NOT IN (SELECT id FROM checkpoint)"
        ).execute()
    }

    /// An id above every checkpoint's.
    func nextCheckpointID() throws -> Int64 {
        try (Row.fetchOne(self, sql: "SELECT coalesce(max(id), 0) FROM checkpoint")?.signed(0) ?? 0) + 1
    }
}
