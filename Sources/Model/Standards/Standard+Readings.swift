extension Standard {
    /// The option that the entry takes of the question `number`; nil when it names none.
    public func option(of number: String) -> String? {
        readings.first { $0.number == number }?.option
    }

    /// Where the entry has calls that came outside opening hours and were told so; nil when it does not say.
    ///
    /// - Source: TOM 1-3 ¶3.4 ("at all times"); reading A51.
    public var closedHours: ClosedHours? { option(of: "A51").flatMap { ClosedHours(rawValue: $0) } }

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

    /// Options of A51; either way such calls are shown apart, and the figure of the other option beside.
    public enum ClosedHours: String, Sendable, CaseIterable, Hashable {
        /// They belong to the population wherever its own words have them.
        case inside = "apart-and-inside"
        /// They belong to no population.
        case apart = "apart-only"
    }
}
