public import Contacts

/// Which pauses of clocks somebody should look at: those that come just before a deadline, again and again,
/// or with nobody spoken to.
///
/// A pause can be right and still look like this; so nothing is undone, it is put on a list for review.
public struct PauseWatch: Hashable, Sendable {
    /// A clock that began to stand still, or a member put on hold.
    public struct Pause: Hashable, Sendable {
        /// The clock.
        public var clock: Clock.ID
        /// When it began to stand.
        public var at: Instant
        /// What was due next just before; nil when nothing was.
        public var due: Instant?
        /// When the member or party was last spoken or written to before; nil when never.
        public var contact: Instant?

        /// Makes a pause.
        public init(_ clock: Clock.ID, at: Instant, due: Instant?, contact: Instant?) {
            self.clock = clock
            self.at = at
            self.due = due
            self.contact = contact
        }
    }

    /// Why a pause is on the list.
    public enum Reason: String, Sendable, Codable, CaseIterable, Hashable {
        case beforeDeadline = "before_deadline"
        case repeated
        case withoutContact = "without_contact"
    }

    /// A pause for the list.
    public struct Entry: Hashable, Sendable {
        /// The pause.
        public var pause: Pause
        /// Why it is there, in the order of ``Reason``; never none.
        public var reasons: [Reason]
    }

    /// So little time before a due is just before it.
    public var lead: Duration
    /// More pauses of one clock than this are too many.
    public var most: Int
    /// A contact longer ago than this is none.
    public var contactWithin: Duration

    /// Makes the watch with its limits.
    public init(
        lead: Duration = .seconds(4 * 3600), most: Int = 2, contactWithin: Duration = .seconds(86_400)
    ) {
        self.lead = lead
        self.most = most
        self.contactWithin = contactWithin
    }

    /// The pauses to be looked at, in the order in which they came.
    public func review(_ pauses: [Pause]) -> [Entry] {
        var counts: [Clock.ID: Int] = [:]
        return pauses.compactMap { pause in
            counts[pause.clock, default: 0] += 1
            let reasons = reasons(for: pause, number: counts[pause.clock] ?? 1)
            return reasons.isEmpty ? nil : Entry(pause: pause, reasons: reasons)
        }
    }

    private func reasons(for pause: Pause, number: Int) -> [Reason] {
        Reason.allCases.filter { reason in
            switch reason {
            case .beforeDeadline:
                pause.due.map { $0 >= pause.at && pause.at.duration(to: $0) <= lead } ?? false
            case .repeated: number > most
            case .withoutContact:
                pause.contact.map { $0.duration(to: pause.at) > contactWithin } ?? true
            }
        }
    }
}
