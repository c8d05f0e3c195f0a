import ArgumentParser
import AuditSink
import BusinessTime
import Config
import Contacts
import Foundation
import Kernel
import Projection
import Reporting
import Standards
import TopologyFile

/// `tierline calendar`: what is to be known about calendars before they are put to use.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Compares calendars before a new version is put to use.",
        subcommands: [Diff.self])

    /// `tierline calendar diff`.
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff",
            abstract: "Prints which open deadlines move, and which breaches appear or vanish.",
            discussion: """
                Reads the open clocks from the audit log and counts each anew in the new calendars. What a \
                clock had counted when its present span began stays counted. Exit status 78 when a file is \
                rejected, or when a calendar changed and kept its version.
                """)

        @Argument(help: "The calendars in force.")
        var old: String
        @Argument(help: "The calendars that are to be put to use.")
        var new: String
        @Option(help: "The audit sink's directory, or the state directory.")
        var audit: String
        @Option(help: "The clocks; default: standards.yaml beside NEW, beside OLD, or in Topology.")
        var standards: String?
        @Option(help: "At what instant, in UTC unless it has an offset; default: the last of the log.")
        var at: String?
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if let at, InstantText.parse(at, in: .utc) == nil {
                throw ValidationError("--at \(at): expected \(InstantText.form)")
            }
        }

        func run() async throws {
            try await Outcome.of {
                let older = try CalendarEdition(path: old)
                let newer = try CalendarEdition(path: new)
                let clocks = try Topology.clocks(of: try standardsPath())
                let (projection, leftOut) = try AuditLog.open(audit).projection(of: .clocks)
                let instant = at.flatMap { InstantText.parse($0, in: .utc) } ?? projection.through
                let diff = CalendarDiff(projection, newer: newer.calendars, standards: clocks, at: instant)
                let faults = newer.faults(after: older, used: diff.used.sorted())
                guard faults.isEmpty else { throw TopologyError(faults) }
                let report = CalendarReport(older, newer, diff)
                if output.json { try Output.json(report) } else { print(report.text) }
                try leftOut.tell()
            }
        }

        /// The clocks are in no fact, but how each counts is: the file says it.
        private func standardsPath() throws -> String {
            if let standards { return standards }
            let folders = [new, old].map { ($0 as NSString).deletingLastPathComponent } + ["Topology"]
            let places = folders.map { $0.isEmpty ? "standards.yaml" : "\($0)/standards.yaml" }
            guard let found = places.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
                throw ValidationError(
                    "--standards: no standards.yaml beside \(new), beside \(old) or in Topology")
            }
            return found
        }
    }
}
