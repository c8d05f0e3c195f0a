public import Contacts
public import Facts
internal import HeapModule

/// Everybody outside the topology while traffic is replayed: callers, the phone adapter, agents at their
/// desks.
///
/// Pure: it is told the instant, what was pushed and what was answered, and says what to submit. It holds no
/// state that a station could not show again, so stations may die at any time: effects and snapshots come
/// again with the backlog, each is handled once by its id, and a request that changed nothing is made again.
public struct ReplayFloor: Sendable {
    /// What its own side of the wire knows.
    public internal(set) var ledger = ClientLedger()
    /// The plan being played.
    public let plan: ReplayPlan
    let options: ReplayOptions

    var agents: [Agent.ID: SimulatedAgent] = [:]
    var callers: [Contact.ID: SimulatedCaller] = [:]
    var conversations: [Contact.ID: Conversation] = [:]
    /// The contacts that each agent has in service, in the order begun.
    var led: [Agent.ID: [Contact.ID]] = [:]
    /// The next review set for each agent.
    var reviews: [Agent.ID: Instant] = [:]
    /// Which gateway has which number in contact ids.
    var gateways: [UInt16: StationName] = [:]
    /// How much work is left of what was put aside, until somebody goes on with it.
    var left: [Contact.ID: Duration] = [:]
    /// How many legs of each contact were connected before the present one.
    var legs: [Contact.ID: Int] = [:]
    /// Effects that the adapter did and the gateway knows of.
    var doneEffects: Set<Effect.ID> = []
    var effectsInFlight: Set<Effect.ID> = []
    /// How many of its recorded moves were asked for and answered, by contact.
    var movesAsked: [Contact.ID: Int] = [:]
    /// Contacts that an agent has before the answer to their arrival came.
    var unknown: [Contact.ID: Agent.ID] = [:]
    /// Contacts that nobody serves any more.
    var done: Set<Contact.ID> = []
    var purposes: [UInt64: Purpose] = [:]
    private var actions: [ReplayAction] = []
    private var timers = Heap<Timer>()
    private var timerCount: UInt64 = 0
    private var nextNumber: UInt64 = 0
    private var nextArrival = 0
    private(set) var arrivalsInFlight = 0
    private var conversationCount: UInt64 = 0

    /// What a submission was made for.
    enum Purpose: Hashable {
        case arrival(Int)
        case effect(Effect.ID, EffectPending)
        case desk(Agent.ID, DeskRequest)
        case medium(Contact.ID)
    }

    /// What comes due.
    enum Alarm: Hashable {
        case patience(Contact.ID)
        case holdBegins(Contact.ID, conversation: UInt64)
        case holdEnds(Contact.ID, conversation: UInt64)
        case talkOver(Contact.ID, conversation: UInt64)
        case review(Agent.ID)
        case shiftChange(Agent.ID)
    }

    private struct Timer: Comparable {
        let at: Instant
        let number: UInt64
        let alarm: Alarm

        static func < (left: Timer, right: Timer) -> Bool {
            (left.at, left.number) < (right.at, right.number)
        }
        static func == (left: Timer, right: Timer) -> Bool { left.number == right.number }
    }

    /// A floor on which nothing has happened.
    public init(plan: ReplayPlan, options: ReplayOptions) {
        self.plan = plan
        self.options = options
    }

    /// Opens: whoever is on shift signs in.
    public mutating func open(at now: Instant) -> [ReplayAction] {
        for presence in plan.presences where agents[presence.agent] == nil {
            agents[presence.agent] = SimulatedAgent(presence.agent, duty: .offShift, options: options)
        }
        for agent in agents.keys.sorted() {
            for interval in intervals(of: agent) {
                set(.shiftChange(agent), at: interval.lowerBound)
                set(.shiftChange(agent), at: interval.upperBound)
            }
            changeShift(agent, at: now)
        }
        return advance(to: now)
    }

    /// The instant is `now`: arrivals that are due arrive, and timers that are due fire.
    public mutating func advance(to now: Instant) -> [ReplayAction] {
        while let timer = timers.min, timer.at <= now {
            timers.removeMin()
            fire(timer.alarm, at: now)
        }
        sendArrivals(at: now)
        return taken()
    }

    /// A station pushed a fact.
    public mutating func hear(_ fact: Fact, from station: StationName, at now: Instant) -> [ReplayAction] {
        // What else is pushed is for the agent's page; the snapshot says what is to be done.
        if case .effectPending(let pending) = fact { perform(pending, at: station) }
        if case .agentStateChanged(let snapshot) = fact { show(snapshot, at: now) }
        if case .requestRefused(let refusal) = fact { heed(refusal, at: now) }
        sendArrivals(at: now)
        return taken()
    }

