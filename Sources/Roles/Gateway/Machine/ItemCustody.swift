public import Contacts
import Facts

/// What a gateway knows of one work item, from taking it into custody until nothing can reopen it.
public struct ItemCustody: Hashable, Sendable, Codable {
    /// Its class now.
    public internal(set) var workClass: WorkClass
    /// Its receipt; nothing is said to have happened to it earlier.
    public let received: Instant
    /// Until when it may be reopened; nil while it is open.
    public internal(set) var keptUntil: Instant?
    /// When it ended; nil while it is open, and when an earlier build saw it end.
    public internal(set) var endedAt: Instant?
}

/// The work items in a gateway's custody.
struct ItemShelf: Equatable, Sendable, Codable {
    /// The items; looked up, never iterated, but to check.
    private(set) var items: [Contact.ID: ItemCustody] = [:]
    /// The ended ones by the instant at which they are forgotten.
    private var endings = SortedKeys<Ending>()

    private struct Ending: Hashable, Comparable, Codable {
        var until: Instant
        var item: Contact.ID

        static func < (left: Ending, right: Ending) -> Bool {
            (left.until, left.item) < (right.until, right.item)
        }
    }

    subscript(item: Contact.ID) -> ItemCustody? { items[item] }

    var count: Int { items.count }

    mutating func take(_ fact: WorkItemReceived) {
        forget(until: fact.ingested)
        items[fact.item] = ItemCustody(workClass: fact.workClass, received: fact.received)
    }

    mutating func note(_ fact: WorkItemReported) {
        guard var custody = items[fact.item] else { return }
        if let until = custody.keptUntil { endings.remove(Ending(until: until, item: fact.item)) }
        if let until = fact.keptUntil { endings.insert(Ending(until: until, item: fact.item)) }
        // What is said of an ended item changes nothing about when it ended.
        if custody.keptUntil == nil || fact.keptUntil == nil {
            custody.endedAt = fact.keptUntil == nil ? nil : fact.at
        }
        custody.keptUntil = fact.keptUntil
        if case .reclassified(let name) = fact.change { custody.workClass = name }
        items[fact.item] = custody
        forget(until: fact.noted)
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
    }
}
