public import Contacts

/// The vectors of one file, and what our own calendars say of each.
///
/// Rows that share zone, hours and days share one calendar, whose tables reach a year beyond the last due
/// that the file states: what lies beyond them is later than that, and so disagrees in any case.
public struct BusinessTimeVectors: Sendable {
    private var vectors: [BusinessTimeVector] = []
    private var zones: [String: Zone] = [:]

    /// A row whose due instant is another one here.
    public struct Disagreement: Hashable, Sendable {
        /// The row, the first being 1.
        public let row: Int
        /// What the file states.
        public let stated: Instant
        /// What our calendar says; `Instant.distantFuture` when that is later than all that the file states.
        public let computed: Instant
    }

    /// What rows with the same calendar have in common.
    private struct CalendarKey: Hashable {
        let zone: String
        let hours: BusinessCalendar.Window?
        let days: BusinessCalendar.Days

        init(_ vector: BusinessTimeVector) {
            zone = vector.zone
            hours = vector.hours
            days = vector.days
        }
    }

    /// Has taken no row yet.
    public init() {}

    /// How many rows were taken.
    public var count: Int { vectors.count }

    /// Takes the next row; `zone` is the zone that it names.
    public mutating func take(_ vector: BusinessTimeVector, in zone: Zone) {
        vectors.append(vector)
        zones[vector.zone] = zone
    }

    /// The rows whose due instant is another one here, ascending.
    ///
    /// - Throws: `BusinessTimeError.calendarInvalid` when a row's hours are no window.
    /// - Source: standards.md#business-time.
    public func disagreements() throws(BusinessTimeError) -> [Disagreement] {
        let years = spans()
        var calendars: [CalendarKey: BusinessCalendar] = [:]
        var found: [Disagreement] = []
        for (index, vector) in vectors.enumerated() {
            let key = CalendarKey(vector)
            let calendar: BusinessCalendar
            if let known = calendars[key] {
                calendar = known
            } else {
                calendar = try self.calendar(key, years: years[key] ?? 1970...2100)
                calendars[key] = calendar
            }
            let computed = calendar.due(start: vector.start, kind: vector.kind)
            guard computed != vector.due else { continue }
            found.append(Disagreement(row: index + 1, stated: vector.due, computed: computed))
        }
        return found
    }

    /// The years from a year before the first start until a year after the last due of each calendar.
    private func spans() -> [CalendarKey: ClosedRange<Int>] {
        vectors.reduce(into: [:]) { spans, vector in
            let first = Zone.utc.date(at: vector.start).year - 1
            let last = Zone.utc.date(at: max(vector.start, vector.due)).year + 1
            let known = spans[CalendarKey(vector)] ?? first...last
            spans[CalendarKey(vector)] = min(first, known.lowerBound)...max(last, known.upperBound)
        }
    }

    private func calendar(
        _ key: CalendarKey, years: ClosedRange<Int>
    ) throws(BusinessTimeError) -> BusinessCalendar {
        let window = key.hours ?? BusinessCalendar.Window(open: 0, close: 1440)
        return try BusinessCalendar(
            name: "vectors", zone: zones[key.zone] ?? .utc,
            windows: BusinessCalendar.weekly(window, days: key.days), days: key.days, years: years)
    }
}
