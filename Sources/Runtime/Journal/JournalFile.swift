import GRDB
import Kernel

/// One connection to a journal's file.
///
/// Always a `DatabaseQueue`: a `DatabasePool` would checkpoint from connections of its own.
struct JournalFile: Sendable {
    let path: String
    let queue: DatabaseQueue

    /// How the connection may use the file.
    enum Access {
        case writing, reading
    }

    /// Opens a connection; the file is created only for writing.
    init(at path: String, for access: Access) throws(JournalError) {
        try SQLiteLibrary.loaded.check(for: path)
        var configuration = Configuration()
        configuration.label = "journal"
        switch access {
        case .writing: break
        case .reading: configuration.readonly = true
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw JournalError(path: path, operation: "opening", cause: error)
        }
        self.path = path
    }

    /// Opens a connection that only reads a journal, which must be there.
    static func existing(at path: String) throws(JournalError) -> JournalFile {
        let file = try JournalFile(at: path, for: .reading)
        guard try JournalSchema.identity(of: file) != nil else {
            throw .notAJournal(path: path, found: "an empty database")
        }
        try file.perform("setting up") {
            try JournalSetting.apply(JournalSetting.forReading, to: $0, path: path)
        }
        return file
    }

    /// Runs `body` on the connection, on the calling thread.
    func perform<Result>(
        _ operation: String, _ body: (Database) throws -> Result
    ) throws(JournalError) -> Result {
        do {
            return try queue.inDatabase(body)
        } catch {
            throw JournalError(path: path, operation: operation, cause: error)
        }
    }

    /// Runs `body` in a transaction that takes the write lock at once.
    ///
    /// A read transaction that turns to writing could meet SQLITE_BUSY_SNAPSHOT, which no time-out cures.
    func transaction(_ operation: String, _ body: (Database) throws -> Void) throws(JournalError) {
        try perform(operation) { database in
            try database.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
            do {
                try body(database)
                try database.cachedStatement(sql: "COMMIT").execute()
            } catch {
                let cause = JournalError(path: path, operation: operation, cause: error)
                if database.isInsideTransaction { try database.rollback() }
                throw cause
            }
        }
    }

    /// Closes the connection; the value cannot be used afterwards.
    func close() throws(JournalError) {
        do {
            try queue.close()
        } catch {
            throw JournalError(path: path, operation: "closing", cause: error)
        }
    }
}
