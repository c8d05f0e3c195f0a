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
        var shift = Number.bitWidth
        while shift > 0 {
            shift -= 8
            bytes.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
        }
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

    /// Appends bytes behind their 32-bit length.
    public mutating func put(counted: some Collection<UInt8>) {
        put(UInt32(counted.count))
        put(raw: counted)
    }
}

/// Takes big-endian fields off a byte slice.
public struct ByteReader: Sendable {
    private var slice: ArraySlice<UInt8>

    /// Reads from the start of `bytes`.
    public init(_ bytes: ArraySlice<UInt8>) { slice = bytes }

    /// Everything not read yet.
    public var rest: ArraySlice<UInt8> { slice }

    /// True when all is read.
    public var isAtEnd: Bool { slice.isEmpty }

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
        guard count >= 0, slice.count >= count else { throw .truncated(expected: "\(count) bytes") }
        let taken = slice.prefix(count)
        slice = slice.dropFirst(count)
        return taken
    }

    /// Takes bytes behind their 32-bit length.
    public mutating func counted() throws(FrameError) -> ArraySlice<UInt8> {
        try raw(Int(try uint32()))
    }

    /// Takes a text behind its 8-bit length.
    public mutating func shortText() throws(FrameError) -> String {
        let bytes = try raw(Int(try uint8()))
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .malformed(field: "text", value: "\(bytes.count) bytes", expected: "UTF-8")
        }
        return text
    }

    private mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(FrameError) -> Number {
        let width = Number.bitWidth / 8
        guard slice.count >= width else { throw .truncated(expected: "a number of \(width) bytes") }
        var value: Number = 0
        for byte in slice.prefix(width) { value = value << 8 | Number(truncatingIfNeeded: byte) }
        slice = slice.dropFirst(width)
        return value
    }
}
