import BusinessTime
import Contacts
import Facts
import Standards

/// What clauses ask before something may be said of a work item (decision 0049).
///
/// The gateway holds the gate, because it alone can tell the adapter what is lacking; what it has taken the
/// router believes.
extension GatewayMachine {
    /// What follows from a report by the rules of the item's class.
    func answer(to report: WorkReport, _ custody: ItemCustody, _ rule: WorkClassRule?) -> WorkAnswer {
        guard let rule else { return .changes([report.change]) }
        let known = WorkKnowledge(facts: custody.facts ?? [], happened: custody.happened ?? [])
        var later: WorkClassRule?
        if case .reclassified(let name) = report.change { later = configuration.work.rule(of: name) }
        let date = configuration.zone.date(at: report.at ?? custody.received)
        return rule.answer(to: report.change, with: report.facts, over: known, on: date, becoming: later)
    }

    /// What is wrong with the facts that an event is said with.
    func faultBeside(_ report: WorkReport, _ custody: ItemCustody, _ rule: WorkClassRule?) -> WorkFault? {
        var said = report.facts
        if case .facts(let facts) = report.change { said = facts }
        // What the router would refuse is not taken here, or the two would know other things.
        let count = (custody.facts ?? []).replacing(said).count
        guard said.isEmpty || count <= max(Limit.keptWorkFacts, custody.facts?.count ?? 0) else {
            return WorkFault(
                "facts",
                "\(report.item) would have \(count) of them with those of its earlier classes; "
                    + "expected at most \(Limit.keptWorkFacts)")
        }
        guard !report.facts.isEmpty else { return nil }
        guard case .event = report.change else {
            return WorkFault("facts", "said beside \(report.change); expected them beside an event only")
        }
        return rule?.fault(of: report.facts, evidence: report.evidence)
    }

    /// Tells the router one change of an item, and the record when it was another one's turn.
    mutating func tell(_ change: WorkChange, of report: WorkReport, at now: Instant) {
        guard let custody = state.items[report.item], let at = report.at else { return }
        let rule = configuration.work.rule(of: custody.workClass)
        let until = keptUntil(after: change, custody, rule, at: now)
        let line = until == nil ? self.line(after: change, custody, rule) : nil
        if case .facts = change, let left = custody.line, left != line,
            let older = state.items.first(in: left), older != report.item
        {
            record(
                .workOutOfTurn(
                    WorkOutOfTurn(item: report.item, before: older, line: left, at: at, by: report.by)))
        }
        tellRouter(
            .workItemReported(
                WorkItemReported(
                    item: report.item, change: change, at: at, by: report.by, evidence: report.evidence,
                    noted: now, keptUntil: until, line: line)))
    }

    /// The line in which an item waits after a change.
    private func line(
        after change: WorkChange, _ custody: ItemCustody, _ rule: WorkClassRule?
    ) -> String? {
        let facts = custody.facts ?? []
        switch change {
        case .event, .received: return rule?.line(of: facts)
        case .facts(let said): return rule?.line(of: facts.replacing(said))
        case .reclassified(let name): return configuration.work.rule(of: name)?.line(of: facts)
        }
    }

    /// Refuses a report. One that says what a fact cannot be is not whole either: what is on no list is none.
    mutating func refuse(_ report: WorkReport, _ fault: WorkFault, at now: Instant) {
        if fault.field.hasPrefix("facts.") {
            let name = String(fault.field.dropFirst("facts.".count))
            record(incomplete(report, WorkLack([name], fault.reason), at: now))
        }
        refuse("work_report", field: fault.field, fault.reason)
    }

    /// A report without what the clause asks for, for the record.
    func incomplete(_ report: WorkReport, _ lack: WorkLack, at now: Instant) -> GatewayFact {
        .workItemIncomplete(
            WorkItemIncomplete(
                item: report.item, change: report.change, at: report.at ?? now, by: report.by,
                lacks: lack.names.map { ReasonCode($0) }, reason: lack.reason.cut(), noted: now))
    }
}

extension [WorkChange] {
    /// What is said in them.
    var said: [WorkFact] {
        flatMap { change -> [WorkFact] in
            if case .facts(let facts) = change { facts } else { [] }
        }.sorted()
    }
}
