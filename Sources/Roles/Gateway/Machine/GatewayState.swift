public import Contacts
public import Facts

/// What a gateway remembers: the contacts in its custody and the effects that the outside still owes.
public struct GatewayState: MachineState {
    /// The number of the last contact taken.
    public private(set) var lastNumber: UInt64 = 0
    /// Every contact from custody until it is closed.
    public private(set) var contacts: [Contact.ID: Custody] = [:]
    /// Letters that were closed and may be corrected; nil before the first, as in older checkpoints.
    private(set) var letters: ClosedLetters?
    /// Every work item from custody until nothing can reopen it.
    var items = ItemShelf()
    /// The effects asked for and neither done, failed nor withdrawn.
    private(set) var pending: [Effect.ID: EffectPending] = [:]
    /// The effects that failed or were withdrawn, of contacts in custody: one that the medium did all the
    /// same is known for what it was. Nil before the first, as in older checkpoints.
    private(set) var lapsed: [Effect.ID: EffectPending]?
    /// When attempts are to be settled; nil before the first, as in older checkpoints, whose pending effects
    /// have no deadline yet.
    private(set) var dues: SortedKeys<EffectDue>?
    /// The last watermark question answered.
    public private(set) var lastAsk: UInt64?

    /// Until when each trunk is counted by its carrier; nil before the first, as in older checkpoints.
    private(set) var trunks: [TrunkName: Instant]?
    /// What the medium may still say of messages; nil before the first, as in older checkpoints.
    private var outbox: Outbox?
    /// The contacts that a survey was answered about; nil before the first, as in older checkpoints.
    private(set) var surveyed: SortedKeys<Contact.ID>?

    /// The state before any fact.
    public init() {}

    /// When the first attempt is overdue; at once when one was asked before effects had deadlines.
    public var nextDeadline: Instant? { dues == nil && !pending.isEmpty ? .distantPast : dues?.first?.at }

    /// The pending effect whose attempt is overdue at `now`; one without a deadline is.
    func firstOverdue(at now: Instant) -> EffectPending? {
        guard let dues else { return pendingEffects.first }
        return dues.first.flatMap { $0.at <= now ? pending[$0.effect] : nil }
    }

    /// The pending effects of a contact, in the order asked for.
    func pendingEffects(of contact: Contact.ID) -> [EffectPending] {
        (custody(of: contact)?.effects ?? []).compactMap { pending[$0] }
    }

    /// A contact in custody, or a written one that was closed and of whose messages the medium may still say
    /// something.
    func custody(of contact: Contact.ID) -> Custody? { contacts[contact] ?? outbox?.closed[contact] }

    /// The message with this id that went out and may come back yet.
    func sentMessage(_ effect: Effect.ID) -> EffectPending? { outbox?.sent[effect] }

    /// The effect with this id that failed or was withdrawn, while its contact is in custody.
    func lapsedEffect(_ effect: Effect.ID) -> EffectPending? { lapsed?[effect] }

    /// Contacts and work items in custody.
    public var size: Int { contacts.count + items.count + (outbox?.closed.count ?? 0) }

    /// Work items in custody, ended ones that may be reopened included.
    public var itemCount: Int { items.count }

    /// The pending effects in the order of their contacts; issued again at recovery.
    public var pendingEffects: [EffectPending] {
        pending.values.sorted { ($0.contact, $0.effect) < ($1.contact, $1.effect) }
    }

    /// A contact in custody, or a letter that was closed and may be corrected.
    func correctable(_ contact: Contact.ID) -> Custody? { contacts[contact] ?? letters?[contact] }

    /// The pending effect with this id.
    public func pendingEffect(_ effect: Effect.ID) -> EffectPending? { pending[effect] }

