import Contacts
import Facts

/// Messages to members: only what the medium says of them stops a clock, and what comes back was not sent.
///
/// - Source: TOM 1-3 ¶3.0; reading A47.
extension RouterMachine {
    /// How long what was sent may come back; the gateway listens as long.
    static let returnsWithin: Duration = .seconds(7 * 86_400)

    /// A message for the member went out.
    mutating func sent(_ fact: MessageSent) {
        guard let event = fact.purpose.stop else {
            return stopClocks(of: fact.contact, on: .personWrote, at: fact.at)
        }
        note(fact.contact, fact.purpose, .sent, at: fact.at)
        let until = fact.at.advanced(by: Self.returnsWithin)
        for clock in clocks(of: fact.contact, awaiting: event) {
            stop(clock, at: fact.at, cause: event.rawValue, reopensUntil: until, message: fact.purpose)
        }
    }

    /// A message did not go out, or came back: what it had stopped runs on as if it had never stopped.
    mutating func failed(_ fact: MessageFailed, at now: Instant) {
        guard fact.purpose.stop != nil else { return }
        note(fact.contact, fact.purpose, .failed, at: fact.at)
        for stopped in state.mail(of: fact.contact)?.stopped ?? []
        where stopped.message == fact.purpose && now <= stopped.until {
            record(
                .clockResumed(
                    ClockResumed(clock: stopped.clock, at: fact.at, cause: "\(fact.purpose.rawValue) failed")),
                to: [configuration.directory.watchdog])
        }
    }

    /// Of a contact that is not written nothing is sent that could come back.
    private mutating func note(
        _ contact: Contact.ID, _ purpose: MessagePurpose, _ word: MessageNoted.Word, at: Instant
    ) {
        guard state.contacts[contact]?.channel.isMail ?? (state.mail(of: contact) != nil) else { return }
        record(
            .messageNoted(MessageNoted(contact: contact, purpose: purpose, word: word, at: at)))
    }

    /// The clocks that end with `event`, of the contact, of its inquiries, also of those that it left open, and
    /// those that wait for nothing else any more.
    private func clocks(of contact: Contact.ID, awaiting event: ClockRule.Stop) -> [Clock.ID] {
        func waits(_ clock: StartedClock) -> Bool { configuration.clock(clock.name)?.stop == event }
        let open = state.contacts[contact]
        var clocks = (open?.clocks ?? []).filter(waits).map { Clock.ID($0.name, contact: contact) }
        for inquiry in open?.inquiries ?? state.inquiries(leftBy: contact) where inquiry.answer == nil {
            clocks += inquiry.clocks.filter(waits).map {
                Clock.ID($0.name, contact: contact, inquiry: inquiry.inquiry.index)
            }
        }
        return clocks
            + (state.mail(of: contact)?.awaiting ?? []).filter {
                (configuration.clock($0.name)?.stop == .acknowledged) == (event == .acknowledged)
            }
    }

    /// Stops the clocks of an inquiry that its own contact answers; those of an answer that is still to be
    /// sent go on until it is.
    ///
    /// - Returns: the clocks that go on.
    mutating func stopAnswered(_ inquiry: OpenInquiry, at: Instant) -> [Clock.ID] {
        let contact = inquiry.inquiry.contact
        let clocks = inquiry.clocks.map {
            Clock.ID($0.name, contact: contact, inquiry: inquiry.inquiry.index)
        }
        return stopAnswered(clocks, of: contact, at: at)
    }

    /// The same of the clocks on the contact itself.
    mutating func stopAnswered(_ contact: OpenContact, at: Instant) -> [Clock.ID] {
        let id = contact.placement.contact
        let clocks = contact.clocks.filter { configuration.clock($0.name)?.stop == .resolved }
        return stopAnswered(clocks.map { Clock.ID($0.name, contact: id) }, of: id, at: at)
    }

    private mutating func stopAnswered(
        _ clocks: [Clock.ID], of contact: Contact.ID, at: Instant
    ) -> [Clock.ID] {
        switch state.mail(of: contact)?.reply {
        case .asked, .failed: return clocks
        case .sent:
            let until = at.advanced(by: Self.returnsWithin)
            for clock in clocks {
                stop(clock, at: at, cause: "resolved", reopensUntil: until, message: .reply)
            }
        case nil: for clock in clocks { stop(clock, at: at, cause: "resolved") }
        }
        return []
    }

    /// The clocks of a contact that go on after it because of a message: who was answered is still owed the
    /// acknowledgement, for anybody else nothing is left to be sent.
    mutating func clocksOfMessages(
        of contact: OpenContact, _ outcome: Contact.Outcome, at: Instant
    ) -> [Clock.ID] {
        let id = contact.placement.contact
        guard outcome.isAnswered else {
            for clock in state.mail(of: id)?.awaiting ?? [] { stop(clock, at: at, cause: outcome.rawValue) }
            return []
        }
        return contact.clocks.filter { clock in
            let stop = configuration.clock(clock.name)?.stop
            return stop == .acknowledged || stop == .replied
        }.map { Clock.ID($0.name, contact: id) }
    }

    /// A person told the member otherwise what a reply was to say that did not arrive.
    ///
    /// - Returns: true when the inquiry had such a reply.
    mutating func answeredOtherwise(_ fact: InquiryFollowedUp) -> Bool {
        let awaiting = (state.mail(of: fact.contact)?.awaiting ?? []).filter {
            $0.inquiry == fact.said.index
        }
        guard fact.said.result == .resolved, !awaiting.isEmpty else { return false }
        for clock in awaiting { stop(clock, at: fact.at, cause: "resolved") }
        return true
    }
}

extension MessagePurpose {
    /// What ends when it was sent; nil for a line, which nobody sends again.
    fileprivate var stop: ClockRule.Stop? {
        switch self {
        case .acknowledgement: .acknowledged
        case .reply: .replied
        case .line: nil
        }
    }
}
