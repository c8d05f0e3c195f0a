public import Contacts
internal import Facts
public import Projection

/// What a replay is judged by (cli.md#figures-of-a-replay).
public struct ReplayFigures: Hashable, Sendable {
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

    /// Counts what a log adds up to.
    ///
    /// - Parameters:
    ///   - projection: the log.
    ///   - rooms: how many contacts of each kind an agent may hold; who is not in it is not looked at.
    ///   - rate: how many times as fast as the host's the topology's clock ran.
    public init(_ projection: ContactProjection, rooms: [Agent.ID: [WorkKind: Int]] = [:], rate: Int64) {
        let lives = projection.ours
        for life in lives { count(life) }
        overCapacity = Self.overCapacity(projection, rooms)
        doubleAssigned += overCapacity
        let finder = InversionFinder(lives, among: projection.contacts.values)
        inversions = finder.inverted.count
        unexplainedInversions = finder.unexplained.count
        waits = Percentiles(lives.compactMap { $0.wait?.microseconds })
        arrivalToOffer = Percentiles(
            lives.compactMap { life in
                guard let received = life.received, let first = life.firstOffer?.offered else { return nil }
                return received.ingested.length(to: first).microseconds / rate
            })
        countClocks(projection, rate: rate)
    }

    private mutating func count(_ life: ContactLife) {
        accepted += 1
        duplicateTerminals += max(0, life.endings - 1)
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
        case .unresolved, .noResult: answered += 1
        case .abandoned: abandoned += 1
        case .withdrawn: withdrawn += 1
        case .callback: callback += 1
        case .closedHours: closedHours += 1
        }
    }

    /// Offers at whose instant their agent held more of a kind than the roster allows.
    private static func overCapacity(
        _ projection: ContactProjection, _ rooms: [Agent.ID: [WorkKind: Int]]
    ) -> Int {
        struct Hand: Hashable {
            var agent: Agent.ID
            var kind: WorkKind
        }
        typealias Holding = (contact: Contact.ID, stay: ContactLife.Stay)
        var held: [Hand: [Holding]] = [:]
        for life in projection.contacts.values {
            guard let channel = life.channel else { continue }
            for stay in life.stays where rooms[stay.agent] != nil && stay.offered != nil {
                let hand = Hand(agent: stay.agent, kind: WorkKind(channel))
                held[hand, default: []].append((life.contact, stay))
            }
        }
        var moments = 0
        for (hand, stays) in held {
            let limit = rooms[hand.agent]?[hand.kind] ?? 0
            let inOrder = stays.sorted {
                ($0.stay.from, $0.stay.offer) < ($1.stay.from, $1.stay.offer)
            }
            var open: [Holding] = []
            for next in inOrder {
                open.removeAll { one in
                    one.contact == next.contact || one.stay.over.map { $0 <= next.stay.from } ?? false
                }
                open.append(next)
                if open.count > limit { moments += 1 }
            }
        }
        return moments
    }

    private mutating func countClocks(_ projection: ContactProjection, rate: Int64) {
        var late: [Int64] = []
        for clock in projection.clocks.values {
            guard let life = projection.contacts[clock.clock.contact], projection.isOurs(life) else {
                continue
            }
            retracted += clock.passed.count(where: \.isTakenBack)
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
