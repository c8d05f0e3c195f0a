public import Contacts
public import Facts
public import Kernel

/// A fact as the audit log holds it: what was said, by whom, when.
public struct AuditedFact: Hashable, Sendable {
    /// The station that recorded it.
    public var publisher: StationName
    /// Its header in that station's stream.
    public var header: EntryHeader
    /// The fact.
    public var fact: Fact

    /// Joins a fact with where it stands.
    public init(publisher: StationName, header: EntryHeader, fact: Fact) {
        self.publisher = publisher
        self.header = header
        self.fact = fact
    }
}
