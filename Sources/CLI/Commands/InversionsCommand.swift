import ArgumentParser
import AuditSink
import Contacts
import Facts
import Projection
import Reporting

/// `tierline inversions`: telephone contacts offered before an earlier one of their class and need.
struct InversionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inversions",
        abstract: "Counts order inversions on the telephone, and those without a reason.")

    @OptionGroup var source: AuditOptions
    @Option(help: "The first date received, UTC, YYYY-MM-DD.")
    var from: String?
    @Option(help: "The last date received, UTC, YYYY-MM-DD.")
    var to: String?
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        var contacts: Int
        var inversions: Int
        var unexplained: Int
        var by_reason: [String: Int]
        var left_out: [String]
    }

    func validate() throws {
        for text in [from, to].compactMap(\.self) where CivilDate(text) == nil {
            throw ValidationError("\(text) is no date YYYY-MM-DD")
        }
    }

    func run() async throws {
        try await Outcome.of {
            let (projection, leftOut) = try source.open().projection(of: .contacts)
            let first = day(from) ?? .distantPast
            let end = day(to).map { $0.advanced(by: .seconds(86_400)) } ?? .distantFuture
            let lives = projection.ours.filter { life in
                life.received.map { first <= $0.received && $0.received < end } ?? false
            }
            let found = InversionFinder(lives, among: projection.contacts.values)
            let reasons = found.byReason.map { ($0.key.rawValue, $0.value) }
            let report = Report(
                contacts: found.contacts, inversions: found.inverted.count,
                unexplained: found.unexplained.count,
                by_reason: Dictionary(reasons) { $0 + $1 }, left_out: leftOut.entries)
            if output.json {
                try Output.json(report)
                return try leftOut.tell()
            }
            print(
                "\(report.contacts) telephone contacts, \(report.inversions) inversions, "
                    + "\(report.unexplained) unexplained"
            )
            for (reason, count) in report.by_reason.sorted(by: { $0.key < $1.key }) {
                print("  \(reason): \(count)")
            }
            for contact in found.unexplained { print("  unexplained: \(contact)") }
            try leftOut.tell()
        }
    }

    private func day(_ text: String?) -> Instant? {
        text.flatMap { CivilDate($0) }.map {
            Instant(microseconds: Int64($0.daysSinceEpoch) * 86_400_000_000)
        }
    }
}
