public import Contacts
public import Facts

/// Takes what agents ask for at a desk, and passes on what comes from the session that may speak for the
/// agent.
///
/// The desk owns sessions and requests only. What becomes of a request the tier queue decides, and tells with
/// `AgentStateChanged`, of which the desk holds the last one for each page. It writes down only those in
/// which a session began or ended: the others are the queue's, which is asked for them when the desk begins.
///
/// An agent sits at one tier at a time, whatever rosters say meanwhile, and holds work there only (P3). Whom
/// the roster has moved or dropped goes on where the work is until it is done; the queue there, whose roster
/// has the agent no more, then ends the session, and the desk takes the agent along to the roster's tier.
public struct AgentDeskMachine: Machine {
    /// The roster in force.
    public var configuration: AgentDeskConfiguration
    /// The fold of every recorded fact.
    public var state: AgentDeskState
    /// What each agent's page shows: the newest snapshot of each tier that told one, by tier; no part of the
    /// state, because the queues know it. Mostly one, so they are looked up together.
    private var snapshots: [Agent.ID: [AgentStateChanged]] = [:]
    /// The queues that were asked for their agents' snapshots since this machine was made.
    private var asked: Set<StationName> = []
    private var decided: [Decided] = []

    /// Makes the desk with a recovered or an empty state.
    public init(configuration: AgentDeskConfiguration, state: AgentDeskState = AgentDeskState()) {
        self.configuration = configuration
        self.state = state
    }

