import Contacts
import Facts

/// What becomes of inquiries, with their contact and after it.
extension RouterMachine {
    /// How long the member's word on an answer is waited for that was given after the first contact.
    private static let wordWithin: Duration = .seconds(30 * 86_400)

    /// Settles an inquiry that its own contact answers, and what is said of the case with it.
    ///
    /// A written one is answered by its reply, once that is sent, unless the agent answered otherwise.
    ///
    /// - Returns: the clocks that go on until the answer is sent.
    mutating func resolve(
        _ inquiry: OpenInquiry, _ word: Inquiry.Disposition, of contact: OpenContact, at: Instant,
        by agent: Agent.ID
    ) -> [Clock.ID] {
        let isSaid = !contact.channel.isMail || word.otherwise != nil
        if isSaid || word.acceptance == .objected {
            // Whoever spoke with the member said what there was to say of the case.
            let covers = isSaid && contact.channel != .workItem
            let answer = CaseAnswer(acceptance: word.acceptance, agent: agent, coversMail: covers)
            self.answer(inquiry.caseID, at: at, answer)
        } else if !state.leftOpen(inCase: inquiry.caseID).isEmpty {
            let answer = PromisedAnswer(
                inquiry: inquiry.inquiry, caseID: inquiry.caseID, acceptance: word.acceptance, agent: agent,
                at: at)
            promise(answer, by: inquiry.inquiry.contact, at: at)
        }
        noteResolved(inquiry, at: at, word.acceptance, replyOf: isSaid ? nil : inquiry.inquiry.contact)
        return stopAnswered(inquiry, at: at, word.otherwise)
    }

    /// An agent followed up an inquiry that its contact had left open, or tells the member's word.
    ///
    /// - Source: TOM 1-3 ¶3.4 bullet 7; reading A14.
    mutating func followedUp(_ fact: InquiryFollowedUp, at now: Instant) {
        let id = Inquiry.ID(contact: fact.contact, index: fact.said.index)
        guard state.contacts[fact.contact] == nil else {
            return refuse(
                "follow_up", of: fact.contact, field: "contact", "it is open; note the result there",
                asker: fact.agent)
        }
        let isAnswered = state.openInquiries[id]?.answer != nil
        if let (field, reason) = obstacle(to: fact, answered: isAnswered) {
            return refuse("follow_up", of: fact.contact, field: field, reason, asker: fact.agent)
        }
        if answeredOtherwise(fact), state.openInquiries[id] == nil { return }
        guard let inquiry = state.openInquiries[id], inquiry.answer.map({ now <= $0.until }) ?? true else {
            return refuse(
                "follow_up", of: fact.contact, field: "inquiry",
                "inquiry \(id.index) is not open; expected one that was left open", asker: fact.agent)
        }
        let at = max(fact.at, inquiry.answer?.at ?? inquiry.left ?? fact.at)
        if inquiry.answer != nil, fact.said.result != .resolved || fact.said.acceptance == nil {
            return refuse(
                "follow_up", of: fact.contact, field: "result",
                "inquiry \(id.index) is answered; expected resolved and what the member says of it",
                asker: fact.agent)
        }
        switch fact.said.result {
        case .resolved: followUp(inquiry, with: fact, at: at, now)
        case .unresolved, .noResult:
            // A person wrote, if not the answer.
            if fact.said.means.isWritten { stopClocks(of: inquiry, on: .replied, at: at) }
        }
    }

    /// An answer after the contact, or the member's word on one; a message to the member of a written
    /// contact is an answer once it is sent.
    private mutating func followUp(
        _ inquiry: OpenInquiry, with fact: InquiryFollowedUp, at: Instant, _ now: Instant
    ) {
        let said = fact.said
        let isMessage = said.means == .message && state.isMail(fact.contact) && inquiry.answer == nil
        guard isMessage, said.acceptance != .objected else {
            let answer = CaseAnswer(
                acceptance: said.acceptance, agent: fact.agent, coversMail: said.evidence != nil)
            return self.answer(inquiry.caseID, at: at, answer)
        }
        let answer = PromisedAnswer(
            inquiry: inquiry.inquiry, caseID: inquiry.caseID, acceptance: said.acceptance, agent: fact.agent,
            at: at)
        promise(answer, by: fact.contact, left: inquiry.left, at: now)
    }

    /// A contact belongs to a member, an issue or a case, as an agent says.
    ///
    /// What is open of it goes with that case from now on; an answer that was given meanwhile is one to what
    /// else is open there.
    mutating func identified(_ fact: ContactIdentified) {
        let last = state.lastReceived[fact.contact.gateway] ?? 0
        guard 1...max(1, last) ~= fact.contact.number, last > 0 else {
            return refuse(
                "identify", of: fact.contact, field: "contact", "no such contact came", asker: fact.agent)
        }
        let said = fact.said
        record(
            .contactLinked(
                ContactLinked(
                    contact: fact.contact, index: said.index, member: said.member, issue: said.issue,
                    caseID: said.caseID.map { state.caseNamed($0) }, agent: fact.agent)))
        for inquiry in state.inquiries(leftBy: fact.contact) {
            guard let answer = inquiry.answer else { continue }
            for other in state.leftOpen(inCase: inquiry.caseID)
            where other.answer == nil && (other.channel?.isMail != true || answer.reply != nil) {
                settle(
                    other, at: max(answer.at, other.left ?? answer.at), nil, reopensUntil: answer.until,
                    replyOf: answer.reply)
            }
        }
    }

