public import Contacts

/// A standard of the register that this version serves, with what it demands.
///
/// Percentages are those of the register; where it gives none, every one of the population is meant.
public struct IssueStandard: Hashable, Sendable {
    /// The register's id.
    public var id: String
    /// What is demanded.
    public var demand: Demand

    /// What a standard demands.
    public enum Demand: Hashable, Sendable {
        /// At least this many per thousand of the channel's contacts answered by a person within the time.
        case answered(Channel, within: Duration, perMille: Int64)
        /// The mean wait of the answered at most this.
        case meanAnswer(Channel, atMost: Duration)
        /// Fewer than this many per thousand abandoned.
        case abandoned(Channel, below: Int64)
        /// At most this many per thousand refused before they could wait.
        case blocked(Channel, atMost: Int64)
        /// At least this many per thousand of the answered held for no longer in all.
        case totalHold(Channel, within: Duration, perMille: Int64)
        /// At least this many per thousand of the inquiries of the answered settled at once.
        case oneCallResolution(Channel, perMille: Int64)
        /// At least this many per thousand of the clocks that serve the id stopped in time.
        case clock(Channel?, perMille: Int64)
        /// At most this many per thousand of all contacts reach Tier 3 by escalation.
        case escalated(to: Tier, atMost: Int64)
    }

    /// Makes a standard.
    public init(_ id: String, _ demand: Demand) {
        self.id = id
        self.demand = demand
    }

    /// The standards of this version, in the register's order.
    public static let all: [IssueStandard] = [
        IssueStandard("telephone-blockage", .blocked(.phone, atMost: 50)),
        IssueStandard("telephone-abandonment", .abandoned(.phone, below: 50)),
        IssueStandard("telephone-asa", .meanAnswer(.phone, atMost: .seconds(45))),
        IssueStandard("telephone-answer-individual", .answered(.phone, within: .seconds(30), perMille: 900)),
        IssueStandard("telephone-total-hold", .totalHold(.phone, within: .seconds(30), perMille: 950)),
        IssueStandard("telephone-one-call-resolution", .oneCallResolution(.phone, perMille: 850)),
        IssueStandard("telephone-followup-resolution", .clock(.phone, perMille: 995)),
        IssueStandard("phone-answer-80-20", .answered(.phone, within: .seconds(20), perMille: 800)),
        IssueStandard("chat-first-response", .answered(.chat, within: .seconds(60), perMille: 1000)),
        IssueStandard("secure-message-acknowledge", .clock(.secureMessage, perMille: 1000)),
        IssueStandard("secure-message-resolve-routine", .clock(.secureMessage, perMille: 1000)),
        IssueStandard("email-acknowledge", .clock(.email, perMille: 1000)),
        IssueStandard("email-resolve-routine", .clock(.email, perMille: 1000)),
        IssueStandard("kpi-escalation-t3", .escalated(to: .three, atMost: 50)),
        IssueStandard("tier3-priority-response", .clock(nil, perMille: 1000)),
        IssueStandard("tier3-standard-response", .clock(nil, perMille: 1000)),
    ]
}

/// How far a standard was attained, as an exact fraction.
public struct Attainment: Hashable, Sendable {
    /// The register's id.
    public var id: String
    /// What is demanded, for people.
    public var required: String
    /// Those of the population that did as demanded; for a mean, the sum in microseconds.
    public var numerator: Int64
    /// The population.
    public var denominator: Int64
    /// Whether the standard was met; nil when there is no data.
    public var met: Bool?
    /// Whether the fraction is a share or a mean of microseconds.
    public var unit: Unit

    /// What the fraction says.
    public enum Unit: Hashable, Sendable {
        case share, meanTime
    }

    /// Percent or seconds; nil when there is no data.
    public var attained: Double? {
        guard denominator > 0 else { return nil }
        let ratio = Double(numerator) / Double(denominator)
        switch unit {
        case .share: return (ratio * 1_000_000).rounded() / 10_000
        case .meanTime: return (ratio / 1000).rounded() / 1000
        }
    }

    /// `93.1 %`, `12.3 s` or `no data`.
    public var attainedText: String {
        guard let attained else { return "no data" }
        return "\(attained) \(unit == .share ? "%" : "s")"
    }
}
