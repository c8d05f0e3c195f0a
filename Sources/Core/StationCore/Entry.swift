public import Contacts

/// The part of an entry that every station can read without knowing what the fact means.
public struct EntryHeader: Hashable, Sendable {
    /// The entry's place in its station's stream, from 1, gap-free.
    public var sequence: UInt64
    /// When it was decided, on the topology's clock.
    public var at: Instant
    /// The number of the fact's kind; below 16 the station's own (``StationKind``).
    public var kind: UInt16
    /// The contact it is about, as its packed number; 0 when it is about none.
    public var contact: UInt64
    /// The upstream entry that it was decided from; nil for ticks and submissions.
    public var cause: Cause?
    /// The stations it is for; the audit sink gets everything without being named.
    public var destinations: [StationName]

    /// An entry of another station's stream.
    public struct Cause: Hashable, Sendable {
        /// The station that published it.
        public var publisher: StationName
        /// Its sequence there.
        public var sequence: UInt64

        /// Names entry `sequence` of `publisher`.
        public init(publisher: StationName, sequence: UInt64) {
            self.publisher = publisher
            self.sequence = sequence
        }
    }

    /// Makes a header.
    public init(
        sequence: UInt64, at: Instant, kind: UInt16, contact: UInt64, cause: Cause?,
        destinations: [StationName]
    ) {
        self.sequence = sequence
        self.at = at
        self.kind = kind
        self.contact = contact
        self.cause = cause
        self.destinations = destinations
    }
}

/// One journalled and published fact: a header and the fact's bytes,
/// encoded once by the station that decided it.
///
/// The same bytes are journalled, sent and audited: what is hashed is what was said.
public struct Entry: Hashable, Sendable {
    /// The readable part.
    public let header: EntryHeader
    /// Header and body as they stand in the journal, without the length before them.
    public let encoded: ArraySlice<UInt8>
    /// The fact's protobuf bytes, or a station entry's own form.
    public let body: ArraySlice<UInt8>

    /// Encodes an entry from its parts.
    public init(header: EntryHeader, body: some Collection<UInt8>) {
        var writer = ByteWriter()
        writer.reserve(96 + body.count)
        writer.put(header.sequence)
        writer.put(UInt64(bitPattern: header.at.microseconds))
        writer.put(header.kind)
        writer.put(header.contact)
        writer.put(shortText: header.cause?.publisher.rawValue ?? "")
        writer.put(header.cause?.sequence ?? 0)
        writer.put(UInt8(header.destinations.count))
        for destination in header.destinations { writer.put(shortText: destination.rawValue) }
        let start = writer.bytes.count
        writer.put(raw: body)
        self.header = header
        encoded = writer.bytes[...]
        self.body = encoded[start...]
    }

    /// Reads an entry back.
    ///
    /// - Parameter encoded: What ``encoded`` held.
    /// - Throws: `FrameError` when the bytes end early or hold no entry.
    public init(encoded: ArraySlice<UInt8>) throws(FrameError) {
        var reader = ByteReader(encoded)
        let sequence = try reader.uint64()
        let at = Instant(microseconds: Int64(bitPattern: try reader.uint64()))
        let kind = try reader.uint16()
        let contact = try reader.uint64()
        let publisher = try reader.shortText()
        let causeSequence = try reader.uint64()
        let count = try reader.uint8()
        var destinations: [StationName] = []
        destinations.reserveCapacity(Int(count))
        for _ in 0..<count { destinations.append(StationName(try reader.shortText())) }
        header = EntryHeader(
            sequence: sequence, at: at, kind: kind, contact: contact,
            cause: publisher.isEmpty
                ? nil : EntryHeader.Cause(publisher: StationName(publisher), sequence: causeSequence),
            destinations: destinations)
        self.encoded = encoded
        body = reader.rest
    }

    /// True when `consumer` is to get it.
    public func isFor(_ consumer: StationName) -> Bool {
        header.destinations.contains(consumer)
    }
}

/// The kinds of entries that a station records about itself, whatever it decides about.
public enum StationKind: UInt16, Sendable, CaseIterable, Hashable {
    /// ``BatchDecided``: closes every batch.
    case batchDecided = 1
    /// The configuration's digest and content, when it differs from the last one.
    case configurationLoaded = 2
    /// ``MembershipChanged``: a consumer was registered.
    case consumerRegistered = 3
    /// A consumer was retired.
    case consumerRetired = 4
    /// An input that crashed the station repeatedly was set aside.
    case inputQuarantined = 5
    /// The wall clock stepped by more than a second.
    case clockStepped = 6
    /// The journal was adopted from the audit log after a restore.
    case journalAdopted = 7
    /// ``AuditedEntry``: an entry of another station, in the audit sink's journal only.
    case audited = 8
}
