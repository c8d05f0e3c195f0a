import ArgumentParser
import AuditSink
import Contacts
import Facts
import Projection
import Reporting

/// `tierline explain`: one contact's life, fact by fact.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Shows a contact's life: each fact, each decision, each clock.")

    @Argument(help: "The contact, such as C1-42.")
    var contact: String
    @OptionGroup var source: AuditOptions
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        struct Step: Encodable {
            var at: String
            var station: String
            var kind: String
            var text: String
        }
        struct ClockRow: Encodable {
            var clock: String
            var usedMilliseconds: Int64?
            var text: String
            var spans: [SpanRow]

            enum CodingKeys: String, CodingKey {
                case clock, text, spans
                case usedMilliseconds = "used_ms"
            }

            init(_ line: Explanation.ClockLine) {
                clock = "\(line.clock)"
                usedMilliseconds = line.used.map { $0.microseconds / 1000 }
                text = line.text
                spans = line.spans.map(SpanRow.init)
            }
        }
        struct SpanRow: Encodable {
            var from: String
            var to: String?
            var mode: String
            var cause: String
            var actor: String?
            var evidence: String?
            var length_us: Int64?
            var counted_us: Int64?

            init(_ span: ClockLife.Span) {
                from = "\(span.from)"
                to = span.to.map { "\($0)" }
                mode = span.mode.rawValue
                cause = span.cause
                actor = span.by?.rawValue
                evidence = span.evidence?.rawValue
                length_us = span.length?.microseconds
                counted_us = span.counted?.microseconds
            }
        }
        var contact: String
        /// Null when the log has not its receipt.
        var what_it_is: String?
        var facts: [Step]
        var clocks: [ClockRow]
        /// Left out when nothing was noted in codes.
        var codes: [CodeCounts.Row]?
        var left_out: [String]
    }

    func validate() throws {
        guard Contact.ID(contact) != nil else {
            throw ValidationError("\(contact) is no contact such as C1-42")
        }
    }

    func run() async throws {
        try await Outcome.of {
            guard let id = Contact.ID(contact) else { throw ValidationError("\(contact) is no contact") }
            let log = try source.open()
            var facts: [AuditedFact] = []
            var leftOut = LeftOut()
            try log.forEach(about: id.rawValue) { record in
                if let fact = leftOut.fact(of: record) { facts.append(fact) }
            }
            guard !facts.isEmpty || !leftOut.entries.isEmpty else {
                throw Failure("\(id) is not in the audit log \(log.path)")
            }
            let explanation = Explanation(of: id, from: facts)
            guard output.json else {
                print(explanation.text)
                return try leftOut.tell()
            }
            try Output.json(
                Report(
                    contact: "\(id)", what_it_is: explanation.kind,
                    facts: explanation.lines.map {
                        .init(
                            at: "\($0.at)", station: $0.station.rawValue, kind: $0.kind.description,
                            text: $0.text)
                    },
                    clocks: explanation.clocks.map { .init($0) },
                    codes: explanation.codes.isEmpty ? nil : explanation.codes, left_out: leftOut.entries))
            try leftOut.tell()
        }
    }
}
