import Synchronization
import Testing

@testable import Station

@Suite("Disk space")
struct DiskSpaceTests {
    @Test("a station whose disk is full waits, says so once, and goes on by itself when there is room")
    func waits() {
        let readings = Mutex<[UInt64]>([10, 99, 0, 100])
        var disk = DiskSpace(ofJournal: "/somewhere/journal/router.sqlite")
        disk.minimum = 100
        disk.free = { folder in
            #expect(folder == "/somewhere/journal")
            return readings.withLock { $0.removeFirst() }
        }
        var said: [String] = []
        var pauses = 0
        disk.wait(say: { said.append($0) }, pause: { pauses += 1 })
        #expect(said.count == 2 && said[0].contains("waiting for space"))
        // One reading tells that there is no room; two more of the other three do not end the waiting.
        #expect(pauses == 2)
        #expect(readings.withLock { $0.count } == 0)
    }

    @Test(
        "with room, or when the system does not say how much there is, nothing waits",
        arguments: [UInt64(100), nil])
    func passes(free: UInt64?) {
        var disk = DiskSpace(ofJournal: "router.sqlite")
        disk.minimum = 100
        disk.free = { _ in free }
        disk.wait(say: { Issue.record("said \($0)") }, pause: { Issue.record("paused") })
        #expect(disk.folder == ".")
    }
}
