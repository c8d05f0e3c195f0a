import ArgumentParser
import AuditSink
import Contacts
import Kernel

/// `tierline audit`: what can be proved about the audit log.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Proves the audit log.", subcommands: [Verify.self, Dump.self])

    /// `tierline audit verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Checks the log's own chain, and each station's sequences and chain as audited.")

        @Argument(help: "The audit sink's directory.")
        var directory: String
        @OptionGroup var output: OutputOptions

        private struct Report: Encodable {
            struct Station: Encodable {
                var name: String
                var entries: UInt64
                var digest: String
                var fault: String?
            }
            var ok: Bool
            var entries: UInt64
            var fault: String?
            var stations: [Station]
            /// Entries whose bytes are what was audited, and hold no fact all the same.
            var left_out: [String]
        }

        func run() async throws {
            try await Outcome.of {
                let log = try AuditLog.open(directory)
                let found = try log.verify()
                var leftOut = LeftOut()
                // A log that is damaged ends where it is; what the chain says of that is said already.
                _ = try? log.forEach { leftOut.check($0.audited.entry, of: "\($0.audited.publisher)") }
                let report = Report(
                    ok: found.isIntact && leftOut.entries.isEmpty, entries: found.entries,
                    fault: found.journalFault,
                    stations: found.publishers.map {
                        .init(name: $0.name.rawValue, entries: $0.entries, digest: $0.digest, fault: $0.fault)
                    },
                    left_out: leftOut.entries)
                if output.json { try Output.json(report) } else { show(report) }
                try leftOut.tell()
                if !found.isIntact { throw Outcome.failed }
            }
        }

        private func show(_ report: Report) {
            let fault = report.left_out.isEmpty ? "NOT intact" : "NOT all readable"
            print("\(report.entries) entries: \(report.ok ? "intact" : fault)")
            if let fault = report.fault { print("  the log itself: \(fault)") }
            for station in report.stations {
                print(
                    "  \(station.name): \(station.entries) entries, "
                        + (station.fault ?? "chain \(station.digest.prefix(16))")
                )
            }
        }
    }
}
