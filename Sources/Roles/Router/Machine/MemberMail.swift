import Contacts
import Facts

/// What the router knows of the messages to the member of one written contact, and which clocks go by them.
struct MemberMail: Hashable, Sendable, Codable {
    /// How a message stands.
    enum Standing: String, Hashable, Sendable, Codable {
        case asked, sent, failed
    }

    /// A clock that a message stopped.
    struct Stopped: Hashable, Sendable, Codable {
        var clock: Clock.ID
        var message: MessagePurpose
        /// Until when the message can come back.
        var until: Instant
    }

    /// How the last reply stands; nil when none was asked for or told.
    var reply: Standing?
    /// The clocks that run until a message is sent, whatever becomes of contact and inquiry.
    var awaiting: [Clock.ID] = []
    /// The clocks that run on when their message comes back.
    var stopped: [Stopped] = []
}

/// The messages of every written contact, from the first until none of them can come back.
struct MailShelf: Equatable, Sendable, Codable {
    private var mail: [Contact.ID: MemberMail] = [:]
    /// Those of ended contacts by the end of their time.
    private var endings = SortedKeys<Ending>()

    private struct Ending: Hashable, Comparable, Codable {
        var until: Instant
        var contact: Contact.ID

        static func < (left: Ending, right: Ending) -> Bool {
            (left.until, left.contact) < (right.until, right.contact)
        }
    }

    subscript(contact: Contact.ID) -> MemberMail? { mail[contact] }

    mutating func edit(_ contact: Contact.ID, _ change: (inout MemberMail) -> Void) {
        change(&mail[contact, default: MemberMail()])
    }

    /// A clock stopped; one that a message stopped runs on when that comes back.
    mutating func stop(_ fact: ClockStopped) {
        let contact = fact.clock.contact
        if let message = fact.message, let until = fact.reopensUntil {
            edit(contact) { mail in
                mail.stopped.removeAll { $0.clock == fact.clock }
                mail.stopped.append(MemberMail.Stopped(clock: fact.clock, message: message, until: until))
            }
        }
        guard mail[contact] != nil else { return }
        edit(contact) { mail in mail.awaiting.removeAll { $0 == fact.clock } }
    }

    /// A clock runs on.
    ///
    /// - Returns: true when a message had stopped it.
    mutating func run(_ clock: Clock.ID) -> Bool {
        let isStopped = mail[clock.contact]?.stopped.contains { $0.clock == clock }
        guard isStopped == true else { return false }
        edit(clock.contact) { mail in
            mail.stopped.removeAll { $0.clock == clock }
            mail.awaiting.append(clock)
        }
        return true
    }

    /// The contact has ended: its messages can come back for a while yet.
    mutating func end(_ fact: ContactEnded, within: Duration) {
        forget(until: fact.at, within)
        if !fact.awaiting.isEmpty { edit(fact.contact) { $0.awaiting += fact.awaiting } }
        guard mail[fact.contact] != nil else { return }
        endings.insert(Ending(until: fact.at.advanced(by: within), contact: fact.contact))
    }

    /// Forgets the contacts whose time is over, but for those that are still owed a message.
    private mutating func forget(until now: Instant, _ within: Duration) {
        while let first = endings.first, first.until < now {
            endings.remove(first)
            guard let known = mail[first.contact] else { continue }
            if known.awaiting.isEmpty, !known.stopped.contains(where: { $0.until >= now }) {
                mail[first.contact] = nil
            } else {
                endings.insert(Ending(until: now.advanced(by: within), contact: first.contact))
            }
        }
    }
}

extension RouterState {
    /// The messages of a written contact, open or ended; nil before the first and when none can come back.
    func mail(of contact: Contact.ID) -> MemberMail? { mail?[contact] }

    mutating func note(_ fact: MessageNoted) {
        guard fact.purpose == .reply else { return editMail { $0.edit(fact.contact) { _ in } } }
        editMail { $0.edit(fact.contact) { $0.reply = fact.word == .sent ? .sent : .failed } }
    }

    /// A message is asked for.
    mutating func noteMessage(_ fact: EffectRequested) {
        guard fact.action.isMessage else { return }
        let isReply = fact.action.kind == .reply
        editMail { $0.edit(fact.contact) { mail in if isReply { mail.reply = .asked } } }
    }

    mutating func editMail<Result>(_ body: (inout MailShelf) -> Result) -> Result {
        var shelf = mail ?? MailShelf()
        mail = nil
        defer { mail = shelf }
        return body(&shelf)
    }
}
