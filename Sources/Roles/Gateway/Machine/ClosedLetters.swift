import Contacts

/// Letters that were closed, for as long as the mailroom may correct what was recorded of them.
///
/// A wrong date of receipt is mostly found when a letter is filed, after its answer. What comes live or by a
/// server has its medium's own instant, and is not kept.
struct ClosedLetters: Equatable, Sendable, Codable {
    /// How long after it was taken in: what a letter may be late by itself.
    static let kept: Duration = .seconds(180 * 86_400)

    /// The letters; looked up, never iterated.
    private var letters: [Contact.ID: Custody] = [:]
    /// Their ids, which ascend with the instants at which they were taken in.
    private var order = SortedKeys<Contact.ID>()

    subscript(contact: Contact.ID) -> Custody? { letters[contact] }

    /// Keeps what was a letter and can be corrected.
    mutating func keep(_ custody: Custody, as contact: Contact.ID) {
        guard custody.channel == .letter, custody.said != nil else { return }
        var custody = custody
        custody.effects = []
        letters[contact] = custody
        order.insert(contact)
    }

    mutating func change(_ contact: Contact.ID, _ body: (inout Custody) -> Void) {
        guard var custody = letters[contact] else { return }
        body(&custody)
        letters[contact] = custody
    }

    mutating func forget(until now: Instant) {
        while let first = order.first, let ingested = letters[first]?.said?.ingested,
            ingested.advanced(by: Self.kept) < now
        {
            order.remove(first)
            letters[first] = nil
        }
    }

    func checkInvariants() {
        precondition(order.count == letters.count, "every closed letter has its turn to be forgotten")
    }
}
