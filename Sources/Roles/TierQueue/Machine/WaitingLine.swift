import Contacts

/// What contacts in one waiting line have in common; any agent who can serve one of them can serve all.
struct LineKey: Hashable {
    var contactClass: ContactClass
    var needs: [SkillNeed]
    var channel: Channel
    var rank: Int

    init(_ placement: Placement) {
        contactClass = placement.contactClass
        needs = placement.needs
        channel = placement.channel
        rank = placement.rank
    }

    /// True when a telephone contact of `other` before one of this line would be jumped by it (P7).
    func sharesOrder(with other: LineKey) -> Bool {
        contactClass == other.contactClass && needs == other.needs && channel == other.channel
            && channel == .phone && rank != other.rank
    }
}

/// A contact's place in its line, and among lines of equal rank.
struct PlaceKey: Hashable, Comparable {
    /// When it is wanted, for work that can wait; when it was received, for a member who waits.
    var urgency: Instant
    /// When it was received.
    var received: Instant
    /// Decides between equals, so that a replay is exact.
    var contact: Contact.ID

    init(_ placement: Placement) {
        urgency = placement.channel.isLive ? placement.received : placement.due ?? .distantFuture
        received = placement.received
        contact = placement.contact
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.urgency, left.received, left.contact) < (right.urgency, right.received, right.contact)
    }
}

/// The order in which contacts of any lines are offered, as ``WaitingLine/goes(_:before:of:)`` has it.
struct ServingOrder: Comparable {
    private var rank: Int
    private var isLive: Bool
    private var place: PlaceKey

    init(_ placement: Placement) {
        rank = placement.rank
        isLive = placement.channel.isLive
        place = PlaceKey(placement)
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.rank != right.rank { return left.rank < right.rank }
        if left.isLive != right.isLive { return left.isLive }
        return left.place < right.place
    }
}

/// The waiting contacts of one class and need, in the order they are to be served.
struct WaitingLine {
    /// What they have in common.
    let key: LineKey
    /// What they count as against capacity.
    let kind: WorkKind
    /// The skill groups that can serve them, in index order.
    let groups: [Int]
    /// How many live classes the least flexible of `groups` serve.
    var leastFlexible = 0
    /// Other lines of the same class and need whose order this one may break by its rank.
    var siblings: [Int] = []
    /// Those that any of `groups` may be offered.
    var open = SortedKeys<PlaceKey>()
    /// Those from which somebody is barred or that somebody declined; few, and apart so that nobody else
    /// steps over them to find the head.
    var declined = SortedKeys<PlaceKey>()

    /// The earliest contact, whoever may serve it.
    var earliest: PlaceKey? {
        guard let open = open.first else { return declined.first }
        return declined.first.map { min($0, open) } ?? open
    }

    /// True when a contact at `place` of this line goes before one at `otherPlace` of `other`.
    func goes(_ place: PlaceKey, before otherPlace: PlaceKey, of other: WaitingLine) -> Bool {
        if key.rank != other.key.rank { return key.rank < other.key.rank }
        if key.channel.isLive != other.key.channel.isLive { return key.channel.isLive }
        return place < otherPlace
    }
}
