public import Contacts
public import Facts
import OrderedCollections

/// Decides who serves which waiting contact of one tier, and owns its agents' states.
///
/// It keeps the promises P3 (one owner and one open offer per contact, no agent over capacity, stale accepts
/// refused) and P7 (served in the order received). Every batch ends with nothing left to match: no contact
/// waits for which somebody is free. So an input needs to look only at what it changed itself. What one batch
/// brings is matched together at its end, the earliest received first, in whatever order it came.
///
/// Set `state` only to recover: it derives the lines anew. Fold a journal into a `TierQueueState` first.
public struct TierQueueMachine: Machine {
    /// The roster and limits in force; another one is matched against what waits with the next input.
    public var configuration: TierQueueConfiguration {
        didSet { deriveIndex() }
    }
    /// The fold of every recorded fact.
    public var state: TierQueueState {
        get { stored }
        set {
            stored = newValue
            deriveIndex()
        }
    }

    /// Behind `state`, so that recording a fact does not derive the index anew.
    private(set) var stored: TierQueueState
    /// Lines and free agents; follows `stored` in `record` alone.
    var index: MatchIndex
    /// True until what waits was matched against a new configuration or a recovered state.
    private var isUnswept = true
    /// True when a voice contact, for which agents were held back, no longer waits.
    private var isReleased = false
    /// Contacts that the batch under way brought and that are not matched yet.
    private(set) var arrivals: [Contact.ID] = []
    /// True when something else is to be matched with them.
    private var isSweepOwed = false
    /// What this input recorded.
    private var decided: [Decided] = []
    /// When to look again at what is held back; nil while nothing is.
    var heldUntil: Instant?
    /// The agents who since this input may hold nothing but what they put aside.
    var leftWithAsides: OrderedSet<Agent.ID> = []
    /// The agents whose work can be put aside since this input.
    var softened: OrderedSet<Agent.ID> = []
    /// The agents it changed and whose snapshot is not shown yet.
    private var changed: OrderedSet<Agent.ID> = []

    /// Reasons that the queue itself gives.
    enum Reason {
        static let signedIn: ReasonCode = "signed_in"
        static let rona: ReasonCode = "rona"
        static let deskLost: ReasonCode = "desk_lost"
        static let newSession: ReasonCode = "new_session"
        static let signedOut: ReasonCode = "signed_out"
        static let legLost: ReasonCode = "leg_lost"
        static let legFailed: ReasonCode = "leg_failed"
        static let backOffOver: ReasonCode = "back_off_over"
        static let offRoster: ReasonCode = "off_roster"
        /// An agent's reason for declining, which bars the agent from the contact for good.
        static let conflict: ReasonCode = "conflict_of_interest"
    }

    /// Makes the queue of `configuration.tier` with a recovered or an empty state.
    public init(configuration: TierQueueConfiguration, state: TierQueueState = TierQueueState()) {
        self.configuration = configuration
        stored = state
        index = MatchIndex(configuration, state)
    }

