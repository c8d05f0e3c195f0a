import BusinessTime
import Contacts
import Facts
import Kernel
import Measures
import Reporting
import Standards
import TopologyFile

/// What the report says of what happened on the stage.
extension Stage {
    /// The rows of one standard in the windows of `kind` that `dates` touch, as `tierline report` has them.
    func report(
        _ id: Standard.ID, _ kind: WindowKind, _ first: String, _ last: String? = nil
    ) throws -> [Evaluation] {
        let topology = rules.topology
        guard let standard = topology.standards.first(where: { $0.id == id }), let from = CivilDate(first),
            let to = CivilDate(last ?? first)
        else { throw ScenarioError("no standard \(id), or no date \(first)") }
        let scope = Report.Scope(
            first: from, last: to, kind: kind, zone: topology.zone, contract: topology.contract)
        let report = Report(
            projection, scope: scope, standards: [standard], register: topology.standards,
            coreHours: topology.routing.openingHours[.phone])
        return report.sections.flatMap(\.evaluations)
    }

    /// The first of these rows.
    func reported(
        _ id: Standard.ID, _ kind: WindowKind, _ first: String, _ last: String? = nil
    ) throws -> Evaluation {
        guard let row = try report(id, kind, first, last).first else {
            throw ScenarioError("\(id) has no row")
        }
        return row
    }

    /// Does what several lines of a scenario say, one after the other.
    func play(_ lines: String) throws {
        for line in lines.split(separator: "\n") where !line.isEmpty { try perform(String(line)) }
    }

    private var projection: ReportProjection {
        var projection = ReportProjection(clocks: rules.topology.clocks, calendars: rules.topology.calendars)
        for (number, one) in recorded.enumerated() {
            let header = EntryHeader(
                sequence: UInt64(number + 1), at: one.at, kind: one.fact.kind.rawValue, contact: 0,
                cause: nil,
                destinations: [])
            projection.take(AuditedFact(publisher: one.station, header: header, fact: one.fact))
        }
        return projection
    }
}

extension Evaluation {
    /// The contacts that the numerator counts, and those that it does not.
    var split: [[String]] {
        [figure.counted, figure.others].map { $0.compactMap { $0.contact.map { "\($0)" } } }
    }

    /// The contacts of the companion of that name; nil when there is none.
    func beside(_ name: String) -> [String]? {
        companions.first { $0.name == name }?.figure.counted.compactMap { $0.contact.map { "\($0)" } }
    }
}
