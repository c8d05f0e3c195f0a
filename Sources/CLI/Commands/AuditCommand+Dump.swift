import ArgumentParser
import AuditSink
import Contacts
import Facts
import Foundation
import Kernel
import Wire

extension AuditCommand {
    /// `tierline audit dump`: the log for programs of others, such as an oracle that trusts none of ours.
    struct Dump: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dump", abstract: "Writes every audited entry, one JSON object a line.")

        @Argument(help: "The audit sink's directory.")
        var directory: String
        @Flag(help: "One JSON object a line; the only form there is.")
        var jsonLines = false

        func run() async throws {
            try await Outcome.of {
                var lines: [UInt8] = []
                try AuditLog.open(directory).forEach { record in
                    lines += try Self.line(record).utf8
                    lines.append(0x0A)
                    guard lines.count > 1 << 18 else { return }
                    Output.write(lines)
                    lines = []
                }
                Output.write(lines)
            }
        }

        /// The body of a fact is JSON already; a station's own entry is shown by its kind alone.
        private static func line(_ record: AuditLog.Record) throws -> String {
            let header = record.audited.entry.header
            let own = StationKind(rawValue: header.kind)
            let kind = own.map { "\($0)" } ?? FactKind(rawValue: header.kind)?.description ?? "\(header.kind)"
            let contact = header.contact == 0 ? "" : "\(Contact.ID(rawValue: header.contact))"
            let body =
                own == nil ? FactJSON.render(kind: header.kind, body: record.audited.entry.body) : "{}"
            return "{\"station\":\"\(record.audited.publisher)\",\"sequence\":\(header.sequence),"
                + "\"at_us\":\(header.at.microseconds),\"kind\":\"\(kind)\",\"contact\":\"\(contact)\","
                + "\"fact\":\(body)}"
        }
    }
}
