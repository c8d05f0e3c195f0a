public import Contacts
public import Facts

/// The work items that the router tracks: open ones, and ended ones for as long as they may be reopened.
public struct WorkItemIndex: Equatable, Sendable, Codable {
    /// The items; looked up, never iterated, but to check.
    public internal(set) var items: [Contact.ID: TrackedItem] = [:]
    /// How many open items each gateway has in custody, for those that have any.
    var openByGateway: [StationName: Int] = [:]
    /// The highest item number that each gateway has sent; what is not above it is known.
    var lastReceived: [UInt16: UInt64] = [:]
    /// When ended items are forgotten, the earliest first.
    private var endings = SortedKeys<Ending>()

    /// How long an ended item is kept after nothing can reopen it any more: a reopening that its gateway took
    /// in time, by the gateway's instant, may still be on its way here.
    static let grace: Duration = .seconds(86_400)

    struct Ending: Hashable, Comparable, Sendable, Codable {
        var until: Instant
        var item: Contact.ID

        /// Nil for an open item.
        init?(_ item: Contact.ID, _ status: WorkItemChanged.Status) {
            guard case .ended(let until) = status else { return nil }
            self.until = until
            self.item = item
        }

        static func < (left: Ending, right: Ending) -> Bool {
            (left.until, left.item) < (right.until, right.item)
        }
    }

    /// True for an item of a gateway that this book has not seen.
    func isNew(_ item: Contact.ID) -> Bool { item.number > lastReceived[item.gateway] ?? 0 }

    mutating func open(_ fact: WorkItemOpened) {
        forget(until: fact.noted)
        lastReceived[fact.item.gateway] = max(lastReceived[fact.item.gateway] ?? 0, fact.item.number)
        openByGateway[fact.gateway, default: 0] += 1
        items[fact.item] = TrackedItem(fact)
    }

    mutating func change(_ fact: WorkItemChanged) {
        if let item = items[fact.item] {
            count(item.gateway, from: item.status, to: fact.status)
            if let ending = Ending(fact.item, item.status) { endings.remove(ending) }
            if let ending = Ending(fact.item, fact.status) { endings.insert(ending) }
            items[fact.item]?.change(fact)
        }
        forget(until: fact.noted)
    }

    /// Changes the clocks of an item.
    mutating func edit(_ clock: Clock.ID, _ body: (inout [TrackedItem.OwnClock]) -> Void) {
        guard var item = items[clock.contact] else { return }
        body(&item.clocks)
        items[clock.contact] = item
    }

    private mutating func count(
        _ gateway: StationName, from old: WorkItemChanged.Status, to new: WorkItemChanged.Status
    ) {
        let change = (new == .open ? 1 : 0) - (old == .open ? 1 : 0)
        let count = (openByGateway[gateway] ?? 0) + change
        openByGateway[gateway] = count > 0 ? count : nil
    }

    private mutating func forget(until now: Instant) {
        while let first = endings.first, first.until.advanced(by: Self.grace) < now {
            endings.remove(first)
            items[first.item] = nil
        }
    }

    func checkInvariants() {
        var open: [StationName: Int] = [:]
        for item in items.values where item.status == .open { open[item.gateway, default: 0] += 1 }
        precondition(open == openByGateway, "open items are counted by gateway")
        let ended = items.values.count { $0.status != .open }
        precondition(endings.count == ended, "every ended item has its time to be forgotten")
    }
}

/// What the router knows of one work item.
public struct TrackedItem: Hashable, Sendable, Codable {
    /// The gateway that has it in custody.
    public let gateway: StationName
    /// The instant every clock from receipt counts from, whatever its class.
    public internal(set) var received: Instant
    /// When it was received as first recorded, once that was corrected; nil before, as in older checkpoints.
    var recorded: Instant?
    /// Its class now.
    public internal(set) var workClass: WorkClass
    /// Its facts now, ascending by name.
    public internal(set) var facts: [WorkFact]
    /// Whether it is open.
    public internal(set) var status: WorkItemChanged.Status = .open
    /// The clocks that ever began on it, in the order in which they did.
    public internal(set) var clocks: [OwnClock]
    /// What happened to it, in the order told; a clock that comes with another class begins with all of it.
    public internal(set) var history: [Happening] = []

    /// Who asks; nil when nobody said.
    public let requester: Requester?

    /// As checkpoints have them, from before some of these were renamed.
    private enum CodingKeys: String, CodingKey {
        case gateway, received, workClass, facts
        case status = "standing"
        case clocks, history, requester, recorded
    }

    /// A clock that began on the item.
    public struct OwnClock: Hashable, Sendable, Codable {
        /// Its name in standards.yaml.
        public var name: ClockName
        /// How it stands.
        public var phase: Phase
    }

    /// How a clock stands.
    public enum Phase: String, Hashable, Sendable, Codable, CaseIterable {
        case running, suspended
        /// The item's end stopped it; a reopening lets it run on.
        case stopped
        /// The item is of another class or has other facts now; coming back lets it run on.
        case away
        /// Its own stop event happened.
        case over
    }

    /// An event of the item.
    public struct Happening: Hashable, Sendable, Codable {
        /// What happened.
        public var event: WorkEvent
        /// When.
        public var at: Instant
        /// Who did it.
        public var by: ActorName
        /// Where its proof is kept.
        public var evidence: EvidenceToken?
    }

    init(_ fact: WorkItemOpened) {
        gateway = fact.gateway
        received = fact.received
        workClass = fact.workClass
        facts = fact.facts
        requester = fact.requester
        clocks = fact.clocks.map { OwnClock(name: $0.clock.name, phase: .init($0.mode)) }
    }

    /// How the clock `name` stands; nil when it never began.
    func phase(of name: ClockName) -> Phase? { clocks.first { $0.name == name }?.phase }

    mutating func change(_ fact: WorkItemChanged) {
        workClass = fact.workClass
        facts = fact.facts
        status = fact.status
        switch fact.change {
        case .reclassified, .facts: break
        case .received(let instant):
            recorded = recorded ?? received
            received = instant
        case .event(let event):
            history.append(
                Happening(event: event, at: fact.at, by: fact.by, evidence: fact.evidence))
        }
    }
}

extension TrackedItem.Phase {
    init(_ mode: Clock.Start.Mode) {
        self = mode == .running ? .running : .suspended
    }
}
