public import Contacts
public import Facts

/// Everything a tier queue remembers: the contacts it holds, its agents' snapshot, and what is due.
///
/// Who may serve what is the configuration's and not kept here; which line a contact stands in and who is
/// idle follow from both and are derived by the machine.
public struct TierQueueState: MachineState {
    /// Every contact that this tier holds.
    var contacts: [Contact.ID: QueuedContact] = [:]
    /// Every agent who ever signed in.
    var agents: [Agent.ID: AgentRecord] = [:]
    /// The stages that end by themselves, earliest first; exactly the deadlines of `contacts`.
    var deadlines = SortedKeys<ContactDeadline>()
    /// The ids of `contacts` in order, of which a reconciliation reads a slice.
    var contactOrder = SortedKeys<Contact.ID>()
    /// When the next slice of the roll is called; nil while nothing is held.
    var nextReconciliation: Instant?
    /// Where the next slice begins; nil at the beginning.
    var reconciledThrough: Contact.ID?
    /// The number of the latest offer.
    var lastOffer: UInt64 = 0
    /// Whether the desk can be reached; nothing is offered while it can not.
    var deskLink = DeskLinkChanged.Change.regained

    /// As checkpoints have them, from before some of these were renamed.
    private enum CodingKeys: String, CodingKey {
        case contacts, agents, deadlines
        case contactOrder = "roll"
        case nextReconciliation = "nextRollCall"
        case reconciledThrough = "rollCalledThrough"
        case lastOffer, deskLink
    }

    /// The state before any fact.
    public init() {}

    /// When an offer, a wrap-up or a back-off ends next, or the roll is called.
    public var nextDeadline: Instant? {
        guard let stage = deadlines.first?.at, let nextReconciliation else {
            return deadlines.first?.at ?? nextReconciliation
        }
        return min(stage, nextReconciliation)
    }

    /// How many contacts this tier holds, waiting or with an agent.
    public var contactCount: Int { contacts.count }

    /// Contacts held, and agents who ever signed in.
    public var size: Int { contacts.count + agents.count }

    /// Every contact leg of this tier is at one stage, and what its agent holds says the same.
    public func checkInvariants() {
        var held = 0
        for (id, contact) in contacts {
            precondition(contact.placement.contact == id, "\(id) is filed under its own id")
            if let due = contact.deadline {
                precondition(
                    deadlines.first { !($0 < ContactDeadline(at: due, contact: id)) }
                        == ContactDeadline(at: due, contact: id),
                    "\(id) has its deadline in the order"
                )
            }
            guard let agent = contact.agent else { continue }
            held += 1
            let work = agents[agent]?.work.filter { $0.contact == id } ?? []
            precondition(work.count == 1, "\(agent) holds \(id) exactly once")
            precondition(work.first?.phase == contact.phase, "\(agent) and \(id) agree on the phase")
        }
        precondition(held == agents.values.reduce(0) { $0 + $1.work.count }, "agents hold held contacts only")
        precondition(
            contactOrder.count == contacts.count && contacts.keys.allSatisfy { contactOrder.contains($0) },
            "the roll has every contact once"
        )
        precondition(
            deadlines.count == contacts.values.reduce(0) { $0 + ($1.deadline == nil ? 0 : 1) },
            "each deadline belongs to a stage"
        )
        for (id, agent) in agents {
            let offers = agent.work.reduce(0) { $0 + ($1.phase == .offered ? 1 : 0) }
            precondition(offers <= 1, "\(id) has at most one open offer")
            precondition(agent.session != nil || agent.work.isEmpty, "\(id) holds nothing when signed out")
            precondition(offers == 0 || deskLink == .regained, "nothing is offered to a lost desk")
        }
    }
}
