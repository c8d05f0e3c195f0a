import ArgumentParser
import Config
import Contacts
import Standards
import TopologyFile

/// `tierline check --coverage`: which clocks the register starts for everything that can come.
extension CheckCommand {
    private struct CoverageReport: Encodable {
        var rows: [CoverageRow]
        var holes: [CoverageRow]
        var findings: [Finding]
    }

    /// A combination, with its clocks or with what nothing serves.
    ///
    /// A key that a kind of row has no value for is null, so that a script need not guess.
    struct CoverageRow: Encodable {
        let row: Coverage.Row
        /// What is missing; nil in a row of the table.
        let hole: Coverage.Hole?

        private enum CodingKeys: String, CodingKey {
            case channel, inquiry, requester, urgency, facts, tier, priority, reason, clocks, clause, standard
            case callType = "call_type"
            case workClass = "class"
        }

        func encode(to encoder: any Encoder) throws {
            let subject = row.subject
            let isEscalation = row.kind == .escalations
            var cells = encoder.container(keyedBy: CodingKeys.self)
            try cells.encode(subject.channel, forKey: .channel)
            try cells.encode(subject.inquiryType, forKey: .inquiry)
            try cells.encode(subject.requester, forKey: .requester)
            try cells.encode(isEscalation ? nil : subject.urgency, forKey: .urgency)
            try cells.encode(subject.workClass, forKey: .workClass)
            let facts = Dictionary(
                subject.facts.map { ($0.name.rawValue, $0.value.rawValue) },
                uniquingKeysWith: { first, _ in first })
            try cells.encode(facts, forKey: .facts)
            try cells.encode(subject.tier?.rawValue, forKey: .tier)
            try cells.encode(isEscalation ? subject.urgency : nil, forKey: .priority)
            try cells.encode(subject.reason, forKey: .reason)
            try cells.encode(row.callType, forKey: .callType)
            try cells.encode(row.clocks.map(\.rawValue), forKey: .clocks)
            guard let hole else { return }
            try cells.encode(hole.clause, forKey: .clause)
            try cells.encode(hole.standard.rawValue, forKey: .standard)
        }
    }

    /// Prints the table; a hole, or a file that cannot be read, ends with 78.
    func showCoverage(of topology: String) throws {
        let (coverage, findings) = Topology.coverage(topology)
        let holes = coverage?.holes ?? []
        if output.json {
            try Output.json(
                CoverageReport(
                    rows: (coverage?.rows ?? []).map { CoverageRow(row: $0, hole: nil) },
                    holes: holes.map { CoverageRow(row: $0.row, hole: $0) }, findings: findings))
        } else {
            for row in coverage?.rows ?? [] {
                let clocks = row.clocks.isEmpty ? "-" : row.clocks.map(\.rawValue).joined(separator: ", ")
                let kind = row.callType.map { " (\($0.rawValue))" } ?? ""
                print("\(row.subject)\(kind): \(clocks)")
            }
            for hole in holes {
                print(
                    "hole: \(hole.row.subject) has no clock of \(hole.standard), which \(hole.clause) demands"
                )
            }
            for finding in findings { print(finding) }
            print("\(coverage?.rows.count ?? 0) combinations, \(holes.count) holes")
        }
        if !holes.isEmpty || !findings.isEmpty { throw Outcome.rejected }
    }
}
