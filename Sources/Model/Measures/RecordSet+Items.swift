import BusinessTime
public import Contacts
public import Standards

extension RecordSet {
    /// A figure of one part of a population: of a region, or of all when `name` is nil.
    public struct Part: Hashable, Sendable {
        /// The part's name, such as a region.
        public var name: String?
        /// Its figure.
        public var figure: Figure
    }

    /// The share of a population that has the numerator's facts; each part alone when the share is split.
    ///
    /// Items count when completed (or received, in that cohort), contacts when closed (or received).
    public func shares(
        _ share: Measure.Share, in window: ReportWindow, _ cohort: Cohort
    ) -> [Part] {
        let population = members(of: share, in: window, cohort)
        guard let by = share.by else {
            return [Part(name: nil, figure: figure(of: share, over: population))]
        }
        let parts = Set(population.compactMap { fact(by, of: $0) }).sorted()
        guard !parts.isEmpty else { return [Part(name: nil, figure: .noData())] }
        return parts.map { part in
            Part(name: part, figure: figure(of: share, over: population.filter { fact(by, of: $0) == part }))
        }
    }

    private func figure(of share: Measure.Share, over population: [Contact.ID]) -> Figure {
        Figure(
            counted: population.filter { holds($0, share.numerator) }.map { .contact($0) },
            others: population.filter { !holds($0, share.numerator) }.map { .contact($0) })
    }

    private func members(of share: Measure.Share, in window: ReportWindow, _ cohort: Cohort) -> [Contact.ID] {
        let all: [Contact.ID]
        switch (share.of, cohort) {
        case (.items, .completion):
            all = itemsByCompletion.records(in: window).filter { isOf(share.classes, $0) }.map(\.item)
        case (.items, .receipt):
            all = itemsByReceipt.records(in: window).filter { isOf(share.classes, $0) }.map(\.item)
        case (.contacts, .completion): all = callsByEnding.records(in: window).map(\.contact)
        case (.contacts, .receipt): all = callsByReceipt.records(in: window).map(\.contact)
        }
        return all.filter { holds($0, share.matching) && !holdsAny($0, share.except) }
    }

    private func isOf(_ classes: [WorkClass], _ item: ItemRecord) -> Bool {
        classes.isEmpty || classes.contains { $0.rawValue == item.itemClass.rawValue }
    }

    /// One number fact summed over the items completed in the window, over another one.
    ///
    /// Items without both whole numbers are left out, and the figure says how many.
    public func ratio(_ ratio: Measure.Ratio, in window: ReportWindow, _ cohort: Cohort) -> Figure {
        let source = cohort == .completion ? itemsByCompletion : itemsByReceipt
        var (above, below) = (Int64(0), Int64(0))
        var items: [Subject] = []
        var silent = 0
        for item in source.records(in: window)
        where isOf(ratio.classes, item) && holds(item.item, ratio.matching) {
            guard let numerator = item.facts[ratio.numerator].flatMap({ Int64($0) }),
                let denominator = item.facts[ratio.denominator].flatMap({ Int64($0) }), denominator >= 0,
                numerator.magnitude < 1 << 40, denominator < 1 << 40
            else {
                silent += 1
                continue
            }
            above += numerator
            below += denominator
            items.append(.contact(item.item))
        }
        return Figure(
            Ratio(above * Int64(ratio.times), of: below), .share, counted: items,
            note: silent == 0 ? nil : "\(silent) items say not both numbers")
    }

    /// By what share the numerator's count fell against the window before.
    public func reduction(_ share: Measure.Share, in window: ReportWindow, _ cohort: Cohort) -> Figure {
        func count(_ window: ReportWindow) -> [Contact.ID] {
            members(of: share, in: window, cohort).filter { holds($0, share.numerator) }
        }
        let (now, before) = (count(window), count(previous(window)))
        guard !before.isEmpty else { return .noData(.share, "none in the window before") }
        return Figure(
            Ratio(Int64(before.count - now.count), of: Int64(before.count)), .share,
            counted: now.map { .contact($0) }, note: "\(now.count) after \(before.count)")
    }

