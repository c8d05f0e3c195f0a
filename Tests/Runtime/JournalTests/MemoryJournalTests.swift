import Contacts
import Kernel
import Simulation
import Testing

@Suite("MemoryJournal")
struct MemoryJournalTests {
    @Test("a crash drops what was not synced and keeps what was")
    func crash() throws {
        let journal = MemoryJournal(id: JournalID("m"), syncing: .onDemand)
        var maker = BatchMaker()
        try journal.commit(maker.next(2, cursors: [cursor("phone", at: 1)]))
        journal.sync()
        let durable = maker
        try journal.commit(maker.next(2, cursors: [cursor("phone", at: 2)]))
        #expect(journal.head == 4)
        #expect(journal.digest(at: 4) == nil)
        journal.crash()
        let recovery = journal.recover()
        #expect(recovery.head == 2)
        #expect(recovery.digest == durable.digest)
        #expect(recovery.cursors == [cursor("phone", at: 1)])
        var again = BatchMaker(recovery)
        try journal.commit(again.next(1))
        journal.sync()
        #expect(journal.recover().head == 3)
    }
}
