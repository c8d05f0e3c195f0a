public import Contacts

/// A time zone as integer tables: from when which UTC offset applies.
///
/// The tables come once from a time zone file, its footer rule expanded to the end of 2101, so that business
/// time is binary search and addition and two stations with the same file agree to the second.
public struct Zone: Hashable, Sendable {
    /// The IANA name: `America/New_York`.
    public let name: String
    /// The UTC second from which each offset applies, ascending; the first is before everything.
    public let starts: [Int64]
    /// The offset in force from the start at the same index, in seconds east of UTC.
    public let offsets: [Int64]

    /// Makes a zone of known tables, the first start being before everything.
    init(name: String, starts: [Int64], offsets: [Int64]) {
        self.name = name
        self.starts = starts
        self.offsets = offsets
    }

    /// Makes a zone with one offset for ever.
    public init(name: String, fixedOffset seconds: Int64) {
        self.init(name: name, starts: [.min / 4], offsets: [seconds])
    }

    /// Reads the bytes of a time zone file.
    ///
    /// - Parameters:
    ///   - name: the IANA name, for errors and for people.
    ///   - tzif: the whole file, version 2 or later.
    /// - Throws: `BusinessTimeError.zoneMalformed` when the bytes are no such file.
    public init(name: String, tzif: [UInt8]) throws(BusinessTimeError) {
        self = try TimeZoneFile(name: name, bytes: tzif).zone()
    }

    /// Coordinated universal time.
    public static let utc = Zone(name: "UTC", fixedOffset: 0)

    /// The offset in force at UTC second `second`, in seconds east of UTC.
    public func offset(at second: Int64) -> Int64 {
        offsets[index(at: second)]
    }

    /// The local date at `instant`.
    public func date(at instant: Instant) -> CivilDate {
        CivilDate(daysSinceEpoch: localDay(at: instant))
    }

    /// The local date at `instant`, as days since 1970-01-01.
    public func localDay(at instant: Instant) -> Int {
        let second = floorDivide(instant.microseconds, 1_000_000)
        return Int(floorDivide(second + offset(at: second), 86_400))
    }

    /// The instant of a wall time: the earlier when it occurs twice; moved by the gap when it is skipped.
    ///
    /// - Parameters:
    ///   - day: the local date as days since 1970-01-01.
    ///   - minute: minutes after local midnight; 1440 is midnight of the next date.
    /// - Returns: the instant; a wall time inside a gap takes the offset in force just before the gap.
    /// - Source: standards.md#wall-time.
    public func instant(ofDay day: Int, minute: Int = 0) -> Instant {
        let wall = Int64(day) * 86_400 + Int64(minute) * 60
        var place = index(at: wall - 2 * 86_400)
        while true {
            let second = wall - offsets[place]
            if second < starts[place] {
                return Instant(microseconds: (wall - offsets[place - 1]) * 1_000_000)
            }
            guard place + 1 < starts.count, second >= starts[place + 1] else {
                return Instant(microseconds: second * 1_000_000)
            }
            place += 1
        }
    }

    /// The place of the offset in force at `second`.
    private func index(at second: Int64) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= second { low = middle } else { high = middle }
        }
        return low
    }
}

/// The quotient rounded toward negative infinity; `divisor` is positive.
func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
}
