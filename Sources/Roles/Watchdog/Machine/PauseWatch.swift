public import Contacts
public import Facts

/// Which pauses of clocks, and which holds, somebody should look at: those that come just before a deadline,
/// again and again, or with nobody spoken to.
///
/// A pause can be right and still look like this; so nothing is undone, it is put on a list for review.
public struct PauseWatch: Hashable, Sendable {
    /// What makes a pause worth a look.
    public struct Limits: Hashable, Sendable {
        /// So little time before a due is just before it.
        public var lead: Duration
        /// More pauses of one clock than this are too many.
        public var most: UInt64
        /// A contact longer ago than this is none.
        public var contactWithin: Duration

        /// Makes limits.
        public init(lead: Duration, most: UInt64, contactWithin: Duration) {
            self.lead = lead
            self.most = most
            self.contactWithin = contactWithin
        }

        /// Why a pause is to be looked at, in the order of the reasons; none when it is not.
        ///
        /// - Parameters:
        ///   - number: counts the pauses of the clock, from 1.
        ///   - instant: when it began.
        ///   - due: what was due next; nil when nothing was.
        ///   - contacted: when the member or party was last spoken or written to; nil when never.
        public func reasons(
            number: UInt64, at instant: Instant, due: Instant?, contacted: Instant?
        ) -> [PauseFlagged.Reason] {
            PauseFlagged.Reason.allCases.filter { reason in
                switch reason {
                case .beforeDeadline:
                    due.map { $0 >= instant && instant.duration(to: $0) <= lead } ?? false
                case .repeated: number > most
                case .withoutContact:
                    contacted.map { $0.duration(to: instant) > contactWithin } ?? true
                }
            }
        }
    }

    /// For clocks that a clause lets be suspended.
    public var suspensions: Limits
    /// For members on hold; a hold right after talk is with contact.
    public var holds: Limits
    /// Talk between two holds that is shorter than this is none.
    public var talkAtLeast: Duration

    /// Makes the watch.
    public init(suspensions: Limits, holds: Limits, talkAtLeast: Duration) {
        self.suspensions = suspensions
        self.holds = holds
        self.talkAtLeast = talkAtLeast
    }
}
