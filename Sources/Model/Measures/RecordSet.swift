public import BusinessTime
public import Contacts
import Standards

/// Everything that measures look at: the records of a log, ordered once for every window.
public struct RecordSet: Sendable {
    /// Every contact that was received, by id.
    public let calls: [CallRecord]
    /// Every work item, by id.
    public let items: [ItemRecord]
    /// Every clock, by id.
    public let clocks: [ClockRecord]
    /// Answers of members; empty without a feed.
    public let surveys: [SurveyRecord]
    /// Refused attempts: our own, and the carrier's where there is a feed.
    public let blocked: [BlockedRecord]
    /// When agents were ready or busy.
    public let agents: [AgentSpan]
    /// How far the log goes: what is open then is open.
    public let through: Instant
    /// The zone of local dates.
    public let zone: Zone
    /// When the telephone's core hours are; nil when opening hours are not kept.
    public let coreHours: BusinessCalendar?

    let callsByReceipt: Timeline<CallRecord>
    let callsByEnding: Timeline<CallRecord>
    let callsByID: [Contact.ID: CallRecord]
    let itemsByID: [Contact.ID: ItemRecord]
    let itemsByReceipt: Timeline<ItemRecord>
    let itemsByCompletion: Timeline<ItemRecord>
    let clocksByName: [ClockName: [ClockRecord]]
    let surveysByTime: Timeline<SurveyRecord>
    let blockedByStart: Timeline<BlockedRecord>
    /// The longest of the refused attempts' intervals, by which those that touch a window are found.
    private let longestBlocked: Duration
    /// The trunks of the telephone that a carrier counts.
    let trunks: Set<String>
    let issues: IssueIndex
    let calendars: [ClockName: BusinessCalendar]

    /// What a record set is made of.
    public struct Parts: Sendable {
        /// Contacts in any order.
        public var calls: [CallRecord] = []
        /// Work items in any order.
        public var items: [ItemRecord] = []
        /// Clocks in any order.
        public var clocks: [ClockRecord] = []
        /// Answers to surveys.
        public var surveys: [SurveyRecord] = []
        /// Refused attempts.
        public var blocked: [BlockedRecord] = []
        /// Agents' ready and busy spans.
        public var agents: [AgentSpan] = []
        /// The calendars by which clocks count, for what is counted from their end.
        public var calendars: [ClockName: BusinessCalendar] = [:]

        /// Nothing.
        public init() {}
    }

    /// Orders the records of a log that goes as far as `through`.
    public init(_ parts: Parts, through: Instant, zone: Zone, coreHours: BusinessCalendar? = nil) {
        calls = parts.calls.sorted { $0.contact < $1.contact }
        items = parts.items.sorted { $0.item < $1.item }
        clocks = parts.clocks.sorted { $0.clock < $1.clock }
        surveys = parts.surveys.sorted { ($0.at, $0.contact) < ($1.at, $1.contact) }
        blocked = parts.blocked.sorted { ($0.from, $0.subject) < ($1.from, $1.subject) }
        agents = parts.agents.sorted { ($0.agent, $0.from) < ($1.agent, $1.from) }
        self.through = through
        self.zone = zone
        self.coreHours = coreHours
        callsByReceipt = Timeline(calls) { $0.received }
        callsByEnding = Timeline(calls) { $0.ending?.at }
        callsByID = Dictionary(calls.map { ($0.contact, $0) }) { first, _ in first }
        itemsByID = Dictionary(items.map { ($0.item, $0) }) { first, _ in first }
        itemsByReceipt = Timeline(items) { $0.received }
        itemsByCompletion = Timeline(items) { $0.completed }
        clocksByName = Dictionary(grouping: clocks) { $0.clock.name }
        surveysByTime = Timeline(surveys) { $0.at }
        blockedByStart = Timeline(blocked) { $0.from }
        longestBlocked = blocked.map { $0.from.length(to: $0.to) }.max() ?? .zero
        trunks = Set(
            blocked.compactMap { row in
                guard row.channel == .phone, case .carrier(let trunk, _) = row.source else { return nil }
                return trunk
            })
        issues = IssueIndex(calls)
        calendars = parts.calendars
    }

