import ArgumentParser
import Contacts
import Foundation
import Standards
import TopologyFile

/// `tierline standards`: every standard of the register, whether it is served, by what, and who shows it.
struct StandardsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "standards", abstract: "Lists every standard with what serves it and its witness test.")

    @Option(help: "The standards file, or a topology, whose register is listed.")
    var file = "Topology/standards.yaml"
    @OptionGroup var output: OutputOptions

    struct Row: Encodable {
        var id: String
        var clause: String
        var kind: Standard.Kind
        var state: String
        var servedBy: String?
        var witnessTest: String?

        enum CodingKeys: String, CodingKey {
            case id, clause, kind, state
            case servedBy = "served_by"
            case witnessTest = "witness_test"
        }

        init(_ standard: Standard) {
            id = standard.id.rawValue
            clause = standard.clause
            kind = standard.kind
            switch StandardService.service(of: standard.id)?.state {
            case .served(let by, let witness):
                (state, servedBy, witnessTest) = ("served", by, witness)
            case .notYet, nil:
                state = "not-yet"
            }
        }

        /// Every key in every row, so that a script need not guess.
        func encode(to encoder: any Encoder) throws {
            var row = encoder.container(keyedBy: CodingKeys.self)
            try row.encode(id, forKey: .id)
            try row.encode(clause, forKey: .clause)
            try row.encode(kind, forKey: .kind)
            try row.encode(state, forKey: .state)
            try row.encode(servedBy, forKey: .servedBy)
            try row.encode(witnessTest, forKey: .witnessTest)
        }
    }

    private struct Report: Encodable {
        var standards: [Row]
        var not_yet: Int
    }

    func run() async throws {
        try await Outcome.of {
            let rows = try Topology.register(file).map { Row($0) }
            let notYet = rows.filter { $0.state == "not-yet" }.count
            if output.json {
                try Output.json(Report(standards: rows, not_yet: notYet))
            } else {
                for line in Self.table(rows) { print(line) }
                print("\(rows.count) standards, \(rows.count - notYet) served, \(notYet) not yet")
            }
        }
    }

    /// A line a standard, in columns.
    static func table(_ rows: [Row]) -> [String] {
        let cells = rows.map { row in
            [row.id, row.clause, row.kind.rawValue, row.state, row.servedBy ?? "-", row.witnessTest ?? "-"]
        }
        let all = [["id", "clause", "kind", "state", "served by", "witness"]] + cells
        let widths = (0..<5).map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { line in
            let columns = zip(line, widths).map { text, width in
                text + String(repeating: " ", count: width - text.count)
            }
            return (columns + [line[5]]).joined(separator: "  ")
        }
    }
}
