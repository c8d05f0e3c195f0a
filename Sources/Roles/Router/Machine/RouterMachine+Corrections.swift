import Contacts
import Facts

/// A contact is of another kind, or was received at another instant, than was recorded at its receipt.
///
/// The clocks from receipt are those of what it is now: one that is owed no more stops, one that is owed
/// after all begins with the receipt and all that has happened since, and with another receipt each is told
/// anew.
/// Where it waits, and its place there, stay as they are; who has it may hand it on. Of one that has ended
/// the inquiries that it left open have their clocks here still; all others the report counts by the later
/// word.
///
/// - Source: decision 0048.
extension RouterMachine {
    /// Takes a later word about a contact.
    mutating func reported(_ fact: ContactReported, at now: Instant) {
        let contact = state.contacts[fact.contact]
        record(
            .contactChanged(
                ContactChanged(
                    contact: fact.contact, change: fact.change, at: fact.at, by: fact.by,
                    evidence: fact.evidence, noted: now, received: fact.received,
                    attributes: fact.attributes)))
        let plan = configuration.plan
        if let contact {
            reconsider(
                contact.clocks, of: 0, fact, contact,
                had: plan.contactClocks(of: fact.before, on: fact.channel, fact.urgencyBefore),
                has: plan.contactClocks(of: fact.attributes, on: fact.channel, fact.urgency))
        }
        for inquiry in contact?.inquiries ?? state.inquiries(leftBy: fact.contact) {
            let place = Int(inquiry.inquiry.index) - 1
            guard fact.before.inquiries.indices.contains(place),
                fact.attributes.inquiries.indices.contains(place)
            else { continue }
            reconsider(
                inquiry.clocks, of: inquiry.inquiry.index, fact, contact,
                had: plan.inquiryClocks(
                    of: fact.before.inquiries[place].type, fact.before, on: fact.channel, fact.urgencyBefore),
                has: plan.inquiryClocks(
                    of: fact.attributes.inquiries[place].type, fact.attributes, on: fact.channel,
                    fact.urgency))
        }
    }

    /// The clocks of the contact, or of its inquiry at a place above 0: those of `had` that are owed no more,
    /// and those of `has`.
    private mutating func reconsider(
        _ running: [StartedClock], of inquiry: UInt16, _ fact: ContactReported, _ contact: OpenContact?,
        had: [ClockName], has: [ClockName]
    ) {
        for name in had where !has.contains(name) {
            record(
                .clockStopped(
                    ClockStopped(
                        clock: Clock.ID(name, contact: fact.contact, inquiry: inquiry), at: fact.at,
                        cause: "\(fact.change)", by: fact.by)),
                to: [configuration.directory.watchdog])
        }
        for name in has {
            // One that waits for something to run, as that of holds, counts nothing from receipt.
            guard let rule = configuration.clock(name), rule.mode == .running else { continue }
            let isNew = !had.contains(name)
            guard isNew || fact.isOfReceipt else { continue }
            let clock = Clock.ID(name, contact: fact.contact, inquiry: inquiry)
            // One whose message came back is the mail's, not the contact's, and runs as well.
            let isRunning =
                running.contains { $0.name == name }
                || state.mail(of: fact.contact)?.awaiting.contains(clock) == true
            // Who served a contact that has ended, and when, is not known here any more.
            guard contact != nil || isRunning || rule.stop.isOfMessage else { continue }
            let stop = instant(of: rule.stop, fact, contact)
            if !isRunning {
                // It passes nothing before its whole life is told.
                start(Clock.Start(clock, from: fact.received, mode: stop == nil ? .running : .suspended))
                if stop == nil { continue }
            }
            tell(clock, fact, stop.map { retold(rule.stop, at: $0, fact) })
        }
    }

    /// What ended it; a message may come back yet.
    private func retold(_ stop: ClockRule.Stop, at: Instant, _ fact: ContactReported) -> RetoldStop {
        let until = at.advanced(by: Self.returnsWithin)
        let mayReturn = MessagePurpose(ending: stop) != nil && fact.noted <= until
        return RetoldStop(
            at: max(at, fact.received), cause: stop.rawValue, reopensUntil: mayReturn ? until : nil)
    }

    private mutating func tell(_ clock: Clock.ID, _ fact: ContactReported, _ stop: RetoldStop?) {
        record(
            .clockRetold(
                ClockRetold(
                    clock: clock, spans: [RetoldSpan(mode: .running, at: fact.received, cause: "begins")],
                    stop: stop, cause: "\(fact.change)", by: fact.by)),
            to: [configuration.directory.watchdog])
    }

    /// When what stops a clock happened first; nil when it has not.
    private func instant(
        of stop: ClockRule.Stop, _ fact: ContactReported, _ contact: OpenContact?
    ) -> Instant? {
        switch stop {
        case .stamped: fact.ingested
        case .acknowledged: fact.acknowledged
        case .replied: fact.replied
        case .personWrote: fact.wrote
        case .answered: contact?.milestones?.answered
        case .specialistAnswered: contact?.milestones?.specialistAnswered
        case .handedOn: contact?.milestones?.handedOn
        // With these the inquiry or contact is over; a tier answers what was handed to it.
        case .resolved, .contactEnded, .tierResponse: nil
        }
    }
}

extension ClockRule.Stop {
    /// True for what the gateway's own word says of a contact.
    fileprivate var isOfMessage: Bool {
        switch self {
        case .stamped, .acknowledged, .replied, .personWrote: true
        case .answered, .specialistAnswered, .handedOn, .resolved, .contactEnded, .tierResponse: false
        }
    }
}

extension ContactReported {
    fileprivate var urgency: Urgency { attributes.urgency(received: received) }

    fileprivate var urgencyBefore: Urgency { before.urgency(received: received) }

    fileprivate var isOfReceipt: Bool {
        switch change {
        case .received: true
        case .reclassified: false
        }
    }
}
