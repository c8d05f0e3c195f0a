/// An exact fraction of whole numbers: how many of how many, or a sum over a count.
///
/// Fractions are compared by multiplying crosswise in 128 bits; nothing is rounded and nothing is divided, so
/// that a standard of 99.5 percent is missed by one late item of a hundred (reading A09).
public struct Ratio: Hashable, Sendable {
    /// Those that did as demanded, or a sum of microseconds.
    public let numerator: Int64
    /// The population; 0 means that there is no data.
    public let denominator: Int64

    /// Makes the fraction; `denominator` is not negative.
    public init(_ numerator: Int64, of denominator: Int64) {
        precondition(denominator >= 0)
        self.numerator = numerator
        self.denominator = denominator
    }

    /// `percent` hundredths and `perMille` tenths of them: `percent(99, 5)` is 99.5 %.
    public static func percent(_ percent: Int64, tenths: Int64 = 0) -> Ratio {
        Ratio(percent * 10 + tenths, of: 1000)
    }

    /// No population: neither met nor missed.
    public static let noData = Ratio(0, of: 0)

    /// True when there is no population.
    public var isEmpty: Bool { denominator == 0 }

    /// True when this is less than `other`; both have a population.
    public func isLess(than other: Ratio) -> Bool {
        precondition(!isEmpty && !other.isEmpty)
        return Int128(numerator) * Int128(other.denominator) < Int128(other.numerator) * Int128(denominator)
    }

    /// True when both are the same number, whatever their terms.
    public func isSameNumber(as other: Ratio) -> Bool { !isLess(than: other) && !other.isLess(than: self) }

    /// Which way digits that are left out are rounded.
    public enum Direction: Sendable, Hashable {
        case down, up
    }

    /// The number times `scale` in decimal digits, for people; the fraction itself stays exact.
    ///
    /// - Parameters:
    ///   - scale: 100 for percent.
    ///   - places: digits after the point, 0 to 6.
    ///   - direction: toward what looks worse, so that print never shows as met what is missed.
    /// - Returns: the digits without trailing zeros, or nil when there is no population.
    public func decimal(scale: Int64 = 1, places: Int = 4, rounded direction: Direction = .down) -> String? {
        guard !isEmpty else { return nil }
        let unit = (0..<places).reduce(into: Int128(1)) { unit, _ in unit *= 10 }
        let product = Int128(numerator) * Int128(scale) * unit
        var digits = product / Int128(denominator)
        let rest = product % Int128(denominator)
        if rest < 0, direction == .down { digits -= 1 }
        if rest > 0, direction == .up { digits += 1 }
        let size = digits.magnitude
        var text = String(size / UInt128(unit))
        var fraction = String(size % UInt128(unit))
        fraction = String(repeating: "0", count: places - min(places, fraction.count)) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        if places > 0, !fraction.isEmpty { text += "." + fraction }
        return digits < 0 ? "-" + text : text
    }
}

extension Ratio: CustomStringConvertible {
    /// `19/20`.
    public var description: String { "\(numerator)/\(denominator)" }
}
