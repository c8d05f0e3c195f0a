internal import Contacts
internal import Facts
internal import Measures
internal import Standards

/// One clock while the log is read.
struct ClockDraft: Sendable {
    let clock: Clock.ID
    private var armed: ClockArmed?
    private var dues: [String: Instant] = [:]
    private var spans: [ClockRecord.Span] = []
    private var stopped: (at: Instant, cause: String)?
    /// When the watchdog closed it.
    var closed: Instant?
    /// Thresholds passed, whose dues no later span moves.
    var passed: Set<String> = []

    init(_ clock: Clock.ID) { self.clock = clock }

    mutating func take(_ fact: ClockArmed) {
        armed = fact
        for threshold in fact.thresholds { dues[threshold.name] = threshold.due }
        spans.append(.init(at: fact.from, mode: fact.mode, cause: "armed"))
    }

    /// The dues of a change are those of the thresholds not yet passed, in the ledger's order.
    mutating func take(_ fact: ClockSpanChanged) {
        closed = nil
        spans.append(.init(at: fact.at, mode: fact.mode, cause: fact.cause))
        let open = (armed?.thresholds ?? []).filter { !passed.contains($0.name) }
        for (index, threshold) in open.enumerated() {
            dues[threshold.name] = index < fact.dues.count ? fact.dues[index] : nil
        }
    }

    mutating func take(_ fact: ClockStopped) { stopped = (fact.at, fact.cause) }

    /// A clock that had stopped is reopened.
    mutating func resume(_ at: Instant) {
        if let stopped, stopped.at <= at { self.stopped = nil }
    }

    /// Nil while the watchdog's fact is not in the log.
    func record(_ terms: StandardClock?, of call: CallDraft?) -> ClockRecord? {
        guard let armed else { return nil }
        let thresholds = armed.thresholds.map { ClockRecord.Due($0.name, at: dues[$0.name]) }
        var record = ClockRecord(
            clock, from: armed.from, dues: thresholds, isExclusive: terms?.unit.countsDates ?? false)
        record.channel = call?.received?.channel ?? call?.classified?.channel
        record.contactClass = call?.classified?.contactClass
        record.spans = spans
        if let stopped {
            record.ending = ending(stopped, terms, from: armed.from)
        } else if let closed {
            record.ending = terms?.stopsAt == .contactEnded ? .stopped(closed) : .lapsed(closed)
        }
        return record
    }

    /// A stop is what the clock waited for, or the end of the contact or item without it.
    private func ending(
        _ stop: (at: Instant, cause: String), _ terms: StandardClock?, from: Instant
    )
        -> ClockRecord.Ending
    {
        if Self.outcomes.contains(stop.cause) { return .lapsed(stop.at) }
        guard clock.isItem, let item = terms?.item else { return .stopped(stop.at) }
        if item.stopsAt.contains(where: { $0.rawValue == stop.cause }) { return .stopped(stop.at) }
        // The item is of another class now and never owed this; an end without the event owed it until then.
        let isAway =
            stop.cause.hasPrefix("reclassified to ") || stop.cause.contains("=") || stop.cause == "ended"
        return .lapsed(isAway ? from : stop.at)
    }

    /// Outcomes by which a clock ends without what it waited for.
    private static let outcomes: Set<String> = Set(
        Contact.Outcome.allCases.filter { !$0.isAnswered }.map(\.rawValue))
}

/// One work item while the log is read: the router's facts about it, and the gateway's until they are there.
struct ItemDraft: Sendable {
    let item: Contact.ID
    private var receipt: (class: WorkClass, at: Instant, facts: [WorkFact])?
    private var current: (class: WorkClass, facts: [WorkFact])?
    private var events: [ItemRecord.Event] = []
    private var turns: [ItemRecord.Turn] = []

    init(_ item: Contact.ID) { self.item = item }

    mutating func take(_ fact: WorkItemReceived) { receipt = (fact.workClass, fact.received, fact.facts) }

    mutating func take(_ fact: WorkItemOpened) {
        receipt = (fact.workClass, fact.received, fact.facts)
        current = current ?? (fact.workClass, fact.facts)
    }

    mutating func take(_ fact: WorkItemChanged) {
        current = (fact.workClass, fact.facts)
        var name: String?
        if case .event(let event) = fact.change {
            name = event.rawValue
            events.append(.init(event.rawValue, at: fact.at))
        }
        let standing: ItemRecord.Standing
        switch fact.standing {
        case .open: standing = .open
        case .ended: standing = name == "withdrawn" ? .withdrawn : .completed
        }
        if standing != turns.last?.standing ?? .open { turns.append(.init(standing, at: fact.at)) }
    }

    /// Nil for what was never received.
    var record: ItemRecord? {
        guard let receipt else { return nil }
        let facts = (current?.facts ?? receipt.facts).map { ($0.name.rawValue, $0.value.rawValue) }
        return ItemRecord(
            item, class: ContactClass((current?.class ?? receipt.class).rawValue), received: receipt.at,
            facts: Dictionary(facts) { first, _ in first }, events: events, turns: turns)
    }
}

/// One agent while the log is read: spans of being ready or busy.
struct AgentDraft: Sendable {
    private var spans: [(from: Instant, isBusy: Bool?)] = []

    mutating func take(_ fact: AgentStateChanged) {
        let isBusy: Bool?
        switch fact.state {
        case .signedOut, .notReady: isBusy = nil
        case .ready, .offered: isBusy = false
        case .engaged, .wrapUp: isBusy = true
        }
        if let last = spans.last, last.isBusy == isBusy { return }
        spans.append((fact.at, isBusy))
    }

    func record(of agent: Agent.ID, through: Instant) -> [AgentSpan] {
        spans.indices.compactMap { index in
            let (from, state) = spans[index]
            let to = index + 1 < spans.count ? spans[index + 1].from : max(from, through)
            guard let isBusy = state, from < to else { return nil }
            return AgentSpan(agent: agent, from: from, to: to, isBusy: isBusy)
        }
    }
}
