public import Contacts
internal import Facts
public import Measures

/// What became of one work item: the router's facts about it, and the gateway's until they are there.
public struct ItemLife: Hashable, Sendable {
    /// The item.
    public let item: Contact.ID
    private var taken: WorkItemReceived?
    private var opened: WorkItemOpened?
    private var changed: WorkItemChanged?
    private var events: [ItemRecord.Event] = []
    private var turns: [ItemRecord.Turn] = []
    private var statements: [ItemRecord.Statement] = []

    init(_ item: Contact.ID) { self.item = item }

    mutating func take(_ fact: WorkItemReceived) { taken = fact }

    mutating func take(_ fact: WorkItemOpened) {
        opened = fact
        state(fact.facts, at: fact.received, noted: fact.noted)
    }

    mutating func take(_ fact: WorkItemChanged) {
        changed = fact
        var name: String?
        if case .event(let event) = fact.change {
            name = event.rawValue
            events.append(.init(event.rawValue, at: fact.at))
        }
        let before = turns.last?.status ?? .open
        let status: ItemRecord.Status
        switch fact.status {
        case .open: status = .open
        // Facts that are told of what has ended end nothing again.
        case .ended where name == nil && before != .open: status = before
        case .ended: status = name == "withdrawn" ? .withdrawn : .completed
        }
        if status != before { turns.append(.init(status, at: fact.at)) }
        state(fact.facts, at: fact.at, noted: fact.noted)
    }

    private mutating func state(_ facts: [WorkFact], at: Instant, noted: Instant) {
        let said = Self.table(facts)
        if said != statements.last?.facts { statements.append(.init(at: at, noted: noted, facts: said)) }
    }

    private static func table(_ facts: [WorkFact]) -> [String: String] {
        Dictionary(facts.map { ($0.name.rawValue, $0.value.rawValue) }) { first, _ in first }
    }

    /// What measures need to know of it; nil for what was never received.
    public var record: ItemRecord? {
        guard let received = opened?.received ?? taken?.received,
            let workClass = changed?.workClass ?? opened?.workClass ?? taken?.workClass
        else { return nil }
        return ItemRecord(
            item, class: ContactClass(workClass.rawValue), received: received,
            facts: Self.table(changed?.facts ?? opened?.facts ?? taken?.facts ?? []), events: events,
            turns: turns, statements: statements)
    }
}
