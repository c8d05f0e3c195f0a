public import BusinessTime
public import Contacts
public import Facts

/// A clock of standards.yaml: what it counts, from when until when, and what limits the contract sets.
public struct StandardClock: Hashable, Sendable {
    /// What the topology calls it: `phone.answer`.
    public var name: ClockName
    /// The clause that sets it: `TOM 1-3 ¶3.4 bullet 5`.
    public var clause: String
    /// The ids of the standards register that it serves.
    public var standards: [String]
    /// What it counts in.
    public var unit: Unit
    /// Its limits, ascending by amount.
    public var thresholds: [Threshold]
    /// What it belongs to.
    public var attachesTo: Subject
    /// The event it counts from.
    public var countsFrom: StartEvent
    /// The event that stops it.
    public var stopsAt: StopEvent
    /// Running from its start, or waiting for its first resumption as the hold clock does.
    public var startMode: Clock.Start.Mode
    /// Which of those it is for, whatever row of routing.yaml or escalation.yaml decides about them.
    public var appliesTo: ClockScope
    /// What a clock on work items goes by; nil for a clock on contacts or inquiries.
    public var item: ItemTerms?
    /// What lets it be suspended; without it nothing does but what `startMode` says.
    public var suspension: Suspension?

    /// What a clock counts in.
    public enum Unit: Hashable, Sendable {
        /// Time that runs day and night; on time iff the stop is at or before due.
        case elapsed
        /// Open time of a calendar; on time iff the stop is at or before due.
        case businessHours(CalendarName)
        /// Open time of a calendar that is open on every date; on time iff the stop is at or before due.
        case dailyBusinessHours(CalendarName)
        /// Workdays of a calendar; on time iff the stop is before due.
        case workdays(CalendarName, Counting)
        /// Dates of a calendar's zone, weekends and holidays too; on time iff the stop is before due.
        case calendarDays(CalendarName, Counting)
        /// Months after the date of the start, in a calendar's zone; on time iff the stop is before due, and
        /// never suspended.
        case months(CalendarName)

        /// Which day is day 1.
        public enum Counting: String, Sendable, Codable, CaseIterable, Hashable {
            case dayOne = "day1"
            case after
        }

        /// The calendar that the unit needs, if any.
        public var calendar: CalendarName? {
            switch self {
            case .elapsed: nil
            case .businessHours(let name), .dailyBusinessHours(let name), .workdays(let name, _),
                .calendarDays(let name, _), .months(let name):
                name
            }
        }

        /// True when a due is the exclusive end of a date, so that a stop exactly at due is late.
        public var countsDates: Bool {
            switch self {
            case .elapsed, .businessHours, .dailyBusinessHours: false
            case .workdays, .calendarDays, .months: true
            }
        }

        /// How `amount` of the unit counts from a clock's start.
        public func kind(_ amount: Duration) -> TimeKind {
            let count = Int(amount.microseconds / Duration.days(1).microseconds)
            switch self {
            case .elapsed: return .elapsed(amount)
            case .businessHours, .dailyBusinessHours: return .businessHours(amount)
            case .workdays(_, .dayOne): return .workdayOne(count)
            case .workdays(_, .after): return .workdayAfter(count)
            case .calendarDays(_, .dayOne): return .calendarDayOne(count)
            case .calendarDays(_, .after): return .calendarAfter(count)
            case .months: return .monthsAfter(count)
            }
        }
    }

    /// A limit of a clock.
    public struct Threshold: Hashable, Sendable {
        /// What enforcement rows call it: `20s`, `target`, `limit`.
        public var name: String
        /// Whether passing it is a warning or a breach.
        public var level: ClockThreshold.Level
        /// How much of the unit: time, or for days and months as many days of 24 hours as there are of them.
        public var amount: Duration

        /// Makes a threshold.
        public init(_ name: String, _ level: ClockThreshold.Level, after amount: Duration) {
            self.name = name
            self.level = level
            self.amount = amount
        }
    }

    /// What a clock belongs to.
    public enum Subject: String, Sendable, Codable, CaseIterable, Hashable {
        case contact, inquiry, item
    }

    /// What a clock counts from.
    public enum StartEvent: String, Sendable, Codable, CaseIterable, Hashable {
        /// The contact's receipt.
        case received
        /// The hand-off to Tier 3.
        case escalated
        /// The receipt of a contact that ended with the inquiry unresolved.
        case leftUnresolved = "left_unresolved"
        /// An event of the work item: ``ItemTerms/startsAt``.
        case itemEvent = "event"
    }

    /// What stops a clock.
    public enum StopEvent: String, Sendable, Codable, CaseIterable, Hashable {
        /// The contact is connected with a person.
        case answered
        /// A person's line goes out to the member of a chat; being connected is no answer.
        case personWrote = "person_wrote"
        /// The acknowledgement is sent.
        case acknowledged
        /// The inquiry is resolved.
        case resolved
        /// A person of Tier 3 says that a substantive answer was given; accepting, being connected, closing
        /// and automatic replies do not count.
        case tierThreeAnswered = "tier3_answered"
        /// The date of its receipt stands on it: the contact is taken in here.
        case stamped
        /// A person of Tier 2 or 3 takes it; who closes it before has not had it reviewed (reading A39).
        case specialistAnswered = "specialist_answered"
        /// A person's written reply is sent, or the inquiry is resolved.
        case replied
        /// It is handed to Tier 3, or the inquiry is resolved.
        case handedOn = "handed_on"
        /// Nothing before the contact's end; the clock accumulates until then.
        case contactEnded = "contact_ended"
        /// An event of the work item: ``ItemTerms/stopsAt``.
        case itemEvent = "event"
    }

    /// Makes a clock.
    public init(
        name: ClockName, clause: String, standards: [String], unit: Unit, thresholds: [Threshold],
        attachesTo: Subject = .contact, countsFrom: StartEvent = .received, stopsAt: StopEvent,
        startMode: Clock.Start.Mode = .running, appliesTo: ClockScope = .everything,
        item: ItemTerms? = nil, suspension: Suspension? = nil
    ) {
        self.appliesTo = appliesTo
        self.item = item
        self.suspension = suspension
        self.name = name
        self.clause = clause
        self.standards = standards
        self.unit = unit
        self.thresholds = thresholds
        self.attachesTo = attachesTo
        self.countsFrom = countsFrom
        self.stopsAt = stopsAt
        self.startMode = startMode
    }
}

extension Duration {
    /// A limit of `count` hours.
    public static func hours(_ count: Int) -> Duration { .seconds(count * 3600) }

    /// As many days of 24 hours as a limit has workdays.
    public static func workdays(_ count: Int) -> Duration { .days(count) }

    /// As many days of 24 hours as a limit has days or months.
    public static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
