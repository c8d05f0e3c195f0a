/// Lines of comma separated values, as our own files hold them and the one reader reads them.
public enum CSVLine {
    /// A line of `fields`, quoted where they need it.
    public static func line(_ fields: [String]) -> String {
        var bytes: [UInt8] = []
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Byte by byte: a quote with a combining mark behind it is one character, and a quote all the same.
    private static func append(_ field: String, to bytes: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let needsQuotes = field.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
        bytes.append(quote)
        for byte in field.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
