/// Writes states as checkpoints; ``CheckpointDecoder`` reads them.
enum CheckpointEncoder {
    /// The bytes of `value`.
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let writer = CheckpointWriter()
        try writer.put(value)
        return try writer.made.finish()
    }
}

/// The place of one value; small enough to lie in an existential without a box.
struct CheckpointValueEncoder: Encoder, SingleValueEncodingContainer {
    let writer: CheckpointWriter
    let depth: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        let container = writer.made.container(.keyed, at: depth)
        return KeyedEncodingContainer(CheckpointFieldsEncoder(writer: writer, container: container))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        CheckpointListEncoder(writer: writer, container: writer.made.container(.list, at: depth))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { writer.made.put(tag: .null) }
    func encode(_ value: Bool) { writer.made.put(tag: value ? .yes : .no) }
    func encode(_ value: String) { writer.made.put(text: value) }
    func encode(_ value: Double) { writer.made.put(.double, bits: value.bitPattern) }
    func encode(_ value: Float) { writer.made.put(.float, bits: value.bitPattern) }
    func encode<Number: FixedWidthInteger & Encodable>(_ value: Number) { writer.made.put(number: value) }
    func encode<T: Encodable>(_ value: T) throws { try writer.put(value) }
}

/// Writes a value as fields, each behind its key.
struct CheckpointFieldsEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: CheckpointWriter
    let container: CheckpointBytes.Container

    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) {
        enter(key)
        writer.made.put(tag: .null)
    }

    func encode(_ value: Bool, forKey key: Key) {
        enter(key)
        writer.made.put(tag: value ? .yes : .no)
    }

    func encode(_ value: String, forKey key: Key) {
        enter(key)
        writer.made.put(text: value)
    }

    // The common widths by name: the rest go through a generic method, which is slow in a generic type.
    func encode(_ value: Int, forKey key: Key) { writer.made.put(value, container, key.stringValue) }
    func encode(_ value: Int64, forKey key: Key) { writer.made.put(value, container, key.stringValue) }
    func encode(_ value: UInt64, forKey key: Key) { writer.made.put(value, container, key.stringValue) }
    func encode(_ value: UInt32, forKey key: Key) { writer.made.put(value, container, key.stringValue) }
    func encode(_ value: UInt16, forKey key: Key) { writer.made.put(value, container, key.stringValue) }

    func encode<Number: FixedWidthInteger & Encodable>(_ value: Number, forKey key: Key) {
        writer.made.put(value, container, key.stringValue)
    }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        enter(key)
        try writer.put(value)
    }

    /// Writes down that there is nothing: two bytes, and a reader that asks for every key in turn finds
    /// each where it looks first.
    func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
        guard let value else { return encodeNil(forKey: key) }
        try encode(value, forKey: key)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        enter(key)
        return KeyedEncodingContainer(
            CheckpointFieldsEncoder<NestedKey>(writer: writer, container: writer.made.begin(.keyed)))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        enter(key)
        return CheckpointListEncoder(writer: writer, container: writer.made.begin(.list))
    }

    func superEncoder() -> any Encoder { writer.refuseSuper() }
    func superEncoder(forKey key: Key) -> any Encoder { writer.refuseSuper() }

    private func enter(_ key: Key) { writer.made.enter(container, key: key.stringValue) }
}

/// Writes a value as a list.
struct CheckpointListEncoder: UnkeyedEncodingContainer {
    let writer: CheckpointWriter
    let container: CheckpointBytes.Container

    var codingPath: [any CodingKey] { [] }
    var count: Int { writer.made.count(of: container) }

    func encodeNil() {
        writer.made.enter(container)
        writer.made.put(tag: .null)
    }

    func encode(_ value: Bool) {
        writer.made.enter(container)
        writer.made.put(tag: value ? .yes : .no)
    }

    func encode(_ value: String) {
        writer.made.enter(container)
        writer.made.put(text: value)
    }

    func encode<Number: FixedWidthInteger & Encodable>(_ value: Number) {
        writer.made.enter(container)
        writer.made.put(number: value)
    }

    func encode<T: Encodable>(_ value: T) throws {
        writer.made.enter(container)
        try writer.put(value)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        writer.made.enter(container)
        return KeyedEncodingContainer(
            CheckpointFieldsEncoder<NestedKey>(writer: writer, container: writer.made.begin(.keyed)))
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        writer.made.enter(container)
        return CheckpointListEncoder(writer: writer, container: writer.made.begin(.list))
    }

    func superEncoder() -> any Encoder { writer.refuseSuper() }
}

extension CheckpointBytes {
    /// Writes a field that is a number.
    fileprivate mutating func put(_ number: some FixedWidthInteger, _ container: Container, _ key: String) {
        enter(container, key: key)
        put(number: number)
    }
}

extension CheckpointWriter {
    /// States are values; none has a superclass that would write itself.
    fileprivate func refuseSuper() -> any Encoder {
        made.fail("a superclass is not written")
        return CheckpointValueEncoder(writer: self, depth: made.end.depth)
    }
}
