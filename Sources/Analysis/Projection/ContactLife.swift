public import Contacts
public import Facts

/// What became of one contact, folded from every station's facts about it.
///
/// Stations are interleaved in the audit log in any order, so nothing here depends on the order between two
/// of them: each field comes from one station's stream, and spans are made of instants at the end.
public struct ContactLife: Hashable, Sendable {
    /// The contact.
    public let contact: Contact.ID
    /// What the gateway recorded when it took it; nil until that is in the log.
    public internal(set) var received: ContactReceived?
    /// What the router made of it.
    public internal(set) var classified: ContactClassified?
    /// Its first terminal outcome.
    public internal(set) var ended: ContactEnded?
    /// How many terminal outcomes were recorded; more than one is a defect.
    public internal(set) var endings = 0
    /// Hand-offs by generation.
    var handoffs: [Generation: Handoff] = [:]
    /// Its inquiries by their place.
    var inquiries: [UInt16: InquiryLife] = [:]
    /// To whom and what it belongs, as agents said, in the router's order.
    var links: [ContactLinked] = []
    /// What was said of it after its receipt and holds, in the order told, beside what was recorded.
    public internal(set) var changes: [ContactChanged] = []
    /// True when something was said of it when a part of it was settled already, so that nobody ran its
    /// clocks anew.
    public internal(set) var isCorrectedLate = false
    /// When the first message of each purpose went out.
    var messages: [MessagePurpose: Instant] = [:]
    /// When it was handed to Tier 3 first; nil also in logs from before that was said.
    var handedOn: Instant?
    /// Instants at which the member was put on hold and came off it, and of the connections in between.
    var line: [LineEvent] = []
    /// Instants at which a tier let the contact go to another.
    var releases: [Instant] = []
    /// The stretches of time in which one agent had it, offers included, in no order.
    public private(set) var stays: [Stay] = []
    /// What queues did with it, each queue's in its own order.
    public private(set) var waits: [Wait] = []
    /// Offers made by a queue while an earlier stay there was still open; never, if the queue keeps its
    /// promise.
    private(set) var overlaps = 0

    /// A move from one tier to another.
    public struct Handoff: Hashable, Sendable {
        /// From where; nil until the router's offer is in the log.
        public internal(set) var from: Tier?
        /// To where.
        public internal(set) var to: Tier
        /// True once the target holds it.
        public internal(set) var isAccepted = false
    }

    /// One agent's hold on the contact, from the offer on.
    public struct Stay: Hashable, Sendable {
        /// The offer; its number gives the order within its queue.
        public let offer: Offer.ID
        /// Whom to.
        public let agent: Agent.ID
        /// When it was offered; nil until the queue's fact is in the log.
        public internal(set) var offered: Instant?
        /// The instant that gave its place in the queue.
        public internal(set) var place: Instant?
        /// Why it may have come before an earlier one.
        public internal(set) var inversion: InversionReason?
        /// When the two were connected.
        public internal(set) var connected: Instant?
        /// When the agent was done with it, or it was taken back.
        public internal(set) var over: Instant?
        /// From when to when the agent had put it aside for somebody who waited; the last one is open while
        /// it is so.
        public internal(set) var asides: [Aside] = []
        /// True when the agent gave it back from where it had been put aside.
        public internal(set) var isLeftAside = false

        /// How long its agent had put it aside, as far as that is over.
        public var aside: Duration {
            asides.reduce(.zero) { sum, aside in
                sum + ((aside.to ?? over).map { aside.from.length(to: $0) } ?? .zero)
            }
        }

        /// Since when the agent had it.
        public var from: Instant { offered ?? connected ?? .distantPast }

        /// True when what its queue says at `instant` can end it; what a gateway says of a later stay may
        /// stand in the log before.
        func isOpen(at instant: Instant) -> Bool { over == nil && (offered != nil || from <= instant) }
    }

    /// A time in which its agent did something else.
    public struct Aside: Hashable, Sendable {
        /// Put aside.
        public var from: Instant
        /// Gone on with; nil when it never was.
        public var to: Instant?
    }

    /// What a queue did with the contact that waited there.
    public struct Wait: Hashable, Sendable {
        /// What it did.
        public enum Change: Hashable, Sendable {
            /// It waits at a place, among those of a class and need.
            case waits(Placement)
            /// It was offered.
            case offered(Offer.ID)
            /// It waits again at its place.
            case waitsAgain
            /// It is with this queue no more.
            case left
        }
        /// Which queue.
        public var tier: Tier
        /// Counts what was taken of the log: of two things that one queue did it says which was first.
        public var order: Int
        /// What it did.
        public var change: Change
    }

