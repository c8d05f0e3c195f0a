public import Contacts
public import Facts

/// What a gateway remembers: the contacts in its custody and the effects that the outside still owes.
public struct ReceivingState: MachineState {
    /// The number of the last contact taken.
    public private(set) var lastNumber: UInt64 = 0
    /// Every contact from custody until it is closed.
    public private(set) var contacts: [Contact.ID: Custody] = [:]
    /// Every work item from custody until nothing can reopen it.
    var items = ItemShelf()
    /// The effects asked for and neither done nor failed.
    private(set) var pending: [Effect.ID: EffectPending] = [:]
    /// The last watermark question answered.
    public private(set) var lastAsk: UInt64?

    /// Until when each trunk is counted by its carrier; nil before the first, as in older checkpoints.
    private(set) var trunks: [TrunkName: Instant]?
    /// The contacts that a survey was answered about; nil before the first, as in older checkpoints.
    private(set) var surveyed: SortedKeys<Contact.ID>?

    /// The state before any fact.
    public init() {}

    /// A gateway waits for nothing but its inputs.
    public var nextDeadline: Instant? { nil }

    /// Contacts and work items in custody.
    public var size: Int { contacts.count + items.count }

    /// Work items in custody, ended ones that may be reopened included.
    public var itemCount: Int { items.count }

    /// The pending effects in the order of their contacts; issued again at recovery.
    public var pendingEffects: [EffectPending] {
        pending.values.sorted { ($0.contact, $0.effect) < ($1.contact, $1.effect) }
    }

    /// The pending effect with this id.
    public func pendingEffect(_ effect: Effect.ID) -> EffectPending? { pending[effect] }

    /// Applies one recorded fact.
    public mutating func evolve(_ fact: Fact) {
        switch fact {
        case .contactReceived(let fact): take(fact)
        case .workItemReceived(let fact):
            lastNumber = fact.item.number
            items.take(fact)
        case .workItemReported(let fact): items.note(fact)
        case .contactConnected(let fact):
            let connection = Custody.Connection(offer: fact.offer, agent: fact.agent)
            contacts[fact.contact]?.phase = .connected(connection, .talking)
        case .contactHeld(let fact): setLine(.held, of: fact.contact)
        case .contactResumed(let fact): setLine(.talking, of: fact.contact)
        case .contactAbandoned(let fact): contacts[fact.contact]?.phase = .gone
        case .contactDisconnected(let fact): part(fact)
        case .effectPending(let fact): keep(fact)
        case .effectDone(let fact): settle(fact.effect, of: fact.contact)
        case .effectFailed(let fact): settle(fact.effect, of: fact.contact)
        case .watermark(let fact): lastAsk = fact.ask
        case .attemptsBlocked(let fact): trunks = (trunks ?? [:]).merging([fact.trunk: fact.to]) { $1 }
        case .surveyAnswered(let fact):
            var known = surveyed ?? SortedKeys()
            surveyed = nil
            known.insert(fact.contact)
            surveyed = known
        case .connectFailed, .messageReceived, .messageSent, .messageFailed,
            .contactBlocked, .requestRefused:
            return  // Said to others, or for the record only.
        case .contactClassified, .inquiryOpened, .inquiryResolved, .contactPlaced, .contactWithdrawn,
            .priorityRaised, .handoffOffered, .escalationDecided, .escalationRefused, .effectRequested,
            .contactEnded, .serviceBegan, .serviceInterrupted, .holdChanged, .clockStarted, .clockSuspended,
            .clockResumed, .clockStopped, .watermarkAsked, .contactQueued, .offerMade, .offerAccepted,
            .offerClosed, .offerRefused, .agentStateChanged, .wrapUpStarted, .dispositionNoted, .serviceEnded,
            .handoffAccepted, .placementRefused, .contactReleased, .contactReturned, .escalationAsked,
            .mediumAsked, .contactVerified, .deskLinkChanged, .rollCalled, .rollDoubted, .rollSettled,
            .invariantBroken, .agentRequested, .agentShown,
            .standingsAsked, .clockArmed,
            .clockSpanChanged,
            .clockClosed, .clockWarned, .clockBreached, .breachRetracted, .escalationDue, .announcementDue,
            .alarmRaised, .alarmGrew, .alarmAcknowledged, .alarmOverdue, .outageNoted, .watermarkNoted,
            .watermarkAwaited, .workItemOpened, .workItemChanged, .workItemRefused, .clockRefused,
            .rateCounted,
            .attendanceChanged, .feasibilityJudged, .pauseFlagged, .calendarsRecounted:
            return  // No gateway records these.
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
        for (effect, asked) in pending {
            precondition(asked.effect == effect, "\(effect) is kept under its own id")
            let known = contacts[asked.contact]?.effects.contains(effect) ?? false
            precondition(known, "\(effect) belongs to a contact in custody")
        }
    }
}

extension ReceivingState {
    private mutating func take(_ fact: ContactReceived) {
        lastNumber = fact.contact.number
        contacts[fact.contact] = Custody(
            channel: fact.channel,
            received: fact.received,
            phase: .waiting,
            effects: []
        )
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
        case .agentLeg: contacts[fact.contact]?.phase = .waitingAgain
        }
    }

    private mutating func keep(_ fact: EffectPending) {
        pending[fact.effect] = fact
        contacts[fact.contact]?.effects.append(fact.effect)
        if fact.effect == .closing(fact.contact) { contacts[fact.contact]?.phase = .closing }
    }

    /// A settled effect stays known while the contact does; settling the closing forgets the contact.
    private mutating func settle(_ effect: Effect.ID, of contact: Contact.ID) {
        let wasPending = pending.removeValue(forKey: effect) != nil
        if effect == .closing(contact) {
            for open in contacts.removeValue(forKey: contact)?.effects ?? [] { pending[open] = nil }
        } else if !wasPending {
            contacts[contact]?.effects.append(effect)
        }
    }
}

extension Effect.ID {
    /// The ending of a contact's medium because the contact has its outcome.
    static func closing(_ contact: Contact.ID) -> Effect.ID { Effect.ID("close/\(contact)") }
}
