import ArgumentParser
import Foundation
import Simulation

/// `tierline simulate-faults`: the whole topology over virtual time under faults; a failing seed can be run
/// again.
struct SimulateFaults: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate-faults",
        abstract: "Simulates the topology under faults on virtual time and checks every promise.")

    @Option(help: "How many seeds to run.")
    var seeds = 100
    @Option(help: "The first seed.")
    var seed: UInt64 = 1
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        struct Violation: Encodable {
            var seed: UInt64
            var promise: String
            var text: String
            var replay: String
        }

        var seeds: Int
        var first_seed: UInt64
        var simulated_hours: Double
        var simulated_hours_per_minute: Double
        var contacts: Int
        var crashes: Int
        var resets: Int
        var checkpoints: Int
        var prunings: Int
        var refused_rollbacks: Int
        var violations: [Violation]
    }

    func validate() throws {
        guard seeds > 0 else { throw ValidationError("\(seeds) seeds, expected 1 or more") }
    }

    func run() async throws {
        try await Outcome.of {
            let started = Date()
            var progress = ProgressLine()
            let result = SimulationCampaign.run(seeds: seeds, first: seed) { done, microseconds in
                progress.show(done, of: seeds, "\(microseconds / 3_600_000_000) simulated hours")
            }
            progress.end()
            let report = report(result, minutes: max(Date().timeIntervalSince(started) / 60, 0.000_1))
            if output.json { try Output.json(report) } else { tell(report) }
            for violation in result.violations {
                Outcome.say("\(violation.promise): \(violation.text)\n\(violation.replay)")
                for line in violation.trace { Outcome.say("  \(line)") }
            }
            if !result.violations.isEmpty { throw Outcome.failed }
        }
    }

    private func report(_ result: SimulationCampaign.Result, minutes: Double) -> Report {
        let hours = Double(result.simulatedMicroseconds) / 3_600_000_000
        return Report(
            seeds: result.seeds, first_seed: seed, simulated_hours: hours,
            simulated_hours_per_minute: hours / minutes, contacts: result.contacts, crashes: result.crashes,
            resets: result.resets, checkpoints: result.checkpoints, prunings: result.prunings,
            refused_rollbacks: result.refusedRollbacks,
            violations: result.violations.map {
                Report.Violation(seed: $0.seed, promise: $0.promise, text: $0.text, replay: $0.replay)
            })
    }

    private func tell(_ report: Report) {
        print("\(report.seeds) seeds from \(report.first_seed), \(report.contacts) contacts")
        print(
            String(
                format: "%.2f simulated hours, %.2f simulated hours per minute", report.simulated_hours,
                report.simulated_hours_per_minute))
        print(
            "\(report.crashes) crashes, \(report.resets) connections reset, "
                + "\(report.checkpoints) checkpoints, \(report.prunings) prunings, "
                + "\(report.refused_rollbacks) older copies refused"
        )
        print(
            report.violations.isEmpty
                ? "no promise was broken" : "\(report.violations.count) seeds broke a promise")
    }
}
