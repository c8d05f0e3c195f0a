import AuditSink
import BusinessTime
import Contacts
import Facts
import Kernel
import Projection
import Reporting
import Tables
import TopologyFile
import Traffic
import Workforce

/// Where the history of forecasts comes from: files of quarters, recorded traffic, audit logs.
enum IntervalFiles {
    /// The rows of a CSV file of quarters.
    static func rows(of path: String) throws -> [IntervalRow] {
        var rows: [IntervalRow] = []
        try VectorFile.read(path, columns: IntervalRow.columns) { rows.append(try IntervalRow($0)) }
        return rows
    }

    /// The rows of recorded traffic: who arrived, and how long the record says that each was served.
    ///
    /// What became of a contact the traffic does not say, so nobody is answered or abandoned in it. A service
    /// of a second or less is none: a reader gives it to those who hung up.
    ///
    /// - Parameters:
    ///   - traffic: Files with the date on which each starts; a backlog from before the start is left out.
    ///   - zone: In which the seconds of a file pass, so that quarters are those of the wall; nil for files
    ///     that count wall time, as the bank's do.
    static func rows(of traffic: [(RecordedTraffic, from: CivilDate)], in zone: Zone?) -> [IntervalRow] {
        struct Place: Hashable {
            var queue: String
            var quarter: Int
        }
        var rows: [Place: IntervalRow] = [:]
        for (traffic, first) in traffic {
            for contact in traffic.contacts where contact.arrival >= .zero {
                let number = quarter(of: contact.arrival, from: first, in: zone)
                let (day, quarter) = number.quotientAndRemainder(dividingBy: IntervalRow.quarters)
                let empty = IntervalRow(
                    queue: contact.queue, date: CivilDate(daysSinceEpoch: day), quarter: quarter)
                let place = Place(queue: contact.queue, quarter: number)
                rows[place, default: empty].offered += 1
                guard contact.service > .seconds(1) else { continue }
                rows[place]?.handled += 1
                rows[place]?.handleTime += contact.service.microseconds / 1000
            }
        }
        return rows.values.sorted { ($0.queue, $0.date, $0.quarter) < ($1.queue, $1.date, $1.quarter) }
    }

    /// The local quarter of an arrival, counted from 1970.
    private static func quarter(of arrival: Duration, from first: CivilDate, in zone: Zone?) -> Int {
        let midnight = first.daysSinceEpoch
        guard let zone else {
            return midnight * IntervalRow.quarters + Int(arrival.microseconds / 900_000_000)
        }
        let instant = zone.instant(ofDay: midnight).advanced(by: arrival)
        let second = instant.microseconds / 1_000_000
        return Int((second + zone.offset(at: second)) / 900)
    }

    /// The rows of an audit log, in quarters of the zone, and what of the log could not be read.
    static func rows(
        ofAudit directory: String, zone: Zone, by queues: IntervalHistory.Queues
    ) throws -> ([IntervalRow], LeftOut) {
        let (projection, leftOut) = try AuditLog.open(directory).projection(of: [.contacts, .agents])
        return (IntervalHistory(projection, zone: zone, by: queues).rows(), leftOut)
    }

    /// The lines of a CSV file of quarters, the header first.
    static func lines(_ rows: [IntervalRow]) -> [String] {
        ([IntervalRow.columns] + rows.map(\.fields)).map { CSVLine.line($0) }
    }
}
