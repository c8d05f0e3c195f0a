import BusinessTime
import Contacts
import Testing

@Suite("Zone")
struct ZoneTests {
    private let newYork: Zone

    init() throws {
        newYork = try systemZone("America/New_York")
    }

    @Test(
        "a wall time in a gap takes the offset from before it; one that occurs twice is the earlier",
        arguments: [
            ("2024-03-10", 2 * 60 + 30, "2024-03-10T07:30:00Z"),
            ("2024-03-10", 3 * 60, "2024-03-10T07:00:00Z"),
            ("2024-11-03", 60 + 30, "2024-11-03T05:30:00Z"), ("2024-11-03", 2 * 60, "2024-11-03T07:00:00Z"),
            ("2024-11-02", 1440, "2024-11-03T04:00:00Z"),
        ])
    func wallTime(date: String, minute: Int, expected: String) throws {
        let day = try #require(CivilDate(date)).daysSinceEpoch
        #expect(newYork.instant(ofDay: day, minute: minute) == instant(expected))
    }

    @Test(
        "the footer's rule holds until 2100, north and south, and where summer time is the standard"
    )
    func footer() throws {
        let summer = try #require(instant("2099-07-01T12:00:00Z")).microseconds / 1_000_000
        let winter = try #require(instant("2099-12-30T12:00:00Z")).microseconds / 1_000_000
        for (name, inSummer, inWinter) in [
            ("America/New_York", -4, -5), ("Australia/Sydney", 10, 11), ("Europe/Dublin", 1, 0),
            ("Asia/Tokyo", 9, 9), ("UTC", 0, 0),
        ] as [(String, Int64, Int64)] {
            let zone = try systemZone(name)
            #expect(zone.offset(at: summer) == inSummer * 3600, "\(name)")
            #expect(zone.offset(at: winter) == inWinter * 3600, "\(name)")
        }
    }

    @Test("the local date is that of the zone, to the last microsecond before midnight")
    func localDate() throws {
        let midnight = try #require(instant("2024-07-04T04:00:00Z"))
        #expect("\(newYork.date(at: midnight))" == "2024-07-04")
        #expect("\(newYork.date(at: midnight.advanced(by: .microseconds(-1))))" == "2024-07-03")
    }

    @Test(
        "bytes that are no time zone file are refused with the zone's name", arguments: [0, 3, 43, 44, 200])
    func malformed(length: Int) {
        let bytes = [UInt8]("TZif2".utf8) + [UInt8](repeating: 0xFF, count: 400)
        #expect(throws: BusinessTimeError.self) {
            try Zone(name: "Nowhere", tzif: Array(bytes.prefix(length)))
        }
    }

    @Test(
        "a file cut short anywhere, or with any byte changed, is refused or read, and never stops the process"
    )
    func damaged() throws {
        let bytes = try systemZoneBytes("America/New_York")
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: BusinessTimeError.self) {
                try Zone(name: "cut", tzif: Array(bytes.prefix(length)))
            }
        }
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0xFF
            // Refused or read, either is well; what it must not do is crash.
            _ = try? Zone(name: "changed", tzif: changed)
        }
    }
}
