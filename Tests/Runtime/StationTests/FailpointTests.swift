import Contacts
import Foundation
import Kernel
import Links
import Station
import Synchronization
import Testing

@Suite("Failpoints", .serialized, .timeLimit(.minutes(2)))
struct FailpointTests {
    /// How often a station was told to end, and whether its file was still there then.
    private final class Ends: Sendable {
        let states = Mutex<[Bool]>([])
        var count: Int { states.withLock(\.count) }
    }

    private func station(_ pair: Pair, _ line: String, _ ends: Ends) throws -> StationActor {
        let path = pair.folder + "/source.failpoint"
        try Data(line.utf8).write(to: URL(filePath: path))
        var settings = pair.settings("source", upstreams: [], consumers: ["sink"])
        settings.failpoint = Failpoint(
            path: path, kind: { $0 == "counted" ? Counter.kind : nil },
            end: { ends.states.withLock { $0.append(FileManager.default.fileExists(atPath: path)) } })
        return StationActor(
            settings: settings, decider: Counter(destinations: ["sink"]), thread: PollThread(),
            context: pair.context, log: pair.log)
    }

    @Test(
        "a station ends at the batch that was counted down to, once, with its file gone before",
        arguments: ["before-commit counted 2", "after-commit counted 2\n"])
    func commits(line: String) async throws {
        let (pair, ends) = (try Pair(), Ends())
        let source = try station(pair, line, ends)
        try await source.begin()
        _ = await source.submit(key: "1", body: [1])
        #expect(ends.count == 0)
        _ = await source.submit(key: "2", body: [2])
        #expect(ends.states.withLock(\.self) == [false])
        _ = await source.submit(key: "3", body: [3])
        #expect(ends.count == 1)
        await source.drain()
        await source.close()
    }

    @Test("a station ends in the middle of a checkpoint")
    func checkpoint() async throws {
        let (pair, ends) = (try Pair(), Ends())
        let source = try station(pair, "checkpoint 1", ends)
        try await source.begin()
        // The pair's stations write a checkpoint every 50 entries; two entries come of each submission.
        for number in 0..<40 { _ = await source.submit(key: "\(number)", body: [1]) }
        try await eventually { ends.count == 1 }
        await source.drain()
        await source.close()
    }

    @Test("a file that says nothing known does nothing", arguments: ["", "before-commit other 1", "later"])
    func unknown(line: String) async throws {
        let (pair, ends) = (try Pair(), Ends())
        let source = try station(pair, line, ends)
        try await source.begin()
        _ = await source.submit(key: "1", body: [1])
        #expect(ends.count == 0)
        await source.drain()
        await source.close()
    }
}
