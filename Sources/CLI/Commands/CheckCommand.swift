import ArgumentParser
import Config
import TopologyFile

/// `tierline check`: says everything that is wrong with files of a topology.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Validates topology, standards, routing, roster and calendar files.")

    @Argument(help: "Files; a topology is read with all that it refers to.")
    var files: [String] = []
    @Flag(
        help: "Prints every combination of what can come to a topology with its clocks, and fails on a hole.")
    var coverage = false
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        var files: Int
        var findings: [Finding]
    }

    func validate() throws {
        if coverage, files.count > 1 { throw ValidationError("--coverage is of one topology") }
        if !coverage, files.isEmpty { throw ValidationError("Name a file, or several.") }
    }

    func run() async throws {
        try await Outcome.of {
            if coverage { return try showCoverage(of: files.first ?? "Topology/single-host.yaml") }
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
