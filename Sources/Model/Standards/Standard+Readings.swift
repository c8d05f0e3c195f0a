extension Standard {
    /// The option that the entry takes of the question `number`; nil when it names none.
    public func option(of number: String) -> String? {
        readings.first { $0.number == number }?.option
    }

    /// True when the entry has a say about calls outside opening hours; which, the contract says for all.
    ///
    /// - Source: TOM 1-3 ¶3.4 ("at all times"); reading A51.
    public var asksClosedHours: Bool { option(of: "A51") != nil }

    /// How the entry knows that a member is content; nil when that is not asked.
    ///
    /// - Source: TOM 1-3 ¶3.4 bullet 7; reading A14.
    public var acceptance: Acceptance? { option(of: "A14").flatMap { Acceptance(rawValue: $0) } }

    /// Options of A14; either way the figure of the other option stands beside.
    public enum Acceptance: String, Sendable, CaseIterable, Hashable {
        /// Somebody wrote down that the member accepts.
        case recorded = "recorded-acceptance"
        /// That, or silence for some business days after the final answer.
        case deemed
    }

    /// What a call is that came outside opening hours: one answer for every standard that asks (reading A51).
    ///
    /// Such calls are shown apart either way, and the figure by the other answer beside.
    public enum ClosedHours: String, Sendable, CaseIterable, Hashable {
        /// Service is owed at all times: the call was refused it, so it was blocked and not answered.
        case atAllTimes = "at-all-times"
        /// Service is owed in opening hours: the call belongs to no population.
        case openingHours = "opening-hours"

        /// The answer that was not given.
        public var other: ClosedHours { self == .atAllTimes ? .openingHours : .atAllTimes }
    }
}
