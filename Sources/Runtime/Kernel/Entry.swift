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
/// The same bytes are journalled, sent and audited: what is hashed is what was said. Most stations that see
/// an entry need four numbers of its header; the names in it are read only when ``header`` is asked for.
public struct Entry: Sendable {
    /// The entry's place in its station's stream, from 1, gap-free.
    public let sequence: UInt64
    /// When it was decided, on the topology's clock.
    public let at: Instant
    /// The number of the fact's kind; below 16 the station's own (``StationKind``).
    public let kind: UInt16
    /// The contact it is about, as its packed number; 0 when it is about none.
    public let contact: UInt64
    /// Header and body as they stand in the journal, without the length before them.
    public let encoded: ArraySlice<UInt8>
    private let namesStart: Int
    private let bodyStart: Int

    /// The fact's protobuf bytes, or a station entry's own form.
    public var body: ArraySlice<UInt8> { encoded[bodyStart...] }

    /// Encodes an entry from its parts.
    public init(header: EntryHeader, body: some Collection<UInt8>) {
        var writer = ByteWriter()
        writer.reserve(96 + body.count)
        let places = writer.put(header, body: body)
        self.init(header, encoded: writer.bytes[...], places)
    }

    /// An entry whose bytes were written as part of a batch.
    init(_ header: EntryHeader, encoded: ArraySlice<UInt8>, _ places: Places) {
        sequence = header.sequence
        at = header.at
        kind = header.kind
        contact = header.contact
        self.encoded = encoded
        namesStart = encoded.startIndex + places.names
        bodyStart = encoded.startIndex + places.body
    }

    /// Where the parts of an entry begin in its bytes.
    struct Places {
        var names: Int
        var body: Int
    }

    /// Reads an entry back.
    ///
    /// - Parameter encoded: What ``encoded`` held.
    /// - Throws: `FrameError` when the bytes end early or hold no entry.
    public init(encoded: ArraySlice<UInt8>) throws(FrameError) {
        var reader = ByteReader(encoded)
        sequence = try reader.uint64()
        at = Instant(microseconds: Int64(bitPattern: try reader.uint64()))
        kind = try reader.uint16()
        contact = try reader.uint64()
        namesStart = reader.place
        try reader.skipShortText()
        _ = try reader.uint64()
        for _ in 0..<(try reader.uint8()) { try reader.skipShortText() }
        self.encoded = encoded
        bodyStart = reader.place
    }

    /// The readable part, with its names.
    public var header: EntryHeader {
        var names = Names(encoded[namesStart..<bodyStart])
        let publisher = names.next()
        let causeSequence = names.number()
        let count = names.count()
        return EntryHeader(
            sequence: sequence, at: at, kind: kind, contact: contact,
            cause: publisher.isEmpty
                ? nil : EntryHeader.Cause(publisher: StationName(publisher), sequence: causeSequence),
            destinations: (0..<count).map { _ in StationName(names.next()) })
    }

    /// True when `consumer` is to get it.
    public func isFor(_ consumer: StationName) -> Bool {
        var consumer = consumer.rawValue
        return consumer.withUTF8 { wanted in
            encoded.withUnsafeBytes { bytes in
                var place = namesStart - encoded.startIndex
                place += 1 + Int(bytes[place]) + 8
                var left = bytes[place]
                place += 1
                while left > 0 {
                    let count = Int(bytes[place])
                    let name = UnsafeRawBufferPointer(rebasing: bytes[(place + 1)..<(place + 1 + count)])
                    if count == wanted.count, name.elementsEqual(wanted) { return true }
                    place += 1 + count
                    left -= 1
                }
                return false
            }
        }
    }

    /// Reads names whose lengths were checked when the entry was read.
    private struct Names {
        private let bytes: ArraySlice<UInt8>
        private var place: Int

        init(_ bytes: ArraySlice<UInt8>) {
            self.bytes = bytes
            place = bytes.startIndex
        }

        mutating func count() -> Int {
            defer { place += 1 }
            return Int(bytes[place])
        }

        mutating func next() -> String {
            let length = count()
            defer { place += length }
            return String(decoding: bytes[place..<(place + length)], as: UTF8.self)
        }

        mutating func number() -> UInt64 {
            defer { place += 8 }
            return bytes[place..<(place + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}

extension Entry: Hashable {
    public static func == (left: Entry, right: Entry) -> Bool { left.encoded == right.encoded }
    public func hash(into hasher: inout Hasher) { hasher.combine(encoded) }
}

extension ByteWriter {
    /// Appends an entry's header and body; returns where its parts begin, counted from its first byte.
    mutating func put(_ header: EntryHeader, body: some Collection<UInt8>) -> Entry.Places {
        let start = bytes.count
        put(header.sequence)
        put(UInt64(bitPattern: header.at.microseconds))
        put(header.kind)
        put(header.contact)
        let names = bytes.count - start
        put(shortText: header.cause?.publisher.rawValue ?? "")
        put(header.cause?.sequence ?? 0)
        put(UInt8(header.destinations.count))
        for destination in header.destinations { put(shortText: destination.rawValue) }
        let places = Entry.Places(names: names, body: bytes.count - start)
        put(raw: body)
        return places
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
