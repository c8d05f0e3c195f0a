public import Contacts
internal import Facts
internal import StationCore

/// How many contacts of each kind an agent may hold at once, as the roster says.
public struct AgentRoom: Hashable, Sendable {
    /// Telephone and walk-in.
    public var voice: Int
    /// Chats.
    public var chat: Int
    /// Everything written.
    public var written: Int

    /// Makes a room.
    public init(voice: Int, chat: Int, written: Int) {
        self.voice = voice
        self.chat = chat
        self.written = written
    }

    func limit(_ kind: WorkKind) -> Int {
        switch kind {
        case .voice: voice
        case .chat: chat
        case .written: written
        }
    }
}

/// Folds audited facts into the lives of contacts and clocks, so that what happened can be counted and
/// explained.
///
/// It takes each publisher's facts in that publisher's order; publishers may be interleaved in any way.
public struct ContactLedger: Sendable {
    /// The lives, for looking up only; listed in order by ``ours``.
    public private(set) var lives: [Contact.ID: ContactLife] = [:]
    /// The clocks, for looking up only.
    public private(set) var clocks: [Clock.ID: ClockLife] = [:]
    /// Contacts that gateways refused, by channel.
    public private(set) var blocked: [Channel: UInt64] = [:]
    /// Moments at which an agent held more than the roster allows.
    public private(set) var overCapacity = 0
    /// Terminal outcomes recorded, to see progress by.
    public private(set) var terminals = 0

    private let keyPrefix: String
    private let rooms: [Agent.ID: AgentRoom]
    private var hands: [Agent.ID: [Contact.ID: WorkKind]] = [:]

    /// Makes an empty ledger.
    ///
    /// - Parameters:
    public init(keyPrefix: String = "", rooms: [Agent.ID: AgentRoom] = [:]) {
        self.keyPrefix = keyPrefix
        self.rooms = rooms
    }

    /// The contacts that are counted, by id.
    public var ours: [ContactLife] {
        lives.values.filter(isOurs).sorted { $0.contact < $1.contact }
    }

    /// True when the contact is counted: its arrival is in the log, under a key of ours.
    public func isOurs(_ life: ContactLife) -> Bool {
        guard let received = life.received else { return false }
        return keyPrefix.isEmpty || received.key.hasPrefix(keyPrefix)
    }

    /// Takes the next fact.
    public mutating func take(_ audited: AuditedFact) {
        let at = audited.header.at
        switch audited.fact {
        case .contactReceived(let fact): edit(fact.contact) { $0.received = fact }
        case .contactBlocked(let fact): blocked[fact.channel, default: 0] += min(fact.count, Limit.attempts)
        case .contactConnected(let fact): connect(fact)
        case .contactHeld(let fact): note(.held, on: fact.contact, at: fact.at)
        case .contactResumed(let fact): note(.resumed, on: fact.contact, at: fact.at)
        case .contactDisconnected(let fact): note(.parted, on: fact.contact, at: fact.at)
        case .contactClassified(let fact): edit(fact.contact) { $0.classified = fact }
        case .inquiryResolved(let fact):
            edit(fact.inquiry.contact) { life in
                life.resolvedInquiries.insert(fact.inquiry.index)
                if fact.acceptance == .accepted { life.acceptedInquiries.insert(fact.inquiry.index) }
            }
        case .handoffOffered(let fact): handOff(fact)
        case .handoffAccepted(let fact):
            edit(fact.placement.contact) {
                $0.handoffs[fact.placement.generation, default: .init()].isAccepted = true
            }
        case .contactEnded(let fact): end(fact)
        case .offerMade(let fact): offer(fact, at: at)
        case .offerAccepted(let fact): accept(fact)
        case .offerClosed(let fact): free(fact.contact, of: fact.agent, at: at)
        case .serviceEnded(let fact): free(fact.contact, of: fact.agent, at: at)
        // Said also when a decliner's back-off is over; then the agent has nothing to give back.
        case .contactReturned(let fact): free(fact.contact, of: fact.agent, at: at)
        case .contactReleased(let fact): release(fact, at: at)
        case .clockArmed(let fact): editClock(fact.clock) { $0.take(fact) }
        case .clockSpanChanged(let fact): editClock(fact.clock) { $0.take(fact) }
        case .clockClosed(let fact):
            editClock(fact.clock) {
                $0.closed = fact
                $0.spansWhenClosed = $0.spans.count
            }
        case .clockStopped(let fact): editClock(fact.clock) { $0.stopped = fact.at }
        case .clockResumed(let fact): editClock(fact.clock) { $0.stopped = nil }
        case .clockWarned(let fact):
            editClock(fact.clock) { $0.passed.append(.init(level: .warn, fact: fact)) }
        case .clockBreached(let fact):
            editClock(fact.clock) { $0.passed.append(.init(level: .breach, fact: fact)) }
        case .breachRetracted(let fact): editClock(fact.clock) { $0.retracted.insert(fact.threshold) }
        case .escalationDecided, .escalationRefused, .requestRefused: hearMove(audited.fact, at: at)
        default: break  // Nothing is counted from the others.
        }
    }

