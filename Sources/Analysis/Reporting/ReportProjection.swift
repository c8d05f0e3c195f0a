public import BusinessTime
public import Contacts
public import Facts
internal import Kernel
public import Measures
internal import Projection
public import Standards

/// Makes an audit log into the records that measures look at: one pass, and no more memory than the lives.
///
/// The lives are those of `ContactProjection`; what else is measured, attempts that were refused, answers
/// to surveys and pauses to look at, is kept here.
public struct ReportProjection: Sendable {
    private var projection = ContactProjection(of: [.contacts, .clocks, .items, .agents])
    private var blocked: [BlockedRecord] = []
    /// What carriers counted and surveys asked, as gateways recorded it.
    private var imported = Feed()
    /// Pauses and holds that the watchdog put on the list for review, in the order of the log.
    public private(set) var pauses: [PauseFlagged] = []
    private var flagged: Set<Pause> = []
    /// What agents noted in codes.
    var codes = CodeCounts()
    private let terms: [ClockName: StandardClock]
    private let calendars: [CalendarName: BusinessCalendar]
    private let segments: SegmentTable?
    private let work: [WorkClassRule]

    private struct Pause: Hashable {
        var clock: Clock.ID
        var at: Instant
    }

    /// Makes an empty projection.
    ///
    /// - Parameters:
    ///   - clocks: the topology's clocks, which say whether dues end dates and whether a contact's end stops
    ///     them.
    ///   - calendars: the calendars that clocks count by.
    ///   - segments: the kinds of call of contacts from before gateways said them; nil when there are none.
    ///   - work: what may be said of work items, and what of it needs proof.
    public init(
        clocks: [StandardClock], calendars: [BusinessCalendar] = [], segments: SegmentTable? = nil,
        work: [WorkClassRule] = []
    ) {
        self.work = work
        self.calendars = Dictionary(calendars.map { ($0.name, $0) }) { first, _ in first }
        terms = Dictionary(clocks.map { ($0.name, $0) }) { first, _ in first }
        self.segments = segments
    }

    /// How far the log goes.
    public var through: Instant { projection.through }

    /// Takes the next fact of the log.
    public mutating func take(_ audited: AuditedFact) {
        projection.take(audited.fact, at: audited.header.at)
        codes.take(audited)
        switch audited.fact {
        case .contactBlocked(let fact): take(fact)
        case .pauseFlagged(let fact):
            // A clock that is told anew says again what was on the list.
            if flagged.insert(Pause(clock: fact.clock, at: fact.at)).inserted { pauses.append(fact) }
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
        default: break  // Everything else is a life's, or is not measured.
        }
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
    /// - Parameters:
    ///   - zone: of local dates.
    ///   - coreHours: of the telephone.
    ///   - feed: what came from outside: carriers' counts and answers to surveys.
    ///   - found: exceptions that are undone, so that items are as they would be without them; nil for none.
    public func records(
        zone: Zone, coreHours: BusinessCalendar?, feed: Feed = Feed(), without found: ExceptionFinder? = nil
    ) -> RecordSet {
        var parts = RecordSet.Parts()
        let tables = tables
        parts.calls = projection.contacts.values.compactMap { life in
            let plain = found?.contacts[life.contact].map(\.record)
            guard var call = plain ?? life.record(isItem: projection.items[life.contact] != nil) else {
                return nil
            }
            if call.callType == nil, let attributes = life.attributes {
                call.callType = segments?.callType(
                    of: attributes, on: call.channel, received: call.received)
            }
            return call
        }
        parts.clocks = projection.clocks.values.compactMap { life in
            let id = life.clock.contact
            guard !life.clock.isItem || found?.items[id] == nil else { return nil }
            let isReckoned = found?.contacts[id] != nil || projection.contacts[id]?.isCorrectedLate == true
            guard life.clock.isItem || !isReckoned || !isFromReceipt(life) else { return nil }
            return record(of: life, tables)
        }
        let requesters = Dictionary(uniqueKeysWithValues: parts.calls.map { ($0.contact, $0.requester) })
        parts.items = projection.items.values.compactMap { life in
            var item = found?.items[life.item].map(\.record) ?? life.record
            // What is about a contact is about who asked there, whatever a reviewer calls them.
            let contact = item?.facts["contact"].flatMap { Contact.ID($0) }
            if let who = contact.flatMap({ requesters[$0] }) {
                item?.facts["requester"] = who.rawValue
            }
            return item
        }
        for undone in found?.items.values.map(\.self) ?? [] { parts.clocks += undone.clockRecords }
        for undone in found?.contacts.values.map(\.self) ?? [] { parts.clocks += undone.clockRecords }
        parts.clocks += lateRecords(but: found)
        parts.blocked = blocked + imported.blocked + feed.blocked
        parts.surveys = imported.surveys + feed.surveys
        parts.calendars = terms.compactMapValues { $0.unit.calendar.flatMap { calendars[$0] } }
        parts.agents = projection.agents.values.flatMap { $0.spans(through: through) }
        return RecordSet(parts, through: through, zone: zone, coreHours: coreHours)
    }

    /// What the clocks of the topology and their calendars say.
    private var tables: ItemTables {
        ItemTables(work: work, clocks: terms.values.sorted { $0.name < $1.name }, calendars: calendars)
    }

    private func record(of life: ClockLife, _ tables: ItemTables) -> ClockRecord? {
        let (contact, item) = (projection.contacts[life.clock.contact], projection.items[life.clock.contact])
        let receipt = life.clock.isItem ? item?.correctedReceipt : contact?.correctedReceipt
        return tables.counted(life, from: receipt).record(terms[life.clock.name], of: contact, item)
    }

    private func isFromReceipt(_ life: ClockLife) -> Bool {
        terms[life.clock.name].map(UndoneContact.countsFromReceipt) ?? false
    }

    /// The clocks from receipt of contacts that were corrected late, but for those that `found` undoes.
    private func lateRecords(but found: ExceptionFinder?) -> [ClockRecord] {
        let late = projection.contacts.values.filter {
            $0.isCorrectedLate && found?.contacts[$0.contact] == nil
        }
        guard !late.isEmpty else { return [] }
        let ids = Set(late.map(\.contact))
        let clocks = projection.clocks.values.filter {
            !$0.clock.isItem && ids.contains($0.clock.contact) && isFromReceipt($0)
        }
        let own = Dictionary(grouping: clocks, by: \.clock.contact)
        var tables = tables
        tables.clocks.removeAll { $0.attachesTo == .item }
        return late.flatMap { life in
            let recorded = (own[life.contact] ?? []).compactMap { record(of: $0, tables) }
            return LateCorrection(life, tables)?.clockRecords(beside: recorded) ?? []
        }
    }

    /// What work items are excused by, and what would have been.
    ///
    /// - Parameter contract: what it leaves out of which standard.
    public func exceptions(_ contract: Contract?) -> ExceptionFinder {
        ExceptionFinder(
            projection, work: work, clocks: terms.values.sorted { $0.name < $1.name }, calendars: calendars,
            contract: contract)
    }

    /// What is used of contacts and items of which something else was recorded, by their ids.
    func corrections(of ids: Set<Contact.ID>) -> [Correction] {
        ids.sorted().compactMap { id in
            projection.items[id].flatMap(Correction.init) ?? projection.contacts[id].flatMap(Correction.init)
        }
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
        projection.contacts.values.filter { $0.received == nil && projection.items[$0.contact] == nil }
            .map(\.contact).sorted()
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
