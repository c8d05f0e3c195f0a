import ArgumentParser
import Contacts
import Facts
import Journal
import Kernel
import Wire

/// `tierline journal`: what one station recorded.
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Shows a station's journal, or adopts a restored or moved one.",
        subcommands: [Show.self, Adopt.self, Moved.self])

    /// `tierline journal show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Facts of one station, one a line.")

        @Argument(help: "The journal's file.")
        var file: String
        @Flag(help: "Go on as new facts come.")
        var follow = false

        func run() async throws {
            try await Outcome.of {
                let journal = try JournalInspection(at: file)
                var last: UInt64 = 0
                var leftOut = LeftOut()
                var told = 0
                let name = try journal.header().station
                repeat {
                    try journal.forEachBatch(after: last) { batch in
                        for entry in try Batch.entries(in: batch.stored.bytes[...])
                        where entry.sequence > last {
                            print(Self.line(entry))
                            Self.check(entry, of: "\(name)", &leftOut)
                        }
                        last = batch.stored.last
                        return true
                    }
                    // Following is polling: a reader beside the writer is told of nothing.
                    if follow { told = leftOut.say(after: told) }
                    if follow { try await Task.sleep(for: .milliseconds(250)) }
                } while follow
                try leftOut.tell()
            }
        }

        private static func check(_ entry: Entry, of station: String, _ leftOut: inout LeftOut) {
            // What does not read as audited is shown by its size.
            if let audited = try? AuditedEntry(body: entry.body), entry.kind == StationKind.audited.rawValue {
                leftOut.check(audited.entry, of: "\(audited.publisher)")
            } else {
                leftOut.check(entry, of: station)
            }
        }

        private static func line(_ entry: Entry) -> String {
            let header = entry.header
            let contact = header.contact == 0 ? "" : " \(Contact.ID(rawValue: header.contact))"
            let to = header.destinations.map(\.rawValue).joined(separator: ",")
            return
                "\(header.sequence) \(header.at) \(name(header.kind))\(contact)"
                + "\(to.isEmpty ? "" : " -> \(to)") \(body(entry))"
        }

        private static func name(_ kind: UInt16) -> String {
            if let own = StationKind(rawValue: kind) { return "\(own)" }
            return FactKind(rawValue: kind)?.description ?? "kind \(kind)"
        }

        private static func body(_ entry: Entry) -> String {
            guard let own = StationKind(rawValue: entry.kind) else {
                return FactJSON.render(kind: entry.kind, body: entry.body)
            }
            // What does not read as audited is shown by its size.
            guard own == .audited, let audited = try? AuditedEntry(body: entry.body) else {
                return "\(entry.body.count) bytes"
            }
            return "\(audited.publisher): \(line(audited.entry))"
        }
    }
}