    private mutating func connect(_ fact: ContactConnected) {
        note(.connected, on: fact.contact, at: fact.at)
        edit(fact.contact) { life in
            guard life.answered == nil else { return }
            life.answered = fact.at
            life.answeredBy = fact.agent
        }
    }

    private mutating func note(_ change: ContactLife.LineEvent.Change, on contact: Contact.ID, at: Instant) {
        edit(contact) { $0.line.append(.init(at: at, change: change)) }
    }

    private mutating func handOff(_ fact: HandoffOffered) {
        edit(fact.placement.contact) {
            $0.handoffs[fact.placement.generation, default: .init()].from = fact.from
            $0.handoffs[fact.placement.generation]?.to = fact.placement.tier
        }
    }

    private mutating func end(_ fact: ContactEnded) {
        terminals += 1
        edit(fact.contact) {
            $0.terminalCount += 1
            $0.ended = $0.ended ?? fact
        }
    }

    mutating func edit(_ contact: Contact.ID, _ change: (inout ContactLife) -> Void) {
        change(&lives[contact, default: ContactLife(contact)])
    }

    // MARK: Offers and stays, each queue's in its own order

    private mutating func accept(_ fact: OfferAccepted) {
        edit(fact.contact) { life in
            for index in life.stays.indices where life.stays[index].offer == fact.offer {
                life.stays[index].isAccepted = true
            }
        }
    }

    private mutating func release(_ fact: ContactReleased, at: Instant) {
        if fact.reason == .escalated { edit(fact.contact) { $0.releases.append(fact.at) } }
        for stay in lives[fact.contact]?.stays ?? [] where stay.offer.tier == fact.tier && stay.to == nil {
            free(fact.contact, of: stay.agent, at: at)
        }
    }

    private mutating func offer(_ fact: OfferMade, at: Instant) {
        edit(fact.contact) { life in
            life.offers += 1
            if life.stays.contains(where: { $0.offer.tier == fact.offer.tier && $0.to == nil }) {
                life.overlaps += 1
            }
            life.stays.append(.init(offer: fact.offer, agent: fact.agent, from: at, to: nil))
            let first = ContactLife.FirstOffer(
                at: at, offer: fact.offer, agent: fact.agent, received: fact.received,
                inversion: fact.inversion)
            if life.firstOffer.map({ at < $0.at }) ?? true { life.firstOffer = first }
        }
        let kind = WorkKind(fact.channel)
        hands[fact.agent, default: [:]][fact.contact] = kind
        if let room = rooms[fact.agent] {
            let held = hands[fact.agent]?.values.filter { $0 == kind }.count ?? 0
            if held > room.limit(kind) { overCapacity += 1 }
        }
    }

    private mutating func free(_ contact: Contact.ID, of agent: Agent.ID, at: Instant) {
        hands[agent]?[contact] = nil
        edit(contact) { life in
            for index in life.stays.indices
            where life.stays[index].agent == agent && life.stays[index].to == nil {
                life.stays[index].to = at
            }
        }
    }

    private mutating func editClock(_ clock: Clock.ID, _ change: (inout ClockLife) -> Void) {
        change(&clocks[clock, default: ClockLife(clock)])
    }
}
