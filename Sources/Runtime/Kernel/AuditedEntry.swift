public import Contacts

/// An entry of another station, kept by the audit sink exactly as it was said.
///
/// It is the body of a ``StationKind/audited`` entry in the sink's own journal. The publisher's bytes are not
/// encoded again: what is hashed is what was said.
public struct AuditedEntry: Hashable, Sendable {
    /// The station that published it.
    public var publisher: StationName
    /// The entry as that station journalled it.
    public var entry: Entry

    /// Joins an entry with its publisher.
    public init(publisher: StationName, entry: Entry) {
        self.publisher = publisher
        self.entry = entry
    }

    /// The body of the sink's entry.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.reserve(1 + publisher.rawValue.utf8.count + entry.encoded.count)
        writer.put(shortText: publisher.rawValue)
        writer.put(raw: entry.encoded)
        return writer.bytes
    }

    /// Reads the body of a sink's entry.
    ///
    /// - Parameter body: What ``encoded`` gave.
    /// - Throws: `FrameError` when it is none.
    public init(body: ArraySlice<UInt8>) throws(FrameError) {
        var reader = ByteReader(body)
        publisher = StationName(try reader.shortText())
        entry = try Entry(encoded: reader.rest)
    }

    /// What the sink records: the contact of the entry, so that one contact's life is found by headers alone.
    public var draft: Draft {
        Draft(
            kind: StationKind.audited.rawValue, contact: entry.contact, destinations: [],
            body: encoded)
    }
}
