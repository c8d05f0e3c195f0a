import BusinessTime
import Replaying
import Reporting

/// Feeds from outside, as CSV files.
enum FeedFile {
    /// Reads the files at `paths`; instants without an offset are local times of `zone`.
    ///
    /// - Throws: `RejectedFile` naming file, line, column, value and what was expected.
    static func read(_ paths: [String], zone: Zone) throws -> Feed {
        var reader = FeedReader { InstantText.parse($0, in: zone) }
        for path in paths {
            reader.beginFile()
            var line = 0
            try LineReader.forEach(path) { text in
                line += 1
                let fields = CSVLine.fields(text)
                guard fields != [""] else { return }
                do {
                    try reader.take(fields)
                } catch {
                    throw RejectedFile(description: "\(path):\(line): \(error)")
                }
            }
        }
        return reader.feed
    }
}
