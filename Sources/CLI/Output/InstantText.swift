import BusinessTime
import Contacts
import Tables

/// Instants as people type them: `2026-03-02T07:55:00-05:00`, `...Z`, or without an offset in a zone.
enum InstantText {
    static let form =
        "an instant such as 2026-03-02T07:55:00-05:00, or without an offset in the topology's zone"

    /// Reads an instant; nil when `text` is none.
    static func parse(_ text: String, in zone: Zone) -> Instant? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, Numeral.isLike("0000-00-00", String(parts[0])),
            let date = CivilDate(String(parts[0]))
        else { return nil }
        var clock = parts[1]
        var offset: Int64?
        if clock.hasSuffix("Z") {
            offset = 0
            clock = clock.dropLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let minutes = time(clock[clock.index(after: sign)...]).map({ $0 / 60 }) else { return nil }
            offset = (clock[sign] == "-" ? -1 : 1) * minutes * 60
            clock = clock[..<sign]
        }
        guard let second = time(clock) else { return nil }
        if let offset {
            let utc = Int64(date.daysSinceEpoch) * 86_400 + second - offset
            return Instant(microseconds: utc * 1_000_000)
        }
        let minute = zone.instant(ofDay: date.daysSinceEpoch, minute: Int(second / 60))
        return minute.advanced(by: .seconds(second % 60))
    }

    /// `HH:MM` or `HH:MM:SS` in seconds.
    private static func time(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ Numeral.isLike("00", String($0)) }) else {
            return nil
        }
        let numbers = parts.compactMap { Int64($0) }
        guard numbers.count == parts.count, (0..<24).contains(numbers[0]), (0..<60).contains(numbers[1]),
            numbers.count == 2 || (0..<60).contains(numbers[2])
        else { return nil }
        return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }
}
