import ArgumentParser
import Config
import TopologyFile

/// `tierline check`: says everything that is wrong with files of a topology.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Validates topology, standards, routing, roster and calendar files.")

    @Argument(help: "Files; a topology is read with all that it refers to.")
    var files: [String]
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        var files: Int
        var findings: [Finding]
    }

    func run() async throws {
        try await Outcome.of {
            let findings = Topology.check(files)
            if output.json {
                try Output.json(Report(files: files.count, findings: findings))
            } else {
                for finding in findings { print(finding) }
                if findings.isEmpty { print("\(files.count) file(s) sound") }
            }
            if !findings.isEmpty { throw Outcome.rejected }
        }
    }
}
