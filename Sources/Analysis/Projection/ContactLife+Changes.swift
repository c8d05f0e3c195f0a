public import Contacts
internal import Facts
public import Standards

// What was said of a contact after its receipt, and what it would be without.

extension ContactLife {
    /// When it was received, by all that was said of it; nil until its receipt is in the log.
    public var receipt: Instant? { changes.last?.received ?? received?.received }

    /// When it was received by a later word; nil while there is none.
    public var correctedReceipt: Instant? { changes.isEmpty ? nil : receipt }

    /// What it is, by all that was said of it; nil until its receipt is in the log.
    public var attributes: ContactAttributes? { changes.last?.attributes ?? received?.attributes }

    mutating func take(_ fact: ContactChanged) {
        changes.append(fact)
        isCorrectedLate =
            isCorrectedLate || ended != nil || inquiries.values.contains { $0.resolved != nil }
    }

    /// The same contact as it would be had some of its changes not been said, by their place.
    public func without(_ undone: Set<Int>) -> ContactLife {
        var life = self
        life.changes = []
        guard var attributes = received?.attributes, var receipt = received?.received else { return life }
        for (place, said) in changes.enumerated() where !undone.contains(place) {
            switch said.change {
            case .received(let instant): receipt = instant
            case .reclassified(let kind): attributes = kind.applied(to: attributes)
            }
            var change = said
            change.received = receipt
            change.attributes = attributes
            life.changes.append(change)
        }
        return life
    }

    /// A clock of an inquiry that an agent settled stops: the member has the answer.
    mutating func take(_ fact: ClockStopped) {
        guard fact.message == .reply || fact.cause == "resolved" else { return }
        guard let known = inquiries[fact.clock.inquiry], known.resolved != nil else { return }
        inquiries[fact.clock.inquiry]?.answered = fact.at
    }

    /// A clock runs on: what it had stopped at came back, or the member objects.
    mutating func take(_ fact: ClockResumed) { inquiries[fact.clock.inquiry]?.answered = nil }

    /// What comes back later than any medium gives up is about something else (decision 0044).
    mutating func take(_ fact: MessageFailed) {
        guard let sent = messages[fact.purpose], fact.takesBack(sentAt: sent) else { return }
        messages[fact.purpose] = nil
    }

    /// When what stops a clock happened to the contact, or to an inquiry of it, first; nil when it did not.
    public func happened(_ stop: StandardClock.StopEvent, inquiry: UInt16) -> Instant? {
        switch stop {
        case .stamped: received?.ingested
        case .acknowledged: messages[.acknowledgement]
        case .replied: messages[.reply]
        case .personWrote: messages[.line]
        case .answered: answered
        case .specialistAnswered: stays.filter { $0.offer.tier != .one }.compactMap(\.connected).min()
        case .handedOn: handedOn
        case .resolved:
            channel?.isMail == true ? inquiries[inquiry]?.answered : inquiries[inquiry]?.resolved?.at
        case .contactEnded: ended?.at
        case .tierThreeAnswered, .itemEvent: nil
        }
    }
}
