public import Contacts

/// `escalation_rate` of enforcement.yaml: when the share of contacts that reach Tier 3 is worth an alarm.
///
/// Distinct contacts handed to Tier 3 by all contacts closed, both within a window that ends now.
/// - Source: Brief: KPIs and QA, kpi-escalation-t3; reading A24.
public struct EscalationRateRule: Hashable, Sendable {
    /// The name under which alarms speak of the rate; no clock has it.
    public static let clock: ClockName = "escalation-rate"

    /// Length of the rolling window.
    public var window: Duration
    /// Closed contacts in the window below which nothing is judged.
    public var least: UInt64
    /// The marks, in the order of the file.
    public var marks: [Mark]

    /// A share that rings an alarm when it is reached, and again only after it fell below another.
    public struct Mark: Hashable, Sendable {
        /// Whom to alarm; its threshold names the mark.
        public var row: EnforcementRow
        /// Hundredths of a percent at which it rings.
        public var at: UInt64
        /// Hundredths of a percent below which it may ring again; not above ``at``.
        public var clear: UInt64

        /// Makes a mark.
        public init(row: EnforcementRow, at: UInt64, clear: UInt64) {
            self.row = row
            self.at = at
            self.clear = clear
        }
    }

    /// Makes a rule.
    public init(window: Duration, least: UInt64, marks: [Mark]) {
        self.window = window
        self.least = least
        self.marks = marks
    }

    /// True when `reached` of `closed` is `share` hundredths of a percent or more; exact.
    public static func reaches(_ share: UInt64, reached: UInt64, closed: UInt64) -> Bool {
        reached * 10_000 >= share * closed
    }
}
