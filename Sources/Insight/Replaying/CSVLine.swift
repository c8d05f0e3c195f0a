internal import Contacts

/// Lines of comma separated values, as our trace files hold them.
public enum CSVLine {
    /// The fields of a line; a field in double quotes may hold commas and doubled quotes.
    public static func fields(_ line: some StringProtocol) -> [String] {
        var fields: [String] = []
        var field = ""
        var quoted = false
        var previousWasQuote = false
        for scalar in line.unicodeScalars where scalar != "\r" {
            if quoted {
                if scalar == "\"" {
                    quoted = false; previousWasQuote = true
                } else {
                    field.unicodeScalars.append(scalar)
                }
                continue
            }
            switch scalar {
            case "\"":
                if previousWasQuote { field.unicodeScalars.append(scalar) }
                quoted = true
            case ",":
                fields.append(field)
                field = ""
            default: field.unicodeScalars.append(scalar)
            }
            previousWasQuote = false
        }
        fields.append(field)
        return fields
    }

    /// A line of `fields`, quoted where they need it.
    public static func line(_ fields: [String]) -> String {
        fields.map { field in
            let needsQuotes = field.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" }
            guard needsQuotes else { return field }
            return "\""
                + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                + "\""
        }.joined(separator: ",")
    }
}

/// Seconds with a fraction, exact to the microsecond.
public enum Seconds {
    /// Reads `-12.345`; nil when it is no such number.
    public static func parse(_ text: String) -> Duration? {
        var rest = text[...]
        let negative = rest.first == "-"
        if negative { rest = rest.dropFirst() }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = digits(parts[0]), whole < 1_000_000_000_000 else {
            return nil
        }
        var micro: Int64 = 0
        if parts.count == 2 {
            let written = parts[1].prefix(6)
            guard digits(parts[1]) != nil || parts[1].count > 18, let value = digits(written) else {
                return nil
            }
            micro = value
            for _ in written.count..<6 { micro *= 10 }
        }
        let total = whole * 1_000_000 + micro
        return .microseconds(negative ? -total : total)
    }

    /// Writes with three decimals, rounded to the nearest millisecond.
    public static func text(_ duration: Duration) -> String {
        let micro = duration.microseconds
        let milli = (abs(micro) + 500) / 1000
        let fraction = String(milli % 1000)
        let padded = String(repeating: "0", count: 3 - fraction.count) + fraction
        return "\(micro < 0 && milli > 0 ? "-" : "")\(milli / 1000).\(padded)"
    }

    private static func digits(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }
}
