import Contacts
import Deciding
import Facts
import Kernel

/// Knows what was promised and sees what became durable; stands outside of the system that it judges.
///
/// It is told of each entry when it reaches its station's disk, in the order of that, and of what the
/// outside sent
/// and heard. It asks no station for anything.
struct Oracle {
    /// A broken promise.
    struct Finding: Hashable, Sendable {
        var promise: String
        var text: String
    }

    private let codec: any MachineCodec
    var now: Int64 = 0
    private(set) var findings: [Finding] = []
    private var outcomes = OutcomeChecker()
    private var ownership = OwnershipChecker()
    private var clocks = ClockChecker()
    private var audit = AuditChecker()
    private var lastFor: [StationName: UInt64] = [:]
    /// Kinds that were seen, so that a test can tell whether runs reach everything.
    private(set) var kinds: Set<FactKind> = []

    init(codec: any MachineCodec) { self.codec = codec }

    var hasFinding: Bool { !findings.isEmpty }

    mutating func find(_ promise: String, _ text: String) {
        findings.append(Finding(promise: promise, text: text))
    }

    private mutating func collect(_ promise: String, _ texts: [String]) {
        for text in texts { find(promise, text) }
    }

    // MARK: What the outside says

    /// Written before the first attempt to send.
    mutating func tried(_ key: String) { outcomes.tried(key) }

    /// Written when the gateway's acceptance was heard.
    mutating func acknowledged(_ contact: Contact.ID, key: String) {
        collect("P1", outcomes.acknowledged(contact, key: key))
    }

    /// An agent is about to accept.
    mutating func willAccept(_ agent: Agent.ID, _ offer: Offer.ID) { ownership.willAccept(agent, offer) }

    // MARK: What becomes durable

    mutating func take(_ entry: Entry, of station: StationName, at instant: Instant) throws {
        collect("P5", try audit.take(entry, of: station))
        guard entry.kind >= 16 else {
            if entry.kind == StationKind.inputQuarantined.rawValue {
                find("poison", "\(station) quarantined \(try InputQuarantined(body: entry.body).reason)")
            }
            return
        }
        if station == "router" {
            for consumer in entry.header.destinations { lastFor[consumer] = entry.sequence }
        }
        let fact = try codec.fact(kind: entry.kind, body: entry.body)
        kinds.insert(fact.kind)
        if SimulatedSite.queues.contains(station) {
            collect("P3", ownership.take(fact, of: station))
            collect("P7", ownership.takeOrder())
        } else {
            if case .invariantBroken(let broken) = fact, broken.invariant != .everybodyBarred {
                find("P3", "\(broken.contact), \(broken.invariant.rawValue): \(broken.evidence)")
            }
            collect("P2", outcomes.take(fact, of: station))
            collect("P4", clocks.take(fact, of: station, at: instant))
        }
    }

    // MARK: What is left

    /// Durably taken contacts without an outcome, of one gateway or of all.
    func open(gateway: UInt16?) -> [Contact.ID] {
        outcomes.open.filter { gateway == nil || $0.gateway == gateway }.sorted()
    }

    /// How many contacts were taken durably.
    var contacts: Int { outcomes.received }
    /// How many thresholds of clocks passed.
    var passings: Int { clocks.passings }
    /// Contacts that a gateway has not closed.
    var custody: Set<Contact.ID> { outcomes.custody }
    /// Contacts that a tier holds.
    var held: Set<Contact.ID> { ownership.atTiers }

    /// The router's last entry for `consumer`.
    func lastEntry(for consumer: StationName) -> UInt64 { lastFor[consumer] ?? 0 }

    /// Clocks that should have fired a while ago.
    func overdueClocks(_ instant: Instant) -> [String] { clocks.overdue(instant.advanced(by: .seconds(-5))) }

    /// What can be said only at the end, when nobody has anything more to say.
    mutating func checkAtEnd(_ instant: Instant) {
        collect("P1", outcomes.lost)
        collect("P4", clocks.wrong())
        collect("P5", audit.missing)
    }
}
