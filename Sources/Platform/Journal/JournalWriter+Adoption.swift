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
}
