/// Which tier holds a contact now, and everything that tier needs to serve it.
///
/// Each placement has a generation; anything said about a lower generation is late and is refused, which is
/// what makes a hand-off safe while messages are in flight (contact-lifecycle.md#hand-off).
public struct Placement: Hashable, Sendable, Codable {
    /// The contact.
    public var contact: Contact.ID
    /// Counts the placements of the contact, from 1.
    public var generation: Generation
    /// The tier that holds it.
    public var tier: Tier
    /// How it reached the centre.
    public var channel: Channel
    /// The class the router's rules gave it.
    public var contactClass: ContactClass
    /// The rank of its class: lower is served first.
    public var rank: Int
    /// The skills it needs, sorted by name.
    public var needs: [SkillNeed]
    /// The instant that gives its place in the order received; kept through returns, hand-offs and callbacks.
    public var received: Instant
    /// For work that is not live: the instant by which it is wanted, which orders it within its class.
    public var due: Instant?
    /// How it came to be placed here.
    public var cause: Cause
    /// How many inquiries it carries.
    public var inquiryCount: Int
    /// The agents who have a conflict of interest with it, sorted; they are never offered it again, at
    /// whatever tier. Nil when nobody has.
    public private(set) var barred: [Agent.ID]?

    /// The most agents kept in ``barred``; a contact that so many declined is long with its lead.
    public static let barredLimit = 100

    /// How a contact came to a tier.
    public enum Cause: String, Sendable, Codable, CaseIterable, Hashable {
        case arrival, handoff, returned, callback
    }

    /// Makes a placement.
    public init(
        contact: Contact.ID, generation: Generation, tier: Tier, channel: Channel, contactClass: ContactClass,
        rank: Int, needs: [SkillNeed], received: Instant, due: Instant?, cause: Cause, inquiryCount: Int,
        barred: [Agent.ID] = []
    ) {
        self.contact = contact
        self.generation = generation
        self.tier = tier
        self.channel = channel
        self.contactClass = contactClass
        self.rank = rank
        self.needs = needs
        self.received = received
        self.due = due
        self.cause = cause
        self.inquiryCount = inquiryCount
        bar(barred)
    }

    /// Keeps `agents` from being offered it again.
    public mutating func bar(_ agents: [Agent.ID]) {
        for agent in agents {
            var known = barred ?? []
            let place = known.firstIndex { $0 >= agent } ?? known.endIndex
            guard known.count < Self.barredLimit, place == known.endIndex || known[place] != agent else {
                continue
            }
            known.insert(agent, at: place)
            barred = known
        }
    }
}

extension Placement {
    /// Reads one from a checkpoint; those of before agents were barred have none.
    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            contact: try box.decode(Contact.ID.self, forKey: .contact),
            generation: try box.decode(Generation.self, forKey: .generation),
            tier: try box.decode(Tier.self, forKey: .tier),
            channel: try box.decode(Channel.self, forKey: .channel),
            contactClass: try box.decode(ContactClass.self, forKey: .contactClass),
            rank: try box.decode(Int.self, forKey: .rank),
            needs: try box.decode([SkillNeed].self, forKey: .needs),
            received: try box.decode(Instant.self, forKey: .received),
            due: try box.decodeIfPresent(Instant.self, forKey: .due),
            cause: try box.decode(Cause.self, forKey: .cause),
            inquiryCount: try box.decode(Int.self, forKey: .inquiryCount),
            barred: try box.decodeIfPresent([Agent.ID].self, forKey: .barred) ?? [])
    }
}

/// Counts the placements of one contact, from 1; a fence against what is late.
public typealias Generation = UInt32
