public import BusinessTime
public import Contacts
public import Facts

/// What the topology's files tell the router: routing.yaml, escalation.yaml and the opening hours.
public struct RoutingConfiguration: Hashable, Sendable {
    /// Who the other stations are.
    public var directory: Directory
    /// Every clock that a row names.
    public var clocks: [ClockRule] { didSet { clocksByName = Self.byName(clocks) } }
    /// The rows of routing.yaml in order; the last one matches every contact.
    public var rules: [RoutingRule]
    /// The rows of escalation.yaml in order; a move that no row is for is refused.
    public var escalation: [EscalationRow]
    /// When each channel is open; a channel that is not listed always is.
    public var openingHours: [Channel: BusinessCalendar]
    /// The clock that counts a contact's time on hold, all legs together (FEATURES A13); it must be among
    /// `clocks`, stopped by `contactEnded` and starting suspended. It runs only for contacts whose row names
    /// it.
    public var holdClock: ClockName?
    /// The clock that begins on an inquiry left open by an answered contact; stopped by `resolved`.
    public var followUpClock: ClockName?

    private var clocksByName: [ClockName: ClockRule]

    /// Makes a configuration.
    public init(
        directory: Directory,
        clocks: [ClockRule],
        rules: [RoutingRule],
        escalation: [EscalationRow],
        openingHours: [Channel: BusinessCalendar] = [:],
        holdClock: ClockName? = nil,
        followUpClock: ClockName? = nil
    ) {
        self.directory = directory
        self.clocks = clocks
        self.rules = rules
        self.escalation = escalation
        self.openingHours = openingHours
        self.holdClock = holdClock
        self.followUpClock = followUpClock
        clocksByName = Self.byName(clocks)
    }

    /// The rule of a clock; the first when a name stands twice.
    func clock(_ name: ClockName) -> ClockRule? { clocksByName[name] }

    private static func byName(_ clocks: [ClockRule]) -> [ClockName: ClockRule] {
        Dictionary(clocks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
