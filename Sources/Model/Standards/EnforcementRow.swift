public import BusinessTime
public import Contacts

/// A row of enforcement.yaml: what the watchdog does when a clock passes a threshold.
public struct EnforcementRow: Hashable, Sendable {
    /// The row's name; every action names it.
    public var name: RuleName
    /// The clock it watches.
    public var clock: ClockName
    /// The threshold of that clock.
    public var threshold: String
    /// What to do.
    public var action: Action
    /// Alarms for one recipient and minute of topology time before the rest become one grouped alarm.
    public var cap: Int
    /// Who is alarmed instead outside opening hours; nil when the recipient always is.
    public var offHours: OffHours?

    /// What to do about a passed threshold.
    public enum Action: Hashable, Sendable {
        /// Alarm a person; who does not acknowledge in time is followed by the next recipient.
        case alarm(recipient: PersonName, acknowledgeWithin: Duration?, next: [PersonName])
        /// Say something to the caller.
        case announce(String)
        /// Sound a tone on the desk.
        case tone
        /// Ask the router to move the contact.
        case escalate(to: Tier, reason: ReasonCode, priority: Urgency)
    }

    /// The duty officer for the hours in which a calendar is closed.
    public struct OffHours: Hashable, Sendable {
        /// Whose closed hours.
        public var calendar: CalendarName
        /// Who is alarmed then.
        public var recipient: PersonName

        /// Makes the rule.
        public init(calendar: CalendarName, recipient: PersonName) {
            self.calendar = calendar
            self.recipient = recipient
        }
    }

    /// Makes a row.
    public init(
        name: RuleName, clock: ClockName, threshold: String, action: Action, cap: Int = 10,
        offHours: OffHours? = nil
    ) {
        self.name = name
        self.clock = clock
        self.threshold = threshold
        self.action = action
        self.cap = cap
        self.offHours = offHours
    }
}
