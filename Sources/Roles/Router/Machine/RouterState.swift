public import Contacts
public import Facts

/// What the router remembers: every open contact, the inquiries that outlived theirs, and one watermark
/// question.
public struct RouterState: MachineState {
    /// Every contact from its classification to its outcome.
    public internal(set) var contacts: [Contact.ID: OpenContact] = [:]
    /// Inquiries left open by contacts that have ended, with the clocks that still run for them; those that
    /// were answered since until the member has said something, or it is too late.
    public internal(set) var openInquiries: [Inquiry.ID: OpenInquiry] = [:]
    /// Those inquiries by their case, oldest first.
    var inquiriesByCase: [Case.ID: [Inquiry.ID]] = [:]
    /// The answered ones among them by the end of their time; nil, as in older checkpoints, for none.
    var answered: SortedKeys<AnswerLimit>?
    /// The highest contact number that each gateway has sent; what is not above it is known, open or ended.
    var lastReceived: [UInt16: UInt64] = [:]
    /// How many open contacts each gateway has in custody, for those that have any.
    var openByGateway: [StationName: Int] = [:]
    /// How many open contacts each tier holds, for those that hold any.
    var openByTier: [Tier: Int] = [:]
    /// The placed contacts of each tier in the order of their ids, with which a reconciliation is compared.
    var placedByTier: [Tier: SortedKeys<Contact.ID>] = [:]
    /// The mismatch about a reconciliation that each tier has not answered yet.
    var mismatches: [Tier: MismatchFound] = [:]
    /// The number of the last mismatch.
    var lastMismatch: UInt64 = 0
    /// The work items.
    public internal(set) var work = WorkItemIndex()
    /// The messages to members; nil before the first, as in older checkpoints.
    var mail: MailShelf?
    /// The last watermark question taken, answered or not.
    var lastAsk: UInt64?
    /// The watermark question that is not answered yet.
    public internal(set) var pendingAsk: PendingAsk?

    /// As checkpoints have them, from before some of these were renamed.
    private enum CodingKeys: String, CodingKey {
        case contacts, openInquiries, inquiriesByCase, answered, lastReceived, openByGateway, openByTier
        case placedByTier = "roll"
        case mismatches = "doubts"
        case lastMismatch = "lastDoubt"
        case work, mail, lastAsk, pendingAsk
    }

    /// A watermark question passed on to every station that holds an open contact.
    public struct PendingAsk: Hashable, Sendable, Codable {
        /// The watchdog's number of it.
        public var ask: UInt64
        /// How many stations were asked.
        public var expected: Int
        /// Which have answered.
        public var answered: [StationName]
        /// The earliest instant among the answers.
        public var through: Instant
    }

    /// The state before any fact.
    public init() {}

    /// The router waits for nothing but its inputs: time is the watchdog's.
    public var nextDeadline: Instant? { nil }

    /// Open contacts, inquiries that outlived theirs, and work items.
    public var size: Int { contacts.count + openInquiries.count + work.items.count }

    /// The gateways that have open contacts or work in custody, in order.
    var gatewaysInCustody: [StationName] {
        guard !work.openByGateway.isEmpty else { return openByGateway.keys.sorted() }
        return Set(openByGateway.keys).union(work.openByGateway.keys).sorted()
    }

    /// Stops the process when what the state promises is broken.
    public func checkInvariants() {
        var byGateway: [StationName: Int] = [:]
        var byTier: [Tier: Int] = [:]
        for (id, contact) in contacts {
            byGateway[contact.gateway, default: 0] += 1
            byTier[contact.placement.tier, default: 0] += 1
            precondition(contact.placement.contact == id, "\(id) is kept under its own id")
            precondition(contact.placement.generation > 0, "\(id) is placed")
            precondition(
                placedByTier[contact.placement.tier]?.contains(id) == true, "\(id) is placed with its tier")
            precondition(id.number <= lastReceived[id.gateway] ?? 0, "\(id) is known to have been received")
            check(contact, id)
        }
        precondition(byGateway == openByGateway, "open contacts are counted by gateway")
        precondition(byTier == openByTier, "open contacts are counted by tier")
        let placed = placedByTier.values.reduce(0) { $0 + $1.count }
        precondition(placed == contacts.count, "each contact is placed once")
        precondition(
            inquiriesByCase.values.reduce(0) { $0 + $1.count } == openInquiries.count,
            "each inquiry left open stands once under its case"
        )
        precondition(
            openInquiries.values.count { $0.answer != nil } == answered?.count ?? 0,
            "every answer has its time to be forgotten"
        )
        work.checkInvariants()
        mail?.checkInvariants()
        if let pendingAsk {
            precondition(pendingAsk.answered.count < pendingAsk.expected, "a pending ask awaits a station")
        }
    }

    private func check(_ contact: OpenContact, _ id: Contact.ID) {
        switch contact.phase {
        case .placed, .wrapUp, .connecting(_, handoff: nil): break
        case .inService(let attempt, _):
            precondition(contact.servedBy == attempt.agent, "\(id) is served by the agent who took it")
        case .releasing(let decided), .connecting(_, handoff: .some(let decided)):
            precondition(
                decided.generation == contact.placement.generation && decided.from == contact.placement.tier,
                "\(id) is released by the tier that holds it"
            )
        case .handoffOffered(let source):
            precondition(
                source.generation < contact.placement.generation,
                "\(id) moves to a later generation"
            )
        }
    }
}
