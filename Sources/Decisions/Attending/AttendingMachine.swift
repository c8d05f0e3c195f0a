public import Contacts
public import Facts

/// Takes what agents ask for at a desk, and passes on what comes from the session that may speak for the
/// agent.
///
/// The desk owns sessions and requests only. What becomes of a request the tier queue decides, and tells with
/// `AgentStateChanged`, of which the desk holds the last one for each page. It writes down only those in
/// which a session began or ended: the others are the queue's, which is asked for them when the desk begins.
public struct AttendingMachine: Machine {
    /// The roster in force.
    public var configuration: AttendingConfiguration
    /// The fold of every recorded fact.
    public var state: AttendingState
    /// What each agent's page shows; no part of the state, because the queues know it.
    private var standings: [Agent.ID: AgentStateChanged] = [:]
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
        case .fact(.agentStateChanged(let standing), _): show(standing)
        case .fact: break
        case .linkRegained(let station): askStandings(of: station, at: now)
        case .tick, .linkLost: break
        }
        return decided
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
        guard let tier = tier(of: requested.agent) else {
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
        }
        record(.agentRequested(requested), to: [configuration.directory.queue(of: tier)])
    }

    /// What the page of `agent` shows; nil when the queue has not told yet.
    public func standing(of agent: Agent.ID) -> AgentStateChanged? { standings[agent] }

    /// Holds the standing for the page, and writes it down when it begins or ends the session; one of another
    /// tier's agent changes nothing.
    private mutating func show(_ standing: AgentStateChanged) {
        guard tier(of: standing.agent) == standing.tier else { return }
        standings[standing.agent] = standing
        if state.isChanged(by: standing) { record(.agentShown(AgentShown(standing: standing))) }
    }

    /// The first attach of a run: what this queue has shown so far was shown to the run before.
    private mutating func askStandings(of station: StationName, at now: Instant) {
        let tier = Tier.allCases.first { configuration.directory.queue(of: $0) == station }
        guard let tier, asked.insert(station).inserted else { return }
        record(.standingsAsked(StandingsAsked(tier: tier, at: now)), to: [station])
    }

    private mutating func refuse(_ requested: AgentRequested, field: String, _ reason: String) {
        record(
            .requestRefused(
                RequestRefused(
                    request: requested.request.name,
                    field: field,
                    reason: reason,
                    agent: requested.agent
                )
            )
        )
    }

    /// Records one fact: the only place where the state changes.
    private mutating func record(_ fact: Fact, to destinations: [StationName] = []) {
        state.evolve(fact)
        decided.append(Decided(fact, to: destinations))
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
