import Contacts

/// A checkpoint that is being read: its bytes, its words, and where the reader of fields is.
///
/// Everything is found by its place, and nothing is copied. Each length is held against what is there before
/// it is believed, so that damaged bytes end in an error and not in memory that they ask for.
final class CheckpointSource {
    private let bytes: [UInt8]
    /// Its words, each once: names of fields and of cases, and texts that it holds.
    let words: [String]
    /// Where fields are looked for first: a keyed container by its place, and the field after the one that
    /// was read last. `Decodable` wants its containers immutable, and one note for all of them is enough:
    /// the outer one writes it anew when the inner one is read.
    private var note = (container: -1, next: 0)

    /// Where the one value stands.
    static let root = 1

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        guard bytes.first == CheckpointForm.version else { throw Self.damaged(0, "the version byte") }
        guard bytes.count <= CheckpointForm.byteLimit else { throw Self.damaged(0, "a size of 32 bits") }
        var place = try Self.end(ofValueAt: Self.root, in: bytes, within: bytes.count)
        let count = try Self.varint(bytes, &place, within: bytes.count)
        guard count <= bytes.count - place else { throw Self.damaged(place, "as many words as counted") }
        var words: [String] = []
        words.reserveCapacity(Int(count))
        for _ in 0..<count {
            words.append(try Self.text(bytes, &place, within: bytes.count))
        }
        guard place == bytes.count else { throw Self.damaged(place, "the end after the last word") }
        self.words = words
    }

    /// What a container holds.
    struct Content {
        var start: Int
        var end: Int
        var count = 0
    }

    /// The content of the container at `place`.
    func content(of tag: CheckpointForm.Tag, at place: Int) throws -> Content {
        guard try self.tag(at: place) == tag else { throw mismatch(place, "\(tag)") }
        var start = place + 1
        let end = try Self.extent(bytes, &start, within: bytes.count)
        var content = Content(start: start, end: end)
        guard tag == .list else { return content }
        let count = try Self.varint(bytes, &content.start, within: end)
        guard count <= end - content.start else { throw Self.damaged(place, "as many values as counted") }
        content.count = Int(count)
        return content
    }

    /// The first place behind the value at `place`.
    func end(ofValueAt place: Int, within limit: Int) throws -> Int {
        try Self.end(ofValueAt: place, in: bytes, within: limit)
    }

    /// Where the value of `key` stands; nil when there is none.
    func value(of key: String, in content: Content) throws -> Content? {
        let first = note.container == content.start ? note.next : content.start
        if let found = try value(of: key, from: first, to: content.end, in: content) { return found }
        return try value(of: key, from: content.start, to: first, in: content)
    }

    /// Where the value of `key` stands, which has to be there.
    func field(_ key: String, in content: Content) throws -> Content {
        guard let field = try value(of: key, in: content) else {
            let place = "checkpoint, byte \(content.start): no \(key)"
            throw DecodingError.keyNotFound(
                MissingKey(stringValue: key), .init(codingPath: [], debugDescription: place))
        }
        return field
    }

    /// Lets the next field be looked for behind one that was read.
    func pass(_ field: Content, in content: Content) { note = (content.start, field.end) }

    private func value(of key: String, from first: Int, to end: Int, in content: Content) throws -> Content? {
        var place = first
        while place < end {
            let word = try word(&place, within: content.end)
            let next = try Self.end(ofValueAt: place, in: bytes, within: content.end)
            if words[word] == key { return Content(start: place, end: next) }
            place = next
        }
        return nil
    }

    /// The keys of a keyed container, in the order written.
    func keys(in content: Content) throws -> [String] {
        var found: [String] = []
        var place = content.start
        while place < content.end {
            found.append(words[try word(&place, within: content.end)])
            place = try Self.end(ofValueAt: place, in: bytes, within: content.end)
        }
        return found
    }
}

/// A key that an error names.
private struct MissingKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension CheckpointSource {
    /// The number that is the field of `key`.
    func number<Number: FixedWidthInteger>(
        _ type: Number.Type, _ key: String, in content: Content
    ) throws -> Number {
        let field = try field(key, in: content)
        pass(field, in: content)
        return try number(type, at: field.start)
    }

    func isNull(at place: Int) -> Bool { bytes[place] == CheckpointForm.Tag.null.rawValue }

    func bool(at place: Int) throws -> Bool {
        switch bytes[place] {
        case CheckpointForm.Tag.yes.rawValue: return true
        case CheckpointForm.Tag.no.rawValue: return false
        default: throw mismatch(place, "yes or no")
        }
    }

