/// Numbers as files may write them: one grammar, whatever else the language would read.
///
/// ASCII digits with a minus before and a point inside; no plus, no blank, no separator of thousands, no
/// `0x10`, no `inf`, no `nan`.
public enum Numeral {
    /// `-?[0-9]+`; nil when it is none or does not fit.
    public static func whole(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard isDigits(digits) else { return nil }
        return Int(text)
    }

    /// `-?[0-9]+(\.[0-9]+)?`
    public static func decimal(_ text: String) -> Double? {
        isDecimal(text[...]) ? finite(text) : nil
    }

    /// A decimal number that may have an exponent, `1e-05`, as programs write small figures.
    public static func scientific(_ text: String) -> Double? {
        guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return decimal(text) }
        var power = text[text.index(after: mark)...]
        if power.hasPrefix("+") || power.hasPrefix("-") { power = power.dropFirst() }
        return isDecimal(text[..<mark]) && isDigits(power) ? finite(text) : nil
    }

    /// True when `text` has a digit wherever `form` has a nought, and else is `form`.
    public static func isLike(_ form: String, _ text: String) -> Bool {
        text.utf8.count == form.utf8.count
            && zip(form.utf8, text.utf8).allSatisfy { sample, byte in
                sample == UInt8(ascii: "0") ? (48...57).contains(byte) : byte == sample
            }
    }

    /// True for one digit or more, and nothing else.
    public static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static func isDecimal(_ text: Substring) -> Bool {
        let parts = (text.hasPrefix("-") ? text.dropFirst() : text).split(
            separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count) && parts.allSatisfy { isDigits($0) }
    }

    private static func finite(_ text: String) -> Double? {
        Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
}
