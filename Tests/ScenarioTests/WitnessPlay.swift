import BusinessTime
import Contacts
import Measures
import Reporting
import Router
import Standards
import TopologyFile

/// A case of a row as it was played, from the gateways to the report.
struct WitnessPlay {
    private let row: WitnessRow
    private let topology: Topology
    private let projection: ReportProjection
    private let scope: Report.Scope

    /// Plays the events of a case under the shipped rules, or others.
    init(_ row: WitnessRow, _ values: [String], under rules: StageRules? = nil) throws {
        let shipped = try EditedRegister.shipped.get()
        let stage = try Stage(rules ?? StageRules(shipped.folder, shipped.topology))
        var asked: String?
        for line in try row.lines(with: values) {
            if line.hasPrefix("report ") { asked = line } else { try stage.perform(line) }
        }
        let words = (asked ?? "").split(separator: " ").map(String.init)
        guard words.count == 4, let kind = WindowKind(rawValue: words[1]),
            let first = CivilDate(words[2]), let last = CivilDate(words[3])
        else { throw ScenarioError("\(row.header) reports no window") }
        topology = stage.rules.topology
        scope = Report.Scope(
            first: first, last: last, kind: kind, zone: topology.zone, contract: topology.contract)
        var projection = ReportProjection(clocks: topology.clocks, calendars: topology.calendars)
        stage.log.forEach { projection.take($0) }
        self.projection = projection
        self.row = row
    }

    /// What the report says of the row's threshold by the register, or by one in which the entry is another.
    func said(by edited: [Standard.ID: Standard]? = nil) throws -> Said {
        let register = topology.standards
        guard let shipped = register.first(where: { $0.id == row.measured }) else {
            throw ScenarioError("no standard \(row.measured)")
        }
        let standard = edited?[row.measured] ?? shipped
        let threshold = standard.thresholds[row.place - 1]
        let rows = evaluations(of: standard).filter { $0.threshold == threshold }
        guard !rows.isEmpty else { throw ScenarioError("\(row.header) is not owed in \(scope.first)") }
        return Said(rows: rows)
    }

    /// Every clock that ran.
    var clocks: Set<ClockName> {
        Set(projection.records(zone: topology.zone, coreHours: nil).clocks.map(\.clock.name))
    }

    /// Whether each row of the standard is met, figure by figure and part by part.
    func verdicts() -> [Bool?] {
        topology.standards.filter { $0.id == row.measured }.flatMap { evaluations(of: $0) }.map(\.met)
    }

    private func evaluations(of standard: Standard) -> [Evaluation] {
        let report = Report(
            projection, scope: scope, standards: [standard], register: topology.standards,
            coreHours: topology.routing.openingHours[.phone])
        return report.sections.flatMap(\.evaluations)
    }

    /// Rows of a report.
    struct Said {
        let rows: [Evaluation]

        /// The figure and the verdict of each: `49 of 50, met`.
        var text: String {
            rows.map { row in
                let verdict = row.met.map { $0 ? "met" : "missed" } ?? "not judged"
                return (row.part.map { "\($0): " } ?? "") + "\(row.figure.words), \(verdict)"
            }.joined(separator: "; ")
        }

        /// Whether all of it is met; nil when something is not judged.
        var isMet: Bool? { rows.contains { $0.met == nil } ? nil : rows.allSatisfy { $0.met == true } }

        /// Whether all of the population is good, so that it stands above any figure but the whole.
        var isWhole: Bool { rows.allSatisfy { $0.figure.unit == .share && $0.figure.others.isEmpty } }

        /// The clocks that are counted in it.
        var clocks: Set<ClockName> {
            Set(
                rows.flatMap { $0.figure.counted + $0.figure.others }.compactMap { subject in
                    if case .clock(let clock) = subject { clock.name } else { nil }
                })
        }
    }
}

extension Figure {
    /// The figure for who reads a table, exact where it is a fraction.
    fileprivate var words: String {
        guard !ratio.isEmpty else { return "no data" }
        func digits(_ scale: Int64, per unit: Int64 = 1) -> String {
            Ratio(ratio.numerator, of: ratio.denominator * unit).decimal(scale: scale, places: 4) ?? ""
        }
        return switch unit {
        case .share: "\(ratio.numerator) of \(ratio.denominator)"
        case .seconds: "\(digits(1, per: 1_000_000)) seconds over \(ratio.denominator)"
        case .points: "\(digits(100)) points of \(ratio.denominator)"
        case .score: "a mark of \(digits(1)) over \(ratio.denominator)"
        case .count: "\(digits(1))"
        }
    }
}

extension Standard {
    /// Its clause with its sentence, and what one of its thresholds demands.
    func law(_ place: Int) -> [String] {
        let threshold = thresholds[place - 1]
        let limit = threshold.limit
        let demand = "\(limit.comparison.rawValue) \(limit.value) \(limit.unit.rawValue)"
        let within = threshold.within.map { " within \($0)" } ?? ""
        let aim = threshold.level == .target ? ", an aim" : ""
        return ["\(clause): \(text)", demand + within + aim]
    }
}
