import Contacts
import Foundation
import GRDB
import Journal
import Kernel
import Randomness
import Synchronization
import Testing

@Suite("Journal durability")
struct JournalDurabilityTests {
    let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    @Test("the connection's settings read back as durability needs them, on a new and on an old file")
    func settings() throws {
        for _ in 0..<2 {
            let (writer, _) = try JournalWriter.open(at: scratch.journal, station: "router")
            var found: [String: String] = [:]
            for setting in try writer.settings() { found[setting.name] = setting.value }
            #expect(
                found == [
                    "journal_mode": "wal", "synchronous": "2", "wal_autocheckpoint": "0",
                    "journal_size_limit": "67108864", "foreign_keys": "1", "busy_timeout": "5000",
                    "trusted_schema": "0", "cell_size_check": "1", "temp_store": "2",
                ])
            try writer.close()
        }
    }

    @Test("closing leaves no WAL behind")
    func close() throws {
        let (writer, _) = try JournalWriter.open(at: scratch.journal, station: "router")
        var maker = BatchMaker()
        try writer.commit(maker.next(3))
        try writer.close()
        #expect(!FileManager.default.fileExists(atPath: scratch.journal + "-wal"))
    }

    @Test("what was committed before an abort is there afterwards, and an unfinished checkpoint is not")
    func abort() async throws {
        let path = scratch.journal
        await #expect(processExitsWith: .signal(SIGABRT)) { [path = path as String] in
            let (writer, _) = try JournalWriter.open(at: path, station: "router")
            var maker = BatchMaker()
            for number in 1...20 {
                let key = KnownKey(key: IdempotencyKey("k\(number)"), bodyDigest: [1], reply: [UInt8(number)])
                try writer.commit(maker.next(2, cursors: [cursor("phone", at: UInt64(number))], keys: [key]))
            }
            try writer.beginCheckpoint(at: 40)
            try writer.appendCheckpoint([1])
            Glibc.abort()
        }
        let (writer, recovery) = try JournalWriter.open(at: path, station: "router")
        #expect(recovery.head == 40)
        #expect(recovery.cursors == [cursor("phone", at: 20)])
        #expect(recovery.checkpoint == nil)
        let reader = try JournalReader(at: path)
        #expect(try reader.known(["k20"])["k20"]?.reply == [20])
        try reader.close()
        try writer.close()
        #expect(try rows("checkpoint_slice") == 0)
    }

    @Test("a kill in the middle of committing loses nothing that was acknowledged", arguments: [3, 40, 200])
    func kill(after count: Int) async throws {
        let path = scratch.journal
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, count = count as Int] in
            try commitUntilKilled(path, after: count)
        }
        let acknowledged = try String(contentsOfFile: path + ".acknowledged", encoding: .utf8)
        let last = try #require(UInt64(acknowledged.split(separator: "\n").last ?? ""))
        let (writer, recovery) = try JournalWriter.open(at: path, station: "router")
        #expect(recovery.head >= last)
        #expect(recovery.head <= last + 6)
        #expect(recovery.cursors.first?.position.sequence == recovery.head)
        try writer.close()
        let inspection = try JournalInspection(at: path)
        #expect(
            try inspection.verify()
                == .intact(batches: Int(recovery.head) / 3, head: recovery.head, digest: recovery.digest))
    }

    @Test("a flipped bit that changes a batch is found at open or by verify")
    func bitFlips() throws {
        let (writer, _) = try JournalWriter.open(at: scratch.journal, station: "router")
        var maker = BatchMaker()
        for _ in 0..<60 { try writer.commit(maker.next(20, size: 200)) }
        try writer.close()
        let intact = try Data(contentsOf: URL(fileURLWithPath: scratch.journal))
        let content = try #require(try batches(scratch.journal))
        var random = SplitMix64(state: 20_251_122)
        var changed = 0
        for number in 0..<100 {
            let path = scratch.path + "/flipped-\(number)"
            // The first pages hold the schema; what follows is nearly all batches.
            let offset = Int.random(in: 16 * 4_096..<intact.count, using: &random)
            var bytes = intact
            bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try bytes.write(to: URL(fileURLWithPath: path))
            guard try batches(path) != content else { continue }
            changed += 1
            #expect(isRefused(path), "offset \(offset)")
        }
        #expect(changed > 90)
    }

    @Test(
        "ten thousand small batches are read back in order while the WAL stays small, idle or never",
        arguments: [true, false])
    func manyBatches(isIdle: Bool) throws {
        let (writer, _) = try JournalWriter.open(at: scratch.journal, station: "router")
        let reader = try JournalReader(at: scratch.journal)
        var maker = BatchMaker()
        for number in 1...10_000 {
            try writer.commit(maker.next(1, cursors: [cursor("phone", at: UInt64(number))]))
            try writer.settle(isIdle: isIdle)
        }
        var position: UInt64 = 0
        while case .batches(let found) = try reader.read(after: position, limit: 65_536), !found.isEmpty {
            #expect(found.first?.first == position + 1)
            position = try #require(found.last?.last)
        }
        #expect(position == 10_000)
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch.journal + "-wal")
        #expect((attributes[.size] as? Int ?? .max) < (isIdle ? 16 : 64) << 20)
        try reader.close()
        try writer.close()
        let inspection = try JournalInspection(at: scratch.journal)
        #expect(try inspection.verify() == .intact(batches: 10_000, head: 10_000, digest: maker.digest))
    }

    private func rows(_ table: String) throws -> Int {
        let queue = try DatabaseQueue(path: scratch.journal)
        return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") } ?? -1
    }

    private func isRefused(_ path: String) -> Bool {
        do {
            let (writer, _) = try JournalWriter.open(at: path, station: "router")
            try writer.close()
            let inspection = try JournalInspection(at: path)
            switch try inspection.verify() {
            case .intact: return false
            case .broken: return true
            }
        } catch {
            return true
        }
    }

    /// The rows as bare SQLite gives them; nil when it cannot.
    private func batches(_ path: String) throws -> [[DatabaseValue]]? {
        do {
            let queue = try DatabaseQueue(path: path)
            defer { #expect(throws: Never.self) { try queue.close() } }
            return try queue.read { database in
                try Row.fetchAll(database, sql: "SELECT * FROM batch ORDER BY last")
                    .map { Array($0.databaseValues) }
            }
        } catch is DatabaseError {
            return nil
        }
    }
}

