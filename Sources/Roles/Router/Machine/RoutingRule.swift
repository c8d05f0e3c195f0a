public import Contacts

/// One row of routing.yaml: which contacts it is for, and what becomes of them; the first row that matches
/// decides.
///
/// It names no clock: which clocks run follows from what the contact is (decision 0042).
public struct RoutingRule: Hashable, Sendable {
    /// The row's name, which every classification carries.
    public var name: RuleName
    /// Which contacts the row is for.
    public var match: Match
    /// The class given.
    public var contactClass: ContactClass
    /// The rank of the class: lower is served first.
    public var rank: Int
    /// The skills needed.
    public var needs: [SkillNeed]
    /// The tier that takes it first.
    public var tier: Tier
    /// The clock whose budget gives the instant that orders written work within its class; live contacts have
    /// none.
    public var due: ClockName?

    /// Which contacts a row is for, by trusted attributes only; an empty list means any.
    public struct Match: Hashable, Sendable {
        /// The channels.
        public var channels: [Channel]
        /// The inquiry types; one inquiry of the contact is enough.
        public var inquiryTypes: [InquiryType]
        /// Who asks.
        public var requesters: [Requester]
        /// Languages; `es` is also for `es-MX`.
        public var languages: [String]
        /// Urgencies, after the 72-hour rule was applied.
        public var urgencies: [Urgency]

        /// Makes a match; with no argument it matches every contact.
        public init(
            channels: [Channel] = [],
            inquiryTypes: [InquiryType] = [],
            requesters: [Requester] = [],
            languages: [String] = [],
            urgencies: [Urgency] = []
        ) {
            self.channels = channels
            self.inquiryTypes = inquiryTypes
            self.requesters = requesters
            self.languages = languages
            self.urgencies = urgencies
        }

        /// Matches every contact; the last row of a configuration must.
        public static let any = Match()
    }

    /// Makes a row.
    public init(
        name: RuleName,
        match: Match = .any,
        contactClass: ContactClass,
        rank: Int,
        needs: [SkillNeed] = [],
        tier: Tier = .one,
        due: ClockName? = nil
    ) {
        self.name = name
        self.match = match
        self.contactClass = contactClass
        self.rank = rank
        self.needs = needs
        self.tier = tier
        self.due = due
    }
}
