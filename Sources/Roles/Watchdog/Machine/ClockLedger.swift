import Contacts
import Facts
import HeapModule

/// Every clock that counts, by contact, and which is due first.
///
/// The order of dues is a heap that is derived from the clocks: it is in no checkpoint and in no comparison.
/// A clock that changes leaves its old entry behind; entries that no longer say what their clock says are
/// dropped when they come to the top, so arming and cancelling cost O(log n) and the top is always true.
struct ClockLedger {
    /// A clock's next due; ties go to the lower clock.
    struct Due: Comparable {
        var instant: Instant
        var clock: Clock.ID

        static func < (left: Due, right: Due) -> Bool {
            left.instant == right.instant ? left.clock < right.clock : left.instant < right.instant
        }
    }

    /// The clocks of each contact, ascending by id; looked up, never iterated, but to write a checkpoint.
    private var clocks: [Contact.ID: [LedgerClock]] = [:]
    /// How many clocks there are.
    private(set) var count = 0
    private var order = Heap<Due>()
    /// What is due when, by name; derived from the clocks as the order is.
    private(set) var load = DueLoad()

    init() {}

    /// The clock that is due first.
    var first: Due? { order.min }

    /// The clocks of `contact`, ascending by id.
    func clocks(of contact: Contact.ID) -> [LedgerClock] {
        clocks[contact] ?? []
    }

    subscript(id: Clock.ID) -> LedgerClock? {
        clocks[id.contact]?.first { $0.id == id }
    }

    mutating func arm(_ clock: LedgerClock) {
        guard add(clock) else { return }
        schedule(clock)
        prune()
    }

    /// Adds a clock without its due; false when it is there already.
    private mutating func add(_ clock: LedgerClock) -> Bool {
        guard self[clock.id] == nil else { return false }
        clocks[clock.id.contact, default: []].insert(clock)
        count += 1
        load.move(clock.id.name, from: nil, to: clock.nextBreach)
        return true
    }

    /// Changes a clock in place; one that is not in the ledger is left alone.
    mutating func update(_ id: Clock.ID, _ change: (inout LedgerClock) -> Void) {
        guard let place = clocks[id.contact]?.firstIndex(where: { $0.id == id }) else { return }
        guard var clock = clocks[id.contact]?[place] else { return }
        let (due, breach) = (clock.nextDue, clock.nextBreach)
        change(&clock)
        clocks[id.contact]?[place] = clock
        load.move(id.name, from: breach, to: clock.nextBreach)
        if clock.nextDue != due { schedule(clock) }
        prune()
    }

    /// Takes a clock out, or keeps it stopped for as long as it may be reopened.
    mutating func close(_ closed: ClockClosed) {
        let id = closed.clock
        guard closed.reopensUntil == nil else { return update(id) { $0.closing = .closed(closed) } }
        guard let place = clocks[id.contact]?.firstIndex(where: { $0.id == id }) else { return }
        let gone = clocks[id.contact]?.remove(at: place)
        load.move(id.name, from: gone?.nextBreach, to: nil)
        if clocks[id.contact]?.isEmpty == true { clocks[id.contact] = nil }
        count -= 1
        prune()
    }

    /// Clocks of `names` whose next breach lies after `start` and not after `end`, the earliest first.
    ///
    /// Looks at every clock: for what happens seldom.
    func breaches(
        of names: Set<ClockName>, after start: Instant, through end: Instant, limit: Int
    ) -> [Clock.ID] {
        let due = order.unordered.compactMap { entry -> Due? in
            guard names.contains(entry.clock.name), entry.instant <= end,
                let clock = self[entry.clock], clock.nextDue == entry.instant,
                let breach = clock.nextBreach, breach > start, breach <= end
            else { return nil }
            return Due(instant: breach, clock: entry.clock)
        }
        var found: [Clock.ID] = []
        for entry in due.sorted() where found.last != entry.clock && found.count < limit {
            found.append(entry.clock)
        }
        return found
    }

    /// The contacts with a clock that satisfies `condition`, the highest first.
    func contacts(where condition: (LedgerClock) -> Bool) -> [Contact.ID] {
        clocks.filter { $0.value.contains(where: condition) }.keys.sorted(by: >)
    }

    private mutating func schedule(_ clock: LedgerClock) {
        guard let due = clock.nextDue else { return }
        order.insert(Due(instant: due, clock: clock.id))
    }

    /// Drops entries from the top until it is true, and all stale ones once they are most of the heap.
    private mutating func prune() {
        if order.count > 4 * count + 64 {
            order = Heap(order.unordered.filter { self[$0.clock]?.nextDue == $0.instant })
        }
        while let top = order.min, self[top.clock]?.nextDue != top.instant { order.removeMin() }
    }

    func checkInvariants() {
        if let top = order.min {
            precondition(self[top.clock]?.nextDue == top.instant, "the first due is that of its clock")
        }
        guard count <= 256 else { return }
        precondition(all.count == count, "\(count) clocks are counted")
        precondition(all.compactMap(\.nextDue).min() == order.min?.instant, "the first due is the least")
        for clock in all where clock.mode == .suspended && clock.closing == nil {
            precondition(clock.nextDue == nil, "\(clock.id) is suspended and has no due")
        }
    }

    /// Every clock, ascending by id.
    private var all: [LedgerClock] {
        clocks.keys.sorted().flatMap { clocks[$0] ?? [] }
    }
}

extension ClockLedger: Equatable {
    static func == (left: ClockLedger, right: ClockLedger) -> Bool {
        left.clocks == right.clocks
    }
}

extension ClockLedger: Codable {
    /// Reads the clocks one by one, and orders their dues once.
    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        var dues: [Due] = []
        if let count = list.count {
            clocks.reserveCapacity(count)
            dues.reserveCapacity(count)
        }
        while !list.isAtEnd {
            let clock = try list.decode(LedgerClock.self)
            if add(clock), let due = clock.nextDue { dues.append(Due(instant: due, clock: clock.id)) }
        }
        order = Heap(dues)
    }

    func encode(to encoder: any Encoder) throws {
        try all.encode(to: encoder)
    }
}

extension [LedgerClock] {
    /// Puts a clock at its place among those of its contact, of which there are few.
    fileprivate mutating func insert(_ clock: LedgerClock) {
        insert(clock, at: firstIndex { clock.id < $0.id } ?? endIndex)
    }
}
