internal import BusinessTime
internal import Contacts
internal import Facts
internal import Measures
internal import Projection
internal import Standards

/// Tables that say what a work item's reports mean.
struct ItemTables {
    /// What may be said of items.
    var work: [WorkClassRule]
    /// The clocks of items.
    var clocks: [StandardClock]
    /// By which they count.
    var calendars: [CalendarName: BusinessCalendar]
}

/// A work item as it would have been without some of what was reported of it.
struct UndoneItem {
    private let life: ItemLife
    private let clocks: [ClockName: ClockLife]
    private let undone: Set<Int>
    private let tables: ItemTables
    /// Its class.
    private let workClass: WorkClass
    /// Its receipt.
    private let received: Instant
    /// Its facts.
    let facts: [WorkFact]

    /// - Parameters:
    ///   - life: the item.
    ///   - clocks: its clocks.
    ///   - undone: the reports left out, by their place; -1 is what was said at receipt.
    ///   - tables: what reports mean.
    init(_ life: ItemLife, _ clocks: [ClockName: ClockLife], without undone: Set<Int>, _ tables: ItemTables) {
        self.life = life
        self.clocks = clocks
        self.undone = undone
        self.tables = tables
        var name = life.firstClass
        var facts = life.firstFacts
        var received = life.recorded
        if undone.contains(-1) {
            facts = facts.filter { tables.work.rule(of: name)?.needsProof($0) != true }
        }
        for (place, report) in life.reports.enumerated() {
            switch report.change {
            case .event: break
            case .reclassified(let other): if !undone.contains(place) { name = other }
            case .facts(let said): if !undone.contains(place) { facts = facts.replacing(said) }
            case .received(let instant): if !undone.contains(place) { received = instant }
            }
        }
        workClass = name
        self.facts = facts
        self.received = received
    }

    /// True for a clock that counts from another receipt than it does in the log.
    private func isOfAnotherReceipt(_ terms: StandardClock) -> Bool {
        terms.item?.startsAt == nil
            && life.reports.enumerated().contains { place, report in
                guard case .received = report.change else { return false }
                return undone.contains(place)
            }
    }

    /// What measures need to know of it; nil for what was never received.
    var record: ItemRecord? {
        guard var record = life.record else { return nil }
        record.moveReceipt(to: received)
        record.itemClass = ContactClass(workClass.rawValue)
        record.facts = Dictionary(facts.map { ($0.name.rawValue, $0.value.rawValue) }) { first, _ in first }
        var (events, turns) = ([ItemRecord.Event](), [ItemRecord.Turn]())
        for (place, report) in life.reports.enumerated() {
            guard case .event(let event) = report.change, happens(place) else { continue }
            events.append(.init(event.rawValue, at: instant(of: place)))
            let status: ItemRecord.Status
            switch report.status {
            case .open: status = .open
            case .ended: status = event == ItemLife.withdrawal ? .withdrawn : .completed
            }
            if status != turns.last?.status ?? .open {
                turns.append(.init(status, at: instant(of: place)))
            }
        }
        record.events = events
        record.turns = turns
        return record
    }

    /// What measures need to know of its clocks.
    var clockRecords: [ClockRecord] { tables.clocks.compactMap(record) }

    private func record(_ terms: StandardClock) -> ClockRecord? {
        guard let item = terms.item,
            terms.appliesTo.covers(.item(workClass, facts, of: life.requester))
        else { return nil }
        let clock = clocks[terms.name]
        let begun = begun(item)
        guard let from = isOfAnotherReceipt(terms) ? begun : clock?.from ?? begun else { return nil }
        let dues = terms.thresholds.map { ClockRecord.Due($0.name, at: due($0, terms, clock, from: from)) }
        var record = ClockRecord(
            Clock.ID(terms.name, item: life.item), from: from, dues: dues, isExclusive: terms.unit.countsDates
        )
        record.ending = ending(terms, clock)
        return record
    }

    /// From when it counts by what happened; nil when what it counts from did not happen, or not after what
    /// must have happened before that.
    private func begun(_ terms: StandardClock.ItemTerms) -> Instant? {
        guard let begins = terms.startsAt else { return received }
        let told = happenings
        return told.first { first in
            let isAfter = terms.startsAfter.map { before in
                told.contains { $0.event == before && $0.at <= first.at }
            }
            return first.event == begins && isAfter ?? true
        }?.at
    }

    /// As the ledger had it; where a report moved it when its time was over already, as it was before.
    private func due(
        _ threshold: StandardClock.Threshold, _ terms: StandardClock, _ clock: ClockLife?, from: Instant
    ) -> Instant? {
        if let clock, clock.armed != nil, !isOfAnotherReceipt(terms) {
            let before = clock.passed.first { passing in
                passing.fact.threshold == threshold.name && passing.isTakenBack
                    && undone.contains { place in
                        place >= 0 && life.reports[place].change == terms.suspension.map { .event($0.begins) }
                    }
            }
            return before?.fact.due ?? clock.dues[threshold.name]
        }
        return tables.due(threshold, terms, from: from)
    }

    private func ending(_ terms: StandardClock, _ clock: ClockLife?) -> ClockRecord.Ending? {
        // A clock that exists and that nothing undone stopped ended as it did, whatever the item is by now.
        if let clock, clock.armed != nil, let stopped = clock.stopped, let report = stopped.report,
            !undone.contains(report), !stopped.isAway
        {
            return clock.record(terms, of: nil)?.ending
        }
        for happening in happenings {
            if terms.item?.stopsAt.contains(happening.event) == true { return .stopped(happening.at) }
            if happening.isEnd || terms.item?.lapsesAt.contains(happening.event) == true {
                return .lapsed(happening.at)
            }
        }
        return nil
    }

    private struct Happening {
        var event: WorkEvent
        var at: Instant
        var isEnd: Bool
    }

    /// Events of it, without those before it was opened again: what happened counts from then on.
    private var happenings: [Happening] {
        var list: [Happening] = []
        for (place, report) in life.reports.enumerated() {
            guard case .event(let event) = report.change, happens(place) else { continue }
            let isReopening = tables.work.rule(of: report.workClass)?.reopens.contains(event) == true
            if isReopening {
                list.removeAll { $0.isEnd }
                continue
            }
            var isEnd = false
            if case .ended = report.status { isEnd = true }
            list.append(Happening(event: event, at: instant(of: place), isEnd: isEnd))
        }
        return list
    }

    /// A withdrawal that is undone did not happen; what was said too late happened when it was said.
    private func happens(_ place: Int) -> Bool {
        !undone.contains(place) || life.reports[place].change != .event(ItemLife.withdrawal)
    }

    private func instant(of place: Int) -> Instant {
        let report = life.reports[place]
        return undone.contains(place) ? max(report.at, report.noted) : report.at
    }
}
