/// What a clause of the documents covers: whatever it has must have a clock that serves its standards.
///
/// The clocks say for themselves what they apply to; the demands say it once more in the words of the
/// clauses, so that an edit of one that forgets the other is seen (`Coverage`).
public struct Demand: Hashable, Sendable {
    /// The clause: `TOM 1-3 ¶3.2`.
    public var clause: String
    /// The standards of which each needs a clock.
    public var standards: [Standard.ID]
    /// What the clause speaks of.
    public var kind: Kind
    /// What it covers.
    public var scope: ClockScope

    /// What a clause speaks of.
    public enum Kind: String, Sendable, Codable, CaseIterable, Hashable {
        /// Contacts with their inquiries, from their receipt or from an end that left them open.
        case contacts
        /// Hand-offs to another tier.
        case escalations
        /// Work items.
        case items
    }

    /// Makes a demand.
    public init(clause: String, standards: [Standard.ID], kind: Kind, scope: ClockScope) {
        self.clause = clause
        self.standards = standards
        self.kind = kind
        self.scope = scope
    }
}

extension StandardClock {
    /// What the clock is about, as demands say it.
    public var demandKind: Demand.Kind {
        switch (attachesTo, countsFrom) {
        case (.item, _): .items
        case (.contact, .escalated), (.inquiry, .escalated): .escalations
        case (.contact, .received), (.contact, .leftUnresolved), (.contact, .itemEvent),
            (.inquiry, .received), (.inquiry, .leftUnresolved), (.inquiry, .itemEvent):
            .contacts
        }
    }
}
