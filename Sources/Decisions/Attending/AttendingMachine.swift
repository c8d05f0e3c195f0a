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
/// has the agent no more, then ends the sitting, and the desk takes the agent along to the roster's tier.
public struct AttendingMachine: Machine {
    /// The roster in force.
    public var configuration: AttendingConfiguration
    /// The fold of every recorded fact.
    public var state: AttendingState
    /// What each agent's page shows: the newest standing of each tier that told one, by tier; no part of the
    /// state, because the queues know it. Mostly one, so they are looked up together.
    private var standings: [Agent.ID: [AgentStateChanged]] = [:]
    /// The queues that were asked for their agents' standings since this machine was made.
    private var asked: Set<StationName> = []
    private var decided: [Decided] = []

    /// Makes the desk with a recovered or an empty state.
    public init(configuration: AttendingConfiguration, state: AttendingState = AttendingState()) {
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
        case .linkRegained(let station): askStandings(of: station, at: now)
        case .tick, .linkLost: break
        }
        return decided
    }

    private mutating func take(_ fact: DeskIntake) {
        switch fact {
        case .agentStateChanged(let standing): show(standing)
        }
    }

    private mutating func take(_ submission: Submission, at now: Instant) {
        switch submission {
        case .desk(let agent, let session, let request):
            ask(AgentRequested(agent: agent, session: session, request: request, at: now))
        case .arrived, .medium, .effectDone, .effectFailed, .blocked, .acknowledgeAlarm, .workItem,
            .workReport, .attemptsBlocked,
            .surveyAnswered, .release:
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
    public func standing(of agent: Agent.ID) -> AgentStateChanged? {
        guard let shown = standings[agent] else { return nil }
        let place = place(of: agent)
        return shown.first { $0.tier == place } ?? shown.first
    }

    /// Holds the standing, and writes it down when it begins or ends the session; one of a tier where the
    /// agent neither sits nor belongs nor holds anything says nothing.
    private mutating func show(_ standing: AgentStateChanged) {
        let agent = standing.agent
        let home = tier(of: agent)
        guard let sitting = state.sittings[agent] else {
            if standing.tier == home { standings[agent, default: []].keep(standing) }
            return
        }
        let isElsewhere = standing.tier != (sitting.tier ?? place(of: agent))
        guard !isElsewhere || standing.tier == home || standing.session == sitting.session
            || !standing.work.isEmpty
        else { return }
        standings[agent, default: []].keep(standing)
        if state.isChanged(by: standing) {
            record(.agentShown(AgentShown(standing: standing)))
            guard standing.hasLeftRoster, let home, home != standing.tier else { return }
            standings[agent]?.removeAll { $0.tier == standing.tier }
            signIn(agent, sitting.session, at: home, standing.at)
        } else if isElsewhere, !standing.work.isEmpty, standing.session != sitting.session {
            // Left behind by an earlier build: whoever sits elsewhere now must be able to finish it.
            signIn(agent, sitting.session, at: standing.tier, standing.at)
        }
    }

    /// Asks the queue of `tier` to take the agent's sitting.
    private mutating func signIn(
        _ agent: Agent.ID, _ session: Agent.SessionID, at tier: Tier, _ now: Instant
    ) {
        pass(AgentRequested(agent: agent, session: session, request: .signIn, at: now), to: tier)
    }

    // MARK: Where an agent is

    /// The tier where `agent` sits, or is to sit by the roster; nil when it is neither.
    private func place(of agent: Agent.ID) -> Tier? {
        guard let sitting = state.sittings[agent] else { return tier(of: agent) }
        // A checkpoint of an earlier build did not keep the tier; the queue's own word tells it.
        return sitting.tier
            ?? standings[agent]?.first { $0.session == sitting.session }?.tier
            ?? tier(of: agent)
    }

    /// The tier at which `agent` holds `contact`, as far as was shown.
    private func holder(of contact: Contact.ID, _ agent: Agent.ID) -> Tier? {
        standings[agent]?.first { $0.work.contains { $0.contact == contact } }?.tier
    }

    /// What `agent` still holds at another tier than `tier`.
    private func work(of agent: Agent.ID, besides tier: Tier) -> AgentStateChanged? {
        standings[agent]?.first { $0.tier != tier && !$0.work.isEmpty }
    }

    /// The first attach of a run: what this queue has shown so far was shown to the run before.
    private mutating func askStandings(of station: StationName, at now: Instant) {
        let tier = Tier.allCases.first { configuration.directory.queue(of: $0) == station }
        guard let tier, asked.insert(station).inserted else { return }
        record(.standingsAsked(StandingsAsked(tier: tier, at: now)), to: [station])
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
    /// Takes the newest standing of its tier.
    fileprivate mutating func keep(_ standing: AgentStateChanged) {
        let place = firstIndex { $0.tier >= standing.tier } ?? endIndex
        if place < endIndex, self[place].tier == standing.tier {
            self[place] = standing
        } else {
            insert(standing, at: place)
        }
    }
}
