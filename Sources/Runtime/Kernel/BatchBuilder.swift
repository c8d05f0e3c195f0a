public import Contacts

/// Gathers what is decided into the next batch: sequences, bytes, keys, and the entry that closes it.
///
/// Pure: the shell hands the finished batch to the journal and publishes it after the commit.
public struct BatchBuilder: Sendable {
    /// The most bytes of a batch; what comes after waits for the next one.
    public static let limit = 1024 * 1024
    /// The most bytes of one entry: audit bundles count them in 16 bits.
    public static let entryLimit = 65_535

    /// The last sequence given out.
    public private(set) var head: UInt64
    /// The chain digest at ``head``.
    public private(set) var digest: ChainDigest
    private var first: UInt64
    private var written: [Written] = []
    private var writer = ByteWriter()
    private var keys: [KnownKey] = []
    private var decided: BatchDecided

    /// An entry whose bytes stand in the writer already.
    private struct Written {
        var header: EntryHeader
        var bytes: Range<Int>
        var places: Entry.Places
    }

    /// Goes on after `head`.
    public init(head: UInt64, digest: ChainDigest) {
        self.head = head
        self.digest = digest
        first = head + 1
        decided = BatchDecided(
            now: .distantPast, inputs: [], submissions: 0, ticks: 0, configuration: "")
    }

    /// The most stretches of upstreams in one batch, so that the entry that lists them keeps to its limit.
    private static let inputLimit = 1024

    /// True when nothing was recorded yet that has to be committed.
    public var isEmpty: Bool { written.isEmpty && decided.inputs.count < Self.inputLimit }

    /// True when the batch should be closed before more is decided.
    public var isFull: Bool { writer.bytes.count >= Self.limit || decided.inputs.count >= Self.inputLimit }

    /// Notes an upstream entry as handled.
    public mutating func noteInput(_ sequence: UInt64, of publisher: StationName) {
        decided.note(sequence, of: publisher)
    }

    /// Notes a handled submission.
    public mutating func noteSubmission() { decided.submissions += 1 }

    /// Notes a handled tick or link event.
    public mutating func noteTick() { decided.ticks += 1 }

    /// Makes a key known with this batch.
    public mutating func note(key: KnownKey) { keys.append(key) }

    /// Records a draft as the next entry.
    ///
    /// - Parameters:
    ///   - draft: The fact.
    ///   - now: When it was decided.
    ///   - cause: The upstream entry it was decided from.
    /// - Returns: The entry.
    @discardableResult
    public mutating func record(_ draft: Draft, at now: Instant, cause: EntryHeader.Cause?) -> Entry {
        append(draft, at: now, cause: cause)
        let header = EntryHeader(
            sequence: head, at: now, kind: draft.kind, contact: draft.contact, cause: cause,
            destinations: draft.destinations)
        return Entry(header: header, body: draft.body)
    }

    /// Records a draft as the next entry, whose bytes are written once, where the journal takes them from.
    ///
    /// - Parameters:
    ///   - draft: The fact.
    ///   - now: When it was decided.
    ///   - cause: The upstream entry it was decided from.
    public mutating func append(_ draft: Draft, at now: Instant, cause: EntryHeader.Cause?) {
        head += 1
        let header = EntryHeader(
            sequence: head, at: now, kind: draft.kind, contact: draft.contact, cause: cause,
            destinations: draft.destinations)
        let mark = writer.beginCounted()
        let places = writer.put(header, body: draft.body)
        let bytes = writer.endCounted(mark)
        precondition(
            bytes.count <= Self.entryLimit,
            "an entry has at most \(Self.entryLimit) bytes, kind \(draft.kind) has \(bytes.count)")
        written.append(Written(header: header, bytes: bytes, places: places))
    }

    /// What was recorded since the last batch was closed.
    var pending: [Entry] {
        let bytes = writer.bytes
        return written.map { Entry($0.header, encoded: bytes[$0.bytes], $0.places) }
    }

    /// Closes the batch and begins the next.
    ///
    /// - Parameters:
    ///   - now: When it was decided.
    ///   - configuration: The digest of the configuration in force.
    ///   - cursors: The upstream cursors that moved.
    /// - Returns: The batch for the journal and its entries for the consumers.
    public mutating func finish(
        at now: Instant, configuration: String, cursors: [UpstreamCursor]
    ) -> (batch: Batch, published: PublishedBatch) {
        if !isEmpty {
            decided.now = now
            decided.configuration = configuration
            let body = decided.encoded
            record(
                Draft(kind: StationKind.batchDecided.rawValue, contact: 0, destinations: [], body: body),
                at: now, cause: nil)
            digest = digest.extended(by: writer.bytes)
            decided = BatchDecided(
                now: .distantPast, inputs: [], submissions: 0, ticks: 0, configuration: "")
        }
        let bytes = writer.bytes
        let batch = Batch(
            first: first, last: head, at: now, bytes: bytes, digest: digest, cursors: cursors, keys: keys)
        let published = PublishedBatch(
            first: first, last: head, digest: digest,
            entries: written.map { Entry($0.header, encoded: bytes[$0.bytes], $0.places) }, size: bytes.count)
        first = head + 1
        let usual = written.count
        written = []
        written.reserveCapacity(usual)
        writer = ByteWriter()
        writer.reserve(bytes.count)
        keys = []
        return (batch, published)
    }
}
