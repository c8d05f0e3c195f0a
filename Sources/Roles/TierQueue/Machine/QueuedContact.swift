import Contacts
import Facts

/// A contact that this tier holds: its placement and where it stands.
///
/// While it is held its generation is also the fence against late placements. After it left, no fence is
/// kept: the router's stream is ordered and each entry is handled once, so a placement older than the one
/// that left can not come any more, and memory stays that of the contacts in hand.
struct QueuedContact: Hashable, Sendable, Codable {
    /// What the router placed here.
    var placement: Placement
    /// Where it stands.
    var stage: Stage
    /// The last decline, until somebody accepts; the contact goes to somebody else who is free, if there is.
    var lastDecline: Decline?
    /// What agents noted so far about its inquiries, by index.
    var dispositions: [Inquiry.Disposition] = []
    /// How often the medium was asked for something at this placement.
    var asks: UInt64 = 0
    /// What the medium was asked for and has neither done nor refused; nil, as in older checkpoints, for
    /// nothing.
    var openAsks: [MediumAsked.Action]?
    /// How often in a row an offer of written work went to a higher class while this one was the first of its
    /// line; nil, as in older checkpoints, for never.
    var passedOver: Int?
    /// How often it was put aside for somebody who waited; nil, as in older checkpoints, for never.
    var parkings: Int?
    /// The codes that agents noted about it here; nil, as in older checkpoints, for none.
    var noted: [ContactNoted.Code]?

    /// Where a held contact stands; each case carries what is true in it and nothing else.
    enum Stage: Hashable, Sendable, Codable {
        /// Waiting at its place.
        case waiting
        /// Presented to one agent until `deadline`.
        case offered(Offer.ID, agent: Agent.ID, deadline: Instant)
        /// Accepted; the medium is being connected.
        case connecting(Offer.ID, agent: Agent.ID)
        /// Connected.
        case inService(Offer.ID, agent: Agent.ID)
        /// Connected, the member on hold.
        case held(Offer.ID, agent: Agent.ID)
        /// Put aside by its agent for somebody who waits.
        case parked(Offer.ID, agent: Agent.ID)
        /// The medium is gone and the agent finishes the work; ends by itself at `until`.
        case wrapUp(agent: Agent.ID, until: Instant?)
    }

    /// An agent said no.
    struct Decline: Hashable, Sendable, Codable {
        /// Who declined last.
        var agent: Agent.ID
        /// Until when that agent is not asked again at all; nil once that is over.
        var until: Instant?
    }

    /// True when `agent` may not be offered it now: for good after a conflict of interest, otherwise until
    /// the back-off after the agent's decline is over.
    func bars(_ agent: Agent.ID) -> Bool {
        if let barred = placement.barred, barred.contains(agent) { return true }
        guard let decline = lastDecline else { return false }
        return decline.agent == agent && decline.until != nil
    }

    /// True when who may be offered it depends on who it is.
    var isParticular: Bool { lastDecline != nil || placement.barred != nil }

    /// The agent who holds it, or is being offered it.
    var agent: Agent.ID? {
        switch stage {
        case .waiting: nil
        case .offered(_, let agent, _), .connecting(_, let agent), .inService(_, let agent),
            .held(_, let agent), .parked(_, let agent), .wrapUp(let agent, _):
            agent
        }
    }

    /// True while it stands in its waiting line.
    var isWaiting: Bool {
        switch stage {
        case .waiting: true
        case .offered, .connecting, .inService, .held, .parked, .wrapUp: false
        }
    }

    /// When something is due with it.
    var deadline: Instant? {
        switch stage {
        case .waiting: lastDecline?.until
        case .offered(_, _, let deadline): deadline
        case .wrapUp(_, let until): until
        case .connecting, .inService, .held, .parked: nil
        }
    }

    /// The phase as its agent's snapshot shows it.
    var phase: Contact.Phase {
        switch stage {
        case .waiting: .waiting
        case .offered: .offered
        case .connecting: .connecting
        case .inService: .inService
        case .held: .held
        case .parked: .parked
        case .wrapUp: .wrapUp
        }
    }

    /// One disposition for each inquiry; what nobody noted has no result.
    var completedDispositions: [Inquiry.Disposition] {
        guard placement.inquiryCount > 0 else { return [] }
        return (1...placement.inquiryCount).map { number in
            let index = UInt16(clamping: number)
            return dispositions.first { $0.index == index }
                ?? Inquiry.Disposition(index: index, result: .noResult)
        }
    }

    /// Goes on to `next`; what the medium was asked for and has brought about, or what nobody is there for
    /// any more, is not open any longer.
    mutating func enter(_ next: Stage) {
        switch next {
        case .held: settle(.hold)
        case .parked: parkings = (parkings ?? 0) + 1
        case .inService: if case .held = stage { settle(.resume) }
        case .waiting, .offered, .connecting, .wrapUp: openAsks = nil
        }
        stage = next
    }

    /// The medium is asked for something.
    mutating func ask(_ action: MediumAsked.Action) {
        asks += 1
        // A second reply is another one, of which the queue does not hear that it went out.
        guard action != .reply else { return }
        openAsks = (openAsks ?? []) + [action]
    }

    /// The medium has done it or will not.
    mutating func settle(_ action: MediumAsked.Action) {
        guard let left = openAsks?.filter({ $0 != action }) else { return }
        openAsks = left.isEmpty ? nil : left
    }

    /// An agent said something about it in a code.
    mutating func note(_ code: ContactNoted.Code) { noted = (noted ?? []) + [code] }

    /// Takes `noted` over what was noted before about the same inquiries.
    mutating func note(_ noted: [Inquiry.Disposition]) {
        for disposition in noted {
            dispositions.removeAll { $0.index == disposition.index }
            dispositions.append(disposition)
        }
        dispositions.sort { $0.index < $1.index }
    }
}

/// When something is due with a contact: an offer's answer, the end of wrap-up, the end of a decline's
/// back-off.
///
/// A contact is in one stage, so it has at most one.
struct ContactDeadline: Hashable, Comparable, Sendable, Codable {
    /// When.
    var at: Instant
    /// With which contact.
    var contact: Contact.ID

    static func < (left: Self, right: Self) -> Bool {
        (left.at, left.contact) < (right.at, right.contact)
    }
}
