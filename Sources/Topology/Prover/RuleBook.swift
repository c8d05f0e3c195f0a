public import BusinessTime
public import Contacts
public import Router
public import TierQueue

/// The rules of a topology as its stations hold them: what the prover looks at, and nothing else.
public struct RuleBook: Sendable {
    /// The rows of routing.yaml in order; none when they are not known.
    public var routing: [RoutingRule] = []
    /// The types of inquiry that it lists, in the order written.
    public var inquiryTypes: [InquiryType] = []
    /// The rows of escalation.yaml in order; none when they are not known.
    public var escalation: [EscalationRow] = []
    /// Who is on the roster; nil when that is not known.
    public var roster: [Seat]?
    /// The skills that the roster names.
    public var skills: Set<SkillName> = []
    /// The channels that gateways take.
    public var channels: [Channel] = Channel.allCases
    /// When live channels are open; one that is not listed always is.
    public var hours: [OpeningHours] = []

    /// An agent and the tier the agent sits at.
    public struct Seat: Hashable, Sendable {
        /// The tier.
        public var tier: Tier
        /// The agent.
        public var agent: RosterAgent

        /// Puts `agent` at `tier`.
        public init(_ tier: Tier, _ agent: RosterAgent) {
            self.tier = tier
            self.agent = agent
        }
    }

    /// A channel's hours as calendars.yaml gives them, without tables.
    public struct OpeningHours: Hashable, Sendable {
        /// The channel.
        public var channel: Channel
        /// The calendar by whose windows it opens.
        public var calendar: CalendarName
        /// The calendar's zone.
        public var zone: Zone
        /// The windows of each weekday, Monday first.
        public var windows: [[BusinessCalendar.Window]]
        /// Which holidays close it.
        public var holidays: BusinessCalendar.Holidays
        /// Further closed dates.
        public var closures: [CivilDate]

        /// Makes the hours of `channel`.
        public init(
            _ channel: Channel, _ calendar: CalendarName, zone: Zone,
            windows: [[BusinessCalendar.Window]], holidays: BusinessCalendar.Holidays = .federal,
            closures: [CivilDate] = []
        ) {
            self.channel = channel
            self.calendar = calendar
            self.zone = zone
            self.windows = windows
            self.holidays = holidays
            self.closures = closures
        }
    }

    /// Knows nothing yet.
    public init() {}

    /// The agents of `tier` who can serve a contact that comes on `channel` and needs `needs`.
    func able(_ needs: [SkillNeed], on channel: Channel, at tier: Tier) -> [RosterAgent] {
        (roster ?? []).filter { $0.tier == tier && $0.agent.canServe(needs, on: channel) }.map(\.agent)
    }
}
