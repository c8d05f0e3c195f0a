public import BusinessTime
public import Config
import ContractConfig
public import Standards

/// The calendars of one calendars.yaml, to be compared with those of another before it is put to use.
public struct CalendarEdition: Sendable {
    /// The file, as it was named.
    public let path: String
    /// Its calendars, in the order written.
    public let calendars: [BusinessCalendar]
    private let places: [CalendarName: Place]

    /// Where findings about a calendar point to.
    private struct Place {
        var line: Int
        var versionLine: Int
        var index: Int
    }

    /// Reads the calendars file at `path`.
    ///
    /// - Parameter path: the file itself, not a topology that refers to it.
    /// - Throws: `TopologyError` with everything that is wrong.
    public init(path: String) throws(TopologyError) {
        var findings = Findings()
        var zones = ZoneShelf()
        guard let file = SourceFile(path: path, &findings) else { throw TopologyError(findings.sorted) }
        let content = CalendarsFile(file.root, zones: &zones, &findings)
        guard findings.list.isEmpty else { throw TopologyError(findings.sorted) }
        calendars = content.calendars.compactMap { $0.value.calendar($0.field, &findings) }
        guard findings.list.isEmpty else { throw TopologyError(findings.sorted) }
        self.path = path
        var places: [CalendarName: Place] = [:]
        for (index, placed) in content.calendars.enumerated() {
            let version = placed.field.entries(&findings)?.first { $0.key == "version" }?.value
            places[placed.value.name] = Place(
                line: placed.field.line, versionLine: version?.line ?? placed.field.line, index: index)
        }
        self.places = places
    }

    /// The calendar called `name`.
    public func calendar(_ name: CalendarName) -> BusinessCalendar? {
        calendars.first { $0.name == name }
    }

    /// What must not be put to use after `older`: a calendar that changed under the version it had, or went
    /// back to an older one. Facts name a version, and it would no longer say what they were counted in.
    ///
    /// - Parameters:
    ///   - older: the calendars in force.
    ///   - used: calendars that something still counts in; none of them may be missing.
    public func faults(after older: CalendarEdition, used: [CalendarName]) -> [Finding] {
        var found: [Finding] = []
        for before in older.calendars {
            guard let now = calendar(before.name), let place = places[before.name] else {
                guard used.contains(before.name) else { continue }
                found.append(
                    Finding(
                        file: path, line: 0, path: "calendars", value: "no calendar \"\(before.name)\"",
                        expected: "the calendar that open clocks count in"))
                continue
            }
            let changes = now.changes(from: before)
            guard now.version < before.version || now.version == before.version && !changes.isEmpty else {
                continue
            }
            let reason =
                changes.isEmpty
                ? "what \(older.path) has" : "because \(changes.joined(separator: ", ")) changed"
            found.append(
                Finding(
                    file: path, line: place.versionLine, path: "calendars[\(place.index)].version",
                    value: "\"\(now.version)\"",
                    expected: changes.isEmpty
                        ? "\(before.version) or more, \(reason)" : "above \(before.version), \(reason)"))
        }
        return found.sorted()
    }
}

extension BusinessCalendar {
    /// What of its definition differs from that of `older`, by the keys of the file.
    public func changes(from older: BusinessCalendar) -> [String] {
        var changes: [String] = []
        if zone != older.zone { changes.append("zone") }
        if windows != older.windows { changes.append("windows") }
        if holidays != older.holidays { changes.append("holidays") }
        if Set(closures) != Set(older.closures) { changes.append("closures") }
        if days != older.days { changes.append("days") }
        return changes
    }
}

extension Topology {
    /// The clocks of the standards file at `path`, read alone.
    ///
    /// - Parameter path: the file itself, not a topology that refers to it.
    /// - Throws: `TopologyError` with everything that is wrong.
    public static func clocks(of path: String) throws(TopologyError) -> [StandardClock] {
        var findings = Findings()
        guard let file = SourceFile(path: path, &findings) else { throw TopologyError(findings.sorted) }
        let content = StandardsFile(file.root, &findings)
        guard findings.list.isEmpty else { throw TopologyError(findings.sorted) }
        return content.clocks.map(\.value)
    }
}