    /// Decides one input; what is due at `now` is over before it, however late the tick.
    public mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        decided.removeAll(keepingCapacity: true)
        if isUnswept {
            isUnswept = false
            followRoster(at: now)
            matchEverything(at: now)
        }
        expire(at: now)
        switch input {
        case .fact(let fact, _):
            if let taken = QueueIntake(fact) { take(taken, at: now) }
        case .submission: break
        case .tick: matchArrivals(at: now)
        case .linkLost(let station): loseLink(station, at: now)
        case .linkRegained(let station): regainLink(station, at: now)
        }
        if isReleased {
            index.stopHoldingBack()
            matchEverything(at: now)
            isReleased = false
        }
        while let contact = index.nextWaking(at: now) { match(contact: contact, at: now) }
        matchHeldBack(at: now)
        index.isFreer = false
        repeat {
            matchSoftened(at: now)
            goOn(at: now)
        } while !softened.isEmpty || arrivals.isEmpty && !leftWithAsides.isEmpty
        reconcileIfDue(at: now)
        while let agent = changed.first { show(agent, at: now) }
        return decided
    }

    /// When the state says so, and at the end of a batch that brought contacts.
    public var nextDeadline: Instant? {
        guard arrivals.isEmpty else { return .distantPast }
        return [stored.nextDeadline, index.wakings.first?.at, index.isReserving ? heldUntil : nil]
            .compactMap(\.self).min()
    }

    /// A contact came; it is matched with what else its batch brings.
    mutating func noteArrival(of contact: Contact.ID) { arrivals.append(contact) }

    /// True while contacts wait for the end of their batch: whatever else there is to match waits with them.
    mutating func waitsForBatch() -> Bool {
        if !arrivals.isEmpty { isSweepOwed = true }
        return !arrivals.isEmpty
    }

    /// Matches what the batch brought, the contact that goes first at each step.
    private mutating func matchArrivals(at now: Instant) {
        guard !arrivals.isEmpty else { return }
        let came = arrivals.compactMap { stored.contacts[$0] }.filter(\.isWaiting)
        arrivals = []
        guard !isSweepOwed else {
            isSweepOwed = false
            return matchEverything(at: now)
        }
        for contact in came.sorted(by: { ServingOrder($0.placement) < ServingOrder($1.placement) }) {
            match(contact: contact.placement.contact, at: now)
        }
    }

    /// Records one fact: the only place where the state changes, and the index with it.
    mutating func record(_ fact: QueueFact, to destinations: [StationName] = []) {
        let said = fact.fact
        let contact = said.contact
        let before = contact.flatMap { stored.contacts[$0] }
        stored.evolve(fact)
        let after = contact.flatMap { stored.contacts[$0] }
        follow(before, after)
        if index.isHoldingBack, let before, before.isWaiting, after?.isWaiting != true,
            WorkKind(before.placement.channel) == .voice
        {
            isReleased = true
        }
        if before?.agent != after?.agent || before?.phase != after?.phase,
            let agent = before?.agent ?? after?.agent
        {
            followAgent(agent)
        }
        if case .agentStateChanged(let snapshot) = fact {
            refresh(snapshot.agent, stored.agents[snapshot.agent] ?? AgentRecord())
            changed.remove(snapshot.agent)
        }
        decided.append(Decided(said, to: destinations))
    }

    /// Shows the agent's snapshot to the desk; who left the roster sits until the last work is done.
    mutating func show(_ agent: Agent.ID, at now: Instant) {
        let record = stored.agents[agent] ?? AgentRecord()
        if record.session != nil, record.work.isEmpty, !index.knows(agent) {
            return endSession(of: agent, Reason.offRoster, at: now)
        }
        show(agent, record, at: now)
    }

    /// Nobody speaks for the agent any more; `reason` says why when the agent did not ask for it.
    mutating func endSession(of agent: Agent.ID, _ reason: ReasonCode?, at now: Instant) {
        var record = stored.agents[agent] ?? AgentRecord()
        record.session = nil
        record.reason = nil
        record.imposed = reason
        show(agent, record, at: now)
    }

    /// Shows everybody who is signed in to a desk that has begun anew.
    mutating func showEverybody(at now: Instant) {
        for agent in stored.agents.keys.sorted() where stored.agents[agent]?.session != nil {
            show(agent, at: now)
        }
    }

    /// Records a snapshot as it is to be from now on, and shows it to the desk.
    mutating func show(_ agent: Agent.ID, _ record: AgentRecord, at now: Instant) {
        var until: Instant?
        if record.state == .wrapUp {
            until = record.work.compactMap { stored.contacts[$0.contact]?.deadline }.min()
        }
        let snapshot = AgentStateChanged(
            agent: agent,
            tier: configuration.tier,
            session: record.session,
            state: record.state,
            reason: record.shownReason,
            work: record.work,
            at: now,
            wrapUpUntil: until,
            imposed: record.reason == nil ? nil : record.imposed
        )
        let isNew = (stored.agents[agent]?.session == nil) != (record.session == nil)
        self.record(.agentStateChanged(snapshot), to: [configuration.directory.desk])
        guard isNew else { return }
        let attendance = AttendanceChanged(
            agent: agent, tier: configuration.tier, isPresent: record.session != nil, at: now)
        self.record(.attendanceChanged(attendance), to: [configuration.directory.router])
    }

    private mutating func follow(_ before: QueuedContact?, _ after: QueuedContact?) {
        if let before, before.isWaiting, before != after { index.remove(before) }
        if let after, after.isWaiting, before != after { index.insert(after) }
    }

    private mutating func followAgent(_ agent: Agent.ID) {
        guard let record = stored.agents[agent] else { return }
        refresh(agent, record)
        changed.append(agent)
    }

    private mutating func refresh(_ agent: Agent.ID, _ record: AgentRecord) {
        let soft = configuration.soft(agent, record, stored)
        if soft != nil { softened.append(agent) }
        if !record.work.isEmpty, record.work.allSatisfy({ $0.phase == .parked }) {
            leftWithAsides.append(agent)
        }
        index.refresh(agent, record, soft: soft)
    }

    /// Derives lines and free agents anew; what waits is matched against them with the next input.
    mutating func deriveIndex() {
        index = MatchIndex(configuration, stored)
        isUnswept = true
    }
}
