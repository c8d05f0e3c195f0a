import Contacts
import Facts

/// Inquiries: with their contact, left open by it, and answered after it.
extension RouterState {
    mutating func open(_ fact: InquiryOpened) {
        guard let tier = contacts[fact.inquiry.contact]?.placement.tier else { return }
        let clocks = fact.clocks.map { StartedClock(name: $0.clock.name, mode: $0.mode, tier: tier) }
        contacts[fact.inquiry.contact]?.inquiries.append(
            OpenInquiry(
                inquiry: fact.inquiry, caseID: fact.caseID, clocks: clocks, member: fact.member,
                issue: fact.issue)
        )
    }

    /// It is over; one that had been left open stays known while the member may object to the answer.
    mutating func resolve(_ fact: InquiryResolved) {
        contacts[fact.inquiry.contact]?.inquiries.removeAll { $0.inquiry == fact.inquiry }
        if fact.reopensUntil == nil, fact.replyOf == nil { noteMail(of: fact.inquiry, answered: fact.at) }
        guard let until = fact.reopensUntil, openInquiries[fact.inquiry] != nil else {
            return forget(fact.inquiry)
        }
        forgetAnswer(of: fact.inquiry)
        openInquiries[fact.inquiry]?.answer = OpenInquiry.Answer(
            at: fact.at, until: until, reply: fact.replyOf)
        insert(AnswerLimit(until: until, inquiry: fact.inquiry))
    }

    mutating func judge(_ fact: AnswerJudged) {
        switch fact.acceptance {
        case .accepted:
            if let answer = openInquiries[fact.inquiry]?.answer {
                noteMail(of: fact.inquiry, answered: answer.at)
            }
            forget(fact.inquiry)
        case .objected:
            forgetAnswer(of: fact.inquiry)
            openInquiries[fact.inquiry]?.written = nil
        }
    }

    /// The contact's inquiries belong to what is said now, those that it left open too.
    mutating func link(_ fact: ContactLinked) {
        func isMeant(_ inquiry: OpenInquiry) -> Bool {
            fact.index == nil || fact.index == inquiry.inquiry.index
        }
        if let inquiries = contacts[fact.contact]?.inquiries {
            for place in inquiries.indices where isMeant(inquiries[place]) {
                contacts[fact.contact]?.inquiries[place].link(fact)
            }
            return
        }
        for index in fact.index.map({ $0...$0 }) ?? 1...UInt16(Limit.inquiries) {
            let id = Inquiry.ID(contact: fact.contact, index: index)
            guard var inquiry = openInquiries[id] else { continue }
            let before = inquiry.caseID
            inquiry.link(fact)
            openInquiries[id] = inquiry
            guard before != inquiry.caseID else { continue }
            leaveCase(before, id)
            inquiriesByCase[inquiry.caseID, default: []].append(id)
        }
    }

    /// A reply to who left inquiries was sent at `instant`, or, when that is nil, came back.
    mutating func noteReply(of contact: Contact.ID, sent instant: Instant?) {
        for inquiry in inquiries(leftBy: contact) where inquiry.answer != nil {
            openInquiries[inquiry.inquiry]?.written = instant.map { inquiry.written ?? $0 }
        }
    }

    /// Who has said nothing by now can change nothing any more.
    mutating func forgetAnswers(until now: Instant) {
        while let first = answered?.first, first.until < now { forget(first.inquiry) }
    }

    private mutating func forget(_ inquiry: Inquiry.ID) {
        forgetAnswer(of: inquiry)
        guard let left = openInquiries.removeValue(forKey: inquiry) else { return }
        leaveCase(left.caseID, inquiry)
    }

    private mutating func leaveCase(_ caseID: Case.ID, _ inquiry: Inquiry.ID) {
        inquiriesByCase[caseID]?.removeAll { $0 == inquiry }
        if inquiriesByCase[caseID]?.isEmpty == true { inquiriesByCase[caseID] = nil }
    }

    mutating func forgetAnswer(of inquiry: Inquiry.ID) {
        guard let answer = openInquiries[inquiry]?.answer else { return }
        openInquiries[inquiry]?.answer = nil
        answered?.remove(AnswerLimit(until: answer.until, inquiry: inquiry))
        if answered?.isEmpty == true { answered = nil }
    }

    private mutating func insert(_ limit: AnswerLimit) {
        var limits = answered ?? SortedKeys()
        answered = nil
        limits.insert(limit)
        answered = limits
    }
}
