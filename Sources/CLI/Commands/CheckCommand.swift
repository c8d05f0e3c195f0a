import ArgumentParser
import Config
import Prover
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
    @Flag(help: "Says as well which classes can wait for ever behind others by their ranks; no finding.")
    var starvation = false
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        var files: Int
        var findings: [Finding]
        /// Left out unless asked for.
        var starvation: [Starvation]?
    }

    func validate() throws {
        if coverage, files.count > 1 { throw ValidationError("--coverage is of one topology") }
        if starvation, files.count != 1 || coverage {
            throw ValidationError("--starvation is of one topology, without --coverage")
        }
        if !coverage, files.isEmpty { throw ValidationError("Name a file, or several.") }
    }

    func run() async throws {
        try await Outcome.of {
            if coverage { return try showCoverage(of: files.first ?? "Topology/single-host.yaml") }
            let findings = Topology.check(files)
            let starving = starvation ? Topology.starvation(files[0]) : nil
            if output.json {
                try Output.json(Report(files: files.count, findings: findings, starvation: starving))
            } else {
                for finding in findings { print(finding) }
                for one in starving ?? [] { print(one) }
                if findings.isEmpty { print("\(files.count) file(s) sound") }
            }
            if !findings.isEmpty { throw Outcome.rejected }
        }
    }
}
