import BusinessTime
import Contacts
import Testing

@Suite("Business calendar")
struct CalendarTests {
    private let zone: Zone
    private let lunch: BusinessCalendar

    init() throws {
        zone = try systemZone("America/New_York")
        let windows = (1...7).map { weekday -> [BusinessCalendar.Window] in
            switch weekday {
            case 6: [.init(open: 9 * 60, close: 12 * 60)]
            case 7: []
            default: [.init(open: 8 * 60, close: 12 * 60), .init(open: 13 * 60, close: 18 * 60)]
            }
        }
        lunch = try BusinessCalendar(
            name: "lunch", zone: zone, windows: windows,
            closures: [CivilDate(year: 2024, month: 5, day: 29)], years: 2020...2030)
    }

    private func at(_ text: String) throws -> Instant { try #require(instant(text)) }

    @Test("the worked examples of the conventions hold")
    func examples() throws {
        let calendar = try BusinessCalendar(
            name: "c", zone: zone, windows: BusinessCalendar.weekly(.init(open: 480, close: 1080)))
        let rows: [(TimeKind, String, String)] = [
            (.calendarDayOne(15), "2024-03-01T20:00:00Z", "2024-03-16T04:00:00Z"),
            (.workdayOne(3), "2021-06-12T16:00:00Z", "2021-06-17T04:00:00Z"),
            (.workdayOne(3), "2021-06-17T16:00:00Z", "2021-06-23T04:00:00Z"),
            (.workdayAfter(2), "2021-12-30T16:00:00Z", "2022-01-05T05:00:00Z"),
            (.businessHours(.seconds(4 * 3600)), "2024-05-24T20:00:00Z", "2024-05-28T14:00:00Z"),
            (.businessHours(.seconds(4 * 3600)), "2024-05-24T18:00:00Z", "2024-05-24T22:00:00Z"),
        ]
        for (kind, start, due) in rows {
            #expect(calendar.due(start: try at(start), kind: kind) == (try at(due)), "\(kind) \(start)")
        }
    }

    @Test("several windows a day, Saturdays, holidays and extra closures open and close the service")
    func openings() throws {
        for (text, isOpen) in [
            ("2024-05-24T12:00:00Z", true), ("2024-05-24T11:59:59Z", false), ("2024-05-24T16:00:00Z", false),
            ("2024-05-24T16:59:59Z", false), ("2024-05-24T17:00:00Z", true), ("2024-05-25T15:59:59Z", true),
            ("2024-05-25T16:00:00Z", false), ("2024-05-26T15:00:00Z", false), ("2024-05-27T15:00:00Z", false),
            ("2024-05-29T15:00:00Z", false),
        ] {
            #expect(lunch.isOpen(at: try at(text)) == isOpen, "\(text)")
        }
    }

    @Test(
        "the open time from a start to its due is the amount, and a microsecond earlier is a microsecond less"
    )
    func inverse() throws {
        let origin = try at("2024-01-01T00:00:00Z")
        for step in 0..<2000 {
            let start = origin.advanced(by: .microseconds(Int64(step) * 7_919_654_321))
            let amount = Duration.microseconds(Int64(step + 1) * 97_000_003)
            let due = lunch.due(from: start, amount: amount)
            #expect(lunch.elapsed(from: start, to: due) == amount)
            let before = due.advanced(by: .microseconds(-1))
            #expect(lunch.elapsed(from: start, to: before) == amount - .microseconds(1))
        }
    }

    @Test("no open time is due at once, none passes backwards, and what lies beyond the tables is never")
    func edges() throws {
        let start = try at("2024-05-25T20:00:00Z")
        #expect(lunch.due(from: start, amount: .zero) == start)
        #expect(lunch.elapsed(from: start, to: start.advanced(by: .seconds(-9))) == .zero)
        #expect(lunch.due(from: start, amount: .seconds(200_000 * 3600)) == .distantFuture)
        #expect(lunch.due(start: start, kind: .workdayAfter(9_999)) == .distantFuture)
        #expect(!lunch.isOpen(at: .distantFuture) && !lunch.isOpen(at: .distantPast))
        #expect(lunch.due(from: .distantPast, amount: .seconds(1)) > .distantPast)
        #expect(lunch.due(from: .distantFuture, amount: .seconds(1)) == .distantFuture)
    }

    @Test(
        "windows that contradict themselves are refused with the weekday and the minutes",
        arguments: [
            [(600, 600)], [(700, 600)], [(-1, 600)], [(0, 1441)], [(480, 720), (719, 800)],
        ] as [[(Int, Int)]])
    func invalid(pairs: [(Int, Int)]) {
        var windows = BusinessCalendar.weekly(.init(open: 480, close: 1080))
        windows[2] = pairs.map { BusinessCalendar.Window(open: $0.0, close: $0.1) }
        #expect(throws: BusinessTimeError.self) {
            try BusinessCalendar(name: "bad", zone: .utc, windows: windows)
        }
    }

    @Test("the federal holidays of a year are observed on the right dates")
    func holidays() {
        let of2021 = [
            "2021-01-01", "2021-01-18", "2021-02-15", "2021-05-31", "2021-06-18", "2021-07-05", "2021-09-06",
            "2021-10-11", "2021-11-11", "2021-11-25", "2021-12-24", "2021-12-31",
        ]
        #expect(FederalHolidays.dates(in: 2021).map(\.description) == of2021)
        #expect(!FederalHolidays.dates(in: 2020).map(\.description).contains("2020-06-19"))
        for year in [2027, 2032] {
            #expect(FederalHolidays.dates(in: year).map(\.description).contains("\(year)-12-31"))
        }
        #expect(FederalHolidays.contains(CivilDate(year: 2023, month: 1, day: 2)))
    }

    @Test("limits are read by the register's names; nonsense is no limit")
    func kinds() {
        #expect(TimeKind(name: "business_hours", amount: "2.75") == .businessHours(.seconds(9900)))
        #expect(TimeKind(name: "elapsed_hours", amount: "24") == .elapsed(.seconds(86_400)))
        #expect(TimeKind(name: "workday_day1", amount: "3") == .workdayOne(3))
        for (name, amount) in [
            ("workday_day1", "0"), ("workday_day1", "1.5"), ("business_hours", "0"), ("business_hours", "-1"),
            ("business_hours", "1."), ("fortnights", "1"), ("elapsed_hours", ""),
        ] {
            #expect(TimeKind(name: name, amount: amount) == nil, "\(name) \(amount)")
        }
    }
}
