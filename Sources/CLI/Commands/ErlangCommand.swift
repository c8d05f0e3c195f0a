import ArgumentParser
import Workforce

/// `tierline erlang`: holds our Erlang B, C and A against figures that another program computed.
struct ErlangCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erlang", abstract: "Computes every row of a file of Erlang vectors.",
        discussion: "Figures agree within 1e-7 of their size, or 1e-9. The first row is row 1.")

    @OptionGroup var file: VectorOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Outcome.of {
            var rows = 0
            var disagree: [Int] = []
            var details: [String] = []
            try VectorFile.read(file.vectors, columns: ErlangVector.columns) { fields in
                rows += 1
                let columns = try ErlangVector(fields).disagreeingColumns()
                guard !columns.isEmpty else { return }
                disagree.append(rows)
                details.append("row \(rows): \(columns.joined(separator: ", "))")
            }
            try VectorReport(rows: rows, disagree: disagree).tell(json: output.json, details: details)
        }
    }
}
