import GRDB

/// The SQLite that this process runs on, for the boot log.
public struct SQLiteLibrary: Hashable, Sendable {
    /// `3040001` for 3.40.1.
    public let number: Int32

    /// The library of a version number.
    public init(number: Int32) { self.number = number }

    /// The library that is loaded.
    public static let loaded = SQLiteLibrary(number: Database.sqliteLibVersionNumber)

    /// True when the library has the WAL-reset defect, which needs two writing or checkpointing connections.
    ///
    /// A journal has one such connection by construction, so this is for the boot log, not a reason to
    /// refuse. Fixed in 3.51.3, 3.50.7 and 3.44.6.
    public var hasWALResetDefect: Bool {
        switch number {
        case 3_051_003...: false
        case 3_050_007..<3_051_000: false
        case 3_044_006..<3_045_000: false
        default: number >= 3_007_000
        }
    }

    /// STRICT tables came with 3.37.
    static let oldest = SQLiteLibrary(number: 3_037_000)

    /// Refuses a library that cannot read the schema.
    func check(for path: String) throws(JournalError) {
        guard number >= Self.oldest.number else {
            throw .unsafeSetting(
                path: path, name: "the SQLite library", value: "\(self)", expected: "at least \(Self.oldest)")
        }
    }
}

extension SQLiteLibrary: CustomStringConvertible {
    /// `3.40.1`.
    public var description: String { "\(number / 1_000_000).\(number / 1_000 % 1_000).\(number % 1_000)" }
}
