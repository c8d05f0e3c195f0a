public import BusinessTime
public import Contacts
public import Standards

/// One clock that the router starts and stops on contacts and inquiries, as standards.yaml describes it.
public struct ClockRule: Hashable, Sendable {
    /// The clock, as standards.yaml names it.
    public var name: ClockName
    /// The event that stops it.
    public var stop: Stop
    /// What it belongs to.
    public var subject: StandardClock.Subject
    /// What it begins with.
    public var start: StandardClock.StartEvent
    /// Which contacts, inquiries or escalations have it.
    public var scope: ClockScope
    /// Whether it counts from its start; the hold clock waits for the first hold.
    public var mode: Clock.Start.Mode
    /// Its budget, needed only when a rule orders written work by it (`RoutingRule.due`).
    public var budget: Budget?

    /// The event that stops a clock.
    public enum Stop: String, Sendable, Codable, CaseIterable, Hashable {
        /// A person answered: the contact was connected for the first time.
        case answered
        /// A person's line went out to the member of a chat.
        case personWrote = "person_wrote"
        /// The medium took the acknowledgement for the member.
        case acknowledged
        /// The inquiry is resolved; for a clock on the contact: every inquiry of it is.
        case resolved
        /// The contact reached its outcome, whichever.
        case contactEnded = "contact_ended"
        /// A person of the tier that the clock was started for says it is answered (reading A52).
        case tierResponse = "tier_response"
        /// The contact was taken in here, with the date of its receipt.
        case stamped
        /// A person of Tier 2 or 3 took it.
        case specialistAnswered = "specialist_answered"
        /// A person's written reply was sent.
        case replied
        /// The contact was handed to Tier 3.
        case handedOn = "handed_on"
    }

    /// How long a clock may run.
    public struct Budget: Hashable, Sendable {
        /// How it counts, and how much of it.
        public var kind: TimeKind
        /// The calendar by which it counts; elapsed time does not look at it.
        public var calendar: BusinessCalendar

        /// Makes the budget `kind` in `calendar`.
        public init(_ kind: TimeKind, in calendar: BusinessCalendar) {
            self.kind = kind
            self.calendar = calendar
        }
    }

    /// Makes the rule of clock `name`.
    public init(
        _ name: ClockName,
        stop: Stop,
        on subject: StandardClock.Subject = .contact,
        from start: StandardClock.StartEvent = .received,
        for scope: ClockScope = .everything,
        mode: Clock.Start.Mode = .running,
        budget: Budget? = nil
    ) {
        self.name = name
        self.stop = stop
        self.subject = subject
        self.start = start
        self.scope = scope
        self.mode = mode
        self.budget = budget
    }
}
