public import Contacts
import Facts

/// What a gateway knows of one work item, from taking it into custody until nothing can reopen it.
public struct ItemCustody: Hashable, Sendable, Codable {
    /// Its class now.
    public internal(set) var workClass: WorkClass
    /// Its receipt; nothing is said to have happened to it earlier.
    public internal(set) var received: Instant
    /// When it was taken in; nil in older checkpoints.
    var ingested: Instant?
    /// Until when it may be reopened; nil while it is open.
    public internal(set) var keptUntil: Instant?
    /// When it ended; nil while it is open, and when an earlier build saw it end.
    public internal(set) var endedAt: Instant?
    /// What is said of it, ascending by name; nil in older checkpoints, when all has to be said again.
    var facts: [WorkFact]?
    /// What has happened to it, each event once; nil in older checkpoints, as before.
    var happened: [WorkEvent]?
    /// The line in which it waits to be taken up; nil when it waits in none.
    var line: String?
    /// True when it was a contact too, and that is over; nil until then, and in older checkpoints.
    var hasLeftQueue: Bool?

    /// Open, and nobody is offered it any more: only a report ends it.
    var isUnqueued: Bool { hasLeftQueue == true && keptUntil == nil }
}

/// The work items in a gateway's custody.
struct ItemShelf: Equatable, Sendable, Codable {
    /// The items; looked up, never iterated, but to check.
    private(set) var items: [Contact.ID: ItemCustody] = [:]
    /// The ended ones by the instant at which they are forgotten.
    private var endings = SortedKeys<Ending>()

    /// Items that wait to be taken up, by their line; nil before the first, as in older checkpoints.
    private var lines: [String: SortedKeys<LinePlace>]?

    /// The open ones of which the contact is over; nil before the first, as in older checkpoints.
    private var leftOpen: SortedKeys<Contact.ID>?

    /// An item's place in its line: by receipt, then by number.
    private struct LinePlace: Hashable, Comparable, Codable {
        var received: Instant
        var item: Contact.ID

        static func < (left: LinePlace, right: LinePlace) -> Bool {
            (left.received, left.item) < (right.received, right.item)
        }
    }

    private struct Ending: Hashable, Comparable, Codable {
        var until: Instant
        var item: Contact.ID

        static func < (left: Ending, right: Ending) -> Bool {
            (left.until, left.item) < (right.until, right.item)
        }
    }

    subscript(item: Contact.ID) -> ItemCustody? { items[item] }

    var count: Int { items.count }

    /// How many open items there are of which the contact is over, so that they wait in no queue.
    var unqueuedCount: Int { leftOpen?.count ?? 0 }

    /// The contact of an item is over, whatever became of it.
    mutating func leaveQueue(_ item: Contact.ID) {
        guard items[item] != nil else { return }
        items[item]?.hasLeftQueue = true
        followQueue(of: item)
    }

    private mutating func followQueue(of item: Contact.ID) {
        let isUnqueued = items[item]?.isUnqueued ?? false
        guard isUnqueued || leftOpen != nil else { return }
        var known = leftOpen ?? SortedKeys()
        leftOpen = nil
        if isUnqueued { known.insert(item) } else { known.remove(item) }
        leftOpen = known
    }

    /// The earliest item of a line, which is to be taken up first.
    func first(in line: String) -> Contact.ID? { lines?[line]?.first?.item }

    mutating func take(_ fact: WorkItemReceived) {
        forget(until: fact.ingested)
        let custody = ItemCustody(
            workClass: fact.workClass, received: fact.received, ingested: fact.ingested,
            facts: fact.facts, happened: [], line: fact.line)
        place(fact.item, nil, custody)
        items[fact.item] = custody
    }

    mutating func note(_ fact: WorkItemReported) {
        guard let before = items[fact.item] else { return }
        var custody = before
        if let until = custody.keptUntil { endings.remove(Ending(until: until, item: fact.item)) }
        if let until = fact.keptUntil { endings.insert(Ending(until: until, item: fact.item)) }
        // What is said of an ended item changes nothing about when it ended.
        if custody.keptUntil == nil || fact.keptUntil == nil {
            custody.endedAt = fact.keptUntil == nil ? nil : fact.at
        }
        custody.keptUntil = fact.keptUntil
        switch fact.change {
        case .reclassified(let name): custody.workClass = name
        case .received(let instant): custody.received = instant
        case .facts(let facts): custody.facts = (custody.facts ?? []).replacing(facts)
        case .event(let event):
            let known = custody.happened ?? []
            if !known.contains(event) { custody.happened = known + [event] }
        }
        custody.line = fact.line
        place(fact.item, before, custody)
        items[fact.item] = custody
        followQueue(of: fact.item)
        forget(until: fact.noted)
    }

    /// Takes an item out of the line in which it was, and into the one in which it is.
    private mutating func place(_ item: Contact.ID, _ before: ItemCustody?, _ after: ItemCustody) {
        guard before?.line != nil || after.line != nil else { return }
        var lines = self.lines ?? [:]
        self.lines = nil
        if let before, let line = before.line {
            lines[line]?.remove(LinePlace(received: before.received, item: item))
            if lines[line]?.isEmpty == true { lines[line] = nil }
        }
        if let line = after.line {
            lines[line, default: SortedKeys()].insert(LinePlace(received: after.received, item: item))
        }
        self.lines = lines
    }

    private mutating func forget(until now: Instant) {
        while let first = endings.first, first.until < now {
            endings.remove(first)
            items[first.item] = nil
        }
    }

    func checkInvariants() {
        let ended = items.values.count { $0.keptUntil != nil }
        precondition(endings.count == ended, "every ended item has its time to be forgotten")
        let waiting = items.values.count { $0.line != nil }
        let places = (lines ?? [:]).values.reduce(0) { $0 + $1.count }
        precondition(places == waiting, "every item that waits in a line has its place there")
        let unqueued = items.filter { $0.value.isUnqueued }.keys
        let isKnown = unqueued.allSatisfy { leftOpen?.contains($0) == true }
        precondition(isKnown && unqueued.count == unqueuedCount, "every open item in no queue is known")
    }
}
