import AuditSink
import Contacts
import Foundation
import Journal
import Kernel
import Testing

/// A publisher that makes batches as a station does, and a sink that journals what its decider decides.
struct Sink {
    var decider = AuditDecider()
    private var builder = BatchBuilder(head: 0, digest: .genesis)
    private var publishers: [StationName: BatchBuilder] = [:]
    let directory: String
    private let writer: JournalWriter

    init() throws {
        directory =
            FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        writer = try JournalWriter.open(at: "\(directory)/audit.sqlite", station: "audit").0
    }

    /// One batch of `count` facts of `publisher`.
    mutating func batch(
        of publisher: StationName, _ count: Int, contact: UInt64 = 0
    ) -> (entries: [Entry], digest: ChainDigest) {
        var own = publishers[publisher] ?? BatchBuilder(head: 0, digest: .genesis)
        for number in 0..<count {
            own.record(
                Draft(kind: 20, contact: contact, destinations: [], body: [UInt8(number)]), at: at(1),
                cause: nil)
        }
        let finished = own.finish(at: at(1), configuration: "c", cursors: [])
        publishers[publisher] = own
        return (finished.published.entries, finished.batch.digest)
    }

    /// Takes `entries` and commits them with a cursor that says `digest` at their end.
    mutating func take(_ entries: [Entry], of publisher: StationName, digest: ChainDigest) throws {
        for entry in entries {
            for draft in try decider.decide(.entry(entry, from: publisher), at: at(2)).drafts {
                builder.record(draft, at: at(2), cause: nil)
            }
        }
        let last = entries.last?.header.sequence ?? 0
        let cursor = UpstreamCursor(
            publisher: publisher, journal: JournalID("j"),
            position: StreamPosition(sequence: last, chainSequence: last, chainDigest: digest))
        try writer.commit(builder.finish(at: at(2), configuration: "c", cursors: [cursor]).batch)
    }
}

private func at(_ second: Int64) -> Instant { Instant(microseconds: second * 1_000_000) }

@Suite("Audit log")
struct AuditLogTests {
    @Test("every entry comes back as it was said, in each publisher's order, and the log verifies")
    func roundTrip() throws {
        var sink = try Sink()
        var said: [Entry] = []
        for publisher in ["router", "phone", "router"] as [StationName] {
            let batch = sink.batch(of: publisher, 3, contact: 42)
            try sink.take(batch.entries, of: publisher, digest: batch.digest)
            said += batch.entries
        }
        let log = try AuditLog.open(sink.directory)
        var read: [AuditLog.Record] = []
        let last = try log.forEach { read.append($0) }
        #expect(read.map(\.audited.entry.encoded).map(Array.init) == said.map(\.encoded).map(Array.init))
        #expect(read.map(\.audited.publisher).prefix(5) == ["router", "router", "router", "router", "phone"])
        #expect(try last == log.head())
        var later = 0
        try log.forEach(after: read[4].index) { _ in later += 1 }
        #expect(later == read.count - 5)
        var about = 0
        try log.forEach(about: 42) { _ in about += 1 }
        #expect(about == 9)

        let found = try log.verify()
        #expect(found.isIntact && found.entries == UInt64(said.count))
        #expect(found.publishers.map(\.name) == ["phone", "router"])
        #expect(found.publishers.map(\.entries) == [4, 8])
        #expect(found.publishers.allSatisfy { $0.fault == nil })
    }

    @Test(
        "a repeated entry is kept once; a gap is recorded beside its entry and fails verification"
    )
    func gap() throws {
        var sink = try Sink()
        let batch = sink.batch(of: "router", 4)
        try sink.take(batch.entries.filter { $0.header.sequence != 3 }, of: "router", digest: batch.digest)
        #expect(sink.decider.kept == ["router": 5])
        #expect(try sink.decider.decide(.entry(batch.entries[0], from: "router"), at: at(3)).drafts.isEmpty)
        let verified = try AuditLog.open(sink.directory).verify()
        #expect(!verified.isIntact && verified.journalFault == nil)
        #expect(verified.publishers.first?.fault == "entries 3 to 3 are missing")

        var decider = AuditDecider()
        let decision = try decider.decide(.entry(batch.entries[1], from: "router"), at: at(3))
        #expect(
            decision.drafts.map(\.kind) == [
                StationKind.inputQuarantined.rawValue, StationKind.audited.rawValue,
            ])
    }

    @Test("an entry that was changed on its way makes another chain than the cursor's")
    func chain() throws {
        var sink = try Sink()
        let batch = sink.batch(of: "router", 2)
        var entries = batch.entries
        entries[1] = Entry(header: entries[1].header, body: [99])
        try sink.take(entries, of: "router", digest: batch.digest)
        let fault = try AuditLog.open(sink.directory).verify().publishers.first?.fault
        #expect(fault?.hasPrefix("the digest at 3 is \(batch.digest), computed") == true)
    }

    @Test("entries out of order are named by the first that is")
    func order() {
        var chain = PublisherChain(of: "router", comparedAt: nil)
        var builder = BatchBuilder(head: 0, digest: .genesis)
        let entries = (0..<3).map { _ in
            builder.record(Draft(kind: 20, contact: 0, destinations: [], body: []), at: at(1), cause: nil)
        }
        chain.take(entries[0])
        chain.take(entries[1])
        chain.take(entries[0])
        #expect(chain.fault == "entry 1 came again or out of order after 2")
    }

    @Test("the sink forgets nothing over a checkpoint or a fold of its own entries, and takes no submissions")
    func recovery() throws {
        var sink = try Sink()
        let batch = sink.batch(of: "router", 2)
        try sink.take(batch.entries, of: "router", digest: batch.digest)
        var restored = AuditDecider()
        try restored.restore(sink.decider.checkpoint())
        #expect(restored.kept == sink.decider.kept)
        var folded = AuditDecider()
        for entry in batch.entries {
            let draft = AuditedEntry(publisher: "router", entry: entry).draft
            let header = EntryHeader(
                sequence: 1, at: at(1), kind: draft.kind, contact: 0, cause: nil, destinations: [])
            try folded.fold(Entry(header: header, body: draft.body))
        }
        #expect(folded.kept == sink.decider.kept)
        #expect(throws: AuditError.submissionRefused) { _ = try folded.decide(.submission([]), at: at(1)) }
    }

    @Test("a directory without a log is named")
    func missing() {
        #expect(throws: AuditError.missing(directory: "nowhere")) { try AuditLog.open("nowhere") }
    }
}
