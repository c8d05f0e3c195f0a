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
        /// Items that are in no part of the population because they do not say a fact that decides of it, by
        /// the fact; none is dropped in silence.
        public var unsaid: [Unsaid] = []
    }

    /// Items that do not say a fact.
    public struct Unsaid: Hashable, Sendable {
        /// The fact.
        public var fact: String
        /// The items.
        public var items: [Subject]
    }

    /// The share of a population that has the numerator's facts; each part alone when the share is split.
    ///
    /// Items count when completed (or received, in that cohort), contacts when closed (or received). What
    /// does not say the fact by which the share is split is a part of its own, held to the same.
    public func shares(
        _ share: Measure.Share, in window: ReportWindow, _ cohort: Cohort
    ) -> [Part] {
        let population = members(of: share, in: window, cohort)
        let unsaid = unsaid(share, in: window, cohort)
        guard let by = share.by else {
            return [Part(name: nil, figure: figure(of: share, over: population), unsaid: unsaid)]
        }
        guard !population.isEmpty else { return [Part(name: nil, figure: .noData(), unsaid: unsaid)] }
        var parts = Dictionary(grouping: population) { fact(by, of: $0) }.map { value, members in
            Part(name: value ?? "without \(by)", figure: figure(of: share, over: members))
        }.sorted { ($0.name ?? "") < ($1.name ?? "") }
        parts[0].unsaid = unsaid
        return parts
    }

    /// Items of the classes that no condition of the population speaks against, but that do not say all of
    /// its facts.
    private func unsaid(
        _ share: Measure.Share, in window: ReportWindow, _ cohort: Cohort
    ) -> [Unsaid] {
        guard share.of == .items else { return [] }
        let items = candidates(of: share, in: window, cohort).filter { item in
            !holdsAny(item, share.except)
                && !share.matching.contains { fact($0.fact, of: item) != nil && !holds(item, [$0]) }
        }
        return share.matching.compactMap { condition in
            let silent = items.filter { fact(condition.fact, of: $0) == nil }
            return silent.isEmpty
                ? nil : Unsaid(fact: condition.fact, items: silent.map { .contact($0) })
        }
    }

    private func figure(of share: Measure.Share, over population: [Contact.ID]) -> Figure {
        Figure(
            counted: population.filter { holds($0, share.numerator) }.map { .contact($0) },
            others: population.filter { !holds($0, share.numerator) }.map { .contact($0) })
    }

    private func members(of share: Measure.Share, in window: ReportWindow, _ cohort: Cohort) -> [Contact.ID] {
        candidates(of: share, in: window, cohort).filter {
            holds($0, share.matching) && !holdsAny($0, share.except)
        }
    }

    private func candidates(
        of share: Measure.Share, in window: ReportWindow, _ cohort: Cohort
    ) -> [Contact.ID] {
        switch (share.of, cohort) {
        case (.items, .completion):
            itemsByCompletion.records(in: window).filter { isOf(share.classes, $0) }.map(\.item)
        case (.items, .receipt):
            itemsByReceipt.records(in: window).filter { isOf(share.classes, $0) }.map(\.item)
        case (.contacts, .completion): callsByEnding.records(in: window).map(\.contact)
        case (.contacts, .receipt): callsByReceipt.records(in: window).map(\.contact)
        }
    }

    private func isOf(_ classes: [WorkClass], _ item: ItemRecord) -> Bool {
        classes.isEmpty || classes.contains { $0.rawValue == item.itemClass.rawValue }
    }

    /// One number fact summed over the items completed in the window, over another one.
    ///
    /// Numbers above the line count by their size, whichever their sign: what was paid too much does not make
    /// good what was paid too little. Items without both whole numbers are left out, and the figure says how
    /// many; ``silent(_:in:_:)`` names them.
    ///
    /// - Source: TOM 1-3 ¶1.6.1.
    public func ratio(_ ratio: Measure.Ratio, in window: ReportWindow, _ cohort: Cohort) -> Figure {
        var (above, below) = (Int64(0), Int64(0))
        var items: [Subject] = []
        var silent = 0
        for item in summed(ratio, in: window, cohort) {
            guard let terms = terms(of: item, ratio) else {
                silent += 1
                continue
            }
            above += terms.above
            below += terms.below
            items.append(.contact(item.item))
        }
        return Figure(
            Ratio(above * Int64(ratio.times), of: below), .share, counted: items,
            note: silent == 0 ? nil : "\(silent) items say not both numbers")
    }

    /// The items of a ratio's population that do not say both of its numbers.
    func silent(_ ratio: Measure.Ratio, in window: ReportWindow, _ cohort: Cohort) -> [Subject] {
        summed(ratio, in: window, cohort).filter { terms(of: $0, ratio) == nil }.map { .contact($0.item) }
    }

    private func summed(
        _ ratio: Measure.Ratio, in window: ReportWindow, _ cohort: Cohort
    ) -> [ItemRecord] {
        let source = cohort == .completion ? itemsByCompletion : itemsByReceipt
        return source.records(in: window).filter {
            isOf(ratio.classes, $0) && holds($0.item, ratio.matching)
        }
    }

    private func terms(of item: ItemRecord, _ ratio: Measure.Ratio) -> (above: Int64, below: Int64)? {
        guard let above = item.facts[ratio.numerator].flatMap({ Int64($0) }),
            let below = item.facts[ratio.denominator].flatMap({ Int64($0) }), below >= 0,
            above.magnitude < 1 << 40, below < 1 << 40
        else { return nil }
        return (abs(above), below)
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

    /// The fewest items in any span of `days` dates that ends in the window, each on the date on which the
    /// last of `events` had happened to it for the first time: a run that was not sent is none, and one that
    /// was sent twice is one.
    ///
    /// - Source: TOM 1-3 ¶1.5; reading A40.
    public func rollingCount(
        _ events: [String], classes: [WorkClass], days: Int, in window: ReportWindow
    ) -> Figure {
        rollingCount(datedEvents(events, classes: classes), days: days, in: window)
    }

    /// Items with the local dates on which all that is asked had happened to them, in the order of these.
    struct DatedEvents: Sendable {
        /// The date of the first such item's receipt, from which on the log knows of them; nil without any.
        fileprivate var first: Int?
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

    /// The items of `classes` to which all of `names` happened; what was withdrawn did not come about.
    func datedEvents(_ names: [String], classes: [WorkClass]) -> DatedEvents {
        let known = items.filter { isOf(classes, $0) && $0.status() != .withdrawn }
        let events = known.compactMap { item -> (day: Int, subject: Subject)? in
            let firsts = names.compactMap { name in
                item.events.indices.filter { item.events[$0].name == name }
                    .min { item.events[$0].at < item.events[$1].at }
            }
            guard firsts.count == names.count,
                let last = firsts.max(by: { item.events[$0].at < item.events[$1].at })
            else { return nil }
            return (zone.localDay(at: item.events[last].at), Subject.event(item.item, last + 1))
        }.sorted { ($0.day, $0.subject) < ($1.day, $1.subject) }
        let first = known.map { zone.localDay(at: $0.received) }.min()
        return DatedEvents(
            first: events.first.map { min($0.day, first ?? $0.day) } ?? first, days: events.map(\.day),
            subjects: events.map(\.subject))
    }

    func rollingCount(_ events: DatedEvents, days: Int, in window: ReportWindow) -> Figure {
        let last = min(window.dates.upperBound.daysSinceEpoch, zone.localDay(at: through) - 1)
        guard let first = events.first else { return .noData(.count, "no such item in the log") }
        // A window that overlaps others is a span itself; others have the spans that end in them. Spans that
        // begin before the log's first item are not known as a whole.
        let from = window.kind == .rollingSevenDays ? window.dates.upperBound : window.dates.lowerBound
        let ends = max(from.daysSinceEpoch, first + days - 1)
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
    /// Open is what is not over and whose facts nobody had moved out of `open` by then; what has not said one
    /// of them yet, or was opened again since, stands at its beginning.
    ///
    /// - Source: TOM 1-3 ¶6.2; reading A35.
    public func monthEndAge(
        classes: [WorkClass], days: Int, open conditions: [Measure.Condition] = [], in window: ReportWindow
    ) -> Figure {
        let date = monthEnd(by: window.dates.upperBound)
        guard date >= window.dates.lowerBound else { return .noData(.share, "no month ends in it") }
        let end = zone.instant(ofDay: date.daysSinceEpoch + 1)
        guard end <= through else { return .noData(.share, "the month is not over") }
        let known = items.filter { isOf(classes, $0) && $0.received < end }
        guard !known.isEmpty else { return .noData(.share, "no such item in the log") }
        let undone = known.filter { $0.status(before: end) == .open }
        let open = undone.filter { item in
            conditions.allSatisfy { item.isStill(in: $0, before: end) }
        }
        func isOld(_ item: ItemRecord) -> Bool {
            date.daysSinceEpoch - zone.localDay(at: item.received) > days
        }
        return Figure(
            counted: open.filter(isOld).map { .contact($0.item) },
            others: open.filter { !isOld($0) }.map { .contact($0.item) },
            note: open.isEmpty
                ? RecordSet.noneOpen : "at the end of \(date)" + moved(undone.count - open.count))
    }

    private func moved(_ count: Int) -> String {
        count == 0 ? "" : "; \(count) in work have left that state"
    }

    /// What a month end with nothing open says, which passes (reading A35).
    static let noneOpen = "none open at the month's end"

    /// The last date on or before `date` that ends a month.
    private func monthEnd(by date: CivilDate) -> CivilDate {
        date.advanced(byDays: 1).day == 1 ? date : date.advanced(byDays: -date.day)
    }
}
