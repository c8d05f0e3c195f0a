public import Contacts
public import Facts

/// Decides for one gateway: takes contacts into custody, turns what adapters report into facts about the
/// medium, and keeps the effects that the router asks for until the outside has done them.
///
/// The gateway is the arbiter of races on the medium: whether the member left before or after being connected
/// is what this machine recorded first.
public struct GatewayMachine: Machine {
    /// The configuration in force.
    public var configuration: GatewayConfiguration
    /// The state, which is the fold of every recorded fact.
    public var state: GatewayState
    private var decided: [Decided] = []

    /// Makes the machine with a state recovered from the journal, or an empty one.
    public init(configuration: GatewayConfiguration, state: GatewayState) {
        self.configuration = configuration
        self.state = state
    }

    /// Decides one input; returns the recorded facts in order.
    public mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        decided = []
        switch input {
        case .submission(let submission): handle(submission, at: now)
        case .fact(let fact, from: _):
            if let taken = GatewayIntake(fact) { take(taken, at: now) }
        case .tick, .linkLost, .linkRegained: break  // Custody depends on no link.
        }
        // After the input: what it settled in time is not overdue, however late the tick.
        expireEffects(at: now)
        return decided
    }

    private mutating func handle(_ submission: Submission, at now: Instant) {
        switch submission {
        case .arrived(let arrival): take(arrival, at: now)
        case .medium(let event): note(event, at: now)
        case .effectDone(let effect): effectDone(effect, said: nil, at: now)
        case .effectDoneAt(let effect, let said): effectDone(effect, said: said, at: now)
        case .effectFailed(let effect, let reason): effectFailed(effect, reason: reason, at: now)
        case .blocked(let count): note(count, at: now)
        case .workItem(let item): take(item, at: now)
        case .workReport(let report): note(report, at: now)
        case .contactReport(let report): note(report, at: now)
        case .attemptsBlocked(let count): note(count, at: now)
        case .surveyAnswered(let answer): note(answer, at: now)
        case .release(let contact, let person, let reason):
            release(contact, by: person, reason, at: now)
        case .desk, .acknowledgeAlarm:
            refuse(
                "submission",
                field: "submission",
                "a gateway takes contacts and reports of their medium only"
            )
        }
    }

    private mutating func take(_ fact: GatewayIntake, at now: Instant) {
        switch fact {
        case .effectRequested(let fact): perform(fact, at: now)
        case .contactEnded(let fact): close(fact, at: now)
        case .watermarkAsked(let fact): answer(fact, at: now)
        }
    }

    /// Records a fact: the one way by which state changes.
    mutating func record(_ fact: GatewayFact, to destinations: [StationName] = []) {
        state.evolve(fact)
        decided.append(Decided(fact.fact, to: destinations))
    }

    /// Records a fact for the router.
    mutating func tellRouter(_ fact: GatewayFact) {
        record(fact, to: [configuration.directory.router])
    }

    /// Records that a request cannot be done, and why.
    mutating func refuse(_ request: String, field: String, _ reason: String) {
        record(.requestRefused(RequestRefused(request: request, field: field, reason: reason)))
    }
}
