import Contacts
import Testing

@testable import Kernel

/// A publisher and a consumer driven by hand: what they say to each other, frame by frame.
@Suite("Stream sessions")
struct SessionTests {
    private var builder = BatchBuilder(head: 0, digest: .genesis)
    private var batches: [PublishedBatch] = []
    private var publisher = PublisherSession(consumer: "tier-1", registeredAt: 0, getsEverything: false)
    private var consumer = UpstreamSession(publisher: "router", consumer: "tier-1", cursor: nil, epoch: 7)

    init() {}

    private var head: UInt64 { batches.last?.last ?? 0 }

    private mutating func publish(_ destinations: [StationName], body: [UInt8] = [1, 2, 3]) {
        builder.record(
            Draft(kind: 20, contact: 5, destinations: destinations, body: body),
            at: Instant(microseconds: 1), cause: nil)
        batches.append(
            builder.finish(at: Instant(microseconds: 1), configuration: "", cursors: []).published)
    }

    private func extent() -> PublisherSession.Extent {
        let batches = batches
        return PublisherSession.Extent(journal: JournalID("j"), head: head, floor: 0) { sequence in
            batches.first { $0.last == sequence }?.digest
        }
    }

    private mutating func attach(at now: Int64 = 0) throws -> UpstreamSession.Received {
        guard case .attach(let request) = consumer.poll(at: now, lag: 0) else {
            Issue.record("a detached consumer asks to attach")
            return .nothing
        }
        let answer = try publisher.attach(request, at: now, extent: extent())
        return try consumer.receive(roundTrip(answer), at: now)
    }

    private func roundTrip(_ frame: StreamFrame) throws -> StreamFrame {
        let read = try StreamFrame(encoded: frame.encoded[...])
        #expect(read.encoded == frame.encoded)
        return read
    }

    private mutating func deliver(at now: Int64 = 1_000_000) throws -> [Entry] {
        guard let frame = publisher.nextFrame(from: batches, head: head, at: now, progressDue: 0)
        else { return [] }
        guard case .entries(let entries) = try consumer.receive(roundTrip(frame), at: now) else { return [] }
        return entries
    }

