import Contacts
import Facts

/// How contacts end: each reaches exactly one outcome (P2).
extension RouterMachine {
    /// The member is gone: in service the agent wraps up, anywhere before that the contact ends.
    mutating func memberLeft(_ id: Contact.ID, at: Instant) {
        guard let contact = state.contacts[id] else { return }
        switch contact.phase {
        case .inService: interrupt(contact, .memberLeft, at: at)
        case .wrapUp: break
        case .placed, .connecting, .releasing, .handoffOffered:
            withdraw(contact, .abandoned)
            end(id, contact.outcomeOnLeaving, at: at)
        }
    }

    /// The agent is done. The queue that says so of the current generation has nothing left of the contact,
    /// so it ends wherever the router stood with it.
    mutating func serviceEnded(_ fact: ServiceEnded) {
        guard let contact = current(fact.contact, fact.generation, "service_ended") else { return }
        var awaiting: [Clock.ID] = []
        for inquiry in contact.inquiries {
            guard let word = fact.word(on: inquiry.inquiry.index), word.result == .resolved else { continue }
            awaiting += resolve(inquiry, word, of: contact, at: fact.at, by: fact.agent)
        }
        let left = state.contacts[fact.contact]?.inquiries ?? []
        guard left.isEmpty else {
            let isSaid = left.allSatisfy { fact.word(on: $0.inquiry.index)?.result == .unresolved }
            let outcome: Contact.Outcome = isSaid ? .unresolved : .noResult
            return end(fact.contact, outcome, at: fact.at, agent: fact.agent, awaiting)
        }
        if let open = state.contacts[fact.contact] { awaiting += stopAnswered(open, at: fact.at) }
        end(fact.contact, .resolved, at: fact.at, agent: fact.agent, awaiting)
    }

    /// Records the outcome, after everything that follows from it for the inquiries.
    ///
    /// - Parameter awaiting: The clocks of answered inquiries whose answer is still to be sent.
    mutating func end(
        _ id: Contact.ID, _ outcome: Contact.Outcome, at: Instant, agent: Agent.ID? = nil,
        _ awaiting: [Clock.ID] = []
    ) {
        guard let contact = state.contacts[id] else { return }
        let messages = clocksOfMessages(of: contact, outcome, at: at)
        stopInquiryClocks(of: contact, on: outcome, at: at)
        let isPlaced = contact.placement.generation > 0
        let fact = ContactEnded(
            contact: id,
            gateway: contact.gateway,
            outcome: outcome,
            at: at,
            tier: isPlaced ? contact.placement.tier : nil,
            agent: agent ?? contact.servedBy,
            awaiting: awaiting + messages
        )
        record(.contactEnded(fact), to: [contact.gateway, configuration.directory.watchdog])
    }

    /// An answered contact leaves its inquiries open with a follow-up clock; nobody else's inquiries go on.
    /// The clocks on the contact itself end with it at the watchdog, but for those of a message.
    private mutating func stopInquiryClocks(
        of contact: OpenContact,
        on outcome: Contact.Outcome,
        at: Instant
    ) {
        for inquiry in contact.inquiries {
            let ending = inquiry.clocks.filter {
                !outcome.isAnswered || configuration.clock($0.name)?.stop == .contactEnded
            }
            for clock in ending { stop(clock, of: inquiry.inquiry, at: at, cause: outcome.rawValue) }
            if outcome.isAnswered { startFollowUp(of: inquiry.inquiry, contact) }
        }
    }

    private mutating func startFollowUp(of inquiry: Inquiry.ID, _ contact: OpenContact) {
        let names = configuration.plan.clocksOfLeaving(on: contact.channel)
        for clock in starts(names, of: inquiry.contact, inquiry: inquiry.index, from: contact.received) {
            start(clock)
        }
    }

    /// Takes the contact back from the tier that holds it.
    mutating func withdraw(_ contact: OpenContact, _ reason: ContactWithdrawn.Reason) {
        let fact = ContactWithdrawn(
            contact: contact.placement.contact,
            generation: contact.placement.generation,
            tier: contact.placement.tier,
            reason: reason
        )
        record(.contactWithdrawn(fact), to: [queue(of: contact)])
    }
}

extension ServiceEnded {
    /// The agent's last word on the inquiry; nil when nobody said anything, as in a wrap-up that ran out.
    fileprivate func word(on index: UInt16) -> Inquiry.Disposition? {
        dispositions.last { $0.index == index }
    }
}
