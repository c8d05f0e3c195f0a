import GRDB

/// A PRAGMA of the journal's connection: what is set and what must be read back.
///
/// The settings are applied after GRDB has opened the connection and are read back, because a later step of
/// an opening can undo an earlier one without an error: GRDB's own WAL mode ends in `synchronous = NORMAL`,
/// which no test that merely kills a process would notice.
public struct JournalSetting: Hashable, Sendable {
    /// The PRAGMA.
    public let name: String
    /// What it is set to.
    let assigned: String
    /// What SQLite then answers.
    public let value: String

    init(_ name: String, _ assigned: String, reads value: String) {
        self.name = name
        self.assigned = assigned
        self.value = value
    }

    /// What the writer needs.
    static let forWriting = [
        JournalSetting("journal_mode", "WAL", reads: "wal"),
        JournalSetting("synchronous", "FULL", reads: "2"),
        JournalSetting("wal_autocheckpoint", "0", reads: "0"),
        JournalSetting("journal_size_limit", "67108864", reads: "67108864"),
    ] + forBoth

    /// What a reader needs.
    static let forReading = [JournalSetting("query_only", "ON", reads: "1")] + forBoth

    private static let forBoth = [
        JournalSetting("foreign_keys", "ON", reads: "1"),
        JournalSetting("busy_timeout", "5000", reads: "5000"),
        JournalSetting("trusted_schema", "OFF", reads: "0"),
        JournalSetting("cell_size_check", "ON", reads: "1"),
        JournalSetting("temp_store", "MEMORY", reads: "2"),
    ]

    /// Asks the connection for the setting as it is now.
    func current(_ database: Database) throws -> JournalSetting {
        let answer = try String.fetchOne(database, sql: "PRAGMA \(name)") ?? "unknown"
        return JournalSetting(name, assigned, reads: answer)
    }

    /// Sets all of `settings`, and only then reads all of them back.
    static func apply(_ settings: [JournalSetting], to database: Database, path: String) throws {
        for setting in settings {
            _ = try Row.fetchAll(database, sql: "PRAGMA \(setting.name) = \(setting.assigned)")
        }
        try check(settings, on: database, path: path)
    }

    /// Refuses a connection on which one of `settings` reads otherwise.
    static func check(_ settings: [JournalSetting], on database: Database, path: String) throws {
        for setting in settings {
            let found = try setting.current(database).value
            guard found == setting.value else {
                throw JournalError.unsafeSetting(
                    path: path, name: setting.name, value: found, expected: setting.value)
            }
        }
    }
}
