public import BusinessTime
public import Contacts
public import Facts
public import Measures
public import Standards
internal import StationCore

/// Folds an audit log into the records that measures look at: one pass, and no more memory than the records.
///
/// It takes each publisher's facts in that publisher's order; publishers may be interleaved in any way, and
/// spans are made of instants at the end, so that the same log gives the same records.
public struct RecordBook: Sendable {
    /// How far the log goes.
    public private(set) var through = Instant.distantPast
    private var calls: [Contact.ID: CallDraft] = [:]
    private var clocks: [Clock.ID: ClockDraft] = [:]
    private var items: [Contact.ID: ItemDraft] = [:]
    private var blocked: [BlockedRecord] = []
    /// What carriers counted and surveys asked, as gateways recorded it.
    private var imported = Feed()
    /// Pauses and holds that the watchdog put on the list for review, in the order of the log.
    public private(set) var pauses: [PauseFlagged] = []
    /// What agents noted in codes.
    var codes = CodeCounts()
    private var agents: [Agent.ID: AgentDraft] = [:]
    private let terms: [ClockName: StandardClock]
    private let calendars: [CalendarName: BusinessCalendar]
    private let callTypes: CallTypes

    /// Makes an empty book.
    ///
    /// - Parameters:
    ///   - clocks: the topology's clocks, which say whether dues end dates and whether a contact's end stops
    ///     them.
    ///   - calendars: the calendars that clocks count by.
    ///   - callTypes: which inquiries make a call routine, transactional or clinical.
    public init(
        clocks: [StandardClock], calendars: [BusinessCalendar] = [], callTypes: CallTypes = .standard
    ) {
        self.calendars = Dictionary(calendars.map { ($0.name, $0) }) { first, _ in first }
        terms = Dictionary(clocks.map { ($0.name, $0) }) { first, _ in first }
        self.callTypes = callTypes
    }

    /// Takes the next fact of the log.
    public mutating func take(_ audited: AuditedFact) {
        through = max(through, audited.header.at)
        codes.take(audited)
        switch audited.fact {
        case .contactReceived(let fact): edit(fact.contact) { $0.take(fact) }
        case .contactBlocked(let fact): take(fact)
        case .contactConnected(let fact): edit(fact.contact) { $0.take(fact) }
        case .contactHeld(let fact): edit(fact.contact) { $0.note(.held, at: fact.at) }
        case .contactResumed(let fact): edit(fact.contact) { $0.note(.resumed, at: fact.at) }
        case .contactDisconnected(let fact):
            edit(fact.contact) { $0.note(fact.party == .agentLeg ? .legLost : .parted, at: fact.at) }
        case .contactClassified(let fact): edit(fact.contact) { $0.classified = fact }
        case .inquiryOpened(let fact): edit(fact.inquiry.contact) { $0.take(fact) }
        case .inquiryResolved(let fact): edit(fact.inquiry.contact) { $0.take(fact) }
        case .handoffOffered(let fact): edit(fact.placement.contact) { $0.take(fact) }
        case .handoffAccepted(let fact):
            edit(fact.placement.contact) {
                $0.moves[fact.placement.generation, default: .init(to: fact.placement.tier)].isTaken = true
            }
        case .contactEnded(let fact): edit(fact.contact) { $0.take(fact) }
        case .serviceEnded(let fact):
            edit(fact.contact) { $0.stops.append(.init(agent: fact.agent, tier: nil, at: fact.at)) }
        case .contactReturned(let fact):
            edit(fact.contact) { $0.stops.append(.init(agent: fact.agent, tier: nil, at: fact.at)) }
        case .contactReleased(let fact): edit(fact.contact) { $0.take(fact) }
        case .agentStateChanged(let fact): agents[fact.agent, default: AgentDraft()].take(fact)
        case .clockArmed(let fact): editClock(fact.clock) { $0.take(fact) }
        case .clockSpanChanged(let fact): editClock(fact.clock) { $0.take(fact) }
        case .clockStopped(let fact): editClock(fact.clock) { $0.take(fact) }
        case .clockResumed(let fact): editClock(fact.clock) { $0.resume(fact.at) }
        case .clockClosed(let fact): editClock(fact.clock) { $0.closed = fact.at }
        case .clockWarned(let fact), .clockBreached(let fact):
            editClock(fact.clock) { _ = $0.passed.insert(fact.threshold) }
        default: takeWork(audited.fact)
        }
    }