    /// Applies one recorded fact.
    public mutating func evolve(_ fact: GatewayFact) {
        switch fact {
        case .contactReceived(let fact): take(fact)
        case .workItemReceived(let fact):
            lastNumber = fact.item.number
            items.take(fact)
        case .workItemReported(let fact): items.note(fact)
        case .contactConnected(let fact):
            let connection = Custody.Connection(offer: fact.offer, agent: fact.agent)
            contacts[fact.contact]?.phase = .connected(connection, .talking)
        case .contactHeld(let fact):
            setLine(.held, of: fact.contact)
            contacts[fact.contact]?.said?.held = fact.at
        case .contactResumed(let fact):
            setLine(.talking, of: fact.contact)
            contacts[fact.contact]?.said?.resumed = fact.at
        case .messageSent(let fact): correct(fact.contact) { $0.note(fact) }
        case .messageFailed(let fact): correct(fact.contact) { $0.note(fact) }
        case .contactReported(let fact):
            correct(fact.contact) { custody in
                custody.said?.attributes = fact.attributes
                custody.said?.corrected = fact.received
            }
        case .contactAbandoned(let fact): contacts[fact.contact]?.phase = .gone
        case .contactDisconnected(let fact): part(fact)
        case .effectPending(let fact): keep(fact)
        case .effectDone(let fact): finish(fact)
        case .effectFailed(let fact): lapse(fact.effect, of: fact.contact)
        case .effectWithdrawn(let fact): lapse(fact.effect, of: fact.contact)
        case .effectOverdue(let fact): forgetDue(fact.effect)
        case .mediumReleased(let fact): contacts[fact.contact]?.wasReleased = true
        case .watermark(let fact): lastAsk = fact.ask
        case .attemptsBlocked(let fact): trunks = (trunks ?? [:]).merging([fact.trunk: fact.to]) { $1 }
        case .surveyAnswered(let fact):
            var known = surveyed ?? SortedKeys()
            surveyed = nil
            known.insert(fact.contact)
            surveyed = known
        case .told: break  // Said to others, or for the record alone.
        }
    }

    /// Stops the process when what the state promises is broken.
    public func checkInvariants() {
        for (contact, custody) in contacts {
            precondition(contact.number <= lastNumber, "\(contact) has a number that was given out")
            let closing = pending[.closing(contact)] != nil
            precondition(
                (custody.phase == .closing) == closing,
                "\(contact) closes exactly while it is asked to"
            )
        }
        items.checkInvariants()
        letters?.checkInvariants()
        for (effect, asked) in pending {
            precondition(asked.effect == effect, "\(effect) is kept under its own id")
            let known = custody(of: asked.contact)?.effects.contains(effect) ?? false
            precondition(known, "\(effect) belongs to a contact in custody")
            let isDue = asked.due.map { dues?.contains(EffectDue(at: $0, effect: effect)) ?? false }
            precondition(isDue ?? true, "\(effect) is overdue at its deadline")
        }
        precondition(dues?.count ?? 0 <= pending.count, "only what is pending is due")
    }
}

/// By when an effect is to be settled.
struct EffectDue: Hashable, Comparable, Sendable, Codable {
    var at: Instant
    var effect: Effect.ID

    static func < (left: EffectDue, right: EffectDue) -> Bool {
        (left.at, left.effect) < (right.at, right.effect)
    }
}

extension GatewayState {
    private mutating func correct(_ contact: Contact.ID, _ body: (inout Custody) -> Void) {
        if var custody = contacts[contact] {
            body(&custody)
            contacts[contact] = custody
        } else {
            letters?.change(contact, body)
        }
    }

    private mutating func take(_ fact: ContactReceived) {
        letters?.forget(until: fact.ingested)
        lastNumber = fact.contact.number
        for closed in outbox?.forget(until: fact.ingested, pending: pending) ?? [] {
            drop(closed.effects)
        }
        contacts[fact.contact] = Custody(fact)
    }

    private mutating func setLine(_ line: Custody.Line, of contact: Contact.ID) {
        guard case .connected(let connection, _) = contacts[contact]?.phase else { return }
        contacts[contact]?.phase = .connected(connection, line)
    }

