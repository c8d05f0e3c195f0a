import BusinessTime
import Contacts
import Measures
import Standards
import Testing
import TopologyFile

extension Recipe {
    // MARK: Clocks

    /// A thousand clocks as the file counts them, `good` of which stop in their last instant in time.
    func clocks(_ population: Measure.ClockPopulation, _ good: Int) throws -> Population {
        let clock = try #require(topology.clocks.first { $0.name == population.clock })
        let limit = try #require(clock.thresholds.first { $0.name == threshold.within })
        let start = instant()
        let due: Instant
        if let name = clock.unit.calendar {
            let calendar = try #require(topology.calendars.first { $0.name == name })
            due = calendar.due(start: start, kind: clock.unit.kind(limit.amount))
        } else {
            due = start.advanced(by: limit.amount)
        }
        let step = Duration.microseconds(1)
        let last = clock.unit.countsDates ? due.advanced(by: .microseconds(-1)) : due
        var parts = RecordSet.Parts()
        for number in 0..<Self.size {
            let contact = Self.id(number)
            let dues = [ClockRecord.Due(limit.name, at: due)]
            let asks = population.silenceDays != nil
            var record = ClockRecord(
                Clock.ID(clock.name, contact: contact, inquiry: asks ? 1 : 0), from: start, dues: dues,
                isExclusive: clock.unit.countsDates)
            record.channel = population.channels.first ?? .workItem
            let stop = number < good ? last : last.advanced(by: step)
            record.ending = .stopped(stop)
            parts.clocks.append(record)
            if asks { parts.calls.append(followedUp(contact, from: start, settled: stop)) }
            if clock.item != nil, let scope = clock.appliesTo.cases.first, let name = scope.classes.first {
                let facts = scope.facts.map { ($0.name.rawValue, $0.value.rawValue) }
                parts.items.append(
                    item(number, of: name, at: start, done: nil, facts: Dictionary(facts) { $1 }))
            }
        }
        return Population(records: records(parts), window: window(.year, 365))
    }

    /// A call with one inquiry that a later one settled, to the member's content.
    func followedUp(
        _ contact: Contact.ID, from start: Instant, settled: Instant,
        _ acceptance: Inquiry.Acceptance? = .accepted
    ) -> CallRecord {
        var call = CallRecord(contact: contact, channel: .phone, received: start)
        call.contactClass = "general"
        call.inquiries = [.init(index: 1, type: "benefits", resolved: settled, acceptance: acceptance)]
        return call
    }

    // MARK: Shares of items

    /// A thousand completed items, `good` of which have the numerator's facts.
    func items(_ share: Measure.Share, _ good: Int) -> Population {
        var parts = RecordSet.Parts()
        for number in 0..<Self.size {
            let wanted = share.numerator.map { condition in
                (condition.fact, number < good ? condition.values[0] : "otherwise")
            }
            var facts = share.matching.map { ($0.fact, $0.values[0]) } + wanted
            if let by = share.by { facts.append((by, "north")) }
            parts.items.append(
                item(
                    number, of: share.classes[0], at: instant(hour: 9), done: instant(),
                    facts: Dictionary(facts) { $1 }))
        }
        return Population(records: records(parts), window: oneDay)
    }

    /// One item with two numbers, whose quotient stands at the threshold.
    func sums(_ ratio: Measure.Ratio, _ isMet: Bool) -> Population {
        // In hundredths of what is owed, so that a quarter of a percent is a whole number.
        let numerator = edge(1_000_000, isMet)
        let denominator = 1_000_000 * ratio.times
        var facts = Dictionary(ratio.matching.map { ($0.fact, $0.values[0]) }) { $1 }
        facts[ratio.numerator] = String(numerator)
        facts[ratio.denominator] = String(denominator)
        var parts = RecordSet.Parts()
        parts.items = [item(0, of: ratio.classes[0], at: instant(hour: 9), done: instant(), facts: facts)]
        return Population(records: records(parts), window: oneDay)
    }

    /// A thousand items yesterday, and so many fewer today.
    func reduction(_ share: Measure.Share, _ fewer: Int) -> Population {
        let facts = Dictionary(share.numerator.map { ($0.fact, $0.values[0]) }) { $1 }
        var parts = RecordSet.Parts()
        for number in 0..<(2 * Self.size - fewer) {
            let days = number < Self.size ? -1 : 0
            parts.items.append(
                item(
                    number, of: share.classes[0], at: instant(days, hour: 9), done: instant(days),
                    facts: facts))
        }
        return Population(records: records(parts), window: oneDay)
    }

    // MARK: Events and ages

    /// So many items to which all of it happened in seven dates, the first on the first.
    func events(_ names: [String], _ classes: [WorkClass], _ count: Int) -> Population {
        var parts = RecordSet.Parts()
        parts.items = (0..<count).map { number in
            var record = item(number, of: classes[0], at: instant(number * 2, hour: 8), done: nil, facts: [:])
            record.events = names.map { .init($0, at: instant(number * 2)) }
            return record
        }
        return Population(records: records(parts), window: window(.rollingSevenDays, 7))
    }

    /// A thousand items open at the end of March, so many of them a day too old.
    func aged(_ classes: [WorkClass], _ days: Int, _ old: Int) -> Population {
        let end = CivilDate(year: day.year, month: day.month + 1, day: 1).daysSinceEpoch - 1
        var parts = RecordSet.Parts()
        for number in 0..<Self.size {
            let age = number < old ? days + 1 : days
            parts.items.append(
                item(
                    number, of: classes[0], at: zone.instant(ofDay: end - age).advanced(by: .hours(23)),
                    done: nil, facts: [:]))
        }
        let month = CivilDate(daysSinceEpoch: end - 30)...CivilDate(daysSinceEpoch: end)
        return Population(
            records: records(parts), window: ReportWindow(.month, month, name: "March", in: zone))
    }

    private func item(
        _ number: Int, of name: WorkClass, at received: Instant, done: Instant?, facts: [String: String]
    ) -> ItemRecord {
        ItemRecord(
            Self.id(number), class: ContactClass(name.rawValue), received: received, facts: facts,
            turns: done.map { [.init(.completed, at: $0)] } ?? [])
    }
}
