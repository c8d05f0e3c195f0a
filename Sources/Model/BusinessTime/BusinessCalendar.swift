public import Contacts

/// When a service is open: opening windows, holidays and closures in one zone.
///
/// Everything is computed once, when the topology is loaded, into tables over all dates of ``years``; a due
/// instant is then two look-ups and allocates nothing. Dues beyond the tables are `Instant.distantFuture`,
/// time before them is closed.
public struct BusinessCalendar: Sendable {
    /// What calendars.yaml calls it.
    public let name: CalendarName
    /// Counts the changes of its definition; clock facts carry it beside the name.
    public let version: Int
    /// The zone of its wall times and dates.
    public let zone: Zone
    /// The opening windows of each weekday, Monday first, in ascending order.
    public let windows: [[Window]]
    /// Which holidays close it.
    public let holidays: Holidays
    /// Further closed dates, ascending.
    public let closures: [CivilDate]
    /// Whether holidays and closures apply at all.
    public let days: Days
    /// The years that its tables cover.
    public let years: ClosedRange<Int>

    let tables: CalendarTables

    /// A span of one local date in which the service is open.
    public struct Window: Hashable, Sendable, Codable {
        /// The minute of the day at which it opens.
        public var open: Int
        /// The minute of the day at which it closes; 1440 is midnight.
        public var close: Int

        /// Makes a window; `open` is before `close`.
        public init(open: Int, close: Int) {
            self.open = open
            self.close = close
        }
    }

    /// Which holidays close a calendar.
    public enum Holidays: String, Sendable, Codable, CaseIterable, Hashable {
        case federal, none
    }

    /// Which dates a calendar may be open on.
    public enum Days: String, Sendable, Codable, CaseIterable, Hashable {
        /// Its weekdays' windows, but for holidays and closures.
        case observed
        /// Its weekdays' windows on every date, holidays and closures included.
        case every
    }

    /// Makes a calendar and computes its tables.
    ///
    /// - Parameters:
    ///   - name: what calendars.yaml calls it.
    ///   - version: counts the changes of its definition.
    ///   - zone: of its wall times and dates.
    ///   - windows: seven lists, Monday first.
    ///   - holidays: which holidays close it.
    ///   - closures: further closed dates.
    ///   - days: `.every` to stay open on holidays and closures.
    ///   - years: what the tables cover.
    /// - Throws: `BusinessTimeError.calendarInvalid` when the windows contradict themselves.
    public init(
        name: CalendarName, version: Int = 1, zone: Zone, windows: [[Window]], holidays: Holidays = .federal,
        closures: [CivilDate] = [], days: Days = .observed, years: ClosedRange<Int> = 1970...2100
    ) throws(BusinessTimeError) {
        try BusinessCalendar.validate(windows, of: name)
        self.name = name
        self.version = version
        self.zone = zone
        self.windows = windows
        self.holidays = holidays
        self.closures = closures.sorted()
        self.days = days
        self.years = years
        tables = CalendarTables(
            years: years, zone: zone, windows: windows, holidays: holidays, closures: self.closures,
            days: days)
    }

    /// The same window on the working days Monday to Friday, or on all seven for `.every`.
    public static func weekly(_ window: Window, days: Days = .observed) -> [[Window]] {
        (1...7).map { weekday in weekday <= 5 || days == .every ? [window] : [] }
    }

    private static func validate(
        _ windows: [[Window]], of name: CalendarName
    ) throws(BusinessTimeError) {
        guard windows.count == 7 else {
            throw .calendarInvalid(calendar: name.rawValue, reason: "\(windows.count) weekdays, expected 7")
        }
        for (weekday, list) in windows.enumerated() {
            var earliest = 0
            for window in list {
                guard window.open >= earliest, window.open < window.close, window.close <= 1440 else {
                    throw .calendarInvalid(
                        calendar: name.rawValue,
                        reason:
                            "weekday \(weekday + 1): window \(window.open)-\(window.close) minutes, expected"
                            + " open >= \(earliest), open < close, close <= 1440")
                }
                earliest = window.close
            }
        }
    }
}

/// What calendars.yaml calls a calendar.
public typealias CalendarName = Name<CalendarKind>

/// The kind of ``CalendarName``.
public enum CalendarKind {}

extension BusinessCalendar: Hashable {
    public static func == (left: BusinessCalendar, right: BusinessCalendar) -> Bool {
        left.name == right.name && left.version == right.version && left.zone == right.zone
            && left.windows == right.windows && left.holidays == right.holidays
            && left.closures == right.closures && left.days == right.days && left.years == right.years
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(version)
    }
}

extension BusinessCalendar: CustomStringConvertible {
    /// `name@version`, as clock facts carry it.
    public var description: String { "\(name)@\(version)" }

    /// The version in a description; nil when `text` is none.
    public static func version(in text: String) -> Int? {
        text.utf8.lastIndex(of: UInt8(ascii: "@")).flatMap { Int(text[text.index(after: $0)...]) }
    }
}