    /// The refused attempts whose interval shares time with `window`, by its beginning.
    func blocked(touching window: ReportWindow) -> [BlockedRecord] {
        blockedByStart.records(from: window.start.advanced(by: .zero - longestBlocked), to: window.end)
            .filter { window.start < $0.to }
    }

    /// The contacts of `channel` received in `window` that reached a queue for a person, by receipt.
    func entered(_ channel: Channel, in window: ReportWindow) -> [CallRecord] {
        callsByReceipt.records(in: window).filter { $0.channel == channel && $0.reachedQueue }
    }

    /// The calls received in `window` outside opening hours, by receipt: the caller was told so at once.
    func outsideHours(in window: ReportWindow) -> [CallRecord] {
        callsByReceipt.records(in: window).filter { $0.channel == .phone && $0.cameOutsideHours }
    }

    /// Whether a contact or item holds every condition; a fact that nobody stated holds none.
    func holds(_ contact: Contact.ID, _ conditions: [Measure.Condition]) -> Bool {
        conditions.allSatisfy { condition in
            fact(condition.fact, of: contact).map { condition.values.contains($0) } ?? false
        }
    }

    /// Whether a contact or item holds any of the conditions.
    func holdsAny(_ contact: Contact.ID, _ conditions: [Measure.Condition]) -> Bool {
        conditions.contains { holds(contact, [$0]) }
    }

    /// A fact of a work item, or what is known of every contact: `channel`, `class`, `requester`, `outcome`.
    func fact(_ name: String, of contact: Contact.ID) -> String? {
        if let value = itemsByID[contact]?.facts[name] { return value }
        guard let call = callsByID[contact] else { return nil }
        switch name {
        case "channel": return call.channel.rawValue
        case "class": return call.contactClass?.rawValue
        case "requester": return call.requester.rawValue
        case "outcome": return call.ending?.outcome.rawValue
        case "call_type": return call.callType?.rawValue
        case "member_class": return call.memberClass?.rawValue
        default: return nil
        }
    }
}

/// Contacts by their case, to see whether somebody had to come again.
struct IssueIndex: Sendable {
    struct Visit: Sendable {
        var at: Instant
        var contact: Contact.ID
        /// When the member accepted the answer that this contact brought.
        var accepted: Instant?
    }

    private var visits: [Case.ID: [Visit]] = [:]
    /// Cases that somebody said a contact belongs to.
    private let said: Set<Case.ID>

    init(_ calls: [CallRecord]) {
        said = Set(calls.flatMap { $0.inquiries.compactMap(\.caseID) })
        for call in calls where call.channel != .workItem {
            for inquiry in call.inquiries {
                guard let caseID = caseID(of: call, inquiry) else { continue }
                let accepted = inquiry.acceptance == .accepted ? inquiry.accepted ?? inquiry.resolved : nil
                visits[caseID, default: []]
                    .append(Visit(at: call.received, contact: call.contact, accepted: accepted))
            }
        }
        for key in visits.keys {
            visits[key]?.sort { ($0.at, $0.contact) < ($1.at, $1.contact) }
        }
    }

    /// The case of an inquiry; nil when neither member and issue are known nor anybody named it.
    private func caseID(of call: CallRecord, _ inquiry: CallRecord.InquiryRecord) -> Case.ID? {
        if let caseID = inquiry.caseID { return caseID }
        let isKnown = call.member != nil && inquiry.issue != nil
        guard isKnown || !said.isEmpty else { return nil }
        let id = Inquiry.ID(contact: call.contact, index: inquiry.index)
        let own = Case.ID(member: call.member, issue: inquiry.issue, inquiry: id)
        return isKnown || said.contains(own) ? own : nil
    }

    /// The next contact of the case after `call`; nil when there is none or it is not known.
    func next(after call: CallRecord, _ inquiry: CallRecord.InquiryRecord) -> Instant? {
        let later = all(of: call, inquiry).first {
            ($0.at, $0.contact) > (call.received, call.contact) && $0.contact != call.contact
        }
        return later?.at
    }

    /// Every contact of the case of an inquiry, in order; none when that is not known.
    func all(of call: CallRecord, _ inquiry: CallRecord.InquiryRecord) -> [Visit] {
        caseID(of: call, inquiry).flatMap { visits[$0] } ?? []
    }
}
