public import Contacts

extension BusinessCalendar {
    /// True when the service is open at `instant`; windows contain their opening but not their closing.
    public func isOpen(at instant: Instant) -> Bool {
        tables.isOpen(at: instant.microseconds)
    }

    /// The earliest instant by which the open time since `start` equals `amount`.
    ///
    /// A result exactly on closing is that closing, never the next opening; no amount is due at `start`
    /// itself.
    public func due(from start: Instant, amount: Duration) -> Instant {
        Instant(microseconds: tables.due(from: start.microseconds, amount: amount.microseconds))
    }

    /// The open time from `start` until `end`; zero when `end` is not after `start`.
    public func elapsed(from start: Instant, to end: Instant) -> Duration {
        guard end > start else { return .zero }
        return .microseconds(tables.opened(by: end.microseconds) - tables.opened(by: start.microseconds))
    }

    /// True when the local date is Monday to Friday and neither a holiday nor a closure of this calendar.
    public func isWorkday(_ date: CivilDate) -> Bool {
        tables.isWorkday(date.daysSinceEpoch)
    }

    /// How many workdays lie in the local dates from that of `start` until before that of `end`.
    public func workdays(from start: Instant, to end: Instant) -> Int {
        max(
            0,
            tables.workdays(before: zone.localDay(at: end))
                - tables.workdays(before: zone.localDay(at: start)))
    }

    /// The due instant of a limit that begins at `start`.
    ///
    /// - Parameters:
    ///   - start: receipt, or the event that the clause counts from; the local date is that of `zone`.
    ///   - kind: how the limit counts, and how much.
    /// - Returns: the exclusive end of the last date for day and month kinds, else the last instant on time.
    /// - Source: standards.md#business-time.
    public func due(start: Instant, kind: TimeKind) -> Instant {
        switch kind {
        case .calendarDayOne(let count): end(ofDay: zone.localDay(at: start) + count - 1)
        case .calendarAfter(let count): end(ofDay: zone.localDay(at: start) + count)
        case .workdayOne(let count): end(ofWorkday: count, from: zone.localDay(at: start))
        case .workdayAfter(let count): end(ofWorkday: count, from: zone.localDay(at: start) + 1)
        case .businessHours(let amount): due(from: start, amount: amount)
        case .monthsAfter(let count):
            end(ofDay: zone.date(at: start).advanced(byMonths: count).daysSinceEpoch)
        case .elapsed(let amount): start.advanced(by: amount)
        }
    }

    private func end(ofDay day: Int) -> Instant {
        zone.instant(ofDay: day + 1)
    }

    private func end(ofWorkday count: Int, from day: Int) -> Instant {
        guard let last = tables.workday(count, from: day) else { return .distantFuture }
        return end(ofDay: last)
    }
}

extension CivilDate {
    /// The date `months` later, its day clamped to the last day of that month.
    public func advanced(byMonths months: Int) -> CivilDate {
        let month = year * 12 + (self.month - 1) + months
        let first = CivilDate(year: month / 12, month: month % 12 + 1, day: 1)
        let next = CivilDate(year: (month + 1) / 12, month: (month + 1) % 12 + 1, day: 1)
        let length = next.daysSinceEpoch - first.daysSinceEpoch
        return CivilDate(year: first.year, month: first.month, day: min(day, length))
    }
}

extension BusinessCalendar {
    /// The windows in which it is open on a local date; none on a closed one.
    ///
    /// What is left after midnight of a window that began on the day before is a window of its own here.
    public func windows(on date: CivilDate) -> [Window] {
        let isClosed =
            closures.contains(date) || holidays == .federal && FederalHolidays.contains(date)
        return isClosed && days == .observed ? [] : windows[date.weekday - 1]
    }
}
