import ArgumentParser
import BusinessTime
import Contacts
import TopologyFile
import Traffic

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
        let traffic: RecordedTraffic
        switch format {
        case .trace:
            var reader = TraceReader()
            try TableFile.read(path, into: &reader)
            traffic = reader.traffic
        case .anonymousBank:
            var reader = BankReader(date: date, seed: seed)
            try TableFile.read(path, into: &reader)
            traffic = reader.traffic
        case .bpi2013:
            var reader = BPIReader(from: date)
            try TableFile.read(path, into: &reader)
            traffic = reader.traffic
        case .asteriskQueueLog:
            throw ValidationError(
                "--format asterisk-queue-log is not served yet, expected trace, anonymous-bank or bpi2013")
        }
        for kind in OddRow.allCases {
            if let count = traffic.odd[kind] { Outcome.say("\(path): \(count) odd rows: \(kind.rawValue)") }
        }
        if traffic.leftOut > 0 {
            Outcome.say("\(path): \(traffic.leftOut) left out: phantoms, or of other dates than wanted")
        }
        return traffic
    }

    /// The instant from which a file counts when it is played on `day`: a trace counts from its Monday.
    static func origin(of day: CivilDate, as format: Format, in topology: Topology) -> Instant {
        let start = format == .trace ? day.advanced(byDays: 1 - day.weekday) : day
        return topology.zone.instant(ofDay: start.daysSinceEpoch)
    }

    /// The contacts of one local date of a trace, of 23 or 25 hours when the clocks change; the backlog
    /// belongs to its Monday.
    static func only(_ traffic: RecordedTraffic, on date: CivilDate, in zone: Zone) -> RecordedTraffic {
        let monday = zone.instant(ofDay: date.advanced(byDays: 1 - date.weekday).daysSinceEpoch)
        let first = monday.duration(to: zone.instant(ofDay: date.daysSinceEpoch))
        let end = monday.duration(to: zone.instant(ofDay: date.daysSinceEpoch + 1))
        let kept = traffic.contacts.filter { contact in
            (first..<end).contains(contact.arrival) || (date.weekday == 1 && contact.arrival < .zero)
        }
        return RecordedTraffic(
            contacts: kept, odd: traffic.odd,
            leftOut: traffic.leftOut + traffic.contacts.count - kept.count, date: traffic.date)
    }
}
