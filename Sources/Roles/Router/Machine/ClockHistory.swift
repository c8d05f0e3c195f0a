import Contacts
import Facts
import Standards

/// What one clock of an item did by all that happened to the item, in the order in which it happened.
///
/// As if the item had always been of its present class: a clock that was away, that stopped and was reopened,
/// or of which something was told late, is in the state that this leads to.
struct ClockHistory {
    /// Its stretches; none when it never began.
    private(set) var spans: [RetoldSpan] = []
    /// How it stands; nil when it never began.
    private(set) var phase: TrackedItem.Phase?
    /// How it ended, when it did.
    private(set) var stop: RetoldStop?

    private let clock: StandardClock
    private let rule: WorkClassRule?
    /// Whether it would count, also while it is stopped and may be reopened.
    private var mode = Clock.Start.Mode.running

    init(of clock: StandardClock, on item: TrackedItem, _ rule: WorkClassRule?) {
        self.clock = clock
        self.rule = rule
        guard let terms = clock.item else { return }
        guard terms.startsAt != nil else {
            begin(at: item.received)
            for happening in item.happenings(rule) { take(happening, item) }
            return
        }
        // The first that was told began it; one that is told again begins nothing.
        guard let first = item.believed(rule).first(where: { item.begins(terms, $0, rule) }) else { return }
        begin(at: first.at)
        for happening in item.happenings(rule) where happening.at >= first.at { take(happening, item) }
    }

    /// Makes it end where it began, because it was never owed; false when it never began.
    mutating func endAtOnce(_ cause: String, _ by: ActorName) -> Bool {
        guard let first = spans.first else { return false }
        spans = [first]
        phase = .stopped
        stop = RetoldStop(at: first.at, cause: cause, by: by)
        return true
    }

    private mutating func begin(at instant: Instant) {
        mode = clock.startMode
        phase = .init(mode)
        spans = [RetoldSpan(mode: mode, at: instant, cause: "begins")]
    }

    private mutating func take(_ happening: TrackedItem.Happening, _ item: TrackedItem) {
        let event = happening.event
        switch phase {
        case .running, .suspended:
            if rule?.ends.contains(event) == true {
                end(.stopped, happening)
            } else if clock.item?.isOver(after: event) == true {
                end(.over, happening)
            } else {
                pause(happening, item)
            }
        case .stopped:
            if rule?.reopens.contains(event) == true {
                reopen(happening)
            } else if clock.item?.reopened == .counts {
                pause(happening, item)
            }
        case .away, .over, nil: break
        }
    }

    private mutating func end(_ phase: TrackedItem.Phase, _ happening: TrackedItem.Happening) {
        self.phase = phase
        stop = RetoldStop(at: happening.at, cause: happening.event.rawValue, by: happening.by)
    }

    private mutating func pause(_ happening: TrackedItem.Happening, _ item: TrackedItem) {
        guard let suspension = clock.suspension else { return }
        switch mode {
        case .running where happening.event == suspension.begins && happening.evidence != nil:
            enter(.suspended, happening, contacted: item.contacted(by: happening.at, rule))
        case .suspended where happening.event == suspension.ends: enter(.running, happening)
        case .running, .suspended: break
        }
    }

    private mutating func enter(
        _ mode: Clock.Start.Mode, _ happening: TrackedItem.Happening, contacted: Instant? = nil
    ) {
        self.mode = mode
        if phase != .stopped { phase = .init(mode) }
        spans.append(
            RetoldSpan(
                mode: mode, at: happening.at, cause: happening.event.rawValue, by: happening.by,
                evidence: happening.evidence, contacted: contacted))
    }

    /// It goes on in the state in which it ended; whether the time between counts, its row says.
    private mutating func reopen(_ happening: TrackedItem.Happening) {
        guard let stop else { return }
        self.stop = nil
        phase = .init(mode)
        let at: Instant
        switch clock.item?.reopened {
        case .counts?, nil:
            // What stands stands on, and what changed it while the item was over has said more already.
            guard mode == .running, spans.last.map({ $0.at <= stop.at }) ?? false else { return }
            at = stop.at
        case .stands?:
            spans.append(RetoldSpan(mode: .suspended, at: stop.at, cause: stop.cause, by: stop.by))
            at = max(happening.at, stop.at)
        }
        spans.append(
            RetoldSpan(
                mode: mode, at: at, cause: happening.event.rawValue, by: happening.by,
                evidence: happening.evidence))
    }
}

extension StandardClock {
    /// True when such an event can pause the clock, let it run on, stop it or reopen it.
    func isMoved(by event: WorkEvent, _ rule: WorkClassRule?) -> Bool {
        event == suspension?.begins || event == suspension?.ends || item?.isOver(after: event) == true
            || rule?.ends.contains(event) == true || rule?.reopens.contains(event) == true
    }

    /// True when such an event can begin the clock or move it.
    func hears(of event: WorkEvent, _ rule: WorkClassRule?) -> Bool {
        isMoved(by: event, rule) || item?.startsAt == event || item?.startsAfter == event
    }
}

extension TrackedItem {
    /// What happened, in the order in which it did.
    ///
    /// Ends and reopenings keep the order in which they were told, which their gateway minds; everything else
    /// has the place of its instant, however late it was told.
    func happenings(_ rule: WorkClassRule?) -> [Happening] {
        var turn = Instant.distantPast
        let placed = believed(rule).map { told in
            guard rule?.ends.contains(told.event) == true || rule?.reopens.contains(told.event) == true
            else { return told }
            var placed = told
            placed.at = max(told.at, turn)
            turn = placed.at
            return placed
        }
        return placed.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    /// What was told of it and counts in its present class: what needs proof there and was told without, when
    /// it was of another class, counts for nothing.
    func believed(_ rule: WorkClassRule?) -> [Happening] {
        history.filter { $0.evidence != nil || rule?.event($0.event)?.evidence != .required }
    }

    /// True when a clock with `terms` counts from `happening`: what must have happened before it had.
    func begins(_ terms: StandardClock.ItemTerms, _ happening: Happening, _ rule: WorkClassRule?) -> Bool {
        guard happening.event == terms.startsAt else { return false }
        guard let before = terms.startsAfter else { return true }
        return believed(rule).contains { $0.event == before && $0.at <= happening.at }
    }

    /// When the party was last told something until `instant`, by an event that work.yaml says does so.
    func contacted(by instant: Instant, _ rule: WorkClassRule?) -> Instant? {
        history.filter { $0.at <= instant && rule?.event($0.event)?.tellsParty == true }.map(\.at).max()
    }

    /// True for an event from before its end that neither ends nor reopens it, told when it has ended.
    func takes(_ event: WorkEvent, at instant: Instant, _ rule: WorkClassRule?) -> Bool {
        guard let rule, !rule.ends.contains(event), !rule.reopens.contains(event) else { return false }
        return history.last { rule.ends.contains($0.event) }.map { instant <= $0.at } ?? false
    }

    /// True when it has ended ever.
    func hasEnded(_ rule: WorkClassRule?) -> Bool {
        history.contains { rule?.ends.contains($0.event) == true }
    }

    /// True when something that happened later than `instant` was told already.
    func knows(after instant: Instant) -> Bool { history.contains { $0.at > instant } }

    /// True when the clock was suspended ever, or would have been.
    func hasPaused(_ clock: StandardClock) -> Bool {
        guard let begins = clock.suspension?.begins else { return false }
        return history.contains { $0.event == begins && $0.evidence != nil }
    }
}