    /// Decides one input.
    public mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        decided.removeAll(keepingCapacity: true)
        switch input {
        case .submission(let submission): take(submission, at: now)
        case .fact(let fact, _):
            if let taken = DeskIntake(fact) { take(taken) }
        case .linkRegained(let station): askSnapshots(of: station, at: now)
        case .tick, .linkLost: break
        }
        return decided
    }

    private mutating func take(_ fact: DeskIntake) {
        switch fact {
        case .agentStateChanged(let snapshot): show(snapshot)
        }
    }

    private mutating func take(_ submission: Submission, at now: Instant) {
        switch submission {
        case .desk(let agent, let session, let request):
            ask(AgentRequested(agent: agent, session: session, request: request, at: now))
        case .arrived, .medium, .effectDone, .effectDoneAt, .effectFailed, .blocked, .acknowledgeAlarm,
            .workItem, .workReport, .contactReport, .attemptsBlocked, .surveyAnswered, .release:
            record(
                .requestRefused(
                    RequestRefused(
                        request: "submission",
                        field: "kind",
                        reason: "a desk takes the requests of agents only"
                    )
                )
            )
        }
    }

    private mutating func ask(_ requested: AgentRequested) {
        guard let tier = place(of: requested.agent) else {
            return refuse(requested, field: "agent", "\(requested.agent) is not on the roster")
        }
        guard !requested.session.rawValue.isEmpty else {
            return refuse(requested, field: "session", "a session has a name")
        }
        let current = state.session(of: requested.agent)
        if case .signIn = requested.request {
            guard current != requested.session else { return }
        } else {
            guard let current else {
                return refuse(requested, field: "session", "\(requested.agent) has not signed in")
            }
            guard current == requested.session else {
                return refuse(
                    requested,
                    field: "session",
                    "\(requested.agent) signed in again since; this one is over"
                )
            }
            if case .answer(let offer, _) = requested.request, offer.tier != tier {
                return refuse(requested, field: "offer", "\(offer) is not an offer of tier \(tier)")
            }
            if case .ready = requested.request, let other = work(of: requested.agent, besides: tier) {
                let open = "\(other.work.count) contacts are still open at tier \(other.tier)"
                return refuse(requested, field: "work", open, items: other.work.map(\.contact))
            }
        }
        pass(requested, to: requested.request.contact.flatMap { holder(of: $0, requested.agent) } ?? tier)
    }

    private mutating func pass(_ requested: AgentRequested, to tier: Tier) {
        var requested = requested
        requested.tier = tier
        record(.agentRequested(requested), to: [configuration.directory.queue(of: tier)])
    }

    /// What the page of `agent` shows; nil when the queue has not told yet.
    public func snapshot(of agent: Agent.ID) -> AgentStateChanged? {
        guard let shown = snapshots[agent] else { return nil }
        let place = place(of: agent)
        return shown.first { $0.tier == place } ?? shown.first
    }

    /// Holds the snapshot, and writes it down when it begins or ends the session; one of a tier where the
    /// agent neither sits nor belongs nor holds anything says nothing.
    private mutating func show(_ snapshot: AgentStateChanged) {
        let agent = snapshot.agent
        let home = tier(of: agent)
        guard let session = state.sessions[agent] else {
            if snapshot.tier == home { snapshots[agent, default: []].keep(snapshot) }
            return
        }
        let isElsewhere = snapshot.tier != (session.tier ?? place(of: agent))
        guard !isElsewhere || snapshot.tier == home || snapshot.session == session.id
            || !snapshot.work.isEmpty
        else { return }
        snapshots[agent, default: []].keep(snapshot)
        if state.isChanged(by: snapshot) {
            record(.agentShown(AgentShown(snapshot: snapshot)))
            guard snapshot.hasLeftRoster, let home, home != snapshot.tier else { return }
            snapshots[agent]?.removeAll { $0.tier == snapshot.tier }
            signIn(agent, session.id, at: home, snapshot.at)
        } else if isElsewhere, !snapshot.work.isEmpty, snapshot.session != session.id {
            // Left behind by an earlier build: whoever sits elsewhere now must be able to finish it.
            signIn(agent, session.id, at: snapshot.tier, snapshot.at)
        }
    }

    /// Asks the queue of `tier` to take the agent's session.
    private mutating func signIn(
        _ agent: Agent.ID, _ session: Agent.SessionID, at tier: Tier, _ now: Instant
    ) {
        pass(AgentRequested(agent: agent, session: session, request: .signIn, at: now), to: tier)
    }

    // MARK: Where an agent is

    /// The tier where `agent` sits, or is to sit by the roster; nil when it is neither.
    private func place(of agent: Agent.ID) -> Tier? {
        guard let session = state.sessions[agent] else { return tier(of: agent) }
        // A checkpoint of an earlier build did not keep the tier; the queue's own word tells it.
        return session.tier
            ?? snapshots[agent]?.first { $0.session == session.id }?.tier
            ?? tier(of: agent)
    }

    /// The tier at which `agent` holds `contact`, as far as was shown.
    private func holder(of contact: Contact.ID, _ agent: Agent.ID) -> Tier? {
        snapshots[agent]?.first { $0.work.contains { $0.contact == contact } }?.tier
    }

    /// What `agent` still holds at another tier than `tier`.
    private func work(of agent: Agent.ID, besides tier: Tier) -> AgentStateChanged? {
        snapshots[agent]?.first { $0.tier != tier && !$0.work.isEmpty }
    }

    /// The first attach of a run: what this queue has shown so far was shown to the run before.
    private mutating func askSnapshots(of station: StationName, at now: Instant) {
        let tier = Tier.allCases.first { configuration.directory.queue(of: $0) == station }
        guard let tier, asked.insert(station).inserted else { return }
        record(.snapshotsAsked(SnapshotsAsked(tier: tier, at: now)), to: [station])
    }

    private mutating func refuse(
        _ requested: AgentRequested, field: String, _ reason: String, items: [Contact.ID] = []
    ) {
        record(
            .requestRefused(
                RequestRefused(
                    request: requested.request.name,
                    field: field,
                    reason: reason,
                    agent: requested.agent,
                    items: items
                )
            )
        )
    }

    /// Records one fact: the only place where the state changes.
    private mutating func record(_ fact: DeskFact, to destinations: [StationName] = []) {
        state.evolve(fact)
        decided.append(Decided(fact.fact, to: destinations))
    }

    /// The tier of `agent`, found by halving the sorted roster; nil when the roster does not have the agent.
    private func tier(of agent: Agent.ID) -> Tier? {
        var low = 0
        var high = configuration.agents.count
        while low < high {
            let middle = (low + high) / 2
            if configuration.agents[middle].agent < agent { low = middle + 1 } else { high = middle }
        }
        guard low < configuration.agents.count, configuration.agents[low].agent == agent else { return nil }
        return configuration.agents[low].tier
    }
}

extension [AgentStateChanged] {
    /// Takes the newest snapshot of its tier.
    fileprivate mutating func keep(_ snapshot: AgentStateChanged) {
        let place = firstIndex { $0.tier >= snapshot.tier } ?? endIndex
        if place < endIndex, self[place].tier == snapshot.tier {
            self[place] = snapshot
        } else {
            insert(snapshot, at: place)
        }
    }
}
