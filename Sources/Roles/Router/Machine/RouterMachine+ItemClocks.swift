import Contacts
import Facts
import Standards

/// What happens to a work item and what its clocks do then.
///
/// What comes in the order in which it happened moves a clock on. What does not, and a clock that comes back,
/// is told from its beginning, as ``ClockHistory`` has it.
extension RouterMachine {
    /// A clock that comes late begins from the item's receipt, with all that has happened.
    mutating func begin(
        _ clock: StandardClock, of id: Contact.ID, _ item: TrackedItem, _ fact: WorkItemReported
    ) {
        let rule = state.work.items[id].flatMap { configuration.work.rule(of: $0.workClass) }
        let history = ClockHistory(of: clock, on: item, rule)
        if item.hasPaused(clock), item.hasEnded(rule), let first = history.spans.first {
            start(clock, of: id, from: first.at)
            return tell(history, of: clock, id, fact, until: .distantFuture)
        }
        if clock.item?.startsAt == nil { start(clock, of: id, from: item.received) }
        for happening in item.happenings(rule) { advance(clock, of: id, happening, until: .distantFuture) }
    }

    /// A clock that began with what was told late, or for which it had to come first, hears of what happened
    /// after it.
    mutating func catchUp(
        _ clock: StandardClock, of id: Contact.ID, after first: TrackedItem.Happening
    ) {
        guard let item = state.work.items[id] else { return }
        for happening in item.happenings(configuration.work.rule(of: item.workClass))
        where happening.at > first.at {
            advance(clock, of: id, happening, until: .distantFuture)
        }
    }

    /// A clock of an ended item that was owed after all is as it would be had it always been.
    mutating func owe(
        _ clock: StandardClock, of id: Contact.ID, _ item: TrackedItem, _ fact: WorkItemReported,
        until: Instant?
    ) {
        let history = ClockHistory(of: clock, on: item, configuration.work.rule(of: item.workClass))
        guard let first = history.spans.first else { return }
        if item.phase(of: clock.name) == nil {
            // It passes nothing before its whole life is told.
            start(Clock.Start(Clock.ID(clock.name, item: id), from: first.at, mode: .suspended))
        }
        tell(history, of: clock, id, fact, until: until)
    }

    /// The item was received at another instant: every clock from receipt is as had that been said at once.
    ///
    /// One that went with an earlier class is told so when it comes back.
    mutating func correct(_ item: TrackedItem, _ fact: WorkItemReported, at now: Instant) {
        var until: Instant?
        if case .ended(let over) = item.status {
            guard fact.noted <= over else {
                return refuse(fact, "it ended, and its receipt could be corrected until \(over)")
            }
            let rule = configuration.work.rule(of: item.workClass)
            until = rule?.reopens.isEmpty == false ? over.advanced(by: WorkItemIndex.grace) : nil
        }
        change(fact, item.workClass, item.facts, item.status, at: now)
        guard let corrected = state.work.items[fact.item] else { return }
        for clock in configuration.itemClocks(of: item.workClass) where clock.item?.startsAt == nil {
            switch item.phase(of: clock.name) {
            case .running, .suspended, .stopped: owe(clock, of: fact.item, corrected, fact, until: until)
            case .over:
                // The ledger has forgotten it.
                start(
                    Clock.Start(
                        Clock.ID(clock.name, item: fact.item), from: corrected.received, mode: .suspended))
                owe(clock, of: fact.item, corrected, fact, until: until)
            case .away, nil: break
            }
        }
    }

    /// A clock of an ended item that was never owed ends where it began.
    mutating func waive(
        _ clock: StandardClock, of id: Contact.ID, _ item: TrackedItem, _ fact: WorkItemReported,
        until: Instant?
    ) {
        var history = ClockHistory(of: clock, on: item, configuration.work.rule(of: item.workClass))
        guard item.phase(of: clock.name) != nil, history.endAtOnce("\(fact.change)", fact.by) else { return }
        tell(history, of: clock, id, fact, until: until)
    }

    /// A clock that was away is as it would be had it never been.
    mutating func comeBack(_ clock: StandardClock, of id: Contact.ID, _ fact: WorkItemReported) {
        guard let item = state.work.items[id] else { return }
        let history = ClockHistory(of: clock, on: item, configuration.work.rule(of: item.workClass))
        switch history.phase {
        // By this class the item is over: its clock stays as it was stopped.
        case .stopped, .away: break
        case .over: tell(history, of: clock, id, fact, until: nil)
        case .running, .suspended, nil:
            if item.hasPaused(clock) || item.recorded != nil {
                tell(history, of: clock, id, fact, until: nil)
            } else {
                run(clock.name, of: id, at: fact.at, "\(fact.change)", fact.by, nil)
            }
        }
    }

