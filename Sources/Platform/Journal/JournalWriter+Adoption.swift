import GRDB
public import StationCore

extension JournalWriter {
    /// Gives the journal a new name, because it is no longer the file that its consumers first attached to.
    ///
    /// - Returns: The new name.
    /// - Throws: `JournalError` when SQLite fails; the old name stands then.
    public func mintNewID() throws(JournalError) -> JournalID {
        let minted = JournalSchema.mintedID()
        try write("minting a new name") {
            try $0.execute(sql: "UPDATE meta SET journal = ?", arguments: [minted.description])
        }
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
