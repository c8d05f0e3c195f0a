internal import Contacts
internal import Facts

/// What a replay is judged by, counted from a ledger (cli.md#figures-of-a-replay).
public struct LedgerFigures: Hashable, Sendable {
    /// Contacts by their outcome; `open` is what has none yet.
    public var accepted = 0
    public var answered = 0
    public var abandoned = 0
    public var withdrawn = 0
    public var callback = 0
    public var closedHours = 0
    public var open = 0
    public var resolved = 0
    /// Moves between tiers that the target took.
    public var escalatedOneToTwo = 0
    public var escalatedTwoToThree = 0
    /// Terminal outcomes beyond the first.
    public var duplicateTerminals = 0
    /// Contacts that two agents had at once, and agents beyond their capacity.
    public var doubleAssigned = 0
    public var overCapacity = 0
    /// Order inversions on the telephone.
    public var inversions = 0
    public var unexplainedInversions = 0
    /// Thresholds passed.
    public var warned = 0
    public var breached = 0
    public var retracted = 0
    /// Passings recorded before they were due.
    public var early = 0
    /// How late passings were recorded, in real microseconds.
    public var lateness = Percentiles([])
    /// Waits of the answered, in microseconds of the topology.
    public var waits = Percentiles([])
    /// From taking in to the first offer, in real microseconds.
    public var arrivalToOffer = Percentiles([])

    /// Counts a ledger whose topology's clock ran `rate` times as fast as the host's.
    public init(_ ledger: ContactLedger, rate: Int64) {
        let lives = ledger.ours
        for life in lives { count(life) }
        overCapacity = ledger.overCapacity
        doubleAssigned += overCapacity
        let finder = InversionFinder(lives)
        inversions = finder.inverted.count
        unexplainedInversions = finder.unexplained.count
        waits = Percentiles(lives.compactMap { $0.wait?.microseconds })
        arrivalToOffer = Percentiles(
            lives.compactMap { life in
                guard let received = life.received, let first = life.firstOffer else { return nil }
                return received.ingested.duration(to: first.at).microseconds / rate
            })
        countClocks(ledger, rate: rate)
    }

    private mutating func count(_ life: ContactLife) {
        accepted += 1
        duplicateTerminals += max(0, life.terminalCount - 1)
        if life.wasDoubleAssigned { doubleAssigned += 1 }
        for handoff in life.takenHandoffs {
            switch (handoff.from, handoff.to) {
            case (.one, .two): escalatedOneToTwo += 1
            case (.two, .three): escalatedTwoToThree += 1
            case (_, _): break  // Other moves are rows of their own in escalation.yaml and not counted here.
            }
        }
        switch life.ended?.outcome {
        case nil: open += 1
        case .resolved: answered += 1; resolved += 1
        case .unresolved: answered += 1
        case .abandoned: abandoned += 1
        case .withdrawn: withdrawn += 1
        case .callback: callback += 1
        case .closedHours: closedHours += 1
        }
    }

    private mutating func countClocks(_ ledger: ContactLedger, rate: Int64) {
        var late: [Int64] = []
        for clock in ledger.clocks.values {
            guard let life = ledger.lives[clock.clock.contact], ledger.isOurs(life) else { continue }
            retracted += clock.retracted.count
            for passing in clock.passed {
                switch passing.level {
                case .warn: warned += 1
                case .breach: breached += 1
                }
                let lateness = passing.fact.due.duration(to: passing.fact.at).microseconds
                if lateness < 0 { early += 1 }
                late.append(lateness / rate)
            }
        }
        lateness = Percentiles(late)
    }
}
