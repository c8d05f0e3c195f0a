import Contacts
import Facts
import Standards

/// Clocks on work items, one for each way of counting.
enum WorkClocks {
    static let item = Contact.ID(gateway: 4, number: 7)

    static let all: [StandardClock] = [
        clock("routine", .calendarDays("hours", .dayOne), [.days(15), .days(30), .days(45)]),
        clock("interim", .calendarDays("hours", .after), [.days(30)]),
        clock("claim", .calendarDays("hours", .dayOne), [.days(90)], pausing: true),
        clock("expedited", .workdays("hours", .dayOne), [.workdays(3)], pausing: true),
        clock("preauthorization", .workdays("hours", .after), [.workdays(2), .workdays(5)]),
        clock("paused-after", .workdays("hours", .after), [.workdays(4)], pausing: true),
        clock("paused-days-after", .calendarDays("hours", .after), [.days(4)], pausing: true),
        clock("yearly", .months("hours"), [.days(12)]),
        clock("daily", .dailyBusinessHours("daily"), [.hours(12)], pausing: true),
        clock("standing", .calendarDays("hours", .dayOne), [.days(10)], reopened: .stands),
        clock("review", .elapsed, [.hours(24)], pausing: true),
    ]

    static func id(_ name: ClockName) -> Clock.ID { Clock.ID(name, item: item) }

    private static func clock(
        _ name: ClockName, _ unit: StandardClock.Unit, _ amounts: [Duration], pausing: Bool = false,
        reopened: StandardClock.ReopenedTime = .counts
    ) -> StandardClock {
        StandardClock(
            name: name, clause: "a test's", standards: [], unit: unit,
            thresholds: amounts.enumerated().map {
                .init("limit-\($0.offset + 1)", .breach, after: $0.element)
            },
            attachesTo: .item, stopsAt: .itemEvent,
            appliesTo: .init([.init(classes: ["any"])]),
            item: .init(stopsAt: ["completed"], reopened: reopened),
            suspension: pausing ? .init(clause: "TOM 1-3 ¶4.1", begins: "rescheduled", ends: "resumed") : nil)
    }
}
