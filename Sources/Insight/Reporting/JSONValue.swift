/// A JSON text put together in the order written, so that the same report is the same bytes.
enum JSONValue {
    case object([(String, JSONValue)])
    case array([JSONValue])
    case string(String)
    /// Digits, as JSON writes numbers.
    case number(String)
    case bool(Bool)
    case null

    /// A whole number.
    static func whole(_ number: some BinaryInteger) -> JSONValue { .number("\(number)") }

    /// A text, or null.
    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// The text, one line.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same as bytes.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .object(let pairs):
            bytes.append(UInt8(ascii: "{"))
            for (place, pair) in pairs.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.quote(pair.0, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                pair.1.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (place, value) in values.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .string(let text): Self.quote(text, to: &bytes)
        case .number(let digits): bytes.append(contentsOf: digits.utf8)
        case .bool(let truth): bytes.append(contentsOf: (truth ? "true" : "false").utf8)
        case .null: bytes.append(contentsOf: "null".utf8)
        }
    }

    private static func quote(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: "\\u00\(digits.count < 2 ? "0" : "")\(digits)".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
