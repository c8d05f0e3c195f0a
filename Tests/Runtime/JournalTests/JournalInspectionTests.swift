import Contacts
import Journal
import Kernel
import Testing

@Suite("JournalInspection")
struct JournalInspectionTests {
    let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    @Test("the header says whose journal it is and where it stands, beside its writer")
    func header() throws {
        let (writer, recovery) = try JournalWriter.open(at: scratch.journal, station: "router")
        var maker = BatchMaker()
        let made = (0..<3).map { _ in maker.next(2, cursors: [cursor("phone", at: 8)]) }
        for batch in made { try writer.commit(batch) }
        try writer.beginCheckpoint(at: 4)
        try writer.finishCheckpoint()
        #expect(try !writer.prune(through: 2, limit: 5))

        let inspection = try JournalInspection(at: scratch.journal)
        let header = try inspection.header()
        #expect(header.station == "router")
        #expect(header.journal == recovery.journal)
        #expect(header.journal.description.count == 32)
        #expect(header.schemaVersion == 1)
        #expect(header.createdAt.hasSuffix("Z"))
        #expect(header.head == 6)
        #expect(header.digest == maker.digest)
        #expect(header.floor == 2)
        #expect(header.floorDigest == made[0].digest)
        #expect(header.checkpoint == 4)
        #expect(header.cursors == [cursor("phone", at: 8)])
        #expect(try inspection.verify() == .intact(batches: 2, head: 6, digest: maker.digest))
        try inspection.close()
        try writer.close()
    }

    @Test("batches are shown in order until the reader has seen enough")
    func batches() throws {
        let (writer, _) = try JournalWriter.open(at: scratch.journal, station: "router")
        var maker = BatchMaker()
        let made = (0..<5).map { _ in maker.next(2) }
        for batch in made { try writer.commit(batch) }
        try writer.close()
        let inspection = try JournalInspection(at: scratch.journal)
        var seen: [UInt64] = []
        try inspection.forEachBatch(after: 2) { batch in
            seen.append(batch.stored.last)
            #expect(batch.at == made[Int(batch.stored.last) / 2 - 1].at)
            return seen.count < 3
        }
        #expect(seen == [4, 6, 8])
    }

    @Test("two journals have different ids")
    func ids() throws {
        let (first, one) = try JournalWriter.open(at: scratch.path + "/a", station: "router")
        let (second, other) = try JournalWriter.open(at: scratch.path + "/b", station: "router")
        #expect(one.journal != other.journal)
        try first.close()
        try second.close()
    }

    @Test("the WAL-reset defect is told by version", arguments: [
        (Int32(3_040_001), true), (3_044_006, false), (3_045_000, true), (3_050_007, false),
        (3_051_002, true), (3_051_003, false),
    ])
    func defect(number: Int32, isThere: Bool) {
        #expect(SQLiteLibrary(number: number).hasWALResetDefect == isThere)
    }
}
