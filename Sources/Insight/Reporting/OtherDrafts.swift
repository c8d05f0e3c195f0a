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
            clock, from: armed.from, dues: thresholds, isExclusive: terms?.unit.endsDates ?? false)
        record.channel = call?.received?.channel
        record.contactClass = call?.contactClass
        record.spans = spans
        if let stopped {
            record.ending = Self.lapses.contains(stopped.cause) ? .lapsed(stopped.at) : .stopped(stopped.at)
        } else if let closed {
            record.ending = terms?.stopsAt == .contactEnded ? .stopped(closed) : .lapsed(closed)
        }
        return record
    }

    /// Outcomes by which a clock ends without what it waited for.
    private static let lapses: Set<String> = Set(
        Contact.Outcome.allCases.filter { !$0.isAnswered }.map(\.rawValue))
}

/// One work item while the log is read.
struct ItemDraft: Sendable {
    var record: ItemRecord?
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

extension StandardClock.Unit {
    /// True when a due is the exclusive end of a date, so that a stop exactly at due is late.
    var endsDates: Bool {
        switch self {
        case .elapsed, .businessHours: false
        case .workdays: true
        }
    }
}
