import Foundation
import Logging

/// Writes one JSON object a line to standard error: when, how bad, which station, what, and the named values.
///
/// Nothing of a member is ever passed to it: stations see tokens and routing attributes only.
struct StationLog: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    private let station: String

    init(station: String) { self.station = station }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = ["at": Date.now.formatted(.iso8601), "level": event.level.rawValue, "station": station]
        fields["message"] = event.message.description
        for (key, value) in metadata { fields[key] = "\(value)" }
        for (key, value) in event.metadata ?? [:] { fields[key] = "\(value)" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts always encode.
        guard var line = try? encoder.encode(fields) else { return }
        line.append(0x0A)
        FileHandle.standardError.write(line)
    }
}
