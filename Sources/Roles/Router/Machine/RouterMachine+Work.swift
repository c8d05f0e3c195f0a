import Contacts
import Facts
import Standards

/// Work items: tracked pieces of work with deadlines, of which the clocks follow tables alone.
///
/// Which classes there are and what may happen to them stands in work.yaml, which clocks they have in
/// standards.yaml. A clock that comes with another class or other facts begins from the item's receipt with
/// all that has happened since; one that goes is stopped and would run on if it came back.
extension RouterMachine {
    /// The most events that are kept of one item; more of them say nothing that a clock could need.
    static let historyLimit = 200

    /// Takes up a work item; one that is known already has no effect. An item of a class that no row is for
    /// is tracked without clocks: it is not lost.
    mutating func receive(_ fact: WorkItemReceived, at now: Instant) {
        guard state.work.isNew(fact.item) else { return }
        let starts = configuration.itemClocks(of: fact.workClass)
            .filter {
                $0.item?.startsAt == nil
                    && $0.appliesTo.covers(.item(fact.workClass, fact.facts, of: fact.requester))
            }
            .map { Clock.Start(Clock.ID($0.name, item: fact.item), from: fact.received, mode: $0.startMode) }
        let opened = WorkItemOpened(
            item: fact.item, gateway: fact.gateway, workClass: fact.workClass, member: fact.member,
            received: fact.received, facts: fact.facts, by: fact.by, noted: now, clocks: starts,
            requester: fact.requester)
        record(.workItemOpened(opened), to: [configuration.directory.watchdog])
    }

    /// Takes what was reported of an item: an event, another class, other facts.
    mutating func report(_ fact: WorkItemReported, at now: Instant) {
        guard let item = state.work.items[fact.item] else {
            return refuse(fact, "it is not tracked: it ended and can no longer be reopened")
        }
        switch fact.change {
        case .event(let event): happen(event, to: item, fact, at: now)
        case .reclassified(let name):
            guard configuration.work.rule(of: name) != nil else {
                return refuse(fact, configuration.work.unknown(name).reason)
            }
            guard name != item.workClass else { return refuse(fact, "it is of that class already") }
            reconsider(item, as: name, item.facts, fact, at: now)
        case .facts(let facts):
            let merged = item.facts.replacing(facts)
            // An item of an older journal may have more already; it takes what adds none.
            guard merged.count <= max(Limit.keptWorkFacts, item.facts.count) else {
                return refuse(
                    fact,
                    "it would have \(merged.count) facts with those of its earlier classes; "
                        + "expected at most \(Limit.keptWorkFacts)")
            }
            switch item.status {
            case .open: reconsider(item, as: item.workClass, merged, fact, at: now)
            case .ended(let until): supplement(item, merged, fact, until: until, at: now)
            }
        case .received: correct(item, fact, at: now)
        }
    }

    /// An agent resolved the contact of an item that lacks what a clause asks for: the contact is over, the
    /// item is not, and the agent is told.
    mutating func incomplete(_ fact: WorkItemIncomplete) {
        let lacks = fact.lacks.map(\.rawValue).joined(separator: ", ")
        refuse(
            "resolved", of: fact.item, field: "facts",
            "it is open still and waits in no queue, since this lacks: \(lacks). \(fact.reason)",
            asker: Agent.ID(fact.by.rawValue))
    }

    private mutating func happen(
        _ event: WorkEvent, to item: TrackedItem, _ fact: WorkItemReported, at now: Instant
    ) {
        let rule = configuration.work.rule(of: item.workClass)
        let reopens = rule?.reopens.contains(event) ?? false
        if let reason = obstacle(to: event, reopens: reopens, item, fact) { return refuse(fact, reason) }
        let ends = rule?.ends.contains(event) ?? false
        // The gateway's word, by which it takes a reopening or refuses it; the clocks are kept as long as the
        // item is.
        let over = fact.keptUntil ?? now.advanced(by: rule?.keptFor ?? .zero)
        let until = keptClocks(until: over, rule)
        if case .ended(let until) = item.status, !reopens {
            return happenLate(event, to: item, fact, until: until, at: now)
        }
        let status = ends ? WorkItemChanged.Status.ended(reopensUntil: over) : .open
        change(fact, item.workClass, item.facts, status, at: now)
        let happening = TrackedItem.Happening(
            event: event, at: max(fact.at, item.received), by: fact.by, evidence: fact.evidence)
        let isLate = item.knows(after: happening.at)
        for clock in configuration.itemClocks(of: item.workClass)
        where clock.appliesTo.covers(.item(item.workClass, item.facts, of: item.requester)) {
            if isLate || reopens, retell(clock, of: fact.item, fact, until: until) { continue }
            let isNew = item.phase(of: clock.name) == nil
            advance(clock, of: fact.item, happening, until: until)
            if isLate, isNew { catchUp(clock, of: fact.item, after: happening) }
        }
        guard ends else { return }
        settleAway(of: fact.item, item, until: until)
        withdrawContact(of: fact.item, at: happening.at)
    }

    /// What happened before the end of an item and is told after it: nothing is reopened, and each clock that
    /// it moves is as it would be had it been told in time.
    private mutating func happenLate(
        _ event: WorkEvent, to item: TrackedItem, _ fact: WorkItemReported, until over: Instant,
        at now: Instant
    ) {
        change(fact, item.workClass, item.facts, item.status, at: now)
        let rule = configuration.work.rule(of: item.workClass)
        guard let told = state.work.items[fact.item] else { return }
        for clock in configuration.itemClocks(of: item.workClass)
        where clock.appliesTo.covers(.item(item.workClass, item.facts, of: item.requester))
            && clock.hears(of: event, rule) && told.phase(of: clock.name) != .over
        {
            owe(clock, of: fact.item, told, fact, until: keptClocks(until: over, rule))
        }
    }

