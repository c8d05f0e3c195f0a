// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// A row of the escalation rate was crossed.
public struct RateCrossing: Hashable, Sendable, Codable {
    /// Which way it was crossed.
    public enum Change: String, Sendable, Codable, CaseIterable, Hashable {
        /// The share reached the row's mark: an alarm rings.
        case above
        /// The share fell below the mark at which the row may ring again.
        case below
    }
    /// The row of enforcement.yaml.
    public var rule: RuleName
    public var change: Change
    public init(rule: RuleName, change: Change) {
        self.rule = rule
        self.change = change
    }
}

/// A contact entered the rolling rate of escalations to Tier 3: it was closed, or it reached Tier 3.
/// - Source: reading A24, kpi-escalation-t3.
public struct RateCounted: Hashable, Sendable, Codable {
    /// What happened to the contact.
    public enum Event: String, Sendable, Codable, CaseIterable, Hashable {
        /// It ended, with whatever outcome but that of who came outside opening hours.
        case closed
        /// A hand-off brought it to Tier 3.
        case reached
    }
    public var contact: Contact.ID
    public var event: Event
    public var at: Instant
    /// Length of the rolling window that ends at `at`, microseconds.
    public var window: Int64
    /// Distinct contacts of the window that reached Tier 3, this one included.
    public var reached: UInt64
    /// Contacts closed in the window, this one included.
    public var closed: UInt64
    /// Rows crossed by this, in the order of the file.
    public var crossings: [RateCrossing]
    public init(
        contact: Contact.ID, event: Event, at: Instant, window: Int64, reached: UInt64, closed: UInt64,
        crossings: [RateCrossing]
    ) {
        self.contact = contact
        self.event = event
        self.at = at
        self.window = window
        self.reached = reached
        self.closed = closed
        self.crossings = crossings
    }
}
