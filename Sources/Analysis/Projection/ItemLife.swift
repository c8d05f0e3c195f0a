public import Contacts
public import Facts
public import Measures

/// What became of one work item: the router's facts about it, and the gateway's until they are there.
public struct ItemLife: Hashable, Sendable {
    /// The item.
    public let item: Contact.ID
    private var taken: WorkItemReceived?
    private var opened: WorkItemOpened?
    /// What was reported of it and holds, in the order told.
    public private(set) var reports: [WorkItemChanged] = []
    private var changed: WorkItemChanged? { reports.last }
    private var events: [ItemRecord.Event] = []
    private var turns: [ItemRecord.Turn] = []
    private var statements: [ItemRecord.Statement] = []
    private var refusals: [ItemRecord.Refusal] = []

    init(_ item: Contact.ID) { self.item = item }

    mutating func take(_ fact: WorkItemReceived) { taken = fact }

    mutating func take(_ fact: WorkItemOpened) {
        opened = fact
        state(fact.facts, at: fact.received, noted: fact.noted)
    }

    mutating func take(_ fact: WorkItemChanged) {
        reports.append(fact)
        if case .event(let event) = fact.change { events.append(.init(event.rawValue, at: fact.at)) }
        let before = turns.last?.status ?? .open
        let status: ItemRecord.Status
        switch fact.status {
        case .open: status = .open
        // What is told of what has ended, facts or events from before, ends nothing again.
        case .ended where before != .open: status = before
        case .ended: status = fact.change == .event(Self.withdrawal) ? .withdrawn : .completed
        }
        if status != before { turns.append(.init(status, at: fact.at)) }
        state(fact.facts, at: fact.at, noted: fact.noted)
    }

    mutating func take(_ fact: WorkItemIncomplete) {
        var name: String?
        if case .event(let event) = fact.change { name = event.rawValue }
        refusals.append(.init(name, at: fact.at, lacks: fact.lacks.map(\.rawValue)))
    }

    /// When it was received by a later word; nil while there is none.
    public var correctedReceipt: Instant? {
        for report in reports.reversed() {
            if case .received(let instant) = report.change { return instant }
        }
        return nil
    }

    private mutating func state(_ facts: [WorkFact], at: Instant, noted: Instant) {
        let said = Self.table(facts)
        if said != statements.last?.facts { statements.append(.init(at: at, noted: noted, facts: said)) }
    }

    private static func table(_ facts: [WorkFact]) -> [String: String] {
        Dictionary(facts.map { ($0.name.rawValue, $0.value.rawValue) }) { first, _ in first }
    }

    /// The event by which whoever asked for an item does not want it any more.
    public static let withdrawal: WorkEvent = "withdrawn"

    /// Its class at receipt.
    public var firstClass: WorkClass { opened?.workClass ?? taken?.workClass ?? "" }
    /// What was said of it at receipt, ascending by name.
    public var firstFacts: [WorkFact] { opened?.facts ?? taken?.facts ?? [] }
    /// What is said of it now, ascending by name.
    public var lastFacts: [WorkFact] { changed?.facts ?? firstFacts }
    /// Who asks.
    public var requester: Requester? { opened?.requester ?? taken?.requester }
    /// Its receipt, as it was recorded.
    public var recorded: Instant { opened?.received ?? taken?.received ?? .distantPast }
    /// When it was said here that it was received.
    public var ingested: Instant { taken?.ingested ?? opened?.noted ?? .distantPast }
    /// Who brought it in; nil for what was never received.
    public var broughtBy: ActorName? { taken?.by ?? opened?.by }
    /// Where the proof is kept of what was said at receipt.
    public var evidence: EvidenceToken? { taken?.evidence }

    /// What measures need to know of it; nil for what was never received.
    public var record: ItemRecord? {
        guard let received = opened?.received ?? taken?.received,
            let workClass = changed?.workClass ?? opened?.workClass ?? taken?.workClass
        else { return nil }
        var record = ItemRecord(
            item, class: ContactClass(workClass.rawValue), received: received,
            facts: Self.table(changed?.facts ?? opened?.facts ?? taken?.facts ?? []), events: events,
            turns: turns, statements: statements)
        record.refusals = refusals
        if let correctedReceipt { record.moveReceipt(to: correctedReceipt) }
        return record
    }
}
