public import Contacts
internal import DequeModule
public import Facts
public import Kernel
public import Traffic

/// Keeps what the stations of a virtual topology record, as an audit sink does.
public protocol VirtualAudit {
    /// The bytes of a fact, as its station would journal them; throws for one that it would not journal.
    func body(of fact: Fact) throws -> [UInt8]
    /// A station closed a batch; the batches of one station come in its order.
    func take(_ batch: PublishedBatch, of station: StationName) throws
}

/// The machines of every station, and everybody outside them, in virtual time: nothing waits, nothing sleeps.
///
/// The decisions are those of the real processes: the same machines with the same configurations, driven by
/// the same floor of callers and agents. What differs is what lies between the stations: an entry arrives at
/// the instant at which it was recorded, in the order recorded, and is never lost. So one plan has one
/// outcome. A class, because the world is one thing that inputs change in turn; it is used by one thread.
public final class VirtualTopology {
    /// How far a run is.
    public struct Progress: Hashable, Sendable {
        /// Arrivals sent.
        public var sent: Int
        /// Contacts accepted that have no outcome yet.
        public var open: Int
        /// The topology's time.
        public var now: Instant
    }

    /// Hears of every fact, with its header and its station.
    public typealias Observer = (StationName, EntryHeader, Fact) throws -> Void

    /// Callers and agents; its ledger says what was accepted.
    public private(set) var floor: ReplayFloor
    /// The topology's time.
    public private(set) var now: Instant
    private let end: Instant
    private let desk: StationName
    private let gateways: Set<StationName>
    private let audit: (any VirtualAudit)?
    private var stations: [VirtualStation]
    private var places: [StationName: Int] = [:]
    private var queue: Deque<Delivery> = []
    private var ended: Set<Contact.ID> = []
    private var changedAt: Instant
    private var lookedAt = Instant.distantPast

    /// What is on its way to a station; it arrives before the clock goes on.
    private struct Delivery {
        var station: Int
        var input: Input
        /// The entry that it is.
        var cause: EntryHeader.Cause?
        /// The number of the floor's action that it is.
        var action: UInt64?
    }

    /// After so much topology time without an outcome or a conversation, what is open stays open.
    private static let patience = Duration.seconds(86_400)
    /// How often it is looked whether anybody is still there to serve what is open.
    private static let lookEvery = Duration.seconds(60)

    /// Makes a topology in which nothing has happened.
    ///
    /// - Parameters:
    ///   - site: What each machine is told.
    ///   - plan: The traffic and the shifts.
    ///   - options: How people behave.
    ///   - start: When the floor opens.
    ///   - end: When the run ends at the latest.
    ///   - audit: Who keeps the entries; nil for nobody.
    public init(
        _ site: VirtualSite, plan: ReplayPlan, options: ReplayOptions, start: Instant,
        end: Instant = .distantFuture, audit: (any VirtualAudit)? = nil
    ) {
        floor = ReplayFloor(plan: plan, options: options)
        now = start
        changedAt = start
        self.end = end
        self.audit = audit
        desk = site.directory.desk
        gateways = Set(site.directory.gateways.values)
        stations = site.machines.map { VirtualStation($0.station, $0.machine) }
        for index in stations.indices {
            places[stations[index].name] = index
            for (place, other) in stations.enumerated()
            where site.directory.isConsumer(other.name, of: stations[index].name) {
                stations[index].consumers[other.name] = place
            }
            guard audit != nil else { continue }
            stations[index].builder = BatchBuilder(head: 0, digest: .genesis)
            if let content = site.contents[stations[index].name] {
                stations[index].record(content, at: start)
            }
        }
    }

    /// Plays the plan to its end.
    ///
    /// - Parameters:
    ///   - observe: Hears of every fact at once, each station's in its order.
    ///   - progress: Is told after each instant at which something happened.
    /// - Throws: What the observer or the audit throws.
    public func run(_ observe: Observer, progress: (Progress) -> Void = { _ in }) throws {
        perform(floor.open(at: now))
        try settle(observe)
        while !isOver, let next = nextInstant, next <= end {
            now = max(now, next)
            perform(floor.advance(to: now))
            try settle(observe)
            progress(Progress(sent: floor.sent, open: open, now: now))
        }
        perform(floor.close(at: now))
        try settle(observe)
    }