    /// An answer to what was left open of a case, and the member's word on it.
    ///
    /// With an objection nothing is settled: what was open stays so, and what was answered is open again.
    mutating func answer(_ caseID: Case.ID, at: Instant, _ said: CaseAnswer) {
        for inquiry in state.leftOpen(inCase: caseID) {
            switch (inquiry.answer, said.acceptance) {
            case (nil, .objected): break
            case (nil, _) where !said.covers(inquiry): break
            case (nil, .accepted):
                settle(inquiry, at: max(at, inquiry.left ?? at), .accepted, reopensUntil: nil)
            case (nil, nil):
                settle(
                    inquiry, at: max(at, inquiry.left ?? at), nil,
                    reopensUntil: at.advanced(by: Self.wordWithin), replyOf: said.reply)
            case (.some, nil): break
            case (.some(let answer), .some(let word)):
                judge(inquiry, answer, word, at: at, by: said.agent)
            }
        }
    }

    private mutating func judge(
        _ inquiry: OpenInquiry, _ answer: OpenInquiry.Answer, _ word: Inquiry.Acceptance, at: Instant,
        by agent: Agent.ID
    ) {
        record(
            .answerJudged(
                AnswerJudged(inquiry: inquiry.inquiry, acceptance: word, at: at, agent: agent)))
        for clock in inquiry.clocks {
            switch word {
            // Nothing can reopen it any more.
            case .accepted: stop(clock, of: inquiry.inquiry, at: answer.at, cause: "resolved")
            case .objected:
                let id = inquiry.inquiry
                record(
                    .clockResumed(
                        ClockResumed(
                            clock: Clock.ID(clock.name, contact: id.contact, inquiry: id.index), at: at,
                            cause: word.rawValue, by: ActorName(agent.rawValue))),
                    to: [configuration.directory.watchdog])
                // What was written meanwhile is no answer, but it was written.
                if let written = inquiry.written, configuration.clock(clock.name)?.stop == .replied {
                    let id = inquiry.inquiry
                    stop(
                        Clock.ID(clock.name, contact: id.contact, inquiry: id.index),
                        at: written, cause: ClockRule.Stop.replied.rawValue,
                        reopensUntil: written.advanced(by: Self.returnsWithin), message: .reply)
                }
            }
        }
    }

    private mutating func settle(
        _ inquiry: OpenInquiry, at: Instant, _ acceptance: Inquiry.Acceptance?, reopensUntil: Instant?,
        replyOf: Contact.ID? = nil
    ) {
        noteResolved(inquiry, at: at, acceptance, reopensUntil: reopensUntil, replyOf: replyOf)
        for clock in inquiry.clocks {
            stop(clock, of: inquiry.inquiry, at: at, cause: "resolved", reopensUntil: reopensUntil)
        }
    }

    private mutating func noteResolved(
        _ inquiry: OpenInquiry, at: Instant, _ acceptance: Inquiry.Acceptance?,
        reopensUntil: Instant? = nil, replyOf: Contact.ID? = nil
    ) {
        record(
            .inquiryResolved(
                InquiryResolved(
                    inquiry: inquiry.inquiry, at: at, acceptance: acceptance, reopensUntil: reopensUntil,
                    replyOf: replyOf)),
            to: [configuration.directory.watchdog]
        )
    }
}

/// An answer to what earlier contacts left open of a case, or the member's word on one.
struct CaseAnswer {
    /// What the member said; nil when nobody knows yet.
    var acceptance: Inquiry.Acceptance?
    /// The agent who tells it.
    var agent: Agent.ID
    /// True when it is also one to what was asked in writing: it was sent, or there is proof of it.
    var coversMail: Bool
    /// The written contact whose reply it is; nil when it was given otherwise.
    var reply: Contact.ID?
    /// What was left open after this is another matter; nil for now.
    var leftBy: Instant?
    /// The inquiry that the reply was promised for; nil without one.
    var promised: Inquiry.ID?

    func covers(_ inquiry: OpenInquiry) -> Bool {
        guard coversMail || inquiry.channel?.isMail != true else { return false }
        guard let leftBy, let left = inquiry.left else { return true }
        // Who answered one matter of a contact, and with that left another of it open, did so on purpose.
        let isOnPurpose = inquiry.inquiry.contact == reply && inquiry.inquiry != promised
        return isOnPurpose ? left < leftBy : left <= leftBy
    }
}

extension RouterState {
    /// What earlier contacts left open in a case, answered or not, oldest first.
    func leftOpen(inCase caseID: Case.ID) -> [OpenInquiry] {
        (inquiriesByCase[caseID] ?? []).compactMap { openInquiries[$0] }
    }

    /// What a contact that has ended left open, by its place.
    func inquiries(leftBy contact: Contact.ID) -> [OpenInquiry] {
        (1...UInt16(Limit.inquiries)).compactMap { openInquiries[Inquiry.ID(contact: contact, index: $0)] }
    }

    /// The case that is meant: one named by an inquiry that is open is that inquiry's by now.
    func caseNamed(_ said: Case.ID) -> Case.ID {
        let parts = said.description.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let contact = Contact.ID(String(parts[0])), let index = UInt16(parts[1])
        else { return said }
        let id = Inquiry.ID(contact: contact, index: index)
        let known = openInquiries[id] ?? contacts[contact]?.inquiries.first { $0.inquiry == id }
        return known?.caseID ?? said
    }
}

extension InquiryFollowedUp.Means {
    /// True when the member has it in writing.
    fileprivate var isWritten: Bool {
        switch self {
        case .call: false
        case .letter, .message: true
        }
    }
}
