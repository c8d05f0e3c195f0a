/// A frame, batch or entry that does not hold what it should; never reaches a machine.
public enum FrameError: Error, Hashable, Sendable {
    /// The bytes ended before `expected` was complete.
    case truncated(expected: String)
    /// A field holds something that its form does not allow.
    case malformed(field: String, value: String, expected: String)
    /// The frame is of a version or type that this program does not know.
    case unknown(field: String, value: UInt64)
}

extension FrameError: CustomStringConvertible {
    /// What is wrong and what was expected.
    public var description: String {
        switch self {
        case .truncated(let expected): "bytes end before \(expected)"
        case .malformed(let field, let value, let expected): "\(field) is \(value), expected \(expected)"
        case .unknown(let field, let value): "\(field) \(value) is unknown"
        }
    }
}

/// Appends big-endian fields to a byte array.
public struct ByteWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// Makes an empty writer.
    public init() {}

    /// Makes room for `count` more bytes.
    public mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    /// Appends an integer, most significant byte first.
    public mutating func put<Number: FixedWidthInteger & UnsignedInteger>(_ number: Number) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Appends bytes as they are.
    public mutating func put(raw: some Collection<UInt8>) { bytes.append(contentsOf: raw) }

    /// Appends a text of at most 255 UTF-8 bytes behind its length.
    public mutating func put(shortText text: String) {
        let utf8 = text.utf8
        precondition(utf8.count <= 255, "a name has at most 255 bytes: \(text)")
        bytes.append(UInt8(utf8.count))
        bytes.append(contentsOf: utf8)
    }

    /// Leaves room for a 32-bit length; what is put until ``endCounted(_:)`` is counted by it.
    mutating func beginCounted() -> Int {
        put(UInt32(0))
        return bytes.count
    }

    /// Fills in the length of what was put since `mark`; returns where that stands.
    mutating func endCounted(_ mark: Int) -> Range<Int> {
        let count = UInt32(bytes.count - mark)
        withUnsafeBytes(of: count.bigEndian) { length in
            for place in 0..<4 { bytes[mark - 4 + place] = length[place] }
        }
        return mark..<bytes.count
    }

    /// Appends bytes behind their 32-bit length.
    public mutating func put(counted: some Collection<UInt8>) {
        put(UInt32(counted.count))
        put(raw: counted)
    }
}

/// Takes big-endian fields off a byte slice.
///
/// It remembers how far it is instead of cutting the slice shorter: each cut would count a reference.
public struct ByteReader: Sendable {
    private let whole: ArraySlice<UInt8>
    private var next: Int

    /// Reads from the start of `bytes`.
    public init(_ bytes: ArraySlice<UInt8>) {
        whole = bytes
        next = bytes.startIndex
    }

    /// Everything not read yet.
    public var rest: ArraySlice<UInt8> { whole[next...] }

    /// The index of the next byte.
    var place: Int { next }

    /// Passes over a text behind its 8-bit length.
    mutating func skipShortText() throws(FrameError) { _ = try raw(Int(try uint8())) }

    /// True when all is read.
    public var isAtEnd: Bool { next == whole.endIndex }

    /// Takes one byte.
    public mutating func uint8() throws(FrameError) -> UInt8 { try number(UInt8.self) }
    /// Takes two bytes.
    public mutating func uint16() throws(FrameError) -> UInt16 { try number(UInt16.self) }
    /// Takes four bytes.
    public mutating func uint32() throws(FrameError) -> UInt32 { try number(UInt32.self) }
    /// Takes eight bytes.
    public mutating func uint64() throws(FrameError) -> UInt64 { try number(UInt64.self) }

    /// Takes `count` bytes.
    public mutating func raw(_ count: Int) throws(FrameError) -> ArraySlice<UInt8> {
        guard count >= 0, whole.endIndex - next >= count else {
            throw .truncated(expected: "\(count) bytes")
        }
        defer { next += count }
        return whole[next..<(next + count)]
    }

    /// Takes bytes behind their 32-bit length.
    public mutating func counted() throws(FrameError) -> ArraySlice<UInt8> {
        try raw(Int(try uint32()))
    }

    /// Takes a text behind its 8-bit length.
    public mutating func shortText() throws(FrameError) -> String {
        let bytes = try raw(Int(try uint8()))
        guard let text = String(checked: bytes) else {
            throw .malformed(field: "text", value: "\(bytes.count) bytes", expected: "UTF-8")
        }
        return text
    }

    private mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(FrameError) -> Number {
        let width = Number.bitWidth / 8
        guard whole.endIndex - next >= width else {
            throw .truncated(expected: "a number of \(width) bytes")
        }
        let offset = next - whole.startIndex
        next += width
        return Number(
            bigEndian: whole.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) })
    }
}

extension String {
    /// The text that `bytes` are in UTF-8; nil when they are none.
    ///
    /// What is no UTF-8 would be repaired, and then is not what it was. `String(validating:as:)` is the same
    /// and ten times as slow: it is not specialised for a slice.
    init?(checked bytes: ArraySlice<UInt8>) {
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard utf8.count == bytes.count else { return nil }
        guard utf8.elementsEqual(bytes) else { return nil }
    }
}
