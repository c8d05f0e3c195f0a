public import Contacts

/// A report by which something is not the failure, or not the case, that it would have been without it.
///
/// Such a report may be right; it is listed so that somebody looks at its proof before a figure is believed.
public struct ExceptionRecord: Hashable, Sendable {
    /// The work item or contact.
    public var item: Contact.ID
    /// What kind of report it is.
    public var ground: Ground
    /// What it said: `reclassified to filing`, `excluded=government`, `withdrawn`, `completed`.
    public var says: String
    /// When it is said to have been so.
    public var at: Instant
    /// When it was said here.
    public var noted: Instant
    /// Who said it.
    public var by: ActorName
    /// Where the proof is kept; nil when nobody said.
    public var evidence: EvidenceToken?
    /// What its clocks say with it, and would say without.
    public var outcomes: [Outcome]

    /// The kinds of reports that are listed.
    public enum Ground: String, Hashable, Sendable, CaseIterable {
        /// The item is of another class, or the contact of another kind.
        case reclassified
        /// It was received at another instant than was recorded at its receipt.
        case receiptCorrected = "receipt-corrected"
        /// A fact that work.yaml wants proof of, or that took a clock away.
        case fact
        /// Whoever asked for it does not want it any more.
        case withdrawn
        /// It is said to have happened in time, and was said when the time was over.
        case backDated = "back-dated"
    }

    /// How a clock stands against one of its limits.
    public enum Standing: String, Hashable, Sendable, CaseIterable {
        case met, missed, open
        /// The clock never began, or ended owing nothing.
        case notOwed = "not owed"
        /// The contract leaves it out of the standard's figure.
        case leftOut = "left out"
    }

    /// What one limit of a clock says.
    public struct Outcome: Hashable, Sendable {
        /// The clock.
        public var clock: Clock.ID
        /// Its limit: `30d`.
        public var threshold: String
        /// When that would have been due; nil when it never was.
        public var due: Instant?
        /// How it stands with the report.
        public var with: Standing
        /// How it would stand without it.
        public var without: Standing

        /// Makes an outcome.
        public init(
            _ clock: Clock.ID, _ threshold: String, due: Instant?, with: Standing, without: Standing
        ) {
            self.clock = clock
            self.threshold = threshold
            self.due = due
            self.with = with
            self.without = without
        }
    }

    /// Makes a record.
    public init(
        _ item: Contact.ID, _ ground: Ground, says: String, at: Instant, noted: Instant, by: ActorName,
        evidence: EvidenceToken?, outcomes: [Outcome]
    ) {
        self.item = item
        self.ground = ground
        self.says = says
        self.at = at
        self.noted = noted
        self.by = by
        self.evidence = evidence
        self.outcomes = outcomes
    }
}
