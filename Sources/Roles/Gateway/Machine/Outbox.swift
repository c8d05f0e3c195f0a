import Contacts
import Facts

/// What the medium may still say of messages to members: one that it took can come back, and one that it has
/// not taken is owed, also when the contact has long ended (reading A47).
struct Outbox: Equatable, Sendable, Codable {
    /// How long it may after the contact's end.
    ///
    /// The longest limit of a written answer is 60 days, and what is sent on the last of them can come back
    /// for a week.
    private static let wordWithin: Duration = .seconds(70 * 86_400)

    /// The messages that went out and may come back.
    private(set) var sent: [Effect.ID: EffectPending] = [:]
    /// Written contacts that were closed, with the ids of their messages.
    private(set) var closed: [Contact.ID: Custody] = [:]
    /// Those by the end of their time.
    private var endings = SortedKeys<ContactEnding>()

    /// A message went out.
    mutating func send(_ message: EffectPending) { sent[message.effect] = message }

    /// A message came back, or nothing is said of it any more.
    @discardableResult
    mutating func takeBack(_ message: Effect.ID) -> EffectPending? { sent.removeValue(forKey: message) }

    /// A written contact was closed at `at`.
    mutating func close(_ contact: Contact.ID, _ custody: Custody, at: Instant) {
        closed[contact] = custody
        endings.insert(ContactEnding(until: at.advanced(by: Self.wordWithin), contact: contact))
    }

    /// Forgets the contacts whose time is over at `now`, but for those whose message is still owed.
    ///
    /// - Returns: those that were forgotten.
    mutating func forget(until now: Instant, pending: [Effect.ID: EffectPending]) -> [Custody] {
        var forgotten: [Custody] = []
        while let first = endings.first, first.until < now {
            endings.remove(first)
            guard let custody = closed[first.contact] else { continue }
            if custody.effects.contains(where: { pending[$0] != nil }) {
                let until = now.advanced(by: Self.wordWithin)
                endings.insert(ContactEnding(until: until, contact: first.contact))
            } else {
                closed[first.contact] = nil
                forgotten.append(custody)
            }
        }
        return forgotten
    }
}
