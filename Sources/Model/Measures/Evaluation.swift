public import Standards

/// How far a standard was attained in one window, against one of its thresholds.
public struct Evaluation: Hashable, Sendable {
    /// The standard.
    public var standard: Standard.ID
    /// The window, with its own population.
    public var window: ReportWindow
    /// The part of the population that must hold alone, such as a region; nil for all of it.
    public var part: String?
    /// Which contacts or items the window is judged by.
    public var cohort: Cohort
    /// What is demanded; nil when the document gives no figure.
    public var threshold: Standard.Threshold?
    /// What was attained.
    public var figure: Figure
    /// Whether the demand is met; nil when there is no data, or nothing is owed.
    public var met: Bool?
    /// Figures shown beside it: the other forms of the same measure.
    public var companions: [Companion]
    /// Why the window is not judged although there is data: relief, or the standard has not begun.
    public var relief: String?

    /// A second figure.
    public struct Companion: Hashable, Sendable {
        /// What it is.
        public var name: String
        /// The figure.
        public var figure: Figure

        /// Makes a companion.
        public init(_ name: String, _ figure: Figure) {
            self.name = name
            self.figure = figure
        }
    }
}

extension Figure {
    /// Whether the figure holds `limit`; nil without a population, or when the limit is of another unit.
    func holds(_ limit: Standard.Limit) -> Bool? {
        guard !ratio.isEmpty else { return nil }
        switch (limit.unit, unit) {
        case (.percent, .share), (.mark, .score):
            return limit.isMet(ratio.numerator, of: ratio.denominator)
        case (.seconds, .seconds): return limit.isMet(ratio.numerator, of: ratio.denominator * 1_000_000)
        case (.points, .points): return limit.isMet(ratio.numerator * 100, of: ratio.denominator)
        case (.percent, _), (.mark, _), (.seconds, _), (.points, _): return nil
        default: return limit.isMet(ratio.numerator, of: ratio.denominator)
        }
    }
}
