import Contacts
import Facts

/// Messages to members: only what the medium says of them stops a clock, and what comes back was not sent.
///
/// - Source: TOM 1-3 ¶3.0; reading A47.
extension RouterMachine {
    /// How long what was sent may come back; the gateway listens as long.
    static let returnsWithin = MessageFailed.returnsWithin

    /// A message for the member went out.
    mutating func sent(_ fact: MessageSent) {
        guard let event = fact.purpose.stop else {
            return stopClocks(of: fact.contact, on: .personWrote, at: fact.at)
        }
        note(fact.contact, fact.purpose, .sent, at: fact.at)
        for clock in clocks(of: fact.contact, awaiting: event) {
            stop(clock, at: fact.at, cause: event.rawValue, message: fact.purpose)
        }
        for clock in owed(fact.contact, event) {
            // An answer is there when the agent has said so and it was sent, whichever was later.
            let said = event == .replied ? state.mail(of: fact.contact)?.ended : nil
            stop(clock, at: max(fact.at, said ?? fact.at), cause: event.rawValue, message: fact.purpose)
        }
        guard fact.purpose == .reply else { return }
        for promise in state.mail(of: fact.contact)?.promised ?? [] {
            keep(promise, of: fact.contact, sent: fact.at)
        }
    }

    /// A message did not go out, or came back: what it had stopped runs on as if it had never stopped.
    mutating func failed(_ fact: MessageFailed, at now: Instant) {
        guard fact.purpose.stop != nil else { return }
        let mail = state.mail(of: fact.contact)
        // What comes back later than any medium gives up is about something else.
        let until = mail?.sentAt?.advanced(by: Self.returnsWithin)
        if fact.purpose == .reply, let until, now > until { return }
        let cause = "\(fact.purpose.rawValue) failed"
        let answers = fact.purpose == .reply ? answersGiven(by: fact.contact) : []
        note(fact.contact, fact.purpose, .failed, at: fact.at)
        for stopped in mail?.stopped ?? [] where stopped.message == fact.purpose && now <= stopped.until {
            run(stopped.clock, at: fact.at, cause: cause)
            endAnswered(stopped)
        }
        for clock in answers { run(clock, at: fact.at, cause: cause) }
    }

    /// What the reply had stopped before another answer was given ends with that.
    private mutating func endAnswered(_ stopped: MemberMail.Stopped) {
        if let answered = stopped.answered { return stop(stopped.clock, at: answered, cause: "resolved") }
        let inquiry = Inquiry.ID(contact: stopped.clock.contact, index: stopped.clock.inquiry)
        guard let answer = state.openInquiries[inquiry]?.answer else { return }
        stop(stopped.clock, at: answer.at, cause: "resolved", reopensUntil: answer.until)
    }

    /// Of a contact that is not written nothing is sent that could come back.
    private mutating func note(
        _ contact: Contact.ID, _ purpose: MessagePurpose, _ word: MessageNoted.Word, at: Instant
    ) {
        guard state.isMail(contact) else { return }
        record(
            .messageNoted(MessageNoted(contact: contact, purpose: purpose, word: word, at: at)))
    }

    private mutating func stop(_ clock: Clock.ID, at: Instant, cause: String, message: MessagePurpose) {
        let until = at.advanced(by: Self.returnsWithin)
        stop(clock, at: at, cause: cause, reopensUntil: until, message: message)
    }

