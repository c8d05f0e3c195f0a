internal import Contacts

/// Seconds with a fraction, exact to the microsecond.
public enum Seconds {
    /// Reads `-12.345`, digits behind the sixth being cut; nil when it is no such number.
    public static func parse(_ text: String) -> Duration? {
        let isNegative = text.hasPrefix("-")
        let parts = (isNegative ? text.dropFirst() : text[...]).split(
            separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ Numeral.isDigits($0) }),
            let whole = Int64(parts[0]), whole < 1_000_000_000_000
        else { return nil }
        var micro: Int64 = 0
        if parts.count == 2 {
            let written = parts[1].prefix(6)
            micro = Int64(written) ?? 0
            for _ in written.count..<6 { micro *= 10 }
        }
        let total = whole * 1_000_000 + micro
        return .microseconds(isNegative ? -total : total)
    }

    /// Writes with three decimals, rounded to the nearest millisecond.
    public static func text(_ duration: Duration) -> String {
        let micro = duration.microseconds
        let milli = (abs(micro) + 500) / 1000
        let fraction = String(milli % 1000)
        let padded = String(repeating: "0", count: 3 - fraction.count) + fraction
        return "\(micro < 0 && milli > 0 ? "-" : "")\(milli / 1000).\(padded)"
    }
}
