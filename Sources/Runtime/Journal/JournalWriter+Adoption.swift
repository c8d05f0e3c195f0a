public import Contacts
import GRDB
public import Kernel

extension JournalWriter {
    /// Says that a journal lies where it does on purpose: it was moved there, and the original is gone.
    ///
    /// - Parameter path: The journal's file, which no station uses.
    /// - Returns: The station, and where the journal was before; nil when it never said where it was.
    /// - Throws: `JournalError` when the file is none, is in use, or SQLite fails.
    public static func declareMoved(
        at path: String
    ) throws(JournalError) -> (station: StationName, from: String?) {
        let reading = try JournalFile(at: path, for: .reading)
        guard let identity = try JournalSchema.identity(of: reading) else {
            throw .notAJournal(path: path, found: "empty")
        }
        try reading.close()
        let (writer, _) = try open(at: path, station: identity.station)
        let from = try JournalOwnership.declare(writer.file)
        try writer.close()
        return (identity.station, from)
    }

    /// Gives the journal a new name, because it is no longer the file that its consumers first attached to.
    ///
    /// - Returns: The new name.
    /// - Throws: `JournalError` when SQLite fails; the old name stands then.
    public func mintNewID() throws(JournalError) -> JournalID {
        let minted = JournalSchema.mintedID()
        try write("minting a new name") {
            try $0.execute(sql: "UPDATE meta SET journal = ?", arguments: [minted.description])
        }
        _ = try JournalOwnership.declare(file)
        return minted
    }

    /// Drops the batches after `boundary`, which a restored copy decided before its consumers refused it.
    ///
    /// The writer is of no more use after it; open the journal again.
    ///
    /// - Parameter boundary: The end of the newest batch that stays; not below the newest checkpoint.
    /// - Throws: `JournalError` when a checkpoint covers what is to go, or SQLite fails.
    public func dropUnseen(after boundary: UInt64) throws(JournalError) {
        let oldest = max(checkpointSequence ?? 0, floor)
        guard boundary >= oldest else {
            throw outOfTurn("what nobody saw begins after", "\(boundary)", "at least \(oldest)")
        }
        try write("dropping what nobody saw after \(boundary)") {
            try $0.execute(sql: "DELETE FROM batch WHERE last > ?", arguments: [boundary.column])
        }
    }
}