/// Commits batches of three and notes each, until another thread kills the process somewhere after `count`.
private func commitUntilKilled(_ path: String, after count: Int) throws {
    let committed = KillSwitch()
    let thread = Thread {
        while committed.count.load(ordering: .acquiring) < count {}
        Glibc.kill(getpid(), SIGKILL)
    }
    thread.start()
    let (writer, _) = try JournalWriter.open(at: path, station: "router")
    let notes = open(path + ".acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var maker = BatchMaker()
    while true {
        try writer.commit(maker.next(3, size: 1_500, cursors: [cursor("phone", at: maker.head + 3)]))
        let line = [UInt8]("\(maker.head)\n".utf8)
        precondition(write(notes, line, line.count) == line.count)
        committed.count.add(1, ordering: .releasing)
    }
}

/// How many batches are committed, as the killing thread sees it.
private final class KillSwitch: Sendable {
    let count = Atomic<Int>(0)
}

@Suite("Journal readers beside the writer")
struct JournalConcurrencyTests {
    let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    @Test("a reader on another thread sees every batch once and in order", .timeLimit(.minutes(1)))
    func readWhileWriting() async throws {
        let (writer, _) = try JournalWriter.open(at: scratch.journal, station: "router")
        let reader = try JournalReader(at: scratch.journal)
        async let seen = Self.follow(reader, until: 500)
        var maker = BatchMaker()
        for _ in 0..<500 { try writer.commit(maker.next(1, size: 3_000)) }
        #expect(try await seen == maker.digest)
        try reader.close()
        try writer.close()
    }

    @concurrent
    private static func follow(_ reader: JournalReader, until end: UInt64) async throws -> ChainDigest {
        var position: UInt64 = 0
        var digest = ChainDigest.genesis
        while position < end {
            guard case .batches(let found) = try reader.read(after: position, limit: 65_536) else { continue }
            for batch in found {
                #expect(batch.first == position + 1)
                digest = digest.extended(by: batch.bytes)
                position = batch.last
            }
        }
        return digest
    }
}
