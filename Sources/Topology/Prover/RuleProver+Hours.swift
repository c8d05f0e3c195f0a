import BusinessTime
import Config
import Contacts

/// Hours in which a live channel does not open for so long that nobody can mean it: each contact of the
/// channel is sent away.
extension RuleProver {
    /// Longer than any closure that somebody plans, by a slip of the pen in a month or a year.
    private static let longest = 60

    var closedHours: [Found] {
        book.hours.compactMap { hours in
            guard let days = Self.closedRun(of: hours), days.count > Self.longest,
                let instant = Self.closedInstant(of: hours, days)
            else { return nil }
            let first = CivilDate(daysSinceEpoch: days.lowerBound)
            let last = CivilDate(daysSinceEpoch: days.upperBound)
            return Found(
                .hours(hours.channel),
                value: "\"\(hours.calendar)\", which does not open from \(first) to \(last)",
                expected: "hours that open at least once in every \(Self.longest) days",
                Proof(
                    .closedHours,
                    "The hours \"\(hours.calendar)\" of \(hours.channel.rawValue) do not open from"
                        + " \(first) to \(last), \(days.count) days in a row, and everybody who"
                        + " comes then is sent away; look at its closures.",
                    example(of: hours, instant)))
        }
    }

    private func example(of hours: RuleBook.OpeningHours, _ instant: Instant) -> Counterexample {
        let visit = journeys.visits.first { $0.stop.channel == hours.channel && $0.before == nil }
        let steps = [
            "\"\(hours.calendar)\" is closed then, although a window of that weekday is open",
            "it is told so and ends as closed_hours, without a clock",
        ]
        return visit?.contact.counterexample(at: instant.description, steps)
            ?? Counterexample(channel: hours.channel.rawValue, at: instant.description, steps: steps)
    }

    /// The longest run of local dates without an open window, as days since 1970-01-01; nil without closures.
    ///
    /// Only closures make a long one: the week has a window, and holidays are days apart. Closures with
    /// weeks between them are looked at each for itself, however many years lie between them.
    private static func closedRun(of hours: RuleBook.OpeningHours) -> ClosedRange<Int>? {
        let closed = Set(hours.closures.map(\.daysSinceEpoch))
        let sorted = closed.sorted()
        var longest: ClosedRange<Int>?
        var place = 0
        while place < sorted.count {
            var last = place
            while last + 1 < sorted.count, sorted[last + 1] - sorted[last] <= weeksApart { last += 1 }
            var run = 0
            for day in (sorted[place] - weeksApart)...(sorted[last] + weeksApart) {
                run = isOpen(on: day, hours, closed) ? 0 : run + 1
                if run > longest?.count ?? 0 { longest = (day - run + 1)...day }
            }
            place = last + 1
        }
        return longest
    }

    /// Days within which a week's one window is open again, holidays on it included.
    private static let weeksApart = 21

    private static func isOpen(on day: Int, _ hours: RuleBook.OpeningHours, _ closed: Set<Int>) -> Bool {
        let date = CivilDate(daysSinceEpoch: day)
        return !hours.windows[date.weekday - 1].isEmpty && !closed.contains(day)
            && !(hours.holidays == .federal && FederalHolidays.contains(date))
    }

    /// The opening of a window within `days` that a closure closes, by the calendar that the router asks.
    private static func closedInstant(of hours: RuleBook.OpeningHours, _ days: ClosedRange<Int>) -> Instant? {
        let closed = Set(hours.closures.map(\.daysSinceEpoch))
        for day in days where closed.contains(day) {
            let date = CivilDate(daysSinceEpoch: day)
            guard let window = hours.windows[date.weekday - 1].first else { continue }
            let instant = hours.zone.instant(ofDay: day, minute: window.open)
            // Windows that contradict themselves are a finding of the reader.
            let calendar = try? BusinessCalendar(
                name: hours.calendar, zone: hours.zone, windows: hours.windows, holidays: hours.holidays,
                closures: hours.closures, years: (date.year - 1)...(date.year + 1))
            return calendar?.isOpen(at: instant) == false ? instant : nil
        }
        return nil
    }
}
