internal import Contacts
internal import Facts
public import Measures
public import Standards

extension ClockLife {
    /// What measures need to know of the clock; nil while the watchdog's fact is not in the log.
    ///
    /// - Parameters:
    ///   - terms: how the topology has it, if it does.
    ///   - contact: its contact, if the log has one.
    ///   - item: its work item, if the log has one.
    public func record(
        _ terms: StandardClock?, of contact: ContactLife?, _ item: ItemLife? = nil
    ) -> ClockRecord? {
        guard let armed else { return nil }
        let thresholds = armed.thresholds.map { ClockRecord.Due($0.name, at: dues[$0.name]) }
        var record = ClockRecord(
            clock, from: from ?? armed.from, dues: thresholds, isExclusive: terms?.unit.countsDates ?? false)
        record.channel = contact?.channel
        record.contactClass = contact?.classified?.contactClass
        record.ending = ending(terms, from: from ?? armed.from, contact, item)
        return record
    }

    /// A stop is what the clock waited for, or the end of the contact or item without it.
    private func ending(
        _ terms: StandardClock?, from: Instant, _ contact: ContactLife?, _ life: ItemLife?
    ) -> ClockRecord.Ending? {
        guard let stop = stopped else {
            return closed.map { closed in
                switch terms?.stopsAt {
                case .contactEnded: .stopped(closed.at)
                // An act of ours that was left out: who closes the contact has not done it.
                case .personWrote, .tierThreeAnswered, .specialistAnswered:
                    contact?.ended?.outcome.isAnswered == true ? .forgone(closed.at) : .lapsed(closed.at)
                case .answered, .acknowledged, .resolved, .stamped, .replied, .handedOn, .itemEvent, nil:
                    .lapsed(closed.at)
                }
            }
        }
        if Self.outcomes.contains(stop.cause) { return .lapsed(stop.at) }
        if !clock.isItem, stop.cause.hasPrefix(ContactChange.reclassification) {
            // As with items: never owed, if there is proof.
            guard let change = stop.report.flatMap({ contact?.changes[$0] }), change.evidence == nil else {
                return .lapsed(from)
            }
            return .lapsed(min(stop.before ?? change.noted, change.noted))
        }
        guard clock.isItem, let item = terms?.item else { return .stopped(stop.at) }
        if item.stopsAt.contains(where: { $0.rawValue == stop.cause }) {
            guard let terms, let away = takenAway(terms, life) else { return .stopped(stop.at) }
            return .lapsed(away.evidence == nil ? stop.at : from)
        }
        // An end without the event owed it until then.
        guard stop.isAway else { return .lapsed(stop.at) }
        // The item is of another class now and never owed this, if there is proof; without, what was missed
        // when it was said stays missed.
        guard let report = stop.report.flatMap({ life?.reports[$0] }), report.evidence == nil else {
            return .lapsed(from)
        }
        return .lapsed(report.noted)
    }

    /// The report by which an item came to be what never owed the clock; nil for one that owes it.
    ///
    /// What was done before counts with others now. What was missed by then stays missed, limit by limit,
    /// unless there is proof.
    private func takenAway(_ terms: StandardClock, _ life: ItemLife?) -> WorkItemChanged? {
        guard let life else { return nil }
        func owes(_ workClass: WorkClass, _ facts: [WorkFact]) -> Bool {
            terms.appliesTo.covers(.item(workClass, facts, of: life.requester))
        }
        let owed =
            [owes(life.firstClass, life.firstFacts)] + life.reports.map { owes($0.workClass, $0.facts) }
        guard owed.last == false, let away = owed.lastIndex(of: true) else { return nil }
        return life.reports[away]
    }

    /// Outcomes by which a clock ends without what it waited for.
    private static let outcomes: Set<String> = Set(
        Contact.Outcome.allCases.filter { !$0.isAnswered }.map(\.rawValue))
}
