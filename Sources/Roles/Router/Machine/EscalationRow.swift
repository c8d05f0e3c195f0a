public import Contacts

/// One row of escalation.yaml: whether a contact may move from one tier to another, and how; the first that
/// matches decides.
///
/// It names no clock: those of a hand-off follow from its tier, priority and reason (decision 0042).
public struct EscalationRow: Hashable, Sendable {
    /// The row's name, which every escalation carries.
    public var name: RuleName
    /// The tier that holds the contact.
    public var from: Tier
    /// The tier it is to move to.
    public var to: Tier
    /// The reason given, or nil for any.
    public var reason: ReasonCode?
    /// The priority asked for, or nil for any.
    public var priority: Urgency?
    /// Whether the move is allowed.
    public var ruling: Ruling
    /// The class at the target, or nil to keep the contact's.
    public var contactClass: ContactClass?
    /// The skills needed at the target, or nil to keep the contact's.
    public var needs: [SkillNeed]?
    /// How much better the rank becomes at the target.
    public var rankBonus: Int
    /// Who answers for contacts moved by this row.
    public var owner: PersonName?
    /// Who does when the owner does not.
    public var backup: PersonName?

    /// Whether a row allows its move.
    public enum Ruling: Hashable, Sendable {
        case allowed
        /// Refused, with the reason told to who asked.
        case refused(reason: String)
    }

    /// Makes a row.
    public init(
        name: RuleName,
        from: Tier,
        to: Tier,
        reason: ReasonCode? = nil,
        priority: Urgency? = nil,
        ruling: Ruling = .allowed,
        contactClass: ContactClass? = nil,
        needs: [SkillNeed]? = nil,
        rankBonus: Int = 0,
        owner: PersonName? = nil,
        backup: PersonName? = nil
    ) {
        self.name = name
        self.from = from
        self.to = to
        self.reason = reason
        self.priority = priority
        self.ruling = ruling
        self.contactClass = contactClass
        self.needs = needs
        self.rankBonus = rankBonus
        self.owner = owner
        self.backup = backup
    }
}

extension EscalationRow {
    /// True when the row is for such a move; public for the prover, which goes by it too (decision 0052).
    public func matches(from source: Tier, to target: Tier, for asked: ReasonCode, _ urgency: Urgency) -> Bool
    {
        from == source && to == target && (from != to || reason != nil) && (reason == nil || reason == asked)
            && (priority == nil || priority == urgency)
    }
}