    /// A submission was answered.
    public mutating func answered(_ number: UInt64, _ answer: ReplayAnswer, at now: Instant) -> [ReplayAction]
    {
        guard let purpose = purposes.removeValue(forKey: number) else { return [] }
        switch purpose {
        case .arrival(let index):
            arrivalsInFlight -= 1
            arrived(index, answer, at: now)
            sendArrivals(at: now)
        case .effect(let effect, let pending): done(effect, pending, answer, at: now)
        case .desk(let agent, let request):
            if case .refused(let refusal) = answer { heed(refusal, at: now) }
            agents[agent]?.answered(request, at: now)
            review(agent, at: now)
        case .medium: if case .refused = answer { ledger.lateSubmissions += 1 }
        }
        return taken()
    }

    /// Closes: everybody goes home as soon as nothing is open.
    public mutating func close(at now: Instant) -> [ReplayAction] {
        timers = Heap()
        for agent in agents.keys.sorted() {
            agents[agent]?.duty = .offShift
            review(agent, at: now)
        }
        return taken()
    }

    /// When to call ``advance(to:)`` next; nil when only an answer or a push can change anything.
    public var nextDue: Instant? {
        let timer = timers.min?.at
        guard options.pace == .onTheClock, nextArrival < plan.arrivals.count,
            arrivalsInFlight < options.window
        else {
            return timer
        }
        return min(timer ?? .distantFuture, plan.arrivals[nextArrival].due)
    }

    /// How many arrivals were sent, answered or not.
    public var sent: Int { nextArrival }

    /// True when every arrival of the plan was sent and answered.
    public var isSent: Bool { nextArrival == plan.arrivals.count && arrivalsInFlight == 0 }

    /// True while somebody talks, or an agent is or will be there to serve whom is left.
    public func expectsMore(at now: Instant) -> Bool {
        let isServed = agents.values.contains { agent in
            agent.duty == .onShift || (agent.isSignedIn && agent.snapshot?.work.isEmpty == false)
        }
        let isPatient = callers.values.contains { $0.leavesAt != nil }
        return isServed || isPatient || !conversations.isEmpty
            || plan.presences.contains { $0.interval.map { $0.upperBound > now } ?? true }
    }

    /// True while somebody still has something to say; a stalled station shows no such thing.
    public var isTalking: Bool { conversations.values.contains { $0.stage != .over } }

    /// True when nobody is signed in any more.
    public var isEmpty: Bool { agents.values.allSatisfy { !$0.isSignedIn } }

    /// The arrival that became `contact`; nil when it is none of ours.
    func arrival(of contact: Contact.ID) -> ReplayPlan.Arrival? {
        ledger.accepted[contact].map { plan.arrivals[$0] }
    }

    func intervals(of agent: Agent.ID) -> [Range<Instant>] {
        plan.presences.filter { $0.agent == agent }.compactMap(\.interval)
    }

    // MARK: What the extensions use

    mutating func set(_ alarm: Alarm, at instant: Instant) {
        timerCount += 1
        timers.insert(Timer(at: instant, number: timerCount, alarm: alarm))
    }

    mutating func newConversation() -> UInt64 {
        conversationCount += 1
        return conversationCount
    }

    mutating func submit(
        _ submission: Submission, to station: StationName, for purpose: Purpose,
        whenBusy: ReplayAction.WhenBusy = .tryAgain
    ) {
        nextNumber += 1
        purposes[nextNumber] = purpose
        actions.append(
            ReplayAction(
                number: nextNumber, station: station, key: "\(options.run)/\(nextNumber)",
                submission: submission, whenBusy: whenBusy))
    }

    private mutating func taken() -> [ReplayAction] {
        defer { actions = [] }
        return actions
    }

    private mutating func sendArrivals(at now: Instant) {
        while nextArrival < plan.arrivals.count, arrivalsInFlight < options.window {
            let arrival = plan.arrivals[nextArrival]
            let gone = done.count + ledger.blocked + ledger.refused.count
            guard options.pace == .onTheClock || nextArrival - gone < options.openAtOnce else { return }
            guard options.pace == .asFastAsTaken || arrival.due <= now else { return }
            arrivalsInFlight += 1
            send(arrival, index: nextArrival)
            nextArrival += 1
        }
    }

    private mutating func send(_ arrival: ReplayPlan.Arrival, index: Int) {
        let isPaced = options.pace == .onTheClock
        let body = Arrival(
            channel: arrival.contact.channel,
            // A backlog came into custody before; what arrives now is received when the gateway takes it.
            received: arrival.contact.arrival < .zero ? arrival.due : nil,
            attributes: ContactAttributes(inquiries: [Inquiry.Request(type: arrival.type)]),
            hours: isPaced ? .observed : .waived, key: "\(options.run)/\(nextNumber + 1)")
        submit(
            .arrived(body), to: arrival.gateway, for: .arrival(index), whenBusy: isPaced ? .giveUp : .tryAgain
        )
    }
}
