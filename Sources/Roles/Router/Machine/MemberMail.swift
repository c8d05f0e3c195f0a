import Contacts
import Facts

/// What the router knows of the messages to the member of one written contact, and which clocks go by them.
struct MemberMail: Hashable, Sendable, Codable {
    /// How a message stands.
    enum Standing: Hashable, Sendable, Codable {
        /// The medium has not said anything of it.
        case asked
        /// The medium took it, and when.
        case sent(at: Instant)
        /// It was not taken, or came back.
        case failed
    }

    /// A clock that a message stopped.
    struct Stopped: Hashable, Sendable, Codable {
        var clock: Clock.ID
        var message: MessagePurpose
        /// Until when the message can come back.
        var until: Instant
        /// When its inquiry was answered for good otherwise than by the reply; nil when it was not.
        var answered: Instant?
    }

    /// How the last reply stands; nil when none was asked for or told since an agent took the contact.
    var reply: Standing?
    /// The clocks that run until a message is sent, whatever becomes of contact and inquiry.
    var awaiting: [Clock.ID] = []
    /// The clocks that run on when their message comes back.
    var stopped: [Stopped] = []
    /// What the reply is to answer beyond them.
    var promised: [PromisedAnswer] = []
    /// When the contact ended; nil while it is open.
    var ended: Instant?

    /// When a reply was sent that has not come back; nil when there is none.
    var sentAt: Instant? {
        guard case .sent(let at) = reply else { return nil }
        return at
    }

    /// Until when the reply that was sent counts for what is said of it; nil while its contact is open, and
    /// without one.
    var knownUntil: Instant? {
        guard let sentAt, let ended else { return nil }
        return max(sentAt, ended).advanced(by: RouterMachine.returnsWithin)
    }
}

/// The messages of every written contact, from the first until none of them can come back.
struct MailShelf: Equatable, Sendable, Codable {
    private var mail: [Contact.ID: MemberMail] = [:]
    /// Those of ended contacts by the end of their time.
    private var endings = SortedKeys<ContactEnding>()

    subscript(contact: Contact.ID) -> MemberMail? { mail[contact] }

    mutating func edit(_ contact: Contact.ID, _ change: (inout MemberMail) -> Void) {
        change(&mail[contact, default: MemberMail()])
    }

    /// A clock stopped; one that a message stopped runs on when that comes back.
    mutating func stop(_ fact: ClockStopped) {
        note(fact.clock, stopped: fact.message, until: fact.reopensUntil)
    }

    /// A clock is told anew; what it waits for goes on, or ends with what is told.
    mutating func retell(_ fact: ClockRetold) {
        guard let stop = fact.stop else {
            guard mail[fact.clock.contact] != nil else { return }
            return edit(fact.clock.contact) { mail in mail.stopped.removeAll { $0.clock == fact.clock } }
        }
        let message = ClockRule.Stop(rawValue: stop.cause).flatMap { MessagePurpose(ending: $0) }
        note(fact.clock, stopped: message, until: stop.reopensUntil)
    }

    /// A clock has ended, by a message or for good.
    private mutating func note(_ clock: Clock.ID, stopped message: MessagePurpose?, until: Instant?) {
        guard message != nil && until != nil || mail[clock.contact] != nil else { return }
        edit(clock.contact) { mail in
            mail.awaiting.removeAll { $0 == clock }
            mail.stopped.removeAll { $0.clock == clock }
            guard let message, let until else { return }
            mail.stopped.append(MemberMail.Stopped(clock: clock, message: message, until: until))
        }
    }

    /// A clock runs on, until another message is sent or, one of an inquiry that is `open`, with that.
    ///
    /// - Returns: true when a message had stopped it.
    mutating func run(_ clock: Clock.ID, isOfOpen open: Bool) -> Bool {
        let isStopped = mail[clock.contact]?.stopped.contains { $0.clock == clock }
        guard isStopped == true else { return false }
        edit(clock.contact) { mail in
            mail.stopped.removeAll { $0.clock == clock }
            if !open { mail.awaiting.append(clock) }
        }
        return true
    }

    /// An inquiry is answered for good: what a message stopped of it ends there, if that comes back.
    mutating func note(_ inquiry: Inquiry.ID, answered at: Instant) {
        guard mail[inquiry.contact] != nil else { return }
        edit(inquiry.contact) { mail in
            for place in mail.stopped.indices where mail.stopped[place].clock.inquiry == inquiry.index {
                mail.stopped[place].answered = at
            }
        }
    }

    /// A written contact has ended: its messages can come back for a while yet.
    mutating func end(_ fact: ContactEnded) {
        forget(until: fact.at)
        edit(fact.contact) { mail in
            mail.awaiting += fact.awaiting.filter { !mail.awaiting.contains($0) }
        }
        note(fact.contact, ended: fact.at, at: fact.at)
    }

