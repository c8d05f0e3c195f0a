public import BusinessTime
public import Contacts
public import Facts
public import Standards

/// What the topology's files tell the router: routing.yaml, escalation.yaml and the opening hours.
public struct RouterConfiguration: Hashable, Sendable {
    /// Who the other stations are.
    public var directory: Directory
    /// Every clock on contacts and inquiries, in the order of standards.yaml.
    public var clocks: [ClockRule] { didSet { plan = ClockPlan(clocks) } }
    /// The rows of routing.yaml in order; the last one matches every contact.
    public var rules: [RoutingRule]
    /// The rows of escalation.yaml in order; a move that no row is for is refused.
    public var escalation: [EscalationRow]
    /// When each channel is open; a channel that is not listed always is.
    public var openingHours: [Channel: BusinessCalendar]

    /// The rows of work.yaml; none when the topology tracks no work.
    public var work: [WorkClassRule]
    /// The clocks on work items, in the order of standards.yaml.
    public var itemClocks: [StandardClock] { didSet { itemClocksByClass = Self.byClass(itemClocks) } }

    /// The limits of the clocks on work items, by which routed ones are ordered.
    public var itemBudgets: [ClockName: ClockRule.Budget] = [:]

    /// Which of the clocks begin when.
    private(set) var plan: ClockPlan
    private var itemClocksByClass: [WorkClass: [StandardClock]]

    /// Makes a configuration.
    public init(
        directory: Directory,
        clocks: [ClockRule],
        rules: [RoutingRule],
        escalation: [EscalationRow],
        openingHours: [Channel: BusinessCalendar] = [:],
        work: [WorkClassRule] = [],
        itemClocks: [StandardClock] = []
    ) {
        self.directory = directory
        self.clocks = clocks
        self.rules = rules
        self.escalation = escalation
        self.openingHours = openingHours
        self.work = work
        self.itemClocks = itemClocks
        plan = ClockPlan(clocks)
        itemClocksByClass = Self.byClass(itemClocks)
    }

    /// The rule of a clock; the first when a name stands twice.
    func clock(_ name: ClockName) -> ClockRule? { plan[name] }

    /// The clocks that items of a class may have, in the order of standards.yaml.
    func itemClocks(of name: WorkClass) -> [StandardClock] { itemClocksByClass[name] ?? [] }

    private static func byClass(_ clocks: [StandardClock]) -> [WorkClass: [StandardClock]] {
        var found: [WorkClass: [StandardClock]] = [:]
        for clock in clocks {
            for name in clock.appliesTo.classes { found[name, default: []].append(clock) }
        }
        return found
    }
}