    @Test("several commits are acknowledged together, and the last one without waiting for another")
    mutating func acknowledgedTogether() throws {
        publish(["tier-1"])
        _ = try attach(at: 100_000)
        _ = try deliver(at: 100_000)
        consumer.committed(try #require(consumer.cursor))
        guard case .ack = consumer.poll(at: 100_000, lag: 0) else {
            Issue.record("the first commit of a session is acknowledged at once")
            return
        }
        #expect(consumer.ackDue == nil)
        publish(["tier-1"])
        _ = try deliver(at: 101_000)
        consumer.committed(try #require(consumer.cursor))
        #expect(consumer.poll(at: 101_000, lag: 0) == nil)
        #expect(consumer.ackDue == 120_000)
        guard case .ack(let ack) = consumer.poll(at: 120_000, lag: 0) else {
            Issue.record("an acknowledgement that is due is sent")
            return
        }
        #expect(ack.committed == head)
    }

    @Test("a paced consumer gets fewer frames, and nothing later than its pace")
    mutating func paced() throws {
        publisher = PublisherSession(
            consumer: "tier-1", registeredAt: 0, getsEverything: false, pace: 15_000)
        publish(["tier-1"])
        _ = try attach(at: 100_000)
        #expect(publisher.sendDue(head: head) == 115_000)
        #expect(try deliver(at: 115_000).count == 1)
        #expect(publisher.sendDue(head: head) == nil)
        publish(["tier-1"])
        #expect(publisher.sendDue(head: head) == 130_000)
    }

    @Test("a consumer gets what is for it, once, and acknowledges what it committed")
    mutating func delivery() throws {
        publish(["tier-1"])
        publish(["tier-2"])
        publish(["tier-1"])
        _ = try attach()
        let entries = try deliver()
        #expect(entries.map(\.header.sequence) == [1, 5])
        #expect(consumer.received.sequence == head)
        #expect(try deliver().isEmpty)
        let cursor = try #require(consumer.cursor)
        consumer.committed(cursor)
        guard case .ack(let ack) = consumer.poll(at: 1, lag: 3) else {
            Issue.record("a commit is acknowledged")
            return
        }
        publisher.take(ack, at: 1)
        #expect(publisher.acknowledged == head)
        #expect(publisher.downstreamLag == 3)
        #expect(publisher.lag(head: head) == 0)
    }

    @Test("the audit sink gets every entry, the station's own included")
    mutating func everything() throws {
        publisher = PublisherSession(consumer: "tier-1", registeredAt: 0, getsEverything: true)
        publish(["tier-2"])
        _ = try attach()
        #expect(try deliver().map(\.header.kind) == [20, StationKind.batchDecided.rawValue])
    }

    @Test("a lost frame makes a gap, and the consumer attaches again from what it has")
    mutating func gap() throws {
        publish(["tier-1"])
        _ = try attach()
        _ = try deliver()
        publish(["tier-1"])
        _ = publisher.nextFrame(from: batches, head: head, at: 2, progressDue: 0)
        publish(["tier-1"])
        #expect(try deliver().isEmpty)
        guard case .detached = consumer.state else {
            Issue.record("a gap detaches")
            return
        }
        _ = try attach(at: 1_000_001)
        #expect(try deliver().map(\.header.sequence) == [3, 5])
    }

    @Test("entries that come again after a reconnect are dropped at or below the received cursor")
    mutating func duplicates() throws {
        publish(["tier-1"])
        _ = try attach()
        #expect(try deliver().count == 1)
        // The same session frames again, as a reordering across reconnects would show them.
        var writer = ByteWriter()
        writer.put(counted: batches[0].entries[0].encoded)
        let frame = StreamFrame.entries(
            EntriesFrame(
                epoch: 8, previous: 0,
                through: StreamPosition(sequence: 2, chainSequence: 2, chainDigest: batches[0].digest),
                head: 2, bytes: writer.bytes[...]))
        guard case .entries(let again) = try consumer.receive(frame, at: 4) else {
            Issue.record("the frame belongs to the session")
            return
        }
        #expect(again.isEmpty)
    }

    @Test("a frame of an older session has no effect")
    mutating func fencing() throws {
        publish(["tier-1"])
        _ = try attach()
        let late = StreamFrame.entries(
            EntriesFrame(epoch: 1, previous: 0, through: .start, head: 9, bytes: []))
        guard case .nothing = try consumer.receive(late, at: 4) else {
            Issue.record("an older epoch is fenced")
            return
        }
        #expect(consumer.head != 9)
    }

    @Test("credit holds sending back, and what was handled is granted again")
    mutating func credit() throws {
        for _ in 0..<200 { publish(["tier-1"], body: [UInt8](repeating: 7, count: 40_000)) }
        _ = try attach()
        var received = 0
        for _ in 0..<1000 { received += try deliver().count }
        #expect(received < 120)
        #expect(received * 40_000 >= 4 * 1024 * 1024)
        consumer.handled(bytes: consumer.receivedBytes)
        guard case .ack(let ack) = consumer.poll(at: 2_000_000, lag: 0) else {
            Issue.record("credit is granted")
            return
        }
        publisher.take(ack, at: 2)
        for _ in 0..<1000 { received += try deliver().count }
        #expect(received > 180)
    }

    @Test("a publisher that is behind its consumer refuses, names both positions, and must stop")
    mutating func rolledBack() throws {
        publish(["tier-1"])
        publish(["tier-1"])
        _ = try attach()
        _ = try deliver()
        batches.removeLast()
        consumer.sendFailed(at: 0)
        _ = consumer.noticesLoss(at: 100_000_000)
        guard case .refused(let refusal) = try attach(at: 100_000_000) else {
            Issue.record("an older copy is refused")
            return
        }
        #expect(refusal.code == .publisherBehind)
        #expect(refusal.stopsPublisher)
        #expect(refusal.text.contains("4") && refusal.text.contains("2"))
    }

    @Test("a publisher with another digest at a position both know refuses")
    mutating func otherHistory() throws {
        publish(["tier-1"])
        _ = try attach()
        _ = try deliver()
        builder = BatchBuilder(head: 0, digest: .genesis)
        batches = []
        publish(["tier-1"], body: [9])
        _ = consumer.noticesLoss(at: 100_000_000)
        guard case .refused(let refusal) = try attach(at: 100_000_000) else {
            Issue.record("another history is refused")
            return
        }
        #expect(refusal.code == .otherHistory)
    }

    @Test("a silent link is noticed once, and attaching again ends it")
    mutating func silence() throws {
        publish(["tier-1"])
        _ = try attach()
        let early = consumer.noticesLoss(at: 2_000_000)
        let late = consumer.noticesLoss(at: 3_100_000)
        let again = consumer.noticesLoss(at: 9_000_000)
        #expect([early, late, again] == [false, true, false])
        guard case .attached = try attach(at: 9_000_000) else {
            Issue.record("the link comes back")
            return
        }
    }

    @Test("damaged frames are errors and never crash", arguments: 0..<200)
    mutating func damage(seed: Int) throws {
        publish(["tier-1", "desk"])
        _ = try attach()
        guard let frame = publisher.nextFrame(from: batches, head: head, at: 1, progressDue: 0)
        else { return }
        var bytes = frame.encoded
        bytes[(seed * 7919) % bytes.count] ^= UInt8(1 + seed % 255)
        bytes.removeLast(seed % 5)
        do {
            _ = try consumer.receive(StreamFrame(encoded: bytes[...]), at: 2)
        } catch {
            #expect(!error.description.isEmpty)
        }
    }
}
