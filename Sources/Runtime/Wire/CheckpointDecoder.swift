/// Reads what ``CheckpointEncoder`` wrote.
///
/// A type may ask for its keys in any order; in the order written each is found at once. What is not asked
/// for is passed over, and what is not there is nil to an optional.
enum CheckpointDecoder {
    /// The value in `bytes`.
    static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
        try CheckpointSource(bytes).value(type, at: CheckpointSource.root)
    }
}

/// One value by its place; small enough to lie in an existential without a box.
struct CheckpointValueDecoder: Decoder, SingleValueDecodingContainer {
    let source: CheckpointSource
    let place: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(
            CheckpointFieldsDecoder(source: source, content: try source.content(of: .keyed, at: place)))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        CheckpointListDecoder(source: source, content: try source.content(of: .list, at: place))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { source.isNull(at: place) }
    func decode(_ type: Bool.Type) throws -> Bool { try source.bool(at: place) }
    func decode(_ type: String.Type) throws -> String { try source.text(at: place) }

    func decode(_ type: Double.Type) throws -> Double {
        Double(bitPattern: try source.bits(.double, at: place))
    }

    func decode(_ type: Float.Type) throws -> Float {
        Float(bitPattern: try source.bits(.float, at: place))
    }

    func decode<Number: FixedWidthInteger & Decodable>(_ type: Number.Type) throws -> Number {
        try source.number(type, at: place)
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T { try source.value(type, at: place) }
}

/// Reads a value as fields.
struct CheckpointFieldsDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let source: CheckpointSource
    let content: CheckpointSource.Content

    var codingPath: [any CodingKey] { [] }

    /// Keys that are no `Key` are those of another build.
    var allKeys: [Key] {
        // Each field was gone past when the container was: what does not parse is refused where it is read.
        ((try? source.keys(in: content)) ?? []).compactMap { Key(stringValue: $0) }
    }

    func contains(_ key: Key) -> Bool {
        // What does not parse is refused where it is read.
        (try? source.value(of: key.stringValue, in: content)) != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        let field = try field(key)
        guard source.isNull(at: field.start) else { return false }
        source.pass(field, in: content)
        return true
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        let field = try field(key)
        defer { source.pass(field, in: content) }
        return try source.bool(at: field.start)
    }

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        let field = try field(key)
        defer { source.pass(field, in: content) }
        return try source.text(at: field.start)
    }

    // The common widths by name: the rest go through a generic method, which is slow in a generic type.
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        try source.number(type, key.stringValue, in: content)
    }

    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        try source.number(type, key.stringValue, in: content)
    }

    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try source.number(type, key.stringValue, in: content)
    }

    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
        try source.number(type, key.stringValue, in: content)
    }

    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
        try source.number(type, key.stringValue, in: content)
    }

    func decode<Number: FixedWidthInteger & Decodable>(
        _ type: Number.Type, forKey key: Key
    ) throws -> Number {
        try source.number(type, key.stringValue, in: content)
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let field = try field(key)
        defer { source.pass(field, in: content) }
        return try source.value(type, at: field.start)
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let field = try source.value(of: key.stringValue, in: content) else { return nil }
        defer { source.pass(field, in: content) }
        return source.isNull(at: field.start) ? nil : try source.value(type, at: field.start)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try decoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { throw source.superclass }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw source.superclass }

    private func decoder(_ key: Key) throws -> CheckpointValueDecoder {
        CheckpointValueDecoder(source: source, place: try field(key).start)
    }

    private func field(_ key: Key) throws -> CheckpointSource.Content {
        try source.field(key.stringValue, in: content)
    }
}

/// Reads a value as a list.
struct CheckpointListDecoder: UnkeyedDecodingContainer {
    private let source: CheckpointSource
    // Half the width, so that the whole lies in an existential without a box: there is one for each array.
    private var place: UInt32
    private let end: UInt32
    private let total: UInt32
    private var read: UInt32 = 0

    init(source: CheckpointSource, content: CheckpointSource.Content) {
        self.source = source
        place = UInt32(content.start)
        end = UInt32(content.end)
        total = UInt32(content.count)
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { Int(total) }
    var currentIndex: Int { Int(read) }
    var isAtEnd: Bool { place >= end }

    mutating func decodeNil() throws -> Bool {
        guard source.isNull(at: Int(try look())) else { return false }
        _ = try take()
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try source.bool(at: try take()) }
    mutating func decode(_ type: String.Type) throws -> String { try source.text(at: try take()) }

    mutating func decode<Number: FixedWidthInteger & Decodable>(_ type: Number.Type) throws -> Number {
        try source.number(type, at: try take())
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try source.value(type, at: try take()) }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try CheckpointValueDecoder(source: source, place: try take()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try CheckpointValueDecoder(source: source, place: try take()).unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { throw source.superclass }

    /// The place of the next value.
    private func look() throws -> Int {
        guard place < end else { throw CheckpointSource.damaged(Int(place), "another value") }
        return Int(place)
    }

    /// The place of the next value, which is then behind.
    private mutating func take() throws -> Int {
        let value = try look()
        place = UInt32(try source.end(ofValueAt: value, within: Int(end)))
        read += 1
        return value
    }
}

extension CheckpointSource {
    /// None is written.
    fileprivate var superclass: DecodingError { Self.damaged(0, "no superclass to be read") }
}
