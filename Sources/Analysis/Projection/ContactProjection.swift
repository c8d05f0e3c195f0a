public import Contacts
public import Facts

/// The one fold of a log: a life for each contact, clock, work item and agent, from which reports, replays,
/// explanations and histories derive what they say (decision 0035).
///
/// It takes each publisher's facts in that publisher's order; publishers may be interleaved in any way. So
/// each field of a life comes from one station's stream, and spans are made of instants when they are asked
/// for.
public struct ContactProjection: Sendable {
    /// Whose lives are kept; what is not asked for costs no memory.
    public struct Subjects: OptionSet, Sendable {
        /// The bits.
        public let rawValue: Int
        /// Makes a set of its bits.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// Contacts, and agents' wishes to pass them on.
        public static let contacts = Subjects(rawValue: 1)
        /// Clocks.
        public static let clocks = Subjects(rawValue: 2)
        /// Work items.
        public static let items = Subjects(rawValue: 4)
        /// Agents.
        public static let agents = Subjects(rawValue: 8)
    }

    /// Contacts, for looking up only; listed in order by ``ours``.
    public private(set) var contacts: [Contact.ID: ContactLife] = [:]
    /// Clocks, for looking up only.
    public private(set) var clocks: [Clock.ID: ClockLife] = [:]
    /// Work items, for looking up only.
    public private(set) var items: [Contact.ID: ItemLife] = [:]
    /// Agents, for looking up only.
    public private(set) var agents: [Agent.ID: AgentLife] = [:]
    /// How far the log goes.
    public private(set) var through = Instant.distantPast
    /// Outcomes recorded, to see progress by.
    public private(set) var endings = 0
    /// What stations said about agents' wishes to pass a contact on; nobody is known by a wish alone.
    var movesHeard: [Contact.ID: [MoveAnswer.Heard]] = [:]

    /// How many facts were taken.
    private var order = 0
    private let subjects: Subjects
    private let keyPrefix: String

    /// Makes an empty projection.
    ///
    /// - Parameters:
    ///   - subjects: whose lives are wanted.
    ///   - keyPrefix: how the keys of the contacts begin that are counted as ours.
    public init(of subjects: Subjects, keyPrefix: String = "") {
        self.subjects = subjects
        self.keyPrefix = keyPrefix
    }

    /// The contacts that are counted, by id.
    public var ours: [ContactLife] {
        contacts.values.filter(isOurs).sorted { $0.contact < $1.contact }
    }

    /// True when the contact is counted: its arrival is in the log, under a key of ours.
    public func isOurs(_ life: ContactLife) -> Bool {
        guard let received = life.received else { return false }
        return keyPrefix.isEmpty || received.key.hasPrefix(keyPrefix)
    }

    /// Takes the next fact, recorded at an instant.
    public mutating func take(_ fact: Fact, at: Instant) {
        through = max(through, at)
        order += 1
        switch fact {
        case .contactReceived(let fact): edit(fact.contact) { $0.received = $0.received ?? fact }
        case .contactClassified(let fact): edit(fact.contact) { $0.classified = fact }
        case .contactConnected(let fact): edit(fact.contact) { $0.take(fact) }
        case .contactHeld(let fact): edit(fact.contact) { $0.note(.held, at: fact.at) }
        case .contactResumed(let fact): edit(fact.contact) { $0.note(.resumed, at: fact.at) }
        case .contactDisconnected(let fact):
            edit(fact.contact) { $0.note(fact.party == .agentLeg ? .legLost : .parted, at: fact.at) }
        case .messageSent(let fact):
            edit(fact.contact) { $0.messages[fact.purpose] = $0.messages[fact.purpose] ?? fact.at }
        case .messageFailed(let fact): edit(fact.contact) { $0.take(fact) }
        case .contactChanged(let fact): edit(fact.contact) { $0.take(fact) }
        case .inquiryOpened(let fact): edit(fact.inquiry.contact) { $0.take(fact) }
        case .inquiryResolved(let fact): edit(fact.inquiry.contact) { $0.take(fact) }
        case .answerJudged(let fact): edit(fact.inquiry.contact) { $0.take(fact) }
        case .contactLinked(let fact): edit(fact.contact) { $0.links.append(fact) }
        case .handoffOffered(let fact): edit(fact.placement.contact) { $0.take(fact) }
        case .handoffAccepted(let fact): edit(fact.placement.contact) { $0.take(fact) }
        case .contactEnded(let fact):
            endings += 1
            edit(fact.contact) { $0.take(fact) }
        case .contactQueued(let fact):
            edit(fact.placement.contact) { [order] in
                $0.note(.waits(fact.placement), of: fact.placement.tier, order)
            }
        case .offerMade(let fact):
            edit(fact.contact) { [order] in
                $0.take(fact, at: at)
                $0.note(.offered(fact.offer), of: fact.offer.tier, order)
            }
        case .offerClosed(let fact):
            edit(fact.contact) { [order] in
                $0.take(fact, at: at)
                $0.note(.waitsAgain, of: fact.offer.tier, order)
            }
        case .workParked(let fact): edit(fact.contact) { $0.take(fact) }
        case .workResumed(let fact): edit(fact.contact) { $0.take(fact) }
        case .serviceEnded(let fact): edit(fact.contact) { $0.free(fact.agent, at: fact.at) }
        // Said also when a decliner's back-off is over; then the agent has nothing to give back.
        case .contactReturned(let fact):
            edit(fact.contact) { [order] in
                $0.free(fact.agent, at: fact.at)
                $0.noteReturn(order)
            }
        case .contactReleased(let fact):
            edit(fact.contact) { [order] in
                $0.take(fact)
                $0.note(.left, of: fact.tier, order)
            }
        case .escalationDecided, .escalationRefused, .requestRefused: hearMove(fact, at: at)
        default: takeOther(fact)
        }
    }

