internal import Contacts
internal import Foundation
internal import Journal
public import Kernel

/// Reads the audit log: the journal of the audit sink, beside its writer or after it.
///
/// Entries come in the order the sink consumed them: each publisher's in its own order, publishers
/// interleaved.
public final class AuditLog {
    /// The journal's file.
    public let path: String
    let journal: JournalInspection

    /// One audited entry with its place in the log.
    public struct Record: Hashable, Sendable {
        /// The sequence of the sink's own entry; what ``AuditLog/forEach(after:_:)`` goes on from.
        public var index: UInt64
        /// What was audited.
        public var audited: AuditedEntry
    }

    private init(path: String, journal: JournalInspection) {
        self.path = path
        self.journal = journal
    }

    /// Opens the log in `directory`: the sink's own directory, or a state directory above it.
    ///
    /// - Parameter directory: Where `audit.sqlite` stands.
    /// - Throws: `AuditError` when there is no readable log.
    public static func open(_ directory: String) throws(AuditError) -> AuditLog {
        let places = ["audit.sqlite", "audit/audit.sqlite", "journal/audit.sqlite"]
        let found = places.map { "\(directory)/\($0)" }.first { FileManager.default.fileExists(atPath: $0) }
        guard let found else { throw .missing(directory: directory) }
        return try open(file: found)
    }

    /// Opens the log whose journal is the file `path`.
    ///
    /// - Parameter path: The sink's journal.
    /// - Throws: `AuditError` when it is none.
    public static func open(file path: String) throws(AuditError) -> AuditLog {
        do {
            return AuditLog(path: path, journal: try JournalInspection(at: path))
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    /// The last sequence of the sink's own journal.
    public func head() throws(AuditError) -> UInt64 {
        do {
            return try journal.header().head
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    /// Hands every audited entry after `index` to `body`, in the log's order.
    ///
    /// - Parameters:
    /// - Returns: The last sequence read, from which to go on later.
    /// - Throws: `AuditError` when the log is damaged.
    @discardableResult
    public func forEach(after index: UInt64 = 0, _ body: (Record) throws -> Void) throws(AuditError) -> UInt64
    {
        var last = index
        do {
            try journal.forEachBatch(after: index) { batch in
                for entry in try Batch.entries(in: batch.stored.bytes[...])
                where entry.sequence > index {
                    last = entry.sequence
                    if let record = try Self.record(of: entry) { try body(record) }
                }
                return true
            }
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
        return last
    }

    /// Hands every audited entry about `contact` to `body`.
    ///
    /// - Parameters:
    /// - Throws: `AuditError` when the log is damaged.
    public func forEach(about contact: UInt64, _ body: (Record) throws -> Void) throws(AuditError) {
        do {
            try journal.forEachBatch { batch in
                for entry in try Batch.entries(in: batch.stored.bytes[...])
                where entry.contact == contact {
                    if let record = try Self.record(of: entry) { try body(record) }
                }
                return true
            }
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    /// Closes the log.
    public func close() throws(AuditError) {
        do {
            try journal.close()
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    /// The audited entry in one of the sink's own; nil for what the sink says about itself.
    static func record(of entry: Entry) throws(FrameError) -> Record? {
        guard entry.kind == StationKind.audited.rawValue else { return nil }
        return Record(index: entry.sequence, audited: try AuditedEntry(body: entry.body))
    }
}
