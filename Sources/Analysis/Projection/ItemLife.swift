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

    init(_ item: Contact.ID) { self.item = item }

    mutating func take(_ fact: WorkItemReceived) { taken = fact }

    mutating func take(_ fact: WorkItemOpened) { opened = fact }

    mutating func take(_ fact: WorkItemChanged) {
        changed = fact
        var name: String?
        if case .event(let event) = fact.change {
            name = event.rawValue
            events.append(.init(event.rawValue, at: fact.at))
        }
        let status: ItemRecord.Status
        switch fact.status {
        case .open: status = .open
        case .ended: status = name == "withdrawn" ? .withdrawn : .completed
        }
        if status != turns.last?.status ?? .open { turns.append(.init(status, at: fact.at)) }
    }

    /// What measures need to know of it; nil for what was never received.
    public var record: ItemRecord? {
        guard let received = opened?.received ?? taken?.received,
            let workClass = changed?.workClass ?? opened?.workClass ?? taken?.workClass
        else { return nil }
        let facts = (changed?.facts ?? opened?.facts ?? taken?.facts ?? []).map {
            ($0.name.rawValue, $0.value.rawValue)
        }
        return ItemRecord(
            item, class: ContactClass(workClass.rawValue), received: received,
            facts: Dictionary(facts) { first, _ in first }, events: events, turns: turns)
    }
}
