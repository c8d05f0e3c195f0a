import BusinessTime
import Contacts
import Foundation
import Testing

/// One row of the shared business time vectors.
struct Vector {
    let line: Int
    let kind: String
    let zone: String
    let open: String
    let close: String
    let start: Instant
    let amount: String
    let due: Instant

    init?(line: Int, _ text: Substring) {
        let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 8, let start = instant(fields[4]), let due = instant(fields[6]) else {
            return nil
        }
        self.line = line
        kind = fields[0]
        zone = fields[1]
        open = fields[2]
        close = fields[3]
        self.start = start
        amount = fields[5]
        self.due = due
    }

    /// What the calendar of this row is made of; rows with the same key share one.
    var calendarKey: String { "\(zone),\(open),\(close),\(kind == "business_hours_daily")" }

    func calendar() throws -> BusinessCalendar {
        let days: BusinessCalendar.Days = kind == "business_hours_daily" ? .every : .observed
        let window = BusinessCalendar.Window(
            open: minutes(open) ?? 0, close: minutes(close) ?? 1440)
        return try BusinessCalendar(
            name: "vectors", zone: systemZone(zone), windows: BusinessCalendar.weekly(window, days: days),
            days: days, years: 2014...2060)
    }
}

/// The whole seconds of `YYYY-MM-DDTHH:MM:SSZ`.
func instant(_ text: String) -> Instant? {
    let parts = text.dropLast().split(separator: "T")
    guard text.hasSuffix("Z"), parts.count == 2, let date = CivilDate(String(parts[0])) else { return nil }
    let time = parts[1].split(separator: ":").compactMap { Int64($0) }
    guard time.count == 3 else { return nil }
    let seconds = Int64(date.daysSinceEpoch) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
    return Instant(microseconds: seconds * 1_000_000)
}

private func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    return parts.count == 2 ? parts[0] * 60 + parts[1] : nil
}

/// Reads a zone of the machine's own tz database.
func systemZone(_ name: String) throws -> Zone {
    try Zone(name: name, tzif: systemZoneBytes(name))
}

func systemZoneBytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)")))
}

/// The shared vectors, found by walking up from this file to the package and beside it.
enum SharedVectors {
    static let url: URL? = {
        var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("../shared/standards/business_time_vectors.csv")
                .standardizedFileURL
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
            folder = folder.deletingLastPathComponent().standardizedFileURL
        }
        return nil
    }()

    static func load() throws -> [Vector] {
        let text = try String(contentsOf: #require(url), encoding: .utf8)
        return text.split(separator: "\n").enumerated().dropFirst().compactMap { Vector(line: $0 + 1, $1) }
    }
}

@Suite("Business time vectors")
struct VectorTests {
    @Test(
        "every shared vector of every kind gives the due instant that the vectors state",
        .enabled(if: SharedVectors.url != nil, "skipped: the shared vectors are not beside this package"))
    func vectors() throws {
        let vectors = try SharedVectors.load()
        #expect(vectors.count == 1000)
        var calendars: [String: BusinessCalendar] = [:]
        var right = 0
        for vector in vectors {
            let calendar = try calendars[vector.calendarKey] ?? vector.calendar()
            calendars[vector.calendarKey] = calendar
            let kind = try #require(TimeKind(name: vector.kind, amount: vector.amount))
            let due = calendar.due(start: vector.start, kind: kind)
            #expect(due == vector.due, "line \(vector.line): \(vector.kind) \(vector.zone) \(vector.amount)")
            right += due == vector.due ? 1 : 0
        }
        #expect(right == vectors.count)
    }
}
