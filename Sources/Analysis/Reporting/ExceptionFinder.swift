public import BusinessTime
public import Contacts
internal import Facts
public import Measures
public import Projection
public import Standards

/// The register of exceptions: reports by which work items and contacts are no failures, or no cases, that
/// they would have been, from the audit log alone.
///
/// - Source: decision 0046.
public struct ExceptionFinder: Sendable {
    /// The exceptions, by when they were said.
    public internal(set) var exceptions: [ExceptionRecord] = []
    /// The items that have any, as they would be without all of theirs.
    private(set) var items: [Contact.ID: UndoneItem] = [:]

    /// The contacts that have any, likewise.
    var contacts: [Contact.ID: UndoneContact] = [:]

    private let tables: ItemTables
    let contactTables: ItemTables
    private let contract: Contract?
    private let through: Instant

    /// Looks at the work items and contacts of a log.
    ///
    /// - Parameters:
    ///   - projection: the log, with its clocks and items.
    ///   - work: which facts need proof.
    ///   - clocks: the topology's clocks.
    ///   - calendars: by which they count.
    ///   - contract: what it leaves out of which standard.
    public init(
        _ projection: ContactProjection, work: [WorkClassRule], clocks: [StandardClock],
        calendars: [CalendarName: BusinessCalendar], contract: Contract?
    ) {
        tables = ItemTables(
            work: work, clocks: clocks.filter { $0.attachesTo == .item }, calendars: calendars)
        contactTables = ItemTables(
            work: work, clocks: clocks.filter { $0.attachesTo != .item }, calendars: calendars)
        self.contract = contract
        through = projection.through
        let clocks = Dictionary(grouping: projection.clocks.values.filter { $0.clock.isItem }) {
            $0.clock.contact
        }
        for life in projection.items.values {
            let own = (clocks[life.item] ?? []).map {
                ($0.clock.name, tables.counted($0, from: life.correctedReceipt))
            }
            look(at: life, Dictionary(own) { first, _ in first })
        }
        for life in projection.contacts.values { look(at: life, projection.clocks) }
        exceptions.sort { ($0.noted, $0.item, $0.at) < ($1.noted, $1.item, $1.at) }
    }

    private mutating func look(at life: ItemLife, _ clocks: [ClockName: ClockLife]) {
        guard life.record != nil else { return }
        var found: [Int: ExceptionRecord.Ground] = [:]
        let proven = life.firstFacts.filter { tables.work.rule(of: life.firstClass)?.needsProof($0) == true }
        if !proven.isEmpty { found[-1] = .fact }
        for (place, report) in life.reports.enumerated() {
            found[place] = ground(of: report, place, clocks)
        }
        guard !found.isEmpty else { return }
        for (place, ground) in found.sorted(by: { $0.key < $1.key }) {
            let outcomes = outcomes(life, clocks, without: place)
            if place < 0 {
                exceptions.append(
                    ExceptionRecord(
                        life.item, ground, says: proven.map(\.description).joined(separator: ", "),
                        at: life.recorded, noted: life.ingested, by: life.broughtBy ?? "nobody",
                        evidence: life.evidence,
                        outcomes: outcomes))
            } else {
                let report = life.reports[place]
                exceptions.append(
                    ExceptionRecord(
                        life.item, ground, says: "\(report.change)", at: report.at, noted: report.noted,
                        by: report.by, evidence: report.evidence, outcomes: outcomes))
            }
        }
        items[life.item] = UndoneItem(life, clocks, without: Set(found.keys), tables)
    }