    /// The contact had ended; what is kept of it from `instant` on has its time to be forgotten.
    mutating func note(_ contact: Contact.ID, ended: Instant, at instant: Instant) {
        guard mail[contact]?.ended == nil else { return }
        edit(contact) { $0.ended = ended }
        endings.insert(
            ContactEnding(until: instant.advanced(by: RouterMachine.returnsWithin), contact: contact))
    }

    /// Forgets the contacts whose time is over, but for those that are still owed a message.
    private mutating func forget(until now: Instant) {
        while let first = endings.first, first.until < now {
            endings.remove(first)
            guard let known = mail[first.contact] else { continue }
            let isOwed = !known.awaiting.isEmpty || !known.promised.isEmpty && known.sentAt == nil
            let isKnown = known.knownUntil.map { $0 >= now } ?? false
            if !isOwed, !isKnown, !known.stopped.contains(where: { $0.until >= now }) {
                mail[first.contact] = nil
            } else {
                let until = now.advanced(by: RouterMachine.returnsWithin)
                endings.insert(ContactEnding(until: until, contact: first.contact))
            }
        }
    }

    func checkInvariants() {
        precondition(
            mail.values.count { $0.ended != nil } == endings.count,
            "the messages of every ended contact have their time to be forgotten")
    }
}

extension RouterState {
    /// The messages of a written contact, open or ended; nil before the first and when none can come back.
    func mail(of contact: Contact.ID) -> MemberMail? { mail?[contact] }

    /// True for a written contact, open or ended, as long as anything of it is known.
    func isMail(_ contact: Contact.ID) -> Bool {
        contacts[contact]?.channel.isMail
            ?? (mail(of: contact) != nil
                || inquiries(leftBy: contact).contains { $0.channel?.isMail == true })
    }

    mutating func note(_ fact: MessageNoted) {
        keepMail(of: fact.contact, at: fact.at)
        if let promise = fact.promise {
            return editMail { $0.edit(fact.contact) { $0.promised.append(promise) } }
        }
        guard fact.purpose == .reply else { return editMail { $0.edit(fact.contact) { _ in } } }
        if fact.word == .failed { takeBackAnswers(givenBy: fact.contact) }
        noteReply(of: fact.contact, sent: fact.word == .sent ? fact.at : nil)
        editMail { shelf in
            shelf.edit(fact.contact) { mail in
                // What was promised of a reply that is known no more is none of this one.
                if let until = mail.knownUntil, fact.at > until { mail.promised.removeAll { $0.at <= until } }
                mail.reply = fact.word == .sent ? .sent(at: fact.at) : .failed
            }
        }
    }

    /// A clock of a written contact is told anew, with the message that ended it, if one did.
    mutating func retellMail(_ fact: ClockRetold) {
        if let stop = fact.stop, stop.reopensUntil != nil { keepMail(of: fact.clock.contact, at: stop.at) }
        if mail != nil { editMail { $0.retell(fact) } }
    }

    /// Of a contact that has ended its messages are known for their time, counted from `instant`.
    private mutating func keepMail(of contact: Contact.ID, at instant: Instant) {
        guard contacts[contact] == nil else { return }
        let left = inquiries(leftBy: contact).compactMap(\.left).max()
        editMail { $0.note(contact, ended: left ?? instant, at: instant) }
    }

    /// What a promise is about by now: what is left open of its case.
    func leftOpen(by promise: PromisedAnswer) -> [OpenInquiry] {
        leftOpen(inCase: openInquiries[promise.inquiry]?.caseID ?? promise.caseID)
    }

    private mutating func takeBackAnswers(givenBy contact: Contact.ID) {
        for promise in mail(of: contact)?.promised ?? [] {
            for inquiry in leftOpen(by: promise) where inquiry.answer?.reply == contact {
                forgetAnswer(of: inquiry.inquiry)
            }
        }
    }

    /// A message is asked for.
    mutating func noteMessage(_ fact: EffectRequested) {
        guard fact.action.isMessage else { return }
        let isReply = fact.action.kind == .reply
        editMail { $0.edit(fact.contact) { mail in if isReply { mail.reply = .asked } } }
    }

    /// An agent takes the contact: what was sent before is not this agent's answer.
    mutating func forgetReply(before fact: ServiceBegan) {
        guard mail(of: fact.contact)?.sentAt != nil else { return }
        editMail { $0.edit(fact.contact) { $0.reply = nil } }
    }

    /// An inquiry is answered, and nothing takes that back.
    mutating func noteMail(of inquiry: Inquiry.ID, answered at: Instant) {
        if mail != nil { editMail { $0.note(inquiry, answered: at) } }
    }

    mutating func editMail<Result>(_ body: (inout MailShelf) -> Result) -> Result {
        var shelf = mail ?? MailShelf()
        mail = nil
        defer { mail = shelf }
        return body(&shelf)
    }
}
