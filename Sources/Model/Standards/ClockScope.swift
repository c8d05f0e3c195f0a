public import Contacts

/// What a clock of standards.yaml is for, or a demand of the law covers.
///
/// It goes by what a contact, an escalation or a work item is, never by how it is routed: rows of
/// routing.yaml choose class, rank, skills and tier, and no clock (decision 0042).
public struct ClockScope: Hashable, Sendable {
    /// One of these must cover a subject; none at all stand for every subject of the clock's kind.
    public var cases: [Case]
    /// What is left out although a case covers it.
    public var except: [Case]

    /// Every subject of the clock's kind.
    public static let everything = ClockScope([])

    /// Makes the scope of `cases` without what `except` covers.
    public init(_ cases: [Case], except: [Case] = []) {
        self.cases = cases
        self.except = except
    }

    /// True when the scope has `subject`.
    public func covers(_ subject: Subject) -> Bool {
        (cases.isEmpty || cases.contains { $0.covers(subject) }) && !except.contains { $0.covers(subject) }
    }

    /// The channels of which it can have a contact.
    public var channels: [Channel] {
        guard !cases.isEmpty, cases.allSatisfy({ !$0.channels.isEmpty }) else { return Channel.allCases }
        return Channel.allCases.filter { channel in cases.contains { $0.channels.contains(channel) } }
    }

    /// The classes of work that its cases name, each once, in the order written.
    public var classes: [WorkClass] {
        var seen: Set<WorkClass> = []
        return cases.flatMap(\.classes).filter { seen.insert($0).inserted }
    }

    /// One case: an empty list means any.
    public struct Case: Hashable, Sendable {
        /// How a contact came.
        public var channels: [Channel]
        /// What an inquiry is about.
        public var inquiryTypes: [InquiryType]
        /// Who asks.
        public var requesters: [Requester]
        /// How urgent a contact is, after the 72-hour rule; of an escalation, the priority asked for.
        public var urgencies: [Urgency]
        /// The class of a work item.
        public var classes: [WorkClass]
        /// Facts that a work item must have, all of them.
        public var facts: [WorkFact]
        /// The tier that a contact is escalated to.
        public var tiers: [Tier]
        /// Why a contact is escalated.
        public var reasons: [ReasonCode]

        /// Makes a case; with no argument it covers everything.
        public init(
            channels: [Channel] = [], inquiryTypes: [InquiryType] = [], requesters: [Requester] = [],
            urgencies: [Urgency] = [], classes: [WorkClass] = [], facts: [WorkFact] = [],
            tiers: [Tier] = [], reasons: [ReasonCode] = []
        ) {
            self.channels = channels
            self.inquiryTypes = inquiryTypes
            self.requesters = requesters
            self.urgencies = urgencies
            self.classes = classes
            self.facts = facts
            self.tiers = tiers
            self.reasons = reasons
        }

        /// True when every list that is not empty has what the subject is.
        public func covers(_ subject: Subject) -> Bool {
            Self.has(channels, subject.channel) && Self.has(classes, subject.workClass)
                && Self.has(inquiryTypes, subject.inquiryType) && Self.has(requesters, subject.requester)
                && Self.has(urgencies, subject.urgency) && Self.has(tiers, subject.tier)
                && Self.has(reasons, subject.reason) && facts.allSatisfy { subject.facts.contains($0) }
        }

        private static func has<Value: Equatable>(_ list: [Value], _ value: Value?) -> Bool {
            guard !list.isEmpty else { return true }
            guard let value else { return false }
            return list.contains(value)
        }
    }

    /// What is asked about: an inquiry with its contact, an escalation, or a work item.
    public struct Subject: Hashable, Sendable {
        /// How the contact came; nil for what is no contact.
        public var channel: Channel?
        /// What the inquiry is about.
        public var inquiryType: InquiryType?
        /// Who asks; nil when nobody said.
        public var requester: Requester?
        /// How urgent the contact is, or the priority of the escalation.
        public var urgency: Urgency?
        /// The class of the work item.
        public var workClass: WorkClass?
        /// The facts of the work item.
        public var facts: [WorkFact] = []
        /// The tier that the contact is escalated to.
        public var tier: Tier?
        /// Why it is.
        public var reason: ReasonCode?

        private init() {}

        /// An inquiry of a contact.
        public static func inquiry(
            _ type: InquiryType, on channel: Channel, of requester: Requester, _ urgency: Urgency
        ) -> Subject {
            var subject = Subject()
            subject.channel = channel
            subject.inquiryType = type
            subject.requester = requester
            subject.urgency = urgency
            return subject
        }

        /// A contact on `channel` of which nothing else is known any more.
        public static func contact(on channel: Channel) -> Subject {
            var subject = Subject()
            subject.channel = channel
            return subject
        }

        /// A work item.
        public static func item(
            _ workClass: WorkClass, _ facts: [WorkFact], of requester: Requester?
        ) -> Subject {
            var subject = Subject()
            subject.workClass = workClass
            subject.facts = facts
            subject.requester = requester
            return subject
        }

        /// The hand-off of a contact to `tier`.
        public static func escalation(
            to tier: Tier, _ priority: Urgency, for reason: ReasonCode
        ) -> Subject {
            var subject = Subject()
            subject.tier = tier
            subject.urgency = priority
            subject.reason = reason
            return subject
        }
    }
}

extension ClockScope.Subject: CustomStringConvertible {
    /// `letter, grievance, congressional, routine` or `claim, retained=yes, dha`.
    public var description: String {
        let parts = [
            channel?.rawValue, inquiryType?.rawValue, tier.map { "to Tier \($0)" }, workClass?.rawValue,
            reason?.rawValue,
        ]
        let known = parts.compactMap(\.self) + facts.map(\.description)
        return (known + [requester?.rawValue, urgency?.rawValue].compactMap(\.self)).joined(separator: ", ")
    }
}
