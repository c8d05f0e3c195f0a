import Contacts
import Facts
import Testing

@testable import TierQueue

/// Holds the facts of a walk against the promises P2, P3 and P7; knows nothing of how the machine decides.
struct Checker {
    private let settings: TierQueueConfiguration
    /// Every contact that this tier holds, by its facts.
    private(set) var open: [Contact.ID: Seen] = [:]
    /// How many contacts came, and how many left by exactly one end.
    private(set) var came = 0
    private(set) var left = 0
    private(set) var firstOffers = 0
    private(set) var kinds: Set<FactKind> = []
    private var holding: [Agent.ID: [Contact.ID]] = [:]
    private var offers: [Agent.ID: Offer.ID] = [:]
    /// What its agent has put aside, and how often anything was.
    private var aside: Set<Contact.ID> = []
    private(set) var parkings: [Contact.ID: Int] = [:]

    /// What the checker knows of one contact.
    struct Seen {
        var placement: Placement
        var holder: Agent.ID?
        var wasOffered = false
        var offer: Offer.ID?
    }

    private var now = Instant(microseconds: 0)

    init(_ settings: TierQueueConfiguration) { self.settings = settings }

    mutating func take(_ facts: [Fact], at now: Instant) {
        self.now = now
        for fact in facts {
            kinds.insert(fact.kind)
            switch fact {
            case .contactQueued(let fact):
                if open[fact.placement.contact] == nil {
                    came += 1
                    open[fact.placement.contact] = Seen(placement: fact.placement)
                } else {
                    open[fact.placement.contact]?.placement = fact.placement
                }
            case .offerMade(let fact): offered(fact)
            case .offerAccepted(let fact):
                #expect(offers[fact.agent] == fact.offer, "only the open offer is accepted")
                #expect(open[fact.contact]?.offer == fact.offer, "only the contact's open offer is accepted")
                offers[fact.agent] = nil
                open[fact.contact]?.offer = nil
            case .offerClosed(let fact):
                #expect(offers[fact.agent] == fact.offer, "only the open offer is closed")
                free(fact.contact)
            case .workParked(let fact):
                #expect(
                    open[fact.contact]?.placement.channel.isLive == false, "nobody who waits is put aside")
                aside.insert(fact.contact)
                parkings[fact.contact, default: 0] += 1
                #expect(parkings[fact.contact] ?? 0 <= 3, "\(fact.contact) is put aside too often")
            case .workResumed(let fact): aside.remove(fact.contact)
            case .contactReturned(let fact): if open[fact.contact]?.holder != nil { free(fact.contact) }
            case .serviceEnded(let fact): end(fact.contact)
            case .contactReleased(let fact): end(fact.contact)
            default: break
            }
        }
    }

    /// Nothing that waits could be served by somebody free, and the derived index is what a new one would be.
    func check(_ machine: TierQueueMachine) {
        var index = machine.index
        if machine.state.deskLink == .regained {
            #expect(index.best(in: machine.stored.contacts, at: now) == nil, "somebody free for what waits")
        }
        let anew = MatchIndex(machine.configuration, machine.stored)
        #expect(index.groups.map(\.free) == anew.groups.map(\.free))
        #expect(index.groups.map(\.soft) == anew.groups.map(\.soft))
        for record in machine.state.agents.values where record.session != nil {
            let isIdle = !record.work.isEmpty && record.work.allSatisfy { $0.phase == .parked }
            #expect(!isIdle, "whoever put something aside does something else, or goes on with it")
        }
        for line in index.lines {
            let other = anew.lines.first { $0.key == line.key }
            #expect(line.open.keys == other?.open.keys ?? [])
            #expect(line.declined.keys == other?.declined.keys ?? [])
        }
        #expect(machine.state.contactCount == open.count, "nobody is lost")
    }

    private mutating func offered(_ made: OfferMade) {
        guard let seen = open[made.contact] else {
            Issue.record("\(made.contact) is offered and not here")
            return
        }
        #expect(seen.holder == nil, "\(made.contact) has one owner or one open offer")
        #expect(offers[made.agent] == nil, "\(made.agent) has one open offer")
        checkOrder(made, seen)
        if !seen.wasOffered { firstOffers += 1 }
        offers[made.agent] = made.offer
        holding[made.agent, default: []].append(made.contact)
        open[made.contact]?.holder = made.agent
        open[made.contact]?.offer = made.offer
        open[made.contact]?.wasOffered = true
        checkCapacity(made.agent)
        checkSkills(made.agent, seen.placement)
    }

    /// No contact of the same class and need that was never offered waits before this one.
    private func checkOrder(_ made: OfferMade, _ seen: Seen) {
        guard made.inversion == nil else { return }
        let own = seen.placement
        for other in open.values where other.holder == nil && !other.wasOffered {
            let waiting = other.placement
            guard waiting.contact != own.contact, waiting.contactClass == own.contactClass,
                waiting.needs == own.needs, waiting.channel == own.channel,
                waiting.channel == .phone || waiting.rank == own.rank
            else { continue }
            let key = { (placement: Placement) in
                (placement.due ?? placement.received, placement.received, placement.contact)
            }
            #expect(key(own) < key(waiting), "\(own.contact) is offered before \(waiting.contact)")
        }
    }

    private func checkCapacity(_ agent: Agent.ID) {
        guard let capacity = settings.agents.first(where: { $0.id == agent })?.capacity else {
            Issue.record("\(agent) is on the roster")
            return
        }
        let channels = (holding[agent] ?? []).filter { !aside.contains($0) }.compactMap {
            open[$0]?.placement.channel
        }
        let voice = channels.filter { $0 == .phone }.count
        let chat = channels.filter { $0 == .chat }.count
        let written = channels.count - voice - chat
        #expect(voice <= capacity.voice && chat <= capacity.chat && written <= capacity.written)
        #expect(voice == 0 || channels.count == voice, "a voice contact stands alone")
    }

    private func checkSkills(_ agent: Agent.ID, _ placement: Placement) {
        let skills = settings.agents.first { $0.id == agent }?.skills ?? []
        for need in placement.needs {
            #expect(skills.contains { $0.skill == need.skill && $0.level >= need.level })
        }
    }

    private mutating func free(_ contact: Contact.ID) {
        guard let agent = open[contact]?.holder else { return }
        if offers[agent] != nil, offers[agent] == open[contact]?.offer { offers[agent] = nil }
        holding[agent]?.removeAll { $0 == contact }
        aside.remove(contact)
        open[contact]?.holder = nil
        open[contact]?.offer = nil
    }

    private mutating func end(_ contact: Contact.ID) {
        free(contact)
        #expect(open.removeValue(forKey: contact) != nil, "\(contact) ends here once")
        left += 1
    }
}
