/// Blanks the comments and texts of Swift, so that a rule about code is not met by what is said about code.
///
/// Columns and line breaks stay. Code inside an interpolation counts as text. Regex literals are not known:
/// the house does not use them.
struct CodeOnly {
    private let text: [UInt8]
    private var out: [UInt8] = []
    private var at = 0

    /// What is left of `text`.
    static func of(_ text: String) -> String {
        var reader = CodeOnly(text: Array(text.utf8))
        reader.run()
        return String(decoding: reader.out, as: UTF8.self)
    }

    private init(text: [UInt8]) {
        self.text = text
        out.reserveCapacity(text.count)
    }

    private mutating func run() {
        while at < text.count {
            if sees("//") {
                while at < text.count, text[at] != UInt8(ascii: "\n") { blank(1) }
            } else if sees("/*") {
                blockComment()
            } else if let hashes = textOpens() {
                quoted(hashes: hashes)
            } else {
                out.append(text[at])
                at += 1
            }
        }
    }

    private func sees(_ wanted: String, after skipped: Int = 0) -> Bool {
        let start = at + skipped
        let bytes = wanted.utf8
        guard start + bytes.count <= text.count else { return false }
        return text[start..<(start + bytes.count)].elementsEqual(bytes)
    }

    private mutating func blank(_ count: Int) {
        for _ in 0..<count where at < text.count {
            out.append(text[at] == UInt8(ascii: "\n") ? text[at] : UInt8(ascii: " "))
            at += 1
        }
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                blank(2)
            } else if sees("*/") {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && at < text.count
    }

    /// The number of `#` before a quotation mark here; nil when no text opens here.
    private func textOpens() -> Int? {
        var hashes = 0
        while at + hashes < text.count, text[at + hashes] == UInt8(ascii: "#") { hashes += 1 }
        return sees("\"", after: hashes) ? hashes : nil
    }

    private mutating func quoted(hashes: Int) {
        let marks = String(repeating: "#", count: hashes)
        blank(hashes)
        let quote = sees("\"\"\"") ? "\"\"\"" : "\""
        blank(quote.utf8.count)
        while at < text.count {
            if sees("\\" + marks + "(") {
                blank(2 + hashes)
                interpolation()
            } else if sees("\\" + marks) {
                blank(2 + hashes)
            } else if sees(quote + marks) {
                return blank(quote.utf8.count + hashes)
            } else {
                blank(1)
            }
        }
    }

    private mutating func interpolation() {
        var depth = 1
        while depth > 0, at < text.count {
            if let hashes = textOpens() {
                quoted(hashes: hashes)
                continue
            }
            if text[at] == UInt8(ascii: "(") { depth += 1 }
            if text[at] == UInt8(ascii: ")") { depth -= 1 }
            blank(1)
        }
    }
}
