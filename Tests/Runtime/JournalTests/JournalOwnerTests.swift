import Contacts
import Foundation
import Journal
import Kernel
import Testing

@Suite("Journal owners")
struct JournalOwnerTests {
    let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private let first = JournalOwner(program: "tier-queue", number: 1)
    private let second = JournalOwner(program: "tier-queue", number: 2)

    private func open(
        _ path: String? = nil, _ station: StationName = "tier-1", as owner: JournalOwner?
    ) throws {
        let (writer, _) = try JournalWriter.open(at: path ?? scratch.journal, station: station, owner: owner)
        try writer.close()
    }

    /// Copies the journal as `cp -r` does; nothing has it open.
    private func copy(to path: String) throws {
        try FileManager.default.copyItem(atPath: scratch.journal, toPath: path)
    }

    @Test("11.14: a station that became another program or got another number is refused with both")
    func otherOwner() throws {
        try open(as: first)
        try open(as: first)
        for other in [
            second, JournalOwner(program: "router"), JournalOwner(program: "phone-gateway", number: 1),
        ] {
            let error = try #require(journalError { try open(as: other) })
            #expect(error == .otherOwner(path: scratch.journal, found: "\(first)", expected: "\(other)"))
            #expect(error.exitStatus == 78)
            #expect("\(error)".contains("tier-queue number 1") && "\(error)".contains("\(other)"))
        }
        try open(as: first)
    }

    @Test("11.14: a journal of before, which names no owner, takes the present one once")
    func adopts() throws {
        try open(as: nil)
        try open(as: second)
        #expect(journalError { try open(as: first) } != nil)
        // Who repairs or measures asks for no owner, and changes none.
        try open(as: nil)
        try open(as: second)
    }

    @Test("11.14: a copy beside the original is refused with both places until it is said to have moved")
    func copied() throws {
        try open(as: first)
        let path = scratch.path + "/copy.sqlite"
        try copy(to: path)
        let error = try #require(journalError { try open(path, as: first) })
        #expect(error.exitStatus == 78)
        for part in [path, scratch.journal, "copy", "tierline journal moved"] {
            #expect("\(error)".contains(part), "\(part)")
        }
        try open(as: first)
        let (station, from) = try JournalWriter.declareMoved(at: path)
        #expect(station == "tier-1" && from?.hasSuffix("/router.journal") == true)
        try open(path, as: first)
        #expect(journalError { try JournalWriter.declareMoved(at: scratch.path + "/none.sqlite") } != nil)
    }

    @Test("11.14: a folder that is moved, and a file that is restored in its place, go on")
    func moved() throws {
        try open(as: first)
        let folder = scratch.path + "/elsewhere"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/router.journal"
        try FileManager.default.moveItem(atPath: scratch.journal, toPath: path)
        try open(path, as: first)
        // The place that it moved to is the one that counts from now on.
        try FileManager.default.copyItem(atPath: path, toPath: scratch.journal)
        #expect(journalError { try open(as: first) } != nil)
        // A backup copied back over the file, and one that is moved into its place.
        let backup = scratch.path + "/backup"
        try FileManager.default.copyItem(atPath: path, toPath: backup)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: backup, toPath: path)
        try open(path, as: first)
    }

    @Test("11.14: a new journal for numbers that another one has given out is refused with both stations")
    func numbers() throws {
        try open(
            scratch.path + "/phone.sqlite", "phone", as: JournalOwner(program: "phone-gateway", number: 3))
        try open(
            scratch.path + "/tier-3.sqlite", "tier-3", as: JournalOwner(program: "tier-queue", number: 3))
        let renamed = JournalOwner(program: "chat-gateway", number: 3)
        let error = try #require(
            journalError { try open(scratch.path + "/chat.sqlite", "chat", as: renamed) })
        #expect(error.exitStatus == 78)
        for part in ["chat-gateway number 3", "station phone", "phone.sqlite"] {
            #expect("\(error)".contains(part), "\(part)")
        }
        try open(scratch.path + "/chat.sqlite", "chat", as: JournalOwner(program: "chat-gateway", number: 4))
    }
}
