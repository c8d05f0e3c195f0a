import Contacts
import Foundation
import Journal
import Kernel
import Testing

/// A directory of one test, removed at its end.
final class ScratchDirectory {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "journal-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record("\(path) could not be removed: \(error)")
        }
    }

    /// Where a test's journal lies.
    var journal: String { path + "/router.journal" }
}

/// Makes batches that continue one another.
struct BatchMaker {
    var head: UInt64 = 0
    var digest = ChainDigest.genesis

    init() {}

    /// Goes on from what a journal recovered.
    init(_ recovery: JournalRecovery) {
        head = recovery.head
        digest = recovery.digest
    }

    /// The next batch, of `count` entries with bodies of `size` bytes; without entries it only moves cursors.
    mutating func next(
        _ count: Int, size: Int = 40, cursors: [UpstreamCursor] = [], keys: [KnownKey] = []
    ) -> Batch {
        let first = head + 1
        let at = Instant(microseconds: Int64(first) * 1_000)
        var writer = ByteWriter()
        for offset in 0..<UInt64(count) {
            let header = EntryHeader(
                sequence: first + offset, at: at, kind: 16, contact: first, cause: nil,
                destinations: ["tier-1"])
            let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &+ Int(truncatingIfNeeded: first)) }
            writer.put(counted: Entry(header: header, body: body).encoded)
        }
        head += UInt64(count)
        if count > 0 { digest = digest.extended(by: writer.bytes) }
        return Batch(
            first: first, last: head, at: at, bytes: writer.bytes, digest: digest, cursors: cursors,
            keys: keys)
    }
}

/// A cursor of an upstream at `sequence`.
func cursor(_ publisher: StationName, at sequence: UInt64) -> UpstreamCursor {
    let digest = ChainDigest(bytes: [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: 32))
    let position = StreamPosition(sequence: sequence, chainSequence: sequence, chainDigest: digest)
    return UpstreamCursor(publisher: publisher, journal: JournalID("1f"), position: position)
}

/// The error that `body` throws, when it is a journal's.
func journalError<Result>(_ body: () throws -> Result) -> JournalError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? JournalError
    }
}