    /// What the log says of work items, pauses and others' counts; everything else says nothing that is
    /// measured.
    private mutating func takeWork(_ fact: Fact) {
        switch fact {
        case .workItemReceived(let fact): items[fact.item, default: ItemDraft(fact.item)].take(fact)
        case .workItemOpened(let fact): items[fact.item, default: ItemDraft(fact.item)].take(fact)
        case .workItemChanged(let fact): items[fact.item, default: ItemDraft(fact.item)].take(fact)
        case .pauseFlagged(let fact): pauses.append(fact)
        case .attemptsBlocked(let fact):
            imported.blocked.append(
                BlockedRecord(
                    source: .carrier(trunk: fact.trunk.rawValue, source: fact.source), channel: .phone,
                    from: fact.from, to: fact.to, count: Int64(min(fact.count, Limit.attempts))))
        case .surveyAnswered(let fact):
            imported.surveys.append(
                SurveyRecord(
                    contact: fact.contact, at: fact.at, satisfaction: fact.satisfaction,
                    recommendation: fact.recommendation))
        default: break
        }
    }

    private mutating func edit(_ contact: Contact.ID, _ change: (inout CallDraft) -> Void) {
        change(&calls[contact, default: CallDraft(contact)])
    }

    private mutating func editClock(_ clock: Clock.ID, _ change: (inout ClockDraft) -> Void) {
        change(&clocks[clock, default: ClockDraft(clock)])
    }

    private mutating func take(_ fact: ContactBlocked) {
        let to = max(fact.through, fact.from.advanced(by: .microseconds(1)))
        blocked.append(
            BlockedRecord(
                source: .gateway(fact.gateway), channel: fact.channel, from: fact.from, to: to,
                count: Int64(min(fact.count, Limit.attempts))))
    }

    // MARK: What it adds up to

    /// The records of everything taken so far, and whether they are whole.
    ///
    /// - Parameter feed: what came from outside: carriers' counts and answers to surveys.
    public func records(zone: Zone, coreHours: BusinessCalendar?, feed: Feed = Feed()) -> RecordSet {
        var parts = RecordSet.Parts()
        parts.calls = calls.values.compactMap { draft in
            draft.record(callTypes, isItem: items[draft.contact] != nil)
        }
        parts.clocks = clocks.values.compactMap { draft in
            draft.record(terms[draft.clock.name], of: calls[draft.clock.contact])
        }
        parts.items = items.values.compactMap(\.record)
        parts.blocked = blocked + imported.blocked + feed.blocked
        parts.surveys = imported.surveys + feed.surveys
        parts.calendars = terms.compactMapValues { $0.unit.calendar.flatMap { calendars[$0] } }
        parts.agents = agents.sorted { $0.key < $1.key }.flatMap { agent, draft in
            draft.record(of: agent, through: through)
        }
        return RecordSet(parts, through: through, zone: zone, coreHours: coreHours)
    }

    /// A row of `feed` that the log has already; nil when there is none.
    ///
    /// Counted twice, a trunk would seem to have refused twice as many.
    public func repeated(in feed: Feed) -> String? {
        for row in feed.blocked {
            let known = imported.blocked.first { known in
                row.isOfTrunk(of: known) && row.from < known.to && known.from < row.to
            }
            if let known { return "\(row.subject) and, in the log, \(known.subject)" }
        }
        let answered = Set(imported.surveys.map(\.contact))
        return feed.surveys.first { answered.contains($0.contact) }.map {
            "an answer about \($0.contact) and, in the log, another"
        }
    }

    /// Contacts of which the log says something, but not that they were received; none in a whole log.
    public var unreceived: [Contact.ID] {
        calls.values.filter { $0.received == nil && items[$0.contact] == nil }.map(\.contact).sorted()
    }
}

/// What a report takes from outside the log.
public struct Feed: Sendable, Hashable {
    /// Carriers' counts of blocked attempts.
    public var blocked: [BlockedRecord] = []
    /// Answers to surveys.
    public var surveys: [SurveyRecord] = []

    /// Nothing.
    public init() {}
}
