import ArgumentParser
import BusinessTime
import Contacts
import Replaying
import TopologyFile

/// Recorded traffic in a file, for whichever command plays it.
enum TrafficFile {
    /// The forms that a file can have.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case trace
        case anonymousBank = "anonymous-bank"
        case asteriskQueueLog = "asterisk-queue-log"
        case bpi2013
    }

    /// Reads `name`, and tells of odd rows on standard error.
    ///
    /// - Parameters:
    ///   - name: A file, or the base name of a trace.
    ///   - format: Its form.
    ///   - date: The only date wanted of a file with dates.
    ///   - seed: Draws what the record leaves open; nil as every replay draws it.
    static func read(
        _ name: String, as format: Format, date: CivilDate?, seed: UInt64? = nil
    ) throws -> RecordedTraffic {
        let path = format == .trace ? TracePaths(name).contacts : name
        do {
            let traffic: RecordedTraffic
            switch format {
            case .trace:
                var reader = TraceReader()
                try LineReader.forEach(path) { try reader.take($0) }
                traffic = try reader.finish()
            case .anonymousBank:
                var reader = BankReader(date: date, seed: seed)
                try LineReader.forEach(path) { try reader.take($0) }
                traffic = try reader.finish()
            case .bpi2013:
                var reader = BPIReader(from: date)
                try LineReader.forEach(path) { try reader.take($0) }
                traffic = try reader.finish()
            case .asteriskQueueLog:
                throw ValidationError(
                    "--format asterisk-queue-log is not served yet,"
                        + " expected trace, anonymous-bank or bpi2013")
            }
            for kind in OddRow.allCases {
                if let count = traffic.odd[kind] {
                    Outcome.say("\(path): \(count) odd rows: \(kind.rawValue)")
                }
            }
            return traffic
        } catch let error as TraceError {
            throw RejectedFile(description: "\(path): \(error)")
        }
    }

    /// The instant from which a file counts when it is played on `day`: a trace counts from its Monday.
    static func origin(of day: CivilDate, as format: Format, in topology: Topology) -> Instant {
        let start = format == .trace ? day.advanced(byDays: 1 - day.weekday) : day
        return topology.zone.instant(ofDay: start.daysSinceEpoch)
    }

    /// The contacts of one day of a trace; the backlog belongs to its Monday.
    static func only(_ traffic: RecordedTraffic, on day: Int) -> RecordedTraffic {
        let range = Duration.seconds(day * 86_400)..<Duration.seconds((day + 1) * 86_400)
        let kept = traffic.contacts.filter { range.contains($0.arrival) || (day == 0 && $0.arrival < .zero) }
        return RecordedTraffic(
            contacts: kept, odd: traffic.odd, leftOut: traffic.contacts.count - kept.count, date: traffic.date
        )
    }
}
