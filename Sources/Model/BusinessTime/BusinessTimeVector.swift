public import Contacts

/// One row of a file of test vectors: a start, a limit, and the due instant that a reference computed.
///
/// Whoever computes business time by another program can so hold it against this one, row by row.
/// - Source: standards.md#business-time.
public struct BusinessTimeVector: Hashable, Sendable {
    /// The columns that a row is made of, in the order in which ``init(_:)`` takes them.
    public static let columns = [
        "kind", "zone", "open", "close", "start_instant_utc", "amount", "due_instant_utc",
    ]

    /// How the limit counts, and how much.
    public let kind: TimeKind
    /// The IANA name of the zone of its wall times and dates.
    public let zone: String
    /// When the service is open; nil for the kinds that do not ask.
    public let hours: BusinessCalendar.Window?
    /// Whether weekends and holidays are open.
    public let days: BusinessCalendar.Days
    /// From when the limit counts.
    public let start: Instant
    /// The due instant that the reference states.
    public let due: Instant

    /// Reads a row.
    ///
    /// - Parameter fields: one text for each of ``columns``, in their order.
    /// - Throws: `BusinessTimeError.vectorInvalid` naming the first field that is not of its form.
    /// - Source: standards.md#business-time.
    public init(_ fields: [String]) throws(BusinessTimeError) {
        precondition(fields.count == Self.columns.count, "a row has one field for each column")
        guard Self.kinds.contains(fields[0]) else {
            throw Self.fault(0, fields, expected: "one of " + Self.kinds.joined(separator: ", "))
        }
        guard !fields[1].isEmpty else { throw Self.fault(1, fields, expected: "an IANA time zone") }
        zone = fields[1]
        days = fields[0] == "business_hours_daily" ? .every : .observed
        let asksHours = fields[0].hasPrefix("business_hours")
        hours = try asksHours ? Self.window(fields) : Self.noWindow(fields)
        start = try Self.instant(4, fields)
        guard let kind = TimeKind(name: fields[0], amount: fields[5]) else {
            throw Self.fault(
                5, fields,
                expected: asksHours || fields[0] == "elapsed_hours"
                    ? "decimal hours above 0" : "a whole number from 1")
        }
        self.kind = kind
        due = try Self.instant(6, fields)
    }

    private static let kinds = [
        "calendar_day1", "calendar_after", "workday_day1", "workday_after", "business_hours",
        "business_hours_daily", "months_after", "elapsed_hours",
    ]

    private static func window(_ fields: [String]) throws(BusinessTimeError) -> BusinessCalendar.Window {
        guard let open = minute(fields[2]) else {
            throw fault(2, fields, expected: "a wall time HH:MM, 00:00 to 24:00")
        }
        guard let close = minute(fields[3]), close > open else {
            throw fault(3, fields, expected: "a wall time HH:MM after \(fields[2]), 24:00 at the latest")
        }
        return BusinessCalendar.Window(open: open, close: close)
    }

    private static func noWindow(_ fields: [String]) throws(BusinessTimeError) -> BusinessCalendar.Window? {
        for place in 2...3 where !fields[place].isEmpty {
            throw fault(place, fields, expected: "nothing, because \(fields[0]) asks for no opening hours")
        }
        return nil
    }

    private static func instant(_ place: Int, _ fields: [String]) throws(BusinessTimeError) -> Instant {
        guard let instant = wholeSecond(fields[place]) else {
            throw fault(place, fields, expected: "an instant of whole seconds such as 2026-03-02T12:55:00Z")
        }
        return instant
    }

    private static func fault(_ place: Int, _ fields: [String], expected: String) -> BusinessTimeError {
        let value = fields[place].isEmpty ? "nothing" : fields[place]
        return .vectorInvalid(column: columns[place], value: value, expected: expected)
    }

    /// The minute of the day of `HH:MM`; 24:00 is 1440.
    private static func minute(_ text: String) -> Int? {
        guard isLike("00:00", text) else { return nil }
        let parts = text.split(separator: ":").compactMap { Int($0) }
        let minute = parts[0] * 60 + parts[1]
        return parts[1] < 60 && minute <= 1440 ? minute : nil
    }

    /// The instant of `YYYY-MM-DDTHH:MM:SSZ`.
    private static func wholeSecond(_ text: String) -> Instant? {
        guard isLike("0000-00-00T00:00:00Z", text) else { return nil }
        let parts = text.dropLast().split(separator: "T")
        let time = parts[1].split(separator: ":").compactMap { Int64($0) }
        guard let date = CivilDate(String(parts[0])), time[0] < 24, time[1] < 60, time[2] < 60 else {
            return nil
        }
        let second = Int64(date.daysSinceEpoch) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
        return Instant(microseconds: second * 1_000_000)
    }

    /// True when `text` has a digit where `form` has a nought, and else is `form`.
    private static func isLike(_ form: String, _ text: String) -> Bool {
        text.utf8.count == form.utf8.count
            && zip(form.utf8, text.utf8).allSatisfy { sample, byte in
                sample == UInt8(ascii: "0") ? (48...57).contains(byte) : byte == sample
            }
    }
}