    struct InquiryLife: Hashable, Sendable {
        var type: InquiryType?
        /// The answer that counts; nil while there is none, or after the member objected to it.
        var resolved: InquiryResolved?
        /// When it was answered, by its clocks: who wrote is, when that was sent or proved.
        var answered: Instant?
        /// When the member accepted it, where that was told after it.
        var accepted: Instant?
    }

    struct LineEvent: Hashable, Sendable {
        enum Change: Hashable, Sendable { case connected, held, resumed, parted, legLost }
        var at: Instant
        var change: Change
    }

    init(_ contact: Contact.ID) { self.contact = contact }

    // MARK: What the medium and the router say

    mutating func note(_ change: LineEvent.Change, at: Instant) {
        line.append(.init(at: at, change: change))
    }

    mutating func take(_ fact: ContactConnected) {
        note(.connected, at: fact.at)
        let place = place(of: fact.offer, fact.agent)
        stays[place].connected = stays[place].connected ?? fact.at
    }

    mutating func take(_ fact: InquiryOpened) {
        inquiries[fact.inquiry.index, default: .init()].type = fact.type
    }

    mutating func take(_ fact: InquiryResolved) {
        let known = inquiries[fact.inquiry.index]?.resolved
        inquiries[fact.inquiry.index, default: .init()].resolved = known ?? fact
    }

    mutating func take(_ fact: AnswerJudged) {
        switch fact.acceptance {
        case .accepted: inquiries[fact.inquiry.index, default: .init()].accepted = fact.at
        case .objected: inquiries[fact.inquiry.index]?.resolved = nil
        }
    }

    mutating func take(_ fact: HandoffOffered) {
        handoffs[fact.placement.generation, default: .init(to: fact.placement.tier)].from = fact.from
        if fact.placement.tier == .three { handedOn = handedOn ?? fact.at }
    }

    mutating func take(_ fact: HandoffAccepted) {
        handoffs[fact.placement.generation, default: .init(to: fact.placement.tier)].isAccepted = true
    }

    mutating func take(_ fact: ContactEnded) {
        endings += 1
        ended = ended ?? fact
    }

    // MARK: Offers and stays, each queue's in its own order

    mutating func note(_ change: Wait.Change, of tier: Tier, _ order: Int) {
        waits.append(Wait(tier: tier, order: order, change: change))
    }

    /// It waits again where an agent had it; a queue lets it go before another one has it.
    mutating func noteReturn(_ order: Int) {
        let offered = waits.last { wait in
            guard case .offered = wait.change else { return false }
            return waits.last { $0.tier == wait.tier } == wait
        }
        if let offered { note(.waitsAgain, of: offered.tier, order) }
    }

    mutating func take(_ fact: OfferMade, at: Instant) {
        let isTaken = stays.contains {
            $0.offer.tier == fact.offer.tier && $0.offered != nil && $0.over == nil
        }
        if isTaken { overlaps += 1 }
        let place = place(of: fact.offer, fact.agent)
        stays[place].offered = at
        stays[place].place = fact.received
        stays[place].inversion = fact.inversion
        // What ended before was another, whatever the gateway has said of this one already.
        stays[place].over = nil
    }

    mutating func take(_ fact: OfferClosed, at: Instant) {
        let place = place(of: fact.offer, fact.agent)
        stays[place].over = stays[place].over ?? at
    }

    mutating func take(_ fact: ContactReleased) {
        if fact.reason == .escalated { releases.append(fact.at) }
        end(at: fact.at) { $0.offer.tier == fact.tier }
        guard fact.reason == .leftAside,
            let last = stays.indices.last(where: { stays[$0].over == fact.at && !stays[$0].asides.isEmpty })
        else { return }
        stays[last].isLeftAside = true
    }

    mutating func take(_ fact: WorkParked) {
        guard let place = stays.lastIndex(where: { $0.agent == fact.agent && $0.over == nil }) else { return }
        stays[place].asides.append(Aside(from: fact.at, to: nil))
    }

    mutating func take(_ fact: WorkResumed) {
        guard let place = stays.lastIndex(where: { $0.agent == fact.agent && $0.over == nil }),
            let last = stays[place].asides.indices.last
        else { return }
        stays[place].asides[last].to = fact.at
    }

    /// The agent has it no more.
    mutating func free(_ agent: Agent.ID, at: Instant) { end(at: at) { $0.agent == agent } }

    private mutating func end(at instant: Instant, _ isMeant: (Stay) -> Bool) {
        for place in stays.indices where stays[place].isOpen(at: instant) && isMeant(stays[place]) {
            stays[place].over = instant
        }
    }

    private mutating func place(of offer: Offer.ID, _ agent: Agent.ID) -> Int {
        if let place = stays.firstIndex(where: { $0.offer == offer }) { return place }
        stays.append(Stay(offer: offer, agent: agent))
        return stays.endIndex - 1
    }
}
