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
    /// The first offer, by the order of the queue that made it.
    public internal(set) var firstOffer: FirstOffer?
    /// Every offer made.
    public internal(set) var offers = 0
    /// When a person first answered.
    public internal(set) var answered: Instant?
    /// Who did.
    public internal(set) var answeredBy: Agent.ID?
    /// Its first terminal outcome.
    public internal(set) var ended: ContactEnded?
    /// How many terminal outcomes were recorded; more than one is a defect.
    public internal(set) var terminalCount = 0
    /// Hand-offs that the target took, by generation.
    public internal(set) var handoffs: [Generation: Handoff] = [:]
    /// Inquiries settled at this contact.
    public internal(set) var resolvedInquiries: Set<UInt16> = []
    /// Those of them whose answer the member accepted, as an agent wrote down.
    public internal(set) var acceptedInquiries: Set<UInt16> = []
    /// Instants at which the member was put on hold and came off it, and of the connections in between.
    var line: [LineEvent] = []
    /// Instants at which a tier let the contact go to another.
    var releases: [Instant] = []
    /// The stretches of time in which one agent had it, offers included.
    var stays: [Stay] = []
    /// What stations said about agents' wishes to pass it on.
    var movesHeard: [MoveHeard] = []
    /// Offers made by a queue while an earlier stay there was still open; never, if the queue keeps its
    /// promise.
    var overlaps = 0

    /// The first time it was presented to an agent.
    public struct FirstOffer: Hashable, Sendable {
        /// When.
        public var at: Instant
        /// The offer; its number gives the order within its queue.
        public var offer: Offer.ID
        /// Whom to.
        public var agent: Agent.ID
        /// The instant that gave its place.
        public var received: Instant
        /// Why it may have come before an earlier one.
        public var inversion: InversionReason?
    }

    /// A move from one tier to another.
    public struct Handoff: Hashable, Sendable {
        /// From where; nil until the router's offer is in the log.
        public var from: Tier?
        /// To where.
        public var to: Tier?
        /// True once the target holds it.
        public var isAccepted = false
    }

    struct LineEvent: Hashable, Sendable {
        enum Change: Hashable, Sendable { case connected, held, resumed, parted }
        var at: Instant
        var change: Change
    }

    /// One agent's hold on the contact, from the offer on.
    struct Stay: Hashable, Sendable {
        var offer: Offer.ID
        var agent: Agent.ID
        var from: Instant
        var to: Instant?
        var isAccepted = false
    }

    init(_ contact: Contact.ID) { self.contact = contact }

    /// How it came, as far as the log says.
    public var channel: Channel? { received?.channel ?? classified?.channel }

    /// How long the member waited for the first answer; nil when nobody answered.
    public var wait: Duration? {
        guard let answered, let received else { return nil }
        return received.received.duration(to: answered)
    }

    /// Hand-offs that were taken, in order.
    public var takenHandoffs: [Handoff] {
        handoffs.sorted { $0.key < $1.key }.map(\.value).filter(\.isAccepted)
    }

    /// The member's time on hold: agents' holds, and transfer waits after the first answer (reading A13).
    public var hold: Duration {
        var spans: [(from: Instant, to: Instant)] = []
        var since: Instant?
        let end = ended?.at ?? line.last?.at ?? .distantPast
        for event in line {
            switch event.change {
            case .held: since = since ?? event.at
            case .resumed, .parted, .connected:
                if let from = since { spans.append((from, event.at)) }
                since = nil
            }
        }
        if let since { spans.append((since, max(since, end))) }
        if answered != nil {
            for release in releases {
                let over = line.first { $0.change != .held && $0.change != .resumed && $0.at >= release }?.at
                spans.append((release, max(release, over ?? end)))
            }
        }
        return Self.total(spans)
    }

    /// The length of the union of `spans`.
    private static func total(_ spans: [(from: Instant, to: Instant)]) -> Duration {
        var sum = Duration.zero
        var covered = Instant.distantPast
        for span in spans.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) where span.to > covered {
            sum += max(span.from, covered).duration(to: span.to)
            covered = span.to
        }
        return sum
    }

    /// True when two agents had the contact, or two offers of it were open, at the same time.
    public var wasDoubleAssigned: Bool {
        if overlaps > 0 { return true }
        var covered = Instant.distantPast
        for stay in stays.sorted(by: { ($0.from, $0.offer) < ($1.from, $1.offer) }) {
            let to = stay.to ?? ended.map { max($0.at, stay.from) } ?? .distantFuture
            if stay.from < covered { return true }
            covered = max(covered, to)
        }
        return false
    }
}
