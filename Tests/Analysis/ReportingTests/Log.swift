import Contacts
import Facts
import Kernel
import Projection
import Reporting

/// A hand-made audit log: facts with the station that says them and the second at which it does.
struct Log {
    private(set) var facts: [AuditedFact] = []
    private var sequences: [StationName: UInt64] = [:]

    mutating func say(_ station: StationName, _ second: Int64, _ fact: Fact) {
        sequences[station, default: 0] += 1
        let header = EntryHeader(
            sequence: sequences[station] ?? 0, at: at(second), kind: fact.kind.rawValue,
            contact: fact.contact?.rawValue ?? 0, cause: nil, destinations: [])
        facts.append(AuditedFact(publisher: station, header: header, fact: fact))
    }

    func projection(keyPrefix: String = "") -> ContactProjection {
        var projection = ContactProjection(of: [.contacts, .clocks], keyPrefix: keyPrefix)
        for one in facts { projection.take(one.fact, at: one.header.at) }
        return projection
    }

    var figures: ReplayFigures { ReplayFigures(projection(), rate: 1) }

    var inversions: InversionFinder {
        let projection = projection()
        return InversionFinder(projection.ours, among: projection.contacts.values)
    }

    /// Received, classified and queued; the instant received is that of the second, unless it is said.
    mutating func arrive(
        _ contact: Contact.ID, _ second: Int64, channel: Channel = .phone, key: String = "R/1",
        needs: [SkillNeed] = [], received: Int64? = nil
    ) {
        let came = at(received ?? second)
        say(
            "phone", second,
            .contactReceived(
                ContactReceived(
                    contact: contact, gateway: "phone", channel: channel, received: came, stamped: came,
                    ingested: at(second), attributes: ContactAttributes(inquiries: [.init(type: "benefits")]),
                    hours: .observed, key: key)))
        say(
            "router", second,
            .contactClassified(
                ContactClassified(
                    contact: contact, gateway: "phone", channel: channel, received: came,
                    contactClass: "general", rank: 10, needs: needs, tier: .one, rule: "general-phone",
                    clocks: [],
                    inquiryCount: 1)))
        say(
            "tier-1", second,
            .contactQueued(
                ContactQueued(
                    placement: Placement(
                        contact: contact, generation: 1, tier: .one, channel: channel,
                        contactClass: "general", rank: 10, needs: needs, received: came, due: nil,
                        cause: .arrival, inquiryCount: 1),
                    at: at(second))))
    }

    mutating func offer(
        _ contact: Contact.ID, _ number: UInt64, to agent: Agent.ID, _ second: Int64, tier: Tier = .one,
        received: Int64 = 0, channel: Channel = .phone, inversion: InversionReason? = nil
    ) {
        say(
            tier == .one ? "tier-1" : "tier-2", second,
            .offerMade(
                OfferMade(
                    offer: Offer.ID(tier: tier, number: number), contact: contact, generation: 1,
                    agent: agent,
                    session: "s", channel: channel, contactClass: "general", received: at(received),
                    deadline: at(second + 15), inversion: inversion)))
    }

    mutating func connect(_ contact: Contact.ID, _ number: UInt64, with agent: Agent.ID, _ second: Int64) {
        let offer = Offer.ID(tier: .one, number: number)
        say(
            "tier-1", second,
            .offerAccepted(OfferAccepted(offer: offer, contact: contact, generation: 1, agent: agent)))
        say(
            "phone", second,
            .contactConnected(ContactConnected(contact: contact, offer: offer, agent: agent, at: at(second))))
    }

    mutating func done(_ contact: Contact.ID, with agent: Agent.ID, _ second: Int64) {
        say(
            "tier-1", second,
            .serviceEnded(
                ServiceEnded(contact: contact, generation: 1, agent: agent, dispositions: [], at: at(second)))
        )
    }

    mutating func note(
        _ contact: Contact.ID, _ code: ContactNoted.Code, by agent: Agent.ID, _ second: Int64
    ) {
        say(
            "tier-1", second,
            .contactNoted(
                ContactNoted(contact: contact, generation: 1, agent: agent, code: code, at: at(second))))
    }

    mutating func end(_ contact: Contact.ID, _ outcome: Contact.Outcome, _ second: Int64) {
        say(
            "router", second,
            .contactEnded(
                ContactEnded(
                    contact: contact, gateway: "phone", outcome: outcome, at: at(second), tier: .one,
                    agent: nil)))
    }
}

func at(_ second: Int64) -> Instant { Instant(microseconds: second * 1_000_000) }

let first = Contact.ID(gateway: 1, number: 1)
let second = Contact.ID(gateway: 1, number: 2)
