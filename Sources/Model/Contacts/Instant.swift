/// A point on the topology's clock, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// Every decision takes the instant as an argument; nothing in the pure modules reads a clock. Integers, so
/// that two stations that compute with the same instants agree to the bit.
public struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Microseconds since the Unix epoch, UTC.
    public let microseconds: Int64

    /// Makes the instant `microseconds` after the Unix epoch.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Reads the bare number, so that a checkpoint stays small.
    public init(from decoder: any Decoder) throws {
        microseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes the bare number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(microseconds)
    }

    /// The instant `duration` later, or earlier when it is negative.
    public func advanced(by duration: Duration) -> Instant {
        Instant(microseconds: microseconds &+ duration.microseconds)
    }

    /// How long it is from this instant until `other`; negative when `other` is earlier.
    public func duration(to other: Instant) -> Duration {
        .microseconds(other.microseconds - microseconds)
    }

    /// How long it is from this instant until `other`, and nothing when `other` is earlier.
    ///
    /// Two adapters may disagree about the time by minutes, so that what was told second can lie before what
    /// was told first: such a stretch has no length, and never takes any from another.
    public func length(to other: Instant) -> Duration { max(.zero, duration(to: other)) }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The earliest instant that can be written down; used as "before everything".
    public static let distantPast = Instant(microseconds: .min / 4)

    /// The latest instant that can be written down; used as "never".
    public static let distantFuture = Instant(microseconds: .max / 4)
}

extension Duration {
    /// The whole microseconds of this duration, rounded toward zero.
    public var microseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC with microseconds, for people and logs.
    public var description: String {
        let second = microseconds.flooredQuotient(by: 1_000_000)
        let day = second.flooredQuotient(by: 86_400)
        let inDay = second - day * 86_400
        let date = CivilDate(daysSinceEpoch: Int(day))
        let fraction = microseconds - second * 1_000_000
        return "\(date)T\(padded(inDay / 3600)):\(padded(inDay / 60 % 60)):\(padded(inDay % 60))"
            + ".\(padded(fraction, to: 6))Z"
    }
}

extension Int64 {
    /// The sum, or the bound of 64 bits that it passes: a log may tell of instants ages apart, and what is
    /// added up of it ends nobody who reads it.
    public func clampedSum(with other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    /// The quotient rounded toward negative infinity, so that instants before 1970 fall on the right day.
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

/// A number as decimal text of at least `width` digits.
private func padded(_ number: Int64, to width: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