    /// Tells a clock anew that was paused ever, when what came does not simply follow what it was told
    /// before; false when it does. What its own event ended for good is told no more.
    mutating func retell(
        _ clock: StandardClock, of id: Contact.ID, _ fact: WorkItemReported, until: Instant?
    ) -> Bool {
        guard case .event(let event) = fact.change, let item = state.work.items[id],
            let phase = item.phase(of: clock.name), phase != .over, item.hasPaused(clock),
            clock.isMoved(by: event, configuration.work.rule(of: item.workClass))
        else { return false }
        let history = ClockHistory(of: clock, on: item, configuration.work.rule(of: item.workClass))
        guard history.phase != nil else { return false }
        tell(history, of: clock, id, fact, until: until)
        return true
    }

    private mutating func tell(
        _ history: ClockHistory, of clock: StandardClock, _ id: Contact.ID, _ fact: WorkItemReported,
        until: Instant?
    ) {
        var stop = history.stop
        if history.phase == .stopped { stop?.reopensUntil = until }
        record(
            .clockRetold(
                ClockRetold(
                    clock: Clock.ID(clock.name, item: id), spans: history.spans, stop: stop,
                    cause: "\(fact.change)", by: fact.by)),
            to: [configuration.directory.watchdog])
    }

    /// What an event does to one clock; until when it may be reopened if the event ends the item.
    mutating func advance(
        _ clock: StandardClock, of id: Contact.ID, _ happening: TrackedItem.Happening, until: Instant?
    ) {
        guard let item = state.work.items[id], let terms = clock.item else { return }
        let event = happening.event
        let rule = configuration.work.rule(of: item.workClass)
        if item.phase(of: clock.name) == nil, item.begins(terms, happening, rule) {
            start(clock, of: id, from: happening.at)
        }
        switch state.work.items[id]?.phase(of: clock.name) {
        case .running, .suspended:
            if rule?.ends.contains(event) == true {
                stop(clock.name, of: id, at: happening.at, event.rawValue, happening.by, until: until)
            } else if terms.isOver(after: event) {
                stop(clock.name, of: id, at: happening.at, event.rawValue, happening.by, until: nil)
            } else {
                pause(clock, of: id, happening)
            }
        // A clock that comes late is away between an end and a reopening in the item's history.
        case .stopped, .away:
            if rule?.reopens.contains(event) == true {
                run(
                    clock.name, of: id, at: happening.at, event.rawValue, happening.by, happening.evidence)
            }
        case .over, nil: break
        }
    }

    private mutating func pause(
        _ clock: StandardClock, of id: Contact.ID, _ happening: TrackedItem.Happening
    ) {
        guard let suspension = clock.suspension, let phase = state.work.items[id]?.phase(of: clock.name)
        else { return }
        let event = happening.event
        if phase == .running, event == suspension.begins, happening.evidence != nil {
            let fact = ClockSuspended(
                clock: Clock.ID(clock.name, item: id), at: happening.at, cause: event.rawValue,
                by: happening.by, evidence: happening.evidence,
                contacted: contacted(id, by: happening.at))
            record(.clockSuspended(fact), to: [configuration.directory.watchdog])
        } else if phase == .suspended, event == suspension.ends {
            run(clock.name, of: id, at: happening.at, event.rawValue, happening.by, happening.evidence)
        }
    }

    /// When the party was last told something until `instant`, by an event that work.yaml says does so.
    private func contacted(_ id: Contact.ID, by instant: Instant) -> Instant? {
        guard let item = state.work.items[id] else { return nil }
        return item.contacted(by: instant, configuration.work.rule(of: item.workClass))
    }
}

// MARK: - Facts

extension RouterMachine {
    private mutating func start(_ clock: StandardClock, of item: Contact.ID, from: Instant) {
        start(Clock.Start(Clock.ID(clock.name, item: item), from: from, mode: clock.startMode))
    }

    mutating func stop(
        _ clock: ClockName, of item: Contact.ID, at: Instant, _ cause: String, _ by: ActorName?,
        until: Instant?
    ) {
        let fact = ClockStopped(
            clock: Clock.ID(clock, item: item), at: at, cause: cause, by: by, reopensUntil: until)
        record(.clockStopped(fact), to: [configuration.directory.watchdog])
    }

    private mutating func run(
        _ clock: ClockName, of item: Contact.ID, at: Instant, _ cause: String, _ by: ActorName?,
        _ evidence: EvidenceToken?
    ) {
        let fact = ClockResumed(
            clock: Clock.ID(clock, item: item), at: at, cause: cause, by: by, evidence: evidence)
        record(.clockResumed(fact), to: [configuration.directory.watchdog])
    }
}
