public import Contacts

/// One contact of recorded or generated traffic: what happened from outside, nothing of what we decide.
///
/// The router never sees `service`, `patience` or `secondLeg`: they drive the simulated caller and agent
/// only.
public struct TraceContact: Hashable, Sendable {
    /// The contact's name in the trace.
    public var label: String
    /// When it arrives, from the trace's start; negative for a backlog that was there before.
    public var arrival: Duration
    /// How it arrives.
    public var channel: Channel
    /// The recorded queue or type, before a topology maps it to a type of inquiry.
    public var queue: String
    /// The skills that the trace says it needs; our routing decides by its own rows.
    public var needs: [SkillNeed] = []
    /// The recorded priority, higher first.
    public var priority = 0
    /// How long a person works on it, from connected to the end of the conversation.
    public var service: Duration
    /// How long after arrival the member leaves unanswered; nil when never.
    public var patience: Duration?
    /// Within what open time it is to be begun or done, for work that can wait; nil when nobody says.
    public var target: Duration?
    /// What follows when the first leg ends, if anything does.
    public var secondLeg: SecondLeg?
    /// What agents ask for one after the other, as recorded; nil when the record says nothing of it, and
    /// then the options of the replay decide.
    public var moves: [RecordedMove]?

    /// A transfer at the end of the first leg.
    public struct SecondLeg: Hashable, Sendable {
        /// The queue entered.
        public var queue: String
        /// How long the second person works on it.
        public var service: Duration
        /// How long the member waits for that person; nil for ever.
        public var patience: Duration?
    }
}

/// A contact's recorded move from one team to the next, which enters a replay as the wish of the agent who
/// has it then.
public struct RecordedMove: Hashable, Sendable {
    /// The team that had it.
    public var source: String
    /// The team that was to have it.
    public var target: String
    /// The line of the team that had it.
    public var from: Tier
    /// The line of the team that was to have it.
    public var to: Tier
    /// The priority with which it is asked for.
    public var priority: Urgency
    /// When it was recorded, from the trace's start.
    public var at: Duration
    /// How long the contact had been with the team by then; what a replay waits before it asks.
    public var after: Duration
}

/// What a reader made of a file: the contacts in order of arrival, and what was odd about the rest.
public struct RecordedTraffic: Hashable, Sendable {
    /// The contacts in order of arrival; equal arrivals in the file's order.
    public var contacts: [TraceContact]
    /// How many rows were odd, by what was odd; the rows are replayed as the reader says.
    public var odd: [OddRow: Int]
    /// Rows that are no contacts of ours: phantoms, other dates.
    public var leftOut: Int
    /// The date of the trace's start, when the file says it.
    public var date: CivilDate?

    /// Makes recorded traffic; contacts are put in order here.
    public init(contacts: [TraceContact], odd: [OddRow: Int] = [:], leftOut: Int = 0, date: CivilDate? = nil)
    {
        // Swift's sort is stable, so that equal arrivals keep the file's order.
        self.contacts = contacts.sorted { $0.arrival < $1.arrival }
        self.odd = odd
        self.leftOut = leftOut
        self.date = date
    }
}

/// What can be odd about a recorded row; counted and reported, never a crash.
public enum OddRow: String, Sendable, CaseIterable, Hashable {
    /// Leaves the voice response before it entered it: clocks of two machines; the later clock is believed.
    case leavesBeforeEntering = "leaves_before_entering"
    /// Answered, yet by nobody.
    case answeredByNobody = "answered_by_nobody"
    /// Hung up, yet with a time of service.
    case servedYetHungUp = "served_yet_hung_up"
    /// Talked for more than two hours; replayed as two hours.
    case longService = "long_service"
    /// Answered and talked for no time; replayed as a second.
    case noService = "no_service"
    /// The waiting time differs from the queue's own instants.
    case waitDisagrees = "wait_disagrees"
}
