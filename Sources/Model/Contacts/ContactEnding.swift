/// Until when something is known of a contact that has ended; the earliest goes first.
public struct ContactEnding: Hashable, Comparable, Sendable, Codable {
    /// The last instant at which it is known.
    public var until: Instant
    /// The contact that it is about.
    public var contact: Contact.ID

    /// Names a contact and the end of its time.
    public init(until: Instant, contact: Contact.ID) {
        self.until = until
        self.contact = contact
    }

    public static func < (left: ContactEnding, right: ContactEnding) -> Bool {
        (left.until, left.contact) < (right.until, right.contact)
    }
}
