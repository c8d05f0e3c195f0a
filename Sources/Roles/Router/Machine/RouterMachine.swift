public import Contacts
public import Facts

/// Decides for the router: classifies each contact, places it with a tier, follows it to its one outcome,
/// moves it between tiers, and says which clocks start, are suspended and stop.
///
/// Where each decision is taken: arrival and classification in `+Arrival`, the medium in `+Service`,
/// messages to members in `+Messages`,
/// hand-offs in `+Handoff`, outcomes in `+Ending`, what becomes of inquiries in `+Inquiries`, clocks in
/// `+Clocks`, questions about the time in `+Watermarks`, differences with what the tiers hold in `+RollCall`,
/// tracked work in `+Work`, later words about a contact in `+Corrections`.
public struct RouterMachine: Machine {
    /// The configuration in force.
    public var configuration: RouterConfiguration
    /// The state, which is the fold of every recorded fact.
    public var state: RouterState
    private var decided: [Decided] = []

    /// Makes the machine with a state recovered from the journal, or an empty one.
    public init(configuration: RouterConfiguration, state: RouterState) {
        self.configuration = configuration
        self.state = state
    }

    /// Decides one input; returns the recorded facts in order.
    public mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        decided = []
        switch input {
        case .fact(let fact, let station):
            if let taken = RouterIntake(fact) { take(taken, from: station, at: now) }
        case .submission:
            let reason = "the router takes nothing from outside the topology"
            record(.requestRefused(RequestRefused(request: "submission", reason: reason)))
        case .tick, .linkLost, .linkRegained: break  // What is placed stays placed, whoever can be reached.
        }
        return decided
    }

    private mutating func take(_ fact: RouterIntake, from station: StationName, at now: Instant) {
        switch fact {
        case .contactReceived(let fact): receive(fact, at: now)
        case .contactConnected(let fact): connected(fact)
        case .connectFailed(let fact): connectFailed(fact, at: now)
        case .contactHeld(let fact): held(fact)
        case .contactResumed(let fact): resumed(fact)
        case .contactAbandoned(let fact): memberLeft(fact.contact, at: fact.at)
        case .contactDisconnected(let fact): disconnected(fact)
        case .messageSent(let fact): sent(fact)
        case .messageFailed(let fact): failed(fact, at: now)
        case .offerAccepted(let fact): accepted(fact)
        case .offerClosed(let fact): declined(fact, at: now)
        case .mediumAsked(let fact): mediumAsked(fact)
        case .serviceEnded(let fact): serviceEnded(fact)
        case .escalationAsked(let fact): escalationAsked(fact, at: now)
        case .escalationDue(let fact): escalationDue(fact, at: now)
        case .contactReleased(let fact): released(fact)
        case .placementRefused(let fact): placementRefused(fact, at: now)
        case .announcementDue(let fact): announce(fact)
        case .toneDue(let fact): tone(fact)
        case .responseGiven(let fact): responded(fact)
        case .inquiryFollowedUp(let fact): followedUp(fact, at: now)
        case .contactIdentified(let fact): identified(fact)
        case .watermarkAsked(let fact): passOn(fact, at: now)
        case .watermark(let fact): collect(fact, from: station)
        case .reconciliationSent(let fact): reconciliationSent(fact, at: now)
        case .attendanceChanged(let fact):
            // Who watches deadlines must know who is there.
            record(.attendanceChanged(fact), to: [configuration.directory.watchdog])
        case .effectFailed(let fact): effectFailed(fact)
        case .effectOverdue(let fact):
            // The watchdog raises alarms, and listens to the router alone.
            record(.effectOverdue(fact), to: [configuration.directory.watchdog])
        case .workItemReceived(let fact): receive(fact, at: now)
        case .workItemReported(let fact): report(fact, at: now)
        case .workItemIncomplete(let fact): incomplete(fact)
        case .contactReported(let fact): reported(fact, at: now)
        }
    }

    /// Records a fact: the one way by which state changes.
    mutating func record(_ fact: RouterFact, to destinations: [StationName] = []) {
        state.evolve(fact)
        decided.append(Decided(fact.fact, to: destinations))
    }

    /// The open contact when `generation` is its current one.
    ///
    /// What a queue says of another generation is late: it is refused and recorded. What is said of a contact
    /// that has ended is late too, and so usual that it is not recorded.
    mutating func current(
        _ contact: Contact.ID,
        _ generation: Generation,
        _ request: String
    ) -> OpenContact? {
        guard let open = state.contacts[contact] else { return nil }
        guard open.placement.generation == generation else {
            let now = open.placement.generation
            refuse(
                request,
                of: contact,
                field: "generation",
                "generation \(generation) is late; it is \(now) now"
            )
            return nil
        }
        return open
    }

    /// Records that something came too late or does not fit where the contact stands.
    ///
    /// - Parameter asker: the agent who asked and is told; the queue at which the agent sits passes it on.
    mutating func refuse(
        _ request: String, of contact: Contact.ID, field: String = "", _ reason: String,
        asker: Agent.ID? = nil
    ) {
        record(
            .requestRefused(
                RequestRefused(
                    request: request,
                    field: field,
                    reason: "\(contact): \(reason)".cut(),
                    agent: asker,
                    items: [contact]
                )
            ),
            to: asker == nil ? [] : configuration.directory.tiers
        )
    }

    /// The station whose queue holds the contact now.
    func queue(of contact: OpenContact) -> StationName {
        configuration.directory.queue(of: contact.placement.tier)
    }
}
