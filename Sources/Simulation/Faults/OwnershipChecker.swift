import Contacts
import Facts
import TierQueue

/// P3 and P7, from the facts of the tier queues alone: one owner, one open offer, capacity, skills, and
/// order.
struct OwnershipChecker {
    /// A contact at the tier that holds it.
    private struct Place {
        var placement: Placement
        var station: String
        var holder: Agent.ID?
        var offer: Offer.ID?
        var wasOffered = false
    }

    private var places: [Contact.ID: Place] = [:]
    private var held: [Agent.ID: [Contact.ID]] = [:]
    private var offers: [Agent.ID: Offer.ID] = [:]
    private var generations: [Contact.ID: Generation] = [:]
    private var willAccept: [Agent.ID: Set<Offer.ID>] = [:]
    private var order: [String] = []
    private static let roster: [Agent.ID: RosterAgent] = Dictionary(
        SimulatedSite.agents.values.joined().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    mutating func willAccept(_ agent: Agent.ID, _ offer: Offer.ID) {
        willAccept[agent, default: []].insert(offer)
    }

    /// What was found about order since it was last asked.
    mutating func takeOrder() -> [String] {
        defer { order = [] }
        return order
    }

    mutating func take(_ fact: Fact, of station: StationName) -> [String] {
        switch fact {
        case .contactQueued(let fact): return queued(fact.placement, at: "\(station)")
        case .offerMade(let fact): return offered(fact)
        case .offerAccepted(let fact): return accepted(fact)
        case .offerClosed(let fact):
            let isOpen = offers[fact.agent] == fact.offer && places[fact.contact]?.offer == fact.offer
            free(fact.contact)
            return isOpen ? [] : ["\(fact.offer) is closed and was not open"]
        case .contactReturned(let fact):
            if places[fact.contact]?.holder == fact.agent, places[fact.contact]?.offer == nil {
                free(fact.contact)
            }
            return []
        case .serviceEnded(let fact): return left(fact.contact, fact.generation)
        case .contactReleased(let fact): return left(fact.contact, fact.generation)
        default: return []
        }
    }

    private mutating func queued(_ placement: Placement, at station: String) -> [String] {
        let contact = placement.contact
        if let place = places[contact] {
            guard place.station == station, place.placement.generation == placement.generation else {
                return ["\(contact) is at \(place.station) and is queued at \(station)"]
            }
            places[contact]?.placement = placement
            return []
        }
        if let before = generations[contact], before >= placement.generation {
            return ["\(contact) is queued with generation \(placement.generation) after \(before)"]
        }
        generations[contact] = placement.generation
        places[contact] = Place(placement: placement, station: station)
        return []
    }

    private mutating func offered(_ made: OfferMade) -> [String] {
        var found: [String] = []
        guard let place = places[made.contact] else { return ["\(made.contact) is offered and at no tier"] }
        if let holder = place.holder {
            found.append("\(made.contact) is with \(holder) and offered to \(made.agent)")
        }
        if let open = offers[made.agent] {
            found.append("\(made.agent) has open offers \(open) and \(made.offer)")
        }
        checkOrder(made, place)
        offers[made.agent] = made.offer
        places[made.contact]?.holder = made.agent
        places[made.contact]?.offer = made.offer
        places[made.contact]?.wasOffered = true
        held[made.agent, default: []].append(made.contact)
        return found + load(of: made.agent) + skill(of: made.agent, for: place.placement)
    }

    private mutating func accepted(_ fact: OfferAccepted) -> [String] {
        var found: [String] = []
        if offers[fact.agent] != fact.offer || places[fact.contact]?.offer != fact.offer {
            found.append("\(fact.offer) is accepted and was not open")
        }
        if !(willAccept[fact.agent]?.contains(fact.offer) ?? false) {
            found.append("\(fact.offer) counts as accepted, and \(fact.agent) never accepted it")
        }
        offers[fact.agent] = nil
        places[fact.contact]?.offer = nil
        return found
    }

    private mutating func free(_ contact: Contact.ID) {
        guard let agent = places[contact]?.holder else { return }
        if let offer = places[contact]?.offer, offers[agent] == offer { offers[agent] = nil }
        held[agent]?.removeAll { $0 == contact }
        places[contact]?.holder = nil
        places[contact]?.offer = nil
    }

    private mutating func left(_ contact: Contact.ID, _ generation: Generation) -> [String] {
        guard let place = places[contact] else { return ["\(contact) leaves a tier where it is not"] }
        free(contact)
        places[contact] = nil
        return place.placement.generation == generation
            ? [] : ["\(contact) leaves under generation \(generation)"]
    }

    private func load(of agent: Agent.ID) -> [String] {
        guard let capacity = Self.roster[agent]?.capacity else { return ["\(agent) is not on the roster"] }
        let channels = (held[agent] ?? []).compactMap { places[$0]?.placement.channel }
        let voice = channels.filter { $0 == .phone }.count
        let chat = channels.filter { $0 == .chat }.count
        let written = channels.count - voice - chat
        let isOver = voice > capacity.voice || chat > capacity.chat || written > capacity.written
        return isOver || voice > 0 && channels.count > voice ? ["\(agent) is over capacity: \(channels)"] : []
    }

    private func skill(of agent: Agent.ID, for placement: Placement) -> [String] {
        let skills = Self.roster[agent]?.skills ?? []
        let lacks = placement.needs.filter { need in
            !skills.contains { $0.skill == need.skill && $0.level >= need.level }
        }
        return lacks.isEmpty ? [] : ["\(agent) lacks \(lacks) for \(placement.contact)"]
    }

    /// No telephone contact of the same class and need that was never offered waits before this one.
    private mutating func checkOrder(_ made: OfferMade, _ place: Place) {
        guard made.inversion == nil, made.channel == .phone, !place.wasOffered else { return }
        let own = place.placement
        for other in places.keys.sorted() {
            guard let waiting = places[other], waiting.station == place.station, waiting.holder == nil,
                !waiting.wasOffered, other != made.contact, waiting.placement.channel == .phone,
                waiting.placement.contactClass == own.contactClass, waiting.placement.needs == own.needs,
                (waiting.placement.received, other) < (own.received, made.contact)
            else { continue }
            order.append("\(made.contact) is offered before \(other), which came first, without a reason")
        }
    }

    /// Contacts that a tier holds.
    var atTiers: Set<Contact.ID> { Set(places.keys) }
}
