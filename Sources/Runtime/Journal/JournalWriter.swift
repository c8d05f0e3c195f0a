public import Contacts
import Foundation
import GRDB
public import Kernel

/// Writes a station's journal: the one connection that commits and checkpoints its file.
///
/// Used by the journal thread alone once it was handed there; that a second process cannot write the same
/// file is the lease's work. One writing-and-checkpointing connection per file is also what keeps SQLite's
/// WAL-reset defect out of reach (``SQLiteLibrary/hasWALResetDefect``). Close every reader before the writer.
public final class JournalWriter: JournalWriting {
    // The file is declared before the lease, so that it is closed before the lease is given up.
    let file: JournalFile
    private var lease: JournalLease?
    /// The last committed batch; what the next one has to continue.
    private(set) var head: Boundary
    var floor: UInt64
    var checkpointSequence: UInt64?
    var draft: CheckpointDraft?
    /// Set by the first failure: what the disk holds is then unknown to this process.
    private var failure: JournalError?
    /// About how many pages went into the WAL since it was moved.
    var pagesSinceCheckpoint = 0

    /// After about this many pages an idle writer moves the WAL into the file, 4 MiB at SQLite's page size;
    /// a busy one at the latest after four times as many.
    static let pagesPerCheckpoint = 1_000

    private init(
        file: JournalFile, lease: consuming JournalLease, head: Boundary, recovery: JournalRecovery
    ) {
        self.file = file
        self.lease = consume lease
        self.head = head
        floor = recovery.floor
        checkpointSequence = recovery.checkpoint?.sequence
    }

    /// Opens the journal of `station`, creating it when the file is missing or empty.
    ///
    /// - Parameters:
    ///   - path: The journal's file; its directory exists and is on a local disk.
    ///   - station: Whose journal it is.
    ///   - owner: What the station is in its topology, and has to stay; nil for who only repairs or measures.
    /// - Returns: The writer, and what the station goes on from.
    /// - Throws: `JournalError` when the file is refused; nothing was lost then.
    public static func open(
        at path: String, station: StationName, owner: JournalOwner? = nil
    ) throws(JournalError) -> (JournalWriter, JournalRecovery) {
        let lease = try JournalLease.acquire(for: path)
        let file = try JournalFile(at: path, for: .writing)
        let found = try JournalSchema.identity(of: file)
        if let found, found.station != station {
            throw .otherStation(
                path: path, found: found.station.rawValue, expected: station.rawValue)
        }
        try file.perform("setting up") {
            try JournalSetting.apply(JournalSetting.forWriting, to: $0, path: path)
        }
        if found == nil {
            if let owner { try JournalOwnership.checkNumbers(beside: path, for: owner) }
            try JournalSchema.create(in: file, for: station)
        }
        if let owner { try JournalOwnership.check(file, for: owner) }
        guard let identity = try JournalSchema.identity(of: file) else {
            throw .damaged(path: path, found: "its tables are missing after they were created")
        }
        try file.perform("checking") { try $0.quickCheck() }
        try file.transaction("dropping an unfinished checkpoint") { try $0.dropUnfinishedCheckpoints() }
        let (recovery, head) = try file.perform("recovering") { try $0.recovery(of: identity.journal) }
        return (JournalWriter(file: file, lease: lease, head: head, recovery: recovery), recovery)
    }

    /// Commits a batch durably: entries, cursors and keys, or nothing of it.
    ///
    /// - Parameter batch: The batch that follows the last committed one.
    /// - Throws: `JournalError`; final, the process exits and recovers from what is on disk.
    public func commit(_ batch: Batch) throws(JournalError) {
        try checkContinues(batch)
        try write("committing \(batch.first)...\(batch.last)") { database in
            if !batch.isEmpty { try database.insert(batch) }
            for cursor in batch.cursors { try database.upsert(cursor) }
            for key in batch.keys { try database.insert(key) }
        }
        if !batch.isEmpty { head = Boundary(sequence: batch.last, digest: batch.digest, at: batch.at) }
        pagesSinceCheckpoint += Self.pages(of: batch)
    }

    /// Moves the whole WAL into the file, closes it and gives up the lease.
    public func close() throws(JournalError) {
        if failure == nil {
            try file.perform("checkpointing at close") { _ = try $0.checkpoint(.truncate) }
        }
        try file.close()
        lease = nil
    }