    func number<Number: FixedWidthInteger>(_ type: Number.Type, at place: Int) throws -> Number {
        let first = bytes[place]
        if first >= CheckpointForm.smallNumber {
            return Number(truncatingIfNeeded: first & ~CheckpointForm.smallNumber)
        }
        var next = place + 1
        switch CheckpointForm.Tag(rawValue: first) {
        case .positive:
            if let number = Number(exactly: try Self.varint(bytes, &next, within: bytes.count)) {
                return number
            }
        case .negative:
            let complement = try Self.varint(bytes, &next, within: bytes.count)
            if Number.isSigned, let number = Number(exactly: complement) { return ~number }
        default: break
        }
        throw mismatch(place, "\(type)")
    }

    func bits<Bits: FixedWidthInteger>(_ tag: CheckpointForm.Tag, at place: Int) throws -> Bits {
        guard bytes[place] == tag.rawValue else { throw mismatch(place, "\(tag)") }
        return (1...Bits.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Bits(bytes[place + $1]) }
    }

    func text(at place: Int) throws -> String {
        var next = place + 1
        switch CheckpointForm.Tag(rawValue: bytes[place]) {
        case .word: return words[try word(&next, within: bytes.count)]
        case .text: return try Self.text(bytes, &next, within: bytes.count)
        default: throw mismatch(place, "text")
        }
    }

    /// Reads a value through its own `init`, or a bare number when it is one of the two that fill a state.
    func value<T: Decodable>(_ type: T.Type, at place: Int) throws -> T {
        if T.self == Contact.ID.self {
            return try same(Contact.ID(rawValue: try number(UInt64.self, at: place)))
        }
        if T.self == Instant.self {
            return try same(Instant(microseconds: try number(Int64.self, at: place)))
        }
        return try T(from: CheckpointValueDecoder(source: self, place: place))
    }

    /// The same value, as the type that it was found to be; apart, because the rest of `value` is quicker
    /// without an optional of a type that is not known.
    @inline(never)
    private func same<Known, T>(_ value: Known) throws -> T {
        guard let value = value as? T else { throw Self.damaged(0, "\(T.self)") }
        return value
    }

    private func tag(at place: Int) throws -> CheckpointForm.Tag {
        guard place < bytes.count, let tag = CheckpointForm.Tag(rawValue: bytes[place]) else {
            throw Self.damaged(place, "a value")
        }
        return tag
    }

    private func word(_ place: inout Int, within limit: Int) throws -> Int {
        let number = try Self.varint(bytes, &place, within: limit)
        guard number < words.count else { throw Self.damaged(place, "the number of a word") }
        return Int(number)
    }

    private func mismatch(_ place: Int, _ expected: String) -> DecodingError {
        let tag = CheckpointForm.Tag(rawValue: bytes[place])
        let found = tag.map { "\($0)" } ?? "a small number"
        return Self.damaged(place, "\(expected), not \(found)")
    }
}

extension CheckpointSource {
    /// What the bytes should have been.
    static func damaged(_ place: Int, _ expected: String) -> DecodingError {
        .dataCorrupted(
            .init(codingPath: [], debugDescription: "checkpoint, byte \(place): expected \(expected)"))
    }

    /// The first place behind the value at `place`, which lies below `limit` as a whole.
    private static func end(ofValueAt place: Int, in bytes: [UInt8], within limit: Int) throws -> Int {
        guard place < limit else { throw damaged(place, "a value") }
        let first = bytes[place]
        var next = place + 1
        if first >= CheckpointForm.smallNumber { return next }
        switch CheckpointForm.Tag(rawValue: first) {
        case .null, .no, .yes: return next
        case .positive, .negative, .word: _ = try varint(bytes, &next, within: limit)
        case .double: next += 8
        case .float: next += 4
        case .text, .keyed, .list: next = try extent(bytes, &next, within: limit)
        case nil: throw damaged(place, "a value")
        }
        guard next <= limit else { throw damaged(place, "the whole value") }
        return next
    }

    /// Takes a length; where that many bytes end.
    private static func extent(_ bytes: [UInt8], _ place: inout Int, within limit: Int) throws -> Int {
        let length = try varint(bytes, &place, within: limit)
        guard length <= limit - place else { throw damaged(place, "\(length) bytes") }
        return place + Int(length)
    }

    private static func text(_ bytes: [UInt8], _ place: inout Int, within limit: Int) throws -> String {
        let end = try extent(bytes, &place, within: limit)
        guard let text = String(validating: bytes[place..<end], as: UTF8.self) else {
            throw damaged(place, "UTF-8")
        }
        place = end
        return text
    }

    private static func varint(_ bytes: [UInt8], _ place: inout Int, within limit: Int) throws -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while place < limit {
            let byte = bytes[place]
            place += 1
            guard shift < 63 || byte <= 1 else { break }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        throw damaged(place, "a number")
    }
}
