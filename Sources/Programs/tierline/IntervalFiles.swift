import AuditFiles
import BusinessTime
import Contacts
import Facts
import Replaying
import Reporting
import StationCore
import TopologyFile
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
    ///   - traffic: The contacts; a backlog from before the start is left out.
    ///   - first: The date on which the traffic starts.
    static func rows(of traffic: RecordedTraffic, from first: CivilDate) -> [IntervalRow] {
        struct Place: Hashable {
            var queue: String
            var quarter: Int
        }
        var rows: [Place: IntervalRow] = [:]
        for contact in traffic.contacts where contact.arrival >= .zero {
            let number = Int(contact.arrival.microseconds / 900_000_000)
            let (day, quarter) = number.quotientAndRemainder(dividingBy: IntervalRow.quarters)
            let empty = IntervalRow(
                queue: contact.queue, date: first.advanced(byDays: day), quarter: quarter)
            let place = Place(queue: contact.queue, quarter: number)
            rows[place, default: empty].offered += 1
            guard contact.service > .seconds(1) else { continue }
            rows[place]?.handled += 1
            rows[place]?.handleTime += contact.service.microseconds / 1000
        }
        return rows.values.sorted { ($0.queue, $0.date, $0.quarter) < ($1.queue, $1.date, $1.quarter) }
    }

    /// The rows of an audit log, in quarters of the zone.
    static func rows(ofAudit directory: String, zone: Zone) throws -> [IntervalRow] {
        var history = IntervalHistory(zone: zone)
        try AuditLog.open(directory).forEach { record in
            if let found = try record.fact() { history.take(found.fact, at: found.header.at) }
        }
        return history.rows()
    }

    /// The lines of a CSV file of quarters, the header first.
    static func lines(_ rows: [IntervalRow]) -> [String] {
        ([IntervalRow.columns] + rows.map(\.fields)).map { CSVLine.line($0) }
    }
}
