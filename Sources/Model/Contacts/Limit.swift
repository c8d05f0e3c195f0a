/// The bounds that every fact keeps, in one place.
///
/// Machines decide by them, so that a fact above one never arises; the codec holds every fact to them when it
/// is written and again when it is read, so that what is journalled can be read. They are far above what a
/// centre sends itself: one damaged or hostile message can neither fill the memory nor overflow the
/// arithmetic of a decision. Lowering one makes older journals unreadable.
public enum Limit {
    /// UTF-8 bytes of a name, which must also fit the 8-bit length of an entry's header.
    public static let name = 200
    /// UTF-8 bytes of an idempotency key, as the ingress takes it.
    public static let key = 255
    /// UTF-8 bytes of a case id: a member's and an issue's token, joined.
    public static let caseID = 2 * name + 1
    /// UTF-8 bytes of a text for people; what is composed of several parts is cut to it.
    public static let text = 2_000
    /// Inquiries of one contact, and dispositions about them.
    public static let inquiries = 32
    /// Essentials that a contact can bring: each once.
    public static let essentials = 8
    /// Skills that one contact needs.
    public static let needs = 32
    /// Facts that one report of a work item brings.
    public static let workFacts = 32
    /// Facts that are kept of one work item over all the classes that it has had.
    public static let keptWorkFacts = 64
    /// Clocks of the standards, and so of one contact or item; thresholds of one clock.
    public static let clocks = 400
    /// Teams that one look ahead judges, each with what it is about.
    public static let teams = 64
    /// Passings that one alarm names, so that each can be taken back; a storm's alarm counts the rest.
    public static let alarmPassings = 64
    /// Any other list inside a message, and any list of an older journal.
    public static let list = 1_000
    /// Levels of a skill.
    public static let levels = 1...5
    /// The least and the latest instant whose differences still fit 64 bits.
    public static let instants = Instant.distantPast...Instant.distantFuture
    /// Counted time in microseconds, with the same room.
    public static let spans = Int64.min / 4...Int64.max / 4
    /// Counters, so that one more never overflows.
    public static let counts = 0...UInt64(Int64.max)
    /// Bytes of one fact: its entry, and the audit sink's entry around that, count theirs in 16 bits.
    public static let body = 48 * 1024
    /// Attempts that a carrier counts in one interval; a million intervals add up to what 64 bits hold.
    public static let attempts: UInt64 = 1_000_000_000
    /// Stations of one topology, each of which may be a destination of one entry, whose header counts them in
    /// 8 bits.
    public static let stations = 64
    /// How deep messages lie in one another; the deepest of ours is a submission's answer to an offer, at 5.
    public static let depth = 8
}

extension String {
    /// This text, or as much of its beginning as `bytes` UTF-8 bytes hold, with dots for what is left out.
    ///
    /// - Parameter bytes: At least 3.
    public func cut(to bytes: Int = Limit.text) -> String {
        guard utf8.count > bytes else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: bytes - 3)
        // Never in the middle of a character's bytes.
        while end > startIndex, end.samePosition(in: unicodeScalars) == nil { utf8.formIndex(before: &end) }
        return self[..<end] + "..."
    }
}
