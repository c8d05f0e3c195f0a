import Contacts
import Foundation
import GRDB
import Journal
import Kernel
import Testing

@Suite("Journal refusals")
struct JournalRefusalTests {
    let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    @Test("a newer schema is refused with both versions, by writer, reader and inspection")
    func newerSchema() throws {
        try fill(1)
        try change("UPDATE meta SET schema_version = 2")
        let expected = JournalError.newerSchema(path: scratch.journal, found: 2, known: 1)
        #expect(journalError { try open() } == expected)
        #expect(journalError { try JournalReader(at: scratch.journal) } == expected)
        #expect(journalError { try JournalInspection(at: scratch.journal) } == expected)
        #expect(expected.exitStatus == 78)
        #expect("\(expected)".contains("version 2"))
        #expect("\(expected)".contains("at most 1"))
    }

    @Test("another station's journal is refused with both names")
    func otherStation() throws {
        try fill(1)
        let error = try #require(
            journalError { try JournalWriter.open(at: scratch.journal, station: "tier-1") })
        #expect(error == .otherStation(path: scratch.journal, found: "router", expected: "tier-1"))
        #expect(error.exitStatus == 78)
    }

    @Test("a file that is no database is refused and left as it is")
    func noDatabase() throws {
        let text = String(repeating: "routing:\n  - not a journal\n", count: 100)
        try text.write(toFile: scratch.journal, atomically: false, encoding: .utf8)
        let error = try #require(journalError { try open() })
        #expect(error == .notAJournal(path: scratch.journal, found: "no SQLite database"))
        #expect(try String(contentsOfFile: scratch.journal, encoding: .utf8) == text)
    }

    @Test("a database of something else is refused and not changed to a journal")
    func foreignDatabase() throws {
        try change("CREATE TABLE ticket (id INTEGER)")
        let before = try Data(contentsOf: URL(fileURLWithPath: scratch.journal))
        let error = try #require(journalError { try open() })
        #expect(error == .notAJournal(path: scratch.journal, found: "a SQLite database of something else"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.journal)) == before)
    }

    @Test("a damaged index is refused by SQLite's own check")
    func quickCheck() throws {
        try fill(3)
        try change("UPDATE batch SET last = 9 WHERE last = 2; PRAGMA writable_schema = ON; "
            + "UPDATE sqlite_master SET sql = replace(sql, 'first <= last', 'first = 1') "
            + "WHERE name = 'batch'")
        let error = try #require(journalError { try open() })
        guard case .damaged(_, let found) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(found.contains("CHECK"))
        #expect(error.exitStatus == 78)
    }

    @Test("a broken chain is refused at open and located by verify", arguments: [
        "UPDATE batch SET bytes = CAST(bytes || x'00' AS BLOB) WHERE last = 2",
        "UPDATE batch SET digest = zeroblob(32) WHERE last = 2",
        "DELETE FROM batch WHERE last = 2",
        "UPDATE batch SET first = 1 WHERE last = 2",
    ])
    func brokenChain(damage: String) throws {
        try fill(4)
        try change(damage)
        let error = try #require(journalError { try open() })
        guard case .damaged = error else {
            Issue.record("\(error)")
            return
        }
        let inspection = try JournalInspection(at: scratch.journal)
        guard case .broken(let batch) = try inspection.verify() else {
            Issue.record("verify found nothing after \(damage)")
            return
        }
        #expect((2...3).contains(batch.last))
        try inspection.close()
    }

    @Test("a checkpoint that is not what its marker says is refused")
    func damagedCheckpoint() throws {
        let (writer, _) = try open()
        var maker = BatchMaker()
        try writer.commit(maker.next(1))
        try writer.beginCheckpoint(at: 1)
        try writer.appendCheckpoint([1, 2, 3])
        try writer.finishCheckpoint()
        try writer.close()
        try change("UPDATE checkpoint_slice SET bytes = x'010203ff'")
        #expect(journalError { try open() }?.exitStatus == 78)
    }

    @Test("a directory that is missing is a failure, not a rejected file")
    func missingDirectory() throws {
        let path = scratch.path + "/none/router.journal"
        let error = try #require(journalError { try JournalWriter.open(at: path, station: "router") })
        #expect(error.exitStatus == 1)
        #expect("\(error)".contains(path))
    }

    @Test("a reader of a missing journal fails and creates nothing")
    func missingFile() throws {
        #expect(journalError { try JournalReader(at: scratch.journal) } != nil)
        #expect(!FileManager.default.fileExists(atPath: scratch.journal))
    }

    @Test("a second process is refused and told the pid of the first")
    func secondProcess() async throws {
        let (writer, _) = try open()
        let path = scratch.journal
        let holder = ProcessInfo.processInfo.processIdentifier
        await #expect(processExitsWith: .exitCode(78)) { [path = path as String, holder = holder as Int32] in
            let error = journalError { try JournalWriter.open(at: path, station: "router") }
            guard let error, error == .inUse(path: path, holder: holder) else { exit(2) }
            guard "\(error)".contains("process \(holder)") else { exit(3) }
            exit(error.exitStatus)
        }
        try writer.close()
        let (again, _) = try open()
        try again.close()
    }

    private func open() throws -> (JournalWriter, JournalRecovery) {
        try JournalWriter.open(at: scratch.journal, station: "router")
    }

    private func fill(_ count: Int) throws {
        let (writer, _) = try open()
        var maker = BatchMaker()
        for _ in 0..<count { try writer.commit(maker.next(1)) }
        try writer.close()
    }

    /// Changes the stopped journal behind its back.
    private func change(_ sql: String) throws {
        let queue = try DatabaseQueue(path: scratch.journal)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }
}
