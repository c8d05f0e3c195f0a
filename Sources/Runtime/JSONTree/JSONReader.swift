/// Reads one JSON value from bytes, strictly.
///
/// Our own, because Foundation's decoder keeps the last of two equal keys without a word and sets no bound on
/// depth; an edge must refuse both by name. A number that is not whole or not small is refused too: nothing
/// we take has one.
public struct JSONReader {
    /// How deep lists and objects may lie in one another.
    public static let depthLimit = 8
    /// The most digits of a number, those of the largest packed contact.
    public static let digitLimit = 20

    private let bytes: [UInt8]
    private var offset = 0

    /// Reads `bytes`, which must hold exactly one value.
    ///
    /// - Throws: `JSONFlaw`, the first that there is.
    public static func read(_ bytes: [UInt8]) throws(JSONFlaw) -> StrictJSON {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .unexpected(offset: 0, found: "\(bytes.count) bytes that are no UTF-8", expected: "UTF-8")
        }
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.offset == bytes.count else { throw reader.flaw("the end of the line") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func value(depth: Int) throws(JSONFlaw) -> StrictJSON {
        skipSpace()
        guard let byte = peek else { throw flaw("a JSON value") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .truth(true))
        case UInt8(ascii: "f"): return try word("false", .truth(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw flaw("a JSON value")
        }
    }

    private mutating func object(depth: Int) throws(JSONFlaw) -> StrictJSON {
        try open(depth)
        var fields: [StrictJSON.Field] = []
        var names: Set<String> = []
        if takes("}") { return .object([]) }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw flaw("a field's name in quotes") }
            let name = try text()
            guard names.insert(name).inserted else { throw .repeated(field: name) }
            guard takes(":") else { throw flaw("':'") }
            fields.append(StrictJSON.Field(name: name, value: try value(depth: depth + 1)))
        } while takes(",")
        guard takes("}") else { throw flaw("',' or '}'") }
        return .object(fields)
    }

    private mutating func list(depth: Int) throws(JSONFlaw) -> StrictJSON {
        try open(depth)
        var items: [StrictJSON] = []
        if takes("]") { return .list([]) }
        repeat { items.append(try value(depth: depth + 1)) } while takes(",")
        guard takes("]") else { throw flaw("',' or ']'") }
        return .list(items)
    }

    private mutating func open(_ depth: Int) throws(JSONFlaw) {
        guard depth < Self.depthLimit else { throw flaw("at most \(Self.depthLimit) levels") }
        offset += 1
    }

    private mutating func number() throws(JSONFlaw) -> StrictJSON {
        let start = offset
        while let byte = peek, isNumberByte(byte) { offset += 1 }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard (1...Self.digitLimit).contains(digits.utf8.count), digits == "0" || digits.first != "0",
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else {
            throw .unexpected(
                offset: start,
                found: shortened(text),
                expected: "a whole number of at most \(Self.digitLimit) digits"
            )
        }
        return .number(text)
    }

    private mutating func word(_ word: String, _ value: StrictJSON) throws(JSONFlaw) -> StrictJSON {
        guard bytes[offset...].starts(with: word.utf8) else { throw flaw(word) }
        offset += word.utf8.count
        return value
    }

    private mutating func text() throws(JSONFlaw) -> String {
        offset += 1
        var content: [UInt8] = []
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"):
                offset += 1
                content.append(contentsOf: String(try escaped()).utf8)
            case 0..<0x20: throw flaw("an escape instead of a control character")
            default:
                offset += 1
                content.append(byte)
            }
        }
        throw flaw("a closing quote")
    }

    private mutating func escaped() throws(JSONFlaw) -> Unicode.Scalar {
        guard let byte = peek else { throw flaw("an escape") }
        let simple: Unicode.Scalar
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): simple = Unicode.Scalar(byte)
        case UInt8(ascii: "b"): simple = "\u{8}"
        case UInt8(ascii: "f"): simple = "\u{C}"
        case UInt8(ascii: "n"): simple = "\n"
        case UInt8(ascii: "r"): simple = "\r"
        case UInt8(ascii: "t"): simple = "\t"
        case UInt8(ascii: "u"): return try unicode()
        default: throw flaw("one of \" \\ / b f n r t u")
        }
        offset += 1
        return simple
    }

    private mutating func unicode() throws(JSONFlaw) -> Unicode.Scalar {
        let start = offset
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        // Beyond the basic plane a character is written as two surrogates, the upper one first.
        if (0xD800..<0xDC00).contains(first), peek == UInt8(ascii: "\\") {
            offset += 1
            if peek == UInt8(ascii: "u") {
                let second = try codeUnit()
                if (0xDC00..<0xE000).contains(second),
                    let scalar = Unicode.Scalar(
                        (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00 + 0x10000
                    )
                {
                    return scalar
                }
            }
        }
        throw .unexpected(offset: start, found: "half a surrogate pair", expected: "a character")
    }

    private mutating func codeUnit() throws(JSONFlaw) -> UInt16 {
        offset += 1
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80
            else {
                throw flaw("four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
            offset += 1
        }
        return unit
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }

    private mutating func takes(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard peek == UInt8(ascii: mark) else { return false }
        offset += 1
        return true
    }

    private func flaw(_ expected: String) -> JSONFlaw {
        let found =
            switch peek {
            case nil: "the end"
            case .some(let byte) where (0x21..<0x7F).contains(byte): "'\(Character(Unicode.Scalar(byte)))'"
            case .some(let byte): "byte \(byte)"
            }
        return .unexpected(offset: offset, found: found, expected: expected)
    }
}

private func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
    default: false
    }
}

/// At most 40 characters of something that was sent to us.
public func shortened(_ text: String) -> String {
    text.count <= 40 ? text : "\(text.prefix(40))..."
}
