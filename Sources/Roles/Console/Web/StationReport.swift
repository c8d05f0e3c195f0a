import Contacts
import Foundation

/// A station's answer to `status`, as far as the console shows it.
///
/// Only the name must be there: a console has to show a station of another version too.
struct StationReport: Decodable, Hashable, Sendable {
    /// A consumer of the station's stream.
    struct Consumer: Decodable, Hashable, Sendable {
        var name: String
        var attached: Bool
        /// The last of the station's entries that it has committed; nil as long as it never attached.
        var acknowledged: UInt64?
        var lag: UInt64
    }

    /// A station that it consumes.
    struct Upstream: Decodable, Hashable, Sendable {
        var name: String
        var attached: Bool
        var lag: UInt64
    }

    /// One live figure of its machine.
    struct Figure: Decodable, Hashable, Sendable {
        var name: String
        var labels: [String: String]
        var value: Int64
    }

    var name: String
    var pid: Int?
    var state: String?
    /// The topology's time when it answered, microseconds.
    var now: Int64?
    var head: UInt64?
    var checkpoint: UInt64?
    var batches: UInt64?
    var commitMicrosecondsMean: Int64?
    var blocked: UInt64?
    var quarantined: UInt64?
    var consumers: [Consumer]?
    var upstreams: [Upstream]?
    var gauges: [Figure]?

    enum CodingKeys: String, CodingKey {
        case name, pid, state
        case now = "now_us"
        case head, checkpoint, batches
        case commitMicrosecondsMean = "commit_us_mean"
        case blocked, quarantined, consumers, upstreams, gauges
    }

    /// Reads a station's answer; nil when it is none.
    init?(_ json: [UInt8]) {
        // An answer that does not read is no answer; the board then shows the station as silent.
        guard let read = try? JSONDecoder().decode(StationReport.self, from: Foundation.Data(json)) else {
            return nil
        }
        self = read
    }

    /// Entries that the slowest consumer is behind.
    var lag: UInt64 { consumers?.map(\.lag).max() ?? 0 }
}
