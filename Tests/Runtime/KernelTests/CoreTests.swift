import Contacts
import Testing

@testable import Kernel

@Suite("Entries and batches")
struct CoreTests {
    @Test("an entry reads back as it was written")
    func entry() throws {
        let header = EntryHeader(
            sequence: 9, at: Instant(microseconds: -5), kind: 77, contact: 1 << 60,
            cause: .init(publisher: "phone", sequence: 4), destinations: ["router", "desk"])
        let entry = Entry(header: header, body: [1, 2, 3])
        let read = try Entry(encoded: entry.encoded)
        #expect(read == entry)
        #expect(read.isFor("desk") && !read.isFor("audit"))
    }

    @Test("each batch is closed by what it was decided from, and its digest covers the one before")
    func chain() throws {
        var builder = BatchBuilder(head: 0, digest: .genesis)
        builder.noteInput(4, of: "phone")
        builder.noteInput(5, of: "phone")
        builder.noteInput(1, of: "tier-1")
        let draft = Draft(kind: 20, contact: 1, destinations: [], body: [1])
        builder.record(draft, at: .init(microseconds: 1), cause: nil)
        let first = builder.finish(at: .init(microseconds: 3), configuration: "c", cursors: [])
        let last = try #require(first.published.entries.last)
        let decided = try BatchDecided(body: last.body)
        #expect(
            decided.inputs == [
                .init(publisher: "phone", first: 4, last: 5), .init(publisher: "tier-1", first: 1, last: 1),
            ])
        #expect(first.batch.digest == ChainDigest.genesis.extended(by: first.batch.bytes))
        #expect(try Batch.entries(in: first.batch.bytes[...]) == first.published.entries)
        let empty = builder.finish(at: .init(microseconds: 4), configuration: "c", cursors: [])
        #expect(empty.batch.isEmpty && empty.batch.digest == first.batch.digest)
    }

    @Test("a station remembers its consumers through a checkpoint; the first ones see everything")
    func memory() throws {
        var builder = BatchBuilder(head: 0, digest: .genesis)
        var memory = StationMemory()
        for consumer in ["router", "audit"] as [StationName] {
            let draft = Draft(
                kind: StationKind.consumerRegistered.rawValue, contact: 0, destinations: [],
                body: StationMemory.membershipBody(of: consumer))
            try memory.fold(builder.record(draft, at: .init(microseconds: 1), cause: nil))
        }
        let content = [UInt8](repeating: 1, count: 100_000)
        for body in StationMemory.configurationBodies(digest: "abc", content: content) {
            let draft = Draft(
                kind: StationKind.configurationLoaded.rawValue, contact: 0, destinations: [], body: body)
            try memory.fold(builder.record(draft, at: .init(microseconds: 1), cause: nil))
        }
        let late = Draft(
            kind: StationKind.consumerRegistered.rawValue, contact: 0, destinations: [],
            body: StationMemory.membershipBody(of: "late"))
        try memory.fold(builder.record(late, at: .init(microseconds: 1), cause: nil))
        #expect(memory.consumers.map(\.registeredAt) == [0, 0, 6])
        #expect(memory.configuration == "abc")
        let (restored, decider) = try StationMemory.restored(from: memory.checkpoint(with: [4, 2]))
        #expect(restored == memory && decider == [4, 2])
    }

    @Test("an input that crashes the station again and again is found and set aside")
    func poison() throws {
        // The process ends each time while it handles entries 5 to 9 of the router; 7 is the culprit.
        var mark = PoisonGuard(mark: nil, cursors: []).mark(head: 1, publisher: "router", first: 5, last: 9)
        for _ in 0..<3 {
            let judge = PoisonGuard(mark: PoisonGuard.Mark(encoded: mark.encoded), cursors: [cursor(4)])
            mark = judge.mark(head: 1, publisher: "router", first: 5, last: 9)
        }
        var careful = PoisonGuard(mark: mark, cursors: [cursor(4)])
        #expect(careful.isCareful)
        #expect(careful.verdict(on: 5, of: "router") == .handle)
        // 5 and 6 are handled singly and committed; the process ends on 7.
        let single = careful.mark(head: 1, publisher: "router", first: 7, last: 7)
        let judge = PoisonGuard(mark: single, cursors: [cursor(6)])
        #expect(judge.verdict(on: 7, of: "router") == .quarantine)
        #expect(judge.verdict(on: 8, of: "router") == .handle)
        careful.committed(through: 9, of: "router")
        #expect(!careful.isCareful)
        #expect(!PoisonGuard(mark: mark, cursors: [cursor(9)]).isCareful)
    }

    private func cursor(_ sequence: UInt64) -> UpstreamCursor {
        UpstreamCursor(
            publisher: "router", journal: JournalID("j"),
            position: StreamPosition(sequence: sequence, chainSequence: 0, chainDigest: .genesis))
    }

    @Test(
        "ingress frames read back as they were written",
        arguments: [
            IngressRequest(id: 1, action: .submit(key: "k", body: [1, 2])),
            IngressRequest(id: 2, action: .subscribe(topic: "effects")),
            IngressRequest(id: 3, action: .status), IngressRequest(id: 4, action: .drain),
        ])
    func request(request: IngressRequest) throws {
        #expect(try IngressRequest(encoded: request.encoded[...]) == request)
        #expect(throws: FrameError.self) { try IngressRequest(encoded: request.encoded.prefix(5)) }
    }

    @Test(
        "ingress replies read back as they were written",
        arguments: [
            IngressReply.decided(id: 1, body: [1]), .known(id: 2, body: []),
            .busy(id: 3, retryAfterMilliseconds: 9), .rejected(id: 4, reason: "no"),
            .status(id: 5, json: [0x7B]),
            .done(id: 6), .push(Push(topic: "t", kind: 9, body: [7])),
        ])
    func reply(reply: IngressReply) throws {
        #expect(try IngressReply(encoded: reply.encoded[...]) == reply)
    }
}
