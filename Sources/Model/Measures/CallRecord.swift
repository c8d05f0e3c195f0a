public import Contacts

/// What measures need to know of one contact of any channel, and nothing else.
public struct CallRecord: Hashable, Sendable {
    /// The contact.
    public var contact: Contact.ID
    /// How it came.
    public var channel: Channel
    /// The class that routing.yaml gave it; nil when it never reached a queue for a person.
    public var contactClass: ContactClass?
    /// Who asked.
    public var requester: Requester
    /// True when nobody said who asks.
    public var isRequesterPresumed: Bool
    /// Which class of members it is for; nil when nobody said.
    public var memberClass: MemberClass?
    /// The member, when known.
    public var member: MemberToken?
    /// Custody instant; its window is that of this instant.
    public var received: Instant
    /// When a person first answered.
    public var answered: Instant?
    /// The member's waits for another person after the first answer, in order: one for each transfer and lost
    /// leg.
    public var laterWaits: [Wait]
    /// How and when it ended; nil while open.
    public var ending: Ending?
    /// Terminal outcomes beyond the first, which no log should hold.
    public var furtherEndings: Int
    /// The agents' stretches with it, in order.
    public var legs: [Leg]
    /// Microseconds on hold: agents' holds of all legs and waits for the next person after the first answer.
    public var hold: Int64
    /// Hand-offs that the target tier took, in order.
    public var moves: [Move]
    /// Its inquiries, by their place.
    public var inquiries: [InquiryRecord]
    /// What handling times are kept apart by; nil when nothing says.
    public var callType: CallType?
    /// Whether enough of the eight essentials was there when it came; nil when nobody said (reading A27).
    public var hasCompleteIntake: Bool?

    /// How a contact ended.
    public struct Ending: Hashable, Sendable {
        /// The outcome.
        public var outcome: Contact.Outcome
        /// When.
        public var at: Instant

        /// Makes the ending.
        public init(_ outcome: Contact.Outcome, at: Instant) {
            self.outcome = outcome
            self.at = at
        }
    }

    /// A stretch in which the member waited for a person.
    public struct Wait: Hashable, Sendable {
        /// Since when.
        public var from: Instant
        /// When it was over; nil while the member waits.
        public var to: Instant?
        /// Whether a person ended it; otherwise the member left, or was let go.
        public var isAnswered: Bool

        /// Makes a wait.
        public init(from: Instant, to: Instant?, isAnswered: Bool) {
            self.from = from
            self.to = to
            self.isAnswered = isAnswered
        }

        /// Whether a person answered within so many microseconds; nil while that is open at `now`.
        func isInTime(_ limit: Int64, at now: Instant) -> Bool? {
            let length = from.duration(to: to ?? now).microseconds
            if length > limit { return false }
            return to == nil ? nil : isAnswered
        }
    }

    /// One agent's stretch with the contact: a transfer begins a further one of the same contact.
    public struct Leg: Hashable, Sendable {
        /// Who.
        public var agent: Agent.ID
        /// Where.
        public var tier: Tier
        /// When the two were connected.
        public var connected: Instant
        /// When the agent was done with it, wrap-up included; nil while not.
        public var over: Instant?
        /// How long of that the agent had put it aside for somebody else: no handling of this contact.
        public var aside = Duration.zero

        /// Makes a leg.
        public init(agent: Agent.ID, tier: Tier, connected: Instant, over: Instant?) {
            self.agent = agent
            self.tier = tier
            self.connected = connected
            self.over = over
        }
    }

    /// A move between tiers.
    public struct Move: Hashable, Sendable {
        /// From where; nil when the log does not say.
        public var from: Tier?
        /// To where.
        public var to: Tier

        /// Makes a move.
        public init(from: Tier?, to: Tier) {
            self.from = from
            self.to = to
        }
    }

    /// One inquiry of the contact.
    public struct InquiryRecord: Hashable, Sendable {
        /// Its place, from 1.
        public var index: UInt16
        /// What it is about.
        public var type: InquiryType
        /// The issue it belongs to, when known.
        public var issue: IssueToken?
        /// When it was settled, at this contact or a later one.
        public var resolved: Instant?
        /// What the member said of the answer; nil when nobody wrote it down.
        public var acceptance: Inquiry.Acceptance?
        /// When the member accepted the answer, where that was not with it.
        public var accepted: Instant?
        /// The case, where it is not that of the member and the issue.
        public var caseID: Case.ID?

        /// Makes an inquiry.
        public init(
            index: UInt16, type: InquiryType, issue: IssueToken? = nil, resolved: Instant? = nil,
            acceptance: Inquiry.Acceptance? = nil
        ) {
            self.acceptance = acceptance
            accepted = nil
            caseID = nil
            self.index = index
            self.type = type
            self.issue = issue
            self.resolved = resolved
        }
    }

    /// Makes the record of a contact that was just received.
    public init(contact: Contact.ID, channel: Channel, received: Instant) {
        self.contact = contact
        self.channel = channel
        self.received = received
        requester = .beneficiary
        isRequesterPresumed = false
        furtherEndings = 0
        laterWaits = []
        legs = []
        hold = 0
        moves = []
        inquiries = []
    }

    /// Microseconds until the first answer; nil when there was none.
    public var wait: Int64? { answered.map { received.length(to: $0).microseconds } }

    /// Every wait of the member for a person, the first one first.
    public var waits: [Wait] {
        [Wait(from: received, to: answered ?? ending?.at, isAnswered: answered != nil)] + laterWaits
    }

    /// Microseconds until the member was answered, left or was let go; until `now` while waiting.
    public func waited(by now: Instant) -> Int64 {
        received.length(to: answered ?? ending?.at ?? now).microseconds
    }

    /// True when it reached a queue for a person; what came outside opening hours did not (reading A12,
    /// A51).
    public var reachedQueue: Bool { contactClass != nil && !cameOutsideHours }

    /// True when it came outside opening hours and was told so at once; it saw no queue.
    public var cameOutsideHours: Bool { ending?.outcome == .closedHours }

    /// True when a person answered it and it has ended.
    public var isServed: Bool { ending?.outcome.isAnswered == true }

    /// True when the member left unanswered.
    public var isAbandoned: Bool { ending?.outcome == .abandoned }

    /// Talk, hold and wrap-up of all legs in microseconds; nil before the last agent is done.
    public var handled: Int64? {
        guard !legs.isEmpty else { return nil }
        var sum: Int64 = 0
        for leg in legs {
            guard let over = leg.over else { return nil }
            sum = sum.clampedSum(with: max(.zero, leg.connected.length(to: over) - leg.aside).microseconds)
        }
        return sum
    }

    /// True when the agent settled the inquiry before the contact ended.
    public func settledHere(_ inquiry: InquiryRecord) -> Bool {
        guard isServed, let ending, let resolved = inquiry.resolved else { return false }
        return resolved <= ending.at
    }
}