    /// The window of the same kind that ends where this one begins.
    private func previous(_ window: ReportWindow) -> ReportWindow {
        let day = window.dates.lowerBound.advanced(byDays: -1)
        let length = window.dates.upperBound.daysSinceEpoch - window.dates.lowerBound.daysSinceEpoch
        switch window.kind {
        case .week, .month, .quarter, .year:
            let reach = day.advanced(byDays: -366)
            return window.kind.windows(from: reach, through: day, in: zone).last ?? window
        case .quarterHour, .day, .optionPeriod, .rollingSevenDays:
            return ReportWindow(
                window.kind, day.advanced(byDays: -length)...day, name: "before \(window.name)", in: zone)
        }
    }

    /// The fewest events in any span of `days` dates that ends in the window.
    ///
    /// - Source: TOM 1-3 ¶1.5; reading A40.
    public func rollingCount(
        _ event: String, classes: [WorkClass], days: Int, in window: ReportWindow
    ) -> Figure {
        rollingCount(datedEvents(event, classes: classes), days: days, in: window)
    }

    /// The events of one name with their local dates, in the order of these.
    struct DatedEvents: Sendable {
        fileprivate var days: [Int]
        fileprivate var subjects: [Subject]

        /// Those of the dates after `first` until `last`.
        fileprivate func places(after first: Int, through last: Int) -> Range<Int> {
            place(after: first)..<place(after: last)
        }

        private func place(after day: Int) -> Int {
            var (low, high) = (0, days.count)
            while low < high {
                let middle = (low + high) / 2
                if days[middle] <= day { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    /// The events called `event` of the items of `classes`.
    func datedEvents(_ event: String, classes: [WorkClass]) -> DatedEvents {
        let events = items.filter { isOf(classes, $0) }.flatMap { item in
            item.events.enumerated().filter { $0.element.name == event }.map { place, event in
                (day: zone.localDay(at: event.at), subject: Subject.event(item.item, place + 1))
            }
        }.sorted { ($0.day, $0.subject) < ($1.day, $1.subject) }
        return DatedEvents(days: events.map(\.day), subjects: events.map(\.subject))
    }

    func rollingCount(_ events: DatedEvents, days: Int, in window: ReportWindow) -> Figure {
        let last = min(window.dates.upperBound.daysSinceEpoch, zone.localDay(at: through) - 1)
        guard let first = events.days.first else { return .noData(.count, "no such event in the log") }
        // Spans that begin before the log's first event are not known as a whole.
        let ends = max(window.dates.lowerBound.daysSinceEpoch, first + days - 1)
        guard ends <= last else { return .noData(.count, "no whole span of \(days) dates") }
        var fewest: (places: Range<Int>, day: Int)?
        for end in ends...last {
            let places = events.places(after: end - days, through: end)
            if places.count < fewest?.places.count ?? .max { fewest = (places, end) }
        }
        guard let fewest else { return .noData(.count) }
        return Figure(
            Ratio(Int64(fewest.places.count), of: 1), .count, counted: Array(events.subjects[fewest.places]),
            note: "fewest in the \(days) dates to \(CivilDate(daysSinceEpoch: fewest.day))")
    }

    /// The share of the items open at the end of the window's last month that are older than `days` days.
    ///
    /// - Source: TOM 1-3 ¶6.2; reading A35.
    public func monthEndAge(classes: [WorkClass], days: Int, in window: ReportWindow) -> Figure {
        let date = monthEnd(by: window.dates.upperBound)
        guard date >= window.dates.lowerBound else { return .noData(.share, "no month ends in it") }
        let end = zone.instant(ofDay: date.daysSinceEpoch + 1)
        guard end <= through else { return .noData(.share, "the month is not over") }
        let known = items.filter { isOf(classes, $0) && $0.received < end }
        guard !known.isEmpty else { return .noData(.share, "no such item in the log") }
        let open = known.filter { $0.status(before: end) == .open }
        func isOld(_ item: ItemRecord) -> Bool {
            date.daysSinceEpoch - zone.localDay(at: item.received) > days
        }
        return Figure(
            counted: open.filter(isOld).map { .contact($0.item) },
            others: open.filter { !isOld($0) }.map { .contact($0.item) },
            note: open.isEmpty ? RecordSet.noneOpen : "at the end of \(date)")
    }

    /// What a month end with nothing open says, which passes (reading A35).
    static let noneOpen = "none open at the month's end"

    /// The last date on or before `date` that ends a month.
    private func monthEnd(by date: CivilDate) -> CivilDate {
        date.advanced(byDays: 1).day == 1 ? date : date.advanced(byDays: -date.day)
    }
}
