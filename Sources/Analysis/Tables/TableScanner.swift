/// Cuts the bytes of a CSV file into fields, by the one grammar that every file has to keep to.
///
/// RFC 4180, and strictly: a byte order mark is taken off; records end in a line feed or in a carriage return
/// and a line feed; a field in double quotes may hold separators, line feeds and doubled quotes. What people
/// did not mean is refused instead of guessed: a carriage return alone, a quote in the middle of a field or
/// without its fellow, bytes that are no UTF-8, characters that nobody sees, blanks at a field's ends.
struct TableScanner: Sendable {
    /// One field and the line on which it begins.
    struct Field: Hashable, Sendable {
        var text: String
        var line: Int
    }

    private enum State {
        case plain, quoted, afterQuote
        /// A carriage return was read, whose line feed must follow.
        case returned, returnedInQuotes
    }

    /// The longest field, bytes: an unclosed quote must not take a whole file into memory.
    static let longest = 65_536

    /// The fields of the record that has just ended, until the next byte is taken.
    private(set) var fields: [Field] = []
    /// What the header calls the columns; empty while it is being read.
    var names: [String] = []
    /// The line that is being read, the first being 1.
    private(set) var line = 1
    private let separator: UInt8
    private var state = State.plain
    private var bytes: [UInt8] = []
    private var fieldLine = 1
    private var isQuoted = false
    private var hasEnded = false
    private var isFirst = true

    init(separator: UInt8) { self.separator = separator }

    /// True when the last record is an empty line.
    var isBlank: Bool { fields.count == 1 && fields[0].text.isEmpty && !isQuoted }

    /// Takes the next byte; true when it ends a record.
    mutating func take(_ byte: UInt8) throws(TableFault) -> Bool {
        if hasEnded { begin() }
        switch state {
        case .plain: return try takePlain(byte)
        case .quoted:
            try takeQuoted(byte)
            return false
        case .afterQuote:
            guard byte == UInt8(ascii: "\"") else { return try takeAfterQuote(byte) }
            append(byte)
            state = .quoted
            return false
        case .returned:
            guard byte == Self.lineFeed else { throw bareReturn() }
            return try endRecord()
        case .returnedInQuotes:
            guard byte == Self.lineFeed else { throw bareReturn() }
            append(byte)
            line += 1
            state = .quoted
            return false
        }
    }

    /// Ends the file; true when that ends a record.
    mutating func finish() throws(TableFault) -> Bool {
        if hasEnded { begin() }
        switch state {
        case .quoted, .returnedInQuotes:
            throw fault("a quote that is never closed", "a second quote before the file ends")
        case .returned: throw bareReturn()
        case .plain, .afterQuote: break
        }
        guard !fields.isEmpty || !bytes.isEmpty || isQuoted else { return false }
        return try endRecord()
    }

    // MARK: Bytes

    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private mutating func takePlain(_ byte: UInt8) throws(TableFault) -> Bool {
        switch byte {
        case separator: try endField()
        case Self.lineFeed: return try endRecord()
        case Self.carriageReturn: state = .returned
        case UInt8(ascii: "\""):
            if isFirst, bytes == Self.mark { bytes = [] }
            guard bytes.isEmpty else {
                throw fault(shown + "\"", "quotes around the whole field, doubled inside it")
            }
            isQuoted = true
            state = .quoted
        default: try takeText(byte)
        }
        return false
    }

    private mutating func takeQuoted(_ byte: UInt8) throws(TableFault) {
        switch byte {
        case UInt8(ascii: "\""): state = .afterQuote
        case Self.carriageReturn: state = .returnedInQuotes
        case Self.lineFeed:
            append(byte)
            line += 1
        case separator: append(byte)
        default: try takeText(byte)
        }
    }

    private mutating func takeAfterQuote(_ byte: UInt8) throws(TableFault) -> Bool {
        switch byte {
        case separator: try endField()
        case Self.lineFeed: return try endRecord()
        case Self.carriageReturn: state = .returned
        default: throw fault(shown + "\"", "a separator or the line's end behind the closing quote")
        }
        return false
    }

    private mutating func takeText(_ byte: UInt8) throws(TableFault) {
        guard byte >= 0x20, byte != 0x7F else {
            let digits = String(byte, radix: 16, uppercase: true)
            throw fault("byte 0x\(digits.count < 2 ? "0" : "")\(digits)", "text without control characters")
        }
        guard bytes.count < Self.longest else {
            throw fault("more than \(Self.longest) bytes", "a shorter field; is a quote left open?")
        }
        append(byte)
    }

    private mutating func append(_ byte: UInt8) { bytes.append(byte) }

    // MARK: Ends

    private mutating func begin() {
        fields.removeAll(keepingCapacity: true)
        hasEnded = false
        isQuoted = false
        fieldLine = line
    }

    private mutating func endRecord() throws(TableFault) -> Bool {
        let isQuotedRecord = isQuoted
        try endField()
        // A record of one empty field in quotes is no empty line.
        isQuoted = isQuotedRecord
        line += 1
        hasEnded = true
        return true
    }

    private mutating func endField() throws(TableFault) {
        if isFirst, !isQuoted, bytes.starts(with: Self.mark) { bytes.removeFirst(Self.mark.count) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw fault(shown, "text in UTF-8")
        }
        try check(text)
        fields.append(Field(text: text, line: fieldLine))
        isFirst = false
        bytes.removeAll(keepingCapacity: true)
        state = .plain
        isQuoted = false
        fieldLine = line
    }

    /// Blanks at the ends and characters that nobody sees make two names of what looks like one.
    private func check(_ text: String) throws(TableFault) {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return }
        if first.properties.isWhitespace || last.properties.isWhitespace {
            throw fault("\"\(text)\"", "no blank at the field's ends")
        }
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return }
        let hidden = text.unicodeScalars.first { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
            default: false
            }
        }
        guard let hidden else { return }
        let digits = String(hidden.value, radix: 16, uppercase: true)
        throw fault("U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits, "visible text")
    }

    // MARK: Faults

    private var shown: String { String(decoding: bytes, as: UTF8.self) }

    private func bareReturn() -> TableFault {
        fault("a carriage return alone", "lines that end in a line feed, with a carriage return or without")
    }

    private func fault(_ value: String, _ expected: String) -> TableFault {
        let place = fields.count
        return TableFault(
            line: fieldLine, column: place < names.count ? names[place] : "\(place + 1)", value: value,
            expected: expected)
    }
}