    /// An agent who hangs up ends a live medium; a written contact stays and may be worked on by another
    /// agent.
    private mutating func part(_ fact: ContactDisconnected) {
        guard let custody = contacts[fact.contact] else { return }
        switch fact.party {
        case .member: contacts[fact.contact]?.phase = .gone
        case .agent: contacts[fact.contact]?.phase = custody.channel.isLive ? .gone : .waitingAgain
        case .agentLeg:
            contacts[fact.contact]?.phase = .waitingAgain
            contacts[fact.contact]?.said?.legLost = fact.at
        }
    }

    /// Takes an effect in, or its next attempt.
    private mutating func keep(_ fact: EffectPending) {
        forgetDue(fact.effect)
        pending[fact.effect] = fact
        // One without a deadline gets it at once, from the machine, which knows how long it is.
        let isUndated = fact.due == nil && fact.attempt == nil
        if let due = isUndated ? Instant.distantPast : fact.due {
            dues?.insert(EffectDue(at: due, effect: fact.effect))
        }
        if contacts[fact.contact]?.effects.contains(fact.effect) == false {
            contacts[fact.contact]?.effects.append(fact.effect)
        }
        if fact.effect == .closing(fact.contact) { contacts[fact.contact]?.phase = .closing }
    }

    /// Its deadline is over with it; the first time, what an older state holds gets its place too.
    private mutating func forgetDue(_ effect: Effect.ID) {
        if dues == nil {
            dues = SortedKeys()
            for (id, asked) in pending { dues?.insert(EffectDue(at: asked.due ?? .distantPast, effect: id)) }
        }
        guard let asked = pending[effect] else { return }
        dues?.remove(EffectDue(at: asked.due ?? .distantPast, effect: effect))
        pending[effect]?.due = nil
    }

    /// The medium did it; a message that went out may come back.
    private mutating func finish(_ fact: EffectDone) {
        let asked = pending[fact.effect] ?? lapsed?[fact.effect]
        lapsed?[fact.effect] = nil
        if fact.at != nil, let asked, asked.action.isMessage {
            if outbox == nil { outbox = Outbox() }
            outbox?.send(asked)
        }
        settle(fact.effect, of: fact.contact, at: fact.at)
    }

    /// A settled effect stays known while the contact does; settling the closing forgets the contact, but for
    /// what the medium may still say of messages of a written one.
    private mutating func settle(_ effect: Effect.ID, of contact: Contact.ID, at: Instant? = nil) {
        forgetDue(effect)
        pending[effect] = nil
        if effect == .closing(contact) {
            guard var custody = contacts.removeValue(forKey: contact) else { return }
            items.leaveQueue(contact)
            var kept = letters ?? ClosedLetters()
            letters = nil
            kept.keep(custody, as: contact)
            letters = kept
            guard let at, custody.channel.isMail else { return drop(custody.effects) }
            if outbox == nil { outbox = Outbox() }
            let messages = custody.effects.filter { known in
                outbox?.sent[known] != nil || (pending[known] ?? lapsed?[known])?.action.isMessage == true
            }
            drop(custody.effects.filter { !messages.contains($0) })
            custody.effects = messages
            outbox?.close(contact, custody, at: at)
        } else if contacts[contact]?.effects.contains(effect) == false {
            contacts[contact]?.effects.append(effect)
        }
    }

    /// Forgets effects, settled or not.
    private mutating func drop(_ effects: [Effect.ID]) {
        for known in effects {
            if pending[known] != nil { forgetDue(known) }
            pending[known] = nil
            lapsed?[known] = nil
            outbox?.takeBack(known)
        }
    }

    /// Settled undone, as far as anybody knows.
    private mutating func lapse(_ effect: Effect.ID, of contact: Contact.ID) {
        if let asked = pending[effect] ?? outbox?.takeBack(effect), effect != .closing(contact) {
            if lapsed == nil { lapsed = [:] }
            lapsed?[effect] = asked
        }
        settle(effect, of: contact)
    }
}

extension Effect.ID {
    /// The ending of a contact's medium because the contact has its outcome.
    static func closing(_ contact: Contact.ID) -> Effect.ID { Effect.ID("close/\(contact)") }
}
