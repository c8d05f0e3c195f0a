import Contacts
import GRDB
import Kernel

/// The tables of a journal and the one row that says whose it is.
enum JournalSchema {
    /// What this program writes and the newest it reads.
    static let version: Int64 = 1

    /// STRICT, so that `quick_check` also checks the types of what is stored.
    private static let tables = """
        CREATE TABLE meta (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            schema_version INTEGER NOT NULL,
            journal TEXT NOT NULL,
            station TEXT NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE batch (
            last INTEGER PRIMARY KEY,
            first INTEGER NOT NULL CHECK (first <= last),
            at_us INTEGER NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE cursor (
            publisher TEXT PRIMARY KEY,
            journal TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            chain_sequence INTEGER NOT NULL,
            chain_digest BLOB NOT NULL CHECK (length(chain_digest) = 32)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE known_key (
            key TEXT PRIMARY KEY,
            body_digest BLOB NOT NULL,
            reply BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE checkpoint_slice (
            checkpoint INTEGER NOT NULL,
            number INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (checkpoint, number)
        ) STRICT;
        CREATE TABLE checkpoint (
            id INTEGER PRIMARY KEY,
            sequence INTEGER NOT NULL,
            slices INTEGER NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32)
        ) STRICT;
        CREATE TABLE floor (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            sequence INTEGER NOT NULL,
            at_us INTEGER NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32)
        ) STRICT;
        """

    /// Who a journal says it is.
    struct Identity: Hashable, Sendable {
        var version: Int64
        var journal: JournalID
        var station: StationName
        var createdAt: String
    }

    /// What the file says it is; nil when it is empty.
    ///
    /// Nothing is changed here, so that a foreign file is refused untouched.
    static func identity(of file: JournalFile) throws(JournalError) -> Identity? {
        try file.perform("reading the identity") { database in
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            if tables.isEmpty { return nil }
            guard tables.contains("meta"),
                try database.columns(in: "meta").contains(where: { $0.name == "schema_version" })
            else {
                throw JournalError.notAJournal(path: file.path, found: "a SQLite database of something else")
            }
            return try identity(database, path: file.path)
        }
    }

    /// The version is read first: a newer schema may keep the rest elsewhere.
    private static func identity(_ database: Database, path: String) throws -> Identity {
        guard let versionRow = try Row.fetchOne(database, sql: "SELECT schema_version FROM meta") else {
            throw DamagedRow(found: "its identity row is missing")
        }
        let found = try versionRow.signed(0)
        guard found <= version else {
            throw JournalError.newerSchema(path: path, found: found, known: version)
        }
        let row = try Row.fetchOne(database, sql: "SELECT journal, station, created_at FROM meta")
        guard let row else {
            throw DamagedRow(found: "its identity row is missing")
        }
        return Identity(
            version: found, journal: JournalID(try row.text(0)), station: StationName(try row.text(1)),
            createdAt: try row.text(2))
    }

    /// Writes the tables of a new journal in one transaction, so that a crash leaves an empty file or a
    /// journal.
    static func create(in file: JournalFile, for station: StationName) throws(JournalError) {
        try file.transaction("creating") { database in
            try database.execute(sql: tables)
            try database.execute(
                sql: "INSERT INTO meta VALUES (1, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
                arguments: [version, mintedID().description, station.rawValue])
            try database.execute(
                sql: "INSERT INTO floor VALUES (1, 0, 0, ?)", arguments: [ChainDigest.genesis.blob])
        }
    }

    /// A name that no other journal has.
    static func mintedID() -> JournalID {
        var generator = SystemRandomNumberGenerator()
        return JournalID(hexadecimal(generator.next()) + hexadecimal(generator.next()))
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
