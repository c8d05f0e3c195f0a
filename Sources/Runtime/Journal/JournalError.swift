import GRDB

/// Why a journal cannot be opened or used; every one of them ends the process.
public enum JournalError: Error, Hashable, Sendable {
    /// Another process writes this journal; nil when its pid could not be read.
    case inUse(path: String, holder: Int32?)
    /// A newer program wrote the file.
    case newerSchema(path: String, found: Int64, known: Int64)
    /// The file is the journal of another station.
    case otherStation(path: String, found: String, expected: String)
    /// The journal's station was another program or had another number when it was written.
    case otherOwner(path: String, found: String, expected: String)
    /// The journal is a copy of one that may still be in use.
    case copied(path: String, original: String)
    /// A new journal would give out numbers that another one has given out.
    case numbersInUse(path: String, owner: String, other: String, station: String)
    /// The file is not a journal at all.
    case notAJournal(path: String, found: String)
    /// The file is a journal whose content is damaged.
    case damaged(path: String, found: String)
    /// SQLite, or a setting of it, is not what durability needs.
    case unsafeSetting(path: String, name: String, value: String, expected: String)
    /// The caller asked for something that does not follow from what is committed.
    case outOfTurn(path: String, request: String, value: String, expected: String)
    /// SQLite or the system refused to do its part.
    case failed(path: String, operation: String, cause: String)

    /// What the process exits with: 78 when the file or the machine's set-up has to be looked at, 1
    /// otherwise.
    public var exitStatus: Int32 {
        switch self {
        case .inUse, .newerSchema, .otherStation, .otherOwner, .copied, .numbersInUse, .notAJournal, .damaged,
            .unsafeSetting:
            78
        case .outOfTurn, .failed: 1
        }
    }
}

extension JournalError: CustomStringConvertible {
    /// The file, the value found and what was expected.
    public var description: String {
        switch self {
        case .inUse(let path, let holder):
            "journal \(path) is in use by \(holder.map { "process \($0)" } ?? "another process")"
                + ", expected no other writer"
        case .newerSchema(let path, let found, let known):
            "journal \(path) has schema version \(found), expected at most \(known), which this program knows"
        case .otherStation(let path, let found, let expected):
            "journal \(path) belongs to station \(found), expected \(expected)"
        case .otherOwner(let path, let found, let expected):
            "journal \(path) was written by \(found), and the topology says \(expected), expected the same: "
                + "its ids were given out as that; put the topology back, or add a station of a new name"
        case .copied(let path, let original):
            "journal \(path) was written at \(original) and is a copy, expected the one there: two of them "
                + "give out the same ids; when that one is gone for good, say so by "
                + "`tierline journal moved \(path)`"
        case .numbersInUse(let path, let owner, let other, let station):
            "journal \(path) would be begun for \(owner), whose ids station \(station) has given out in "
                + "\(other), expected station \(station), or another number"
        case .notAJournal(let path, let found): "file \(path) is \(found), expected a journal"
        case .damaged(let path, let found): "journal \(path) is damaged: \(found), expected an intact journal"
        case .unsafeSetting(let path, let name, let value, let expected):
            "journal \(path): \(name) is \(value), expected \(expected)"
        case .outOfTurn(let path, let request, let value, let expected):
            "journal \(path): \(request) \(value), expected \(expected)"
        case .failed(let path, let operation, let cause): "journal \(path): \(operation) failed: \(cause)"
        }
    }
}

/// A row that does not hold what its table promises; only a damaged file has one.
struct DamagedRow: Error {
    let found: String
}

extension JournalError {
    /// Converts what came out of SQLite, once, at the module's boundary.
    init(path: String, operation: String, cause: any Error) {
        switch cause {
        case let error as JournalError: self = error
        case let error as DamagedRow: self = .damaged(path: path, found: error.found)
        case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB:
            self = .notAJournal(path: path, found: "no SQLite database")
        case let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT:
            self = .damaged(path: path, found: "\(error)")
        default: self = .failed(path: path, operation: operation, cause: "\(cause)")
        }
    }
}
