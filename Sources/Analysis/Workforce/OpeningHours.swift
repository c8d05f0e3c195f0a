public import BusinessTime
internal import Contacts

/// Which quarters of an hour exist for a queue: outside them nobody comes and nobody has to be there.
public enum OpeningHours: Hashable, Sendable {
    /// As the record shows: a quarter of a weekday that never had a row is closed, and the weekdays named
    /// here (Monday 1 to Sunday 7) never had one.
    case learned(closed: Set<Int>)
    /// As the calendars say: a quarter is open when any of them is open in it.
    case calendars([BusinessCalendar])

    /// The quarters of `date` in which calendars are open; nil when they are learned from the record.
    func quarters(on date: CivilDate) -> [Bool]? {
        quarters(of: date.weekday) { $0.isKept(on: date) }
    }

    /// The quarters of a weekday that is no holiday, Monday being 1.
    func quarters(ofWeekday weekday: Int) -> [Bool]? { quarters(of: weekday) { _ in true } }

    private func quarters(of weekday: Int, _ isKept: (BusinessCalendar) -> Bool) -> [Bool]? {
        switch self {
        case .learned: return nil
        case .calendars(let calendars):
            let kept = calendars.filter(isKept)
            return (0..<IntervalRow.quarters).map { quarter in
                kept.contains { $0.isOpen(on: weekday, from: quarter * 15, to: quarter * 15 + 15) }
            }
        }
    }

    /// True when nothing is open on `date`, by calendars or by the weekday.
    func isClosed(on date: CivilDate) -> Bool {
        switch self {
        case .learned(let closed): closed.contains(date.weekday)
        case .calendars: !(quarters(on: date) ?? []).contains(true)
        }
    }
}

extension BusinessCalendar {
    /// False on its holidays and closures.
    fileprivate func isKept(on date: CivilDate) -> Bool {
        guard days == .observed else { return true }
        return !(holidays == .federal && FederalHolidays.contains(date)) && !closures.contains(date)
    }

    /// True when its weekday's windows hold some minute from `first` until before `end`.
    fileprivate func isOpen(on weekday: Int, from first: Int, to end: Int) -> Bool {
        windows[weekday - 1].contains { $0.open < end && first < $0.close }
    }
}
