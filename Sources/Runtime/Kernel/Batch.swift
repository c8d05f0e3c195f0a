public import Contacts
internal import Crypto

/// A SHA-256 digest of the journal up to and including a batch.
///
/// Each batch's digest covers the one before, so equal digests at one sequence mean equal histories.
public struct ChainDigest: Hashable, Sendable {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// Takes 32 bytes.
    public init(bytes: [UInt8]) {
        precondition(bytes.count == 32, "a chain digest has 32 bytes, not \(bytes.count)")
        self.bytes = bytes
    }

    /// The digest before the first batch.
    public static let genesis = ChainDigest(bytes: [UInt8](repeating: 0, count: 32))

    /// The digest after a batch of `batchBytes`.
    public func extended(by batchBytes: [UInt8]) -> ChainDigest {
        var hash = SHA256()
        hash.update(data: bytes)
        hash.update(data: batchBytes)
        return ChainDigest(bytes: [UInt8](hash.finalize()))
    }
}

extension ChainDigest: CustomStringConvertible {
    /// Lower-case hexadecimal.
    public var description: String { bytes.hexadecimal }
}

/// How far a consumer has read a publisher's stream, and the newest batch boundary at or below it.
///
/// The boundary's digest proves at attach that both sides know the same history.
public struct StreamPosition: Hashable, Sendable {
    /// The last sequence read; 0 before the first.
    public var sequence: UInt64
    /// The last sequence of the newest whole batch at or below `sequence`.
    public var chainSequence: UInt64
    /// The chain digest at `chainSequence`.
    public var chainDigest: ChainDigest

    /// Makes a position.
    public init(sequence: UInt64, chainSequence: UInt64, chainDigest: ChainDigest) {
        self.sequence = sequence
        self.chainSequence = chainSequence
        self.chainDigest = chainDigest
    }

    /// Before the first entry.
    public static let start = StreamPosition(sequence: 0, chainSequence: 0, chainDigest: .genesis)
}

/// A random 128-bit name of a journal, minted when it is created or adopted.
public struct JournalID: Hashable, Sendable, CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public let description: String

    /// Takes back what ``description`` gave.
    public init(_ text: String) { description = text }
}

/// A consumer's place in one upstream's stream, committed with the batch that was decided from it.
public struct UpstreamCursor: Hashable, Sendable {
    /// The upstream.
    public var publisher: StationName
    /// Its journal when the cursor was taken.
    public var journal: JournalID
    /// How far it was read.
    public var position: StreamPosition

    /// Makes a cursor.
    public init(publisher: StationName, journal: JournalID, position: StreamPosition) {
        self.publisher = publisher
        self.journal = journal
        self.position = position
    }
}

/// An idempotency key that a batch made known.
public struct KnownKey: Hashable, Sendable {
    /// The adapter's key, or a claim's.
    public var key: IdempotencyKey
    /// Digest of the body it came with, so that another body under the same key is noticed.
    public var bodyDigest: [UInt8]
    /// What the first submission was told, encoded by the station.
    public var reply: [UInt8]

    /// Makes a known key.
    public init(key: IdempotencyKey, bodyDigest: [UInt8], reply: [UInt8]) {
        self.key = key
        self.bodyDigest = bodyDigest
        self.reply = reply
    }

    /// Why a submission under a key that another body has is rejected.
    public static func conflict(_ key: String) -> String {
        "\(conflictPrefix)\(key) was used with another body"
    }

    /// True for a rejection that ``conflict(_:)`` gave the reason of.
    public static func isConflict(_ reason: String) -> Bool { reason.hasPrefix(conflictPrefix) }

    private static let conflictPrefix = "idempotency key "

    /// The digest that tells two bodies under one key apart.
    public static func digest(of body: [UInt8]) -> [UInt8] { [UInt8](SHA256.hash(data: body)) }
}

/// A key that stands for a whole body of several submissions; each of them brings it.
///
/// The first of them that is taken makes it known. From then on the key stands for that body alone, and what
/// another body brings under it is rejected.
public struct KeyClaim: Hashable, Sendable {
    /// The key as the sender gave it.
    public var key: String
    /// Digest of everything that the body says.
    public var digest: [UInt8]

    /// Makes a claim on `key` for the body with `digest`.
    public init(key: String, digest: [UInt8]) {
        self.key = key
        self.digest = digest
    }

    /// What it is known under; no submission's own key has a control character.
    var known: IdempotencyKey { IdempotencyKey("\u{1}\(key)") }
}

/// Everything one transaction commits: entries, cursors, keys, and the digest that chains it to the past.
public struct Batch: Hashable, Sendable {
    /// The first entry's sequence.
    public var first: UInt64
    /// The last entry's sequence; `first - 1` when the batch only moves cursors.
    public var last: UInt64
    /// When it was decided.
    public var at: Instant
    /// The entries, each behind its 32-bit length; the row of the journal.
    public var bytes: [UInt8]
    /// The chain digest after this batch; unchanged when the batch holds no entry.
    public var digest: ChainDigest
    /// The upstream cursors as of this batch; only those that moved.
    public var cursors: [UpstreamCursor]
    /// The idempotency keys it made known.
    public var keys: [KnownKey]

    /// Makes a batch.
    public init(
        first: UInt64, last: UInt64, at: Instant, bytes: [UInt8], digest: ChainDigest,
        cursors: [UpstreamCursor], keys: [KnownKey]
    ) {
        self.first = first
        self.last = last
        self.at = at
        self.bytes = bytes
        self.digest = digest
        self.cursors = cursors
        self.keys = keys
    }

    /// True when it has no entry and only moves cursors.
    public var isEmpty: Bool { last < first }

    /// The entries of a batch's bytes, in order.
    ///
    /// - Parameter bytes: Entries behind their lengths.
    /// - Throws: `FrameError` when the bytes are not a sequence of entries.
    public static func entries(in bytes: ArraySlice<UInt8>) throws(FrameError) -> [Entry] {
        var reader = ByteReader(bytes)
        var entries: [Entry] = []
        while !reader.isAtEnd { entries.append(try Entry(encoded: try reader.counted())) }
        return entries
    }
}