    /// What is said of clocks, work items and agents; nothing is counted from anything else.
    private mutating func takeOther(_ fact: Fact) {
        switch fact {
        case .clockArmed(let fact): edit(fact.clock) { $0.take(fact) }
        case .clockSpanChanged(let fact): edit(fact.clock) { $0.take(fact) }
        case .clockStarted(let fact): edit(fact.start.clock) { $0.stopped = nil }
        case .clockStopped(let fact):
            let report = lastReport(of: fact.clock)
            edit(fact.clock) { $0.stop(at: fact.at, cause: fact.cause, report) }
            if !fact.clock.isItem { edit(fact.clock.contact) { $0.take(fact) } }
        case .clockResumed(let fact):
            edit(fact.clock) { $0.stopped = nil }
            if !fact.clock.isItem { edit(fact.clock.contact) { $0.take(fact) } }
        case .clockRetold(let fact):
            let report = lastReport(of: fact.clock)
            edit(fact.clock) { clock in
                clock.retell(fact, report)
            }
        case .clockClosed(let fact): edit(fact.clock) { $0.take(fact) }
        case .clockWarned(let fact): edit(fact.clock) { $0.take(fact, .warn) }
        case .clockBreached(let fact): edit(fact.clock) { $0.take(fact, .breach) }
        case .breachRetracted(let fact): edit(fact.clock) { $0.take(fact) }
        case .workItemReceived(let fact): editItem(fact.item) { $0.take(fact) }
        case .workItemOpened(let fact): editItem(fact.item) { $0.take(fact) }
        case .workItemChanged(let fact): editItem(fact.item) { $0.take(fact) }
        case .workItemIncomplete(let fact): editItem(fact.item) { $0.take(fact) }
        case .agentStateChanged(let fact):
            guard subjects.contains(.agents) else { return }
            agents[fact.agent, default: AgentLife(fact.agent)].take(fact)
        default: break
        }
    }

    /// What the router says of a clock follows the report about its item or contact that brought it about.
    private func lastReport(of clock: Clock.ID) -> Int? {
        guard clock.isItem else { return contacts[clock.contact]?.changes.indices.last }
        return items[clock.contact]?.reports.indices.last
    }

    private mutating func edit(_ contact: Contact.ID, _ change: (inout ContactLife) -> Void) {
        guard subjects.contains(.contacts) else { return }
        change(&contacts[contact, default: ContactLife(contact)])
    }

    private mutating func edit(_ clock: Clock.ID, _ change: (inout ClockLife) -> Void) {
        guard subjects.contains(.clocks) else { return }
        change(&clocks[clock, default: ClockLife(clock)])
    }

    private mutating func editItem(_ item: Contact.ID, _ change: (inout ItemLife) -> Void) {
        guard subjects.contains(.items) else { return }
        change(&items[item, default: ItemLife(item)])
    }

    /// Keeps what a station said about a wish to pass `contact` on.
    mutating func note(_ heard: MoveAnswer.Heard, of contact: Contact.ID) {
        guard subjects.contains(.contacts) else { return }
        movesHeard[contact, default: []].append(heard)
    }
}
