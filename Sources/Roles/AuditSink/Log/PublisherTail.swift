public import Contacts
public import Kernel

/// What the audit log holds of one publisher beyond what a journal restored from an older copy holds.
public struct PublisherTail: Sendable {
    /// A batch as it was committed, with what it was decided from.
    public struct DecidedBatch: Sendable {
        /// The bytes and the digest, computed anew.
        public var stored: StoredBatch
        /// Its closing entry.
        public var decided: BatchDecided
    }

    /// The newest batch boundary at which the journal and the log have the same digest.
    public internal(set) var common: UInt64 = 0
    /// The whole batches after ``common``, in order.
    public internal(set) var batches: [DecidedBatch] = []
    /// The last entry of the publisher in the log; beyond the last batch when the log ends within one.
    public internal(set) var last: UInt64 = 0
    /// What is wrong with the log itself; nil when nothing is.
    public internal(set) var fault: String?
    /// For each upstream: how far it was handled, or held nothing for this station.
    public internal(set) var readable: [StationName: UInt64] = [:]
}

extension AuditLog {
    /// What `publisher` committed after the newest batch that its journal still agrees on.
    ///
    /// - Parameters:
    ///   - publisher: The station whose journal was restored.
    ///   - boundaries: The digest at each batch boundary that the journal holds.
    ///   - upstreams: The stations it consumes.
    /// - Returns: The tail.
    /// - Throws: `AuditError` when the log is damaged.
    public func tail(
        of publisher: StationName, beyond boundaries: [UInt64: ChainDigest], upstreams: [StationName]
    ) throws(AuditError) -> PublisherTail {
        var tail = PublisherTail()
        for upstream in upstreams { tail.readable[upstream] = 0 }
        var chain = PublisherChain(of: publisher, comparedAt: nil)
        var open = ByteWriter()
        var first: UInt64 = 1
        try forEach { record in
            guard record.audited.publisher == publisher else { return }
            let entry = record.audited.entry
            chain.take(entry)
            open.put(counted: entry.encoded)
            guard entry.kind == StationKind.batchDecided.rawValue else { return }
            let (last, decided) = (entry.sequence, try BatchDecided(body: entry.body))
            for input in decided.inputs {
                tail.readable[input.publisher] = max(tail.readable[input.publisher] ?? 0, input.last)
            }
            if boundaries[last] == chain.digest {
                tail.common = last
                tail.batches = []
            } else {
                let stored = StoredBatch(first: first, last: last, bytes: open.bytes, digest: chain.digest)
                tail.batches.append(PublisherTail.DecidedBatch(stored: stored, decided: decided))
            }
            open = ByteWriter()
            first = last + 1
        }
        tail.last = chain.last
        tail.fault = chain.fault
        tail.readable = try readable(by: publisher, tail.readable)
        return tail
    }

    /// Moves each position up to the entry before the next that is for `consumer`: what lies between was
    /// never sent to it, and its upstream may have pruned it.
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
