import BusinessTime
import Contacts
import Foundation
import SharedTesting
import Testing

/// The whole seconds of `YYYY-MM-DDTHH:MM:SSZ`.
func instant(_ text: String) -> Instant? {
    let parts = text.dropLast().split(separator: "T")
    guard text.hasSuffix("Z"), parts.count == 2, let date = CivilDate(String(parts[0])) else { return nil }
    let time = parts[1].split(separator: ":").compactMap { Int64($0) }
    guard time.count == 3 else { return nil }
    let seconds = Int64(date.daysSinceEpoch) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
    return Instant(microseconds: seconds * 1_000_000)
}

/// Reads a zone of the machine's own tz database.
func systemZone(_ name: String) throws -> Zone {
    try Zone(name: name, tzif: systemZoneBytes(name))
}

func systemZoneBytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)")))
}

/// The shared vectors, when they stand beside the repository.
enum SharedVectors {
    static let url = SharedFile.url("standards/business_time_vectors.csv")

    /// The fields of each row, without the last, which informs only.
    static func rows() throws -> [[String]] {
        let text = try String(contentsOf: #require(url), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { fields(String($0)).dropLast() }
    }
}

/// The fields of a line without quotes.
private func fields(_ line: String) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
}

@Suite("Business time vectors")
struct VectorTests {
    /// Each computed by hand from a calendar on paper and the rules of its zone.
    private static let ours = [
        // Six dates from 20 October; the clocks go back on the last of them.
        "calendar_day1,Europe/London,,,2026-10-20T10:00:00Z,6,2026-10-26T00:00:00Z",
        // Half past eleven at night on 5 March; the clocks go forward on the third date after it.
        "calendar_after,America/Denver,,,2026-03-06T06:30:00Z,3,2026-03-09T06:00:00Z",
        // 4 July 2026 is a Saturday, so Friday is no workday.
        "workday_day1,America/Chicago,,,2026-07-02T15:00:00Z,2,2026-07-07T05:00:00Z",
        // Already Thanksgiving in Tokyo.
        "workday_after,Asia/Tokyo,,,2026-11-25T15:30:00Z,1,2026-11-27T15:00:00Z",
        // Half of it on Friday, half on Monday, between them the clocks go forward.
        "business_hours,America/New_York,08:00,18:00,2026-03-06T21:30:00Z,3,2026-03-09T13:30:00Z",
        // Exactly at closing is that closing.
        "business_hours,Asia/Kolkata,09:00,17:00,2026-08-11T06:30:00Z,5,2026-08-11T11:30:00Z",
        // The day has 23 hours, and a service that never closes is open in all of them.
        "business_hours_daily,Europe/Berlin,00:00,24:00,2026-03-28T23:00:00Z,23,2026-03-29T22:00:00Z",
        // Opening falls in the gap and moves on by an hour: half an hour on the first day, half on the next.
        "business_hours_daily,Australia/Sydney,02:30,04:00,2026-10-03T10:00:00Z,1,2026-10-04T16:00:00Z",
        "months_after,Europe/Berlin,,,2028-02-29T09:00:00Z,12,2029-02-28T23:00:00Z",
        "elapsed_hours,Pacific/Honolulu,,,2026-12-31T23:15:10Z,0.75,2027-01-01T00:00:10Z",
    ]

    /// A row of the form with one field changed.
    private static func row(_ place: Int, _ value: String) -> [String] {
        var row = fields("business_hours,UTC,08:00,18:00,2026-08-11T06:30:00Z,5,2026-08-11T13:00:00Z")
        row[place] = value
        return row
    }

    private func vectors(_ rows: [[String]]) throws -> BusinessTimeVectors {
        var vectors = BusinessTimeVectors()
        for row in rows {
            let vector = try BusinessTimeVector(row)
            vectors.take(vector, in: try systemZone(vector.zone))
        }
        return vectors
    }

    @Test("due instants computed by hand agree, one of each kind and at each edge")
    func byHand() throws {
        #expect(try vectors(Self.ours.map(fields)).disagreements() == [])
    }

    @Test("a due a second early, and one beyond all that the file states, disagree by row")
    func disagreement() throws {
        let rows = [
            Self.row(6, "2026-08-11T13:00:00Z"), Self.row(6, "2026-08-11T12:59:59Z"),
            Self.row(5, "40000"),
        ]
        let found = try vectors(rows).disagreements()
        #expect(found.map(\.row) == [2, 3])
        #expect(found.first?.computed == instant("2026-08-11T13:00:00Z"))
        #expect(found.last?.computed == .distantFuture)
    }

    @Test(
        "a field that is not of its column's form is refused with its column and value",
        arguments: [
            (0, "fortnights"), (1, ""), (2, ""), (2, "8:00"), (2, "08:60"), (3, "08:00"), (3, "24:01"),
            (4, "2026-02-30T00:00:00Z"), (4, "2026-08-11T06:30:00"), (4, "2026-08-11T24:00:00Z"),
            (5, "0"), (5, "-0.5"), (5, "1e3"), (5, "99999999999999999"), (6, ""), (6, "2026-08-11 06:30:00Z"),
            (0, "workday_day1"),
        ])
    func form(place: Int, value: String) throws {
        let error = try #require(throws: BusinessTimeError.self) {
            try BusinessTimeVector(Self.row(place, value))
        }
        guard case .vectorInvalid(let column, let shown, _) = error else {
            Issue.record("\(error)")
            return
        }
        // A day kind is refused for its hours, which it does not ask for.
        #expect(column == (value == "workday_day1" ? "open" : BusinessTimeVector.columns[place]))
        #expect(shown == (value.isEmpty ? "nothing" : value == "workday_day1" ? "08:00" : value))
    }

    @Test(
        "every shared vector of every kind gives the due instant that the vectors state",
        .enabled(if: SharedVectors.url != nil, "skipped: the shared vectors are not beside this package"))
    func shared() throws {
        let rows = try SharedVectors.rows()
        #expect(rows.count == 1000)
        #expect(try vectors(rows).disagreements() == [])
    }
}
