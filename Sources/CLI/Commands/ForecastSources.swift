import BusinessTime
import Contacts
import ContractConfig
import Router
import TopologyFile
import Traffic
import Workforce

/// When the centre of a forecast is open, and in which zone.
struct ForecastSite {
    let zone: Zone
    /// Nil when it is learned from the history.
    let opening: OpeningHours?
    /// Where the opening hours are from, for people.
    let words: String

    /// Takes both from a topology; without one, traces are of New York, as their format says.
    init(topology path: String?, calendar: String?) throws {
        guard let path else {
            zone = try HostZones.zone("America/New_York") ?? .utc
            (opening, words) = (nil, "learned from the history")
            return
        }
        let loaded = try Topology.load(path)
        zone = loaded.zone
        var calendars = Channel.allCases.compactMap { loaded.routing.openingHours[$0] }
        if let calendar {
            calendars = loaded.calendars.filter { $0.name.rawValue == calendar }
            guard !calendars.isEmpty else {
                let names = loaded.calendars.map(\.name.rawValue).joined(separator: ", ")
                throw Failure("--calendar \(calendar): expected one of \(names)")
            }
        }
        let names = Set(calendars.map { "\($0)" }).sorted().joined(separator: ", ")
        opening = calendars.isEmpty ? nil : .calendars(calendars)
        words = calendars.isEmpty ? "learned from the history" : "calendars \(names)"
    }
}

/// The files that a forecast learns from, each of them once.
struct ForecastSources {
    private let site: ForecastSite
    private var histories: [(path: String, rows: [IntervalRow])] = []
    private var traces: [(path: String, traffic: RecordedTraffic, from: CivilDate)] = []
    private var countsWallTime = false
    /// Files that were given twice.
    private(set) var remarks: [ForecastReport.Remark] = []

    init(site: ForecastSite) { self.site = site }

    /// Takes a file of quarters.
    mutating func take(history path: String) throws {
        let rows = try IntervalFiles.rows(of: path)
        if let other = histories.first(where: { $0.rows == rows }) { return repeated(path, other.path) }
        histories.append((path, rows))
    }

    /// Takes recorded traffic; traces follow each other by the week, from `monday` on.
    mutating func take(trace path: String, as format: TrafficFile.Format, monday: CivilDate?) throws {
        let traffic = try TrafficFile.read(path, as: format, date: nil)
        if let other = traces.first(where: { $0.traffic == traffic }) { return repeated(path, other.path) }
        countsWallTime = format == .anonymousBank
        guard let from = traffic.date ?? monday?.advanced(byDays: 7 * traces.count) else { return }
        traces.append((path, traffic, from))
    }

    private mutating func repeated(_ path: String, _ other: String) {
        remarks.append(ForecastReport.Remark(file: path, sameAs: other))
    }

    /// The rows of all of them; what two records of traffic say of one quarter is added up, because a call
    /// over midnight stands in the file of the day before.
    var rows: [IntervalRow] {
        histories.flatMap(\.rows)
            + IntervalFiles.rows(
                of: traces.map { ($0.traffic, from: $0.from) }, in: countsWallTime ? nil : site.zone)
    }
}
