import BusinessTime
import Contacts
import Facts
import Kernel
import Measures
import Reporting
import Router
import Standards
import TopologyFile

/// What a scenario adds up to: the report and the explanation of everything that its stations recorded.
extension Stage {
    /// Plays lines as a scenario's file has them; empty ones and comments mean nothing.
    func play(_ lines: String) throws {
        for line in lines.split(separator: "\n").map(String.init) where !line.hasPrefix("#") {
            try perform(line)
        }
    }

    /// All that was recorded, as a report reads it.
    private func projection() -> ReportProjection {
        let topology = rules.topology
        var projection = ReportProjection(
            clocks: topology.clocks, calendars: topology.calendars, segments: topology.segments,
            work: topology.work)
        log.forEach { projection.take($0) }
        return projection
    }

    /// What excuses somebody, or moves a clock or a class, as `tierline exceptions` lists it.
    func exceptions() -> [ExceptionRecord] { projection().exceptions(rules.topology.contract).exceptions }

    /// The report over some dates, one window of `kind` after the other.
    func report(_ ids: [Standard.ID], _ dates: ClosedRange<CivilDate>, _ kind: WindowKind) -> Report {
        let topology = rules.topology
        let scope = Report.Scope(
            first: dates.lowerBound, last: dates.upperBound, kind: kind, zone: topology.zone,
            contract: topology.contract)
        return Report(
            projection(), scope: scope, standards: topology.standards.filter { ids.contains($0.id) },
            register: topology.standards, coreHours: topology.routing.openingHours[.phone])
    }

    /// The rows of one standard in the windows of `kind` that `dates` touch, as `tierline report` has them.
    func report(
        _ id: Standard.ID, _ kind: WindowKind, _ first: String, _ last: String? = nil
    ) throws -> [Evaluation] {
        guard let from = CivilDate(first), let to = CivilDate(last ?? first) else {
            throw ScenarioError("no date \(first), or none \(last ?? first)")
        }
        return report([id], from...to, kind).sections.flatMap(\.evaluations)
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

    /// `3 of 3 met` for each window and threshold of a standard, in the report's order.
    func figures(of id: Standard.ID, _ dates: ClosedRange<CivilDate>, _ kind: WindowKind) -> [String] {
        report([id], dates, kind).sections.flatMap(\.evaluations).map { evaluation in
            let (good, bad) = (evaluation.figure.counted.count, evaluation.figure.others.count)
            let verdict = evaluation.met.map { $0 ? "met" : "missed" } ?? "not judged"
            return "\(good) of \(good + bad) \(verdict)"
        }
    }

    /// What is said of a contact or work item, whole.
    func explanation(of contact: Contact.ID) -> String { Explanation(of: contact, from: log).text }

    /// The facts of some kind that were recorded from the entry `first` on.
    func facts(_ kinds: Set<FactKind>, from first: Int = 0) -> [Fact] {
        log.dropFirst(first).map(\.fact).filter { kinds.contains($0.kind) }
    }
}

/// A date of the year in which the scenarios play.
func date(_ month: Int, _ day: Int) -> CivilDate { CivilDate(year: 2026, month: month, day: day) }

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
