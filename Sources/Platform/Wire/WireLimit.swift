import Contacts

/// The bounds that every message is held to before it reaches a machine.
///
/// They are far above what the centre sends itself; they exist so that one damaged or hostile message can
/// neither fill the memory nor overflow the arithmetic of a decision.
enum WireLimit {
    /// UTF-8 bytes of a name, which must also fit the 8-bit length of an entry's header.
    static let name = 200
    /// UTF-8 bytes of an idempotency key, as the ingress takes it.
    static let key = 255
    /// UTF-8 bytes of a case id: a member's and an issue's token, joined.
    static let caseID = 2 * name + 1
    /// UTF-8 bytes of a text for people, which may be composed of several names.
    static let text = 2_000
    /// Inquiries of one contact, and dispositions about them.
    static let inquiries = 32
    /// Skills that one contact needs.
    static let needs = 32
    /// Facts of one work item.
    static let workFacts = 32
    /// Any other list inside a message.
    static let list = 1_000
    /// Levels of a skill.
    static let levels: ClosedRange<UInt32> = 1...5
    /// The least and the latest instant whose differences still fit 64 bits.
    static let instants = Instant.distantPast...Instant.distantFuture
    /// Counted time in microseconds, with the same room.
    static let spans = Int64.min / 4...Int64.max / 4
    /// Counters, so that one more never overflows.
    static let counts = 0...UInt64(Int64.max)
    /// How deep messages lie in one another; the deepest of ours is a submission's answer to an offer, at 5.
    static let depth = 8
}