    /// The clocks that end with `event`, of the contact and of its inquiries, left open or not.
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
    }

    /// The clocks of the contact that wait for nothing but `event` any more.
    private func owed(_ contact: Contact.ID, _ event: ClockRule.Stop) -> [Clock.ID] {
        (state.mail(of: contact)?.awaiting ?? []).filter {
            (configuration.clock($0.name)?.stop == .acknowledged) == (event == .acknowledged)
        }
    }

    // MARK: What an agent says of an answer

    /// Stops the clocks of an inquiry that its own contact answers; those of a written one go on until the
    /// medium has sent the reply, unless the agent answered otherwise.
    ///
    /// - Returns: the clocks that go on.
    mutating func stopAnswered(
        _ inquiry: OpenInquiry, at: Instant, _ otherwise: Inquiry.AnsweredOtherwise?
    ) -> [Clock.ID] {
        let contact = inquiry.inquiry.contact
        let clocks = inquiry.clocks.map {
            Clock.ID($0.name, contact: contact, inquiry: inquiry.inquiry.index)
        }
        guard otherwise == nil else {
            for clock in clocks { stop(clock, at: at, cause: "resolved") }
            return []
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
        guard state.isMail(contact) else {
            for clock in clocks { stop(clock, at: at, cause: "resolved") }
            return []
        }
        guard let sent = state.mail(of: contact)?.sentAt else { return clocks }
        for clock in clocks { stop(clock, at: max(at, sent), cause: "resolved", message: .reply) }
        return []
    }

    /// An inquiry of `contact` is answered by its reply, as an agent says: what else is open of the case is
    /// too, when that is sent.
    ///
    /// - Parameters:
    ///   - left: when the matter was left open; a reply from before that did not answer it.
    ///   - now: when it is said.
    mutating func promise(
        _ promised: PromisedAnswer, by contact: Contact.ID, left: Instant? = nil, at now: Instant
    ) {
        let mail = state.mail(of: contact)
        let isKnown = mail?.knownUntil.map { now <= $0 } ?? true
        var answer = promised
        // It is one of a reply to come, not of one that is known no more.
        if !isKnown { answer.at = now }
        record(
            .messageNoted(
                MessageNoted(
                    contact: contact, purpose: .reply, word: .promised, at: answer.at, promise: answer)))
        guard isKnown, let sent = mail?.sentAt, left.map({ $0 <= sent }) ?? true else { return }
        keep(answer, of: contact, sent: sent)
    }

    private mutating func keep(_ promise: PromisedAnswer, of contact: Contact.ID, sent: Instant) {
        let caseID = state.openInquiries[promise.inquiry]?.caseID ?? promise.caseID
        let answer = CaseAnswer(
            acceptance: promise.acceptance, agent: promise.agent, coversMail: true, reply: contact,
            leftBy: promise.at, promised: promise.inquiry)
        self.answer(caseID, at: max(sent, promise.at), answer)
    }

    /// The clocks of what earlier contacts left open and the reply of `contact` answered.
    private func answersGiven(by contact: Contact.ID) -> [Clock.ID] {
        let inquiries = (state.mail(of: contact)?.promised ?? []).flatMap { state.leftOpen(by: $0) }
        return inquiries.filter { $0.answer?.reply == contact }.flatMap { inquiry in
            inquiry.clocks.map {
                Clock.ID($0.name, contact: inquiry.inquiry.contact, inquiry: inquiry.inquiry.index)
            }
        }
    }

    /// The clocks of a contact that go on after it because of a message: who was answered is still owed the
    /// acknowledgement, for anybody else nothing is left to be sent.
    mutating func clocksOfMessages(
        of contact: OpenContact, _ outcome: Contact.Outcome, at: Instant
    ) -> [Clock.ID] {
        let id = contact.placement.contact
        guard contact.channel.isMail else { return [] }
        guard outcome.isAnswered else {
            for clock in state.mail(of: id)?.awaiting ?? [] { stop(clock, at: at, cause: outcome.rawValue) }
            return []
        }
        let waiting = contact.clocks.filter { clock in
            let stop = configuration.clock(clock.name)?.stop
            return stop == .acknowledged || stop == .replied
        }.map { Clock.ID($0.name, contact: id) }
        // What came back before the end runs on after it, as what was never sent does.
        return waiting + (state.mail(of: id)?.awaiting ?? []).filter { !waiting.contains($0) }
    }

    /// A person told the member by telephone or letter what a reply was to say that was never sent.
    ///
    /// - Returns: true when the inquiry awaits such a reply.
    mutating func answeredOtherwise(_ fact: InquiryFollowedUp) -> Bool {
        let mail = state.mail(of: fact.contact)
        let awaiting = (mail?.awaiting ?? []).filter { $0.inquiry == fact.said.index }
        guard fact.said.result == .resolved, fact.said.acceptance != .objected, fact.said.evidence != nil,
            fact.said.means != .message, !awaiting.isEmpty
        else { return false }
        let at = max(fact.at, mail?.ended ?? fact.at)
        for clock in awaiting { stop(clock, at: at, cause: "resolved") }
        return true
    }

    /// Why what an agent says of an inquiry of a written contact does not count; nil when it does.
    ///
    /// What is sent is the medium's to say, and of anything else there is proof.
    func obstacle(to fact: InquiryFollowedUp, answered: Bool) -> (field: String, reason: String)? {
        // The member's word on an answer is no answer.
        guard state.isMail(fact.contact), !answered else { return nil }
        let isAnswer = fact.said.result == .resolved && fact.said.acceptance != .objected
        switch fact.said.means {
        case .message where fact.said.result == .resolved: return nil
        case .message: return ("by", "a message is sent when its medium says so; expected its word")
        case .call where !isAnswer: return nil
        case .call, .letter:
            guard fact.said.evidence == nil else { return nil }
            return ("evidence", "no proof of the \(fact.said.means.rawValue); expected evidence")
        }
    }
}

extension MessagePurpose {
    /// The message that ends a clock; nil when something else does.
    init?(ending stop: ClockRule.Stop) {
        guard let purpose = Self.allCases.first(where: { $0.stop == stop }) else { return nil }
        self = purpose
    }

    /// What ends when it was sent; nil for a line, which nobody sends again.
    fileprivate var stop: ClockRule.Stop? {
        switch self {
        case .acknowledgement: .acknowledged
        case .reply: .replied
        case .line: nil
        }
    }
}
