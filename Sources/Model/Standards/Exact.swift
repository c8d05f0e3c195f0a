/// A decimal number that is never rounded: a whole count of ten-thousandths.
///
/// Percentages, seconds and ratios of the register are such numbers; "met" is then a comparison of integers.
public struct Exact: Hashable, Comparable, Sendable {
    /// How many ten-thousandths it is.
    public let tenThousandths: Int64

    /// The scale: so many of its units are 1.
    public static let scale: Int64 = 10_000

    /// Makes a number of so many ten-thousandths.
    public init(tenThousandths: Int64) {
        self.tenThousandths = tenThousandths
    }

    /// Makes a whole number.
    public init(_ whole: Int) {
        tenThousandths = Int64(whole) * Self.scale
    }

    /// Reads `99.5`, `-3`, `0.25`; nil for anything else, for more than four decimals and for what is huge.
    public init?(_ text: String) {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Self.number(parts[0], atMost: 12) else { return nil }
        var amount = whole * Self.scale
        if parts.count == 2 {
            guard let part = Self.number(parts[1], atMost: 4) else { return nil }
            amount += (0..<(4 - parts[1].utf8.count)).reduce(part) { part, _ in part * 10 }
        }
        tenThousandths = text.hasPrefix("-") ? -amount : amount
    }

    private static func number(_ digits: Substring, atMost most: Int) -> Int64? {
        guard (1...most).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int64(digits)
    }

    public static func < (left: Exact, right: Exact) -> Bool {
        left.tenThousandths < right.tenThousandths
    }
}

extension Exact: CustomStringConvertible {
    /// The shortest decimal text: `90`, `99.5`, `1.75`.
    public var description: String {
        let magnitude = tenThousandths.magnitude
        let scale = UInt64(Self.scale)
        let sign = tenThousandths < 0 ? "-" : ""
        guard magnitude % scale != 0 else { return "\(sign)\(magnitude / scale)" }
        var part = String(magnitude % scale)
        part = String(repeating: "0", count: 4 - part.utf8.count) + part
        while part.hasSuffix("0") { part.removeLast() }
        return "\(sign)\(magnitude / scale).\(part)"
    }
}

extension Exact: ExpressibleByIntegerLiteral {
    /// Makes a whole number of a literal, for tables and tests.
    public init(integerLiteral value: Int) {
        self.init(value)
    }
}
