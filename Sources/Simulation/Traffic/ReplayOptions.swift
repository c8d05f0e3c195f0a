public import Contacts

/// How a replay is to be played.
public struct ReplayOptions: Hashable, Sendable {
    /// How fast arrivals are sent, and how long people talk.
    public enum Pace: Hashable, Sendable {
        /// When they are due on the topology's clock.
        case onTheClock
        /// As fast as they are taken: no waiting, no talk, endless patience, opening hours waived.
        case asFastAsTaken
    }

    /// What an agent of a tier asks for when a contact is to move on.
    public struct Escalation: Hashable, Sendable {
        /// Where to.
        public var to: Tier
        /// Why: a code that a row of escalation.yaml knows.
        public var reason: ReasonCode
        /// With what priority.
        public var priority: Urgency

        /// Makes an escalation.
        public init(to: Tier, reason: ReasonCode, priority: Urgency) {
            self.to = to
            self.reason = reason
            self.priority = priority
        }
    }

    /// Begins every idempotency key and session of the run; two runs never share one.
    public var run: String
    /// How fast.
    public var pace: Pace
    /// Who speaks for the agents.
    public var desk: StationName
    /// Every so many contacts one is put on hold; 0 for none.
    public var holdEvery: UInt64 = 0
    /// Every so many contacts one moves from Tier 1 to Tier 2, and of those again to Tier 3; 0 for none.
    public var escalateEvery: UInt64 = 0
    /// Every so many offers of a tier one is not answered: its agent signs out and comes back; 0 for none.
    public var signOutEvery: UInt64 = 0
    /// What to ask for, by the tier that asks.
    public var escalations: [Tier: Escalation] = [:]
    /// What to ask for when a recorded transfer enters a queue, by the queue; one without an entry is asked
    /// for by the tier.
    public var transfers: [String: Escalation] = [:]
    /// Whether agents answer at the instant of the offer, as whoever recorded a trace had them do.
    public var answersAtOnce = false
    /// A code for being not ready that the topology knows; for agents whose shift is over while they work.
    public var leavingReason: ReasonCode?
    /// After how long a request that changed nothing is made again, in topology time.
    public var retryAfter: Duration = .seconds(300)
    /// Varies how long agents take to answer; nil for the same times in every run.
    public var seed: UInt64?
    /// How many contacts may be under way at once; the next arrives when one is done.
    ///
    /// Only for a pace that is not the clock's: whoever is due on the clock comes whatever else is going on.
    public var openAtOnce = Int.max
    /// How many arrivals may wait for their answer at once.
    public var window = 256

    /// Makes options with their defaults.
    public init(run: String, pace: Pace, desk: StationName) {
        self.run = run
        self.pace = pace
        self.desk = desk
    }

    /// How long the contact is held in service, or nil when it is not; the same for the same contact.
    func hold(of contact: Contact.ID) -> Duration? {
        guard pace == .onTheClock, holdEvery > 0, contact.number % holdEvery == 0 else { return nil }
        // 8 to 36 seconds: most within the standard of 30, some beyond it.
        return .seconds(8 + 7 * Int64(contact.number / holdEvery % 5))
    }

    /// What the agent of `tier` asks for at the end of this leg, or nil when the contact stays.
    func escalation(of contact: Contact.ID, at tier: Tier, into queue: String?) -> Escalation? {
        if let queue, let wish = transfers[queue] { return wish }
        guard let wish = escalations[tier] else { return nil }
        if tier == .one, queue != nil { return wish }
        guard escalateEvery > 0 else { return nil }
        let every =
            tier == .one
            ? escalateEvery : escalateEvery.multipliedReportingOverflow(by: escalateEvery).partialValue
        return every > 0 && contact.number % every == 0 ? wish : nil
    }

    /// True when whoever is offered this signs out instead of answering.
    func signsOut(on offer: Offer.ID) -> Bool {
        pace == .onTheClock && signOutEvery > 0 && offer.number % signOutEvery == 0
    }

    private func draw(_ offer: Offer.ID) -> UInt64 {
        guard let seed else { return offer.number }
        var generator = SeededGenerator(seededBy: "\(seed)/\(offer)")
        return generator.next()
    }

    /// How long an agent takes to answer an offer.
    func reaction(to offer: Offer.ID) -> Duration {
        switch pace {
        case .onTheClock where answersAtOnce: .zero
        case .onTheClock: .seconds(1 + Int64(draw(offer) % 3))
        case .asFastAsTaken: .zero
        }
    }
}
