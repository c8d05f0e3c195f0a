import Contacts
import Testing

@testable import Kernel

/// What the fault simulation found in the sessions, held fast without it.
@Suite("Stream sessions after a loss")
struct LossTests {
    private var builder = BatchBuilder(head: 0, digest: .genesis)
    private var batches: [PublishedBatch] = []
    private var publisher = PublisherSession(consumer: "tier-1", registeredAt: 0, getsEverything: false)
    private var consumer = UpstreamSession(publisher: "router", consumer: "tier-1", cursor: nil, epoch: 7)

    init() {}

    private mutating func publish() {
        builder.record(
            Draft(kind: 20, contact: 5, destinations: ["tier-1"], body: [1]), at: Instant(microseconds: 1),
            cause: nil)
        batches.append(builder.finish(at: Instant(microseconds: 1), configuration: "", cursors: []).published)
    }

    private mutating func attach(at now: Int64) throws {
        guard case .attach(let request) = consumer.poll(at: now, lag: 0) else {
            Issue.record("a detached consumer asks to attach")
            return
        }
        let known = batches
        let extent = PublisherSession.Extent(
            journal: JournalID("j"), head: known.last?.last ?? 0, floor: 0,
            digest: { sequence in known.first { $0.last == sequence }?.digest })
        let answer = try publisher.attach(request, at: now, extent: extent)
        _ = try consumer.receive(answer, at: now)
    }

    private mutating func frame(at now: Int64) -> StreamFrame? {
        publisher.nextFrame(from: batches, head: batches.last?.last ?? 0, at: now, progressDue: 0)
    }

    @Test(
        "a publisher that answers later than it is asked again is attached to all the same",
        arguments: [100_000, 300_000, 900_000] as [Int64])
    mutating func slowAnswers(delay: Int64) throws {
        publish()
        let extent = PublisherSession.Extent(
            journal: JournalID("j"), head: 2, floor: 0, digest: { _ in nil })
        var answers: [(at: Int64, frame: StreamFrame)] = []
        var asked: UInt64 = 0
        for now in stride(from: Int64(0), through: 10_000_000, by: 10_000) where consumer.state != .attached {
            while let answer = answers.first, answer.at <= now {
                answers.removeFirst()
                _ = try consumer.receive(answer.frame, at: now)
            }
            guard case .attach(let request) = consumer.poll(at: now, lag: 0) else { continue }
            asked = request.epoch
            answers.append((now + delay, try publisher.attach(request, at: now, extent: extent)))
        }
        #expect(consumer.state == .attached)
        #expect(publisher.isAttached(epoch: asked), "both speak of the same session")
    }

    @Test("the loss of the last frame is noticed by the next heartbeat, with nothing new to say")
    mutating func lastFrame() throws {
        publish()
        try attach(at: 0)
        _ = frame(at: 1)
        let heartbeat = publisher.heartbeat(head: 2, at: 1_000_001, every: 1_000_000)
        _ = try consumer.receive(try #require(heartbeat), at: 1_000_001)
        #expect(consumer.state != .attached)
    }

    @Test("what a consumer received and may still lose does not count as acknowledged when it attaches again")
    mutating func receivedIsNotCommitted() throws {
        publish()
        try attach(at: 0)
        let sent = frame(at: 1)
        _ = try consumer.receive(try #require(sent), at: 1)
        #expect(consumer.received.sequence == 2)
        _ = consumer.noticesLoss(at: 5_000_000)
        try attach(at: 5_000_000)
        #expect(publisher.acknowledged == 0)
    }

    @Test("a consumer that attached says at once what it has committed")
    mutating func saysCommitted() throws {
        publish()
        try attach(at: 0)
        let sent = frame(at: 1)
        _ = try consumer.receive(try #require(sent), at: 1)
        let cursor = try #require(consumer.cursor)
        consumer.committed(cursor)
        _ = consumer.noticesLoss(at: 5_000_000)
        publisher = PublisherSession(consumer: "tier-1", registeredAt: 0, getsEverything: false)
        try attach(at: 5_000_000)
        guard case .ack(let ack) = consumer.poll(at: 5_000_001, lag: 0) else {
            Issue.record("an acknowledgement follows the attach")
            return
        }
        #expect(ack.committed == 2)
    }

    @Test("a link that never comes up counts as lost, once")
    mutating func neverUp() {
        let answers = [0, 2_000_000, 3_100_000, 9_000_000].map { consumer.noticesLoss(at: $0) }
        #expect(answers == [false, false, true, false])
    }

    @Test("a link that stays silent after a gap counts as lost")
    mutating func silentAfterGap() throws {
        publish()
        try attach(at: 0)
        let gap = EntriesFrame(epoch: 8, previous: 9, through: .start, head: 9, bytes: [])
        _ = try consumer.receive(.entries(gap), at: 1_000_000)
        #expect(consumer.state != .attached)
        let answers = [2_000_000, 4_100_000].map { consumer.noticesLoss(at: $0) }
        #expect(answers == [false, true])
    }

    @Test("the entry that lists a batch's inputs keeps to its limit, however the inputs alternate")
    mutating func manyStretches() {
        for sequence in UInt64(1)...1024 {
            #expect(!builder.isFull)
            builder.noteInput(sequence, of: sequence % 2 == 0 ? "tier-1" : "tier-2")
        }
        #expect(builder.isFull && !builder.isEmpty)
        let (batch, _) = builder.finish(at: Instant(microseconds: 1), configuration: "", cursors: [])
        #expect(batch.first == 1 && batch.last == 1)
        #expect(builder.isEmpty)
    }
}
