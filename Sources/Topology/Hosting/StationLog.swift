import Foundation
import Logging
import Synchronization

/// Writes one JSON object a line to standard error: when, how bad, which station, what, and the named values.
///
/// Nothing of a member is ever passed to it: stations see tokens and routing attributes only. It neither
/// waits nor ends the process; see ``LogPipe``.
struct StationLog: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    private let station: String
    private let pipe: LogPipe

    init(station: String, pipe: LogPipe) {
        self.station = station
        self.pipe = pipe
    }

    /// The pipe to standard error of a process that is `station`.
    ///
    /// A process that exits waits for its last words, which say why it ends, but at most half a second.
    static func standardError(of station: String) -> LogPipe {
        LastWords.pipe.withLock { held in
            let pipe = LogPipe(descriptor: STDERR_FILENO) { dropped, inAll in
                line([
                    "at": Date.now.formatted(.iso8601), "level": "warning", "station": station,
                    "message": "log lines were dropped", "dropped": "\(dropped)",
                    "dropped_in_all": "\(inAll)",
                ])
            }
            if held == nil { atexit { LastWords.pipe.withLock { $0?.flush(within: .milliseconds(500)) } } }
            held = pipe
            return pipe
        }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = ["at": Date.now.formatted(.iso8601), "level": event.level.rawValue, "station": station]
        fields["message"] = event.message.description
        for (key, value) in metadata { fields[key] = "\(value)" }
        for (key, value) in event.metadata ?? [:] { fields[key] = "\(value)" }
        pipe.add(Self.line(fields))
    }

    private static func line(_ fields: [String: String]) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts always encode.
        guard let line = try? encoder.encode(fields) else { return [] }
        return [UInt8](line) + [0x0A]
    }
}

/// What `exit` waits for; there is one standard error in a process.
private enum LastWords {
    static let pipe = Mutex<LogPipe?>(nil)
}
