public import Contacts
public import StationCore

/// What the audit log holds of one publisher beyond a sequence, as the batches that the publisher committed.
///
/// It is what a journal restored from an older copy lacks.
public struct PublisherTail: Sendable {
    /// A batch as it was committed, with what it was decided from.
    public struct DecidedBatch: Sendable {
        /// The bytes and the digest, computed anew.
        public var stored: StoredBatch
        /// Its closing entry.
        public var decided: BatchDecided
    }

    /// The whole batches after the sequence, in order.
    public internal(set) var batches: [DecidedBatch] = []
    /// The last entry of the publisher in the log; beyond the last batch when the log ends within one.
    public internal(set) var last: UInt64 = 0
    /// Why the log and the journal are not of one history; nil when they are.
    public internal(set) var disagreement: String?
    /// For each upstream: how far nothing was for this station, or was handled in ``batches`` or before.
    public internal(set) var readable: [StationName: UInt64] = [:]
}

extension AuditLog {
    /// What `publisher` committed after `position`, proven to continue it.
    ///
    /// - Parameters:
    ///   - publisher: The station whose journal was restored.
    ///   - position: Where that journal ends, with its digest there.
    ///   - cursors: How far the journal says each upstream was read.
    /// - Returns: The tail; with a disagreement when the log holds another history.
    /// - Throws: `AuditError` when the log is damaged.
    public func tail(
        of publisher: StationName, after position: StreamPosition, cursors: [UpstreamCursor]
    ) throws(AuditError) -> PublisherTail {
        var tail = PublisherTail()
        var chain = PublisherChain(of: publisher, comparedAt: position.chainSequence)
        var open = ByteWriter()
        var first = position.sequence + 1
        try forEach { record in
            guard record.audited.publisher == publisher else { return }
            let entry = record.audited.entry
            chain.take(entry)
            guard entry.header.sequence > position.sequence else { return }
            open.put(counted: entry.encoded)
            guard entry.header.kind == StationKind.batchDecided.rawValue else { return }
            let stored = StoredBatch(
                first: first, last: entry.header.sequence, bytes: open.bytes, digest: chain.digest)
            tail.batches.append(
                PublisherTail.DecidedBatch(stored: stored, decided: try BatchDecided(body: entry.body)))
            open = ByteWriter()
            first = entry.header.sequence + 1
        }
        tail.last = chain.last
        tail.disagreement = chain.disagreement(with: position)
        tail.readable = try readable(by: publisher, Self.handled(cursors, tail.batches))
        return tail
    }

    /// The last input of each upstream that was handled, by the cursors or by what was decided after them.
    private static func handled(
        _ cursors: [UpstreamCursor], _ batches: [PublisherTail.DecidedBatch]
    ) -> [StationName: UInt64] {
        var handled = Dictionary(cursors.map { ($0.publisher, $0.position.sequence) }) { first, _ in first }
        for input in batches.flatMap(\.decided.inputs) {
            handled[input.publisher] = max(handled[input.publisher] ?? 0, input.last)
        }
        return handled
    }

    /// Moves each position up to the entry before the next that is for `consumer`: what lies between was never
    /// sent to it, and its upstream may have pruned it.
    private func readable(
        by consumer: StationName, _ handled: [StationName: UInt64]
    ) throws(AuditError) -> [StationName: UInt64] {
        var reached = handled
        try forEach { record in
            let (publisher, header) = (record.audited.publisher, record.audited.entry.header)
            guard let before = reached[publisher], header.sequence == before + 1,
                !header.destinations.contains(consumer)
            else { return }
            reached[publisher] = header.sequence
        }
        return reached
    }
}
