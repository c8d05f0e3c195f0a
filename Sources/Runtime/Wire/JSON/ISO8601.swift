public import Contacts

/// Instants as adapters write them: `2026-03-01T14:05:09.25-05:00`.
///
/// The offset is required, because a time without one means another instant in every zone. Digits beyond a
/// microsecond are cut off.
public enum ISO8601 {
    /// The form, for error messages.
    public static let form = "an ISO 8601 instant with its offset, as 2026-03-01T14:05:09Z"

    /// Reads an instant; nil when `text` is not one.
    public static func instant(_ text: String) -> Instant? {
        var digits = Digits(rest: text.utf8[...])
        guard let year = digits.number(4), digits.takes("-"), let month = digits.number(2), digits.takes("-"),
            let day = digits.number(2), digits.takes("T"), let hour = digits.number(2), digits.takes(":"),
            let minute = digits.number(2), digits.takes(":"), let second = digits.number(2),
            let fraction = digits.fraction(), let offset = digits.offset(), digits.rest.isEmpty,
            hour < 24, minute < 60, second < 60, (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return Instant(microseconds: Int64(seconds * 1_000_000 + fraction))
    }
}

/// Takes an instant's parts off a text.
private struct Digits {
    var rest: Substring.UTF8View

    /// A number of exactly `count` digits.
    mutating func number(_ count: Int) -> Int? {
        guard rest.count >= count else { return nil }
        var value = 0
        for byte in rest.prefix(count) {
            guard let digit = digit(byte) else { return nil }
            value = value * 10 + digit
        }
        rest = rest.dropFirst(count)
        return value
    }

    mutating func takes(_ mark: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: mark) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// The fraction of a second in microseconds, 0 when none is written; nil when it is malformed.
    mutating func fraction() -> Int? {
        guard takes(".") else { return 0 }
        let written = rest.prefix { digit($0) != nil }
        guard (1...9).contains(written.count) else { return nil }
        rest = rest.dropFirst(written.count)
        var value = 0
        for position in 0..<6 {
            value = value * 10 + (written.dropFirst(position).first.flatMap(digit) ?? 0)
        }
        return value
    }

    /// Seconds east of Greenwich.
    mutating func offset() -> Int? {
        if takes("Z") { return 0 }
        let sign = takes("+") ? 1 : takes("-") ? -1 : 0
        guard sign != 0, let hours = number(2), takes(":"), let minutes = number(2), hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }

    private func digit(_ byte: UInt8) -> Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
    }
}