    /// The connection's settings as SQLite answers now, for the boot log.
    public func settings() throws(JournalError) -> [JournalSetting] {
        try file.perform("reading the settings") { database in
            try JournalSetting.forWriting.map { try $0.current(database) }
        }
    }

    /// Runs a transaction, and refuses everything after one that failed.
    func write(_ operation: String, _ body: (Database) throws -> Void) throws(JournalError) {
        if let failure { throw failure }
        do throws(JournalError) {
            try file.transaction(operation, body)
        } catch {
            failure = error
            throw error
        }
    }

    /// Checkpoints the WAL when the pages in it are many.
    ///
    /// PASSIVE, so that a reader is never waited for, and after a commit was told, so that no contact waits
    /// for it either. The count is an estimate from the bytes written, which costs nothing; what a slow
    /// reader kept back is moved the next time.
    ///
    /// - Parameter isIdle: True when nothing waits to be written.
    /// - Throws: `JournalError` when SQLite fails; final as at a commit.
    public func settle(isIdle: Bool) throws(JournalError) {
        guard pagesSinceCheckpoint >= Self.pagesPerCheckpoint * (isIdle ? 1 : 4) else { return }
        pagesSinceCheckpoint = 0
        do throws(JournalError) {
            try file.perform("checkpointing the WAL") { _ = try $0.checkpoint(.passive) }
        } catch {
            failure = error
            throw error
        }
    }

    /// The pages of `count` bytes and of the tree above them.
    static func pages(ofBytes count: Int) -> Int { count / 4_096 + 2 }

    private static func pages(of batch: Batch) -> Int {
        pages(ofBytes: batch.bytes.count) + (batch.cursors.isEmpty ? 0 : 1) + 2 * batch.keys.count
    }

    /// A batch that does not continue the chain would be refused at the next start, when it is too late.
    private func checkContinues(_ batch: Batch) throws(JournalError) {
        guard batch.first == head.sequence + 1, batch.last >= head.sequence else {
            throw outOfTurn("a batch is", "\(batch.first)...\(batch.last)", "one from \(head.sequence + 1)")
        }
        guard batch.isEmpty == batch.bytes.isEmpty else {
            throw outOfTurn(
                "batch \(batch.first)...\(batch.last) has", "\(batch.bytes.count) bytes",
                batch.isEmpty ? "none" : "its entries")
        }
        let digest = batch.isEmpty ? head.digest : head.digest.extended(by: batch.bytes)
        guard batch.digest == digest else {
            throw outOfTurn(
                "the digest of batch \(batch.first)...\(batch.last) is", "\(batch.digest)", "\(digest)")
        }
    }

    func outOfTurn(_ request: String, _ value: String, _ expected: String) -> JournalError {
        .outOfTurn(path: file.path, request: request, value: value, expected: expected)
    }
}

extension Database {
    /// The bytes are lent to SQLite, not copied; the statement forgets them before they go.
    fileprivate func insert(_ batch: Batch) throws {
        let statement = try cachedStatement(
            sql: "INSERT INTO batch (first, last, at_us, digest, bytes) VALUES (?, ?, ?, ?, ?)")
        try batch.bytes.withUnsafeBytes { raw in
            guard let start = raw.baseAddress else { return }
            let lent = Data(
                bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: raw.count, deallocator: .none)
            try statement.execute(
                arguments: [
                    batch.first.column, batch.last.column, batch.at.microseconds, batch.digest.blob, lent,
                ])
            statement.setUncheckedArguments(StatementArguments())
        }
    }

    fileprivate func upsert(_ cursor: UpstreamCursor) throws {
        let statement = try cachedStatement(
            sql: """
                INSERT INTO cursor (publisher, journal, sequence, chain_sequence, chain_digest)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (publisher) DO UPDATE SET
                    journal = excluded.journal, sequence = excluded.sequence,
                    chain_sequence = excluded.chain_sequence, chain_digest = excluded.chain_digest
                """)
        try statement.execute(
            arguments: [
                cursor.publisher.rawValue, cursor.journal.description, cursor.position.sequence.column,
                cursor.position.chainSequence.column, cursor.position.chainDigest.blob,
            ])
    }

    /// A key that is known already is a caller's mistake: the first answer must stand.
    fileprivate func insert(_ key: KnownKey) throws {
        let statement = try cachedStatement(
            sql: "INSERT INTO known_key (key, body_digest, reply) VALUES (?, ?, ?)")
        try statement.execute(arguments: [key.key.rawValue, Data(key.bodyDigest), Data(key.reply)])
    }
}
