public import Facts

/// The bytes of a fact in an entry's body.
///
/// The kind stands in the entry's header, so a body is just the payload of that kind: no envelope is read
/// twice.
public enum FactCodec {
    /// Encodes a fact's payload; its kind goes into the entry's header.
    ///
    /// - Throws: `WireError` when ``decode(kind:body:)`` would not take it back: nothing that cannot be read
    ///   is ever journalled.
    public static func encode(_ fact: Fact) throws(WireError) -> [UInt8] {
        try checkedBytes(of: fact)
    }

    /// The payload whatever it says, to see what its readers make of it.
    package static func unchecked(_ fact: Fact) -> [UInt8] { message(of: fact).bytes }

    /// Reads a fact and checks every field.
    ///
    /// - Parameters:
    ///   - kind: The number in the entry's header.
    ///   - body: The entry's body.
    /// - Returns: The fact.
    /// - Throws: `WireError` when no fact has that kind, or the body is not its payload.
    public static func decode(kind: UInt16, body: ArraySlice<UInt8>) throws(WireError) -> Fact {
        guard let known = FactKind(rawValue: kind) else { throw .unknownKind(kind) }
        return try decode(known, body)
    }
}
