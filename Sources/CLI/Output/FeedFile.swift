import BusinessTime
import Reporting
import Tables

/// Feeds from outside, as CSV files.
enum FeedFile {
    /// Reads the files at `paths`; instants without an offset are local times of `zone`.
    ///
    /// - Throws: `RejectedFile` naming file, line, column, value and what was expected.
    static func read(_ paths: [String], zone: Zone) throws -> Feed {
        var reader = FeedReader { InstantText.parse($0, in: zone) }
        for path in paths { try TableFile.read(path, into: &reader) }
        return reader.feed
    }
}
