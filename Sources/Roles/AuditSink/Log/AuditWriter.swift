public import Contacts
internal import Foundation
internal import Journal
public import Kernel

/// Writes an audit log without an audit sink's process: for stations that run in virtual time.
///
/// What it writes is what the sink would: every entry once, in its station's order, by the same decider into
/// the same kind of journal, with the cursor of each station; so whoever reads and verifies audit logs reads
/// this one.
public final class AuditWriter {
    private let journal: JournalWriter
    private let run: String
    private var decider = AuditDecider()
    private var builder: BatchBuilder
    private var cursors: [StationName: UpstreamCursor] = [:]
    private var lastInstant = Instant.distantPast

    /// Begins a log.
    ///
    /// - Parameters:
    ///   - directory: Where `audit.sqlite` is to stand; made when it is missing.
    ///   - station: The audit sink's name.
    ///   - run: Names the stations' journals, which exist nowhere else.
    /// - Throws: `AuditError` when there is a log already, or the directory cannot be written.
    public init(_ directory: String, station: StationName, run: String) throws(AuditError) {
        let path = "\(directory)/audit.sqlite"
        guard !FileManager.default.fileExists(atPath: path) else {
            throw .unreadable(path: path, reason: "is there already, expected a directory without a log")
        }
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            let (journal, recovery) = try JournalWriter.open(at: path, station: station)
            self.journal = journal
            builder = BatchBuilder(head: recovery.head, digest: recovery.digest)
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
        self.run = run
    }

    /// Keeps a batch that `publisher` closed; the batches of one publisher come in its order.
    public func take(_ batch: PublishedBatch, of publisher: StationName) throws {
        for entry in batch.entries {
            let sequence = entry.sequence
            builder.noteInput(sequence, of: publisher)
            let decision = try decider.decide(.entry(entry, from: publisher), at: entry.at)
            let cause = EntryHeader.Cause(publisher: publisher, sequence: sequence)
            for draft in decision.drafts { builder.append(draft, at: entry.at, cause: cause) }
            lastInstant = max(lastInstant, entry.at)
        }
        let position = StreamPosition(
            sequence: batch.last, chainSequence: batch.last, chainDigest: batch.digest)
        cursors[publisher] = UpstreamCursor(
            publisher: publisher, journal: JournalID("\(run)-\(publisher)"), position: position)
        if builder.isFull { try commit() }
    }

    /// Commits what is left and closes the log.
    public func close() throws {
        try commit()
        try journal.close()
    }

    private func commit() throws {
        guard !builder.isEmpty else { return }
        let moved = cursors.keys.sorted().compactMap { cursors[$0] }
        cursors = [:]
        try journal.commit(builder.finish(at: lastInstant, configuration: "", cursors: moved).batch)
        try journal.settle(isIdle: true)
    }
}