    /// Contacts accepted that have no outcome yet.
    public var open: Int { floor.ledger.accepted.count - ended.count }

    // MARK: Time

    private var nextInstant: Instant? {
        var next = floor.nextDue
        for station in stations {
            guard let deadline = station.deadline, station.idleAt == nil else { continue }
            next = min(next ?? .distantFuture, deadline)
        }
        return next.map { max($0, now) }
    }

    private var isOver: Bool {
        guard floor.isSent else { return false }
        if open == 0 { return true }
        guard lookedAt.duration(to: now) >= Self.lookEvery || lookedAt > now else { return false }
        lookedAt = now
        if floor.isTalking { changedAt = now }
        if !floor.expectsMore(at: now) { return true }
        let isShiftAhead = floor.plan.presences.contains { $0.interval.map { $0.upperBound > now } ?? false }
        return !isShiftAhead && changedAt.duration(to: now) > Self.patience
    }

    /// Everything that happens at this instant, until nobody has anything more to say.
    private func settle(_ observe: Observer) throws {
        repeat {
            while let delivery = queue.popFirst() { try deliver(delivery, observe) }
            for index in stations.indices where stations[index].isDue(at: now) {
                stations[index].builder?.noteTick()
                try decide(Delivery(station: index, input: .tick), observe)
            }
            if let due = floor.nextDue, due <= now { perform(floor.advance(to: now)) }
        } while !queue.isEmpty || stations.contains { $0.isDue(at: now) }
        for index in stations.indices { try close(index) }
    }

    private func close(_ index: Int) throws {
        guard let batch = stations[index].closeBatch(at: now) else { return }
        try audit?.take(batch, of: stations[index].name)
    }

    // MARK: Inputs

    private func deliver(_ delivery: Delivery, _ observe: Observer) throws {
        if let cause = delivery.cause {
            stations[delivery.station].builder?.noteInput(cause.sequence, of: cause.publisher)
        } else {
            stations[delivery.station].builder?.noteSubmission()
        }
        try decide(delivery, observe)
        if stations[delivery.station].builder?.isFull == true { try close(delivery.station) }
    }

    private func decide(_ delivery: Delivery, _ observe: Observer) throws {
        let (index, name) = (delivery.station, stations[delivery.station].name)
        let decided = stations[index].handle(delivery.input, at: now)
        for one in decided {
            let header = try stations[index].record(one, at: now, cause: delivery.cause, audit: audit)
            try observe(name, header, one.fact)
            if case .contactEnded(let fact) = one.fact, ended.insert(fact.contact).inserted {
                changedAt = now
            }
            let cause = EntryHeader.Cause(publisher: name, sequence: header.sequence)
            for destination in one.destinations {
                guard let place = stations[index].consumers[destination] else { continue }
                queue.append(
                    Delivery(station: place, input: .fact(one.fact, from: name), cause: cause))
            }
        }
        if let number = delivery.action {
            let answer = ReplayAnswer(SubmissionReply(to: decided))
            perform(floor.answered(number, answer, at: now))
        }
        for one in decided { tell(one.fact, from: nil, by: index) }
        if case .fact(let fact, let publisher) = delivery.input { tell(fact, from: publisher, by: index) }
    }

    /// The floor subscribes at the desk and at gateways; it looks at no alarms.
    private func tell(_ fact: Fact, from publisher: StationName?, by index: Int) {
        let station = stations[index].name
        guard station == desk || gateways.contains(station),
            stations[index].pushes(fact, publisher)
        else { return }
        perform(floor.hear(fact, from: station, at: now))
    }

    private func perform(_ actions: [ReplayAction]) {
        for action in actions {
            guard let place = places[action.station] else { continue }
            queue.append(
                Delivery(station: place, input: .submission(action.submission), action: action.number))
        }
    }
}
