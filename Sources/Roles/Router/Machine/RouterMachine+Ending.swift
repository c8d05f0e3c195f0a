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
        for inquiry in contact.inquiries {
            guard let word = fact.resolution(of: inquiry.inquiry.index) else { continue }
            resolve(inquiry, at: fact.at, word.acceptance)
        }
        guard state.contacts[fact.contact]?.inquiries.isEmpty == true else {
            return end(fact.contact, .unresolved, at: fact.at, agent: fact.agent)
        }
        stopClocks(of: fact.contact, on: .resolved, at: fact.at)
        end(fact.contact, .resolved, at: fact.at, agent: fact.agent)
    }

    /// Records the outcome, after everything that follows from it for the inquiries.
    mutating func end(_ id: Contact.ID, _ outcome: Contact.Outcome, at: Instant, agent: Agent.ID? = nil) {
        guard let contact = state.contacts[id] else { return }
        stopInquiryClocks(of: contact, on: outcome, at: at)
        let isPlaced = contact.placement.generation > 0
        let fact = ContactEnded(
            contact: id,
            gateway: contact.gateway,
            outcome: outcome,
            at: at,
            tier: isPlaced ? contact.placement.tier : nil,
            agent: agent ?? contact.servedBy
        )
        record(.contactEnded(fact), to: [contact.gateway, configuration.directory.watchdog])
    }

    /// An answered contact leaves its inquiries open with a follow-up clock; nobody else's inquiries go on.
    /// The clocks on the contact itself end with it at the watchdog.
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

    /// Settles an inquiry and those that earlier contacts left open in the same case; what the member says of
    /// the answer is said of them too.
    private mutating func resolve(_ inquiry: OpenInquiry, at: Instant, _ acceptance: Inquiry.Acceptance?) {
        let earlier = (state.inquiriesByCase[inquiry.caseID] ?? []).compactMap { state.openInquiries[$0] }
        for settled in earlier + [inquiry] {
            record(
                .inquiryResolved(
                    InquiryResolved(inquiry: settled.inquiry, at: at, acceptance: acceptance)),
                to: [configuration.directory.watchdog]
            )
            for clock in settled.clocks { stop(clock, of: settled.inquiry, at: at, cause: "resolved") }
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
    /// The agent's last word on the inquiry, if that is that it is resolved; no word means it is not.
    fileprivate func resolution(of index: UInt16) -> Inquiry.Disposition? {
        let last = dispositions.last { $0.index == index }
        return last?.result == .resolved ? last : nil
    }
}