    private func ground(
        of report: WorkItemChanged, _ place: Int, _ clocks: [ClockName: ClockLife]
    ) -> ExceptionRecord.Ground? {
        let stopped = clocks.values.filter { $0.stopped?.report == place }
        switch report.change {
        case .reclassified: return .reclassified
        case .received: return .receiptCorrected
        case .facts(let said):
            let rule = tables.work.rule(of: report.workClass)
            let takesAway = stopped.contains { $0.stopped?.cause == "\(report.change)" }
            return takesAway || said.contains { rule?.needsProof($0) == true } ? .fact : nil
        case .event(ItemLife.withdrawal): return .withdrawn
        case .event(let event):
            let isLate = stopped.contains { isStopped($0, by: event, report) && isSaidTooLate(report, $0) }
            return isLate || clocks.values.contains { isPausedTooLate(report, event, $0) } ? .backDated : nil
        }
    }

    /// True when it was this event that stopped a clock, and not one from before that the clock, which begins
    /// with this one, had still to hear of.
    private func isStopped(_ clock: ClockLife, by event: WorkEvent, _ report: WorkItemChanged) -> Bool {
        guard let item = terms(of: clock.clock.name)?.item else { return false }
        let ends = tables.work.rule(of: report.workClass)?.ends ?? []
        return item.stopsAt.contains(event) || item.lapsesAt.contains(event) || ends.contains(event)
    }

    /// True when a clock's stop lies within a limit that was over when it was told.
    private func isSaidTooLate(_ report: WorkItemChanged, _ clock: ClockLife) -> Bool {
        guard let record = clock.record(terms(of: clock.clock.name), of: nil, nil) else { return false }
        return limits(of: clock.clock.name).contains { limit in
            record.due(limit).map {
                record.isInTime(report.at, due: $0) && !record.isInTime(report.noted, due: $0)
            } ?? false
        }
    }

    /// True when a suspension took back a breach that had been passed when it was told.
    private func isPausedTooLate(_ report: WorkItemChanged, _ event: WorkEvent, _ clock: ClockLife) -> Bool {
        guard terms(of: clock.clock.name)?.suspension?.begins == event else { return false }
        return clock.passed.contains { passing in
            passing.level == .breach && passing.isTakenBack && report.at <= passing.fact.due
                && passing.fact.due <= report.noted
        }
    }

    // MARK: What would have been

    private func outcomes(
        _ life: ItemLife, _ clocks: [ClockName: ClockLife], without place: Int
    ) -> [ExceptionRecord.Outcome] {
        let undone = UndoneItem(life, clocks, without: [place], tables)
        return undone.clockRecords.flatMap { plain -> [ExceptionRecord.Outcome] in
            let name = plain.clock.name
            let real = clocks[name]?.record(terms(of: name), of: nil, life)
            return limits(of: name).compactMap { limit in
                let isOut = isLeftOut(name, life.lastFacts) && !isLeftOut(name, undone.facts)
                let counts = standing(real, limit)
                let with = isOut && counts != .notOwed ? .leftOut : counts
                let without = standing(plain, limit)
                guard with != without || plain.ending == nil else { return nil }
                return .init(plain.clock, limit, due: plain.due(limit), with: with, without: without)
            }
        }
    }

    func standing(_ record: ClockRecord?, _ limit: String) -> ExceptionRecord.Standing {
        guard let record else { return .notOwed }
        switch record.verdict(limit, by: through) {
        case .good: return .met
        case .bad: return .missed
        case .open, .unsaid: return record.ending == nil ? .open : .notOwed
        }
    }

    /// True when the contract leaves an item with `facts` out of all that the clock serves.
    private func isLeftOut(_ name: ClockName, _ facts: [WorkFact]) -> Bool {
        guard let contract, let standards = terms(of: name)?.standards, !standards.isEmpty else {
            return false
        }
        return standards.allSatisfy { id in
            contract.exclusions(of: Standard.ID(id)).contains { condition in
                facts.contains {
                    $0.name.rawValue == condition.fact && condition.values.contains($0.value.rawValue)
                }
            }
        }
    }

    func terms(of name: ClockName) -> StandardClock? {
        (tables.clocks + contactTables.clocks).first { $0.name == name }
    }

    func limits(of name: ClockName) -> [String] {
        terms(of: name)?.thresholds.filter { $0.level == .breach }.map(\.name) ?? []
    }
}