    /// Until when the clocks of an ended item may be reopened; nil when nothing reopens it.
    private func keptClocks(until over: Instant, _ rule: WorkClassRule?) -> Instant? {
        rule?.reopens.isEmpty == false ? over.advanced(by: WorkItemIndex.grace) : nil
    }

    /// Nobody is to begin work on what is over; whoever has it already finishes it.
    private mutating func withdrawContact(of item: Contact.ID, at: Instant) {
        guard let contact = state.contacts[item] else { return }
        switch contact.phase {
        case .placed, .releasing, .handoffOffered:
            withdraw(contact, .withdrawn)
            end(item, .withdrawn, at: at)
        case .connecting, .inService, .wrapUp: break
        }
    }

    /// What keeps an event from having an effect now.
    private func obstacle(
        to event: WorkEvent, reopens: Bool, _ item: TrackedItem, _ fact: WorkItemReported
    ) -> String? {
        let rule = configuration.work.rule(of: item.workClass)
        switch item.status {
        case .open where reopens: return "it is open; expected an event that happens to open work"
        case .ended where !reopens && !item.takes(event, at: fact.at, rule):
            return "it has ended; expected \(rule?.expectedWhenEnded ?? "nothing more")"
        case .ended(let until) where fact.noted > until:
            return "it ended and could be spoken of until \(until)"
        case .open, .ended: break
        }
        guard item.history.count < Self.historyLimit else {
            return "\(Self.historyLimit) events were reported of it, which is the most that are taken"
        }
        let suspended = configuration.itemClocks(of: item.workClass).first { clock in
            clock.suspension?.begins == event && item.phase(of: clock.name) == .running
        }
        guard fact.evidence == nil, let suspension = suspended?.suspension else { return nil }
        return "no evidence; \(suspension.clause) lets its clock be suspended only with proof"
    }

    /// Another class or other facts: clocks that no longer apply go, those that apply now come.
    private mutating func reconsider(
        _ item: TrackedItem, as name: WorkClass, _ facts: [WorkFact], _ fact: WorkItemReported,
        at now: Instant
    ) {
        guard item.status == .open else { return refuse(fact, "it has ended; reopen it first") }
        change(fact, name, facts, .open, at: now)
        let wanted = configuration.itemClocks(of: name).filter {
            $0.appliesTo.covers(.item(name, facts, of: item.requester))
        }
        for clock in item.clocks where !wanted.contains(where: { $0.name == clock.name }) {
            guard clock.phase == .running || clock.phase == .suspended else { continue }
            stop(clock.name, of: fact.item, at: fact.at, "\(fact.change)", fact.by, until: .distantFuture)
        }
        for clock in wanted {
            switch item.phase(of: clock.name) {
            // A reopening lets every clock run on that applied at the end; one still stopped was away then.
            case .away, .stopped: comeBack(clock, of: fact.item, fact)
            case .running, .suspended, .over: break
            case nil: begin(clock, of: fact.item, item, fact)
            }
        }
    }

    /// Facts that are told after the end: nothing is reopened, and which clocks were owed is as they say.
    ///
    /// What was owed so far is taken back only with proof.
    private mutating func supplement(
        _ item: TrackedItem, _ facts: [WorkFact], _ fact: WorkItemReported, until over: Instant,
        at now: Instant
    ) {
        guard fact.noted <= over else {
            return refuse(fact, "it ended, and facts of it were taken until \(over)")
        }
        change(fact, item.workClass, facts, item.status, at: now)
        let rule = configuration.work.rule(of: item.workClass)
        let until = keptClocks(until: over, rule)
        for clock in configuration.itemClocks(of: item.workClass) {
            func isOwed(_ facts: [WorkFact]) -> Bool {
                clock.appliesTo.covers(.item(item.workClass, facts, of: item.requester))
            }
            switch (isOwed(item.facts), isOwed(facts)) {
            case (false, true): owe(clock, of: fact.item, item, fact, until: until)
            case (true, false) where fact.evidence != nil:
                waive(clock, of: fact.item, item, fact, until: until)
            case (true, false), (true, true), (false, false): break
            }
        }
    }

    /// With the item's end, what went with an earlier class is remembered no longer than the rest.
    private mutating func settleAway(of id: Contact.ID, _ item: TrackedItem, until: Instant?) {
        for clock in item.clocks where clock.phase == .away {
            guard state.work.items[id]?.phase(of: clock.name) == .away else { continue }
            stop(clock.name, of: id, at: item.received, "ended", nil, until: until)
        }
    }
}

// MARK: - Facts

extension RouterMachine {
    mutating func change(
        _ fact: WorkItemReported, _ name: WorkClass, _ facts: [WorkFact],
        _ status: WorkItemChanged.Status, at now: Instant
    ) {
        let changed = WorkItemChanged(
            item: fact.item, change: fact.change, at: fact.at, by: fact.by, evidence: fact.evidence,
            workClass: name, facts: facts, status: status, noted: now)
        record(.workItemChanged(changed), to: [configuration.directory.watchdog])
    }

    mutating func refuse(_ fact: WorkItemReported, _ reason: String) {
        record(
            .workItemRefused(
                WorkItemRefused(
                    item: fact.item, change: fact.change, at: fact.at, by: fact.by, reason: reason)))
    }
}
